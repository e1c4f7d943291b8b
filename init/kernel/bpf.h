/*
 * Programs of bpf(2) that a control group of version 2 asks before a device is used.
 * PID 1 at boot, and the launcher.
 */
#ifndef NSINIT_KERNEL_BPF_H
#define NSINIT_KERNEL_BPF_H

#include <linux/bpf.h>
#include <nsinit/container.h>

/* Instructions of a program: its begin, each record, its end. */
#define BPF_DEVICES_FIRST  6
#define BPF_DEVICES_RECORD 8
#define BPF_DEVICES_LAST   2
#define BPF_DEVICES_USUAL  16 /* records of the one list, DEVICES_MAX are those of the other */
#define BPF_DEVICES_MAX                                                                            \
	(BPF_DEVICES_FIRST + (BPF_DEVICES_USUAL + DEVICES_MAX) * BPF_DEVICES_RECORD +              \
		BPF_DEVICES_LAST)

/*
 * Writes the program that allows an access when one record of `usual` or `more` allows all of it;
 * either may be NULL. Its length; 0 when the lists are too long. Pure.
 */
unsigned bpf_devices(struct bpf_insn program[BPF_DEVICES_MAX], const struct device *usual,
	const struct device *more);

/* A descriptor of the program, or -errno. */
int bpf_load(const struct bpf_insn *program, unsigned length);

/*
 * From now on the group's processes are asked about, and none below may change that. The program
 * lives as long as the group does.
 */
int bpf_attach(int program, int group);

#endif
