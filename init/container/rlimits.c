/*
 * From the schema's resources to setrlimit(2); see rlimits.h. Called by the child.
 */
#include "container/rlimits.h"

#include "base/resources.h"
#include "base/system.h"

#include <errno.h>
#include <sys/resource.h>

/* The numbers of mips and sparc are others than those of the rest. */
static const unsigned char numbers[] = {
#define RESOURCE_NUMBER(name) [RESOURCE_##name] = RLIMIT_##name,
	RESOURCES(RESOURCE_NUMBER)
#undef RESOURCE_NUMBER
};

/*
 * A core of a service would fill its writable paths; who wants one raises the limit himself. The
 * limits on descriptors are the kernel's own, said here since `nsinit run` inherits a shell's.
 */
static const struct resource_limit defaults[] = {
	{ RESOURCE_CORE, 0, UNLIMITED },
	{ RESOURCE_NOFILE, 1024, 4096 },
	{ .kind = RESOURCE_END },
};

int rlimits_number(enum resource resource)
{
	return resource > RESOURCE_END && (unsigned)resource < sizeof numbers ? numbers[resource]
									      : -1;
}

static uint64_t kernel_value(int64_t value)
{
	return value == UNLIMITED ? UINT64_MAX : (uint64_t)value;
}

static int set(const struct resource_limit *limit)
{
	return sys_setrlimit(
		rlimits_number(limit->kind), kernel_value(limit->soft), kernel_value(limit->hard));
}

/* Where the hard limit that is inherited is lower, and nobody may raise it, it stays. */
static int set_default(const struct resource_limit *limit)
{
	int error = set(limit);

	if (error == -EPERM)
		error = set(
			&(const struct resource_limit){ limit->kind, limit->soft, limit->soft });
	return error == -EPERM ? 0 : error;
}

static bool listed(const struct resource_limit *list, enum resource resource)
{
	for (; list && list->kind != RESOURCE_END; list++)
		if (list->kind == resource)
			return true;
	return false;
}

int rlimits_set(const struct resource_limit *list, uint16_t *item)
{
	for (const struct resource_limit *limit = defaults; limit->kind != RESOURCE_END; limit++) {
		int error = listed(list, limit->kind) ? 0 : set_default(limit);

		*item = (uint16_t)limit->kind;
		if (error < 0)
			return error;
	}
	for (; list && list->kind != RESOURCE_END; list++) {
		int error = set(list);

		*item = (uint16_t)list->kind;
		if (error < 0)
			return error;
	}
	return 0;
}
