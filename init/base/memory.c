/*
 * The system calls of system.h on memory, shared and not, and on the words in it.
 * Called in every process.
 */
#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static int result(long value)
{
	return value < 0 ? -errno : (int)value;
}

#ifdef SYS_mmap2
#define NUMBER_MMAP SYS_mmap2
#else
#define NUMBER_MMAP SYS_mmap
#endif

/* From the beginning of the file, or without one; NULL: it cannot be. */
static void *map(size_t bytes, int protection, int flags, int fd)
{
	long at = syscall(NUMBER_MMAP, NULL, bytes, protection, MAP_SHARED | flags, fd, 0);

	return at == -1 ? NULL : (void *)at;
}

int sys_unmap(void *at, size_t bytes)
{
	return result(munmap(at, bytes));
}

int sys_keep_from_forks(void *at, size_t bytes)
{
	return result(madvise(at, bytes, MADV_DONTFORK));
}

void *sys_map_shared(size_t bytes)
{
	return map(bytes, PROT_READ | PROT_WRITE, MAP_ANONYMOUS, -1);
}

#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x10
#endif

int sys_share_memory(const char *name, size_t bytes, bool later, void **at)
{
	int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

	int fd = result(syscall(SYS_memfd_create, name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
	int error = fd < 0 ? fd : sys_ftruncate(fd, (off_t)bytes);

	if (error == 0) {
		*at = map(bytes, PROT_READ | PROT_WRITE, 0, fd);
		error = *at ? 0 : -ENOMEM;
	}
	/* What is mapped stays writable: fcntl(2). */
	if (error == 0)
		error = result(fcntl(fd, F_ADD_SEALS, seals | (later ? 0 : F_SEAL_FUTURE_WRITE)));
	if (error < 0 && fd >= 0)
		close(fd);
	return error < 0 ? error : fd;
}

#define SEALS_ALL (F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL)

int sys_seal_bytes(const char *name, const void *bytes, size_t count)
{
	int fd = result(syscall(SYS_memfd_create, name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
	long error = fd < 0 ? fd : write(fd, bytes, count);

	if (fd >= 0 && error != (long)count)
		error = error < 0 ? -errno : -ENOSPC;
	else if (fd >= 0)
		error = result(fcntl(fd, F_ADD_SEALS, SEALS_ALL));
	if (error < 0 && fd >= 0)
		close(fd);
	return error < 0 ? (int)error : fd;
}

bool sys_is_sealed(int fd)
{
	return fcntl(fd, F_GET_SEALS) == SEALS_ALL;
}

void *sys_map_write(int fd, size_t bytes)
{
	return map(bytes, PROT_READ | PROT_WRITE, 0, fd);
}

const void *sys_map_read(int fd, size_t bytes)
{
	return map(bytes, PROT_READ, 0, fd);
}

#ifndef SYS_futex
#define SYS_futex SYS_futex_time64
#endif

int sys_futex_wait(const uint32_t *word, uint32_t value)
{
	return result(syscall(SYS_futex, word, FUTEX_WAIT, value, NULL, NULL, 0));
}

int sys_futex_wake(const uint32_t *word)
{
	return result(syscall(SYS_futex, word, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0));
}
