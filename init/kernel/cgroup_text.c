/*
 * The texts of the kernel about control groups: mountinfo, cgroup, cgroups, lists of controllers
 * (proc(5), cgroups(7)). Called where the layout is found and mounted, in any process. Pure but
 * for the reader of lines.
 */
#include "base/system.h"
#include "kernel/cgroup_parts.h"

#include <fcntl.h>
#include <string.h>

const char *cgroup_controller_name(enum cgroup_controller controller, unsigned version)
{
	static const char *const words[][2] = {
#define CGROUP_CONTROLLER_WORDS(name, v1, v2, used) { v1, v2 },
		CGROUP_CONTROLLERS(CGROUP_CONTROLLER_WORDS)
#undef CGROUP_CONTROLLER_WORDS
	};

	return words[controller][version - 1];
}

static bool is_word(const char *at, size_t length, const char *word)
{
	return strlen(word) == length && memcmp(at, word, length) == 0;
}

static bool is_between(char c)
{
	return c == ' ' || c == ',' || c == '\n' || c == '\t';
}

unsigned cgroup_controllers(const char *words)
{
	unsigned found = 0;

	for (;;) {
		size_t length = 0;

		while (is_between(*words))
			words++;
		while (words[length] != '\0' && !is_between(words[length]))
			length++;
		if (length == 0)
			return found;
		for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++) {
			enum cgroup_controller one = (enum cgroup_controller)i;

			if (is_word(words, length, cgroup_controller_name(one, 1)) ||
				is_word(words, length, cgroup_controller_name(one, 2)))
				found |= 1U << i;
		}
		words += length;
	}
}

/* Cuts the next word off, NULL at the end. */
static char *next_word(char **rest, char end)
{
	char *word = *rest;
	char *stop;

	if (word == NULL)
		return NULL;
	stop = strchr(word, end);
	*rest = stop != NULL ? stop + 1 : NULL;
	if (stop != NULL)
		*stop = '\0';
	return word;
}

/* The kernel writes space, tab, line end and backslash as \ooo (proc(5)). */
static void undo_escapes(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; to++) {
		if (from[0] == '\\' && from[1] >= '0' && from[1] <= '3' && from[2] >= '0' &&
			from[2] <= '7' && from[3] >= '0' && from[3] <= '7') {
			*to = (char)((from[1] - '0') << 6 | (from[2] - '0') << 3 | (from[3] - '0'));
			from += 4;
		} else {
			*to = *from++;
		}
	}
	*to = '\0';
}

bool cgroup_mount_line(char *line, struct cgroup_hierarchy *hierarchy)
{
	char *fields[6]; /* id, parent, device, root, mount point, options */
	char *word = "";
	char *options;

	for (unsigned i = 0; i < 6; i++)
		fields[i] = next_word(&line, ' ');
	/* Then any number of optional fields, a hyphen, type, source and options. */
	while (word != NULL && strcmp(word, "-") != 0)
		word = next_word(&line, ' ');
	word = next_word(&line, ' ');
	next_word(&line, ' ');
	options = next_word(&line, ' ');
	if (options == NULL || (strcmp(word, "cgroup") != 0 && strcmp(word, "cgroup2") != 0))
		return false;
	hierarchy->version = word[6] == '2' ? 2 : 1;
	hierarchy->controllers = hierarchy->version == 1 ? cgroup_controllers(options) : 0;
	hierarchy->root = fields[3];
	hierarchy->mount_point = fields[4];
	undo_escapes(fields[3]);
	undo_escapes(fields[4]);
	return true;
}

char *cgroup_group_line(char *line, const struct cgroup_hierarchy *hierarchy)
{
	char *id = next_word(&line, ':');
	char *names = next_word(&line, ':');

	if (line == NULL)
		return NULL;
	if (hierarchy->version == 2)
		return strcmp(id, "0") == 0 && names[0] == '\0' ? line : NULL;
	return (cgroup_controllers(names) & hierarchy->controllers) != 0 ? line : NULL;
}

/* A group outside the caller's cgroup namespace is written with "..". */
static bool climbs(const char *group)
{
	for (const char *at = group; (at = strchr(at, '/')) != NULL; at++)
		if (at[1] == '.' && at[2] == '.' && (at[3] == '/' || at[3] == '\0'))
			return true;
	return false;
}

char *cgroup_below(const char *root, char *group)
{
	size_t length = strlen(root);

	if (climbs(root) || climbs(group))
		return NULL;
	if (length > 0 && root[length - 1] == '/')
		length--;
	if (strncmp(group, root, length) != 0 || (group[length] != '/' && group[length] != '\0'))
		return NULL;
	return group[length] == '/' ? group + length + 1 : group + length;
}

unsigned cgroup_enabled_line(char *line)
{
	char *name = next_word(&line, '\t');

	next_word(&line, '\t'); /* hierarchy */
	next_word(&line, '\t'); /* number of groups */
	return line != NULL && strcmp(line, "1") == 0 ? cgroup_controllers(name) : 0;
}

int cgroup_lines_open(struct cgroup_lines *lines, const char *path)
{
	lines->start = 0;
	lines->end = 0;
	lines->skipping = false;
	lines->fd = sys_open(AT_FDCWD, path, O_RDONLY);
	return lines->fd < 0 ? lines->fd : 0;
}

char *cgroup_lines_next(struct cgroup_lines *lines)
{
	for (;;) {
		char *line = lines->bytes + lines->start;
		char *stop = memchr(line, '\n', lines->end - lines->start);
		ssize_t got;

		if (stop != NULL) {
			bool skipped = lines->skipping;

			*stop = '\0';
			lines->start = (size_t)(stop + 1 - lines->bytes);
			lines->skipping = false;
			if (skipped)
				continue;
			return line;
		}
		lines->end -= lines->start;
		memmove(lines->bytes, line, lines->end);
		lines->start = 0;
		if (lines->end == sizeof lines->bytes) {
			lines->skipping = true;
			lines->end = 0;
		}
		got = sys_read(
			lines->fd, lines->bytes + lines->end, sizeof lines->bytes - lines->end);
		if (got <= 0)
			return NULL;
		lines->end += (size_t)got;
	}
}
