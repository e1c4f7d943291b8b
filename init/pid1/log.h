/*
 * What PID 1 and its helpers have to say: to the kernel's log, which reaches the console, and to
 * the ring "nsinit" that `nsctl logs` shows. Never blocks, never fails; PID 1 and its forks.
 */
#ifndef NSINIT_PID1_LOG_H
#define NSINIT_PID1_LOG_H

#include "base/text.h"

#include <stdbool.h>

/* Levels of syslog(2). With `quiet` on the kernel's command line, errors reach the console. */
enum log_level {
	LOG_LEVEL_ERROR = 3,
	LOG_LEVEL_WARNING = 4,
	LOG_LEVEL_NOTICE = 5,
	LOG_LEVEL_INFO = 6,
};

/*
 * Opens /dev/kmsg of a machine (see struct ground). In a pid namespace the kernel's log is somebody
 * else's: there, and without it, lines go to descriptor 2.
 */
void log_open(bool machine);

/* Where lines go besides: the non-blocking write end of the logger's pipe for PID 1, or -1. */
void log_to(int pipe);

/* The descriptors that lines go to, besides 2; how many of the two there are. */
unsigned log_descriptors(int fds[2]);

/* A line being made: struct log_line line; log_start(&line, ...); text_...(&line.text); log_end().
 */
struct log_line {
	enum log_level level;
	struct text text;
	char bytes[320];
};
void log_start(struct log_line *line, enum log_level level);
void log_end(struct log_line *line);

/* "what" or "what: detail: words of the error" when detail is not NULL and error is not 0. */
void log_say(enum log_level level, const char *what, const char *detail, int error);

#endif
