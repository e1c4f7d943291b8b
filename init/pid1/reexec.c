/*
 * The way from one image of nsinit to the next; see reexec.h. The old image's part: PID 1, the fork
 * that becomes the checking run, and the handler of faults.
 */
#include "pid1/reexec.h"

#include "base/system.h"
#include "pid1/boot.h"
#include "pid1/log.h"
#include "pid1/state.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* How long a checking run may take; and how long containers may be between two processes. */
#define CHECK_LIMIT_MS 10000
#define QUIET_LIMIT_MS 15000

/* The state of the last turn, and that of this one while it is written: a fault spoils one. */
#define SNAPSHOTS (NSINIT_USES_FAULT_REEXEC ? 2 : 1)
static _Alignas(8) char snapshots[SNAPSHOTS][STATE_BYTES_MAX];
static volatile int whole = -1; /* which one is good */

static char program[PATH_MAX];

void reexec_prepare(void)
{
	static const char gone[] = " (deleted)"; /* proc(5), /proc/PID/exe */
	ssize_t length = sys_readlink(AT_FDCWD, "/proc/self/exe", program, sizeof program - 1);
	size_t end = length < 0 ? 0 : (size_t)length;

	if (end > sizeof gone && strcmp(program + end - (sizeof gone - 1), gone) == 0)
		end -= sizeof gone - 1;
	program[end] = '\0';
}

void *reexec_share(const char *name, size_t bytes, int *fd)
{
	void *at = NULL;

	*fd = -1;
	if (!NSINIT_USES_REEXEC)
		return sys_map_shared(bytes);
	*fd = sys_share_memory(name, bytes, true, &at);
	return *fd < 0 ? NULL : at;
}

int reexec_argument(const char *argument, const char *option)
{
	size_t length = strlen(option);
	int number = 0;

	if (!argument || strncmp(argument, option, length) != 0 || !argument[length])
		return -1;
	for (const char *c = argument + length; *c; c++) {
		if (*c < '0' || *c > '9' || number > 99999)
			return -1;
		number = number * 10 + (*c - '0');
	}
	return number;
}

/* A sealed copy; a descriptor or -errno. */
static int seal(struct state_head *head, enum state_after after)
{
	head->after = after;
	return sys_seal_bytes("nsinit-state", head, head->bytes);
}

/* The state that this machine is in, sealed; its descriptor or -errno, and where its bytes are. */
static int write_state(const struct machine *machine, struct state_head **head)
{
	char *bytes = snapshots[SNAPSHOTS > 1 && whole == 0];

	*head = (void *)bytes;
	if (state_save(machine, bytes, sizeof snapshots[0]) == 0)
		return -ENOSPC;
	return seal(*head, STATE_AFTER_WISH);
}

/* Returns only when it failed: -errno. */
static int execute(const char *path, const char *option, int fd)
{
	char argument[32];
	struct text text = TEXT(argument);
	char name[] = "nsinit";
	char *const arguments[] = { name, argument, NULL };
	char *const environment[] = { NULL };

	text_string(&text, option);
	text_number(&text, fd);
	sys_keep_on_exec(fd, true);
	return sys_execve(path, arguments, environment);
}

static _Noreturn void run_check(const struct state_head *head, int fd, int said)
{
	sys_dup_to(said, 1, 0);
	state_keep_descriptors(head, true);
	sys_block_signals(0);
	execute(program, REEXEC_CHECK, fd);
	sys_exit(127);
}

static int fork_check(struct machine *machine)
{
	int ends[2];
	struct state_head *head;
	int fd = write_state(machine, &head);
	int error = fd < 0 ? fd : sys_pipe(ends, O_NONBLOCK);
	pid_t pid = error < 0 ? error : sys_fork_default();

	if (pid == 0)
		run_check(head, fd, ends[1]);
	if (fd >= 0)
		sys_close(fd);
	if (error < 0)
		return error;
	sys_close(ends[1]);
	if (pid < 0)
		sys_close(ends[0]);
	machine->reexec.said = ends[0];
	machine->reexec.checker = pid;
	return pid < 0 ? pid : 0;
}

int reexec_ask(struct machine *machine, const char **words)
{
	struct reexec *reexec = &machine->reexec;
	int error;

	*words = NULL;
	if (machine->phase != PHASE_RUNNING) {
		*words = machine->phase > PHASE_RUNNING ? "shutting down" : "still booting";
		return EBUSY;
	}
	if (reexec->phase != REEXEC_NONE)
		return 0;
	/* Without shared memory nobody else could find the containers. */
	error = machine->pids_memory < 0 ? -ENOMEM : fork_check(machine);
	if (error < 0)
		return -error;
	reexec->phase = REEXEC_CHECKING;
	reexec->deadline_ms = sys_now_ms() + CHECK_LIMIT_MS;
	return 0;
}

bool reexec_is_over(const struct machine *machine, int *result, const char **words)
{
	*result = machine->reexec.result;
	*words = machine->reexec.words[0] ? machine->reexec.words : NULL;
	return machine->reexec.phase == REEXEC_NONE;
}

static void give_up(struct machine *machine, int error, const char *words)
{
	struct reexec *reexec = &machine->reexec;
	struct text text = TEXT(reexec->words);

	reexec->phase = REEXEC_NONE;
	reexec->deadline_ms = 0;
	reexec->result = error;
	reexec->words[0] = '\0';
	text_string(&text, words);
	log_say(LOG_LEVEL_ERROR, "not replaced", words, words[0] ? 0 : error);
}

/* One line of what a program said that may be anything. */
static void read_words(int fd, char *words, size_t size)
{
	ssize_t count = sys_read(fd, words, size - 1);

	words[count > 0 ? count : 0] = '\0';
	for (char *c = words; *c; c++)
		if (*c < ' ' || *c > '~')
			*c = '\0';
	sys_close(fd);
}

bool reexec_exited(struct machine *machine, pid_t pid, int status)
{
	struct reexec *reexec = &machine->reexec;
	char words[sizeof reexec->words];

	if (pid != reexec->checker)
		return false;
	reexec->checker = 0;
	read_words(reexec->said, words, sizeof words);
	if (reexec->phase != REEXEC_CHECKING)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == REEXEC_FITS) {
		reexec->phase = REEXEC_READY;
		reexec->deadline_ms = sys_now_ms() + QUIET_LIMIT_MS;
		return true;
	}
	give_up(machine, EINVAL, words[0] ? words : "the new program takes over from no other");
	return true;
}

bool reexec_holds(const struct machine *machine)
{
	return machine->reexec.phase == REEXEC_READY;
}

/*
 * A launcher writes the pid of its container where this image looks for it, and its words for what
 * fails are this image's. A client in the middle of its answer reads on at its own pace.
 */
static bool is_quiet(const struct machine *machine)
{
	for (unsigned i = 0; i < NSINIT_CONTAINERS; i++)
		if (machine->units[i].launcher > 0)
			return false;
	for (unsigned i = 0; i < CLIENTS_MAX; i++)
		if (machine->clients[i].state == CLIENT_SENDING)
			return false;
	/* Those that are new with this image start when it is done. */
	return machine->helper == 0;
}

static void replace(struct machine *machine)
{
	struct state_head *head;
	int fd = write_state(machine, &head);
	int error = fd;

	if (fd >= 0) {
		log_say(LOG_LEVEL_NOTICE, "replaced by", program, 0);
		state_keep_descriptors(head, true);
		error = execute(program, REEXEC_STATE, fd);
		state_keep_descriptors(head, false);
		sys_close(fd);
	}
	give_up(machine, -error, "");
}

void reexec_step(struct machine *machine, int64_t now_ms)
{
	struct reexec *reexec = &machine->reexec;
	bool late = reexec->deadline_ms > 0 && now_ms >= reexec->deadline_ms;

	if (reexec->phase == REEXEC_NONE)
		return;
	if (machine->phase != PHASE_RUNNING) {
		give_up(machine, EBUSY, "shutting down");
	} else if (reexec->phase == REEXEC_CHECKING && late) {
		sys_kill(reexec->checker, SIGKILL);
		give_up(machine, ETIMEDOUT, "the new program does not answer");
	} else if (reexec->phase == REEXEC_READY && is_quiet(machine)) {
		replace(machine);
	} else if (late) {
		give_up(machine, EBUSY, "something is being started all the time");
	}
}

int64_t reexec_deadline(const struct machine *machine)
{
	return machine->reexec.deadline_ms;
}

void reexec_keep(const struct machine *machine)
{
	int next = SNAPSHOTS > 1 && whole == 0;

	if (machine->phase != PHASE_RUNNING)
		whole = -1;
	else if (state_save(machine, snapshots[next], sizeof snapshots[0]) > 0)
		whole = next;
}

void reexec_after_fault(void)
{
	struct state_head *head = whole >= 0 ? (void *)snapshots[whole] : NULL;
	int64_t now_ms = sys_now_ms();
	int fd;

	if (!head)
		return;
	if (head->faulted_ms == 0 || now_ms - head->faulted_ms > REEXEC_FAULTS_MS) {
		head->faulted_ms = now_ms;
		head->faults = 0;
	}
	if (++head->faults > REEXEC_FAULTS_MAX)
		return;
	fd = seal(head, STATE_AFTER_FAULT);
	if (fd < 0)
		return;
	state_keep_descriptors(head, true);
	/* A fault that is blocked kills: signal(7). The new image begins with this mask. */
	sys_block_signals(boot_signals());
	execute("/proc/self/exe", REEXEC_STATE, fd);
}

int reexec_check(const char *number)
{
	char bytes[96];
	struct text why = TEXT(bytes);
	int fd = reexec_argument(number, REEXEC_CHECK);
	struct state state;
	int error = state_take(fd, &state, &why);

	if (error == 0)
		error = state_check_machine(&state, &why);
	if (error == 0)
		return REEXEC_FITS;
	sys_write(1, bytes, why.length);
	return 1;
}
