/*
 * The random seed of the data store; see keeper.h and random(4). Forks of PID 1.
 */
#include "base/keep.h"
#include "base/system.h"
#include "pid1/keeper.h"
#include "pid1/log.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <string.h>

/* The kernel's generator has 256 bits; the file twice that, as of a source that may be worse. */
#define SEED_FILE  "seed"
#define SEED_BYTES 64
#define SEED_BITS  256

/* struct rand_pool_info with its bytes, which the header leaves open. */
struct pool_input {
	int32_t entropy_count, buf_size;
	uint8_t bytes[SEED_BYTES];
};

static int stir(struct pool_input *input, bool credit)
{
	int fd = sys_open(AT_FDCWD, "/dev/urandom", O_WRONLY);
	int error;

	if (fd < 0)
		return fd;
	input->entropy_count = credit ? SEED_BITS : 0;
	input->buf_size = SEED_BYTES;
	error = sys_ioctl(fd, RNDADDENTROPY, input);
	sys_close(fd);
	return error < 0 ? error : 0;
}

static int keep(int directory, int (*source)(void *bytes, size_t count))
{
	uint8_t bytes[SEED_BYTES];
	int count = source(bytes, sizeof bytes);

	if (count < 0)
		return count;
	return count == SEED_BYTES ? keep_write(directory, SEED_FILE, bytes, sizeof bytes) : -EIO;
}

/* The next boot may be after a loss of power: its seed is made when the kernel has enough. */
static int start_keeping(int directory)
{
	pid_t pid = sys_fork();

	if (pid != 0)
		return pid < 0 ? pid : 0;
	pid = keep(directory, sys_getrandom_wait);
	if (pid < 0)
		log_say(LOG_LEVEL_ERROR, "store", "seed", pid);
	sys_exit(pid < 0);
}

/* Where it cannot be removed it may be used again: it does not count then, and is an error. */
static int use(int directory, struct pool_input *input)
{
	bool credit = appliance.seed == SEED_CREDIT;
	int error = keep_remove(directory, SEED_FILE);
	int stirred = stir(input, credit && error == 0);

	if (stirred == 0 && error == 0)
		log_say(LOG_LEVEL_INFO, "random seed", credit ? "credited" : "stirred in", 0);
	return error < 0 ? error : stirred;
}

int seed_restore(int directory)
{
	struct pool_input input = { 0 };
	ssize_t count = keep_read(directory, SEED_FILE, input.bytes, SEED_BYTES);
	int error = 0;
	int kept;

	if (count == SEED_BYTES)
		error = use(directory, &input);
	else if (count != -ENOENT)
		error = count < 0 ? (int)count : -EINVAL;
	kept = start_keeping(directory);
	return error < 0 ? error : kept;
}

int seed_save(int directory)
{
	return keep(directory, sys_getrandom);
}
