/*
 * The system calls of system.h on sockets, events and time.
 * Called in every process. Through libc, which knows the 64-bit time calls of 32-bit machines.
 */
#include "base/system.h"

#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#ifdef SYS_clock_gettime64
#define NUMBER_CLOCK_GETTIME SYS_clock_gettime64
#else
#define NUMBER_CLOCK_GETTIME SYS_clock_gettime
#endif

static int result(long value)
{
	return value < 0 ? -errno : (int)value;
}

static ssize_t size(ssize_t value)
{
	return value < 0 ? -errno : value;
}

int sys_socket(int family, int type, int protocol)
{
	return result(syscall(SYS_socket, family, type | SOCK_CLOEXEC, protocol));
}

int sys_bind(int fd, const void *address, size_t bytes)
{
	return result(bind(fd, address, (socklen_t)bytes));
}

int sys_listen(int fd, int backlog)
{
	return result(listen(fd, backlog));
}

int sys_accept(int fd, int flags)
{
	return result(syscall(SYS_accept4, fd, NULL, NULL, flags | SOCK_CLOEXEC));
}

int sys_connect(int fd, const void *address, size_t bytes)
{
	return result(connect(fd, address, (socklen_t)bytes));
}

int sys_shutdown(int fd)
{
	return result(shutdown(fd, SHUT_RDWR));
}

int sys_setsockopt(int fd, int level, int option, int value)
{
	return result(setsockopt(fd, level, option, &value, sizeof value));
}

static int set_limit(int fd, int option, int seconds)
{
	struct timeval limit = { .tv_sec = seconds };

	return result(setsockopt(fd, SOL_SOCKET, option, &limit, sizeof limit));
}

int sys_set_send_limit(int fd, int seconds)
{
	return set_limit(fd, SO_SNDTIMEO, seconds);
}

int sys_set_receive_limit(int fd, int seconds)
{
	return set_limit(fd, SO_RCVTIMEO, seconds);
}

int sys_peer_uid(int fd, uid_t *uid)
{
	struct ucred peer;
	socklen_t bytes = sizeof peer;

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &bytes) < 0)
		return -errno;
	*uid = peer.uid;
	return 0;
}

ssize_t sys_socket_name(int fd, void *address, size_t bytes)
{
	socklen_t length = (socklen_t)bytes;

	return getsockname(fd, address, &length) < 0 ? -errno : (ssize_t)length;
}

ssize_t sys_peer_name(int fd, void *address, size_t bytes)
{
	socklen_t length = (socklen_t)bytes;

	return getpeername(fd, address, &length) < 0 ? -errno : (ssize_t)length;
}

ssize_t sys_sendmsg(int fd, const struct msghdr *message, int flags)
{
	return size(sendmsg(fd, message, flags | MSG_NOSIGNAL));
}

ssize_t sys_recvmsg(int fd, struct msghdr *message, int flags)
{
	return size(recvmsg(fd, message, flags | MSG_CMSG_CLOEXEC));
}

ssize_t sys_send(int fd, const void *bytes, size_t count, int flags)
{
	return size(send(fd, bytes, count, flags | MSG_NOSIGNAL));
}

ssize_t sys_recv(int fd, void *bytes, size_t count, int flags)
{
	return size(recv(fd, bytes, count, flags));
}

int sys_epoll_create(void)
{
	return result(syscall(SYS_epoll_create1, EPOLL_CLOEXEC));
}

int sys_epoll_control(int epoll, int operation, int fd, uint32_t events, uint64_t data)
{
	struct epoll_event event = { .events = events, .data.u64 = data };

	return result(epoll_ctl(epoll, operation, fd, &event));
}

int sys_epoll_wait(int epoll, struct epoll_event *events, int count, int timeout_ms)
{
	return result(syscall(SYS_epoll_pwait, epoll, events, count, timeout_ms, NULL, 0));
}

int sys_eventfd(void)
{
	return result(syscall(SYS_eventfd2, 0, EFD_CLOEXEC | EFD_NONBLOCK));
}

int sys_timerfd(int clock)
{
	return result(timerfd_create(clock, TFD_CLOEXEC | TFD_NONBLOCK));
}

static int set_timer(int fd, int64_t at_ms, int flags)
{
	struct itimerspec at = { .it_value = { .tv_sec = (time_t)(at_ms / 1000),
					 .tv_nsec = (long)(at_ms % 1000) * 1000000 } };

	return result(timerfd_settime(fd, TFD_TIMER_ABSTIME | flags, &at, NULL));
}

int sys_timerfd_set(int fd, int64_t at_ms)
{
	return set_timer(fd, at_ms, 0);
}

int sys_timerfd_set_clock(int fd, int64_t at_ms)
{
	return set_timer(fd, at_ms, TFD_TIMER_CANCEL_ON_SET);
}

int sys_poll(struct pollfd *fds, unsigned count, int timeout_ms)
{
	return result(poll(fds, count, timeout_ms));
}

int sys_poll_in(int fd, int timeout_ms)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	return result(poll(&wait, 1, timeout_ms));
}

int sys_poll_out(int fd)
{
	struct pollfd room = { .fd = fd, .events = POLLOUT };

	return result(poll(&room, 1, 0));
}

static int64_t read_clock(int clock)
{
	int64_t now[2]; /* seconds, nanoseconds: struct __kernel_timespec */

	syscall(NUMBER_CLOCK_GETTIME, clock, now);
	return now[0] * 1000 + now[1] / 1000000;
}

int64_t sys_now_ms(void)
{
	return read_clock(CLOCK_BOOTTIME);
}

int64_t sys_clock_ms(void)
{
	return read_clock(CLOCK_REALTIME);
}

void sys_sleep_ms(int64_t ms)
{
	struct timespec time = { .tv_sec = (time_t)(ms / 1000),
		.tv_nsec = (long)(ms % 1000) * 1000000 };

	while (nanosleep(&time, &time) < 0 && errno == EINTR)
		;
}
