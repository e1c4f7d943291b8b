/*
 * The bytes of every rtnetlink message, read back with nothing but offsets from netlink(7) and
 * rtnetlink(7), and what a batch does when it is full or wrong. No socket is opened.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/netlink.h"
#include "netlink_bytes.h"

#include <errno.h>

static void delete_names_the_link_and_bears_absence(void **state)
{
	struct netlink_batch batch;
	struct span one;

	(void)state;
	netlink_batch_start(&batch);
	netlink_link_up(&batch, 1);
	netlink_link_delete(&batch, "ns-web-0");
	one = message(&batch, 1);
	has_head(one, DELLINK, REQUEST);
	has_link(one, 0, 0);
	assert_int_equal(one.bytes, 16 + 16 + 16);
	has_string(attributes(one, 16), 3, "ns-web-0");
	assert_int_equal(batch.fine[0], 0);
	assert_int_equal(batch.fine[1], -ENODEV);
	assert_int_equal(batch.error, 0);
}

static const struct netlink_veth full_veth = { .name = "ns-dns-0",
	.peer_name = "eth0",
	.index = 1 << 30,
	.peer_index = 100,
	.peer_pid = 4711,
	.bridge_index = 7,
	.mtu = 1400,
	.queue_length = 55,
	.mac = { { 2, 1, 2, 3, 4, 5 } },
	.peer_mac = { { 2, 6, 7, 8, 9, 10 } } };

static void veth_is_one_nested_message(void **state)
{
	const struct netlink_veth *veth = &full_veth;
	struct netlink_batch batch;
	struct span one, host, info, data, peer;

	(void)state;
	netlink_batch_start(&batch);
	netlink_veth_add(&batch, veth);
	assert_int_equal(batch.error, 0);
	assert_int_equal(batch.count, 1);
	one = message(&batch, 0);
	has_head(one, NEWLINK, REQUEST | CREATE | EXCL);
	has_link(one, 1 << 30, 0);
	host = attributes(one, 16);
	assert_int_equal(count_attributes(host), 6);
	has_string(host, 3, "ns-dns-0");
	has_bytes(host, 1, veth->mac.bytes, 6);
	has_u32(host, 4, 1400);
	has_u32(host, 13, 55);
	has_u32(host, 10, 7);
	info = attribute(host, 18);
	assert_int_equal(count_attributes(info), 2);
	has_string(info, 1, "veth");
	data = attribute(info, 2);
	assert_int_equal(count_attributes(data), 1);
	peer = attribute(data, 1);
	/* Its struct ifinfomsg says its index and nothing else: not even up. */
	assert_int_equal(u32(peer.at + 4), 100);
	for (unsigned i = 0; i < 16; i++)
		assert_true(peer.at[i] == 0 || (i >= 4 && i < 8));
	peer = (struct span){ peer.at + 16, peer.bytes - 16 };
	assert_int_equal(count_attributes(peer), 5);
	has_string(peer, 3, "eth0");
	has_bytes(peer, 1, veth->peer_mac.bytes, 6);
	has_u32(peer, 4, 1400);
	has_u32(peer, 13, 55);
	has_u32(peer, 19, 4711);
}

static void veth_leaves_out_what_is_zero(void **state)
{
	static const struct netlink_veth veth = {
		.name = "a", .peer_name = "eth15", .peer_pid = 1
	};
	struct netlink_batch batch;
	struct span host, peer;

	(void)state;
	netlink_batch_start(&batch);
	netlink_veth_add(&batch, &veth);
	host = attributes(message(&batch, 0), 16);
	assert_int_equal(count_attributes(host), 3);
	peer = attribute(attribute(attribute(host, 18), 2), 1);
	peer = (struct span){ peer.at + 16, peer.bytes - 16 };
	assert_int_equal(count_attributes(peer), 3);
	has_string(peer, 3, "eth15");
}

static void bridge_has_its_own_mac(void **state)
{
	static const struct mac mac = { { 0x02, 0xaa, 0, 0, 0, 1 } };
	struct netlink_batch batch;
	struct span one, all, info;

	(void)state;
	netlink_batch_start(&batch);
	netlink_bridge_add(&batch, "lan0", &mac);
	one = message(&batch, 0);
	has_head(one, NEWLINK, REQUEST | CREATE | EXCL);
	has_link(one, 0, 0);
	all = attributes(one, 16);
	assert_int_equal(count_attributes(all), 3);
	has_string(all, 3, "lan0");
	has_bytes(all, 1, mac.bytes, 6);
	info = attribute(all, 18);
	assert_int_equal(count_attributes(info), 1);
	has_string(info, 1, "bridge");
	assert_int_equal(batch.fine[0], -EEXIST);
}

static void up_master_and_mtu_change_only_that(void **state)
{
	struct netlink_batch batch;
	struct span one;

	(void)state;
	netlink_batch_start(&batch);
	netlink_link_up(&batch, 3);
	netlink_link_master(&batch, 4, 9);
	netlink_link_mtu(&batch, 5, 1280);
	one = message(&batch, 0);
	has_head(one, NEWLINK, REQUEST);
	has_link(one, 3, 1);
	assert_int_equal(one.bytes, 32);
	one = message(&batch, 1);
	has_head(one, NEWLINK, REQUEST);
	has_link(one, 4, 0);
	assert_int_equal(count_attributes(attributes(one, 16)), 1);
	has_u32(attributes(one, 16), 10, 9);
	one = message(&batch, 2);
	has_link(one, 5, 0);
	assert_int_equal(count_attributes(attributes(one, 16)), 1);
	has_u32(attributes(one, 16), 4, 1280);
}

/* As `ip link set NAME addrgenmode none` sends it. */
static void quiet_link_makes_no_addresses(void **state)
{
	struct netlink_batch batch;
	struct span one, family;

	(void)state;
	netlink_batch_start(&batch);
	netlink_link_quiet(&batch, 6);
	one = message(&batch, 0);
	has_head(one, NEWLINK, REQUEST);
	has_link(one, 6, 0);
	assert_int_equal(count_attributes(attributes(one, 16)), 1);
	family = attribute(attributes(one, 16), 26);
	assert_int_equal(count_attributes(family), 1);
	family = attribute(family, 10);
	assert_int_equal(count_attributes(family), 1);
	has_bytes(family, 8, &(unsigned char){ 1 }, 1);
	assert_int_equal(batch.fine[0], -EAFNOSUPPORT);
}

static void port_has_its_options_before_it_is_up(void **state)
{
	static const struct netlink_port ports[] = { { true, false }, { false, true } };
	struct netlink_batch batch;

	(void)state;
	netlink_batch_start(&batch);
	for (unsigned i = 0; i < 2; i++) {
		unsigned char isolated = ports[i].isolated, hairpin = ports[i].hairpin;
		struct span one, data;

		netlink_port_up(&batch, 8, &ports[i]);
		one = message(&batch, i);
		has_head(one, NEWLINK, REQUEST);
		has_link(one, 8, 1);
		data = attribute(attribute(attributes(one, 16), 18), 5);
		assert_int_equal(count_attributes(data), 2);
		has_bytes(data, 4, &hairpin, 1);
		has_bytes(data, 33, &isolated, 1);
	}
}

static void address_is_in_network_order(void **state)
{
	static const unsigned char local[4] = { 10, 77, 0, 2 };
	static const unsigned char broadcast[4] = { 10, 77, 15, 255 };
	static const unsigned char fixed[8] = { 2, 20, 0, 0, 5, 0, 0, 0 };
	const struct netlink_prefix own = netlink_prefix4(0x0a4d0002, 20);
	struct netlink_batch batch;
	struct span one, all;

	(void)state;
	netlink_batch_start(&batch);
	netlink_address_add(&batch, 5, &own);
	one = message(&batch, 0);
	has_head(one, NEWADDR, REQUEST | CREATE | REPLACE);
	/* struct ifaddrmsg: family, prefix, flags, scope, index */
	assert_memory_equal(one.at + 16, fixed, 4);
	assert_int_equal(u32(one.at + 20), 5);
	all = attributes(one, 8);
	assert_int_equal(count_attributes(all), 3);
	has_bytes(all, 1, local, 4);
	has_bytes(all, 2, local, 4);
	has_bytes(all, 4, broadcast, 4);
}

static void address_without_room_has_no_broadcast(void **state)
{
	static const unsigned char every[4] = { 127, 255, 255, 255 };
	static const unsigned char lengths[] = { 32, 31, 1, 33 };
	struct netlink_batch batch;

	(void)state;
	netlink_batch_start(&batch);
	for (unsigned i = 0; i < 3; i++) {
		const struct netlink_prefix own = netlink_prefix4(0x0a4d0002, lengths[i]);

		netlink_address_add(&batch, 5, &own);
	}
	assert_int_equal(count_attributes(attributes(message(&batch, 0), 8)), 2);
	assert_int_equal(count_attributes(attributes(message(&batch, 1), 8)), 2);
	has_bytes(attributes(message(&batch, 2), 8), 4, every, 4);
	for (unsigned family = 4; family <= 6; family += 2) {
		const struct netlink_prefix four = netlink_prefix4(0x0a4d0002, 33);
		const struct netlink_prefix six = netlink_prefix6(&(struct ip6){ { 1 } }, 129);

		netlink_batch_start(&batch);
		netlink_address_add(&batch, 5, family == 4 ? &four : &six);
		assert_int_equal(batch.error, -EINVAL);
		assert_int_equal(batch.count, 1);
	}
}

static const struct ip6 address6 = { { 0xfd00, 0x77, 0, 0, 0, 0, 0x102, 0x304 } };
static const unsigned char bytes6[16] = { 0xfd, 0, 0, 0x77, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4 };

/* As `ip addr add ADDRESS/64 dev NAME nodad` sends it. */
static void ipv6_address_is_usable_at_once(void **state)
{
	static const unsigned char fixed[4] = { 10, 64, 2, 0 };
	const struct netlink_prefix own = netlink_prefix6(&address6, 64);
	struct netlink_batch batch;
	struct span one;

	(void)state;
	netlink_batch_start(&batch);
	netlink_address_add(&batch, 5, &own);
	one = message(&batch, 0);
	has_head(one, NEWADDR, REQUEST | CREATE | REPLACE);
	assert_memory_equal(one.at + 16, fixed, 4);
	assert_int_equal(count_attributes(attributes(one, 8)), 2);
	has_bytes(attributes(one, 8), 1, bytes6, 16);
	has_bytes(attributes(one, 8), 2, bytes6, 16);
}

/* RFC 4291, appendix A: 34-56-78-9A-BC-DE makes 3656:78ff:fe9a:bcde. */
static void link_local_follows_from_the_mac(void **state)
{
	static const struct mac mac = { { 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde } };
	static const unsigned char bytes[16] = { 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0x36, 0x56, 0x78,
		0xff, 0xfe, 0x9a, 0xbc, 0xde };
	struct netlink_prefix local = netlink_link_local(&mac);

	(void)state;
	assert_memory_equal(local.bytes, bytes, 16);
	assert_int_equal(local.length, 64);
	assert_int_equal(local.family, 10);
}

static void route_without_a_destination_is_the_default_one(void **state)
{
	/* struct rtmsg: family, dst, src, tos, table, protocol, scope, type, flags */
	static const unsigned char fixed[12] = { 2, 0, 0, 0, 254, 4, 0, 1 };
	static const unsigned char gateway[4] = { 192, 168, 1, 254 };
	const struct netlink_prefix all = netlink_prefix4(0, 0);
	const struct netlink_prefix via = netlink_prefix4(0xc0a801fe, 32);
	struct netlink_batch batch;
	struct span one;

	(void)state;
	netlink_batch_start(&batch);
	netlink_route_add(&batch, 100, &all, &via);
	one = message(&batch, 0);
	has_head(one, NEWROUTE, REQUEST | CREATE | EXCL);
	assert_memory_equal(one.at + 16, fixed, sizeof fixed);
	assert_int_equal(count_attributes(attributes(one, 12)), 2);
	has_bytes(attributes(one, 12), 5, gateway, 4);
	has_u32(attributes(one, 12), 4, 100);
}

/* As `ip route add 10.80.0.1 dev NAME` sends it. */
static void route_without_a_router_is_at_the_link(void **state)
{
	static const unsigned char fixed[12] = { 2, 32, 0, 0, 254, 4, 253, 1 };
	const struct netlink_prefix to = netlink_prefix4(0x0a500001, 32);
	struct netlink_batch batch;
	struct span one;

	(void)state;
	netlink_batch_start(&batch);
	netlink_route_add(&batch, 100, &to, NULL);
	one = message(&batch, 0);
	assert_memory_equal(one.at + 16, fixed, sizeof fixed);
	assert_int_equal(count_attributes(attributes(one, 12)), 2);
	has_bytes(attributes(one, 12), 1, to.bytes, 4);
	has_u32(attributes(one, 12), 4, 100);
}

static void route_has_its_destination(void **state)
{
	static const unsigned char fixed[12] = { 10, 48, 0, 0, 254, 4, 0, 1 };
	static const unsigned char network[4] = { 192, 168, 0, 0 };
	const struct netlink_prefix to4 = netlink_prefix4(0xc0a80000, 16);
	const struct netlink_prefix via4 = netlink_prefix4(0x0a4d0001, 32);
	const struct netlink_prefix to6 = netlink_prefix6(&(struct ip6){ { 0xfd01 } }, 48);
	const struct netlink_prefix via6 = netlink_prefix6(&address6, 128);
	struct netlink_batch batch;
	struct span one;

	(void)state;
	netlink_batch_start(&batch);
	netlink_route_add(&batch, 100, &to4, &via4);
	netlink_route_add(&batch, 101, &to6, &via6);
	one = message(&batch, 0);
	assert_int_equal(one.at[17], 16);
	assert_int_equal(count_attributes(attributes(one, 12)), 3);
	has_bytes(attributes(one, 12), 1, network, 4);
	one = message(&batch, 1);
	assert_memory_equal(one.at + 16, fixed, sizeof fixed);
	assert_int_equal(count_attributes(attributes(one, 12)), 3);
	has_bytes(attributes(one, 12), 1, to6.bytes, 16);
	has_bytes(attributes(one, 12), 5, bytes6, 16);
	has_u32(attributes(one, 12), 4, 101);
}

static void bad_names_are_refused(void **state)
{
	static const char *const bad[] = { "", "sixteen-letters-", "a-very-long-interface-name" };
	struct netlink_batch batch;

	(void)state;
	for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct netlink_veth veth = { .name = "fine", .peer_name = bad[i] };

		netlink_batch_start(&batch);
		netlink_link_delete(&batch, bad[i]);
		assert_int_equal(batch.error, -EINVAL);
		netlink_batch_start(&batch);
		netlink_veth_add(&batch, &veth);
		assert_int_equal(batch.error, -EINVAL);
		assert_int_equal(netlink_index(-1, bad[i]), -EINVAL);
	}
	netlink_batch_start(&batch);
	netlink_link_delete(&batch, "fifteen-letters");
	assert_int_equal(batch.error, 0);
	/* The name with its NUL is the attribute's 16 bytes. */
	has_string(attributes(message(&batch, 0), 16), 3, "fifteen-letters");
}

/* The batch is in the middle of a guarded space; the sanitizer watches its edges, this the rest. */
static void full_batch_stays_within_itself(void **state)
{
	struct {
		unsigned char before[64];
		struct netlink_batch batch;
		unsigned char behind[64];
	} space;
	struct netlink_veth veth = {
		.name = "fifteen-letters", .peer_name = "eth0", .bridge_index = 1, .mtu = 1500
	};
	const struct netlink_prefix via = netlink_prefix4(1, 32);
	unsigned messages = 0;
	size_t length;

	(void)state;
	memset(&space, 0x5a, sizeof space);
	netlink_batch_start(&space.batch);
	while (space.batch.error == 0 && messages < 1000) {
		netlink_veth_add(&space.batch, &veth);
		messages++;
	}
	assert_int_equal(space.batch.error, -ENOBUFS);
	assert_true(messages > 8);
	assert_true(space.batch.length <= NETLINK_BATCH_BYTES);
	length = space.batch.length;
	netlink_link_up(&space.batch, 1);
	netlink_link_delete(&space.batch, "x");
	netlink_link_quiet(&space.batch, 1);
	netlink_route_add(&space.batch, 1, &via, &via);
	assert_int_equal(space.batch.length, length);
	for (unsigned i = 0; i < sizeof space.before; i++) {
		assert_int_equal(space.before[i], 0x5a);
		assert_int_equal(space.behind[i], 0x5a);
	}
}

static void as_many_messages_as_said_and_no_more(void **state)
{
	struct netlink_batch batch;

	(void)state;
	netlink_batch_start(&batch);
	for (unsigned i = 0; i < NETLINK_BATCH_MAX; i++) {
		batch.item = (uint16_t)i;
		netlink_link_delete(&batch, "x");
	}
	assert_int_equal(batch.error, 0);
	message(&batch, NETLINK_BATCH_MAX - 1);
	for (unsigned i = 0; i < NETLINK_BATCH_MAX; i++) {
		assert_int_equal(batch.items[i], i);
		assert_int_equal(batch.fine[i], -ENODEV);
	}
	netlink_link_delete(&batch, "x");
	assert_int_equal(batch.error, -ENOBUFS);
	assert_int_equal(batch.count, NETLINK_BATCH_MAX);
}

static void wrong_batch_is_not_sent(void **state)
{
	struct netlink_batch batch;
	unsigned failed = 99;

	(void)state;
	netlink_batch_start(&batch);
	assert_int_equal(netlink_send(-1, &batch, &failed), 0);
	netlink_link_up(&batch, 1);
	netlink_link_delete(&batch, "");
	assert_int_equal(netlink_send(-1, &batch, &failed), -EINVAL);
	assert_int_equal(failed, 1);
	netlink_batch_start(&batch);
	netlink_link_up(&batch, 1);
	assert_int_equal(netlink_send(-1, &batch, &failed), -EBADF);
	/* Only the last message asks for an answer to success. */
	netlink_link_up(&batch, 2);
	assert_int_equal(netlink_send(-1, &batch, NULL), -EBADF);
	has_head(message(&batch, 1), NEWLINK, REQUEST | ACK);
}

/* The same at every start, different for each name, neither a group's nor a maker's. */
static void a_mac_follows_from_the_names(void **state)
{
	const struct mac first = netlink_mac("router", "web", "eth0");
	struct mac again = netlink_mac("router", "web", "eth0");
	const char *const others[][3] = {
		{ "router", "web", "eth1" },
		{ "router", "dns", "eth0" },
		{ "second", "web", "eth0" },
		{ "router", "we", "beth0" },
	};

	(void)state;
	assert_memory_equal(&first, &again, sizeof first);
	assert_int_equal(first.bytes[0] & 3, 2);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		again = netlink_mac(others[i][0], others[i][1], others[i][2]);
		assert_memory_not_equal(&first, &again, sizeof first);
		assert_int_equal(again.bytes[0] & 3, 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delete_names_the_link_and_bears_absence),
		cmocka_unit_test(veth_is_one_nested_message),
		cmocka_unit_test(veth_leaves_out_what_is_zero),
		cmocka_unit_test(bridge_has_its_own_mac),
		cmocka_unit_test(up_master_and_mtu_change_only_that),
		cmocka_unit_test(quiet_link_makes_no_addresses),
		cmocka_unit_test(port_has_its_options_before_it_is_up),
		cmocka_unit_test(address_is_in_network_order),
		cmocka_unit_test(address_without_room_has_no_broadcast),
		cmocka_unit_test(ipv6_address_is_usable_at_once),
		cmocka_unit_test(route_without_a_router_is_at_the_link),
		cmocka_unit_test(link_local_follows_from_the_mac),
		cmocka_unit_test(route_without_a_destination_is_the_default_one),
		cmocka_unit_test(route_has_its_destination),
		cmocka_unit_test(bad_names_are_refused),
		cmocka_unit_test(full_batch_stays_within_itself),
		cmocka_unit_test(as_many_messages_as_said_and_no_more),
		cmocka_unit_test(wrong_batch_is_not_sent),
		cmocka_unit_test(a_mac_follows_from_the_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
