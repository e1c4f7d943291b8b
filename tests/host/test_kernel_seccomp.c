/*
 * The system call filters, loaded: each probe is a child of its own. Needs no privilege.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kernel/seccomp.h"

#include <errno.h>
#include <nsinit/values.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void load(size_t count, const struct sock_filter *code)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || seccomp_load(code, count) < 0)
		_exit(125);
}

/* Runs the probe behind a program; its wait(2) status. */
static int behind(const struct sock_filter *code, size_t count, int (*probe)(void))
{
	int status = -1;
	pid_t child;

	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		load(count, code);
		_exit(probe());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static int behind_set(int (*probe)(void), enum syscall_set set, uint64_t caps)
{
	const struct container container = { .syscalls = set, .caps = caps };
	struct sock_filter code[SECCOMP_PROGRAM_MAX];

	return behind(code, seccomp_container(code, SECCOMP_PROGRAM_MAX, &container), probe);
}

static int behind_default(int (*probe)(void), uint64_t caps)
{
	return behind_set(probe, SYSCALLS_DEFAULT, caps);
}

#ifdef __x86_64__
static int behind_architecture(int (*probe)(void))
{
	return behind_set(probe, SYSCALLS_UNRESTRICTED, 0);
}
#endif

static int error_of(long result)
{
	return result < 0 ? errno : 0;
}

#define REFUSED(call, error) (error_of(call) == (error) ? 0 : __LINE__ % 120 + 1)

static int probe_refusals(void)
{
	int pair[2];
	int line = 0;

	line = line ? line : REFUSED(syscall(SYS_mount, "a", "b", "c", 0, 0), EPERM);
	line = line ? line : REFUSED(syscall(SYS_unshare, 0x10000000), EPERM);
	line = line ? line : REFUSED(syscall(SYS_keyctl, 0, 0), EPERM);
	line = line ? line : REFUSED(syscall(SYS_add_key, "user", "a", "b", 1, -1), EPERM);
	line = line ? line : REFUSED(syscall(SYS_request_key, "user", "a", 0, 0), EPERM);
	line = line ? line : REFUSED(syscall(SYS_ptrace, 0, 0, 0, 0), EPERM);
	line = line ? line : REFUSED(syscall(SYS_bpf, 0, 0, 0), EPERM);
	line = line ? line : REFUSED(syscall(SYS_clone, 0x10000000 | SIGCHLD, 0, 0, 0, 0), EPERM);
	line = line ? line : REFUSED(syscall(SYS_clone3, NULL, 0), ENOSYS);
	line = line ? line : REFUSED(syscall(500, 0), ENOSYS);
	line = line ? line : REFUSED(syscall(SYS_ioctl, 0, TIOCSTI, ""), EPERM);
	line = line ? line : REFUSED(syscall(SYS_ioctl, 0, TIOCSTI | 1L << 40, ""), EPERM);
	line = line ? line : REFUSED(syscall(SYS_ioctl, 0, TIOCLINUX, ""), EPERM);
	line = line ? line : REFUSED(syscall(SYS_ioctl, 0, TIOCLINUX | 1L << 62, ""), EPERM);
	line = line ? line : REFUSED(socket(AF_VSOCK, SOCK_STREAM, 0), EAFNOSUPPORT);
	/* The kernel itself would look at the type first, and say EINVAL. */
	line = line ? line : REFUSED(syscall(SYS_socketpair, AF_TIPC, -1, 0, pair), EAFNOSUPPORT);
	return line;
}

static void refusals_carry_their_errno(void **state)
{
	(void)state;
	assert_int_equal(behind_default(probe_refusals, 0), 0);
}

static int probe_shell(void)
{
	execl("/bin/sh", "sh", "-c",
		"test \"$(echo one two | cat | wc -w)\" -eq 2 && (sleep 0 & wait) && cd /tmp && "
		"pwd",
		(char *)NULL);
	return 124;
}

static void ordinary_programs_run(void **state)
{
	int null = dup(1);

	(void)state;
	assert_true(null >= 0);
	assert_non_null(freopen("/dev/null", "w", stdout));
	assert_int_equal(behind_default(probe_shell, 0), 0);
	fflush(stdout);
	dup2(null, 1);
	close(null);
}

static int probe_clock(void)
{
	return error_of(syscall(SYS_clock_settime, 0, NULL));
}

static void a_capability_reaches_the_kernel(void **state)
{
	(void)state;
	assert_int_equal(WEXITSTATUS(behind_default(probe_clock, 0)), EPERM);
	/* Past the filter the kernel looks at the time that is not there. */
	assert_int_equal(WEXITSTATUS(behind_default(probe_clock, CAP(SYS_TIME))), EFAULT);
}

#ifdef __x86_64__
static int probe_x32(void)
{
	return (int)syscall(0x40000000 | SYS_getpid) > 0 ? 1 : 2;
}

static int probe_i386(void)
{
	int result = 20; /* getpid there */

	__asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
	return 1;
}
#endif

static void foreign_calls_kill(void **state)
{
	(void)state;
#ifdef __x86_64__
	assert_int_equal(behind_default(probe_x32, 0) & 0x7f, SIGSYS);
	assert_int_equal(behind_default(probe_i386, UINT64_MAX) & 0x7f, SIGSYS);
	assert_int_equal(behind_architecture(probe_x32) & 0x7f, SIGSYS);
	assert_int_equal(behind_architecture(probe_i386) & 0x7f, SIGSYS);
#else
	print_message("%s: skipped: no foreign calls to make here\n", __func__);
	skip();
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals_carry_their_errno),
		cmocka_unit_test(ordinary_programs_run),
		cmocka_unit_test(a_capability_reaches_the_kernel),
		cmocka_unit_test(foreign_calls_kill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
