/*
 * Notifications of a filter; see seccomp_listen.h.
 */
#include "kernel/seccomp_listen.h"

#include "base/system.h"
#include "kernel/seccomp_table.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>

/* Of linux/seccomp.h, since Linux 5.19: a signal that does not kill waits for the answer. */
#define WAIT_KILLABLE (1UL << 5)

/* The kernel writes as much as its own structure has, which may grow: SECCOMP_GET_NOTIF_SIZES. */
union notification {
	struct seccomp_notif notification;
	uint64_t room[64];
};
union answer {
	struct seccomp_notif_resp answer;
	uint64_t room[16];
};

int seccomp_load_listened(const struct sock_filter *code, size_t count)
{
	struct sock_fprog program = { .len = (unsigned short)count,
		.filter = (struct sock_filter *)(uintptr_t)code };
	int listener;

	if (count == 0)
		return -E2BIG;
	listener = sys_seccomp(SECCOMP_SET_MODE_FILTER,
		SECCOMP_FILTER_FLAG_NEW_LISTENER | WAIT_KILLABLE, &program);
	return listener != -EINVAL ? listener
				   : sys_seccomp(SECCOMP_SET_MODE_FILTER,
					     SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

/* To receive would wait for ever when nobody is left who could call; poll(2) tells. */
int seccomp_next(int listener, struct seccomp_call *call)
{
	union notification buffer;
	struct pollfd watched = { .fd = listener, .events = POLLIN };
	int error = sys_poll(&watched, 1, -1);

	if (error < 0)
		return error;
	if (!(watched.revents & POLLIN))
		return -EPIPE;
	memset(&buffer, 0, sizeof buffer);
	error = sys_ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &buffer);
	if (error < 0)
		return error;
	*call = (struct seccomp_call){ buffer.notification.id, buffer.notification.data.nr,
		buffer.notification.data.args[0] };
	return 0;
}

void seccomp_continue(int listener, const struct seccomp_call *call)
{
	union answer buffer;

	memset(&buffer, 0, sizeof buffer);
	buffer.answer.id = call->id;
	buffer.answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	sys_ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &buffer);
}

enum nsinit_syscall seccomp_name(const struct seccomp_call *call)
{
	for (unsigned i = 1; i < NSINIT_SYSCALL_COUNT; i++)
		if (seccomp_numbers[i] == call->number)
			return (enum nsinit_syscall)i;
	return NSINIT_SYSCALL_NONE;
}
