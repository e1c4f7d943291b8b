/*
 * The shell on the machine's console, where the config asks for one; outside every container.
 */
#ifndef NSINIT_PID1_CONSOLE_H
#define NSINIT_PID1_CONSOLE_H

#include <sys/types.h>

/*
 * Forks; the child takes the console's real terminal as its controlling one, greets and executes
 * the config's shell. Returns its pid or -errno. PID 1; opening the terminal is the child's, since
 * a serial line may block. greeting NULL: what PID 1 says of its containers and of nsctl.
 */
pid_t console_start(const char *greeting);

#endif
