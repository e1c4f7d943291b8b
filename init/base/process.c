/*
 * The system calls of system.h that make, change, signal and end processes.
 * Called in every process. Credentials and fork are raw: libc would send messages to threads that
 * do not exist and take locks; what was cloned so must leave by sys_exit or execve only.
 */
#include "base/system.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* 16-bit ids are what the plain numbers mean on older 32-bit architectures (setresuid(2)). */
#ifdef SYS_setresuid32
#define NUMBER_SETRESUID SYS_setresuid32
#define NUMBER_SETRESGID SYS_setresgid32
#define NUMBER_SETGROUPS SYS_setgroups32
#else
#define NUMBER_SETRESUID SYS_setresuid
#define NUMBER_SETRESGID SYS_setresgid
#define NUMBER_SETGROUPS SYS_setgroups
#endif

static int result(long value)
{
	return value < 0 ? -errno : (int)value;
}

pid_t sys_fork(void)
{
	return result(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
}

pid_t sys_fork_sibling(pid_t *pid)
{
	return result(
		syscall(SYS_clone, CLONE_PARENT | CLONE_PARENT_SETTID | SIGCHLD, 0, pid, 0, 0));
}

pid_t sys_fork_default(void)
{
	const struct clone_args arguments = { .flags = CLONE_CLEAR_SIGHAND,
		.exit_signal = SIGCHLD };

	return sys_clone3(&arguments);
}

pid_t sys_clone3(const struct clone_args *arguments)
{
	return result(syscall(SYS_clone3, arguments, sizeof *arguments));
}

int sys_unshare(int flags)
{
	return result(syscall(SYS_unshare, flags));
}

int sys_setns(int fd, int flags)
{
	return result(syscall(SYS_setns, fd, flags));
}

int sys_execve(const char *path, char *const argv[], char *const environment[])
{
	return result(execve(path, argv, environment));
}

_Noreturn void sys_exit(int status)
{
	_exit(status);
}

pid_t sys_getpid(void)
{
	return result(syscall(SYS_getpid));
}

pid_t sys_getppid(void)
{
	return result(syscall(SYS_getppid));
}

pid_t sys_wait(pid_t pid, int *status, int options)
{
	pid_t got;

	do
		got = result(syscall(SYS_wait4, pid, status, options, NULL));
	while (got == -EINTR);
	return got;
}

bool sys_is_child(pid_t pid)
{
	/* Without WNOHANG's second meaning: ECHILD says all, whether it has ended or not. */
	return pid > 0 &&
	       syscall(SYS_waitid, P_PID, pid, NULL, WEXITED | WNOHANG | WNOWAIT, NULL) == 0;
}

pid_t sys_wait_peek(pid_t pid)
{
	siginfo_t info = { .si_pid = 0 };
	int error = result(syscall(SYS_waitid, pid > 0 ? P_PID : P_ALL, pid, &info,
		WEXITED | WNOHANG | WNOWAIT, NULL));

	return error < 0 ? error : info.si_pid;
}

int sys_kill(pid_t pid, int number)
{
	return result(kill(pid, number));
}

int sys_pidfd_open(pid_t pid)
{
	return result(syscall(SYS_pidfd_open, pid, 0));
}

int sys_pidfd_getfd(int pidfd, int fd)
{
	return result(syscall(SYS_pidfd_getfd, pidfd, fd, 0));
}

int sys_pidfd_signal(int pidfd, int number)
{
	return result(syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0));
}

int sys_setsid(void)
{
	return result(setsid());
}

int sys_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)
{
	return result(prctl(option, a, b, c, d));
}

int sys_capget(uint64_t *permitted)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	if (syscall(SYS_capget, &header, data) < 0)
		return -errno;
	*permitted = (uint64_t)data[1].permitted << 32 | data[0].permitted;
	return 0;
}

int sys_capset(uint64_t effective, uint64_t permitted, uint64_t inheritable)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2] = {
		{ (uint32_t)effective, (uint32_t)permitted, (uint32_t)inheritable },
		{ (uint32_t)(effective >> 32), (uint32_t)(permitted >> 32),
			(uint32_t)(inheritable >> 32) },
	};

	return result(syscall(SYS_capset, &header, data));
}

int sys_setgroups(size_t count, const gid_t *groups)
{
	return result(syscall(NUMBER_SETGROUPS, count, groups));
}

int sys_setresgid(gid_t real, gid_t effective, gid_t saved)
{
	return result(syscall(NUMBER_SETRESGID, real, effective, saved));
}

int sys_setresuid(uid_t real, uid_t effective, uid_t saved)
{
	return result(syscall(NUMBER_SETRESUID, real, effective, saved));
}

int sys_setrlimit(int resource, uint64_t soft, uint64_t hard)
{
	/* struct rlimit64 of the kernel; a libc's struct rlimit may have 32 bits. */
	const uint64_t limit[2] = { soft, hard };

	return result(syscall(SYS_prlimit64, 0, resource, limit, NULL));
}

int sys_seccomp(unsigned operation, unsigned flags, void *argument)
{
	return result(syscall(SYS_seccomp, operation, flags, argument));
}

/* The same distance everywhere from a call that all headers have; musl's are too old for it. */
#define LANDLOCK_CREATE_RULESET (SYS_close_range - 436 + 444)
#define LANDLOCK_ADD_RULE       (SYS_close_range - 436 + 445)
#define LANDLOCK_RESTRICT_SELF  (SYS_close_range - 436 + 446)
#ifdef SYS_landlock_restrict_self
_Static_assert(LANDLOCK_RESTRICT_SELF == SYS_landlock_restrict_self, "as newer headers have it");
#endif

int sys_landlock_abi(void)
{
	return result(syscall(LANDLOCK_CREATE_RULESET, NULL, 0, 1 /* VERSION */));
}

int sys_landlock_create(const void *attributes, size_t bytes)
{
	return result(syscall(LANDLOCK_CREATE_RULESET, attributes, bytes, 0));
}

int sys_landlock_add_rule(int ruleset, unsigned type, const void *rule)
{
	return result(syscall(LANDLOCK_ADD_RULE, ruleset, type, rule, 0));
}

int sys_landlock_restrict(int ruleset)
{
	return result(syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0));
}

int sys_keyctl(int operation, const char *name)
{
	return result(syscall(SYS_keyctl, operation, name, 0, 0, 0));
}

void sys_umask(mode_t mask)
{
	umask(mask);
}

/* A libc set from bits: its first words are the kernel's on every architecture. */
static sigset_t set_of(uint64_t bits)
{
	enum { WORD_BYTES = sizeof(unsigned long), WORDS = sizeof bits / WORD_BYTES };
	unsigned long words[WORDS] = { 0 };
	sigset_t set;

	for (unsigned i = 0; i < WORDS; i++)
		words[i] = (unsigned long)(bits >> (i * WORD_BYTES * 8));
	memset(&set, 0, sizeof set);
	memcpy(&set, words, sizeof words);
	return set;
}

int sys_block_signals(uint64_t bits)
{
	sigset_t set = set_of(bits);

	return result(sigprocmask(SIG_SETMASK, &set, NULL));
}

int sys_signalfd(uint64_t bits)
{
	sigset_t set = set_of(bits);

	return result(syscall(SYS_signalfd4, -1, &set, _NSIG / 8, SFD_CLOEXEC | SFD_NONBLOCK));
}

int sys_wait_signal(uint64_t bits, int64_t timeout_ms)
{
	sigset_t set = set_of(bits);
	struct timespec limit = { .tv_sec = (time_t)(timeout_ms / 1000),
		.tv_nsec = (long)(timeout_ms % 1000) * 1000000 };

	return result(sigtimedwait(&set, NULL, timeout_ms < 0 ? NULL : &limit));
}
