/*
 * What the machine keeps over a reboot: its random seed and its time, on the data store. Mounting,
 * reading and writing may wait for a medium: all of it is in forks of PID 1.
 */
#ifndef NSINIT_PID1_KEEPER_H
#define NSINIT_PID1_KEEPER_H

#include "pid1/machine.h"

/* In the boot helper, when the modules are there: false when something failed, which is logged. */
bool keeper_restore(void);

/* The same in a pid namespace, where only what `nsctl disable` keeps is of it. */
bool keeper_restore_here(void);

/* In the last process, when all others are gone. The store is unmounted. */
void keeper_save(void);

/* The store, for reading; -errno, which was logged. Forks of PID 1. */
int keeper_open(void);

/* PID 1: the clock is saved now and then. */
void keeper_step(struct machine *machine, int64_t now_ms);
/* When that is due; 0: never. */
int64_t keeper_deadline(const struct machine *machine);
/* A child ended; true when it was the one that saved. */
bool keeper_exited(struct machine *machine, pid_t pid);

/* Seconds since 1970 of what a real-time clock has, and of the file; 0: it is no time. */
struct rtc_time;
int64_t clock_of_rtc(const struct rtc_time *time);
int64_t clock_of_text(const char *text, size_t length);

/* Parts of it, for `directory`, a descriptor of the store. 0 or -errno. */
int seed_restore(int directory);
int seed_save(int directory);
int clock_restore(int directory);
int clock_save(int directory);

#endif
