/*
 * The plan of a container's links: what fits into one batch, and what each message is about.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "container/link.h"
#include "container/steps.h"
#include "netlink_bytes.h"

#include <errno.h>

#define VIA  IP4(10, 77, 0, 1)
#define VIA6 IP6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1)
#define FOUR(...)                                                                                  \
	{ __VA_ARGS__ }, { __VA_ARGS__ }, { __VA_ARGS__ },                                         \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}

/* With everything that an interface can have; what is twice matters to the kernel alone. */
#define LOADED                                                                                     \
	.interface = "fifteen-letters", .address = CIDR4(10, 77, 0, 2, 24),                        \
	.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 2, 64), .host_address = VIA,                \
	.host_address6 = VIA6, .gateway = VIA, .gateway6 = VIA6, .mtu = 1500, .queue_length = 9,   \
	.routes = ROUTES(FOUR(CIDR4(10, 9, 0, 0, 16), VIA), FOUR(CIDR4(10, 8, 0, 0, 16), VIA)),    \
	.routes6 = ROUTES6(FOUR(CIDR6(0xfd09, 0, 0, 0, 0, 0, 0, 0, 64), VIA6),                     \
		FOUR(CIDR6(0xfd08, 0, 0, 0, 0, 0, 0, 0, 64), VIA6))

static const struct bridge lan = { .name = "lan0" };
static const struct container most = {
	.name = "twelve-chars",
	.networks = NETWORKS(FOUR(NETWORK_POINT_TO_POINT, LOADED)),
};
static const struct container bridged = {
	.name = "web",
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24) },
		{ NETWORK_VETH, .bridge = &lan, .mac = MAC(2, 0, 0, 0, 0, 9),
			.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 2, 64), .hairpin = true }),
};

static void the_most_that_can_be_said_fits(void **state)
{
	struct netlink_batch batch;

	(void)state;
	netlink_batch_start(&batch);
	for (unsigned i = 0; i < NETWORKS_MAX; i++)
		link_outside(&batch, &most, i, 1 << 22, 0);
	assert_int_equal(batch.error, 0);
	netlink_batch_start(&batch);
	netlink_link_up(&batch, NETLINK_LOOPBACK);
	for (unsigned i = 0; i < NETWORKS_MAX; i++)
		link_inside(&batch, &most, i);
	assert_int_equal(batch.error, 0);
	/* Up and quiet; three addresses; two peers; two gateways; all routes. */
	assert_int_equal(batch.count, 1 + NETWORKS_MAX * (2 + 3 + 2 + 2 + 2 * ROUTES_MAX));
}

static void every_message_says_what_it_is_about(void **state)
{
	struct netlink_batch batch;
	unsigned seen = 0;

	(void)state;
	netlink_batch_start(&batch);
	link_inside(&batch, &most, 3);
	for (unsigned i = 0; i < batch.count; i++) {
		assert_int_equal(batch.items[i] % NETWORKS_MAX, 3);
		seen |= 1U << batch.items[i] / NETWORKS_MAX;
	}
	assert_int_equal(seen, (1U << (NETWORK_ROUTES6 + ROUTES_MAX)) - 1);
}

static void host_indices_belong_to_one_link(void **state)
{
	(void)state;
	assert_int_equal(LINK_HOST_INDEX(1, 0), LINK_HOST_INDEX(0, NETWORKS_MAX));
	assert_true(LINK_HOST_INDEX(1, NETWORKS_MAX - 1) < LINK_HOST_INDEX(2, 0));
	assert_true(LINK_HOST_INDEX(1 << 22, NETWORKS_MAX - 1) > LINK_HOST_INDEX(1, 0));
}

/* Quiet and isolated before it is up; the inner end's MAC is the one that is said. */
static void port_of_a_bridge(void **state)
{
	struct netlink_batch batch;
	struct span host, peer, port;

	(void)state;
	netlink_batch_start(&batch);
	link_outside(&batch, &bridged, 1, 5, 7);
	assert_int_equal(batch.count, 4);
	has_head(message(&batch, 0), DELLINK, REQUEST);
	has_string(attributes(message(&batch, 0), 16), 3, "v1-web");
	host = attributes(message(&batch, 1), 16);
	has_string(host, 3, "v1-web");
	has_u32(host, 10, 7);
	has_link(message(&batch, 1), LINK_HOST_INDEX(5, 1), 0);
	peer = attribute(attribute(attribute(host, 18), 2), 1);
	assert_int_equal(u32(peer.at + 4), LINK_INNER_INDEX(1));
	peer = (struct span){ peer.at + 16, peer.bytes - 16 };
	has_string(peer, 3, "eth1");
	has_bytes(peer, 1, bridged.networks[1].mac.bytes, 6);
	has_link(message(&batch, 2), LINK_HOST_INDEX(5, 1), 0);
	has_link(message(&batch, 3), LINK_HOST_INDEX(5, 1), 1);
	port = attribute(attribute(attributes(message(&batch, 3), 16), 18), 5);
	assert_int_equal(count_attributes(port), 2);
	has_bytes(port, 4, &(unsigned char){ 1 }, 1);
	has_bytes(port, 33, &(unsigned char){ 1 }, 1);
}

/* A restart is the same machine to its neighbours. */
static void macs_are_the_same_at_every_start(void **state)
{
	struct netlink_batch first, second;

	(void)state;
	netlink_batch_start(&first);
	netlink_batch_start(&second);
	link_outside(&first, &bridged, 0, 5, 7);
	link_outside(&second, &bridged, 0, 5, 7);
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.bytes, second.bytes, first.length);
}

static void network_without_ipv6_has_none(void **state)
{
	struct netlink_batch batch;

	(void)state;
	netlink_batch_start(&batch);
	link_inside(&batch, &bridged, 0);
	assert_int_equal(batch.count, 2); /* up, and the one address */
	assert_int_equal(message(&batch, 1).at[16], 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_most_that_can_be_said_fits),
		cmocka_unit_test(every_message_says_what_it_is_about),
		cmocka_unit_test(host_indices_belong_to_one_link),
		cmocka_unit_test(port_of_a_bridge),
		cmocka_unit_test(macs_are_the_same_at_every_start),
		cmocka_unit_test(network_without_ipv6_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
