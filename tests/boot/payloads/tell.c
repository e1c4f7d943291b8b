/*
 * tell DIRECTORY WORD NUMBER: says that in the log of the disk's writes, by a file of the
 * directory.
 */
#include "told.h"

#include <stdlib.h>

static int check(int result)
{
	if (result >= 0)
		return result;
	perror("tell");
	exit(1);
}

int main(int argc, char **argv)
{
	int directory;

	if (argc != 4)
		return 2;
	directory = check(open(argv[1], O_RDONLY | O_DIRECTORY));
	check(told(check(told_open(directory, "told")), argv[2], argv[3]));
	return 0;
}
