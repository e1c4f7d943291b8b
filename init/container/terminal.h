/*
 * A container's terminal: a pair that the child opens in the container's own devpts.
 *
 * The child keeps the inner side as 0, 1, 2 and /dev/console and as its controlling terminal. It
 * sends the outer side, the master, through the socket launch->terminal to who holds it: the
 * process of `nsinit run`, or PID 1's relay of the container. No name below /dev/pts is ever
 * opened on the outside, and none by its number on the inside (CVE-2025-52565): the two sides come
 * as descriptors.
 */
#ifndef NSINIT_CONTAINER_TERMINAL_H
#define NSINIT_CONTAINER_TERMINAL_H

#include <stdint.h>

/*
 * The relay of one start, a fork of PID 1: what the container writes goes to `output`. `socket` is
 * the other end of launch->terminal, one packet with a descriptor: the master. Through `clients`
 * come connections of clients that are to be attached. It exits when the container's side is
 * closed and all of it was written, or when nobody is left who could send the master. Signals are
 * blocked.
 */
_Noreturn void terminal_relay(int socket, int clients, int output);

/* The size of the terminal `fd`; 0 and 0 if it is none. Any process. */
void terminal_size(int fd, uint16_t *rows, uint16_t *columns);
/* Sets the size of a master; its foreground processes get SIGWINCH when it changed. */
void terminal_resize(int master, uint16_t rows, uint16_t columns);

#endif
