/*
 * privileges [as WORD | exec FILE WORD...]: what this process is and may do, one fact a line, then
 * "end"; `as` begins each line with the word and stops there. `exec` lets each FILE say the same
 * for itself, as WORD, in a process of its own: files with set-user-ID bits and capabilities.
 */
#include <linux/keyctl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *word = "self";

/* The lines of a file that begin with one of the keys, or all. */
static void say_file(const char *name, const char *path, const char *const *keys)
{
	FILE *file = fopen(path, "r");
	char line[512];

	while (file && fgets(line, sizeof line, file)) {
		const char *const *key = keys;

		while (key && *key && strncmp(line, *key, strlen(*key)) != 0)
			key++;
		if (!key || *key)
			printf("%s %s %s%s", word, name, line, strchr(line, '\n') ? "" : "\n");
	}
	if (file)
		fclose(file);
}

static void say_identity(void)
{
	static const char *const keys[] = { "Uid:", "Gid:", "Groups:", "CapInh:", "CapPrm:",
		"CapEff:", "CapBnd:", "CapAmb:", "NoNewPrivs:", "Seccomp:", NULL };

	say_file("status", "/proc/self/status", keys);
	printf("%s securebits %#x\n", word, (unsigned)prctl(PR_GET_SECUREBITS, 0, 0, 0, 0));
}

/* What a program does that wants to be rid of its privileges. */
static void say_after_drop(void)
{
	static const char *const keys[] = { "Uid:", "CapPrm:", "CapEff:", NULL };

	if (syscall(SYS_setresuid, getuid(), getuid(), getuid()) < 0)
		printf("%s cannot drop\n", word);
	say_file("dropped", "/proc/self/status", keys);
}

/* musl has no sched_getscheduler: see sched.h of the kernel. */
static void say_scheduling(void)
{
	struct sched_param parameter = { 0 };
	cpu_set_t set;

	syscall(SYS_sched_getparam, 0, &parameter);
	printf("%s scheduler %ld priority %d nice %d io %#lx\n", word,
		syscall(SYS_sched_getscheduler, 0), parameter.sched_priority,
		getpriority(PRIO_PROCESS, 0), syscall(SYS_ioprio_get, 1 /* of a process */, 0));
	CPU_ZERO(&set);
	printf("%s cpus", word);
	if (syscall(SYS_sched_getaffinity, 0, sizeof set, &set) > 0)
		for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
			if (CPU_ISSET(cpu, &set))
				printf(" %d", cpu);
	printf("\n");
	say_file("oom", "/proc/self/oom_score_adj", NULL);
}

static void say_process(void)
{
	mode_t mask = umask(077);
	char text[256] = "";

	printf("%s umask %03o\n", word, (unsigned)mask);
	printf("%s session %s group %s\n", word, getsid(0) == getpid() ? "own" : "other",
		getpgid(0) == getpid() ? "own" : "other");
	printf("%s terminal %s\n", word, isatty(0) || isatty(1) ? "some" : "none");
	printf("%s HOME %s\n", word, getenv("HOME"));
	printf("%s PATH %s\n", word, getenv("PATH"));
	printf("%s keyring %ld\n", word,
		syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0, 0, 0));
	if (syscall(SYS_keyctl, KEYCTL_DESCRIBE, KEY_SPEC_SESSION_KEYRING, text, sizeof text - 1) >
		0)
		printf("%s session-keyring %s\n", word, text);
	say_file("label", "/proc/self/attr/current", NULL);
}

static void say_others(char **words)
{
	for (; words[0] && words[1]; words += 2) {
		int status = 0;
		pid_t pid;

		fflush(stdout);
		pid = fork();
		if (pid == 0) {
			execl(words[0], words[0], "as", words[1], (char *)NULL);
			_exit(127);
		}
		waitpid(pid, &status, 0);
		if (status != 0)
			printf("%s ended with %#x\n", words[1], (unsigned)status);
	}
}

int main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "as") == 0) {
		word = argv[2];
		say_identity();
		say_after_drop();
		return 0;
	}
	say_identity();
	say_scheduling();
	say_file("limit", "/proc/self/limits", NULL);
	say_process();
	if (argc > 2 && strcmp(argv[1], "exec") == 0)
		say_others(argv + 2);
	printf("end\n");
	return 0;
}
