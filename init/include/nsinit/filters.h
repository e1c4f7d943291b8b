/*
 * What a container's program may call: part of the schema, included by container.h.
 */
#ifndef NSINIT_FILTERS_H
#define NSINIT_FILTERS_H

#include <nsinit/syscalls.h>

/* The longest lists. */
#define SYSCALLS_MAX       64
#define SYSCALL_RULES_MAX  8
#define SYSCALL_VALUES_MAX 16

/* System calls that the program may make, by named set. */
enum syscall_set {
	SYSCALLS_DEFAULT = 0,  /* what ordinary programs use; nothing that administers a kernel */
	SYSCALLS_UNRESTRICTED, /* no filter but the one of architectures */
	/* Files, processes, threads, and sockets of IPv4, IPv6, netlink and the local kind. */
	SYSCALLS_NETWORK_SERVICE,
	SYSCALLS_NETWORK_CLIENT, /* the same, but nobody connects to it */
	SYSCALLS_COMPUTE,        /* files, processes, threads, and local sockets that connect */
	SYSCALLS_MINIMAL,        /* one process and thread, that opens, reads and writes files */
	/* For development, never for a product: nearly every call is allowed, and noted for
	 * `nsctl syscalls NAME`, which prints what to write here instead. Slow. */
	SYSCALLS_LEARN,
};

/* What becomes of a call that the filter refuses. One of another architecture always kills. */
enum syscall_action {
	SYSCALL_ERRNO = 0, /* EPERM */
	SYSCALL_KILL,      /* the process dies of SIGSYS */
	/* To find out what is missing: the kernel logs it, and it is made if SYSCALLS_DEFAULT has
	 * it; the rest is EPERM. */
	SYSCALL_LOG,
};

/*
 * Narrows one call by one argument, which is compared in the 32 bits that the kernel takes of it:
 *     { ARGUMENT_ONE_OF, CALL(socket), .argument = 0, .values = VALUES(AF_UNIX, AF_INET) }
 * All rules of a call must be kept, and the filter's own: those of ARGUMENT_ONE_OF for the family
 * of `socket` and `socketpair` stand for the set's families.
 */
enum syscall_match {
	ARGUMENT_END = 0,
	ARGUMENT_ONE_OF,  /* it is one of the values */
	ARGUMENT_NONE_OF, /* it is none of them */
	ARGUMENT_WITHOUT, /* it has no bit of them */
};
struct syscall_values {
	const uint32_t *items;
	unsigned count;
};
struct syscall_rule {
	enum syscall_match kind;
	uint16_t call;                /* CALL(name) */
	uint8_t argument;             /* from 0 */
	struct syscall_values values; /* VALUES() */
};
#define VALUES(...)                                                                                \
	{                                                                                          \
		(const uint32_t[]){ __VA_ARGS__ },                                                 \
			sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t)               \
	}
#define SYSCALL_RULES(...) ((const struct syscall_rule[]){ __VA_ARGS__, { .kind = ARGUMENT_END } })

#endif
