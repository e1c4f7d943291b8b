/*
 * Modules of the image; see modules.h.
 */
#include "pid1/modules.h"

#include "base/system.h"
#include "base/text.h"
#include "pid1/boot.h"
#include "pid1/log.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <nsinit/container.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>

/* MODULE_INIT_COMPRESSED_FILE of finit_module(2), Linux 5.17: the kernel unpacks it. */
#define COMPRESSED 4

/* "i6300esb" of "05-i6300esb.ko", "8021q" of "kernel/net/8021q/8021q.ko": its length. */
static size_t stem_of(const char **file)
{
	const char *slash = strrchr(*file, '/');
	const char *digits;
	size_t length = 0;

	if (slash)
		*file = slash + 1;
	for (digits = *file; *digits >= '0' && *digits <= '9';)
		digits++;
	if (*digits == '-')
		*file = digits + 1;
	while ((*file)[length] != '\0' && (*file)[length] != '.')
		length++;
	return length;
}

/* What the kernel's command line says as "module.parameter=value", without the module. */
static void add_parameters(struct text *text, const char *file)
{
	size_t stem = stem_of(&file);
	const char *word = NULL;
	size_t length;

	while ((length = boot_word(&word)) > 0) {
		if (length <= stem || word[stem] != '.' || !module_same(word, file, stem))
			continue;
		text_bytes(text, word + stem + 1, length - stem - 1);
		text_char(text, ' ');
	}
}

static bool is_packed(const char *path)
{
	size_t length = strlen(path);

	return NSINIT_USES_COLDPLUG && (length < 3 || memcmp(path + length - 3, ".ko", 3) != 0);
}

int module_load(int directory, const char *path)
{
	char parameters[512];
	struct text text = TEXT(parameters);
	int fd = sys_open(directory, path, O_RDONLY);
	int error = fd;

	parameters[0] = '\0';
	add_parameters(&text, path);
	if (fd >= 0)
		error = text.cut ? -E2BIG
				 : sys_finit_module(
					   fd, parameters, is_packed(path) ? COMPRESSED : 0);
	if (fd >= 0)
		sys_close(fd);
	return error == -EEXIST ? 0 : error;
}

/* For as long as this process lives. */
static void open_table(const struct modules *modules, const char *name, struct span *table)
{
	struct stat status = { .st_size = 0 };
	int fd = sys_open(modules->directory, name, O_RDONLY);
	int error = fd < 0 ? fd : sys_stat(fd, "", &status, AT_EMPTY_PATH);

	/* An empty file cannot be mapped, and is as good as none. */
	if (error == 0 && status.st_size > 0) {
		table->bytes = sys_map_read(fd, (size_t)status.st_size);
		table->count = table->bytes ? (size_t)status.st_size : 0;
	}
	if (fd >= 0)
		sys_close(fd);
	if (table->count == 0)
		log_say(LOG_LEVEL_WARNING, "modules", name, error < 0 ? error : -ENODATA);
}

void modules_open(struct modules *modules)
{
	char path[sizeof "/lib/modules/" + sizeof((struct utsname *)0)->release];
	struct text text = TEXT(path);
	struct utsname names = { .release = "" };

	*modules = (struct modules){ .directory = -1 };
	sys_uname(&names);
	text_string(&text, "/lib/modules/");
	text_string(&text, names.release);
	modules->directory = sys_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
	if (modules->directory < 0) {
		log_say(LOG_LEVEL_WARNING, "modules", path, modules->directory);
		return;
	}
	open_table(modules, "modules.alias", &modules->aliases);
	open_table(modules, "modules.dep", &modules->dependencies);
}

/* Built in, loaded, or being loaded: to read its file again costs more than to look. */
static bool is_there(struct span file)
{
	char path[sizeof "/sys/module/" + 64];
	struct text text = TEXT(path);
	struct span name = module_stem(file);
	struct stat status;

	text_string(&text, "/sys/module/");
	for (size_t i = 0; i < name.count; i++)
		text_char(&text, name.bytes[i] == '-' ? '_' : name.bytes[i]);
	return !text.cut && sys_stat(AT_FDCWD, path, &status, 0) == 0;
}

static void load(const struct modules *modules, struct span file)
{
	char path[PATH_LENGTH_MAX + 1];
	struct text text = TEXT(path);
	int error = -ENAMETOOLONG;

	if (is_there(file))
		return;
	text_bytes(&text, file.bytes, file.count);
	if (!text.cut)
		error = module_load(modules->directory, path);
	/* A module may look for more than its alias says, and find that it has nothing to do. */
	if (error < 0 && error != -ENODEV)
		log_say(LOG_LEVEL_WARNING, "module", path, error);
}

void modules_load_for(const struct modules *modules, const char *modalias)
{
	struct span rest = modules->aliases;
	struct span module;
	struct span files;
	struct span file;

	while (module_for_alias(&rest, modalias, &module))
		if (module_files(modules->dependencies, module, &files))
			while (module_take_last(&files, &file))
				load(modules, file);
}
