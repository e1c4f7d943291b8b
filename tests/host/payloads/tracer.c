/*
 * tracer PID[:OTHERS] count | fail ROLE NUMBER ERRNO | kill ROLE NUMBER: follows the next start of
 * a container that PID, an nsinit, makes. It says "ready", then one line "ROLE NUMBER SYSCALL" a
 * system call, in order, and at the end how launcher, child and service ended. `fail` lets the
 * call of that number in that role fail without being made; `kill` sends SIGKILL as it begins.
 *
 * The launcher is the first process that PID makes. The child is what the launcher clones, up to
 * its wait as the container's init; the service is what that one forks, up to and with execve; the
 * holders are what the launcher forks. PID, whatever else it makes, and what the launcher forks
 * before, which are OTHERS, run untraced.
 */
#include <errno.h>
#include <linux/ptrace.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define PTRACEES_MAX 8
#define LIMIT_S      20 /* then it gives up: what it followed runs on */
#define OPTIONS                                                                                    \
	(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE)

enum role {
	ROLE_NONE,
	ROLE_LAUNCHER,
	ROLE_CHILD,
	ROLE_SERVICE,
	ROLE_HOLDER,
	ROLE_OTHER,
	ROLE_COUNT
};
static const char *const words[ROLE_COUNT] = { "none", "launcher", "child", "service", "holder",
	"other" };

static struct tracee {
	pid_t pid;
	enum role role;
	int waits;     /* it stopped before its parent told its role */
	int failing;   /* the call it is in is to return -errno */
	long long now; /* the call it is in */
} tracees[PTRACEES_MAX];

static unsigned calls[ROLE_COUNT];
static int others; /* that the launcher is still to fork */
static struct {
	int error, kill;
	enum role role;
	unsigned number;
} wish;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static long trace(int request, pid_t pid, long address, long data)
{
	return syscall(SYS_ptrace, request, pid, address, data);
}

static struct tracee *find(pid_t pid)
{
	for (struct tracee *tracee = tracees; tracee < tracees + PTRACEES_MAX; tracee++)
		if (tracee->pid == pid)
			return tracee;
	return NULL;
}

static struct tracee *add(pid_t pid)
{
	struct tracee *tracee = find(0);

	if (!tracee)
		die("too many processes");
	*tracee = (struct tracee){ .pid = pid };
	return tracee;
}

/* A process that was killed meanwhile cannot be moved; its end is told by wait. */
static void go(int request, pid_t pid, int number)
{
	if (trace(request, pid, 0, number) < 0 && errno != ESRCH)
		die("ptrace");
}

static void leave(struct tracee *tracee)
{
	go(PTRACE_DETACH, tracee->pid, 0);
	tracee->pid = 0;
}

/* The registers that hold a call's number and its result. */
#ifdef __x86_64__
#define REGISTER_CALL   offsetof(struct user_regs_struct, orig_rax)
#define REGISTER_RESULT offsetof(struct user_regs_struct, rax)

static void set_register(pid_t pid, size_t offset, long long value)
{
	if (trace(PTRACE_POKEUSR, pid, (long)offset, (long)value) < 0 && errno != ESRCH)
		die("registers");
}
#else
#define REGISTER_CALL   0
#define REGISTER_RESULT 0

static void set_register(pid_t pid, size_t offset, long long value)
{
	fprintf(stderr, "no call of %d can be made to fail here: %zu %lld\n", pid, offset, value);
	exit(1);
}
#endif

/*
 * Another call stands in for one that is to fail: one that changes nothing and no filter stops. But
 * what close returns changes nothing: the descriptor is gone (close(2)).
 */
static void enter_call(struct tracee *tracee, long long call)
{
	unsigned number = ++calls[tracee->role];

	tracee->now = call;
	printf("%s %u %lld\n", words[tracee->role], number, call);
	if (tracee->role != wish.role || number != wish.number)
		return;
	if (wish.kill)
		kill(tracee->pid, SIGKILL);
	if (wish.error) {
		tracee->failing = 1;
		if (call != SYS_close)
			set_register(tracee->pid, REGISTER_CALL, SYS_getpid);
	}
}

static void leave_call(struct tracee *tracee)
{
	if (tracee->failing)
		set_register(tracee->pid, REGISTER_RESULT, -wish.error);
	tracee->failing = 0;
}

/* 1 when the process is followed no longer. */
static int at_call(struct tracee *tracee)
{
	struct ptrace_syscall_info info = { 0 };

	if (trace(PTRACE_GET_SYSCALL_INFO, tracee->pid, sizeof info, (long)&info) < 0)
		return 0;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
		enter_call(tracee, (long long)info.entry.nr);
		return tracee->role == ROLE_CHILD && info.entry.nr == SYS_rt_sigtimedwait;
	}
	if (info.op != PTRACE_SYSCALL_INFO_EXIT)
		return 0;
	if (tracee->now == SYS_execve && info.exit.rval == 0 && !tracee->failing)
		return 1;
	leave_call(tracee);
	return 0;
}

/* The container is no child of the launcher, and so not forked by it (ptrace(2)). */
static enum role role_of_child(const struct tracee *parent, int event)
{
	if (parent->role == ROLE_NONE)
		return ROLE_LAUNCHER;
	if (parent->role != ROLE_LAUNCHER)
		return ROLE_SERVICE;
	if (event == PTRACE_EVENT_CLONE)
		return ROLE_CHILD;
	return others-- > 0 ? ROLE_OTHER : ROLE_HOLDER;
}

/* Its first stop, and its role is known. */
static void begin(struct tracee *tracee)
{
	tracee->waits = 0;
	if (tracee->role == ROLE_OTHER)
		leave(tracee);
	else
		go(PTRACE_SYSCALL, tracee->pid, 0);
}

/* What a process made gets its role from who made it. PID is left alone after the launcher. */
static void at_birth(struct tracee *parent, int event)
{
	unsigned long pid = 0;
	struct tracee *born;

	if (trace(PTRACE_GETEVENTMSG, parent->pid, 0, (long)&pid) < 0)
		return;
	born = find((pid_t)pid);
	if (!born)
		born = add((pid_t)pid);
	born->role = role_of_child(parent, event);
	if (born->waits)
		begin(born);
	if (parent->role == ROLE_NONE)
		leave(parent);
	else
		go(PTRACE_SYSCALL, parent->pid, 0);
}

static void at_end(struct tracee *tracee, int status)
{
	if (WIFSIGNALED(status))
		printf("%s killed %d\n", words[tracee->role], WTERMSIG(status));
	else
		printf("%s exited %d\n", words[tracee->role], WEXITSTATUS(status));
	tracee->pid = 0;
}

static void at_stop(struct tracee *tracee, int status)
{
	int number = WSTOPSIG(status);
	int event = status >> 16;

	if (event == PTRACE_EVENT_STOP && tracee->role == ROLE_NONE) {
		tracee->waits = 1;
	} else if (tracee->role == ROLE_OTHER) {
		begin(tracee);
	} else if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK ||
		   event == PTRACE_EVENT_CLONE) {
		at_birth(tracee, event);
	} else if (number == (SIGTRAP | 0x80)) {
		if (at_call(tracee))
			leave(tracee);
		else
			go(PTRACE_SYSCALL, tracee->pid, 0);
	} else {
		go(PTRACE_SYSCALL, tracee->pid, event ? 0 : number);
	}
}

static int left(void)
{
	int count = 0;

	for (unsigned i = 0; i < PTRACEES_MAX; i++)
		count += tracees[i].pid != 0;
	return count;
}

static void follow(pid_t first)
{
	while (left() > 0) {
		int status;
		pid_t pid = waitpid(-1, &status, __WALL);
		struct tracee *tracee = find(pid);

		if (pid < 0)
			die("wait");
		if (!tracee)
			tracee = add(pid);
		if (!WIFSTOPPED(status))
			at_end(tracee, status);
		else if (pid == first && status >> 16 == 0)
			go(PTRACE_CONT, pid, WSTOPSIG(status)); /* PID's own signals */
		else
			at_stop(tracee, status);
	}
}

int main(int argc, char **argv)
{
	pid_t first = argc > 2 ? atoi(argv[1]) : 0;

	others = argc > 2 && strchr(argv[1], ':') ? atoi(strchr(argv[1], ':') + 1) : 0;
	if (argc > 4) {
		wish.kill = strcmp(argv[2], "kill") == 0;
		wish.error = argc > 5 ? atoi(argv[5]) : 0;
		for (wish.role = ROLE_LAUNCHER; strcmp(words[wish.role], argv[3]) != 0;)
			if (++wish.role == ROLE_COUNT)
				return 2;
		wish.number = (unsigned)atoi(argv[4]);
	}
	alarm(LIMIT_S);
	add(first);
	if (first < 1 || trace(PTRACE_SEIZE, first, 0, OPTIONS) < 0)
		die("seize");
	puts("ready");
	fflush(stdout);
	follow(first);
	return 0;
}
