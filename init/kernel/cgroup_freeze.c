/*
 * Holds the processes of one container: cgroup.freeze of version 2, the freezer of version 1
 * (Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/freezer-subsystem.rst).
 *
 * Called by PID 1, and to let go by the cleaner. Both files take the wish and return; the
 * processes follow one by one, as each comes out of the kernel.
 */
#include "kernel/cgroup_parts.h"

#include <errno.h>
#include <string.h>

int cgroup_freeze(const struct cgroup_layout *layout, const char *name, bool hold)
{
	if (layout->v2 >= 0)
		return cgroup_write(layout->v2, name, "cgroup.freeze", hold ? "1" : "0");
	if (layout->v1[CGROUP_FREEZER] < 0)
		return -EOPNOTSUPP;
	return cgroup_write(
		layout->v1[CGROUP_FREEZER], name, "freezer.state", hold ? "FROZEN" : "THAWED");
}

/* Whether one of the text's lines is this. */
static bool has_line(const char *text, const char *line)
{
	size_t length = strlen(line);

	while (strncmp(text, line, length) != 0 || text[length] != '\n') {
		text = strchr(text, '\n');
		if (text == NULL)
			return false;
		text++;
	}
	return true;
}

/* Reading the state is what makes version 1 look whether all are there: FREEZING, then FROZEN. */
int cgroup_is_frozen(const struct cgroup_layout *layout, const char *name)
{
	bool v2 = layout->v2 >= 0;
	int directory = v2 ? layout->v2 : layout->v1[CGROUP_FREEZER];
	char text[128];
	ssize_t length;

	if (directory < 0)
		return -EOPNOTSUPP;
	length = cgroup_read(
		directory, name, v2 ? "cgroup.events" : "freezer.state", text, sizeof text);
	if (length < 0)
		return (int)length;
	return has_line(text, v2 ? "frozen 1" : "FROZEN");
}
