/*
 * Judges and writes single values: paths, names, sizes.
 * Host tool; called by the rules_*.c files and the summary.
 */
#include "check/forms.h"

#include <inttypes.h>
#include <nsinit/container.h>
#include <stdio.h>
#include <string.h>

static bool among(char c, const char *characters)
{
	return c != '\0' && strchr(characters, c) != NULL;
}

#define DIGITS  "0123456789"
#define LOWER   "abcdefghijklmnopqrstuvwxyz"
#define LETTERS LOWER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Of a path without the '/' in front. */
static const char *components_fault(const char *path)
{
	for (;;) {
		size_t length = strcspn(path, "/");

		if (length == 0)
			return path[0] == '/' ? "contains \"//\"" : "ends with '/'";
		if (length == 1 && path[0] == '.')
			return "contains \".\"";
		if (length == 2 && path[0] == '.' && path[1] == '.')
			return "contains \"..\"";
		if (path[length] == '\0')
			return NULL;
		path += length + 1;
	}
}

const char *path_fault(const char *path)
{
	if (path[0] == '\0')
		return "is empty";
	if (path[0] != '/')
		return "is not absolute";
	if (strlen(path) > PATH_LENGTH_MAX)
		return "has more than 255 characters";
	return path[1] == '\0' ? NULL : components_fault(path + 1);
}

const char *relative_fault(const char *path)
{
	if (path[0] == '\0')
		return "is empty";
	if (path[0] == '/')
		return "is absolute";
	if (strlen(path) > PATH_LENGTH_MAX)
		return "has more than 255 characters";
	return components_fault(path);
}

const char *sysctl_fault(const char *path)
{
	if (path[0] == '\0')
		return "is empty";
	if (path[0] == '/')
		return "is absolute";
	if (strchr(path, '/') == NULL)
		return "is no file below a directory";
	if (strncmp(path, "proc/", 5) == 0)
		return "begins with \"proc/\"";
	if (strlen(path) > PATH_LENGTH_MAX)
		return "has more than 255 characters";
	return components_fault(path);
}

bool path_inside(const char *path, const char *directory)
{
	size_t length = strlen(directory);

	if (strcmp(directory, "/") == 0)
		return true;
	return strncmp(path, directory, length) == 0 &&
	       (path[length] == '\0' || path[length] == '/');
}

const char *container_name_fault(const char *name)
{
	size_t length = strlen(name);

	if (!among(name[0], LOWER))
		return "does not begin with a letter";
	if (name[strspn(name, LOWER DIGITS "-")] != '\0')
		return "contains other characters";
	if (name[length - 1] == '-')
		return "ends with '-'";
	return NULL;
}

const char *interface_fault(const char *name)
{
	static const char *const taken[] = { ".", "..", "lo", "all", "default" };

	if (name[0] == '\0')
		return "is empty";
	if (strlen(name) > INTERFACE_LENGTH_MAX)
		return "has more than 15 characters";
	if (name[strspn(name, LETTERS DIGITS "-_.")] != '\0')
		return "contains other characters than letters, digits, '-', '_' and '.'";
	if (name[0] == 'v' && among(name[1], DIGITS) && name[2] == '-')
		return "looks like the interface of a container";
	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
		if (strcmp(name, taken[i]) == 0)
			return "means something else to the kernel";
	}
	return NULL;
}

/* Labels of RFC 1123 with '.' between them. */
bool hostname_good(const char *name)
{
	if (strlen(name) > HOSTNAME_LENGTH_MAX)
		return false;
	for (;;) {
		size_t length = strspn(name, LETTERS DIGITS "-");

		if (length == 0 || name[0] == '-' || name[length - 1] == '-')
			return false;
		if (name[length] == '\0')
			return true;
		if (name[length] != '.')
			return false;
		name += length + 1;
	}
}

size_t environment_name_length(const char *entry)
{
	size_t length = strspn(entry, LETTERS DIGITS "_");

	return entry[length] == '=' && !among(entry[0], DIGITS) ? length : 0;
}

/* The number at *at, past which it moves; UINT32_MAX when there is none or it is too large. */
static uint32_t take_number(const char **at)
{
	size_t length = strspn(*at, DIGITS);
	uint32_t number = length == 0 || length > 4 ? UINT32_MAX : 0;

	for (size_t i = 0; i < length && number != UINT32_MAX; i++)
		number = number * 10 + (uint32_t)((*at)[i] - '0');
	*at += length;
	return number;
}

const char *number_list_fault(const char *list)
{
	if (strlen(list) > CGROUP_TEXT_MAX)
		return "has more than 127 characters";
	for (;;) {
		uint32_t first = take_number(&list);
		uint32_t last = first;

		if (*list == '-') {
			list++;
			last = take_number(&list);
		}
		if (first == UINT32_MAX || last == UINT32_MAX)
			return "has no number of up to four digits where one is needed";
		if (last < first)
			return "has a range that falls";
		if (*list == '\0')
			return NULL;
		if (*list++ != ',')
			return "contains other characters than digits, '-' and ','";
	}
}

const char *raw_file_fault(const char *file)
{
	static const char *const controllers[] = { "memory", "cpu", "cpuset", "pids", "io", "blkio",
		"hugetlb" };
	static const char *const own[] = { "cgroup.max.depth", "cgroup.max.descendants" };
	size_t length = strcspn(file, ".");

	if (strlen(file) > CGROUP_TEXT_MAX)
		return "has more than 127 characters";
	if (file[strspn(file, LETTERS DIGITS "_.-")] != '\0')
		return "contains other characters than letters, digits, '_', '.' and '-'";
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		if (strcmp(file, own[i]) == 0)
			return NULL;
	}
	if (strncmp(file, "cgroup.", 7) == 0)
		return "belongs to nsinit";
	for (size_t i = 0; i < sizeof controllers / sizeof controllers[0]; i++) {
		if (strlen(controllers[i]) == length &&
			strncmp(file, controllers[i], length) == 0 && file[length] == '.' &&
			file[length + 1] != '\0')
			return NULL;
	}
	return "does not begin with a controller of limits";
}

const char *raw_value_fault(const char *value)
{
	if (value[0] == '\0')
		return "is empty";
	if (strlen(value) > CGROUP_TEXT_MAX)
		return "has more than 127 characters";
	return strchr(value, '\n') != NULL ? "has more than one line" : NULL;
}

struct value_text size_text(int64_t bytes)
{
	static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB" };
	struct value_text value;
	unsigned unit = 0;

	while (unit < 4 && bytes != 0 && bytes % 1024 == 0) {
		bytes /= 1024;
		unit++;
	}
	snprintf(value.text, sizeof value.text, "%" PRId64 " %s", bytes, units[unit]);
	return value;
}
