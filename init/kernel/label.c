/*
 * AppArmor and SELinux labels (Documentation/admin-guide/LSM/, proc_pid_attr(5)). Called by the
 * child after its procfs is masked and before the drops.
 */
#include "kernel/label.h"
#include "base/system.h"
#include "base/text.h"
#include "kernel/mount.h"
#include "kernel/procfs.h"

#include <errno.h>
#include <linux/mount.h>
#include <string.h>

#define LIST_BYTES 256

/*
 * The kernel gives attr/exec to the first module that has such files; AppArmor has files of its
 * own since Linux 5.8, which work beside another module too.
 */
static const struct module {
	const char *name;
	const char *files[2];
	const char *command;
} modules[] = {
	[LABEL_APPARMOR] = { "apparmor", { "self/attr/apparmor/exec", "self/attr/exec" }, "exec " },
	[LABEL_SELINUX] = { "selinux", { "self/attr/exec", NULL }, "" },
};

bool label_module_listed(const char *list, const char *module)
{
	size_t length = strlen(module);

	while (strncmp(list, module, length) != 0 ||
		(list[length] != ',' && list[length] != '\n' && list[length] != '\0')) {
		list = strchr(list, ',');
		if (!list)
			return false;
		list++;
	}
	return true;
}

/*
 * By a securityfs that is nowhere mounted: the machine's may be missing, and a container could lie
 * over it. In a user namespace there is no way to ask; what is written decides then, since a
 * module refuses the form of another's label.
 */
static int check_active(const char *module)
{
	char list[LIST_BYTES];
	struct mount_detached security;
	int error = mount_new(&security, "securityfs", NULL, MOUNT_ATTR_RDONLY);
	ssize_t length;

	if (error < 0)
		return error == -EPERM ? 0 : error == -ENODEV ? -EOPNOTSUPP : error;
	length = sys_read_file(security.fd, "lsm", list, sizeof list);
	sys_close(security.fd);
	if (length < 0)
		return length == -ENOENT ? -EOPNOTSUPP : (int)length;
	return label_module_listed(list, module) ? 0 : -EOPNOTSUPP;
}

/*
 * SELinux without a policy takes any context and means nothing by it: it makes it one of its own
 * words, as "kernel" (security_context_to_sid_core() of security/selinux/ss/services.c). Those have
 * no colon.
 */
static int check_meant(int proc, const char *file)
{
	char context[LABEL_LENGTH_MAX + 1];
	ssize_t length = sys_read_file(proc, file, context, sizeof context);

	if (length < 0)
		return (int)length;
	return strchr(context, ':') ? 0 : -EOPNOTSUPP;
}

int label_on_exec(int proc, const struct label *label)
{
	const struct module *module = &modules[label->kind];
	char bytes[LABEL_LENGTH_MAX + sizeof "exec "];
	struct text text = TEXT(bytes);
	int error = check_active(module->name);

	text_string(&text, module->command);
	text_string(&text, label->name);
	if (error == 0)
		error = procfs_write(proc, module->files[0], bytes);
	if (error == -ENOENT && module->files[1])
		error = procfs_write(proc, module->files[1], bytes);
	if (error == 0 && label->kind == LABEL_SELINUX)
		error = check_meant(proc, module->files[0]);
	return error;
}
