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

/* Room for one descriptor beside the byte, aligned as cmsg(3) wants it. */
union rights {
	struct cmsghdr head;
	char bytes[CMSG_SPACE(sizeof(int))];
};

int sys_send_descriptor(int socket, int fd)
{
	char byte = 0;
	struct iovec part = { .iov_base = &byte, .iov_len = 1 };
	union rights rights = { .bytes = { 0 } };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = sizeof rights };
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	ssize_t sent;

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(head), &fd, sizeof fd);
	sent = sys_sendmsg(socket, &message, 0);
	return sent < 0 ? (int)sent : 0;
}

int sys_receive_descriptor(int socket)
{
	char byte;
	struct iovec part = { .iov_base = &byte, .iov_len = 1 };
	union rights rights;
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = sizeof rights };
	ssize_t count = sys_recvmsg(socket, &message, 0);
	struct cmsghdr *head;
	int fd;

	if (count <= 0)
		return count < 0 ? (int)count : -EPIPE;
	head = CMSG_FIRSTHDR(&message);
	if (!head || head->cmsg_type != SCM_RIGHTS)
		return -EPROTO;
	memcpy(&fd, CMSG_DATA(head), sizeof fd);
	return fd;
}
