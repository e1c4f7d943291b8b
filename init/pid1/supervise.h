/*
 * From events to actions: the pure state machine of service/ meets processes, pipes and time.
 * PID 1 only; nothing here waits.
 */
#ifndef NSINIT_PID1_SUPERVISE_H
#define NSINIT_PID1_SUPERVISE_H

#include "pid1/machine.h"

/* Every service down, its policy from the config. */
void supervise_prepare(struct machine *machine);

/* One service, as the image before left it, or down. */
void supervise_resume(struct machine *machine, unsigned index, bool is_new);

/* Nobody starts it at boot: a task, a timer. */
bool supervise_is_on_demand(unsigned index);

/* Wants every container up, as at the end of the boot. */
void supervise_start_all(struct machine *machine);

/* `nsctl start`, `stop`, `restart` of one container, and of those that it takes along. */
void supervise_start(struct machine *machine, unsigned index);
void supervise_stop(struct machine *machine, unsigned index);
void supervise_restart(struct machine *machine, unsigned index);

/* The status pipe of a unit can be read. */
void supervise_status(struct machine *machine, unsigned index);

/* A child of PID 1 ended; true when it was one of a container's. `status` is of wait(2). */
bool supervise_exited(struct machine *machine, pid_t pid, int status);

/* Deadlines that are due, and whatever they or other containers made possible. */
void supervise_step(struct machine *machine);

/* The next deadline of any container, 0: none. */
int64_t supervise_deadline(const struct machine *machine);

/* Shutdown: stops in the reverse order of needs and after, as far as each may stop now. */
void supervise_stop_all(struct machine *machine);
/* Down, or in the kernel's hands: nothing more is to be waited for. */
bool supervise_all_down(const struct machine *machine);

/* One event of a container, and the actions that answer it. `status`: EVENT_CONTAINER_GONE's. */
void supervise_take(
	struct machine *machine, unsigned index, enum service_event_kind kind, int status);

/* It is short of something, and that has consequences. */
void supervise_relieve(struct machine *machine, unsigned index, enum service_relief relief,
	enum service_cause cause);

/* Stops all but this one: what is left is the console. */
void supervise_rescue(struct machine *machine, unsigned index);
/* What the config says of one that failed too often. */
void supervise_give_up(struct machine *machine, unsigned index);
/* Those that lost who they need wait for it: see order_must_wait(). */
void supervise_follow(struct machine *machine);

#endif
