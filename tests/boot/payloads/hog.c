/*
 * hog processes | memory | output | disk FILE: takes as much of one thing as it gets.
 * "processes" forks without end, "memory" writes to one page after another, "output" fills its
 * pipe with numbered lines, "disk" reads a block of a file that it makes, past the cache.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE_BYTES 4096

static int read_disk(const char *path)
{
	char *block =
		mmap(NULL, PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int fd = open(path, O_RDWR | O_CREAT | O_DIRECT, 0600);

	if (fd < 0 || block == MAP_FAILED || pwrite(fd, block, PAGE_BYTES, 0) != PAGE_BYTES)
		return 3;
	while (pread(fd, block, PAGE_BYTES, 0) == PAGE_BYTES)
		;
	return 4;
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";

	if (strcmp(mode, "disk") == 0 && argc > 2)
		return read_disk(argv[2]);
	while (strcmp(mode, "processes") == 0)
		if (fork() < 0)
			usleep(1000);
	while (strcmp(mode, "memory") == 0) {
		char *page = mmap(NULL, PAGE_BYTES, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		if (page != MAP_FAILED)
			*page = 1;
	}
	for (unsigned long i = 0; strcmp(mode, "output") == 0; i++)
		dprintf(1, "line %lu of a very long story that nobody asked for\n", i);
	return 2;
}
