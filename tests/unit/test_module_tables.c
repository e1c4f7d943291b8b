/*
 * depmod's tables: modules for devices, and the order of loading. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/module_tables.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The tables end without a NUL, and the sanitizer sees it. */
static char *table_bytes;

static struct span table_of(const char *text)
{
	size_t count = strlen(text);

	free(table_bytes);
	table_bytes = malloc(count > 0 ? count : 1);
	assert_non_null(table_bytes);
	memcpy(table_bytes, text, count);
	return (struct span){ table_bytes, count };
}

static void check_span(struct span span, const char *expected)
{
	assert_int_equal(span.count, strlen(expected));
	assert_memory_equal(span.bytes, expected, span.count);
}

static const char aliases[] = "# Aliases extracted from modules themselves.\n"
			      "alias usb:v0403p6001d*dc*dsc*dp*ic*isc*ip*in* ftdi_sio\n"
			      "alias usb:v*p*d*dc*dsc*dp*ic03isc*ip*in* usbhid\n"
			      "\n"
			      "alias\n"
			      "alias usb:v0403*\n"
			      "softdep ftdi_sio pre: x\n"
			      "alias usb:v0403p* second\n"
			      "alias pci:v00008086d000025ABsv*sd*bc*sc*i* i6300esb\n"
			      "alias fs-fuse fuse";

static void every_module_for_a_device_is_found(void **unused)
{
	struct span table = table_of(aliases);
	struct span module;

	(void)unused;
	assert_true(module_for_alias(
		&table, "usb:v0403p6001d0400dc00dsc00dp00icFFiscFFipFFin00", &module));
	check_span(module, "ftdi_sio");
	assert_true(module_for_alias(
		&table, "usb:v0403p6001d0400dc00dsc00dp00icFFiscFFipFFin00", &module));
	check_span(module, "second");
	assert_false(module_for_alias(
		&table, "usb:v0403p6001d0400dc00dsc00dp00icFFiscFFipFFin00", &module));
	table = table_of(aliases);
	assert_true(
		module_for_alias(&table, "fs_fuse", &module)); /* the last line, without its end */
	check_span(module, "fuse");
	table = table_of("");
	assert_false(module_for_alias(&table, "fs-fuse", &module));
}

static const char dependencies[] = "kernel/drivers/usb/serial/usbserial.ko:\n"
				   "kernel/drivers/usb/serial/ftdi_sio.ko: "
				   "kernel/drivers/usb/serial/usbserial.ko kernel/b.ko\n"
				   "no colon here\n"
				   "kernel/net/snd-pcm.ko.xz: /absolute/snd.ko.xz";

static void what_a_module_needs_comes_first(void **unused)
{
	static const char *const order[] = { "kernel/b.ko",
		"kernel/drivers/usb/serial/usbserial.ko", "kernel/drivers/usb/serial/ftdi_sio.ko" };
	struct span files;
	struct span file;

	(void)unused;
	assert_true(module_files(table_of(dependencies), (struct span){ "ftdi-sio", 8 }, &files));
	for (size_t i = 0; i < COUNT(order); i++) {
		assert_true(module_take_last(&files, &file));
		check_span(file, order[i]);
	}
	assert_false(module_take_last(&files, &file));
	assert_true(module_files(table_of(dependencies), (struct span){ "usbserial", 9 }, &files));
	assert_true(module_take_last(&files, &file));
	check_span(file, "kernel/drivers/usb/serial/usbserial.ko");
	assert_false(module_take_last(&files, &file));
	assert_true(module_files(table_of(dependencies), (struct span){ "snd_pcm", 7 }, &files));
	assert_true(module_take_last(&files, &file));
	check_span(file, "/absolute/snd.ko.xz");
	assert_true(module_take_last(&files, &file));
	check_span(file, "kernel/net/snd-pcm.ko.xz");
	assert_false(module_take_last(&files, &file));
}

static void unknown_modules_have_no_files(void **unused)
{
	static const char *const names[] = { "", "ftdi", "ftdi_sio_", "no", "kernel", "b" };
	struct span files;

	(void)unused;
	for (size_t i = 0; i < COUNT(names); i++)
		assert_false(module_files(table_of(dependencies),
			(struct span){ names[i], strlen(names[i]) }, &files));
}

static void stems_are_names(void **unused)
{
	(void)unused;
	check_span(module_stem((struct span){ "a/b-c.ko.gz", 11 }), "b-c");
	check_span(module_stem((struct span){ "8021q.ko", 8 }), "8021q");
	check_span(module_stem((struct span){ "a/", 2 }), "");
	check_span(module_stem((struct span){ "", 0 }), "");
	check_span(module_stem((struct span){ "plain", 5 }), "plain");
}

static int tear_down(void **unused)
{
	(void)unused;
	free(table_bytes);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_module_for_a_device_is_found),
		cmocka_unit_test(what_a_module_needs_comes_first),
		cmocka_unit_test(unknown_modules_have_no_files),
		cmocka_unit_test(stems_are_names),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
