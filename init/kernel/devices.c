/*
 * Devices of a container, by either version of control groups; see devices.h.
 * Called by PID 1 at boot and by the launcher.
 */
#include "kernel/devices.h"

#include "base/system.h"
#include "base/text.h"
#include "kernel/bpf.h"
#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#define EVERYTHING (DEVICE_READ | DEVICE_WRITE | DEVICE_MKNOD)

/* Numbers of Documentation/admin-guide/devices.txt. */
const struct device devices_usual[] = {
	{ DEVICE_CHARACTER, 1, 3, EVERYTHING },            /* null */
	{ DEVICE_CHARACTER, 1, 5, EVERYTHING },            /* zero */
	{ DEVICE_CHARACTER, 1, 7, EVERYTHING },            /* full */
	{ DEVICE_CHARACTER, 1, 8, EVERYTHING },            /* random */
	{ DEVICE_CHARACTER, 1, 9, EVERYTHING },            /* urandom */
	{ DEVICE_CHARACTER, 5, 0, EVERYTHING },            /* tty */
	{ DEVICE_CHARACTER, 5, 2, EVERYTHING },            /* ptmx */
	{ DEVICE_CHARACTER, 136, DEVICE_ANY, EVERYTHING }, /* the terminals below pts */
	{ .kind = DEVICE_END },
};

int devices_open(void)
{
	struct bpf_insn program[BPF_DEVICES_MAX];
	unsigned length = bpf_devices(program, devices_usual, NULL);

	return bpf_load(program, length);
}

static int attach(const struct cgroup_layout *layout, int group, const struct device *list)
{
	struct bpf_insn program[BPF_DEVICES_MAX];
	int fd, error;

	if (NSINIT_USES_DEVICES + NSINIT_USES_ROOT_IMAGE == 0 || list == NULL)
		return bpf_attach(layout->device_program, group);
	fd = bpf_load(program, bpf_devices(program, devices_usual, list));
	if (fd < 0)
		return fd;
	error = bpf_attach(fd, group);
	sys_close(fd); /* the group holds it */
	return error;
}

void devices_line(struct text *text, const struct device *device)
{
	text_string(text, device->kind == DEVICE_BLOCK ? "b " : "c ");
	text_number(text, device->major);
	text_char(text, ':');
	if (device->minor == DEVICE_ANY)
		text_char(text, '*');
	else
		text_number(text, device->minor);
	text_char(text, ' ');
	if ((device->access & DEVICE_READ) != 0)
		text_char(text, 'r');
	if ((device->access & DEVICE_WRITE) != 0)
		text_char(text, 'w');
	if ((device->access & DEVICE_MKNOD) != 0)
		text_char(text, 'm');
}

static int allow(int file, const struct device *list)
{
	int error = 0;

	for (; list != NULL && list->kind != DEVICE_END && error == 0; list++) {
		char bytes[48];
		struct text line = TEXT(bytes);
		ssize_t written;

		devices_line(&line, list);
		written = sys_write(file, bytes, line.length);
		error = written < 0 ? (int)written : 0;
	}
	return error;
}

/* One line a write: Documentation/admin-guide/cgroup-v1/devices.rst. */
static int write_lines(int directory, const char *name, const struct device *list)
{
	char path[NAME_LENGTH_MAX + 32];
	struct text text = TEXT(path);
	int error = cgroup_write(directory, name, "devices.deny", "a");
	int file;

	if (error < 0)
		return error;
	text_string(&text, name);
	text_string(&text, "/devices.allow");
	file = sys_open(directory, path, O_WRONLY);
	if (file < 0)
		return file;
	error = allow(file, devices_usual);
	if (error == 0)
		error = allow(file, list);
	sys_close(file);
	return error;
}

bool devices_filtered(const struct cgroup_layout *layout)
{
	return layout->device_program >= 0 || layout->v1[CGROUP_DEVICES] >= 0;
}

int devices_limit(
	const struct cgroup_layout *layout, const char *name, int group, const struct device *list)
{
	return layout->device_program >= 0 ? attach(layout, group, list)
					   : write_lines(layout->v1[CGROUP_DEVICES], name, list);
}
