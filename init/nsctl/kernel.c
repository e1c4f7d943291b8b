/*
 * `nsctl check-kernel`: whether the kernel that runs has what this config needs, and who needs what
 * is missing. Any Linux, with nsinit or without; what takes a try is tried in a network namespace
 * that goes with the process. nsctl only.
 */
#include "base/system.h"
#include "nsctl/tools.h"
#include "uses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>

enum probe {
	PROBE_PATH,
	PROBE_FILE_SYSTEM, /* in /proc/filesystems, whose modules are loaded */
	PROBE_CONTROLLER,  /* "memory", or of version 2 alone, as in cgroup.controllers */
	PROBE_LINK,        /* a kind of interface that can be made */
	PROBE_LANDLOCK,
	PROBE_OLD_TIME, /* system calls whose times have 32 bits */
};

/* { option of the kernel, probe, what it looks for } */
#define KERNEL_PIDS                                                                                \
	{                                                                                          \
		"PID_NS", PROBE_PATH, "/proc/self/ns/pid"                                          \
	}
#define KERNEL_UTS                                                                                 \
	{                                                                                          \
		"UTS_NS", PROBE_PATH, "/proc/self/ns/uts"                                          \
	}
#define KERNEL_IPC                                                                                 \
	{                                                                                          \
		"IPC_NS", PROBE_PATH, "/proc/self/ns/ipc"                                          \
	}
#define KERNEL_CGROUPS                                                                             \
	{                                                                                          \
		"CGROUPS", PROBE_PATH, "/proc/self/ns/cgroup"                                      \
	}
#define KERNEL_NETWORK                                                                             \
	{                                                                                          \
		"NET_NS", PROBE_PATH, "/proc/self/ns/net"                                          \
	}
#define KERNEL_USERS                                                                               \
	{                                                                                          \
		"USER_NS", PROBE_PATH, "/proc/self/ns/user"                                        \
	}
#define KERNEL_TIME                                                                                \
	{                                                                                          \
		"TIME_NS", PROBE_PATH, "/proc/self/ns/time"                                        \
	}
#define KERNEL_SECCOMP                                                                             \
	{                                                                                          \
		"SECCOMP_FILTER", PROBE_PATH, "/proc/sys/kernel/seccomp"                           \
	}
#define KERNEL_LANDLOCK                                                                            \
	{                                                                                          \
		"SECURITY_LANDLOCK", PROBE_LANDLOCK, ""                                            \
	}
#define KERNEL_TMPFS                                                                               \
	{                                                                                          \
		"TMPFS", PROBE_FILE_SYSTEM, "tmpfs"                                                \
	}
#define KERNEL_DEVPTS                                                                              \
	{                                                                                          \
		"UNIX98_PTYS", PROBE_FILE_SYSTEM, "devpts"                                         \
	}
#define KERNEL_OVERLAY                                                                             \
	{                                                                                          \
		"OVERLAY_FS", PROBE_FILE_SYSTEM, "overlay"                                         \
	}
#define KERNEL_SQUASHFS                                                                            \
	{                                                                                          \
		"SQUASHFS", PROBE_FILE_SYSTEM, "squashfs"                                          \
	}
#define KERNEL_EROFS                                                                               \
	{                                                                                          \
		"EROFS_FS", PROBE_FILE_SYSTEM, "erofs"                                             \
	}
#define KERNEL_LOOP                                                                                \
	{                                                                                          \
		"BLK_DEV_LOOP", PROBE_PATH, "/dev/loop-control"                                    \
	}
#define KERNEL_MQUEUE                                                                              \
	{                                                                                          \
		"POSIX_MQUEUE", PROBE_FILE_SYSTEM, "mqueue"                                        \
	}
#define KERNEL_MEMORY                                                                              \
	{                                                                                          \
		"MEMCG", PROBE_CONTROLLER, "memory"                                                \
	}
#define KERNEL_PROCESSES                                                                           \
	{                                                                                          \
		"CGROUP_PIDS", PROBE_CONTROLLER, "pids"                                            \
	}
#define KERNEL_CPU                                                                                 \
	{                                                                                          \
		"CGROUP_SCHED", PROBE_CONTROLLER, "cpu"                                            \
	}
#define KERNEL_CPUSET                                                                              \
	{                                                                                          \
		"CPUSETS", PROBE_CONTROLLER, "cpuset"                                              \
	}
#define KERNEL_IO                                                                                  \
	{                                                                                          \
		"BLK_CGROUP", PROBE_CONTROLLER, "blkio"                                            \
	}
#define KERNEL_HUGETLB                                                                             \
	{                                                                                          \
		"CGROUP_HUGETLB", PROBE_CONTROLLER, "hugetlb"                                      \
	}
#define KERNEL_PRESSURE                                                                            \
	{                                                                                          \
		"PSI", PROBE_PATH, "/proc/pressure/memory"                                         \
	}
#define KERNEL_VETH                                                                                \
	{                                                                                          \
		"VETH", PROBE_LINK, "veth"                                                         \
	}
#define KERNEL_BRIDGE                                                                              \
	{                                                                                          \
		"BRIDGE", PROBE_LINK, "bridge"                                                     \
	}
#define KERNEL_IPV6                                                                                \
	{                                                                                          \
		"IPV6", PROBE_PATH, "/proc/net/if_inet6"                                           \
	}
#define KERNEL_WATCHDOG(path)                                                                      \
	{                                                                                          \
		"WATCHDOG", PROBE_PATH, path                                                       \
	}

struct feature {
	const char *option;
	enum probe probe;
	const char *what;
};

static const struct {
	struct feature feature;
	const char *who;
} needs[] = {
#define NEED_ROW(...) { __VA_ARGS__ }, /* of a need and of whom it is */
	NSINIT_KERNEL_NEEDS(NEED_ROW)
#undef NEED_ROW
#if __SIZEOF_LONG__ == 4
	/* musl asks by the old calls whenever a time fits: sleeps and timers would end at once. */
	{ { "COMPAT_32BIT_TIME", PROBE_OLD_TIME, "" }, "every program" },
#endif
};

/* Where the word stands at the beginning of a line, or within it too; NULL: nowhere. */
static const char *find_word(const char *text, const char *word, bool within)
{
	size_t length = strlen(word);

	for (const char *at = text; (at = strstr(at, word)) != NULL; at += length) {
		bool begins = at == text || at[-1] == '\n' || (within && strchr("\t ", at[-1]));

		if (begins && strchr("\t\n ", at[length]))
			return at;
	}
	return NULL;
}

/*
 * 0, -ENOENT; and -ENODATA of a control group's controller: its line ends with 0, switched off.
 * Linux 6.12 has none for what version 2 alone has (without MEMCG_V1, CPUSETS_V1).
 */
static int find_line(const char *path, const char *word, bool is_controller)
{
	char text[4096];
	ssize_t count = sys_read_file(AT_FDCWD, path, text, sizeof text);
	const char *line = count > 0 ? find_word(text, word, !is_controller) : NULL;

	if (line == NULL && is_controller)
		return find_line("/sys/fs/cgroup/cgroup.controllers", word, false);
	if (line == NULL)
		return -ENOENT;
	return is_controller && strchrnul(line, '\n')[-1] == '0' ? -ENODATA : 0;
}

/* One message: RTM_NEWLINK of a kind, rtnetlink(7). */
struct link_request {
	struct nlmsghdr head;
	struct ifinfomsg link;
	struct rtattr info, kind;
	char name[8];
};

/* 0, or -errno: -EOPNOTSUPP, it has no such kind; others: it could not be tried. */
static int make_link(const char *kind)
{
	struct link_request request = {
		.head = { sizeof request, RTM_NEWLINK,
			NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, 1, 0 },
		.info = { sizeof request.info + sizeof request.kind + sizeof request.name,
			IFLA_LINKINFO },
		.kind = { sizeof request.kind + sizeof request.name, IFLA_INFO_KIND },
	};
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
		char rest[256];
	} reply;
	int error = sys_unshare(CLONE_NEWNET);
	int fd = error < 0 ? error : sys_socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	ssize_t count = fd;

	memcpy(request.name, kind, strlen(kind));
	if (fd >= 0) {
		count = sys_send(fd, &request, sizeof request, 0);
		if (count >= 0)
			count = sys_recv(fd, &reply, sizeof reply, 0);
		sys_close(fd);
	}
	if (count < 0)
		return (int)count;
	return reply.head.nlmsg_type == NLMSG_ERROR ? reply.error.error : -EPROTO;
}

/* 0: it is there; -ENOENT: not; -ENODATA: switched off; another: it could not be looked for. */
static int look(const struct feature *feature)
{
	const struct timespec none = { 0, 0 };
	struct stat status;
	int error;

	switch (feature->probe) {
	case PROBE_PATH:
		return sys_stat(AT_FDCWD, feature->what, &status, 0);
	case PROBE_FILE_SYSTEM:
		return find_line("/proc/filesystems", feature->what, false);
	case PROBE_CONTROLLER:
		return find_line("/proc/cgroups", feature->what, true);
	case PROBE_LINK:
		error = make_link(feature->what);
		return error == -EOPNOTSUPP ? -ENOENT : error;
	case PROBE_LANDLOCK:
		return sys_landlock_abi() > 0 ? 0 : -ENOENT;
	case PROBE_OLD_TIME:
		/* Its result is the error: as musl calls it, so it ends. */
		return sizeof(long) == 4 &&
				       clock_nanosleep(CLOCK_MONOTONIC, 0, &none, NULL) == ENOSYS
			       ? -ENOENT
			       : 0;
	}
	return -ENOENT;
}

enum ending kernel_run(char **words)
{
	static char bytes[8192];
	struct text page = TEXT(bytes);
	enum ending ending = ENDING_GOOD;

	if (words[0])
		return explain_usage(words[0], "one word too many");
	for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
		int error = look(&needs[i].feature);

		if (error == 0)
			continue;
		ending = ENDING_FAILED;
		text_string(&page, "CONFIG_");
		text_string(&page, needs[i].feature.option);
		if (error == -ENOENT) {
			text_string(&page, " is missing");
		} else if (error == -ENODATA) {
			text_string(&page, " is switched off");
		} else {
			text_string(&page, " cannot be looked for, ");
			text_errno(&page, error);
		}
		text_string(&page, ": ");
		text_string(&page, needs[i].who);
		text_char(&page, '\n');
	}
	if (ending == ENDING_GOOD)
		text_string(&page, "the kernel has what this config needs\n");
	return say(bytes, page.length) == ENDING_GOOD ? ending : ENDING_FAILED;
}
