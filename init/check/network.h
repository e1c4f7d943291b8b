/*
 * What the rules of bridges, networks and their addresses share.
 * Host tool; used by rules_bridge.c, rules_network.c and rules_address.c.
 */
#ifndef NSINIT_CHECK_NETWORK_H
#define NSINIT_CHECK_NETWORK_H

#include "check/address.h"
#include "check/report.h"

/* A route of either family. */
struct path {
	struct ip destination;
	struct ip via;
};

/* The fields of a family: their names and their values. */
struct family {
	const char *address, *host_address, *gateway, *routes;
	struct ip (*of_bridge)(const struct bridge *bridge);
	struct ip (*of_network)(const struct network *network);
	struct ip (*of_host)(const struct network *network);
	struct ip (*of_gateway)(const struct network *network);
	unsigned (*route_count)(const struct network *network);
	struct path (*route)(const struct network *network, unsigned index);
};
#define FAMILIES 2
extern const struct family families[FAMILIES];

const char *bridge_label(const struct bridge *bridge);
bool bridge_listed(const struct appliance *machine, const struct bridge *bridge);

/* An address that is given: its prefix, and what it stands for. */
void check_ip(struct report *report, const struct place *at, const char *field, struct ip ip);
/* 0 is good. */
void check_mtu(struct report *report, const struct place *at, uint32_t mtu, bool with_ipv6);
/* Addresses, gateways and routes of a NETWORK_VETH or NETWORK_POINT_TO_POINT. */
void check_addresses(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index);

#endif
