/*
 * A word to whoever reads the log of a disk's writes: a request of its own, past the page cache, in
 * a file that has its place on the disk already. What the log has before it was written before.
 */
#ifndef NSINIT_TESTS_TOLD_H
#define NSINIT_TESTS_TOLD_H

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TOLD_BYTES 4096

static _Alignas(TOLD_BYTES) char told_bytes[TOLD_BYTES];

/* Makes the file once: a word makes nothing else last. Where words go to, or -1. */
static int told_open(int directory, const char *name)
{
	int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL, 0600);

	memset(told_bytes, '.', sizeof told_bytes);
	if (fd >= 0 && (write(fd, told_bytes, TOLD_BYTES) != TOLD_BYTES || fsync(fd) < 0 ||
			       fsync(directory) < 0))
		return -1;
	if (fd >= 0)
		close(fd);
	return openat(directory, name, O_WRONLY | O_DIRECT);
}

static int told(int fd, const char *word, const char *number)
{
	memset(told_bytes, '.', sizeof told_bytes);
	snprintf(told_bytes, sizeof told_bytes, "TOLD %s %s\n", word, number);
	return pwrite(fd, told_bytes, TOLD_BYTES, 0) == TOLD_BYTES ? 0 : -1;
}

#endif
