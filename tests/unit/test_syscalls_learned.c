/*
 * What a learner noted, as lines of a config: which set, what is added, what is removed. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/syscalls.h"
#include "nsctl/syscalls.h"

#include <nsinit/container.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static struct reply_syscalls reply;
static char bytes[16384];

static void add(uint64_t *words, unsigned call)
{
	words[call / 64] |= UINT64_C(1) << call % 64;
}

static int prepare(void **state)
{
	(void)state;
	memset(&reply, 0, sizeof reply);
	memset(reply.present, 0xff, sizeof reply.present);
	return 0;
}

static void called(const unsigned *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(reply.learned.calls, list[i]);
}
#define CALLED(...)                                                                                \
	called((const unsigned[]){ __VA_ARGS__ },                                                  \
		sizeof((const unsigned[]){ __VA_ARGS__ }) / sizeof(unsigned))
#define C(name) NSINIT_SYSCALL_##name

static const char *rendered(void)
{
	struct text text = TEXT(bytes);

	syscalls_render(&text, "web", &reply);
	assert_int_equal(text.cut, 0);
	return bytes;
}

#define ADDED   "\t.syscalls_add = SYSCALLS("
#define REMOVED "\t/* In it, and not called; for .syscalls_remove:"

/* Whether the list has the word. */
static bool lists(const char *title, const char *word)
{
	const char *at = strstr(bytes, title);
	const char *end = at ? strstr(at, strcmp(title, ADDED) == 0 ? "),\n" : " */\n") : NULL;
	bool found = false;

	if (!at)
		return false;
	assert_non_null(end);
	at += strlen(title);
	while (at < end && !found) {
		size_t length;

		at += strspn(at, ", *\n\t");
		length = strcspn(at, ", *)");
		found = length == strlen(word) && strncmp(at, word, length) == 0;
		at += length;
	}
	return found;
}

static void assert_set(const char *name)
{
	char line[64];

	snprintf(line, sizeof line, "\n\t.syscalls = %s,\n", name);
	rendered();
	if (!strstr(bytes, line))
		fail_msg("not %s: %s", name, bytes);
}

static void set_is_the_narrowest_that_needs_nothing(void **state)
{
	(void)state;
	CALLED(C(read), C(mmap));
	assert_set("SYSCALLS_MINIMAL");
	CALLED(C(mkdirat));
	assert_set("SYSCALLS_COMPUTE");
	CALLED(C(setuid));
	assert_set("SYSCALLS_NETWORK_CLIENT");
	CALLED(C(listen));
	assert_set("SYSCALLS_NETWORK_SERVICE");
	CALLED(C(mq_open));
	assert_set("SYSCALLS_DEFAULT");
}

static void family_of_a_socket_decides_too(void **state)
{
	(void)state;
	CALLED(C(socket));
	reply.learned.families = UINT64_C(1) << AF_UNIX;
	assert_set("SYSCALLS_COMPUTE");
	reply.learned.families |= UINT64_C(1) << AF_INET6;
	assert_set("SYSCALLS_NETWORK_CLIENT");
	reply.learned.families |= UINT64_C(1) << AF_PACKET;
	assert_set("SYSCALLS_DEFAULT");
	reply.caps = CAP(NET_RAW);
	assert_set("SYSCALLS_NETWORK_CLIENT");
	reply.learned.families |= UINT64_C(1) << AF_CAN;
	assert_set("SYSCALLS_DEFAULT");
}

/* Set, what is added and what is removed are together what was called: for every call alone. */
static void result_is_exact(void **state)
{
	(void)state;
	for (unsigned call = 1; call < NSINIT_SYSCALL_add_key; call++) {
		prepare(NULL);
		reply.caps = UINT64_MAX;
		CALLED(call, C(read));
		rendered();
		assert_false(lists(REMOVED, syscall_name(call)));
		assert_false(lists(REMOVED, "read"));
		assert_false(lists(ADDED, "read"));
		assert_true(call == C(readv) || lists(REMOVED, "readv"));
	}
}

static void what_is_in_no_set_is_added(void **state)
{
	(void)state;
	CALLED(C(io_uring_setup), C(userfaultfd), C(read));
	assert_set("SYSCALLS_MINIMAL");
	assert_true(lists(ADDED, "io_uring_setup") && lists(ADDED, "userfaultfd"));
	assert_false(lists(ADDED, "read"));
}

static void end_of_a_program_is_never_removed(void **state)
{
	(void)state;
	rendered();
	assert_false(lists(REMOVED, "exit_group"));
	assert_false(lists(REMOVED, "rt_sigreturn"));
	assert_false(lists(REMOVED, "execve"));
	assert_false(lists(REMOVED, "write"));
	assert_true(lists(REMOVED, "read"));
}

static void what_the_machine_does_not_have_is_not_named(void **state)
{
	(void)state;
	reply.present[C(mmap2) / 64] &= ~(UINT64_C(1) << C(mmap2) % 64);
	rendered();
	assert_true(lists(REMOVED, "mmap"));
	assert_false(lists(REMOVED, "mmap2"));
}

static void capability_brings_its_calls(void **state)
{
	(void)state;
	CALLED(C(chroot), C(mount), C(umount2));
	reply.caps = CAP(SYS_CHROOT);
	assert_set("SYSCALLS_MINIMAL");
	assert_null(strstr(bytes, ADDED));
	assert_null(strstr(bytes, "chroot"));
	assert_non_null(strstr(
		bytes, "does not have:\n\t * mount (SYS_ADMIN),\n\t * umount2 (SYS_ADMIN) */\n"));
}

static void no_set_may_have_what_is_never_allowed(void **state)
{
	(void)state;
	CALLED(C(clone3), C(keyctl));
	reply.caps = CAP(SYS_ADMIN);
	rendered();
	assert_null(strstr(bytes, "clone3"));
	assert_null(strstr(bytes, "keyctl"));
}

/* The longest answer fits into less than nsctl has, and no line is longer than a screen's. */
static void everything_fits(void **state)
{
	const char *line = bytes;

	(void)state;
	memset(reply.learned.calls, 0xff, sizeof reply.learned.calls);
	rendered();
	prepare(NULL);
	rendered();
	while (*line) {
		size_t length = strcspn(line, "\n");

		assert_true(length <= 96);
		line += length + 1;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(set_is_the_narrowest_that_needs_nothing, prepare),
		cmocka_unit_test_setup(family_of_a_socket_decides_too, prepare),
		cmocka_unit_test_setup(result_is_exact, prepare),
		cmocka_unit_test_setup(what_is_in_no_set_is_added, prepare),
		cmocka_unit_test_setup(end_of_a_program_is_never_removed, prepare),
		cmocka_unit_test_setup(what_the_machine_does_not_have_is_not_named, prepare),
		cmocka_unit_test_setup(capability_brings_its_calls, prepare),
		cmocka_unit_test_setup(no_set_may_have_what_is_never_allowed, prepare),
		cmocka_unit_test_setup(everything_fits, prepare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
