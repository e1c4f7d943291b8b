/*
 * Uevents from this machine's kernel, and from somebody who is not it. As root.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/system.h"
#include "kernel/uevent.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char bytes[UEVENT_BYTES_MAX + 1];

static int set_up(void **state)
{
	static int fd;

	if (geteuid() != 0)
		skip();
	fd = uevent_open();
	assert_true(fd >= 0);
	*state = &fd;
	return 0;
}

static int tear_down(void **state)
{
	return sys_close(*(int *)*state);
}

/* True: the kernel's own news of it, which others on this machine may stand before. */
static bool heard(int fd, const char *name)
{
	ssize_t count;

	while ((count = uevent_receive(fd, bytes, false)) >= 0) {
		struct uevent event;

		if (count > 0 && uevent_parse(bytes, (size_t)count, &event) && event.name &&
			strcmp(event.name, name) == 0)
			return true;
	}
	assert_int_equal(count, -EAGAIN);
	return false;
}

static void the_kernel_is_heard(void **state)
{
	int fd = *(int *)*state;

	assert_false(heard(fd, "full"));
	assert_int_equal(sys_write_file(AT_FDCWD, "/sys/class/mem/full/uevent", "change"), 0);
	assert_true(heard(fd, "full"));
}

static void send_to(int fd, const char *message, size_t count)
{
	struct sockaddr_nl to = { .nl_family = AF_NETLINK };
	socklen_t size = sizeof to;
	int other = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);

	assert_true(other >= 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&to, &size), 0);
	to.nl_groups = 0;
	assert_int_equal(
		sendto(other, message, count, 0, (struct sockaddr *)&to, sizeof to), count);
	close(other);
}

/* It arrives, or the test would show nothing, and is passed over. */
static void nobody_else_is(void **state)
{
	static const char forged[] = "add@/devices/x\0ACTION=add\0DEVNAME=full\0SEQNUM=1";
	int fd = *(int *)*state;

	send_to(fd, forged, sizeof forged);
	assert_int_equal(sys_poll_in(fd, 5000), 1);
	assert_false(heard(fd, "full"));
	assert_int_equal(sys_poll_in(fd, 0), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_kernel_is_heard, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nobody_else_is, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
