/*
 * `nsctl set`; see set.h. nsctl only.
 */
#include "nsctl/set.h"

#include "base/settings.h"
#include "base/system.h"
#include "nsctl/client.h"

#include <errno.h>
#include <string.h>

/* Of 1024, 1 for none; 0 when it is not a unit. */
static int64_t parse_unit(const char *text, bool percent)
{
	static const char units[] = "KMG";
	const char *unit = *text ? strchr(units, *text) : NULL;

	if (*text == '\0' || (percent && strcmp(text, "%") == 0))
		return 1;
	if (percent || !unit || text[1])
		return 0;
	return INT64_C(1) << 10 * (unit - units + 1);
}

/* The number in `text`, -1 when it is none or too large. */
static int64_t parse_number(const char *text, bool percent)
{
	const char *digit = text;
	int64_t number = 0, unit;

	for (; *digit >= '0' && *digit <= '9'; digit++) {
		if (number > (INT64_MAX - 9) / 10)
			return -1;
		number = number * 10 + (*digit - '0');
	}
	unit = parse_unit(digit, percent);
	if (digit == text || unit == 0 || number > INT64_MAX / unit)
		return -1;
	return number * unit;
}

bool set_parse(const char *word, uint32_t *setting, int64_t *value)
{
	size_t length = strcspn(word, "=");

	for (*setting = 0; *setting < SETTING_COUNT; ++*setting) {
		const char *known = setting_word(*setting);

		if (strlen(known) == length && memcmp(known, word, length) == 0)
			break;
	}
	*value =
		word[length] == '=' ? parse_number(word + length + 1, *setting == SETTING_CPU) : -1;
	return setting_fits(*setting, *value);
}

/* Whether it is one of the limits at all, for the complaint. */
static enum ending explain(const char *word, uint32_t setting)
{
	return setting == SETTING_COUNT
		       ? explain_usage(word, "no such limit; there are memory, memory-high, "
					     "memory-low, memory-min, swap, cpu, cpu-weight, "
					     "processes")
		       : explain_usage(word, "not a value that it can have");
}

static enum ending ask(const char *name, const char *word)
{
	struct set_request request = { .head = { CONTROL_VERSION, VERB_SET, "" } };
	struct reply_end end;
	int error;

	memcpy(request.head.name, name, strlen(name));
	set_parse(word, &request.setting, &request.value);
	error = client_carry_out(&request, sizeof request, &end);
	if (error < 0)
		return explain_error(error);
	return end.result == 0 ? ENDING_GOOD : explain_end("set", name, &end);
}

enum ending set_run(char **words)
{
	const char *name = words[0];
	enum ending ending = ENDING_GOOD;

	if (!name || !name[0] || name[0] == '-' || strchr(name, '='))
		return explain_usage("set", "which container?");
	if (strlen(name) >= CONTROL_NAME_MAX)
		return complain(ENDING_FAILED, name, "no container has this name");
	if (!words[1])
		return explain_usage("set", "which limit?");
	for (char **word = words + 1; *word; word++) {
		uint32_t setting;
		int64_t value;

		if (!set_parse(*word, &setting, &value))
			return explain(*word, setting);
	}
	for (char **word = words + 1; *word && ending == ENDING_GOOD; word++)
		ending = ask(name, *word);
	return ending;
}
