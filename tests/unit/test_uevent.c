/*
 * Uevents as the kernel sends them, and as nobody should. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/uevent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* On the heap with room for its NUL and no more; the last one is kept for the event's strings. */
static char *kept;

static char *keep(const char *bytes, size_t count)
{
	free(kept);
	kept = malloc(count + 1);
	assert_non_null(kept);
	memcpy(kept, bytes, count);
	kept[count] = 'x'; /* to be written */
	return kept;
}

static bool parse(const char *bytes, size_t count, struct uevent *event)
{
	return uevent_parse(keep(bytes, count), count, event);
}

#define PARSE(literal, event) parse(literal, sizeof(literal) - 1, event)

static void a_message_of_the_kernel_is_read(void **unused)
{
	struct uevent event;

	(void)unused;
	assert_true(PARSE("add@/devices/pci0000:00/ttyUSB0\0ACTION=add\0"
			  "DEVPATH=/devices/pci0000:00/ttyUSB0\0SUBSYSTEM=tty\0MAJOR=188\0"
			  "MINOR=0\0DEVNAME=ttyUSB0\0SEQNUM=1\0",
		&event));
	assert_true(event.added);
	assert_string_equal(event.name, "ttyUSB0");
	assert_null(event.modalias);
	assert_true(
		PARSE("add@/devices/x\0ACTION=add\0MODALIAS=usb:v0403p6001\0SEQNUM=2\0", &event));
	assert_null(event.name);
	assert_string_equal(event.modalias, "usb:v0403p6001");
	/* The last one without its NUL. */
	assert_true(PARSE("remove@/devices/x\0ACTION=remove\0DEVNAME=bus/usb/001/002", &event));
	assert_false(event.added);
	assert_string_equal(event.name, "bus/usb/001/002");
}

static void other_actions_add_nothing(void **unused)
{
	static const char *const actions[] = { "remove", "change", "move", "online", "bind", "",
		"added", "ad" };
	char message[128];

	(void)unused;
	for (size_t i = 0; i < COUNT(actions); i++) {
		struct uevent event;
		size_t count = 6;

		memcpy(message, "add@/", 6);
		count += (size_t)snprintf(message + count, 64, "ACTION=%s", actions[i]);
		assert_true(parse(message, count, &event));
		assert_false(event.added);
	}
}

static void a_file_of_sysfs_is_a_device_that_is_there(void **unused)
{
	static const char content[] = "MAJOR=188\nMINOR=0\nDEVNAME=ttyUSB0\nMODALIAS=a b\n";
	struct uevent event;

	(void)unused;
	uevent_parse_file(keep(content, sizeof content - 1), sizeof content - 1, &event);
	assert_true(event.added);
	assert_string_equal(event.name, "ttyUSB0");
	assert_string_equal(event.modalias, "a b");
	uevent_parse_file(keep("", 0), 0, &event);
	assert_null(event.name);
	uevent_parse_file(keep("\n\nDEVNAME=a", 11), 11, &event);
	assert_string_equal(event.name, "a");
}

static void names_stay_below_dev(void **unused)
{
	static const char *const bad[] = { "", "/", "/etc/shadow", "..", "../etc/shadow", ".",
		"a/../../etc", "a/..", "a//b", "a/", "a/./b", "./a" };
	static const char *const good[] = { "a", "..a", "a..", ".a", "...", "snd/pcm", "a/.b" };
	char message[512];
	struct uevent event;
	int length;

	(void)unused;
	for (size_t i = 0; i < COUNT(bad); i++) {
		length = snprintf(message, sizeof message, "DEVNAME=%s\n", bad[i]);
		uevent_parse_file(keep(message, (size_t)length), (size_t)length, &event);
		assert_null(event.name);
	}
	for (size_t i = 0; i < COUNT(good); i++) {
		length = snprintf(message, sizeof message, "DEVNAME=%s\n", good[i]);
		uevent_parse_file(keep(message, (size_t)length), (size_t)length, &event);
		assert_string_equal(event.name, good[i]);
	}
	for (int more = 0; more < 2; more++) {
		length = snprintf(
			message, sizeof message, "DEVNAME=%0*d\n", UEVENT_NAME_MAX + more, 0);
		uevent_parse_file(keep(message, (size_t)length), (size_t)length, &event);
		assert_int_equal(event.name == NULL, more);
	}
	/* A bad one does not leave an earlier one standing. */
	assert_true(PARSE("add@/\0DEVNAME=a\0DEVNAME=../b\0", &event));
	assert_null(event.name);
}

static void what_is_no_message_is_refused(void **unused)
{
	struct uevent event;

	(void)unused;
	assert_false(PARSE("", &event));
	assert_false(PARSE("add", &event));
	assert_false(PARSE("add@/devices", &event)); /* no NUL */
	assert_false(PARSE("libudev\0\xfe\xed\xca\xfe@ACTION=add\0DEVNAME=a\0", &event));
	assert_false(PARSE("\0@\0ACTION=add\0", &event));
	assert_null(event.name);
	assert_false(event.added);
	/* Form without content. */
	assert_true(PARSE("@\0", &event));
	assert_true(PARSE("@\0\0\0\0=\0DEVNAME\0ACTION\0", &event));
	assert_null(event.name);
	assert_false(event.added);
}

/* Every beginning of a message, every byte of it changed: nothing but the sanitizer to please. */
static void damaged_messages_do_no_harm(void **unused)
{
	static const char whole[] = "add@/d\0ACTION=add\0DEVNAME=a/b\0MODALIAS=x:y\0SEQNUM=7\0";
	char bytes[sizeof whole];
	struct uevent event;

	(void)unused;
	for (size_t count = 0; count < sizeof whole; count++)
		parse(whole, count, &event);
	for (size_t at = 0; at < sizeof whole - 1; at++)
		for (unsigned value = 0; value < 256; value++) {
			memcpy(bytes, whole, sizeof whole);
			bytes[at] = (char)value;
			if (parse(bytes, sizeof whole - 1, &event) && event.name)
				assert_true(event.name > kept && strlen(event.name) < sizeof whole);
		}
}

static int tear_down(void **unused)
{
	(void)unused;
	free(kept);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_of_the_kernel_is_read),
		cmocka_unit_test(other_actions_add_nothing),
		cmocka_unit_test(a_file_of_sysfs_is_a_device_that_is_there),
		cmocka_unit_test(names_stay_below_dev),
		cmocka_unit_test(what_is_no_message_is_refused),
		cmocka_unit_test(damaged_messages_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
