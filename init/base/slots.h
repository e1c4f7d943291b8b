/*
 * Values of slots as text, and the file in which the boot leaves them for PID 1, its launchers and
 * nsctl. Any process. Texts come from a medium and from people: nothing of them is believed.
 */
#ifndef NSINIT_BASE_SLOTS_H
#define NSINIT_BASE_SLOTS_H

#include <nsinit/container.h>
#include <stdbool.h>
#include <stdint.h>

#define SLOTS_FILE "/run/nsinit/slots"
/* In the store: a file for each that was set. */
#define SLOTS_DIRECTORY "slots"

/* One slot, with what the config says of it and what counts since the boot. */
struct slot_record {
	uint32_t kind;
	char name[NAME_LENGTH_MAX + 1];
	int64_t least, most;
	char standard[SLOT_TEXT_LENGTH_MAX + 1]; /* the default */
	char text[SLOT_TEXT_LENGTH_MAX + 1];     /* what counts */
};
struct slots_file {
	char store[PATH_LENGTH_MAX + 1];
	uint32_t count;
	struct slot_record records[SLOTS_MAX];
};

/* What a good text means: an address, a port, 1 for on; a MAC in `mac`. */
struct slot_value {
	int64_t number;
	struct mac mac;
};

/* Whether it is a good value of that kind within those bounds; then *value is set. */
bool slot_parse(const struct slot_record *record, const char *text, struct slot_value *value);

/* The file as the boot left it: 0 or -errno. */
int slots_read(struct slots_file *file);

/*
 * What the store has for a slot: 0, and `text` is a string; -ENOENT: it was not set; -errno. It may
 * be anything.
 */
int slot_load(int store, const char *name, char text[SLOT_TEXT_LENGTH_MAX + 1]);

#endif
