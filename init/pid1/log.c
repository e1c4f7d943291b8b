/*
 * Lines of PID 1 and its helpers, for the kernel's log and the logger; see log.h.
 */
#include "pid1/log.h"

#include "base/system.h"

#include <fcntl.h>
#include <string.h>

static int kernel_log = -1;
static int logger_pipe = -1;

void log_open(bool machine)
{
	if (!machine)
		return;
	/* Else the kernel drops most of what is written in a burst: printk_devkmsg, sysctl. */
	sys_write_file(AT_FDCWD, "/proc/sys/kernel/printk_devkmsg", "on\n");
	kernel_log = sys_open(AT_FDCWD, "/dev/kmsg", O_WRONLY | O_NOCTTY);
}

void log_to(int pipe)
{
	logger_pipe = pipe;
}

unsigned log_descriptors(int fds[2])
{
	unsigned count = 0;

	if (kernel_log >= 0)
		fds[count++] = kernel_log;
	if (logger_pipe >= 0)
		fds[count++] = logger_pipe;
	return count;
}

/* The kernel takes "<level>text", one line a write, and shows the level and time itself. */
void log_start(struct log_line *line, enum log_level level)
{
	line->level = level;
	line->text = (struct text)TEXT(line->bytes);
	text_char(&line->text, '<');
	text_number(&line->text, level);
	text_string(&line->text, ">nsinit: ");
}

void log_end(struct log_line *line)
{
	char *plain = line->bytes + sizeof "<3>nsinit: " - 1;
	size_t length = line->text.length - (sizeof "<3>nsinit: " - 1);
	int fallback = kernel_log < 0;

	if (line->text.cut)
		line->bytes[sizeof line->bytes - 2] = '.';
	if (kernel_log >= 0)
		fallback = sys_write(kernel_log, line->bytes, line->text.length) < 0;
	/* A newline in place of the NUL: the pipe is cut into lines by the logger. */
	line->bytes[line->text.length] = '\n';
	/* In a namespace 2 may be a pipe that nobody reads: a line is lost, PID 1 is not. */
	if (fallback && sys_poll_out(2) > 0)
		sys_write(2, plain, length + 1);
	/* The logger knows whose it is, and needs the level. */
	if (logger_pipe >= 0) {
		memcpy(plain - 3, line->bytes, 3);
		sys_write(logger_pipe, plain - 3, length + 4);
	}
}

void log_say(enum log_level level, const char *what, const char *detail, int error)
{
	struct log_line line;

	log_start(&line, level);
	text_string(&line.text, what);
	if (detail) {
		text_string(&line.text, ": ");
		text_string(&line.text, detail);
	}
	if (error) {
		text_string(&line.text, ": ");
		text_errno(&line.text, error);
	}
	log_end(&line);
}
