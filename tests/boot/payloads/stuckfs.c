/*
 * stuckfs DIRECTORY: a file system in user space (Documentation/filesystems/fuse.rst) that answers
 * the first request and no other: whoever looks a name up in it waits in the kernel, where no
 * signal reaches it once the request was read. It ends when it is killed, and they with it.
 */
#include <fcntl.h>
#include <linux/fuse.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static int answer_init(int device, const struct fuse_in_header *head)
{
	struct {
		struct fuse_out_header head;
		struct fuse_init_out body;
	} answer = {
		.head = { .len = sizeof answer, .unique = head->unique },
		.body = { .major = FUSE_KERNEL_VERSION,
			.minor = FUSE_KERNEL_MINOR_VERSION,
			.max_write = 4096 },
	};

	return write(device, &answer, sizeof answer) == sizeof answer ? 0 : -1;
}

int main(int argc, char **argv)
{
	static _Alignas(8) char request[1 << 20];
	const struct fuse_in_header *head = (const void *)request;
	char options[64];
	int device = open("/dev/fuse", O_RDWR);

	if (argc != 2 || device < 0 || (mkdir(argv[1], 0755), 0))
		return perror("/dev/fuse"), 1;
	snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=0,group_id=0", device);
	if (mount("stuckfs", argv[1], "fuse", 0, options) < 0)
		return perror(argv[1]), 1;
	while (read(device, request, sizeof request) > 0) {
		if (head->opcode == FUSE_INIT && answer_init(device, head) < 0)
			return perror("answer"), 1;
		if (head->opcode != FUSE_INIT)
			printf("request %u stays open\n", head->opcode);
		fflush(stdout);
	}
	return 0;
}
