/*
 * Small files of the data store: whole after a loss of power, for root alone. Any process that may
 * wait for a medium, which PID 1 itself may not.
 */
#ifndef NSINIT_BASE_KEEP_H
#define NSINIT_BASE_KEEP_H

#include <stddef.h>
#include <sys/types.h>

/* The name that a file has until it is whole; a part of a name that nobody else gives. */
#define KEEP_NEW ".new"

/*
 * The file gets this content, or keeps the old one when the power goes: written beside, to the
 * medium, then renamed. Mode 0600, and no link is followed. 0 or -errno.
 */
int keep_write(int directory, const char *name, const void *bytes, size_t count);

/*
 * The content of a regular file that root owns and nobody else may write: its length, or -errno;
 * -EPERM for any other file.
 */
ssize_t keep_read(int directory, const char *name, void *bytes, size_t size);

/* Removes it, so that it stays away after a loss of power. */
int keep_remove(int directory, const char *name);

#endif
