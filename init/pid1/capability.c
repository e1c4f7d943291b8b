/*
 * PID 1's own bounding set; see capability.h and capabilities(7).
 */
#include "pid1/capability.h"

#include "base/system.h"
#include "uses.h"

#include <errno.h>
#include <nsinit/container.h>
#include <sys/prctl.h>

#define UNKNOWN ~UINT64_C(0)

uint64_t capability_wanted(void)
{
	uint64_t caps = 0;

	for (unsigned i = 0; i < appliance.containers.count; i++) {
		const struct container *container = appliance.containers.items[i];

		caps |= container->caps;
		if (NSINIT_USES_SETUID && container->capability_sets)
			caps |= container->capability_sets->bounding;
	}
	return caps;
}

/*
 * The inheritable set is filled first: it is what the ambient set needs, and cannot be later. The
 * kernel says EINVAL to what comes after its last capability.
 */
uint64_t capability_reduce(void)
{
	uint64_t keep = capability_wanted();
	uint64_t all;

	if (sys_capget(&all) < 0 || sys_capset(all, all, all) < 0)
		return UNKNOWN;
	for (unsigned cap = 0; cap < 64; cap++) {
		int error = keep >> cap & 1 ? 0 : sys_prctl(PR_CAPBSET_DROP, cap, 0, 0, 0);

		if (error == -EINVAL)
			break;
		if (error < 0)
			return UNKNOWN;
	}
	return keep;
}

void capability_keep_all(void)
{
	for (unsigned cap = 0; cap < 64; cap++)
		if (sys_prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0) == -EINVAL)
			return;
}
