/*
 * as UID COMMAND...: runs a command as a user without groups, for tests of what only root may do.
 */
#include <grp.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	uid_t uid = argc > 2 ? (uid_t)atoi(argv[1]) : 0;

	if (uid == 0 || setgroups(0, NULL) < 0 || setgid(uid) < 0 || setuid(uid) < 0)
		return 126;
	execvp(argv[2], argv + 2);
	return 127;
}
