/*
 * enter PROGRAM: makes the working directory the root, lets go of the old one, and executes the
 * program there. The last step before nsinit runs as PID 1 of a namespace: the new root has no
 * shell that could do it.
 */
#include <stdio.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	if (syscall(SYS_pivot_root, ".", ".") < 0 || umount2(".", MNT_DETACH) < 0 ||
		chdir("/") < 0) {
		perror("pivot_root");
		return 1;
	}
	execl(argv[1], argv[1], (char *)NULL);
	perror(argv[1]);
	return 127;
}
