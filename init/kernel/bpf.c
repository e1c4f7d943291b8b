/*
 * A list of devices as a program for the kernel (bpf(2), BPF_PROG_TYPE_CGROUP_DEVICE), without a
 * library; see bpf.h. The context is struct bpf_cgroup_dev_ctx of linux/bpf.h.
 */
#include "kernel/bpf.h"

#include "base/system.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

_Static_assert(DEVICE_MKNOD == BPF_DEVCG_ACC_MKNOD && DEVICE_READ == BPF_DEVCG_ACC_READ &&
		       DEVICE_WRITE == BPF_DEVCG_ACC_WRITE,
	"the schema's bits are the kernel's");

#define EVERY_ACCESS (DEVICE_MKNOD | DEVICE_READ | DEVICE_WRITE)
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* What each register holds through the whole program; r0 is the answer and the scratch. */
enum { ANSWER, CONTEXT, KIND, ACCESS, MAJOR, MINOR };

#define LOAD(target, field)                                                                        \
	{                                                                                          \
		.code = BPF_LDX | BPF_MEM | BPF_W, .dst_reg = (target), .src_reg = CONTEXT,        \
		.off = offsetof(struct bpf_cgroup_dev_ctx, field)                                  \
	}
#define COPY(target, source)                                                                       \
	{                                                                                          \
		.code = BPF_ALU64 | BPF_MOV | BPF_X, .dst_reg = (target), .src_reg = (source)      \
	}
#define ALU(operation, target, value)                                                              \
	{                                                                                          \
		.code = BPF_ALU64 | BPF_K | (operation), .dst_reg = (target), .imm = (value)       \
	}
/* Jumps over `over` instructions when they differ. */
#define DIFFERS(target, value, over)                                                               \
	{                                                                                          \
		.code = BPF_JMP | BPF_JNE | BPF_K, .dst_reg = (target), .off = (over),             \
		.imm = (value)                                                                     \
	}
#define EXIT                                                                                       \
	{                                                                                          \
		.code = BPF_JMP | BPF_EXIT                                                         \
	}

/* The kind is the lower half of a word, the access the upper one. */
static const struct bpf_insn first[BPF_DEVICES_FIRST] = {
	LOAD(KIND, access_type),
	COPY(ACCESS, KIND),
	ALU(BPF_AND, KIND, 0xffff),
	ALU(BPF_RSH, ACCESS, 16),
	LOAD(MAJOR, major),
	LOAD(MINOR, minor),
};

/* Allows what a record allows, else goes on behind itself; the values are the record's. */
enum { AT_KIND, AT_COPY, AT_REFUSED, AT_ACCESS, AT_MAJOR, AT_MINOR };
static const struct bpf_insn record[BPF_DEVICES_RECORD] = {
	[AT_KIND] = DIFFERS(KIND, BPF_DEVCG_DEV_CHAR, 7),
	[AT_COPY] = COPY(ANSWER, ACCESS),
	[AT_REFUSED] = ALU(BPF_AND, ANSWER, 0),
	[AT_ACCESS] = DIFFERS(ANSWER, 0, 4),
	[AT_MAJOR] = DIFFERS(MAJOR, 0, 3),
	[AT_MINOR] = DIFFERS(MINOR, 0, 2),
	ALU(BPF_MOV, ANSWER, 1),
	EXIT,
};

static const struct bpf_insn last[BPF_DEVICES_LAST] = { ALU(BPF_MOV, ANSWER, 0), EXIT };

static void fill(struct bpf_insn *at, const struct device *device)
{
	memcpy(at, record, sizeof record);
	if (device->kind == DEVICE_BLOCK)
		at[AT_KIND].imm = BPF_DEVCG_DEV_BLOCK;
	at[AT_REFUSED].imm = (int32_t)(EVERY_ACCESS & ~device->access);
	at[AT_MAJOR].imm = (int32_t)device->major;
	at[AT_MINOR].imm = (int32_t)device->minor;
	if (device->minor == DEVICE_ANY)
		at[AT_MINOR].off = 0; /* goes on either way */
}

unsigned bpf_devices(struct bpf_insn program[BPF_DEVICES_MAX], const struct device *usual,
	const struct device *more)
{
	const struct device *const lists[] = { usual, more };
	unsigned length = COUNT(first);

	memcpy(program, first, sizeof first);
	for (unsigned i = 0; i < COUNT(lists); i++) {
		for (const struct device *at = lists[i]; at != NULL && at->kind != DEVICE_END;
			at++) {
			if (length + COUNT(record) + COUNT(last) > BPF_DEVICES_MAX)
				return 0;
			fill(program + length, at);
			length += COUNT(record);
		}
	}
	memcpy(program + length, last, sizeof last);
	return length + COUNT(last);
}

/* All of the union is zero but what is said: an older kernel refuses bytes it does not know. */
int bpf_load(const struct bpf_insn *program, unsigned length)
{
	union bpf_attr attributes;

	if (length == 0)
		return -E2BIG;
	memset(&attributes, 0, sizeof attributes);
	attributes.prog_type = BPF_PROG_TYPE_CGROUP_DEVICE;
	attributes.insns = (uintptr_t)program;
	attributes.insn_cnt = length;
	attributes.license = (uintptr_t) "MIT";
	return sys_bpf(BPF_PROG_LOAD, &attributes, sizeof attributes);
}

int bpf_attach(int program, int group)
{
	union bpf_attr attributes;

	memset(&attributes, 0, sizeof attributes);
	attributes.target_fd = (unsigned)group;
	attributes.attach_bpf_fd = (unsigned)program;
	attributes.attach_type = BPF_CGROUP_DEVICE;
	return sys_bpf(BPF_PROG_ATTACH, &attributes, sizeof attributes);
}
