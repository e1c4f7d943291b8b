/*
 * `nsctl slot`: the values of this device, on the data store. nsctl only, which writes them itself:
 * PID 1 has no part in it until the next boot.
 */
#include "base/keep.h"
#include "base/slots.h"
#include "base/system.h"
#include "nsctl/tools.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

static struct slots_file file;

static enum ending explain(const char *what, int error)
{
	char bytes[64];
	struct text text = TEXT(bytes);

	text_errno(&text, error);
	return complain(ENDING_FAILED, what, bytes);
}

static int open_store(void)
{
	return sys_open(AT_FDCWD, file.store, O_RDONLY | O_DIRECTORY);
}

/* What the next boot takes, when it is a good one. */
static const char *next_value(int store, const struct slot_record *record, char *text)
{
	struct slot_value value;

	return slot_load(store, record->name, text) == 0 && slot_parse(record, text, &value)
		       ? text
		       : record->standard;
}

static void add_bounds(struct text *text, const struct slot_record *record)
{
	static const char *const kinds[] = {
		[SLOT_HOSTNAME] = "host name",
		[SLOT_ADDRESS] = "address",
		[SLOT_MAC] = "mac",
		[SLOT_PORT] = "port",
		[SLOT_SWITCH] = "on or off",
	};

	text_string(text, record->kind <= SLOT_SWITCH ? kinds[record->kind] : "?");
	if (record->kind == SLOT_ADDRESS) {
		text_char(text, ' ');
		text_ip4(text, (uint32_t)record->least);
		text_string(text, " to ");
		text_ip4(text, (uint32_t)record->most);
	} else if (record->kind == SLOT_PORT) {
		text_char(text, ' ');
		text_number(text, record->least);
		text_string(text, " to ");
		text_number(text, record->most);
	}
}

static enum ending list(int store)
{
	char bytes[SLOTS_MAX * 320];
	struct text text = TEXT(bytes);

	text_string(&text, "NAME            VALUE              DEFAULT            WHAT\n");
	for (unsigned i = 0; i < file.count; i++) {
		const struct slot_record *record = &file.records[i];
		char stored[SLOT_TEXT_LENGTH_MAX + 1];
		const char *next = next_value(store, record, stored);
		size_t start = text.length;

		text_string(&text, record->name);
		text_column(&text, start + 16);
		text_string(&text, record->text);
		text_column(&text, start + 35);
		text_string(&text, record->standard);
		text_column(&text, start + 54);
		add_bounds(&text, record);
		if (strcmp(next, record->text) != 0) {
			text_string(&text, "; from the next boot ");
			text_string(&text, next);
		}
		text_char(&text, '\n');
	}
	return say(bytes, text.length);
}

static enum ending get(int store, const struct slot_record *record)
{
	char stored[SLOT_TEXT_LENGTH_MAX + 1];
	char bytes[SLOT_TEXT_LENGTH_MAX + 2];
	struct text text = TEXT(bytes);

	text_string(&text, next_value(store, record, stored));
	text_char(&text, '\n');
	return say(bytes, text.length);
}

static enum ending refuse(const struct slot_record *record, const char *value)
{
	char bytes[128];
	struct text text = TEXT(bytes);

	text_string(&text, "not a value that it can have: ");
	add_bounds(&text, record);
	return complain(ENDING_FAILED, value, bytes);
}

/* NULL: as the config says. Two at once would write into one file. */
static enum ending set(int store, const struct slot_record *record, const char *value)
{
	char bytes[SLOT_TEXT_LENGTH_MAX + 2];
	struct text text = TEXT(bytes);
	struct slot_value parsed;
	int directory;
	int error;

	if (value && (strlen(value) > SLOT_TEXT_LENGTH_MAX || !slot_parse(record, value, &parsed)))
		return refuse(record, value);
	sys_mkdir(store, SLOTS_DIRECTORY, 0700);
	directory = sys_open(store, SLOTS_DIRECTORY, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	error = directory < 0 ? directory : sys_lock(directory, false);
	text_string(&text, value ? value : "");
	text_char(&text, '\n');
	if (error == 0)
		error = value ? keep_write(directory, record->name, bytes, text.length)
			      : keep_remove(directory, record->name);
	if (error == 0)
		error = sys_fsync(store);
	if (directory >= 0)
		sys_close(directory);
	return error == 0 || (!value && error == -ENOENT) ? ENDING_GOOD
							  : explain(record->name, error);
}

static enum ending run(int store, char **words)
{
	const struct slot_record *record = NULL;
	bool sets = strcmp(words[0], "set") == 0;

	if (strcmp(words[0], "list") == 0 && !words[1])
		return list(store);
	if (!words[1] || (sets ? !words[2] || words[3] : words[2] != NULL) ||
		(!sets && strcmp(words[0], "get") != 0 && strcmp(words[0], "unset") != 0))
		return explain_usage("slot", "takes list, get NAME, set NAME VALUE or unset NAME");
	for (unsigned i = 0; i < file.count; i++)
		if (strcmp(file.records[i].name, words[1]) == 0)
			record = &file.records[i];
	if (record == NULL)
		return complain(ENDING_FAILED, words[1], "no slot has this name");
	if (strcmp(words[0], "get") == 0)
		return get(store, record);
	return set(store, record, sets ? words[2] : NULL);
}

enum ending slot_run(char **words)
{
	enum ending ending;
	int store;
	int error;

	if (!NSINIT_USES_SLOTS)
		return complain(ENDING_FAILED, NULL, "the config has no slots: .slots");
	error = slots_read(&file);
	if (error < 0)
		return explain(SLOTS_FILE, error);
	store = open_store();
	if (store < 0)
		return explain(file.store, store);
	ending = run(store, words[0] ? words : (char *[]){ (char *)"list", NULL });
	sys_close(store);
	return ending;
}
