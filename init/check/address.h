/*
 * Addresses of both families as one kind of value, so that each rule is written once.
 * Host tool; no knowledge of containers.
 */
#ifndef NSINIT_CHECK_ADDRESS_H
#define NSINIT_CHECK_ADDRESS_H

#include "check/forms.h"

#include <nsinit/values.h>

/* An address with the length of its network's prefix, or a network, or a single address. */
struct ip {
	unsigned bits; /* 32 or 128: its family */
	unsigned prefix;
	uint8_t bytes[16]; /* in network order */
};

struct ip ip_of4(struct cidr4 cidr);
struct ip ip_of6(struct cidr6 cidr);
/* With the longest prefix. */
struct ip ip_single4(uint32_t address);
struct ip ip_single6(struct ip6 address);

/* Whether anything of it was written. */
bool ip_given(struct ip ip);
bool ip_single_given(struct ip ip);
/* Given, and with a prefix length with which one can go on. */
bool ip_good(struct ip ip);
/* Of the same family, and the same address; prefixes are not looked at. */
bool ip_same(struct ip a, struct ip b);
bool ip_contains(struct ip network, struct ip address);
bool ip_overlap(struct ip a, struct ip b);
/* The address is its network's, without bits behind the prefix. */
bool ip_is_network(struct ip ip);
bool ip_link_local(struct ip ip);
/*
 * Why `ip` cannot be the address of one machine in a network with that prefix length, to stand
 * behind the address; NULL when it can.
 */
const char *ip_fault(struct ip ip, unsigned prefix);

/* "10.77.0.2"; "10.77.0.2/24"; "10.77.0.0/24". */
struct value_text ip_text(struct ip ip);
struct value_text ip_cidr_text(struct ip ip);
struct value_text ip_network_text(struct ip ip);

#endif
