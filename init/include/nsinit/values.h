/*
 * Values a config header writes: addresses, users, sizes, times, capabilities.
 * A value out of its range fails to compile at the line that wrote it.
 * Everything here is a constant expression and the same on every architecture.
 */
#ifndef NSINIT_VALUES_H
#define NSINIT_VALUES_H

#include <stddef.h>
#include <stdint.h>

/* An error inside a macro of a system header is shown at the line that used the macro (gcc). */
#pragma GCC system_header

/* Adds 0 to a value; refuses to compile with `why` when `ok` is false. */
#define CHECKED(ok, why)                                                                           \
	(0U * (unsigned)sizeof(struct {                                                            \
		_Static_assert(ok, why);                                                           \
		char unused;                                                                       \
	}))

#define NSINIT_OCTET(n) ((uint32_t)(n) + CHECKED((n) >= 0 && (n) <= 255, "IPv4 octet: 0..255"))

/* An IPv4 address in host byte order. */
#define IP4(a, b, c, d)                                                                            \
	(NSINIT_OCTET(a) << 24 | NSINIT_OCTET(b) << 16 | NSINIT_OCTET(c) << 8 | NSINIT_OCTET(d))

/* An IPv4 address with the length of its network's prefix. */
struct cidr4 {
	uint32_t address; /* host byte order; 0 with prefix 0: not given */
	uint8_t prefix;
};
#define CIDR4(a, b, c, d, length)                                                                  \
	{                                                                                          \
		IP4(a, b, c, d), (uint8_t)((length) + CHECKED((length) >= 1 && (length) <= 32,     \
							      "IPv4 prefix length: 1..32"))        \
	}

/* An IPv6 address: eight groups of 16 bits, each in host byte order. All 0: not given. */
struct ip6 {
	uint16_t groups[8];
};
#define NSINIT_GROUP(n)                                                                            \
	(uint16_t)((n) + CHECKED((n) >= 0 && (n) <= 0xffff, "IPv6 group: 0..0xffff"))
#define IP6(a, b, c, d, e, f, g, h)                                                                \
	{                                                                                          \
		{                                                                                  \
			NSINIT_GROUP(a), NSINIT_GROUP(b), NSINIT_GROUP(c), NSINIT_GROUP(d),        \
				NSINIT_GROUP(e), NSINIT_GROUP(f), NSINIT_GROUP(g), NSINIT_GROUP(h) \
		}                                                                                  \
	}

/* The same with the length of its network's prefix: CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64). */
struct cidr6 {
	struct ip6 address;
	uint8_t prefix;
};
#define CIDR6(a, b, c, d, e, f, g, h, length)                                                      \
	{                                                                                          \
		IP6(a, b, c, d, e, f, g, h),                                                       \
			(uint8_t)((length) + CHECKED((length) >= 1 && (length) <= 128,             \
						     "IPv6 prefix length: 1..128"))                \
	}

/* The hardware address of an interface; all 0: not given. */
struct mac {
	uint8_t bytes[6];
};
#define NSINIT_BYTE(n) (uint8_t)((n) + CHECKED((n) >= 0 && (n) <= 255, "byte of a MAC: 0..255"))
#define MAC(a, b, c, d, e, f)                                                                      \
	{                                                                                          \
		{                                                                                  \
			NSINIT_BYTE(a), NSINIT_BYTE(b), NSINIT_BYTE(c), NSINIT_BYTE(d),            \
				NSINIT_BYTE(e), NSINIT_BYTE(f)                                     \
		}                                                                                  \
	}

/* A struct identity of container.h: a user and its group, by number. */
#define USER(uid, gid)                                                                             \
	{                                                                                          \
		IDENTITY_USER,                                                                     \
			(uint32_t)(uid) + CHECKED((uid) > 0, "uid 0 is said with ROOT_USER"),      \
			(uint32_t)(gid) + CHECKED((gid) > 0, "gid 0 is said with ROOT_USER")       \
	}

/* Sizes are in bytes, times in milliseconds. */
#define NSINIT_UNITS(n, unit)                                                                      \
	(INT64_C(n) * (unit) +                                                                     \
		CHECKED((n) >= 0 && (n) <= INT64_MAX / (unit), "0 to 2^63-1 bytes or ms"))
#define KiB(n)     NSINIT_UNITS(n, INT64_C(1024))
#define MiB(n)     NSINIT_UNITS(n, INT64_C(1024) * 1024)
#define GiB(n)     NSINIT_UNITS(n, INT64_C(1024) * 1024 * 1024)
#define SECONDS(n) NSINIT_UNITS(n, INT64_C(1000))
#define MINUTES(n) NSINIT_UNITS(n, INT64_C(60) * 1000)

/* Minutes, hours and days of the month of a struct calendar in timer.h: AT_HOUR(3) | AT_HOUR(15).
 */
#define NSINIT_BIT_OF(n, least, most, why) ((n) + CHECKED((n) >= (least) && (n) <= (most), why))
#define AT_MINUTE(n)                       (UINT64_C(1) << NSINIT_BIT_OF(n, 0, 59, "minute: 0..59"))
#define AT_HOUR(n)                         (UINT32_C(1) << NSINIT_BIT_OF(n, 0, 23, "hour: 0..23"))
#define ON_DAY(n)                          (UINT32_C(1) << NSINIT_BIT_OF(n, 1, 31, "day of the month: 1..31"))

/* A limit that is deliberately none. Not writing a limit is an error, writing this is not. */
#define UNLIMITED (-1)

/* CAP(NET_ADMIN) | CAP(SYS_TIME): numbers of capabilities(7), the same on every architecture. */
#define CAP(name) (UINT64_C(1) << NSINIT_CAP_##name)
/* clang-format off */
#define NSINIT_CAPS(X)                                                                             \
	X(CHOWN, 0) X(DAC_OVERRIDE, 1) X(DAC_READ_SEARCH, 2) X(FOWNER, 3) X(FSETID, 4)             \
	X(KILL, 5) X(SETGID, 6) X(SETUID, 7) X(SETPCAP, 8) X(LINUX_IMMUTABLE, 9)                   \
	X(NET_BIND_SERVICE, 10) X(NET_BROADCAST, 11) X(NET_ADMIN, 12) X(NET_RAW, 13)               \
	X(IPC_LOCK, 14) X(IPC_OWNER, 15) X(SYS_MODULE, 16) X(SYS_RAWIO, 17)                        \
	X(SYS_CHROOT, 18) X(SYS_PTRACE, 19) X(SYS_PACCT, 20) X(SYS_ADMIN, 21)                      \
	X(SYS_BOOT, 22) X(SYS_NICE, 23) X(SYS_RESOURCE, 24) X(SYS_TIME, 25)                        \
	X(SYS_TTY_CONFIG, 26) X(MKNOD, 27) X(LEASE, 28) X(AUDIT_WRITE, 29)                         \
	X(AUDIT_CONTROL, 30) X(SETFCAP, 31) X(MAC_OVERRIDE, 32) X(MAC_ADMIN, 33)                   \
	X(SYSLOG, 34) X(WAKE_ALARM, 35) X(BLOCK_SUSPEND, 36) X(AUDIT_READ, 37)                     \
	X(PERFMON, 38) X(BPF, 39) X(CHECKPOINT_RESTORE, 40)
/* clang-format on */
enum nsinit_capability {
#define NSINIT_CAP_ENUM(name, number) NSINIT_CAP_##name = (number),
	NSINIT_CAPS(NSINIT_CAP_ENUM)
#undef NSINIT_CAP_ENUM
		NSINIT_CAP_COUNT
};

/* ON_CPU(0) | ON_CPU(2): processors by number. */
#define ON_CPU(n) (UINT64_C(1) << ((n) + CHECKED((n) >= 0 && (n) <= 63, "processor: 0..63")))

#endif
