/*
 * One string after the other, each with its NUL: a table of pointers would be larger than them.
 */
#include "base/syscalls.h"

#include <stddef.h>
#include <string.h>

const char *syscall_name(unsigned call)
{
#define NAME(name)             #name "\0"
#define NEW_NAME(number, name) #name "\0"
	const char *name = NSINIT_SYSCALLS(NAME, NEW_NAME);

	if (call <= NSINIT_SYSCALL_NONE || call >= NSINIT_SYSCALL_COUNT)
		return NULL;
	while (--call > NSINIT_SYSCALL_NONE)
		name += strlen(name) + 1;
	return name;
}
