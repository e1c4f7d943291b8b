/*
 * nsctl's own terminal while a program elsewhere has one: every key goes there untouched. nsctl
 * only.
 */
#ifndef NSINIT_NSCTL_TERMINAL_H
#define NSINIT_NSCTL_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

/* Standard input becomes raw; 0 or -errno: -ENOTTY, it is no terminal. */
int terminal_open(void);

/* Whether people look at what is written there. */
bool terminal_is(int fd);

/* As it was before; nothing to do is fine. */
void terminal_restore(void);

/* The size of standard input's terminal, zeros if it does not say; and gives it to another. */
void terminal_read_size(uint16_t *rows, uint16_t *columns);
void terminal_copy_size(int master);

#endif
