/*
 * Values of slots, as text that people write and a medium keeps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/slots.h"

#include <string.h>

static struct slot_value value;

static bool takes(enum slot_kind kind, int64_t least, int64_t most, const char *text)
{
	const struct slot_record record = { .kind = (uint32_t)kind, .least = least, .most = most };

	return slot_parse(&record, text, &value);
}

static void test_addresses_within_bounds(void **state)
{
	static const char *const wrong[] = { "", "10.0.0", "10.0.0.4", "10.0.0.21", "10.0.0.5.",
		"10.0.0.5 ", "10.0.0.05", "10.0.0.256", "10..0.5", "a.0.0.5", "+10.0.0.5",
		"99999999999999999999.0.0.5" };

	(void)state;
	assert_true(takes(SLOT_ADDRESS, 0x0a000005, 0x0a000014, "10.0.0.5"));
	assert_int_equal(value.number, 0x0a000005);
	assert_true(takes(SLOT_ADDRESS, 0x0a000005, 0x0a000014, "10.0.0.20"));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(takes(SLOT_ADDRESS, 0x0a000005, 0x0a000014, wrong[i]));
}

static void test_ports_within_bounds(void **state)
{
	static const char *const wrong[] = { "", "79", "101", "080", "80x", "-80", "0x50",
		"18446744073709551696" };

	(void)state;
	assert_true(takes(SLOT_PORT, 80, 100, "80"));
	assert_true(takes(SLOT_PORT, 80, 100, "100"));
	assert_int_equal(value.number, 100);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(takes(SLOT_PORT, 80, 100, wrong[i]));
}

static void test_macs_of_one_machine(void **state)
{
	static const uint8_t expected[6] = { 0x02, 0xab, 0, 0, 0, 0x1f };
	static const char *const wrong[] = { "", "02:ab:00:00:00", "02:ab:00:00:00:1f:00",
		"03:ab:00:00:00:1f", "00:00:00:00:00:00", "02-ab-00-00-00-1f", "2:ab:0:0:0:1f",
		"02:AB:00:00:00:1F", "02:ab:00:00:00:1" };

	(void)state;
	assert_true(takes(SLOT_MAC, 0, 0, "02:ab:00:00:00:1f"));
	assert_memory_equal(value.mac.bytes, expected, 6);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(takes(SLOT_MAC, 0, 0, wrong[i]));
}

static void test_host_names_and_switches(void **state)
{
	static const char *const wrong[] = { "", "-a", "a-", "a b", "a.b", "a\nb", "\xc3\xa4" };

	(void)state;
	assert_true(takes(SLOT_HOSTNAME, 0, 0, "Router-7"));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(takes(SLOT_HOSTNAME, 0, 0, wrong[i]));
	assert_true(takes(SLOT_SWITCH, 0, 0, "on"));
	assert_int_equal(value.number, 1);
	assert_true(takes(SLOT_SWITCH, 0, 0, "off"));
	assert_int_equal(value.number, 0);
	assert_false(takes(SLOT_SWITCH, 0, 0, "ON"));
	assert_false(takes(SLOT_END, 0, 0, "on"));
	assert_false(takes((enum slot_kind)77, 0, 0, "on"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses_within_bounds),
		cmocka_unit_test(test_ports_within_bounds),
		cmocka_unit_test(test_macs_of_one_machine),
		cmocka_unit_test(test_host_names_and_switches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
