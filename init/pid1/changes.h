/*
 * The lines of the log that tell what becomes of a container. PID 1.
 */
#ifndef NSINIT_PID1_CHANGES_H
#define NSINIT_PID1_CHANGES_H

#include "pid1/machine.h"

/* Words of a failed step, for the kernel's log and `nsctl logs nsinit`. */
void changes_log_failure(unsigned index, const struct step_report *report);

/* Why nsinit ended it: "web: gave no sign of life", and what a probe said of that. */
void changes_describe_cause(struct text *text, const struct machine *machine, unsigned index);

void changes_log_cause(const struct machine *machine, unsigned index);

/* The state that it is in, when it is another one than before. */
void changes_log_state(const struct machine *machine, unsigned index, enum service_state before);

/* The files by which others find it, as long as it is up. */
void changes_record(const struct machine *machine, unsigned index, bool up);

#endif
