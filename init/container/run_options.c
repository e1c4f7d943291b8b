/*
 * The command line of `nsinit run`; see run.h.
 */
#include "base/system.h"
#include "base/text.h"
#include "container/launch.h"
#include "container/run.h"

#include <fcntl.h>
#include <string.h>

#define USAGE "nsinit run [-t] [--directory DIR] [--ready-fd N] NAME [-- ARGV...]"

const char run_help[] =
	"nsinit: PID 1 of an appliance, and its containers one by one\n"
	"\n"
	"SYNOPSIS\n"
	"  nsinit            as PID 1, of a machine or of a pid namespace\n"
	"  " USAGE "\n"
	"\n"
	"DESCRIPTION\n"
	"  `run` starts the container NAME of this nsinit's config in the foreground, as PID 1\n"
	"  would, and exits with its status. It needs root. What stands after -- replaces the\n"
	"  config's program and arguments; a first word without / is looked for in its PATH.\n"
	"  Standard input, output and error are passed on, each on its own. Of the environment\n"
	"  TERM alone is, from a terminal to a terminal.\n"
	"\n"
	"  -t                its 0, 1, 2 and /dev/console are a terminal, as .terminal = true "
	"says\n"
	"  --directory DIR   where `pid` and `start` are while it is up; else /run/nsinit/NAME\n"
	"  --ready-fd N      gets the line PID when it is up, and is closed\n"
	"\n"
	"SIGNALS\n"
	"  TERM stops it: its stop signal, then SIGKILL when its limit is over. So does HUP with "
	"a\n"
	"  terminal. INT, HUP, QUIT, USR1, USR2 and CONT are passed on. SIGKILL ends it too.\n"
	"\n"
	"EXIT STATUS\n"
	"  of the program; 128 and the number of the signal that ended it; 125 when it could not\n"
	"  be started; 126 and 127 when its program could not be executed or found\n";

static const struct container *find(const char *name)
{
	for (unsigned i = 0; i < appliance.containers.count; i++)
		if (strcmp(appliance.containers.items[i]->name, name) == 0)
			return appliance.containers.items[i];
	return NULL;
}

static int refuse_name(const char *name)
{
	char bytes[256];
	struct text text = TEXT(bytes);

	text_string(&text, "this nsinit has");
	for (unsigned i = 0; i < appliance.containers.count; i++) {
		text_string(&text, i > 0 ? ", " : " ");
		text_string(&text, appliance.containers.items[i]->name);
	}
	return run_refuse(name, "no container has this name", 0, bytes);
}

/* A descriptor that is open now: later a number may be one of nsinit's own. */
static int take_ready(struct run *run, const char *word)
{
	char path_bytes[32];
	char target[8];
	struct text path = TEXT(path_bytes);
	int number = 0;

	for (const char *at = word; *at; at++) {
		if (*at < '0' || *at > '9' || number > 99999)
			return run_refuse("--ready-fd", word, 0, "give the number of an open file");
		number = number * 10 + (*at - '0');
	}
	text_string(&path, "/proc/self/fd/");
	text_number(&path, number);
	if (number == 0 || sys_readlink(AT_FDCWD, path_bytes, target, sizeof target) < 0)
		return run_refuse("--ready-fd", word, 0, "give the number of an open file");
	run->ready = number;
	return 0;
}

static int take_name(struct run *run, const char *name)
{
	const struct container *container = find(name);
	struct text own = TEXT(run->own);
	struct text group = TEXT(run->group);

	if (!container)
		return refuse_name(name);
	run->container = *container;
	text_string(&own, RUN_DIRECTORY "/");
	text_string(&own, name);
	text_string(&group, "nsinit-");
	text_string(&group, name);
	if (!run->directory)
		run->directory = run->own;
	run->terminal = run->terminal || container->terminal;
	return 0;
}

int run_options(struct run *run, int argc, char **argv)
{
	int next = 2;
	int status = 0;

	run->ready = -1;
	for (; status == 0 && next < argc && argv[next][0] == '-'; next++) {
		const char *value = next + 1 < argc ? argv[next + 1] : NULL;

		if (strcmp(argv[next], "-t") == 0) {
			run->terminal = true;
			continue;
		}
		if (strcmp(argv[next], "--directory") == 0 && value)
			run->directory = value;
		else if (strcmp(argv[next], "--ready-fd") == 0 && value)
			status = take_ready(run, value);
		else
			return run_refuse("usage", USAGE, 0, NULL);
		next++;
	}
	if (status != 0)
		return status;
	if (next >= argc)
		return run_refuse("usage", USAGE, 0, NULL);
	status = take_name(run, argv[next]);
	if (status != 0 || ++next == argc)
		return status;
	if (strcmp(argv[next], "--") != 0 || next + 1 == argc)
		return run_refuse("usage", USAGE, 0, NULL);
	run->container.argv = (const char *const *)&argv[next + 1];
	return 0;
}
