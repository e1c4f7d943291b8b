/*
 * The modules that an image names for its boot; see modules.h. Forks of PID 1, and the first
 * program of a disk's initramfs.
 */
#include "pid1/modules.h"

#include "base/system.h"
#include "pid1/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#define MODULES_DIRECTORY "/lib/modules/boot"
#define MODULES_COUNT_MAX 128
#define MODULES_NAME_MAX  48

struct module_list {
	char names[MODULES_COUNT_MAX][MODULES_NAME_MAX];
	unsigned count;
};

/* By insertion: the order of the names is the order of loading, whatever the directory's is. */
static int add_module(struct module_list *list, const char *name)
{
	unsigned at = list->count;
	size_t bytes = strlen(name) + 1;

	if (at == MODULES_COUNT_MAX || bytes > MODULES_NAME_MAX)
		return -E2BIG;
	for (; at > 0 && strcmp(list->names[at - 1], name) > 0; at--)
		memcpy(list->names[at], list->names[at - 1], MODULES_NAME_MAX);
	memcpy(list->names[at], name, bytes);
	list->count++;
	return 0;
}

static int list_modules(struct module_list *list, int directory)
{
	_Alignas(8) char entries[2048];
	ssize_t bytes;

	while ((bytes = sys_getdents(directory, entries, sizeof entries)) > 0) {
		for (ssize_t at = 0; at < bytes;) {
			const struct dirent64 *entry = (const void *)(entries + at);
			int error;

			at += entry->d_reclen;
			if (entry->d_name[0] == '.')
				continue;
			error = add_module(list, entry->d_name);
			if (error < 0)
				return error;
		}
	}
	return (int)bytes;
}

bool modules_load_listed(void)
{
	static struct module_list list;
	int directory = sys_open(AT_FDCWD, MODULES_DIRECTORY, O_RDONLY | O_DIRECTORY);
	int error = directory < 0 ? directory : list_modules(&list, directory);
	bool good = error == 0;

	if (directory == -ENOENT)
		return true; /* a kernel that has all it needs built in */
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "modules", MODULES_DIRECTORY, error);
	for (unsigned i = 0; i < list.count; i++) {
		error = module_load(directory, list.names[i]);
		if (error < 0)
			log_say(LOG_LEVEL_ERROR, "module", list.names[i], error);
		good = good && error == 0;
	}
	return good;
}
