/*
 * The values of this device; see slots.h.
 */
#include "pid1/slots.h"

#include "base/slots.h"
#include "base/system.h"
#include "base/text.h"
#include "pid1/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

static struct slots_file file;

static void say_mac(struct text *text, const struct mac *mac)
{
	static const char digits[] = "0123456789abcdef";

	for (unsigned i = 0; i < sizeof mac->bytes; i++) {
		if (i > 0)
			text_char(text, ':');
		text_char(text, digits[mac->bytes[i] >> 4]);
		text_char(text, digits[mac->bytes[i] & 15]);
	}
}

static void say_standard(struct text *text, const struct slot *slot)
{
	switch (slot->kind) {
	case SLOT_HOSTNAME:
		text_string(text, appliance.hostname);
		break;
	case SLOT_ADDRESS:
		text_ip4(text, slot->container->networks[slot->entry].address.address);
		break;
	case SLOT_MAC:
		say_mac(text, &slot->container->networks[slot->entry].mac);
		break;
	case SLOT_PORT:
		text_number(text, slot->container->sockets[slot->entry].port);
		break;
	case SLOT_SWITCH:
		text_string(text, slot->off ? "off" : "on");
		break;
	case SLOT_END:
		break;
	}
}

static void fill(struct slot_record *record, const struct slot *slot)
{
	struct text name = TEXT(record->name);
	struct text standard = TEXT(record->standard);

	record->kind = (uint32_t)slot->kind;
	record->least = slot->least;
	record->most = slot->most;
	text_string(&name, slot->name);
	say_standard(&standard, slot);
	memcpy(record->text, record->standard, sizeof record->text);
}

/* A value that an older image took, or that a fault of the medium changed: it is named. */
static bool take_stored(int store, struct slot_record *record)
{
	char text[SLOT_TEXT_LENGTH_MAX + 1];
	struct slot_value value;
	int error = slot_load(store, record->name, text);

	if (error == -ENOENT)
		return true;
	if (error == 0 && !slot_parse(record, text, &value))
		error = -EINVAL;
	if (error < 0) {
		log_say(LOG_LEVEL_ERROR, "slot: its default counts", record->name, error);
		return false;
	}
	memcpy(record->text, text, sizeof text);
	return true;
}

static int keep_for_all(void)
{
	int fd = sys_create(AT_FDCWD, SLOTS_FILE, O_WRONLY | O_TRUNC | O_NOFOLLOW, 0600);
	ssize_t error = fd < 0 ? fd : sys_write(fd, &file, sizeof file);

	if (fd >= 0)
		sys_close(fd);
	return error < 0 ? (int)error : error == sizeof file ? 0 : -ENOSPC;
}

bool slots_restore(int store)
{
	struct text path = TEXT(file.store);
	bool good = true;
	int error;

	text_string(&path, appliance.store);
	for (const struct slot *slot = appliance.slots; slot->kind != SLOT_END; slot++) {
		struct slot_record *record = &file.records[file.count++];

		fill(record, slot);
		if (store >= 0)
			good = take_stored(store, record) && good;
		if (slot->kind == SLOT_HOSTNAME)
			sys_sethostname(record->text);
	}
	error = keep_for_all();
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "slot", SLOTS_FILE, error);
	return good && error == 0;
}

bool slots_is_off(const struct container *container)
{
	bool there = slots_read(&file) == 0;
	unsigned i = 0;

	for (const struct slot *slot = appliance.slots; slot->kind != SLOT_END; slot++, i++)
		if (slot->kind == SLOT_SWITCH && slot->container == container)
			return there && i < file.count ? strcmp(file.records[i].text, "off") == 0
						       : slot->off;
	return false;
}
