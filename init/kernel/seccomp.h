/*
 * System call filters, made at run time from a table of numbers (seccomp(2), Documentation/
 * userspace-api/seccomp_filter.rst).
 *
 * The child builds and loads its filter as the last step before exec. A filter refuses with an
 * errno that says so, and kills only what calls in through a foreign architecture.
 */
#ifndef NSINIT_KERNEL_SECCOMP_H
#define NSINIT_KERNEL_SECCOMP_H

#include <linux/filter.h>
#include <nsinit/container.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for each program below, whatever the container. */
#define SECCOMP_PROGRAM_MAX 1280

/*
 * Each returns the number of instructions, or 0 when `max` is too small.
 *
 * The filter of a container's program: its set, and the calls that its capabilities are for; a
 * service that holds SYS_TIME may set the clock. The rest is EPERM; calls newer than the table and
 * clone3 are ENOSYS, so that libraries fall back; new namespaces, other personalities and the
 * ioctls that type into a terminal are EPERM; sockets of another family are EAFNOSUPPORT: COMPUTE
 * has local ones, the network's sets IPv4, IPv6, netlink and with NET_RAW packets, DEFAULT packets,
 * CAN and Bluetooth too. The container's lists, rules and action change that. SYSCALLS_UNRESTRICTED
 * is everything, but from this architecture alone.
 */
size_t seccomp_container(
	struct sock_filter *program, size_t max, const struct container *container);

/*
 * The same for a process that enters the container, before anybody there can see it: with the calls
 * that are left until it executes its program. `wider`: the set has not all of them, and its own
 * filter must follow.
 */
size_t seccomp_entrant(
	struct sock_filter *program, size_t max, const struct container *container, bool *wider);

/*
 * SYSCALLS_LEARN of a container's program: what it allows waits for who listens (see
 * seccomp_listen.h), but for a sendmsg(2) on `socket`. Who only enters the container has the same
 * calls without that, by the two above.
 */
size_t seccomp_learn(
	struct sock_filter *program, size_t max, const struct container *container, int socket);

/* What a container's init calls from its fork on: see container/init.c. */
size_t seccomp_init(struct sock_filter *program, size_t max);

/* No new user namespace, whatever else is allowed; clone3 is ENOSYS: its flags are not seen. */
size_t seccomp_no_user_namespace(struct sock_filter *program, size_t max);

/* These calls and no others. */
size_t seccomp_only(struct sock_filter *program, size_t max, const uint16_t *numbers, size_t count);

/*
 * Loads a program of these calls and no others for the calling process, which does not depend on
 * it: 0 too where the kernel has no filters. Needs no_new_privs. 0 or -errno.
 */
int seccomp_confine(const uint16_t *numbers, size_t count);

/* Loads it for the calling thread; needs no_new_privs or CAP_SYS_ADMIN. 0 or -errno. */
int seccomp_load(const struct sock_filter *program, size_t count);

#endif
