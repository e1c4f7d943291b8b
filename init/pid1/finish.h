/*
 * The end of the machine, or of the pid namespace, when every container is down or out of time.
 */
#ifndef NSINIT_PID1_FINISH_H
#define NSINIT_PID1_FINISH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct logger;

enum finish {
	FINISH_NONE = 0,
	FINISH_REBOOT,
	FINISH_POWEROFF,
	FINISH_HALT,
};

/* What PID 1 exits with in a pid namespace, where there is no machine to switch off. */
#define EXIT_POWEROFF 0
#define EXIT_HALT     0
#define EXIT_REBOOT   3
int finish_exit_status(enum finish finish);

/*
 * Forks the process that ends all others, writes out what is in memory and switches the machine
 * off, so that PID 1 itself never blocks or exits (reboot(2): a halted caller exits). `machine`
 * false: it only ends the others. `forced`: at once, without waiting for anything. `watchdog`, -1
 * for none, is stopped before a power-off that is not forced. The last lines of the logger go to
 * their files when nobody is left who writes. pid or -errno.
 */
pid_t finish_start(
	enum finish finish, bool machine, bool forced, int watchdog, const struct logger *logger);

/* The same in PID 1 itself, when not even a process can be made for it. */
void finish_here(enum finish finish, bool machine);

/* What the signals of PID 1 mean to toybox, busybox and systemd's tools: reference of each. */
enum finish finish_of_signal(uint32_t number);

#endif
