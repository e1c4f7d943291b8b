/*
 * Which mechanisms of the logger are used; see uses.h. Host tool.
 */
#include "check/uses.h"

#include "check/check.h"

#include <stddef.h>

static bool use_rate(const struct container *container)
{
	return container->log != NULL && container->log->rate > 0;
}

static bool use_none(const struct container *container)
{
	return container->log != NULL && container->log->none;
}

const struct mechanism log_mechanisms[] = {
	{ "LOG_RATE", use_rate },
	{ "LOG_NONE", use_none },
	{ .name = NULL },
};

void print_log_uses(FILE *out, const struct logs *logs)
{
	fprintf(out, "#define NSINIT_USES_SYSLOG %d\n", logs != NULL && logs->syslog);
	fprintf(out, "#define NSINIT_USES_KERNEL_LOG %d\n", logs != NULL && logs->kernel);
	fprintf(out, "#define NSINIT_USES_LOG_FILES %d\n", logs != NULL && logs->directory != NULL);
	fprintf(out, "#define NSINIT_USES_LOG_REMOTE %d\n", logs != NULL && log_remote_given(logs));
}
