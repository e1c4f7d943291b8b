/*
 * Identity and privileges of a container: the last steps before the filter and exec.
 * Called by the child, in the order of its table, which hardening depends on: nothing here can be
 * moved after setresuid without losing the right to do it.
 */
#include "base/system.h"
#include "container/launch.h"

#include <errno.h>
#include <linux/securebits.h>
#include <sys/prctl.h>

/*
 * Every capability that is set and not allowed; the kernel says EINVAL after its last
 * (capabilities(7)), which may be newer than those the schema knows.
 */
int child_bounding_set(struct child *child)
{
	/* Who enters a user namespace has all of it again: user_namespaces(7). */
	uint64_t bounding = child->namespaces.user < 0 ? child->launch->bounding : UINT64_MAX;
	uint64_t drop = bounding & ~child->launch->container->caps;

	for (unsigned cap = 0; cap < 64 && drop >> cap; cap++) {
		int error;

		if (!(drop >> cap & 1))
			continue;
		child->item = (uint16_t)cap;
		error = sys_prctl(PR_CAPBSET_DROP, cap, 0, 0, 0);
		if (error == -EINVAL && cap > 0)
			return 0;
		if (error < 0)
			return error;
	}
	return 0;
}

/*
 * NOROOT: uid 0 is a number like others, and capabilities come by the ambient set alone, for root
 * too. NO_SETUID_FIXUP: setresuid does not touch capabilities. KEEP_CAPS stays off. All locked.
 */
int child_securebits(struct child *child)
{
	(void)child;
	return sys_prctl(PR_SET_SECUREBITS,
		SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_NO_SETUID_FIXUP |
			SECBIT_NO_SETUID_FIXUP_LOCKED | SECBIT_KEEP_CAPS_LOCKED,
		0, 0, 0);
}

/* Always, and first: the groups of PID 1 must not be inherited. */
int child_groups(struct child *child)
{
	const uint32_t *groups = child->launch->container->identity.groups;
	size_t count = 0;

	while (groups && groups[count] != NO_GROUP)
		count++;
	return sys_setgroups(count, groups);
}

int child_user(struct child *child)
{
	const struct identity *identity = &child->launch->container->identity;
	int error = sys_setresgid(identity->gid, identity->gid, identity->gid);

	return error < 0 ? error : sys_setresuid(identity->uid, identity->uid, identity->uid);
}

/* The inheritable set is what ambient needs and no more. */
int child_capabilities(struct child *child)
{
	uint64_t caps = child->launch->container->caps;

	return sys_capset(caps, caps, caps);
}

int child_ambient_set(struct child *child)
{
	uint64_t caps = child->launch->container->caps;

	for (unsigned cap = 0; caps >> cap; cap++) {
		int error;

		if (!(caps >> cap & 1))
			continue;
		child->item = (uint16_t)cap;
		error = sys_prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0);
		if (error < 0)
			return error;
	}
	return 0;
}
