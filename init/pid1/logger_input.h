/*
 * A pipe's bytes on their way into records of a ring. What was read and is no whole line yet lies
 * in memory that outlives the logger, and so does how far it got: a logger that is killed between
 * any two instructions has lost nothing and its successor repeats nothing.
 *
 * The logger only; pure but for the read.
 */
#ifndef NSINIT_PID1_LOGGER_INPUT_H
#define NSINIT_PID1_LOGGER_INPUT_H

#include "base/book.h"
#include "pid1/log_rate.h"

#include <stdbool.h>
#include <sys/types.h>

#define INPUT_BYTES 4096u

/* Zeroed memory is an input that never read. Counts are of bytes ever; they may wrap. */
struct log_input {
	unsigned head; /* received; the next goes to bytes[head % INPUT_BYTES] */
	/* A read under way: `asked` bytes, all 0xff before, when asked_at is head. */
	unsigned asked, asked_at;
	/* Made into records: next_tail if the ring's `written` is this one, else tail. */
	unsigned tail, next_tail;
	size_t written;
	struct log_rate rate;
	size_t carried[2]; /* how far in the ring each sink got; see log_sink.h */
	size_t settled;    /* the same of the remote one, when nothing more can go wrong with it */
	uint64_t sequence; /* of the kernel's log: the next one that is new */
	char bytes[INPUT_BYTES];
};

/* Of the memory behind each source, and of all: struct book and then the inputs. */
#define LOG_EACH_BYTES   (sizeof(struct book_source) + sizeof(struct log_input))
#define LOG_MEMORY_BYTES (sizeof(struct book) + LOG_SOURCES * LOG_EACH_BYTES)

/* What a logger that died left half done. */
void input_recover(struct log_input *input);

/* Takes what there is, as far as there is room: bytes, 0 for nothing, or -errno. */
ssize_t input_read(struct log_input *input, const struct ring *ring, int fd);

/*
 * Makes a record of the next line, unless `log` lets none be kept now, which may be NULL; false
 * when there is no whole one. A line ends at a newline, at a NUL that it does not begin with, and
 * where it becomes too long. "<3>" in front is its level, as sd-daemon(3) has it; without, it is
 * LOG_INFO.
 */
bool input_take(struct log_input *input, struct ring *ring, const struct log *log, int64_t now_ms);

/* Writes a record of the logger's own, a warning, when no line is half done. */
void input_say(struct ring *ring, int64_t now_ms, const char *bytes, size_t length);

/*
 * A record of `length` bytes of any kind, of which BOOK_TEXT_MAX count; what could drive a terminal
 * is replaced. Its length, at most BOOK_RECORD_MAX.
 */
size_t input_record(char record[BOOK_RECORD_MAX], int64_t now_ms, unsigned priority,
	const char *bytes, size_t length);

#endif
