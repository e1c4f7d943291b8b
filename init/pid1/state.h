/*
 * What of struct machine outlives the program that PID 1 executes: the state that one image of
 * nsinit hands to the next in a sealed memfd, and the table that says which fields it is made of.
 *
 * The state is a head, the containers' names, and a record for every field that is not at its
 * default: so an image may have more fields than the one before, and less if nothing was in them.
 * Who reads it trusts nothing in it. PID 1, the checking run of a new image, tests.
 *
 * A field of struct machine that must survive has a row in state_table.c. Enums in it grow at
 * their end only, since the next image reads their numbers.
 */
#ifndef NSINIT_PID1_STATE_H
#define NSINIT_PID1_STATE_H

#include "pid1/machine.h"

#define STATE_MAGIC   0x6e73696eu /* in the byte order of the machine */
#define STATE_VERSION 1u

struct state_head {
	uint32_t magic, version;
	uint32_t bytes; /* of all, this head included */
	uint32_t sum;   /* state_sum() of all behind the head */
	uint32_t containers;
	uint32_t steps;     /* STEP_COUNT: of another image a step's number means another one */
	uint32_t after;     /* enum state_after */
	uint32_t faults;    /* of PID 1, since: */
	int64_t faulted_ms; /* the first of them; 0: none */
};

/* Why the next image runs. */
enum state_after { STATE_AFTER_WISH, STATE_AFTER_FAULT };

struct state_record {
	uint16_t number; /* of the field; records are in rising order of this and the next two */
	uint16_t index;  /* of its container, client, ... */
	uint16_t part;   /* of an array */
	uint16_t unused;
	int64_t value;
};

enum state_kind {
	STATE_NUMBER, /* 0 to `most` */
	STATE_SIGNED, /* any int32_t */
	STATE_TIME,   /* any int64_t that is not negative */
	STATE_BITS,   /* any eight bytes */
	STATE_PID,    /* of a child, 0: none */
	/* Descriptors, negative: none. `most` is how it was opened, O_RDONLY ... */
	STATE_PIPE,
	STATE_OUTPUT, /* a pipe, or the null device */
	STATE_SOCKET,
	STATE_DIRECTORY,
	STATE_FILE,   /* in memory */
	STATE_DEVICE, /* of characters */
	STATE_OTHER,  /* without a type: a program of bpf(2) */
};

/* Of what there is one of each; STATE_NOWHERE: this image has no use for it. */
enum state_owner {
	STATE_MACHINE,
	STATE_UNIT,
	STATE_SERVICE,
	STATE_CONTAINER, /* the field is an array in the config's order */
	STATE_CLIENT,
	STATE_EXEC,
	STATE_NOWHERE,
};

struct state_field {
	uint16_t number; /* for ever: that of a field that went away is not given again */
	uint8_t kind;    /* enum state_kind */
	uint8_t owner;   /* enum state_owner */
	uint8_t size;    /* of one part */
	uint8_t parts;
	uint32_t offset; /* of the first owner's first part, in struct machine */
	uint32_t most;
};
extern const struct state_field state_fields[];
extern const unsigned state_field_count;

/* Room for any state of this config, and for fields to come. */
#define STATE_RECORDS_MAX                                                                          \
	(64 + NSINIT_CONTAINERS * (size_t)128 + CLIENTS_MAX * (size_t)8 + EXECS_MAX)
#define STATE_BYTES_MAX                                                                            \
	(sizeof(struct state_head) + NSINIT_CONTAINERS * (size_t)CONTROL_NAME_MAX +                \
		STATE_RECORDS_MAX * sizeof(struct state_record))

/* Of whole words of 32 bits. */
uint32_t state_sum(const void *bytes, size_t count);

/*
 * Writes the state of the machine into `room` bytes at `to`; makes no system call. Its bytes, or 0:
 * there is not room enough.
 */
size_t state_save(const struct machine *machine, void *to, size_t room);

/* A state that was found good, and what becomes of its containers in this image. */
#define STATE_GONE UINT8_MAX
struct state {
	const struct state_head *head;
	const char (*names)[CONTROL_NAME_MAX];
	const struct state_record *records;
	unsigned count;                   /* of records */
	uint8_t index_of[CONTAINERS_MAX]; /* here; STATE_GONE: this image has none of that name */
};

/*
 * Takes `bytes` bytes apart, which must stay as they are for as long as the state is used. 0, or
 * -EINVAL with the reason added to `why`. Pure.
 */
int state_open(struct state *state, const void *at, size_t bytes, struct text *why);

/* Whether its descriptors are open here, each of its type and once. 0 or as above. */
int state_check_descriptors(const struct state *state, struct text *why);

/* Both, of a memfd, which stays mapped and must be sealed. */
int state_take(int fd, struct state *state, struct text *why);

/*
 * Whether this image does what the one before had to do: has a use for its watchdog, and asks for
 * no capability that PID 1 gave up. 0 or as above.
 */
int state_check_machine(const struct state *state, struct text *why);

/* Whether a program that is executed gets the descriptors of a state that this image saved. */
void state_keep_descriptors(const struct state_head *head, bool keep);

/*
 * Makes the machine what the state says: the fields of the table, all others at their defaults.
 * Descriptors that nothing here has a use for are closed; the others are not kept on exec again.
 */
void state_apply(const struct state *state, struct machine *machine);

/* The field of a number; NULL: there is none. */
const struct state_field *state_field_of(unsigned number);
static inline bool state_is_of_container(const struct state_field *field)
{
	return field->owner == STATE_UNIT || field->owner == STATE_SERVICE ||
	       field->owner == STATE_CONTAINER;
}
static inline bool state_is_descriptor(const struct state_field *field)
{
	return field->kind >= STATE_PIPE;
}

#endif
