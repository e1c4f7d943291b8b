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
#define MOST(X, h)                                                                                 \
	TEN(X, h##0)                                                                               \
	TEN(X, h##1) TEN(X, h##2) TEN(X, h##3) TEN(X, h##4) TEN(X, h##5) TEN(X, h##6) TEN(X, h##7) \
		TEN(X, h##8) TEN(X, h##9)
#define ALL(X)                                                                                     \
	MOST(X, 0) TEN(X, 10) TEN(X, 11) X(120) X(121) X(122) X(123) X(124) X(125) X(126) X(127)

ALL(ONE)

#define LISTED(number) &one_##number,
static const struct container *const containers[] = { ALL(LISTED) };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "crowd",
	.containers = CONTAINERS(containers),
};
