/*
 * Values of slots as text; see slots.h.
 */
#include "base/slots.h"

#include "base/digits.h"
#include "base/keep.h"
#include "base/system.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

/* Decimal, without signs or more zeros than it needs; NULL: it is none, or above `most`. */
static const char *parse_number(const char *text, int64_t most, int64_t *number)
{
	const char *at = text;

	for (*number = 0; *at >= '0' && *at <= '9'; at++) {
		*number = *number * 10 + (*at - '0');
		if (*number > most)
			return NULL;
	}
	return at == text || (*text == '0' && at - text > 1) ? NULL : at;
}

static bool parse_address(const char *text, int64_t *address)
{
	*address = 0;
	for (unsigned i = 0; i < 4; i++) {
		int64_t octet;

		text = parse_number(text, 255, &octet);
		if (text == NULL || *text != (i < 3 ? '.' : '\0'))
			return false;
		*address = *address << 8 | octet;
		text++;
	}
	return true;
}

/* Of one machine: neither of a group nor all zeros. */
static bool parse_mac(const char *text, struct mac *mac)
{
	uint8_t bits = 0;

	for (unsigned i = 0; i < sizeof mac->bytes; i++, text += 3) {
		int high = hex_digit(text[0]);
		int low = high < 0 ? -1 : hex_digit(text[1]);

		if (low < 0 || text[2] != (i + 1 < sizeof mac->bytes ? ':' : '\0'))
			return false;
		mac->bytes[i] = (uint8_t)(high << 4 | low);
		bits |= mac->bytes[i];
	}
	return bits != 0 && (mac->bytes[0] & 1) == 0;
}

/* Letters, digits and '-', which is at neither end. */
static bool is_hostname(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || text[0] == '-' || text[length - 1] == '-')
		return false;
	for (; *text; text++)
		if (!((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') ||
			    (*text >= '0' && *text <= '9') || *text == '-'))
			return false;
	return true;
}

bool slot_parse(const struct slot_record *record, const char *text, struct slot_value *value)
{
	const char *end;

	*value = (struct slot_value){ .number = 0 };
	switch ((enum slot_kind)record->kind) {
	case SLOT_HOSTNAME:
		return is_hostname(text);
	case SLOT_MAC:
		return parse_mac(text, &value->mac);
	case SLOT_ADDRESS:
		return parse_address(text, &value->number) && value->number >= record->least &&
		       value->number <= record->most;
	case SLOT_PORT:
		end = parse_number(text, record->most, &value->number);
		return end && *end == '\0' && value->number >= record->least;
	case SLOT_SWITCH:
		value->number = strcmp(text, "on") == 0;
		return value->number || strcmp(text, "off") == 0;
	case SLOT_END:
		break;
	}
	return false;
}

int slots_read(struct slots_file *file)
{
	int fd = sys_open(AT_FDCWD, SLOTS_FILE, O_RDONLY | O_NOFOLLOW);
	ssize_t count = fd < 0 ? fd : sys_read(fd, file, sizeof *file);

	if (fd >= 0)
		sys_close(fd);
	if (count < 0)
		return (int)count;
	return count == sizeof *file && file->count <= SLOTS_MAX ? 0 : -EPROTO;
}

int slot_load(int store, const char *name, char text[SLOT_TEXT_LENGTH_MAX + 1])
{
	char bytes[SLOT_TEXT_LENGTH_MAX + 2] = { 0 }; /* the line with its end */
	int directory = sys_open(store, SLOTS_DIRECTORY, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	ssize_t count = directory < 0 ? directory : keep_read(directory, name, bytes, sizeof bytes);

	if (directory >= 0)
		sys_close(directory);
	if (count < 0)
		return (int)count;
	if (count < 1 || bytes[count - 1] != '\n' || memchr(bytes, '\0', (size_t)count))
		return -EINVAL;
	bytes[count - 1] = '\0';
	memcpy(text, bytes, (size_t)count);
	return 0;
}
