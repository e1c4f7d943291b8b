/*
 * What the kernel says of devices: uevents, and the files of the same form that sysfs has of each
 * device (Documentation/ABI/stable/sysfs-devices and lib/kobject_uevent.c of the kernel).
 * The process that follows devices, see pid1/hotplug.h. Parsing is pure and takes any bytes.
 */
#ifndef NSINIT_KERNEL_UEVENT_H
#define NSINIT_KERNEL_UEVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The kernel's own messages are shorter: UEVENT_BUFFER_SIZE, with 64 variables, and the path. */
#define UEVENT_BYTES_MAX 4096

/* "bus/usb/001/002" below /dev. */
#define UEVENT_NAME_MAX 127

/* Strings of the bytes that it was made of; NULL: not said. */
struct uevent {
	bool added;           /* ACTION=add, or the file of a device that is there */
	const char *name;     /* of its node below /dev, a good one */
	const char *modalias; /* what the module for it is found by */
};

/*
 * A message: "add@/devices/...", then "KEY=value" each with its NUL. bytes[count] is written.
 * False: it is none of the kernel's form.
 */
bool uevent_parse(char *bytes, size_t count, struct uevent *event);

/* The content of a file `uevent`: "KEY=value" lines. The same. */
void uevent_parse_file(char *bytes, size_t count, struct uevent *event);

/* A socket that hears what the kernel says from now on; or -errno. */
int uevent_open(void);

/*
 * The length of the next message; 0: somebody else's, or too long. -ENOBUFS: some were lost. Waits
 * for it, or says -EAGAIN.
 */
ssize_t uevent_receive(int socket, char bytes[UEVENT_BYTES_MAX + 1], bool wait);

#endif
