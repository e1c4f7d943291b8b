/*
 * The system calls of system.h on terminals, and the descriptors that processes hand each other.
 * Called by launcher, child, relay and `nsinit run`.
 */
#include "base/system.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>

static int result(long value)
{
	return value < 0 ? -errno : (int)value;
}

/* Through libc, whose struct is not the kernel's on every architecture. */
int sys_terminal_get(int fd, struct termios *settings)
{
	return result(tcgetattr(fd, settings));
}

int sys_terminal_set(int fd, const struct termios *settings)
{
	return result(tcsetattr(fd, TCSANOW, settings));
}

int sys_socketpair(int ends[2], int type)
{
	return result(socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends));
}

/* Aligned as cmsg(3) wants it. */
union rights {
	struct cmsghdr head;
	char bytes[CMSG_SPACE(DESCRIPTORS_SENT_MAX * sizeof(int))];
};

int sys_send_descriptors(
	int socket, const void *bytes, size_t size, const int *fds, unsigned count, int flags)
{
	size_t fds_size = count * sizeof *fds;
	struct iovec part = { .iov_base = (void *)(uintptr_t)bytes, .iov_len = size };
	union rights rights = { .bytes = { 0 } };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = (socklen_t)CMSG_SPACE(fds_size) };
	struct cmsghdr *head = &rights.head;
	ssize_t sent;

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = (socklen_t)CMSG_LEN(fds_size);
	memcpy(CMSG_DATA(head), fds, fds_size);
	sent = sys_sendmsg(socket, &message, flags);
	return sent < 0 ? (int)sent : 0;
}

int sys_send_descriptor(int socket, int fd)
{
	return sys_send_descriptors(socket, "", 1, &fd, 1, 0);
}

int sys_receive_descriptor(int socket)
{
	char byte;
	int fd;
	struct iovec part = { .iov_base = &byte, .iov_len = 1 };
	union rights rights;
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = CMSG_SPACE(sizeof fd) };
	ssize_t count = sys_recvmsg(socket, &message, 0);
	struct cmsghdr *head;

	if (count <= 0)
		return count < 0 ? (int)count : -EPIPE;
	head = CMSG_FIRSTHDR(&message);
	if (!head || head->cmsg_type != SCM_RIGHTS)
		return -EPROTO;
	memcpy(&fd, CMSG_DATA(head), sizeof fd);
	return fd;
}
