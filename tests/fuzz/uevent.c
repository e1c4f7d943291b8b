/*
 * Messages of devices, the files of that form in sysfs, and the tables by which modules are found
 * for them.
 *
 * An input is a byte, which says what of these, and the bytes; of tables, the device's word stands
 * before the first newline.
 */
#include "fuzz.h"

#include "base/glob.h"
#include "kernel/module_tables.h"
#include "kernel/uevent.h"

static void look_at_event(const struct uevent *event, const char *bytes, size_t count)
{
	const char *strings[] = { event->name, event->modalias };

	for (unsigned i = 0; i < 2; i++)
		if (strings[i])
			MUST(strings[i] >= bytes &&
				strings[i] + strlen(strings[i]) <= bytes + count);
	if (!event->name)
		return;
	MUST(event->name[0] && event->name[0] != '/' && strlen(event->name) <= UEVENT_NAME_MAX);
	MUST(strcmp(event->name, "..") != 0 && strncmp(event->name, "../", 3) != 0);
	MUST(strstr(event->name, "/../") == NULL && strstr(event->name, "//") == NULL);
}

static void parse(struct input *input, bool is_file)
{
	const uint8_t *bytes;
	size_t count = input_bytes(input, &bytes, UEVENT_BYTES_MAX);
	/* One more, for the NUL. */
	char *copy = malloc(count + 1);
	struct uevent event;

	MUST(copy != NULL);
	if (count > 0)
		memcpy(copy, bytes, count);
	if (is_file)
		uevent_parse_file(copy, count, &event);
	if (is_file || uevent_parse(copy, count, &event))
		look_at_event(&event, copy, count);
	free(copy);
}

static bool inside(struct span inner, const char *bytes, size_t count)
{
	return inner.bytes >= bytes && inner.count <= count &&
	       (size_t)(inner.bytes - bytes) <= count - inner.count;
}

/* A device's word, then a table that is both that of aliases and that of files. */
static void find(struct input *input)
{
	const uint8_t *end = memchr(input->at, '\n', input->left);
	char alias[UEVENT_NAME_MAX + 1] = "";
	struct span table, module, files, file;
	size_t count;
	char *bytes;

	if (!end)
		return;
	count = (size_t)(end - input->at);
	memcpy(alias, input->at, count < sizeof alias ? count : sizeof alias - 1);
	count = input->left - count - 1;
	bytes = exact(end + 1, count);
	table = (struct span){ bytes, count };
	while (module_for_alias(&table, alias, &module)) {
		MUST(inside(module, bytes, count) && inside(table, bytes, count));
		if (!module_files((struct span){ bytes, count }, module, &files))
			continue;
		while (module_take_last(&files, &file)) {
			MUST(inside(file, bytes, count));
			MUST(inside(module_stem(file), bytes, count));
		}
	}
	glob_matches(bytes, count, alias);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	unsigned what = input_byte(&input) % 3;

	if (input.left == 0)
		return 0;
	if (what == 2)
		find(&input);
	else
		parse(&input, what == 1);
	return 0;
}
