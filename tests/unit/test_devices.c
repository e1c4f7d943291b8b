/*
 * The list of devices in both of its forms: as lines of version 1, and as the program of version
 * 2, which an interpreter here runs on every access that matters. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/bpf.h"
#include "kernel/devices.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct device more[] = {
	{ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE },
	{ DEVICE_BLOCK, 8, DEVICE_ANY, DEVICE_READ },
	{ DEVICE_BLOCK, 8, 1, DEVICE_READ | DEVICE_WRITE | DEVICE_MKNOD },
	{ DEVICE_CHARACTER, 4095, 1048575, DEVICE_MKNOD },
	{ .kind = DEVICE_END },
};

/* Runs a program of the few kinds of instruction that bpf.c makes; anything else fails. */
static uint32_t run(
	const struct bpf_insn *program, unsigned length, const struct bpf_cgroup_dev_ctx *context)
{
	uint64_t registers[11] = { 0 };
	bool set[11] = { [1] = true };

	for (unsigned at = 0; at < length; at++) {
		const struct bpf_insn *now = &program[at];
		uint64_t *target = &registers[now->dst_reg];

		switch (now->code) {
		case BPF_LDX | BPF_MEM | BPF_W: {
			uint32_t word;

			assert_int_equal(now->src_reg, 1);
			assert_in_range(now->off, 0, sizeof *context - sizeof word);
			memcpy(&word, (const char *)context + now->off, sizeof word);
			*target = word;
			set[now->dst_reg] = true;
			break;
		}
		case BPF_ALU64 | BPF_MOV | BPF_X:
			assert_true(set[now->src_reg]);
			*target = registers[now->src_reg];
			set[now->dst_reg] = true;
			break;
		case BPF_ALU64 | BPF_MOV | BPF_K:
			*target = (uint64_t)(int64_t)now->imm;
			set[now->dst_reg] = true;
			break;
		case BPF_ALU64 | BPF_AND | BPF_K:
			assert_true(set[now->dst_reg]);
			*target &= (uint64_t)(int64_t)now->imm;
			break;
		case BPF_ALU64 | BPF_RSH | BPF_K:
			assert_true(set[now->dst_reg]);
			*target >>= now->imm;
			break;
		case BPF_JMP | BPF_JNE | BPF_K:
			assert_true(set[now->dst_reg]);
			assert_true(now->off >= 0); /* no loop */
			if (*target != (uint64_t)(int64_t)now->imm)
				at += (unsigned)now->off;
			break;
		case BPF_JMP | BPF_EXIT:
			assert_true(set[0]);
			return (uint32_t)registers[0];
		default:
			fail_msg("instruction %u has code %#x", at, now->code);
		}
	}
	fail_msg("the program has no end");
	return 0;
}

/* What the kernel does with a list: one record must allow all of the access. */
static bool allowed(const struct device *list, enum device_kind kind, uint32_t major,
	uint32_t minor, uint32_t access)
{
	for (; list != NULL && list->kind != DEVICE_END; list++)
		if (list->kind == kind && list->major == major &&
			(list->minor == minor || list->minor == DEVICE_ANY) &&
			(access & ~list->access) == 0)
			return true;
	return false;
}

static void compare(const struct device *usual, const struct device *list)
{
	static const uint32_t majors[] = { 0, 1, 4, 5, 8, 10, 136, 137, 259, 4095 };
	static const uint32_t minors[] = { 0, 1, 2, 3, 5, 7, 8, 9, 11, 200, 1048575 };
	struct bpf_insn program[BPF_DEVICES_MAX];
	unsigned length = bpf_devices(program, usual, list);
	unsigned yes = 0;

	assert_in_range(length, 1, BPF_DEVICES_MAX);
	for (unsigned kind = DEVICE_CHARACTER; kind <= DEVICE_BLOCK; kind++)
		for (size_t a = 0; a < COUNT(majors); a++)
			for (size_t i = 0; i < COUNT(minors); i++)
				/* 0 is access(2) for mere existence, which every record allows. */
				for (uint32_t access = 0; access < 8; access++) {
					const struct bpf_cgroup_dev_ctx context = {
						.access_type =
							access << 16 |
							(kind == DEVICE_BLOCK ? BPF_DEVCG_DEV_BLOCK
									      : BPF_DEVCG_DEV_CHAR),
						.major = majors[a],
						.minor = minors[i],
					};
					bool good = allowed(usual, (enum device_kind)kind,
							    majors[a], minors[i], access) ||
						    allowed(list, (enum device_kind)kind, majors[a],
							    minors[i], access);

					assert_int_equal(run(program, length, &context), good);
					yes += good;
				}
	assert_true(yes > 0 || (usual == NULL && list == NULL));
}

static void program_says_what_the_lists_say(void **state)
{
	(void)state;
	compare(devices_usual, NULL);
	compare(devices_usual, more);
	compare(NULL, more);
	compare(NULL, NULL);
}

static void longest_list_fits(void **state)
{
	struct device list[BPF_DEVICES_USUAL + DEVICES_MAX + 2] = { { 0 } };
	struct bpf_insn program[BPF_DEVICES_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(list) - 2; i++)
		list[i] = (struct device){ DEVICE_BLOCK, 8, (uint32_t)i, DEVICE_READ };
	compare(NULL, list);
	list[COUNT(list) - 2] = list[0];
	assert_int_equal(bpf_devices(program, NULL, list), 0);
	assert_int_equal(bpf_load(program, 0), -7 /* E2BIG */);
}

static void usual_devices_are_those_of_every_dev(void **state)
{
	static const struct {
		uint32_t major, minor;
		bool is;
	} cases[] = {
		{ 1, 3, true }, { 1, 5, true }, { 1, 7, true }, { 1, 8, true }, { 1, 9, true },
		{ 5, 0, true }, { 5, 2, true }, { 136, 0, true }, { 136, 1000, true },
		{ 1, 1, false },    /* mem */
		{ 1, 11, false },   /* kmsg */
		{ 4, 0, false },    /* tty0 */
		{ 5, 1, false },    /* console */
		{ 10, 200, false }, /* tun */
		{ 10, 237, false }, /* loop-control */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(allowed(devices_usual, DEVICE_CHARACTER, cases[i].major,
					 cases[i].minor, DEVICE_READ | DEVICE_WRITE),
			cases[i].is);
		assert_false(allowed(
			devices_usual, DEVICE_BLOCK, cases[i].major, cases[i].minor, DEVICE_READ));
	}
}

static void lines_are_version_1_s(void **state)
{
	static const char *const expected[] = { "c 10:200 rw", "b 8:* r", "b 8:1 rwm",
		"c 4095:1048575 m" };

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		char bytes[48];
		struct text line = TEXT(bytes);

		devices_line(&line, &more[i]);
		assert_string_equal(bytes, expected[i]);
	}
}

/* The launcher asks before: without a way only containers with a list fail. */
static void a_program_or_a_hierarchy_filters(void **state)
{
	struct cgroup_layout none = { .v2 = -1, .left = -1, .device_program = -1 };

	(void)state;
	for (unsigned i = 0; i < CGROUP_CONTROLLER_COUNT; i++)
		none.v1[i] = -1;
	assert_false(devices_filtered(&none));
	none.v1[CGROUP_DEVICES] = 5;
	assert_true(devices_filtered(&none));
	none.v1[CGROUP_DEVICES] = -1;
	none.device_program = 5;
	assert_true(devices_filtered(&none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(program_says_what_the_lists_say),
		cmocka_unit_test(longest_list_fits),
		cmocka_unit_test(usual_devices_are_those_of_every_dev),
		cmocka_unit_test(lines_are_version_1_s),
		cmocka_unit_test(a_program_or_a_hierarchy_filters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
