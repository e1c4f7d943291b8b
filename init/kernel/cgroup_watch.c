/*
 * Descriptors that become readable, or have what is urgent, when something happens to a group:
 * memory.events and *.pressure of cgroup-v2.rst, memory.oom_control of cgroup-v1/memory.rst.
 * PID 1, for containers that run.
 */
#include "kernel/cgroup.h"

#include "base/system.h"
#include "kernel/cgroup_parts.h"

#include <fcntl.h>
#include <errno.h>
#include <string.h>
#include <sys/epoll.h>

static const char *const pressure_files[] = {
	[PRESSURE_MEMORY] = "memory.pressure",
	[PRESSURE_CPU] = "cpu.pressure",
	[PRESSURE_IO] = "io.pressure",
};

const char *cgroup_pressure_file(enum pressure_kind kind)
{
	return pressure_files[kind];
}

static int open_file(int directory, const char *name, const char *file, int flags)
{
	char path[NAME_LENGTH_MAX + 32];
	struct text text = TEXT(path);

	text_string(&text, name);
	text_char(&text, '/');
	text_string(&text, file);
	return sys_open(directory, path, flags);
}

/* "some 500000 2000000", whose last byte the kernel takes for the NUL. */
int cgroup_watch_pressure(
	const struct cgroup_layout *layout, const char *name, const struct pressure *pressure)
{
	char bytes[48];
	struct text text = TEXT(bytes);
	int fd = layout->v2 < 0 ? -EOPNOTSUPP
				: open_file(layout->v2, name, pressure_files[pressure->kind],
					  O_RDWR | O_NONBLOCK);
	ssize_t written;

	if (fd < 0)
		return fd == -ENOENT ? -EOPNOTSUPP : fd;
	text_string(&text, pressure->full ? "full " : "some ");
	text_number(&text, pressure->stall_us);
	text_char(&text, ' ');
	text_number(&text, pressure->window_us);
	written = sys_write(fd, bytes, text.length + 1);
	if (written < 0)
		sys_close(fd);
	return written < 0 ? (int)written : fd;
}

static bool is_v2(const struct cgroup_layout *layout)
{
	return layout->v2_controllers >> CGROUP_MEMORY & 1;
}

/* The eventfd counts what happens from then on. */
static int watch_v1(int directory, const char *name)
{
	char bytes[32];
	struct text text = TEXT(bytes);
	int fd = sys_eventfd();
	int file = fd < 0 ? fd : open_file(directory, name, "memory.oom_control", O_RDONLY);
	int error = file < 0 ? file : 0;

	text_number(&text, fd);
	text_char(&text, ' ');
	text_number(&text, file);
	if (error == 0)
		error = cgroup_write(directory, name, "cgroup.event_control", bytes);
	if (file >= 0)
		sys_close(file);
	if (error < 0 && fd >= 0)
		sys_close(fd);
	return error < 0 ? error : fd;
}

int cgroup_watch_oom(
	const struct cgroup_layout *layout, const char *name, uint32_t *events, uint64_t *seen)
{
	int directory = cgroup_directory(layout, CGROUP_MEMORY);
	int fd;

	*events = is_v2(layout) ? EPOLLPRI : EPOLLIN;
	*seen = 0;
	if (directory < 0)
		return -EOPNOTSUPP;
	if (!is_v2(layout))
		return watch_v1(directory, name);
	fd = open_file(directory, name, "memory.events", O_RDONLY);
	/* What is read is no news any more. */
	if (fd >= 0)
		cgroup_oom_happened(layout, fd, seen);
	return fd;
}

/* The number of the line "oom_kill 3". */
static uint64_t kills(const char *text)
{
	static const char word[] = "oom_kill ";
	const char *at = strstr(text, word);
	uint64_t count = 0;

	for (at = at ? at + sizeof word - 1 : ""; *at >= '0' && *at <= '9'; at++)
		count = count * 10 + (uint64_t)(*at - '0');
	return count;
}

bool cgroup_oom_happened(const struct cgroup_layout *layout, int fd, uint64_t *seen)
{
	uint64_t before = *seen;
	char text[256];
	ssize_t length;

	if (!is_v2(layout))
		return sys_read(fd, seen, sizeof *seen) == sizeof *seen;
	sys_rewind(fd);
	length = sys_read(fd, text, sizeof text - 1);
	if (length < 0)
		return false;
	text[length] = '\0';
	*seen = kills(text);
	return *seen > before;
}
