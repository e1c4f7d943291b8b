/*
 * Records into files: NAME.log, and NAME.log.1 and so on, the older the higher. A process of its
 * own, whose root is the directory of these files; see log_sink.h.
 *
 * A file is opened for each piece of records, so that nothing is held open on a medium that
 * goes away. A power cut costs what the kernel had not written; the names are moved from the oldest
 * on, up to the first that is free, so that one in the middle of a move costs no file.
 */
#include "pid1/log_sink.h"

#include "base/system.h"
#include "container/process.h"
#include "base/text.h"
#include "pid1/log_follow.h"
#include "pid1/log_text.h"
#include "pid1/logger.h"
#include "pid1/logger_confine.h"
#include "pid1/logger_input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <nsinit/container.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* "NAME.log.99" and its NUL. */
#define NAME_BYTES (CONTROL_NAME_MAX + 8)

/* Of one source in a row, before the others have their turn: what a ring holds. */
#define PIECES_MAX (RING_BYTES / 2048)

static const uint16_t calls[] = {
	SYS_read, /* this and the next two: of pipes, at the end of the machine */
	SYS_ioctl,
	SYS_recvfrom,
	SYS_openat,
	SYS_close,
	SYS_statx,
	SYS_write,
#ifdef SYS_pread64
	SYS_pread64,
#endif
	SYS_getdents64,
	SYS_renameat2,
	SYS_unlinkat,
	SYS_ftruncate,
#ifdef SYS_ftruncate64
	SYS_ftruncate64,
#endif
	SYS_fdatasync,
	SYS_rt_sigprocmask,
	LOGGER_CALLS,
};

/* What is in the files of each source; the process's own. */
static int64_t used[LOG_SOURCES];
/* Whether the end of its file was looked at: a power cut may have left half a line. */
static bool whole[LOG_SOURCES];

static int64_t file_bytes(void)
{
	int64_t bytes = appliance.logs->file_bytes;

	return bytes > 0 ? bytes : LOG_FILE_BYTES_DEFAULT;
}

static unsigned file_count(void)
{
	return appliance.logs->files > 0 ? (unsigned)appliance.logs->files : LOG_FILES_DEFAULT;
}

static bool has_file(unsigned source)
{
	const struct log *log =
		source < NSINIT_CONTAINERS ? appliance.containers.items[source]->log : NULL;

	return source >= NSINIT_CONTAINERS || (log && log->file);
}

/* "web.log" for number 0, "web.log.1" for 1. */
static const char *name_of(char name[NAME_BYTES], unsigned source, unsigned number)
{
	struct text text = { .bytes = name, .size = NAME_BYTES };

	text_string(&text, logger_source(source));
	text_string(&text, ".log");
	if (number > 0) {
		text_char(&text, '.');
		text_number(&text, number);
	}
	return name;
}

/* -1: there is none. */
static int64_t size_of(unsigned source, unsigned number)
{
	char name[NAME_BYTES];
	struct stat status;

	return sys_stat(AT_FDCWD, name_of(name, source, number), &status, AT_SYMLINK_NOFOLLOW) < 0
		       ? -1
		       : (int64_t)status.st_size;
}

static int remove_file(unsigned source, unsigned number)
{
	char name[NAME_BYTES];
	int64_t bytes = size_of(source, number);
	int error = sys_unlink(AT_FDCWD, name_of(name, source, number), 0);

	if (error == 0)
		used[source] -= bytes;
	return error;
}

/* The files of all sources, by their names: of more than there may be now, the oldest go. */
static int count_files(void)
{
	for (unsigned i = 0; i < LOG_SOURCES; i++) {
		used[i] = 0;
		for (unsigned n = 0; has_file(i) && n < LOG_FILES_MAX; n++) {
			int64_t bytes = size_of(i, n);
			int error = 0;

			if (bytes < 0 && n >= file_count())
				break;
			used[i] += bytes > 0 ? bytes : 0;
			if (n >= file_count())
				error = remove_file(i, n);
			if (error < 0)
				return error;
		}
	}
	return 0;
}

static int rotate(unsigned source)
{
	char from[NAME_BYTES];
	char to[NAME_BYTES];
	unsigned free = 1;
	int error = 0;

	while (free < file_count() - 1 && size_of(source, free) >= 0)
		free++;
	if (size_of(source, free) >= 0)
		error = remove_file(source, free);
	for (; free > 0 && error == 0; free--)
		error = sys_rename(
			AT_FDCWD, name_of(from, source, free - 1), name_of(to, source, free));
	return error;
}

/* The oldest file of a source but the one that is written; 0: there is none. */
static unsigned oldest_of(unsigned source)
{
	unsigned number = file_count() - 1;

	while (number > 0 && size_of(source, number) < 0)
		number--;
	return number;
}

/* Who writes most loses first: a flood does not push the others out. */
static int keep_total(void)
{
	int64_t total = 0;

	for (unsigned i = 0; i < LOG_SOURCES; i++)
		total += used[i];
	while (appliance.logs->total_bytes > 0 && total > appliance.logs->total_bytes) {
		unsigned most = LOG_SOURCES;
		int error;

		for (unsigned i = 0; i < LOG_SOURCES; i++)
			if ((most == LOG_SOURCES || used[i] > used[most]) && oldest_of(i) > 0)
				most = i;
		if (most == LOG_SOURCES)
			return 0;
		total -= used[most];
		error = remove_file(most, oldest_of(most));
		if (error < 0)
			return error;
		total += used[most];
	}
	return 0;
}

/* Whether a file's last line has its end. */
static bool ends_well(int fd, int64_t size)
{
	char last = '\n';

	return size == 0 || sys_read_at(fd, &last, 1, (off_t)size - 1) != 1 || last == '\n';
}

/* All of it or nothing, so that it can be written again later. */
static int write_all(int fd, int64_t size, const char *bytes, size_t count)
{
	ssize_t written = sys_write(fd, bytes, count);

	if (written == (ssize_t)count)
		return 0;
	sys_ftruncate(fd, (off_t)size);
	return written < 0 ? (int)written : -ENOSPC;
}

/* The file of a source, with room for some bytes, and its size. */
static int open_file(unsigned source, size_t count, int64_t *size)
{
	char name[NAME_BYTES];
	struct stat status;
	int fd = sys_create(
		AT_FDCWD, name_of(name, source, 0), O_RDWR | O_APPEND | O_NOFOLLOW, 0640);
	int error = fd < 0 ? fd : sys_stat(fd, "", &status, AT_EMPTY_PATH);

	*size = error < 0 ? 0 : (int64_t)status.st_size;
	if (error == 0 && *size > 0 && *size + (int64_t)count > file_bytes()) {
		/* No later change of its name may be on the medium before what is in it. */
		error = sys_flush(fd);
		sys_close(fd);
		if (error == 0)
			error = rotate(source);
		return error < 0 ? error : open_file(source, 0, size);
	}
	if (error < 0 && fd >= 0)
		sys_close(fd);
	return error < 0 ? error : fd;
}

static int append(unsigned source, const char *bytes, size_t count)
{
	int64_t size;
	int fd = open_file(source, count + 1, &size);
	int error = fd < 0 ? fd : 0;

	if (fd >= 0 && !whole[source] && !ends_well(fd, size)) {
		error = write_all(fd, size, "\n", 1);
		size += error == 0;
		used[source] += error == 0;
	}
	whole[source] = whole[source] || error == 0;
	if (error == 0)
		error = write_all(fd, size, bytes, count);
	if (fd >= 0)
		sys_close(fd);
	if (error < 0)
		return error;
	used[source] += (int64_t)count;
	return keep_total();
}

/* "2026-11-24T16:07:24.123Z error: TEXT", or "+12.345 error: TEXT" before the clock was set. */
static void add_line(struct text *text, const struct log_record *record)
{
	int64_t clock_ms = sys_clock_ms() - sys_now_ms() + record->time_ms;

	if (clock_ms >= LOG_CLOCK_LEAST_MS) {
		log_text_time(text, clock_ms);
	} else {
		text_char(text, '+');
		text_number(text, record->time_ms / 1000);
		text_char(text, '.');
		text_padded(text, (uint64_t)(record->time_ms % 1000), 3);
	}
	text_char(text, ' ');
	text_string(text, log_text_level(record->priority));
	text_string(text, ": ");
	text_string(text, record->text);
	text_char(text, '\n');
}

/* The shortest record has 10 bytes, a line of it at most 26 more. */
#define LINES_BYTES (sizeof((struct log_piece *)0)->bytes * 4)

/* What is new of one source; 1: there may be more. */
static int write_source(const struct ring *ring, size_t *position, unsigned source)
{
	static char lines[LINES_BYTES + 64];
	struct log_piece piece;
	struct log_record record;

	for (unsigned i = 0; i < PIECES_MAX; i++) {
		struct text text = TEXT(lines);
		int error = 0;

		if (!log_follow(ring, *position, &piece))
			return 0;
		if (piece.lost > 0) {
			text_number(&text, (int64_t)piece.lost);
			text_string(&text, " bytes were lost here\n");
		}
		while (log_next(&piece, &record))
			add_line(&text, &record);
		if (text.length > 0)
			error = append(source, lines, text.length);
		if (error < 0)
			return error;
		*position = log_followed(&piece);
	}
	return 1;
}

/* What is new of all; 1: there may be more. */
static int write_all_sources(const struct logger *logger)
{
	int more = 0;

	for (unsigned i = 0; i < LOG_SOURCES; i++) {
		int result = has_file(i) ? write_source(&logger->book->sources[i].ring,
						   &logger->inputs[i].carried[LOG_SINK_FILES], i)
					 : 0;

		if (result < 0)
			return result;
		more |= result;
	}
	return more;
}

/* As root: the directory is the logger's own, whoever made it. */
static int take_directory(void)
{
	int error = sys_mkdir(AT_FDCWD, appliance.logs->directory, 0700);

	if (error == 0 || error == -EEXIST)
		error = sys_chown(
			AT_FDCWD, appliance.logs->directory, PROCESS_NOBODY, PROCESS_NOBODY);
	return error;
}

static int prepare(void)
{
	const struct logger_walls walls = {
		.root = appliance.logs->directory,
		.calls = calls,
		.count = sizeof calls / sizeof calls[0],
		.descriptors = 4,
		/* The last piece begins below the size of a file. */
		.file_bytes = (uint64_t)file_bytes() + LINES_BYTES,
	};
	int error = take_directory();

	if (error == 0)
		error = logger_confine(&walls);
	return error < 0 ? error : count_files();
}

_Noreturn void log_files_run(const struct logger *logger, bool last)
{
	int error;

	sys_prctl(PR_SET_NAME, (unsigned long)"log-files", 0, 0, 0);
	sys_block_signals(~UINT64_C(0));
	if (last)
		logger_close_others(logger);
	else
		sys_close_range(0, UINT_MAX, 0);
	error = prepare();
	if (last && error == 0)
		logger_rest(logger);
	while (error >= 0) {
		uint32_t turn = __atomic_load_n(&logger->book->turn, __ATOMIC_ACQUIRE);

		error = write_all_sources(logger);
		if (error != 0)
			continue;
		if (last)
			break;
		/* Only here it may be ended: what is written is known to be. */
		sys_block_signals(~SIGNAL_BIT(SIGTERM));
		sys_futex_wait(&logger->book->turn, turn);
		sys_block_signals(~UINT64_C(0));
	}
	sys_exit(-error);
}
