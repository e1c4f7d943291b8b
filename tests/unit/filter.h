/*
 * An interpreter of the classic BPF programs of seccomp, for tests.
 */
#ifndef NSINIT_TEST_FILTER_H
#define NSINIT_TEST_FILTER_H

#include "kernel/seccomp.h"

#include <linux/bpf_common.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <string.h>

struct filter {
	struct sock_filter code[SECCOMP_PROGRAM_MAX];
	size_t count;
};

static unsigned long steps;

/* Runs the program as net/core/filter.c would; anything it would refuse to load fails the test. */
static uint32_t run(const struct filter *filter, const struct seccomp_data *data)
{
	uint32_t a = 0;

	for (size_t pc = 0; pc < filter->count;) {
		const struct sock_filter *i = &filter->code[pc++];
		bool yes = false;

		steps++;
		switch (i->code) {
		case BPF_LD | BPF_W | BPF_ABS:
			assert_true(i->k % 4 == 0 && i->k + 4 <= sizeof *data);
			memcpy(&a, (const char *)data + i->k, 4);
			continue;
		case BPF_RET | BPF_K:
			return i->k;
		case BPF_JMP | BPF_JA:
			pc += i->k;
			continue;
		case BPF_JMP | BPF_JEQ | BPF_K:
			yes = a == i->k;
			break;
		case BPF_JMP | BPF_JGE | BPF_K:
			yes = a >= i->k;
			break;
		case BPF_JMP | BPF_JSET | BPF_K:
			yes = (a & i->k) != 0;
			break;
		default:
			fail_msg("instruction %zu has the unexpected code %#x", pc - 1, i->code);
		}
		pc += yes ? i->jt : i->jf;
	}
	fail_msg("the program runs off its end");
	return 0;
}

#endif
