/*
 * Identity and privileges of a container: the last steps before the filter and exec.
 * Called by the child, in the order of its table, which hardening depends on: nothing here can be
 * moved after setresuid without losing the right to do it.
 *
 * Without no_new_privs (`allow_setuid`) three things are different. Uid 0 means something again to
 * an execution, else a set-user-ID-root program would get nothing; what it gets is the bounding
 * set. The kernel's own changes of capabilities at setresuid(2) stay on, since such programs rely
 * on them to drop privilege. And seccomp(2) wants CAP_SYS_ADMIN instead, which is held until then.
 */
#include "base/system.h"
#include "container/launch.h"
#include "uses.h"

#include <errno.h>
#include <linux/securebits.h>
#include <sys/prctl.h>

bool allows_setuid(const struct container *container)
{
	return NSINIT_USES_SETUID && container->allow_setuid;
}

static struct capability_sets sets_of(const struct child *child)
{
	const struct capability_sets *sets = child->launch->container->capability_sets;
	uint64_t caps = child->launch->container->caps;
	struct capability_sets all = { .bounding = caps, .inheritable = caps };

	if (NSINIT_USES_SETUID && sets) {
		all.bounding |= sets->bounding;
		all.inheritable |= sets->inheritable;
	}
	return all;
}

/*
 * Every capability that is set and not allowed; the kernel says EINVAL after its last
 * (capabilities(7)), which may be newer than those the schema knows.
 */
int child_bounding_set(struct child *child)
{
	/* Who enters a user namespace has all of it again: user_namespaces(7). */
	uint64_t bounding = child->namespaces.user < 0 ? child->launch->bounding : UINT64_MAX;
	uint64_t drop = bounding & ~sets_of(child).bounding;

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
#define SECUREBITS                                                                                 \
	(SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_NO_SETUID_FIXUP |                           \
		SECBIT_NO_SETUID_FIXUP_LOCKED | SECBIT_KEEP_CAPS_LOCKED)

/*
 * KEEP_CAPS: setresuid leaves the permitted set, which the next steps need; an execution turns it
 * off although it is locked. All locked.
 */
#define SECUREBITS_SETUID                                                                          \
	(SECBIT_NOROOT_LOCKED | SECBIT_NO_SETUID_FIXUP_LOCKED | SECBIT_KEEP_CAPS |                 \
		SECBIT_KEEP_CAPS_LOCKED)

int child_securebits(struct child *child)
{
	return sys_prctl(PR_SET_SECUREBITS,
		allows_setuid(child->launch->container) ? SECUREBITS_SETUID : SECUREBITS, 0, 0, 0);
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

/* The inheritable set is what ambient needs and no more, unless the config says so. */
static int set_capabilities(const struct child *child, uint64_t caps)
{
	return sys_capset(caps, caps, sets_of(child).inheritable);
}

int child_capabilities(struct child *child)
{
	uint64_t until_filter = allows_setuid(child->launch->container) ? CAP(SYS_ADMIN) : 0;

	return set_capabilities(child, child->launch->container->caps | until_filter);
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

int child_no_new_privs(struct child *child)
{
	return allows_setuid(child->launch->container) ? 0
						       : sys_prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

int child_last_capability(struct child *child)
{
	return allows_setuid(child->launch->container)
		       ? set_capabilities(child, child->launch->container->caps)
		       : 0;
}
