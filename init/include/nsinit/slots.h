/*
 * The part of the schema about values that differ from device to device, while the firmware is the
 * same. Included by container.h; a config includes that.
 */
#ifndef NSINIT_SLOTS_H
#define NSINIT_SLOTS_H

#include <stdbool.h>
#include <stdint.h>

struct container;

#define SLOTS_MAX            16
#define SLOT_TEXT_LENGTH_MAX 63

/*
 * A slot is a place in the config whose value `nsctl slot set` may change. The value that is kept
 * on the store counts from the next boot on, when it is good; else what the config says there,
 * which is the default. No slot gives a container more than the config does.
 */
enum slot_kind {
	SLOT_END = 0,
	SLOT_HOSTNAME, /* the appliance's */
	SLOT_ADDRESS,  /* the IPv4 address of networks[entry]: `least` to `most`, as IP4() */
	SLOT_MAC,      /* the mac of networks[entry], which must be given: any of one machine */
	SLOT_PORT,     /* the port of sockets[entry]: `least` to `most` */
	SLOT_SWITCH,   /* whether the container is started at boot: on or off */
};
struct slot {
	enum slot_kind kind;
	const char *name;                  /* as a container's */
	const struct container *container; /* but for SLOT_HOSTNAME */
	uint32_t entry;                    /* of its networks or sockets */
	int64_t least, most;               /* SLOT_ADDRESS, SLOT_PORT */
	bool off;                          /* SLOT_SWITCH: off is the default */
};
#define SLOTS(...) ((const struct slot[]){ __VA_ARGS__, { .kind = SLOT_END } })

#endif
