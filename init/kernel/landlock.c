/*
 * A config's struct landlock as the kernel's rules; see landlock.h. Called by the child.
 *
 * A right that a kernel does not know cannot be asked of it: what is left out then is all that the
 * versions differ in. Except for one: without LANDLOCK_REFER, version 1 denies what that allows.
 */
#include "kernel/landlock.h"
#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>

/* Of linux/landlock.h, which knows only the rules of the oldest kernels. */
#define RULE_PATH              1U
#define RULE_PORT              2U
#define SCOPE_ABSTRACT_SOCKETS 1U
#define SCOPE_SIGNALS          2U

/* The first rights, up to LANDLOCK_MAKE_SYM, are of version 1. */
#define RIGHTS_FIRST ((uint64_t)LANDLOCK_REFER - 1)
#define RIGHTS_OF_FILE                                                                             \
	((uint64_t)LANDLOCK_EXECUTE | LANDLOCK_WRITE_FILE | LANDLOCK_READ_FILE |                   \
		LANDLOCK_TRUNCATE | LANDLOCK_IOCTL_DEV)

/* Items: a version of the kernel's, from 1 on, then the list of paths, then ports. */
#define ITEM_PATHS (LANDLOCK_ABI + 1)
#define ITEM_PORTS (ITEM_PATHS + LANDLOCK_PATHS_MAX)

struct rule_path {
	uint64_t rights;
	int32_t fd;
} __attribute__((packed));

struct rule_port {
	uint64_t rights;
	uint64_t port;
};

static bool has_any(const uint32_t *ports)
{
	for (; ports && *ports; ports++)
		if (*ports == TCP_ANY)
			return true;
	return false;
}

struct landlock_ruleset landlock_ruleset(const struct landlock *landlock, int abi)
{
	struct landlock_ruleset set = { 0 };

	if (abi >= 1)
		set.files = RIGHTS_FIRST;
	if (abi >= 2)
		set.files |= LANDLOCK_REFER;
	if (abi >= 3)
		set.files |= LANDLOCK_TRUNCATE;
	if (abi >= 4)
		set.tcp = (has_any(landlock->bind) ? 0 : LANDLOCK_TCP_BIND) |
			  (has_any(landlock->connect) ? 0 : LANDLOCK_TCP_CONNECT);
	if (abi >= 5)
		set.files |= LANDLOCK_IOCTL_DEV;
	if (abi >= 6)
		set.scope = (landlock->signals ? 0 : SCOPE_SIGNALS) |
			    (landlock->abstract_sockets ? 0 : SCOPE_ABSTRACT_SOCKETS);
	return set;
}

int landlock_abi(void)
{
	int abi = sys_landlock_abi();

	return abi == -ENOSYS ? -EOPNOTSUPP : abi;
}

/* That rights of a directory do not fit a file is EINVAL; no other mistake is left in the rule. */
static int allow_path(int ruleset, const struct landlock_path *path, uint64_t handled)
{
	const struct open_how how = { .flags = O_PATH | O_CLOEXEC,
		.resolve = RESOLVE_NO_MAGICLINKS };
	struct rule_path rule = { .rights = path->rights & handled };
	int error;

	if (rule.rights == 0) /* all of it is what this kernel does not restrict */
		return 0;
	rule.fd = sys_openat2(AT_FDCWD, path->path, &how);
	if (rule.fd < 0)
		return rule.fd;
	error = sys_landlock_add_rule(ruleset, RULE_PATH, &rule);
	if (error == -EINVAL) {
		rule.rights &= RIGHTS_OF_FILE;
		error = rule.rights == 0 ? -ENOTDIR
					 : sys_landlock_add_rule(ruleset, RULE_PATH, &rule);
	}
	sys_close(rule.fd);
	return error;
}

static int allow_paths(
	int ruleset, const struct landlock *landlock, uint64_t handled, uint16_t *item)
{
	const struct landlock_path *paths = landlock->paths;
	int error = 0;

	for (unsigned i = 0; error == 0 && paths && paths[i].path; i++) {
		*item = (uint16_t)(ITEM_PATHS + i);
		error = allow_path(ruleset, &paths[i], handled);
	}
	return error;
}

static int allow_ports(int ruleset, const uint32_t *ports, uint64_t right)
{
	int error = 0;

	for (; error == 0 && ports && *ports; ports++) {
		struct rule_port rule = { .rights = right,
			.port = *ports == TCP_EPHEMERAL ? 0 : *ports };

		error = sys_landlock_add_rule(ruleset, RULE_PORT, &rule);
	}
	return error;
}

static int allow(int ruleset, const struct landlock *landlock, const struct landlock_ruleset *set,
	uint16_t *item)
{
	int error = allow_paths(ruleset, landlock, set->files, item);

	if (error == 0)
		*item = ITEM_PORTS;
	if (error == 0 && set->tcp & LANDLOCK_TCP_BIND)
		error = allow_ports(ruleset, landlock->bind, LANDLOCK_TCP_BIND);
	if (error == 0 && set->tcp & LANDLOCK_TCP_CONNECT)
		error = allow_ports(ruleset, landlock->connect, LANDLOCK_TCP_CONNECT);
	if (error == 0)
		*item = 0;
	return error;
}

int landlock_apply(const struct landlock *landlock, uint16_t *item)
{
	int least = landlock->abi ? landlock->abi : LANDLOCK_ABI;
	int abi = landlock_abi();
	struct landlock_ruleset set = landlock_ruleset(landlock, abi);
	int ruleset;
	int error;

	*item = 0;
	if (abi < 0 && abi != -EOPNOTSUPP)
		return abi;
	if (abi < 0 && least == LANDLOCK_AVAILABLE)
		return 0;
	if (abi < least) {
		*item = (uint16_t)(abi < 0 ? 1 : abi + 1); /* the first that is missing */
		return -EOPNOTSUPP;
	}
	ruleset = sys_landlock_create(&set, sizeof set);
	if (ruleset < 0)
		return ruleset;
	error = allow(ruleset, landlock, &set, item);
	if (error == 0)
		error = sys_landlock_restrict(ruleset);
	sys_close(ruleset);
	return error;
}

const char *landlock_item(const struct landlock *landlock, unsigned item)
{
	static const char *const parts[] = { NULL, "files (ABI 1)", "LANDLOCK_REFER (ABI 2)",
		"LANDLOCK_TRUNCATE (ABI 3)", "TCP ports (ABI 4)", "LANDLOCK_IOCTL_DEV (ABI 5)",
		"signals and abstract sockets (ABI 6)" };
	const struct landlock_path *path = landlock ? landlock->paths : NULL;

	_Static_assert(sizeof parts / sizeof parts[0] == ITEM_PATHS, "a name for each version");
	if (item < ITEM_PATHS)
		return parts[item];
	if (item == ITEM_PORTS)
		return "TCP ports";
	for (item -= ITEM_PATHS; path && path->path && item > 0; item--)
		path++;
	return path ? path->path : NULL;
}
