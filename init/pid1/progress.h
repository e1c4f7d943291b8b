/*
 * What PID 1 tells of the machine as a whole: that the boot is over, what a shutdown waits for.
 * PID 1 only.
 */
#ifndef NSINIT_PID1_PROGRESS_H
#define NSINIT_PID1_PROGRESS_H

#include "base/container_set.h"
#include "base/text.h"
#include "pid1/machine.h"

/* A shutdown names what it waits for this often. */
#define PROGRESS_PERIOD_MS 2000

/*
 * Once, when no container that the boot wanted is on its way any more: a line of the log, with how
 * long it took since the kernel's start and who did not come up.
 */
void progress_boot(struct machine *machine, int64_t now_ms);

/* Adds `word` and the names of these containers; false: there are none, and nothing was added. */
bool progress_add_names(struct text *text, const char *word, const struct container_set *set);

/* While containers are stopped: a line that reaches a quiet console too. */
void progress_shutdown(struct machine *machine, int64_t now_ms);

/* After an event of a container: the first time that it was wanted, started, ready. */
void progress_note(struct machine *machine, unsigned index, int64_t now_ms);

#endif
