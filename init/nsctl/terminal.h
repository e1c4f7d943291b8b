/*
 * nsctl's own terminal while a program elsewhere has one: every key goes there untouched. nsctl
 * only.
 */
#ifndef NSINIT_NSCTL_TERMINAL_H
#define NSINIT_NSCTL_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Standard input becomes raw; 0 or -errno: -ENOTTY, it is no terminal. */
int terminal_open(void);

/* As it was before; nothing to do is fine. */
void terminal_restore(void);

/* The size of standard input's terminal, zeros if it does not say; and gives it to another. */
void terminal_size(uint16_t *rows, uint16_t *columns);
void terminal_copy_size(int master);

/*
 * Looks for the keys that leave a terminal, ctrl-p and then ctrl-q, in what is typed: *found. Takes
 * the first of them away until it is known what follows; returns the bytes that remain, which may
 * be one more than there were: there must be room.
 */
size_t terminal_filter(char *bytes, size_t count, bool *found);

#endif
