/*
 * stay [ignore | exit CODE | says WORD]: a service. Alone it runs until SIGTERM, says so and exits
 * 0, and on SIGUSR1 says "heard". `ignore` ignores SIGTERM; `exit` ends at once; `says` says a
 * word ten times a second.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void on_term(int number)
{
	static const char words[] = "told to end\n";

	(void)number;
	_exit(write(1, words, sizeof words - 1) < 0);
}

static void on_user(int number)
{
	(void)number;
	if (write(1, "heard\n", 6) < 0)
		_exit(1);
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";

	if (strcmp(mode, "exit") == 0)
		return atoi(argv[2]);
	signal(SIGTERM, strcmp(mode, "ignore") == 0 ? SIG_IGN : on_term);
	signal(SIGUSR1, on_user);
	for (unsigned i = 0; strcmp(mode, "says") == 0; i++) {
		dprintf(1, "%s %u\n", argv[2], i);
		usleep(100000);
	}
	for (;;)
		pause();
}
