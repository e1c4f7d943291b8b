/*
 * A logger that is killed between any two instructions: a process that turns a pipe into records is
 * stepped through, and after each instruction that changed its memory or took from the pipe, a
 * successor is given what there is then. The records are always the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pid1/logger_input.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

struct memory {
	struct ring ring;
	struct log_input input;
};

/* Lines, a level, equal lines, a cut end of a run, a carriage return, empty lines, no end. */
static const char said[] = "one\n<3>two\nsame\nsame\nsame\n\n\r\nhalf\0\0three\r\n\xff\xff\nlast";
#define BYTES (sizeof said - 1)

static struct memory *make_memory(void)
{
	struct memory *memory = mmap(
		NULL, sizeof *memory, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_ptr_not_equal(memory, MAP_FAILED);
	return memory;
}

static void run(struct memory *memory, int fd)
{
	do
		while (input_take(&memory->input, &memory->ring, NULL, 1234))
			;
	while (input_read(&memory->input, &memory->ring, fd) > 0);
}

/* What a logger makes of the memory and the last `left` bytes, and the end of the last line. */
static size_t succeed(struct memory *memory, size_t left, char *records)
{
	int ends[2];
	size_t position = 0;

	assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
	assert_int_equal(write(ends[1], said + BYTES - left, left), left);
	input_recover(&memory->input);
	run(memory, ends[0]);
	assert_int_equal(write(ends[1], "\n", 1), 1);
	run(memory, ends[0]);
	close(ends[0]);
	close(ends[1]);
	return ring_read(&memory->ring, &position, records, 4096);
}

static void what_a_pipe_brings_becomes_records(void **unused)
{
	struct memory *memory = make_memory();
	char records[4096];
	size_t count = succeed(memory, BYTES, records);

	(void)unused;
	records[count] = '\0';
	assert_string_equal(records, "1.234 30 one\n1.234 27 two\n1.234 30 same\n1.234 30 same\n"
				     "1.234 30 same\n1.234 30 \n1.234 30 \n1.234 30 half\n"
				     "1.234 30 three\n1.234 30 \xff\xff\n1.234 30 last\n");
	munmap(memory, sizeof *memory);
}

/* A stopped child that will do all of it. */
static pid_t start(struct memory *memory, int fd)
{
	pid_t pid = fork();

	if (pid == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		run(memory, fd);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	return pid;
}

static void a_death_at_any_instruction_changes_nothing(void **unused)
{
	struct memory *memory = make_memory();
	struct memory *before = calloc(1, sizeof *before);
	struct memory *copy = make_memory();
	char expected[4096];
	char records[4096];
	size_t length;
	int ends[2];
	int left_before = -1;
	unsigned states = 0;
	int status;
	pid_t pid;

	(void)unused;
	length = succeed(copy, BYTES, expected);
	assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
	assert_int_equal(write(ends[1], said, BYTES), BYTES);
	pid = start(memory, ends[0]);
	for (;;) {
		int left;

		assert_int_equal(ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL), 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (!WIFSTOPPED(status))
			break;
		assert_int_equal(ioctl(ends[0], FIONREAD, &left), 0);
		if (left == left_before && memcmp(memory, before, sizeof *memory) == 0)
			continue;
		left_before = left;
		memcpy(before, memory, sizeof *memory);
		memcpy(copy, memory, sizeof *memory);
		assert_int_equal(succeed(copy, (size_t)left, records), length);
		assert_memory_equal(records, expected, length);
		states++;
	}
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	/* Each record takes some stores: the child was seen at work. */
	assert_true(states > 50);
	free(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_pipe_brings_becomes_records),
		cmocka_unit_test(a_death_at_any_instruction_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
