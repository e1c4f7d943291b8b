/*
 * Landlock: restricts the calling process and what it forks to files and TCP ports, for ever
 * (Documentation/userspace-api/landlock.rst). The child, as the container's user.
 */
#ifndef NSINIT_KERNEL_LANDLOCK_H
#define NSINIT_KERNEL_LANDLOCK_H

#include <nsinit/container.h>

/* struct landlock_ruleset_attr as of Linux 6.12; what an older kernel does not know must be 0. */
struct landlock_ruleset {
	uint64_t files; /* rights of enum landlock_right that need a rule */
	uint64_t tcp;   /* LANDLOCK_TCP_* that need one */
	uint64_t scope; /* LANDLOCK_SCOPE_* that are confined */
};
#define LANDLOCK_TCP_BIND    1U
#define LANDLOCK_TCP_CONNECT 2U

/* The kernel's version of it, or -EOPNOTSUPP: it has none, or it was not switched on at boot. */
int landlock_abi(void);

/* All that a kernel of that version can deny and the config does not allow everywhere. Pure. */
struct landlock_ruleset landlock_ruleset(const struct landlock *landlock, int abi);

/*
 * Applies it. Needs no_new_privs or CAP_SYS_ADMIN; paths are those of the caller's root. 0 or
 * -errno, and *item is what failed: see landlock_item(). -EOPNOTSUPP: the kernel does not have it.
 * -ENOTDIR: a path that is a file has no right that a file can have.
 */
int landlock_apply(const struct landlock *landlock, uint16_t *item);

/* What of it an item is: a path of the config, or what the kernel does not have; NULL: nothing. */
const char *landlock_item(const struct landlock *landlock, unsigned item);

#endif
