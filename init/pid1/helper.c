/*
 * The boot helper; see helper.h. A fork of PID 1: what it waits for, PID 1 does not.
 */
#include "pid1/helper.h"

#include "base/system.h"
#include "base/text.h"
#include "kernel/ipv6.h"
#include "kernel/netlink.h"
#include "pid1/keeper.h"
#include "pid1/log.h"
#include "pid1/modules.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <nsinit/container.h>

/* It is raised last: until then the kernel makes no address of its own for it. */
static void add_bridge_settings(struct netlink_batch *batch, int index, const struct bridge *bridge,
	const struct mac *mac, bool with_ipv6)
{
	if (bridge->mtu > 0)
		netlink_link_mtu(batch, index, bridge->mtu);
	netlink_link_quiet(batch, index);
	netlink_link_up(batch, index);
	if (bridge->address.prefix > 0) {
		const struct netlink_prefix own =
			netlink_prefix4(bridge->address.address, bridge->address.prefix);

		netlink_address_add(batch, index, &own);
	}
	if (NSINIT_USES_IPV6 && with_ipv6) {
		const struct netlink_prefix own =
			netlink_prefix6(&bridge->address6.address, bridge->address6.prefix);
		const struct netlink_prefix local = netlink_link_local(mac);

		netlink_address_add(batch, index, &local);
		netlink_address_add(batch, index, &own);
	}
}

static int make_bridge(int socket, const struct bridge *bridge)
{
	const struct mac mac = netlink_mac(appliance.hostname, bridge->name, "");
	struct netlink_batch batch;
	bool with_ipv6 = bridge->address6.prefix > 0;
	int confined;
	int index;
	int error;

	netlink_batch_start(&batch);
	netlink_bridge_add(&batch, bridge->name, &mac);
	error = netlink_send(socket, &batch, NULL);
	if (error < 0)
		return error;
	index = netlink_index(socket, bridge->name);
	if (index < 0)
		return index;
	/* Without IPv6 in the kernel, the rest of it works. */
	confined = ipv6_confine(IPV6_SETTINGS_HERE, bridge->name, with_ipv6);
	netlink_batch_start(&batch);
	add_bridge_settings(&batch, index, bridge, &mac, with_ipv6 && confined == 0);
	error = netlink_send(socket, &batch, NULL);
	return error < 0 ? error : confined;
}

/* An interface shows up some time after its driver was loaded; all ports together get this. */
#define PORT_LIMIT_MS 5000
#define PORT_POLL_MS  20

static int add_port(int socket, const char *bridge, const char *port, int64_t limit_ms)
{
	struct netlink_batch batch;
	int master = netlink_index(socket, bridge);
	int index;

	if (master < 0)
		return master;
	while ((index = netlink_index(socket, port)) == -ENODEV && sys_now_ms() < limit_ms)
		sys_sleep_ms(PORT_POLL_MS);
	if (index < 0)
		return index;
	netlink_batch_start(&batch);
	netlink_link_master(&batch, index, master);
	netlink_link_up(&batch, index);
	return netlink_send(socket, &batch, NULL);
}

static bool add_ports(int socket, const struct bridge *bridge, int64_t limit_ms)
{
	bool good = true;

	for (unsigned i = 0; bridge->ports && bridge->ports[i]; i++) {
		int error = add_port(socket, bridge->name, bridge->ports[i], limit_ms);

		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "bridge port", bridge->ports[i], error);
		good = good && error == 0;
	}
	return good;
}

/* Every bridge before the first port, which may have to be waited for. */
static bool make_bridges(int socket)
{
	const struct bridge *const *bridges = appliance.bridges;
	bool good = true;
	int64_t limit_ms;

	for (unsigned i = 0; bridges && bridges[i]; i++) {
		int error = make_bridge(socket, bridges[i]);

		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "bridge", bridges[i]->name, error);
		good = good && error == 0;
	}
	limit_ms = sys_now_ms() + PORT_LIMIT_MS;
	for (unsigned i = 0; bridges && bridges[i]; i++)
		good = add_ports(socket, bridges[i], limit_ms) && good;
	return good;
}

static bool make_networks(void)
{
	struct netlink_batch batch;
	int socket = netlink_open();
	int error;

	if (socket < 0) {
		log_say(LOG_LEVEL_ERROR, "network", "netlink", socket);
		return false;
	}
	netlink_batch_start(&batch);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	error = netlink_send(socket, &batch, NULL);
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "network", "lo", error);
	return (NSINIT_USES_BRIDGES ? make_bridges(socket) : true) && error == 0;
}

static bool write_sysctls(void)
{
	bool good = true;

	for (const struct sysctl *sysctl = appliance.sysctls; sysctl && sysctl->path; sysctl++) {
		char path[PATH_LENGTH_MAX + sizeof "/proc/sys/"];
		struct text text = TEXT(path);
		int error;

		text_string(&text, "/proc/sys/");
		text_string(&text, sysctl->path);
		error = sys_write_file(AT_FDCWD, path, sysctl->value);
		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "sysctl", sysctl->path, error);
		good = good && error == 0;
	}
	return good;
}

_Noreturn void helper_run(bool modules)
{
	bool good = !modules || modules_load_listed();

	if (NSINIT_USES_KEEPER && modules)
		good = keeper_restore() && good;
	if (NSINIT_USES_ENABLE && !modules)
		good = keeper_restore_here();
	good = make_networks() && good;
	if (NSINIT_USES_SYSCTLS)
		good = write_sysctls() && good;
	sys_exit(!good);
}
