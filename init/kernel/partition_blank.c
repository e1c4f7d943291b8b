/*
 * Whether there is nothing on a block device; see partition.h. File systems, encrypted disks and
 * members of a RAID begin with a block of their own within the first MiB or end with one in the
 * last; ext4 repeats its superblock at multiples of 8 MiB.
 */
#include "kernel/partition.h"

#include "base/system.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>

#define BLOCK   4096
#define EDGE    (1 << 20)
#define SPACING (1 << 20)

bool partition_blank(int fd, uint64_t bytes, int64_t until_ms)
{
	uint8_t block[BLOCK];
	uint8_t fill = 0;

	for (uint64_t at = 0; at < bytes;) {
		size_t count = bytes - at < BLOCK ? (size_t)(bytes - at) : BLOCK;

		/* Who has no time to look has not seen that there is nothing. */
		if (sys_now_ms() >= until_ms ||
			sys_read_at(fd, block, count, (off_t)at) != (ssize_t)count)
			return false;
		if (at == 0)
			fill = block[0];
		if (block[0] != fill || memcmp(block, block + 1, count - 1) != 0)
			return false;
		at += at < EDGE || bytes - at <= EDGE + SPACING ? BLOCK : SPACING;
	}
	return bytes > 0 && (fill == 0 || fill == 0xff);
}

bool partition_is_blank(const char *path, int64_t until_ms)
{
	int fd = sys_open(AT_FDCWD, path, O_RDONLY);
	uint64_t bytes = 0;
	bool blank = fd >= 0 && sys_ioctl(fd, BLKGETSIZE64, &bytes) == 0 &&
		     partition_blank(fd, bytes, until_ms);

	if (fd >= 0)
		sys_close(fd);
	return blank;
}
