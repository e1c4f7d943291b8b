/*
 * System call filters, made at run time from a table of numbers (seccomp(2), Documentation/
 * userspace-api/seccomp_filter.rst).
 *
 * The child builds and loads its filter as the last step before exec; the container's init and
 * all below inherit it. A filter refuses with an errno that says so, and kills only what calls in
 * through a foreign architecture.
 */
#ifndef NSINIT_KERNEL_SECCOMP_H
#define NSINIT_KERNEL_SECCOMP_H

#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>

/* Room for each program below. */
#define SECCOMP_PROGRAM_MAX 512

/*
 * SYSCALLS_DEFAULT: what ordinary programs use. The rest is EPERM; calls newer than this table
 * and clone3 are ENOSYS, so that libraries fall back; new namespaces, other personalities and
 * the ioctls that type into a terminal are EPERM; sockets are of the local, IPv4, IPv6, netlink,
 * packet, CAN and Bluetooth families, others EAFNOSUPPORT. `caps` (bits of CAP()) adds the calls
 * that a capability is for: a service that holds SYS_TIME may set the clock.
 * Returns the number of instructions, or 0 when `max` is too small.
 */
size_t seccomp_default(struct sock_filter *program, size_t max, uint64_t caps);

/* SYSCALLS_UNRESTRICTED: everything, but from this architecture alone. */
size_t seccomp_architecture(struct sock_filter *program, size_t max);

/* No new user namespace, whatever else is allowed; clone3 is ENOSYS: its flags are not seen. */
size_t seccomp_no_user_namespace(struct sock_filter *program, size_t max);

/* Loads it for the calling thread; needs no_new_privs or CAP_SYS_ADMIN. 0 or -errno. */
int seccomp_load(const struct sock_filter *program, size_t count);

#endif
