/*
 * The form of single values: paths, names, addresses; and how they are written in a line.
 * Host tool; no knowledge of containers. A *_fault() returns NULL when the value is good, else
 * what is wrong with it, to stand behind the value: "/a/../b" CONTAINS "..".
 */
#ifndef NSINIT_CHECK_FORMS_H
#define NSINIT_CHECK_FORMS_H

#include <nsinit/values.h>
#include <stdbool.h>

const char *path_fault(const char *path);
/* The same without a '/' in front, as below /proc/sys. */
const char *sysctl_fault(const char *path);
/* Whether `path` is `directory` or lies below it; both absolute and of good form. */
bool path_inside(const char *path, const char *directory);

const char *container_name_fault(const char *name);
/* For the kernel's own rule see dev_valid_name(); this one is narrower. */
const char *interface_fault(const char *name);
bool hostname_good(const char *name);
/* The length of NAME in "NAME=value", or 0. */
size_t environment_name_length(const char *entry);

/* Whether an address was given at all. */
bool cidr_given(struct cidr4 cidr);
/* The network of an address; its prefix must be 0 to 32. */
uint32_t cidr_network(struct cidr4 cidr);
bool cidr_contains(struct cidr4 cidr, uint32_t address);
bool cidr_overlap(struct cidr4 a, struct cidr4 b);
/* `address` as the address of one machine in a network with that prefix length. */
const char *address_fault(uint32_t address, uint8_t prefix);

/* Values as text; each returned by value and good to the end of the calling expression. */
struct value_text {
	char text[40];
};
struct value_text ip4_text(uint32_t address);
struct value_text cidr_text(struct cidr4 cidr);
/* The network alone: 10.77.0.0/24. */
struct value_text network_text(struct cidr4 cidr);
/* In the largest unit that divides it: "16 MiB", "1500 bytes". */
struct value_text size_text(int64_t bytes);

#endif
