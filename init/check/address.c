/*
 * Judges and writes addresses; see address.h.
 * Host tool; called by the rules_*.c files and the summary.
 */
#include "check/address.h"

#include "base/address.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

struct ip ip_of4(struct cidr4 cidr)
{
	struct ip ip = { .bits = 32, .prefix = cidr.prefix };

	for (unsigned i = 0; i < 4; i++)
		ip.bytes[i] = (uint8_t)(cidr.address >> (24 - 8 * i));
	return ip;
}

struct ip ip_of6(struct cidr6 cidr)
{
	struct ip ip = { .bits = 128, .prefix = cidr.prefix };

	address6_bytes(&cidr.address, ip.bytes);
	return ip;
}

struct ip ip_single4(uint32_t address)
{
	return ip_of4((struct cidr4){ address, 32 });
}

struct ip ip_single6(struct ip6 address)
{
	return ip_of6((struct cidr6){ address, 128 });
}

static bool all_zero(const uint8_t *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (bytes[i] != 0)
			return false;
	}
	return true;
}

bool ip_single_given(struct ip ip)
{
	return !all_zero(ip.bytes, sizeof ip.bytes);
}

bool ip_given(struct ip ip)
{
	return ip.prefix != 0 || ip_single_given(ip);
}

bool ip_good(struct ip ip)
{
	return ip.prefix >= 1 && ip.prefix <= ip.bits;
}

bool ip_same(struct ip a, struct ip b)
{
	return a.bits == b.bits && memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

/* The bits of byte `index` that belong to the network. */
static uint8_t mask_byte(unsigned prefix, unsigned index)
{
	unsigned bits = prefix > 8 * index ? prefix - 8 * index : 0;

	return (uint8_t)(0xff00u >> (bits < 8 ? bits : 8));
}

static struct ip network_of(struct ip ip)
{
	for (unsigned i = 0; i < sizeof ip.bytes; i++)
		ip.bytes[i] &= mask_byte(ip.prefix, i);
	return ip;
}

bool ip_contains(struct ip network, struct ip address)
{
	address.prefix = network.prefix;
	return ip_same(network_of(network), network_of(address));
}

bool ip_overlap(struct ip a, struct ip b)
{
	return a.prefix < b.prefix ? ip_contains(a, b) : ip_contains(b, a);
}

bool ip_is_network(struct ip ip)
{
	return ip_same(ip, network_of(ip));
}

bool ip_link_local(struct ip ip)
{
	return ip.bits == 128 && ip.bytes[0] == 0xfe && (ip.bytes[1] & 0xc0) == 0x80;
}

static bool is_broadcast(struct ip ip)
{
	for (unsigned i = 0; i < 4; i++) {
		if ((ip.bytes[i] | mask_byte(ip.prefix, i)) != 0xff)
			return false;
	}
	return true;
}

static const char *fault4(struct ip ip)
{
	if (ip.bytes[0] == 0)
		return "of no network";
	if (ip.bytes[0] == 127)
		return "of the loopback network";
	if (ip.bytes[0] >= 224)
		return "a multicast or reserved address";
	/* RFC 3021: a network of two addresses has neither. */
	if (ip.prefix >= 31)
		return NULL;
	if (ip_is_network(ip))
		return "the address of its whole network";
	return is_broadcast(ip) ? "the broadcast address of its network" : NULL;
}

static const char *fault6(struct ip ip)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };

	if (ip.bytes[0] == 0xff)
		return "a multicast or reserved address";
	if (all_zero(ip.bytes, 15) && ip.bytes[15] <= 1)
		return ip.bytes[15] == 0 ? "of no network" : "of the loopback network";
	if (memcmp(ip.bytes, mapped, sizeof mapped) == 0)
		return "an IPv4 address in another dress";
	/* RFC 6164: a network of two addresses has none of all routers (RFC 4291, 2.6.1). */
	if (ip.prefix < 127 && ip_is_network(ip))
		return "the address of its whole network";
	return NULL;
}

const char *ip_fault(struct ip ip, unsigned prefix)
{
	ip.prefix = prefix;
	return ip.bits == 32 ? fault4(ip) : fault6(ip);
}

struct value_text ip_text(struct ip ip)
{
	struct value_text value = { "" };

	inet_ntop(ip.bits == 32 ? AF_INET : AF_INET6, ip.bytes, value.text, sizeof value.text);
	return value;
}

struct value_text ip_cidr_text(struct ip ip)
{
	struct value_text value = ip_text(ip);
	size_t length = strlen(value.text);

	snprintf(value.text + length, sizeof value.text - length, "/%u", ip.prefix);
	return value;
}

struct value_text ip_network_text(struct ip ip)
{
	return ip_cidr_text(network_of(ip));
}
