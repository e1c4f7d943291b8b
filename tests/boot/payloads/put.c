/*
 * put TEXT FILE: writes a text to a file of the kernel in one write(2), as such files want it; a
 * shell's echo may take several.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int fd = argc == 3 ? open(argv[2], O_WRONLY) : -1;

	if (fd < 0 || write(fd, argv[1], strlen(argv[1])) < 0) {
		perror(argc == 3 ? argv[2] : "put TEXT FILE");
		return 1;
	}
	return 0;
}
