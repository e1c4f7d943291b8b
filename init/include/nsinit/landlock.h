/*
 * What a config says to the kernel's Landlock: files and TCP ports that a container may use,
 * whoever owns them and whatever its capabilities are (Documentation/userspace-api/landlock.rst).
 * Included by container.h, whose rules hold here too.
 */
#ifndef NSINIT_LANDLOCK_H
#define NSINIT_LANDLOCK_H

#include <nsinit/values.h>
#include <stdbool.h>

/* The longest lists. */
#define LANDLOCK_PATHS_MAX 32
#define TCP_PORTS_MAX      32

/*
 * What may be done with a file, or with all files of a directory and those below it. The kernel's
 * own numbers.
 */
enum landlock_right {
	LANDLOCK_EXECUTE = 1 << 0, /* needs READ_FILE too, and so does a loader or interpreter */
	LANDLOCK_WRITE_FILE = 1 << 1,
	LANDLOCK_READ_FILE = 1 << 2,
	LANDLOCK_READ_DIR = 1 << 3,
	LANDLOCK_REMOVE_DIR = 1 << 4,
	LANDLOCK_REMOVE_FILE = 1 << 5,
	LANDLOCK_MAKE_CHAR = 1 << 6,
	LANDLOCK_MAKE_DIR = 1 << 7,
	LANDLOCK_MAKE_REG = 1 << 8,
	LANDLOCK_MAKE_SOCK = 1 << 9,
	LANDLOCK_MAKE_FIFO = 1 << 10,
	LANDLOCK_MAKE_BLOCK = 1 << 11,
	LANDLOCK_MAKE_SYM = 1 << 12,
	LANDLOCK_REFER = 1 << 13,     /* names of it come from and go to other directories */
	LANDLOCK_TRUNCATE = 1 << 14,  /* made shorter or emptied, by open(2) too */
	LANDLOCK_IOCTL_DEV = 1 << 15, /* ioctl(2) of a device that is opened from now on */
};
#define LANDLOCK_READ   (LANDLOCK_READ_FILE | LANDLOCK_READ_DIR)
#define LANDLOCK_WRITE  (LANDLOCK_WRITE_FILE | LANDLOCK_TRUNCATE)
#define LANDLOCK_REMOVE (LANDLOCK_REMOVE_FILE | LANDLOCK_REMOVE_DIR)
/* All but device nodes. */
#define LANDLOCK_MAKE                                                                              \
	(LANDLOCK_MAKE_DIR | LANDLOCK_MAKE_REG | LANDLOCK_MAKE_SOCK | LANDLOCK_MAKE_FIFO |         \
		LANDLOCK_MAKE_SYM)

struct landlock_path {
	const char *path; /* absolute, inside; links are followed, inside; must be there */
	uint32_t rights;  /* LANDLOCK_READ | LANDLOCK_EXECUTE; those of a file alone count on one */
};
#define LANDLOCK_PATHS(...) ((const struct landlock_path[]){ __VA_ARGS__, { NULL, 0 } })

/* TCP_PORTS(80, 443), TCP_PORTS(TCP_ANY). */
#define TCP_EPHEMERAL  65536U /* of .bind: one that the kernel chooses, bind(2) to port 0 */
#define TCP_ANY        65537U
#define TCP_PORTS(...) ((const uint32_t[]){ __VA_ARGS__, 0 })

/*
 * Denied is what no line allows: with LANDLOCK() alone not even the program can be executed. What
 * the kernel knows of it grew with its version, `abi`:
 *   1 files (5.13)   2 LANDLOCK_REFER (5.19)   3 LANDLOCK_TRUNCATE (6.2)   4 TCP (6.7)
 *   5 LANDLOCK_IOCTL_DEV (6.10)   6 signals, abstract sockets (6.12)
 * Before 2 nothing moves between directories; the others are not restricted by a kernel that does
 * not know them. Never restricted: who a file is, its mode and owner, UDP, what was opened before.
 * Nothing can be mounted or unmounted.
 */
#define LANDLOCK_ABI       6
#define LANDLOCK_AVAILABLE (-1)
struct landlock {
	/* The start fails on a kernel with less than this; what it has more is used. 0: all that
	 * stands here, 6. LANDLOCK_AVAILABLE: as much as it has, which may be nothing. */
	int32_t abi;
	const struct landlock_path *paths; /* LANDLOCK_PATHS() */
	const uint32_t *bind, *connect;    /* TCP_PORTS(); NULL: none */
	/* It may signal processes, or connect to abstract sockets, outside of the container's own
	 * program and what that started: of the appliance or of who is joined, where it can see
	 * them; and from `nsctl exec` to the program and back. */
	bool signals;
	bool abstract_sockets;
};
#define LANDLOCK(...) (&(const struct landlock){ __VA_ARGS__ })

#endif
