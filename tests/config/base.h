/*
 * What every header of bad/ and good/ would repeat: the ordinary fields of a container and of the
 * appliance, so that a header shows only what it is about.
 */
#include <nsinit/container.h>

#define PROGRAM      .argv = ARGV("/bin/sleep", "60")
#define HOST         .root = { ROOT_HOST }
#define USED_BY(id)  .identity = USER(id, id)
#define LIMITED      .limits = LIMITS(.memory_bytes = MiB(8), .processes = 8)

/* All that a container must say but its name. The id must be its own. */
#define ORDINARY(id) PROGRAM, HOST, USED_BY(id), LIMITED

#define LIST(...)    static const struct container *const containers[] = { __VA_ARGS__ }
#define ORDINARY_MACHINE                                                                           \
	.schema = NSINIT_SCHEMA, .hostname = "test", .containers = CONTAINERS(containers)

/* For lists that are too long. */
#define TIMES_4(...) __VA_ARGS__, __VA_ARGS__, __VA_ARGS__, __VA_ARGS__
#define TIMES_16(...)                                                                              \
	TIMES_4(__VA_ARGS__), TIMES_4(__VA_ARGS__), TIMES_4(__VA_ARGS__), TIMES_4(__VA_ARGS__)
#define TIMES_64(...)                                                                              \
	TIMES_16(__VA_ARGS__), TIMES_16(__VA_ARGS__), TIMES_16(__VA_ARGS__), TIMES_16(__VA_ARGS__)
