/*
 * The environment of a program; see environment.h.
 */
#include "container/environment.h"

#include "base/ready.h"
#include "uses.h"

#include <string.h>

static bool has_variable(const char *const *list, const char *name)
{
	for (; list && *list; list++)
		if (strncmp(*list, name, strlen(name)) == 0)
			return true;
	return false;
}

void environment_make(const struct child *child, struct environment *environment)
{
	const struct container *container = child->launch->container;
	const char *const *given = container->environment;
	const char **words = environment->words;
	unsigned count = 0;

	if (!has_variable(given, "PATH="))
		words[count++] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
	if (!has_variable(given, "HOME="))
		words[count++] = "HOME=/";
	/* The one thing that is known of the terminal by its user alone. */
	if ((NSINIT_USES_EXEC || NSINIT_USES_FOREGROUND) && child->launch->term &&
		!has_variable(given, "TERM="))
		words[count++] = child->launch->term;
	for (unsigned i = 0; given && given[i] && i < ENVIRONMENT_MAX; i++)
		words[count++] = given[i];
	if (NSINIT_USES_NOTIFY && child->launch->news && has_notify(container))
		count += notify_environment(container, &environment->notify, words + count);
#if NSINIT_USES_SOCKETS
	if (child->launch->sockets)
		count += sockets_environment(container, &environment->sockets, words + count);
#endif
	words[count] = NULL;
}
