/*
 * commit DIRECTORY FIRST [END]: replaces DIRECTORY/value, up to END or for ever, each time with the
 * next number, and says "SYNCED n" when the medium has it, on its output and in the log of the
 * disk's writes. Beside it a file grows that nobody waits for.
 */
#include "told.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINES 512
#define NOISE (256 * 1024)

static char bytes[LINES * 9 + 1];

static int check(int result, const char *what)
{
	if (result >= 0)
		return result;
	perror(what);
	exit(1);
}

static void commit(int directory, unsigned number)
{
	int file = check(openat(directory, "value.new", O_WRONLY | O_CREAT | O_TRUNC, 0600), "new");

	for (unsigned i = 0; i < LINES; i++)
		snprintf(bytes + i * 9, 10, "%08u\n", number);
	if (write(file, bytes, LINES * 9) != LINES * 9)
		check(-1, "write");
	check(fsync(file), "fsync");
	close(file);
	check(renameat(directory, "value.new", directory, "value"), "rename");
	check(fsync(directory), "fsync of the directory");
}

int main(int argc, char **argv)
{
	unsigned number = argc > 2 ? (unsigned)atoi(argv[2]) : 0;
	int directory = check(open(argc > 1 ? argv[1] : ".", O_RDONLY | O_DIRECTORY), "directory");
	int word = check(told_open(directory, "told"), "told");
	int noise = check(openat(directory, "noise", O_WRONLY | O_CREAT | O_TRUNC, 0600), "noise");

	for (; argc < 4 || number < (unsigned)atoi(argv[3]); number++) {
		char text[16];

		commit(directory, number);
		snprintf(text, sizeof text, "%u", number);
		check(told(word, "value", text), "told");
		printf("SYNCED %u.\n", number);
		fflush(stdout);
		if (pwrite(noise, bytes, LINES * 9, (off_t)number * 4096 % NOISE) < 0)
			check(-1, "noise");
	}
}
