/*
 * The limits of a process by name: X(name) for RESOURCE_name of the schema, RLIMIT_name of the
 * kernel and "name" for people, in the order of enum resource. Any process, and the checker.
 */
#ifndef NSINIT_BASE_RESOURCES_H
#define NSINIT_BASE_RESOURCES_H

#include <nsinit/container.h>

#define RESOURCES(X)                                                                               \
	X(AS)                                                                                      \
	X(CORE)                                                                                    \
	X(CPU)                                                                                     \
	X(DATA)                                                                                    \
	X(FSIZE)                                                                                   \
	X(MEMLOCK)                                                                                 \
	X(MSGQUEUE)                                                                                \
	X(NICE)                                                                                    \
	X(NOFILE)                                                                                  \
	X(NPROC)                                                                                   \
	X(RTPRIO)                                                                                  \
	X(RTTIME)                                                                                  \
	X(SIGPENDING)                                                                              \
	X(STACK)

#define RESOURCE_ONE(name) +1
_Static_assert(RESOURCE_STACK == 0 RESOURCES(RESOURCE_ONE), "every resource has its name");
#undef RESOURCE_ONE

#endif
