/*
 * The machine's clock, what a medium has, randomness that is waited for; see system.h.
 */
#include "base/system.h"

#include <errno.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

int sys_fsync(int fd)
{
	return fsync(fd) < 0 ? -errno : 0;
}

int sys_set_clock(int64_t seconds)
{
	const struct timespec now = { .tv_sec = seconds };

	return clock_settime(CLOCK_REALTIME, &now) < 0 ? -errno : 0;
}

int sys_getrandom_wait(void *bytes, size_t count)
{
	ssize_t got;

	do
		got = getrandom(bytes, count, 0);
	while (got < 0 && errno == EINTR);
	return got < 0 ? -errno : (int)got;
}
