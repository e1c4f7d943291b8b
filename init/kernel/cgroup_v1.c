/*
 * The limits of control groups, version 1 (Documentation/admin-guide/cgroup-v1/memory.rst,
 * pids.rst, Documentation/scheduler/sched-bwc.rst). Called through cgroup_create() by the launcher.
 * Pure.
 */
#include "kernel/cgroup_parts.h"

unsigned cgroup_v1_settings(enum cgroup_controller controller, const struct limits *limits,
	struct cgroup_setting settings[CGROUP_SETTINGS_MAX])
{
	switch (controller) {
	case CGROUP_MEMORY:
		if (limits->memory_bytes <= 0)
			return 0;
		/* In this order: memory and swap together may never be less than memory. */
		settings[0] = cgroup_setting(CGROUP_FILE_V1_MEMORY, true, limits->memory_bytes, -1);
		settings[1] = cgroup_setting(CGROUP_FILE_V1_SWAP, false, limits->memory_bytes, -1);
		return 2;
	case CGROUP_CPU:
		if (limits->cpu_percent <= 0)
			return 0;
		/* Microseconds in a period, which is 100 ms in every new group. */
		settings[0] = cgroup_setting(
			CGROUP_FILE_V1_CPU_QUOTA, true, INT64_C(1000) * limits->cpu_percent, -1);
		return 1;
	case CGROUP_PIDS:
		if (limits->processes <= 0)
			return 0;
		settings[0] = cgroup_setting(CGROUP_FILE_PIDS, true, limits->processes, -1);
		return 1;
	case CGROUP_CONTROLLER_COUNT:
		break;
	}
	return 0;
}
