/*
 * The running PID 1 replaced by the program on disk: `nsctl reexec`, SIGQUIT, or after a fault.
 *
 * A wish takes three turns. The state is written to a sealed memfd, and the new program is run as
 * a child that looks whether it could go on from there (reexec_check()); if not, the old one stays
 * and says why. Then it is waited until no launcher is between PID 1 and its container. Then the
 * state is written once more and the new program is executed; what cannot be executed leaves the
 * old one as it was. What the new one does first is in resume.h.
 *
 * After a fault nothing is asked: the program executes its own file again, with the state of the
 * last whole turn of the loop.
 */
#ifndef NSINIT_PID1_REEXEC_H
#define NSINIT_PID1_REEXEC_H

#include "pid1/machine.h"

/* Arguments of the new program; a number of a descriptor follows. */
#define REEXEC_CHECK "--check-state="
#define REEXEC_STATE "--state="

/*
 * What a checking run exits with when it could go on: nothing that a program which is no nsinit
 * exits with by chance.
 */
#define REEXEC_FITS 73

/* A fault more than so many within the hour restarts the machine. */
#define REEXEC_FAULTS_MAX 3
#define REEXEC_FAULTS_MS  SECONDS(3600)

/* Notes which file is executed again. PID 1, at boot and after each. */
void reexec_prepare(void);

/* Memory for forks; where the config wants it, with a descriptor for the next image, else -1. */
void *reexec_share(const char *name, size_t bytes, int *fd);

/*
 * Somebody wants it. 0: on its way, see reexec_is_over(). An errno value: refused, and *words says
 * why, or is NULL. PID 1.
 */
int reexec_ask(struct machine *machine, const char **words);

/* Whether a wish has failed; then *result and *words are those of the answer. */
bool reexec_is_over(const struct machine *machine, int *result, const char **words);

/* A child of PID 1 ended; true when it was the checking run. */
bool reexec_exited(struct machine *machine, pid_t pid, int status);

/* No container may be launched: the next image is about to be executed. */
bool reexec_holds(const struct machine *machine);

/* At the end of a turn of the loop: executes the new image, or gives up, whatever is due. */
void reexec_step(struct machine *machine, int64_t now_ms);
int64_t reexec_deadline(const struct machine *machine);

/* Keeps the state of this turn for a fault in the next. Makes no system call. */
void reexec_keep(const struct machine *machine);

/* In the handler of a fault: executes the program again, or returns when it must not or cannot. */
void reexec_after_fault(void);

/* The checking run: not PID 1. Says on descriptor 1 why not. The exit status. */
int reexec_check(const char *number);

/* The descriptor in "--state=7" if the argument begins so, or -1. */
int reexec_argument(const char *argument, const char *option);

#endif
