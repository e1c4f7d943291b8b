/*
 * What the unit tests use of cmocka, for a program that qemu-user runs: no such library is there
 * for every processor. A test that fails ends by longjmp; the results are cmocka's lines of TAP.
 */
#ifndef EMULATED_CMOCKA_H
#define EMULATED_CMOCKA_H

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct CMUnitTest {
	const char *name;
	void (*test)(void **state);
	int (*setup)(void **state);
	int (*teardown)(void **state);
};

static jmp_buf cmocka_failed;

#define cmocka_unit_test(f)                                                                        \
	{                                                                                          \
#f, f, NULL, NULL                                                                  \
	}
#define cmocka_unit_test_setup(f, s)                                                               \
	{                                                                                          \
#f, f, s, NULL                                                                     \
	}
#define cmocka_unit_test_setup_teardown(f, s, t)                                                   \
	{                                                                                          \
#f, f, s, t                                                                        \
	}

static void cmocka_fail(const char *file, int line, const char *what, long long a, long long b)
{
	printf("# %s:%d: %s: %lld, %lld\n", file, line, what, a, b);
	longjmp(cmocka_failed, 1);
}

static inline void cmocka_same(const char *a, const char *b, int same, const char *file, int line)
{
	if ((strcmp(a, b) == 0) != same) {
		printf("# \"%s\"\n# \"%s\"\n", a, b);
		cmocka_fail(file, line, "strings", 0, 0);
	}
}

static inline void cmocka_within(uint64_t x, uint64_t a, uint64_t b, const char *file, int line)
{
	if (x < a || x > b)
		cmocka_fail(file, line, "range", (long long)x, (long long)a);
}

static inline void cmocka_equal(uint64_t a, uint64_t b, int same, const char *file, int line)
{
	if ((a == b) != same)
		cmocka_fail(file, line, "numbers", (long long)a, (long long)b);
}

#define cmocka_check(ok, what, a, b)                                                               \
	((ok) ? (void)0 : cmocka_fail(__FILE__, __LINE__, what, (long long)(a), (long long)(b)))
#define assert_true(x)     cmocka_check(x, #x, 0, 0)
#define assert_false(x)    cmocka_check(!(x), "not " #x, 0, 0)
#define assert_null(x)     cmocka_check(!(x), #x " is not NULL", 0, 0)
#define assert_non_null(x) cmocka_check((x) != NULL, #x " is NULL", 0, 0)
/* As numbers of 64 bits, as cmocka does. */
#define assert_int_equal(a, b)     cmocka_equal((uint64_t)(a), (uint64_t)(b), 1, __FILE__, __LINE__)
#define assert_int_not_equal(a, b) cmocka_equal((uint64_t)(a), (uint64_t)(b), 0, __FILE__, __LINE__)
#define assert_ptr_equal(a, b)                                                                     \
	cmocka_check((const void *)(a) == (const void *)(b), #a " == " #b, 0, 0)
#define assert_ptr_not_equal(a, b)                                                                 \
	cmocka_check((const void *)(a) != (const void *)(b), #a " != " #b, 0, 0)
#define assert_in_range(x, a, b)         cmocka_within(x, a, b, __FILE__, __LINE__)
#define assert_memory_equal(a, b, n)     cmocka_check(memcmp(a, b, n) == 0, #a " == " #b, n, 0)
#define assert_memory_not_equal(a, b, n) cmocka_check(memcmp(a, b, n) != 0, #a " != " #b, n, 0)
#define assert_string_equal(a, b)        cmocka_same(a, b, 1, __FILE__, __LINE__)
#define assert_string_not_equal(a, b)    cmocka_same(a, b, 0, __FILE__, __LINE__)
#define fail()                           cmocka_fail(__FILE__, __LINE__, "fail", 0, 0)
#define skip()                           longjmp(cmocka_failed, 2)
#define print_error(...)                 printf("# " __VA_ARGS__)
#define print_message                    print_error
#define fail_msg(...)                    (printf("# " __VA_ARGS__), puts(""), fail())

static inline int cmocka_run(const struct CMUnitTest *tests, size_t count,
	int (*setup)(void **state), int (*teardown)(void **state))
{
	static void *group, *state;
	static int failures;

	if (setup && setup(&group) != 0)
		return 1;
	for (size_t i = 0; i < count; i++) {
		volatile int end = 0; /* 1: failed, 2: left out */

		state = group;
		end = setjmp(cmocka_failed);
		if (end == 0) {
			if (tests[i].setup && tests[i].setup(&state) != 0)
				fail();
			tests[i].test(&state);
			if (tests[i].teardown && tests[i].teardown(&state) != 0)
				fail();
		}
		printf("%s %u %s%s\n", end == 1 ? "not ok" : "ok", (unsigned)i + 1,
			end == 2 ? "# SKIP " : "- ", tests[i].name);
		fflush(stdout);
		failures += end == 1;
	}
	if (teardown)
		teardown(&group);
	return failures;
}

#define cmocka_run_group_tests(tests, setup, teardown)                                             \
	cmocka_run(tests, sizeof(tests) / sizeof(tests[0]), setup, teardown)

#endif
