/*
 * Answers of PID 1 as people and programs read them: a table, lines of reasons, JSON.
 * nsctl only. Pure: no system call. What could drive a terminal is replaced in what people read;
 * JSON is valid whatever bytes a name or a reason holds.
 */
#ifndef NSINIT_NSCTL_RENDER_H
#define NSINIT_NSCTL_RENDER_H

#include "base/text.h"
#include "nsctl/client.h"

/* Holds what any status makes, as table or JSON, to its last byte. */
#define RENDER_BYTES_MAX (CONTAINERS_MAX * 3072 + 1536)

/* NAME STATE SINCE PID RESTARTS MEMORY TASKS, and below it a line for each failure. */
void render_table(struct text *text, const struct status *status);

/* The same with CPU and LAST EXIT, the names as a tree below that of the machine. */
void render_tree(struct text *text, const struct status *status);

/* A line for each container that there is something to say about. */
void render_reasons(struct text *text, const struct status *status);

/* One JSON object and a newline. */
void render_json(struct text *text, const struct status *status);

/* Whether a container is where the verb wants it: down for VERB_STOP, else up or done. */
bool render_is_good(enum control_verb verb, const struct reply_container *container);

/* "web: backoff: mount[1] /tmp: No space left on device" and a newline. */
void render_state(struct text *text, const struct reply_container *container);

/* "was not ready in time": of an enum service_cause. */
const char *render_cause(uint32_t cause);

/* "reloading", "stopping" or "": of NOTICE_... */
const char *render_notice(uint32_t notice);

/* "exited with status 7", "killed by SIGSEGV": of a wait(2) status of the container's init. */
void render_ending(struct text *text, int status);

/* Of a timer: "next run in 3h07m, the last exited with status 0", which may be `told` already. */
void render_times(struct text *text, const struct reply_container *container, bool told);

/* Adds a string from outside as people may see it: '?' for control and invalid characters. */
void render_plain(struct text *text, const char *string);

/* The word of its enum service_state, or "paused"; "unknown" for any other number. */
const char *render_state_word(const struct reply_container *container);

/* The verbs and options of nsctl's command line. */
void render_help(struct text *text);

#endif
