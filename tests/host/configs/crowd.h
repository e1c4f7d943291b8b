/*
 * As many containers as there can be, with as many sockets as one can have: PID 1 holds more
 * descriptors than the kernel gives a process that does not ask.
 */
#include <nsinit/container.h>

#define TCP(number)                                                                                \
	{                                                                                          \
		SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = number                         \
	}
/* Eight ports each: 8000 and on. */
#define PORT(number) (8000 + 8 * (1##number - 1000))
#define ONE(number)                                                                                \
	static const struct container one_##number = {                                             \
		.name = "one" #number,                                                             \
		.argv = ARGV("/test/listener", "one"),                                             \
		.root = { ROOT_HOST },                                                             \
		.identity = USER(2##number, 2##number),                                            \
		.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),                          \
		.sockets = SOCKETS(TCP(PORT(number)), TCP(PORT(number) + 1),                       \
			TCP(PORT(number) + 2), TCP(PORT(number) + 3), TCP(PORT(number) + 4),       \
			TCP(PORT(number) + 5), TCP(PORT(number) + 6), TCP(PORT(number) + 7)),      \
	};

/* X(n) for the numbers t0 to t9. */
#define TEN(X, t) X(t##0) X(t##1) X(t##2) X(t##3) X(t##4) X(t##5) X(t##6) X(t##7) X(t##8) X(t##9)
#define EIGHT(X)  X(120) X(121) X(122) X(123) X(124) X(125) X(126) X(127)
#define LOW(X)    TEN(X, 00) TEN(X, 01) TEN(X, 02) TEN(X, 03) TEN(X, 04) TEN(X, 05)
#define HIGH(X)   TEN(X, 06) TEN(X, 07) TEN(X, 08) TEN(X, 09) TEN(X, 10) TEN(X, 11)
#define ALL(X)    LOW(X) HIGH(X) EIGHT(X)

ALL(ONE)

#define LISTED(number) &one_##number,
static const struct container *const containers[] = { ALL(LISTED) };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "crowd",
	.containers = CONTAINERS(containers),
};
