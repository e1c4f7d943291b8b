/*
 * What the kernel did to a group for want of memory: memory.events of cgroup-v2.rst, and
 * memory.oom_control of cgroup-v1/memory.rst, which counts since Linux 4.13.
 */
#include "kernel/cgroup.h"

#include "kernel/cgroup_parts.h"

#include <string.h>

/* The number behind a word at the beginning of a line; 0 when there is none. */
static bool is_counted(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (; text; text = strchr(text, '\n')) {
		text += *text == '\n';
		if (strncmp(text, word, length) == 0)
			return text[length] >= '1' && text[length] <= '9';
		if (*text == '\0')
			break;
	}
	return false;
}

bool cgroup_oom_killed(const struct cgroup_layout *layout, const char *name)
{
	int memory = cgroup_directory(layout, CGROUP_MEMORY);
	bool v2 = memory >= 0 && memory == layout->v2;
	char text[512];

	return memory >= 0 &&
	       cgroup_read(memory, name, v2 ? "memory.events" : "memory.oom_control", text,
		       sizeof text) > 0 &&
	       is_counted(text, "oom_kill ");
}
