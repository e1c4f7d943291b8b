/*
 * A function for GNU make, $(exit-with STATUS), that ends make with that status: make itself turns
 * every failure of a command into 2. Loaded by board.mk when `make run CMD=` has its command's
 * status ("Loading Dynamic Objects" in make's manual). Host tool.
 */
#include <gnumake.h>
#include <stdlib.h>
#include <unistd.h>

/* make refuses an object that does not say this; its manual names it so. */
int plugin_is_GPL_compatible;

/* Nothing of make's is buffered or left behind: the command was its last. */
static char *exit_with(const char *name, unsigned count, char **words)
{
	(void)name;
	(void)count;
	_exit(atoi(words[0]));
}

/* make looks for the name of the file and this ending. */
int exit_with_gmk_setup(void)
{
	gmk_add_function("exit-with", exit_with, 1, 1, GMK_FUNC_DEFAULT);
	return 1;
}
