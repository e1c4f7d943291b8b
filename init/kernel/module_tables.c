/*
 * Lines of depmod's tables; see module_tables.h.
 */
#include "kernel/module_tables.h"

#include "base/glob.h"

#include <string.h>

/* Takes the first line off, without its end. */
static bool take_line(struct span *table, struct span *line)
{
	const char *end;

	if (table->count == 0)
		return false;
	end = memchr(table->bytes, '\n', table->count);
	line->bytes = table->bytes;
	line->count = end ? (size_t)(end - table->bytes) : table->count;
	table->bytes += line->count;
	table->count -= line->count;
	if (end) {
		table->bytes++;
		table->count--;
	}
	return true;
}

/* Takes the first word off; one of 0 bytes: there is none left. */
static struct span take_word(struct span *line)
{
	struct span word;

	while (line->count > 0 && line->bytes[0] == ' ') {
		line->bytes++;
		line->count--;
	}
	word = (struct span){ line->bytes, 0 };
	while (word.count < line->count && word.bytes[word.count] != ' ')
		word.count++;
	line->bytes += word.count;
	line->count -= word.count;
	return word;
}

/* "alias usb:v0403p6001d*dc*dsc*dp*ic*isc*ip*in* ftdi_sio" */
bool module_for_alias(struct span *table, const char *modalias, struct span *module)
{
	struct span line;

	while (take_line(table, &line)) {
		struct span word = take_word(&line);
		struct span pattern = take_word(&line);

		*module = take_word(&line);
		if (word.count == 5 && memcmp(word.bytes, "alias", 5) == 0 && module->count > 0 &&
			glob_matches_module(pattern.bytes, pattern.count, modalias))
			return true;
	}
	return false;
}

struct span module_stem(struct span file)
{
	struct span stem = { file.bytes, 0 };

	for (size_t i = 0; i < file.count; i++)
		if (file.bytes[i] == '/')
			stem.bytes = file.bytes + i + 1;
	while (stem.bytes + stem.count < file.bytes + file.count && stem.bytes[stem.count] != '.')
		stem.count++;
	return stem;
}

bool module_same(const char *a, const char *b, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (a[i] != b[i] && (a[i] != '-' || b[i] != '_') && (a[i] != '_' || b[i] != '-'))
			return false;
	return true;
}

/* "kernel/drivers/usb/serial/ftdi_sio.ko: kernel/drivers/usb/serial/usbserial.ko" */
bool module_files(struct span table, struct span module, struct span *files)
{
	while (take_line(&table, files)) {
		const char *colon = memchr(files->bytes, ':', files->count);
		struct span own = { files->bytes, colon ? (size_t)(colon - files->bytes) : 0 };

		struct span stem = module_stem(own);

		if (stem.count > 0 && stem.count == module.count &&
			module_same(stem.bytes, module.bytes, stem.count))
			return true;
	}
	return false;
}

bool module_take_last(struct span *files, struct span *file)
{
	size_t end = files->count;
	size_t start;

	while (end > 0 && (files->bytes[end - 1] == ' ' || files->bytes[end - 1] == ':'))
		end--;
	start = end;
	while (start > 0 && files->bytes[start - 1] != ' ')
		start--;
	*file = (struct span){ files->bytes + start, end - start };
	files->count = start;
	return end > 0;
}
