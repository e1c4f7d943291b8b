/*
 * The rtnetlink batches against the kernel, in network namespaces of the test's own: the test's
 * process plays the machine, a child of it the container. Needs CAP_SYS_ADMIN.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "container/link.h"
#include "container/steps.h"
#include "kernel/netlink.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <nsinit/values.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define HOST      IP4(10, 99, 0, 1)
#define CONTAINER IP4(10, 99, 0, 2)
#define FAR       IP4(192, 0, 2, 1) /* only the default route leads there */
#define PORT      4711

#define OUTER (1 << 30) /* the indices of both ends */
#define INNER 100

static const struct mac bridge_mac = { { 2, 0x42, 10, 99, 0, 1 } };
static const struct mac peer_mac = { { 2, 0x42, 10, 99, 0, 2 } };
static const struct ip6 host6 = IP6(0xfd00, 0x99, 0, 0, 0, 0, 0, 1);
static const struct ip6 container6 = IP6(0xfd00, 0x99, 0, 0, 0, 0, 0, 2);
static const struct ip6 far6 = IP6(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);

/* A network namespace for each test, so that nothing is left from another. */
static void need_privilege(const char *test, void **state)
{
	(void)state;
	if (geteuid() != 0 || unshare(CLONE_NEWNET) < 0) {
		print_message("%s: skipped: no right to make a network namespace\n", test);
		skip();
	}
}

static int send_batch(struct netlink_batch *batch, unsigned *failed)
{
	int fd = netlink_open();
	int error;

	assert_true(fd >= 0);
	error = netlink_send(fd, batch, failed);
	close(fd);
	return error;
}

static int index_of(const char *name)
{
	int fd = netlink_open();
	int index;

	assert_true(fd >= 0);
	index = netlink_index(fd, name);
	close(fd);
	return index;
}

static struct ifreq ask(unsigned long request, const char *name)
{
	struct ifreq answer = { 0 };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	snprintf(answer.ifr_name, sizeof answer.ifr_name, "%s", name);
	assert_int_equal(ioctl(fd, request, &answer), 0);
	close(fd);
	return answer;
}

/* An address of either family, to bind to or to send to. */
struct where {
	union {
		struct sockaddr any;
		struct sockaddr_in four;
		struct sockaddr_in6 six;
	};
	socklen_t size;
};

static struct where at(const struct netlink_prefix *ip)
{
	struct where where = { .any.sa_family = ip->family };

	if (ip->family == AF_INET) {
		where.size = sizeof where.four;
		where.four.sin_port = htons(PORT);
		memcpy(&where.four.sin_addr, ip->bytes, 4);
	} else {
		where.size = sizeof where.six;
		where.six.sin6_port = htons(PORT);
		memcpy(&where.six.sin6_addr, ip->bytes, 16);
	}
	return where;
}

static void add_address4(struct netlink_batch *batch, int index, uint32_t address, uint8_t prefix)
{
	const struct netlink_prefix own = netlink_prefix4(address, prefix);

	netlink_address_add(batch, index, &own);
}

static void add_address6(
	struct netlink_batch *batch, int index, const struct ip6 *address, uint8_t prefix)
{
	const struct netlink_prefix own = netlink_prefix6(address, prefix);

	netlink_address_add(batch, index, &own);
}

static void add_default4(struct netlink_batch *batch, int index, uint32_t gateway)
{
	const struct netlink_prefix all = netlink_prefix4(0, 0);
	const struct netlink_prefix via = netlink_prefix4(gateway, 32);

	netlink_route_add(batch, index, &all, &via);
}

static void add_default6(struct netlink_batch *batch, int index, const struct ip6 *gateway)
{
	const struct netlink_prefix all = netlink_prefix6(&(struct ip6){ { 0 } }, 0);
	const struct netlink_prefix via = netlink_prefix6(gateway, 128);

	netlink_route_add(batch, index, &all, &via);
}

/* The container's end: raises what it finds, says one word to `to`, echoes what comes back. */
static int container(int ready, int go, const struct netlink_prefix *to)
{
	struct netlink_batch batch;
	struct where peer = at(to);
	struct timeval limit = { .tv_sec = 5 };
	char word[8] = "hello";
	int fd;

	if (unshare(CLONE_NEWNET) < 0 || write(ready, "x", 1) != 1 || read(go, word, 1) != 1)
		return 1;
	fd = netlink_open();
	netlink_batch_start(&batch);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	netlink_link_quiet(&batch, INNER);
	netlink_link_up(&batch, INNER);
	add_address4(&batch, INNER, CONTAINER, 24);
	add_default4(&batch, INNER, HOST);
	add_address6(&batch, INNER, &container6, 64);
	add_default6(&batch, INNER, &host6);
	if (netlink_send(fd, &batch, NULL) < 0)
		return 2;
	fd = socket(to->family, SOCK_DGRAM, 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	if (sendto(fd, "hello", 5, 0, &peer.any, peer.size) != 5)
		return 3;
	return recv(fd, word, sizeof word, 0) == 5 && memcmp(word, "world", 5) == 0 ? 0 : 4;
}

struct running {
	pid_t pid;
	int go;
};

static struct running start(const struct netlink_prefix *to)
{
	int ready[2], go[2];
	struct running made;
	char byte;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(go), 0);
	fflush(NULL);
	made.pid = fork();
	assert_true(made.pid >= 0);
	if (made.pid == 0) {
		alarm(20);
		_exit(container(ready[1], go[0], to));
	}
	made.go = go[1];
	close(go[0]);
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return made;
}

static void stop(struct running *running)
{
	kill(running->pid, SIGKILL);
	waitpid(running->pid, NULL, 0);
	close(running->go);
}

/* Who is not there, for a container that is not to say anything. */
static const struct netlink_prefix nobody = { .bytes = { 10, 99, 0, 9 }, .family = AF_INET };

static int make_bridge(void)
{
	struct netlink_batch batch;

	netlink_batch_start(&batch);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	netlink_bridge_add(&batch, "lan0", &bridge_mac);
	assert_int_equal(send_batch(&batch, NULL), 0);
	netlink_batch_start(&batch);
	netlink_link_up(&batch, index_of("lan0"));
	add_address4(&batch, index_of("lan0"), HOST, 24);
	add_address4(&batch, NETLINK_LOOPBACK, FAR, 32);
	add_address6(&batch, index_of("lan0"), &host6, 64);
	add_address6(&batch, NETLINK_LOOPBACK, &far6, 128);
	assert_int_equal(send_batch(&batch, NULL), 0);
	return index_of("lan0");
}

static int make_pair(pid_t pid, int bridge)
{
	const struct netlink_veth veth = { .name = "ns-test-0",
		.peer_name = "eth0",
		.index = OUTER + pid,
		.peer_index = INNER,
		.peer_pid = pid,
		.bridge_index = bridge,
		.mtu = 1400,
		.queue_length = 55,
		.mac = { { 2, 0x42, 10, 99, 0, 3 } },
		.peer_mac = peer_mac };
	const struct netlink_port port = { .isolated = true };
	struct netlink_batch batch;

	netlink_batch_start(&batch);
	netlink_link_delete(&batch, veth.name);
	netlink_veth_add(&batch, &veth);
	netlink_link_quiet(&batch, veth.index);
	if (bridge != 0)
		netlink_port_up(&batch, veth.index, &port);
	return send_batch(&batch, NULL);
}

/* A word from the container and one back: addresses, routes, bridge and both ends work. */
static void talk(const struct netlink_prefix *to)
{
	struct running running = start(to);
	struct where here = at(to), there = { .size = sizeof there.six };
	struct timeval limit = { .tv_sec = 5 };
	char word[8];
	int status, fd = socket(to->family, SOCK_DGRAM, 0);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	assert_int_equal(bind(fd, &here.any, here.size), 0);
	assert_int_equal(make_pair(running.pid, index_of("lan0")), 0);
	assert_int_equal(ask(SIOCGIFMTU, "ns-test-0").ifr_mtu, 1400);
	assert_true((ask(SIOCGIFFLAGS, "ns-test-0").ifr_flags & IFF_UP) != 0);
	assert_int_equal(write(running.go, "x", 1), 1);
	assert_int_equal(recvfrom(fd, word, sizeof word, 0, &there.any, &there.size), 5);
	if (to->family == AF_INET) {
		assert_int_equal(ntohl(there.four.sin_addr.s_addr), CONTAINER);
	} else {
		const struct netlink_prefix from = netlink_prefix6(&container6, 128);

		assert_memory_equal(&there.six.sin6_addr, from.bytes, 16);
	}
	assert_int_equal(sendto(fd, "world", 5, 0, &there.any, there.size), 5);
	assert_int_equal(waitpid(running.pid, &status, 0), running.pid);
	assert_int_equal(status, 0);
	close(running.go);
	close(fd);
}

static void container_talks_through_its_bridge(void **state)
{
	const struct netlink_prefix to = netlink_prefix4(HOST, 32);

	need_privilege(__func__, state);
	make_bridge();
	talk(&to);
	/* A port must not have changed the bridge's address. */
	assert_memory_equal(ask(SIOCGIFHWADDR, "lan0").ifr_hwaddr.sa_data, bridge_mac.bytes, 6);
}

static void default_route_leads_out(void **state)
{
	const struct netlink_prefix to = netlink_prefix4(FAR, 32);

	need_privilege(__func__, state);
	make_bridge();
	talk(&to);
}

/* Without a wait for anybody who might have the address already. */
static void ipv6_talks_at_once(void **state)
{
	const struct netlink_prefix to = netlink_prefix6(&host6, 128);

	need_privilege(__func__, state);
	make_bridge();
	talk(&to);
}

static void ipv6_default_route_leads_out(void **state)
{
	const struct netlink_prefix to = netlink_prefix6(&far6, 128);

	need_privilege(__func__, state);
	make_bridge();
	talk(&to);
}

static void peer_has_the_given_mac(void **state)
{
	struct running running;
	char path[64];

	need_privilege(__func__, state);
	running = start(&nobody);
	assert_int_equal(make_pair(running.pid, 0), 0);
	snprintf(path, sizeof path, "/proc/%d/ns/net", (int)running.pid);
	{
		FILE *file = fopen(path, "r");

		assert_non_null(file);
		assert_int_equal(setns(fileno(file), CLONE_NEWNET), 0);
		fclose(file);
	}
	assert_memory_equal(ask(SIOCGIFHWADDR, "eth0").ifr_hwaddr.sa_data, peer_mac.bytes, 6);
	assert_int_equal(ask(SIOCGIFTXQLEN, "eth0").ifr_qlen, 55);
	assert_int_equal(ask(SIOCGIFINDEX, "eth0").ifr_ifindex, INNER);
	assert_int_equal(ask(SIOCGIFMTU, "eth0").ifr_mtu, 1400);
	assert_int_equal(ask(SIOCGIFFLAGS, "eth0").ifr_flags & IFF_UP, 0);
	stop(&running);
}

/* Of the interfaces of this namespace, those with an IPv6 address. */
static int has_ipv6(const char *name)
{
	char line[256];
	FILE *file = fopen("/proc/self/net/if_inet6", "r");
	int found = 0;

	assert_non_null(file);
	while (fgets(line, sizeof line, file))
		found |= strstr(line, name) != NULL;
	fclose(file);
	return found;
}

/* No address that nobody asked for, and with it no packet into the container. */
static void host_end_is_quiet_and_has_its_queue(void **state)
{
	struct running running;

	need_privilege(__func__, state);
	running = start(&nobody);
	assert_int_equal(make_pair(running.pid, make_bridge()), 0);
	assert_int_equal(ask(SIOCGIFTXQLEN, "ns-test-0").ifr_qlen, 55);
	assert_int_equal(write(running.go, "x", 1), 1);
	while ((ask(SIOCGIFFLAGS, "ns-test-0").ifr_flags & IFF_RUNNING) == 0)
		usleep(1000);
	usleep(20000);
	assert_false(has_ipv6("ns-test-0"));
	assert_true(has_ipv6("lan0"));
	stop(&running);
}

static void index_in_use_is_an_error(void **state)
{
	struct netlink_veth veth = { .name = "ns-test-1",
		.peer_name = "eth0",
		.peer_index = INNER,
		.mac = { { 2, 0, 0, 0, 0, 5 } },
		.peer_mac = { { 2, 0, 0, 0, 0, 6 } } };
	struct netlink_batch batch;
	struct running running;

	need_privilege(__func__, state);
	veth.index = make_bridge();
	running = start(&nobody);
	veth.peer_pid = running.pid;
	netlink_batch_start(&batch);
	netlink_veth_add(&batch, &veth);
	assert_int_equal(send_batch(&batch, NULL), -EEXIST);
	assert_int_equal(index_of("ns-test-1"), -ENODEV);
	stop(&running);
}

static const struct container wrong = {
	.name = "wrong",
	.networks = NETWORKS({ NETWORK_VETH, .address = CIDR4(10, 99, 0, 2, 24),
		.routes = ROUTES({ CIDR4(192, 168, 0, 0, 16), HOST },
			{ CIDR4(172, 16, 0, 0, 12), IP4(203, 0, 113, 1) }) }),
};

/* Past the checker: a router that nobody can reach is told by its route. */
static void unreachable_route_is_named(void **state)
{
	const struct netlink_veth veth = { .name = "ns-test-0",
		.peer_name = "eth0",
		.index = LINK_INNER_INDEX(0),
		.peer_index = INNER + 1,
		.peer_pid = getpid(),
		.mac = { { 2, 0, 0, 0, 0, 5 } },
		.peer_mac = peer_mac };
	struct netlink_batch batch;
	unsigned failed = 99;

	need_privilege(__func__, state);
	netlink_batch_start(&batch);
	netlink_veth_add(&batch, &veth);
	link_inside(&batch, &wrong, 0);
	assert_int_equal(send_batch(&batch, &failed), -ENETUNREACH);
	assert_int_equal(batch.items[failed], NETWORK_ITEM(0, NETWORK_ROUTES + 1));
}

static void living_stale_link_is_replaced(void **state)
{
	struct running first, second;
	int bridge, before;

	need_privilege(__func__, state);
	bridge = make_bridge();
	first = start(&nobody);
	assert_int_equal(make_pair(first.pid, bridge), 0);
	before = index_of("ns-test-0");
	second = start(&nobody);
	assert_int_equal(make_pair(second.pid, bridge), 0);
	assert_true(index_of("ns-test-0") > 0);
	assert_int_not_equal(index_of("ns-test-0"), before);
	stop(&first);
	stop(&second);
}

static void failed_message_is_named_and_the_rest_done(void **state)
{
	struct netlink_batch batch;
	unsigned failed = 99;

	need_privilege(__func__, state);
	netlink_batch_start(&batch);
	netlink_link_delete(&batch, "absent"); /* fine */
	netlink_link_up(&batch, 9999);         /* 1: the first error */
	netlink_link_master(&batch, NETLINK_LOOPBACK, 9999);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	assert_int_equal(send_batch(&batch, &failed), -ENODEV);
	assert_int_equal(failed, 1);
	assert_true((ask(SIOCGIFFLAGS, "lo").ifr_flags & IFF_UP) != 0);
	/* The last message failing is no different. */
	netlink_batch_start(&batch);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	add_default4(&batch, NETLINK_LOOPBACK, IP4(203, 0, 113, 1));
	assert_int_equal(send_batch(&batch, &failed), -ENETUNREACH);
	assert_int_equal(failed, 1);
	/* Nor is tolerating it. */
	netlink_batch_start(&batch);
	netlink_link_delete(&batch, "absent");
	assert_int_equal(send_batch(&batch, &failed), 0);
	assert_int_equal(index_of("absent"), -ENODEV);
}

static void one_socket_serves_many_batches(void **state)
{
	struct netlink_batch batch;
	int fd;

	need_privilege(__func__, state);
	fd = netlink_open();
	for (int i = 0; i < 50; i++) {
		netlink_batch_start(&batch);
		netlink_link_delete(&batch, "absent");
		netlink_link_up(&batch, i % 2 == 0 ? NETLINK_LOOPBACK : 9999);
		assert_int_equal(netlink_send(fd, &batch, NULL), i % 2 == 0 ? 0 : -ENODEV);
	}
	close(fd);
}

static void setting_up_twice_is_fine_but_a_second_route(void **state)
{
	struct netlink_batch batch;
	unsigned failed = 99;
	int bridge;

	need_privilege(__func__, state);
	bridge = make_bridge();
	assert_int_equal(make_bridge(), bridge);
	netlink_batch_start(&batch);
	add_default4(&batch, bridge, IP4(10, 99, 0, 7));
	add_default4(&batch, bridge, IP4(10, 99, 0, 8));
	assert_int_equal(send_batch(&batch, &failed), -EEXIST);
	assert_int_equal(failed, 1);
}

static void absent_process_is_an_error(void **state)
{
	need_privilege(__func__, state);
	assert_true(make_pair(0x3ffffff, 0) < 0);
	assert_int_equal(index_of("ns-test-0"), -ENODEV);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(container_talks_through_its_bridge),
		cmocka_unit_test(default_route_leads_out),
		cmocka_unit_test(ipv6_talks_at_once),
		cmocka_unit_test(ipv6_default_route_leads_out),
		cmocka_unit_test(host_end_is_quiet_and_has_its_queue),
		cmocka_unit_test(index_in_use_is_an_error),
		cmocka_unit_test(unreachable_route_is_named),
		cmocka_unit_test(peer_has_the_given_mac),
		cmocka_unit_test(living_stale_link_is_replaced),
		cmocka_unit_test(failed_message_is_named_and_the_rest_done),
		cmocka_unit_test(one_socket_serves_many_batches),
		cmocka_unit_test(setting_up_twice_is_fine_but_a_second_route),
		cmocka_unit_test(absent_process_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
