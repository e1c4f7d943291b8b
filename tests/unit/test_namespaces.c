/*
 * Which namespaces a container has: flags of its clone, ids inside and outside, and what a join
 * means for the order. Pure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/namespaces.h"
#include "container/namespaces.h"
#include "service/order.h"

#include <linux/sched.h>
#include <string.h>

#define ALWAYS (UINT64_C(0) | CLONE_NEWNS | CLONE_NEWPID)
#define OWNED  (UINT64_C(0) | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC)

static const struct container plain = { .name = "plain" };
static const struct container user = {
	.name = "user",
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 10 }, { 20, 200000, 1 }),
		.gids = ID_RANGES({ 5, 300000, UINT32_MAX - 300000 }) },
};
static const struct container guest = {
	.name = "guest",
	.join = JOIN(.network = &plain, .pid = &plain, .uts = &plain, .user = &user),
};
static const struct container inmate = {
	.name = "inmate",
	.join = JOIN(.ipc = &plain, .cgroup = &plain, .time = &plain, .mount = &plain),
};
static const struct container open = {
	.name = "open",
	.networks = NETWORKS({ NETWORK_HOST }),
	.shares = SHARE_IPC | SHARE_UTS | SHARE_PID | SHARE_CGROUP,
};

static void a_clone_makes_what_is_its_own(void **unused)
{
	const struct container pids = { .shares = SHARE_PID };
	const struct container ipc = { .shares = SHARE_IPC };
	const struct container cgroup = { .shares = SHARE_CGROUP };

	(void)unused;
	assert_int_equal(namespaces_of_clone(&plain), ALWAYS | OWNED);
	assert_int_equal(namespaces_of_clone(&inmate),
		(ALWAYS | OWNED) & ~(UINT64_C(0) | CLONE_NEWNS | CLONE_NEWIPC));
	assert_int_equal(namespaces_of_clone(&open), CLONE_NEWNS);
	assert_int_equal(namespaces_of_clone(&pids), (ALWAYS | OWNED) & ~(uint64_t)CLONE_NEWPID);
	assert_int_equal(namespaces_of_clone(&ipc), (ALWAYS | OWNED) & ~(uint64_t)CLONE_NEWIPC);
	assert_int_equal(namespaces_of_clone(&cgroup), ALWAYS | OWNED);
	/* Owned by a user namespace they are made before, and never CLONE_NEWUSER by the clone. */
	assert_int_equal(namespaces_of_clone(&user), ALWAYS);
	assert_int_equal(namespaces_of_clone(&guest), CLONE_NEWNS);
}

static void pids_are_shared_with_whom_it_lives_among(void **unused)
{
	(void)unused;
	assert_false(namespaces_share_pids(&plain));
	assert_false(namespaces_share_pids(&user));
	assert_false(namespaces_share_pids(&inmate));
	assert_true(namespaces_share_pids(&guest));
	assert_true(namespaces_share_pids(&open));
}

static void ids_are_mapped_by_their_range(void **unused)
{
	(void)unused;
	assert_int_equal(uid_outside(&plain, 0), 0);
	assert_int_equal(gid_outside(&plain, 77), 77);
	assert_int_equal(uid_outside(&user, 0), 100000);
	assert_int_equal(uid_outside(&user, 9), 100009);
	assert_int_equal(uid_outside(&user, 10), ID_UNMAPPED);
	assert_int_equal(uid_outside(&user, 20), 200000);
	assert_int_equal(uid_outside(&user, 21), ID_UNMAPPED);
	assert_int_equal(uid_outside(&user, UINT32_MAX), ID_UNMAPPED);
	assert_int_equal(gid_outside(&user, 4), ID_UNMAPPED);
	assert_int_equal(gid_outside(&user, 5), 300000);
	assert_int_equal(gid_outside(&user, UINT32_MAX - 300000 + 4), UINT32_MAX - 1);
	/* Who lives in another's user namespace has its ids. */
	assert_ptr_equal(user_of(&guest), &user.user);
	assert_int_equal(uid_outside(&guest, 3), 100003);
	assert_null(user_of(&inmate));
	assert_null(user_of(&plain));
}

static void a_join_is_a_need(void **unused)
{
	static const struct container *const items[] = { &plain, &user, &guest, &inmate, &open };
	const struct container_list list = CONTAINERS(items);
	struct service services[5] = { 0 };

	(void)unused;
	for (unsigned i = 0; i < 5; i++)
		services[i].state = SERVICE_UP;
	assert_true(order_cleared(&list, services, 2));
	for (unsigned target = 0; target < 2; target++) {
		assert_true(order_needs(&list, 2, target));
		services[target].state = SERVICE_STARTING;
		assert_false(order_cleared(&list, services, 2));
		services[2].state = SERVICE_WAITING;
		assert_int_equal(order_settled(&list, services, 2), ORDER_MOVING);
		services[target].state = SERVICE_FAILED;
		assert_int_equal(order_settled(&list, services, 2), ORDER_BAD);
		services[target].state = SERVICE_UP;
	}
	assert_true(order_needs(&list, 3, 0));
	assert_false(order_needs(&list, 3, 1));
	assert_false(order_needs(&list, 4, 0));
}

static void a_join_is_found_by_each_field(void **unused)
{
	(void)unused;
	assert_true(joins(&guest, &plain));
	assert_true(joins(&guest, &user));
	assert_false(joins(&guest, &inmate));
	assert_false(joins(&plain, &guest));
	assert_null(join_target(&plain, JOIN_NETWORK));
	assert_ptr_equal(join_target(&guest, JOIN_USER), &user);
	assert_null(join_target(&guest, JOIN_MOUNT));
	assert_null(join_target(&guest, JOIN_COUNT));
	assert_ptr_equal(join_target(&inmate, JOIN_MOUNT), &plain);
	assert_string_equal(join_word(JOIN_NETWORK), "network");
	assert_string_equal(join_word(JOIN_MOUNT), "mount");
	assert_string_equal(join_word(JOIN_COUNT), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clone_makes_what_is_its_own),
		cmocka_unit_test(pids_are_shared_with_whom_it_lives_among),
		cmocka_unit_test(ids_are_mapped_by_their_range),
		cmocka_unit_test(a_join_is_a_need),
		cmocka_unit_test(a_join_is_found_by_each_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
