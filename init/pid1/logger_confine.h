/*
 * What the logger gives up before it reads the first byte of anybody. A fork of PID 1.
 */
#ifndef NSINIT_PID1_LOGGER_CONFINE_H
#define NSINIT_PID1_LOGGER_CONFINE_H

/*
 * Who no container may be: the checker refuses it as identity and in ranges. The kernel shows ids
 * that are not mapped as this one, so no process of a user namespace has it either.
 */
#define LOGGER_ID 65534u

/*
 * From here on: no file can be named, no descriptor or process made, no capability, and no call but
 * the few that the loop makes. 0 or -errno.
 */
int logger_confine(void);

#endif
