/*
 * What a config's Landlock asks of each version of the kernel's, and what fails in words. Pure; the
 * kernel's own numbers are those of linux/landlock.h, as far as this machine's header goes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "container/steps.h"
#include "kernel/landlock.h"

#include <errno.h>
#include <linux/landlock.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Landlock's documentation, "Previous limitations": what came with which version. */
static const struct {
	int abi;
	uint64_t files, tcp, scope;
} versions[] = {
	{ -EOPNOTSUPP, 0, 0, 0 },
	{ 0, 0, 0, 0 },
	{ 1, 0x1fff, 0, 0 },
	{ 2, 0x3fff, 0, 0 },
	{ 3, 0x7fff, 0, 0 },
	{ 4, 0x7fff, 3, 0 },
	{ 5, 0xffff, 3, 0 },
	{ 6, 0xffff, 3, 3 },
	{ 7, 0xffff, 3, 3 },
	{ 1000, 0xffff, 3, 3 },
};

static void rights_are_the_kernels(void **state)
{
	static const uint64_t kernels[][2] = {
		{ LANDLOCK_EXECUTE, LANDLOCK_ACCESS_FS_EXECUTE },
		{ LANDLOCK_WRITE_FILE, LANDLOCK_ACCESS_FS_WRITE_FILE },
		{ LANDLOCK_READ_FILE, LANDLOCK_ACCESS_FS_READ_FILE },
		{ LANDLOCK_READ_DIR, LANDLOCK_ACCESS_FS_READ_DIR },
		{ LANDLOCK_REMOVE_DIR, LANDLOCK_ACCESS_FS_REMOVE_DIR },
		{ LANDLOCK_REMOVE_FILE, LANDLOCK_ACCESS_FS_REMOVE_FILE },
		{ LANDLOCK_MAKE_CHAR, LANDLOCK_ACCESS_FS_MAKE_CHAR },
		{ LANDLOCK_MAKE_DIR, LANDLOCK_ACCESS_FS_MAKE_DIR },
		{ LANDLOCK_MAKE_REG, LANDLOCK_ACCESS_FS_MAKE_REG },
		{ LANDLOCK_MAKE_SOCK, LANDLOCK_ACCESS_FS_MAKE_SOCK },
		{ LANDLOCK_MAKE_FIFO, LANDLOCK_ACCESS_FS_MAKE_FIFO },
		{ LANDLOCK_MAKE_BLOCK, LANDLOCK_ACCESS_FS_MAKE_BLOCK },
		{ LANDLOCK_MAKE_SYM, LANDLOCK_ACCESS_FS_MAKE_SYM },
#ifdef LANDLOCK_ACCESS_FS_REFER
		{ LANDLOCK_REFER, LANDLOCK_ACCESS_FS_REFER },
#endif
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
		{ LANDLOCK_TRUNCATE, LANDLOCK_ACCESS_FS_TRUNCATE },
#endif
#ifdef LANDLOCK_ACCESS_FS_IOCTL_DEV
		{ LANDLOCK_IOCTL_DEV, LANDLOCK_ACCESS_FS_IOCTL_DEV },
#endif
	};

	(void)state;
	for (size_t i = 0; i < COUNT(kernels); i++)
		assert_int_equal(kernels[i][0], kernels[i][1]);
	assert_int_equal(sizeof(struct landlock_ruleset), 24);
}

static void each_version_is_asked_for_all_it_has(void **state)
{
	static const struct landlock nothing = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(versions); i++) {
		struct landlock_ruleset set = landlock_ruleset(&nothing, versions[i].abi);

		assert_int_equal(set.files, versions[i].files);
		assert_int_equal(set.tcp, versions[i].tcp);
		assert_int_equal(set.scope, versions[i].scope);
	}
}

static const struct landlock lists = { .bind = TCP_PORTS(80, TCP_EPHEMERAL),
	.connect = TCP_PORTS(65535) };
static const struct landlock bind = { .bind = TCP_PORTS(TCP_ANY) };
static const struct landlock connect = { .connect = TCP_PORTS(TCP_ANY) };
static const struct landlock signals = { .signals = true };
static const struct landlock sockets = { .abstract_sockets = true };

/* A list of ports, however long, leaves the rest denied; TCP_ANY is the end of it. */
static void what_is_free_is_not_asked_for(void **state)
{
	(void)state;
	assert_int_equal(landlock_ruleset(&lists, 6).tcp, 3);
	assert_int_equal(landlock_ruleset(&bind, 6).tcp, LANDLOCK_TCP_CONNECT);
	assert_int_equal(landlock_ruleset(&connect, 6).tcp, LANDLOCK_TCP_BIND);
	assert_int_equal(landlock_ruleset(&signals, 6).scope, 1);
	assert_int_equal(landlock_ruleset(&sockets, 6).scope, 2);
	assert_int_equal(landlock_ruleset(&bind, 6).files, 0xffff);
}

static const struct container web = {
	.name = "web",
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(
				     { "/bin", LANDLOCK_EXECUTE }, { "/srv", LANDLOCK_READ })),
};

static void assert_describes(const struct container *container, unsigned item, const char *expected)
{
	const struct step_report report = { STEP_LANDLOCK, (uint16_t)item, -EACCES };
	char bytes[128];
	struct text text = TEXT(bytes);

	step_describe(&text, container, &report);
	assert_string_equal(bytes, expected);
}

static void failure_is_named(void **state)
{
	static const struct container bare = { .name = "bare" };

	(void)state;
	assert_describes(&web, 0, "landlock: Permission denied");
	assert_describes(&web, 1, "landlock files (ABI 1): Permission denied");
	assert_describes(&web, 4, "landlock TCP ports (ABI 4): Permission denied");
	assert_describes(
		&web, 6, "landlock signals and abstract sockets (ABI 6): Permission denied");
	assert_describes(&web, 7, "landlock /bin: Permission denied");
	assert_describes(&web, 8, "landlock /srv: Permission denied");
	assert_describes(&web, 7 + LANDLOCK_PATHS_MAX, "landlock TCP ports: Permission denied");
	/* No list is read past its end, whatever a broken writer sends. */
	assert_describes(&web, 9, "landlock: Permission denied");
	assert_describes(&web, UINT16_MAX, "landlock: Permission denied");
	assert_describes(&bare, 7, "landlock: Permission denied");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rights_are_the_kernels),
		cmocka_unit_test(each_version_is_asked_for_all_it_has),
		cmocka_unit_test(what_is_free_is_not_asked_for),
		cmocka_unit_test(failure_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
