/*
 * Loop devices; see loop.h. Between the search for a free device and its use somebody else may take
 * it: the kernel says EBUSY then, and the search goes on (loop(4), LOOP_CTL_GET_FREE).
 */
#include "kernel/loop.h"

#include "base/system.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>

#define TRIES 64

/* The file is bound and the flags are set by one call: no moment without LO_FLAGS_AUTOCLEAR. */
static int configure(int device, int image)
{
	struct loop_config config = {
		.fd = (uint32_t)image,
		.info = { .lo_flags = LO_FLAGS_READ_ONLY | LO_FLAGS_AUTOCLEAR },
	};

	return sys_ioctl(device, LOOP_CONFIGURE, &config);
}

static int take(int control, int image, char path[LOOP_PATH_BYTES])
{
	struct text text = { .bytes = path, .size = LOOP_PATH_BYTES };
	int number = sys_ioctl_number(control, LOOP_CTL_GET_FREE, 0);
	int device;
	int error;

	if (number < 0)
		return number;
	text_string(&text, "/dev/loop");
	text_number(&text, number);
	device = sys_open(AT_FDCWD, path, O_RDONLY);
	if (device < 0)
		return device;
	error = configure(device, image);
	if (error == 0)
		return device;
	sys_close(device);
	return error;
}

int loop_attach(int image, char path[LOOP_PATH_BYTES])
{
	int control = sys_open(AT_FDCWD, "/dev/loop-control", O_RDWR);
	int device = control < 0 ? control : -EBUSY;

	for (int tries = 0; device == -EBUSY && tries < TRIES; tries++)
		device = take(control, image, path);
	if (control >= 0)
		sys_close(control);
	return device;
}
