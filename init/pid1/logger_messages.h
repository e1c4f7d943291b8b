/*
 * Inputs of the logger that bring whole messages: the containers' sockets and the kernel's log.
 * The logger only.
 */
#ifndef NSINIT_PID1_LOGGER_MESSAGES_H
#define NSINIT_PID1_LOGGER_MESSAGES_H

#include "base/book.h"
#include "pid1/logger_input.h"

/*
 * Takes one message, if there is one: its size, 0 for nothing, or -errno. What a death interrupts
 * comes twice, but is not lost. What `log` of the container, which may be NULL, lets not be kept
 * counts in its `rate`.
 */
ssize_t message_read(struct ring *ring, struct log_rate *rate, const struct log *log, int socket);
/* The same of the kernel; what PID 1 wrote there is left out. */
ssize_t message_read_kernel(struct log_input *input, struct ring *ring, int kmsg);

#endif
