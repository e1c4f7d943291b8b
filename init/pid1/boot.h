/*
 * The first steps of PID 1, before anything is supervised: signals, file systems, console, log.
 * Nothing here can wait for hardware: what can is the boot helper's (helper.h).
 */
#ifndef NSINIT_PID1_BOOT_H
#define NSINIT_PID1_BOOT_H

#include "kernel/cgroup.h"

#include <stdbool.h>
#include <stdint.h>

/* Where this PID 1 finds itself. */
struct ground {
	bool machine; /* it may reboot the hardware: not in a pid namespace */
};

/*
 * The part that every program on a machine begins with: signals blocked, kernel file systems, the
 * console, the log.
 */
void boot_ground(struct ground *ground);

/*
 * All of it. On an initramfs the process executes itself again from a tmpfs and does not return
 * from the first call. Returns what it found; a failure is logged and degrades, it never ends.
 */
void boot(struct ground *ground, struct cgroup_layout *cgroups);

/* The part of it that is the process's own, for an image that goes on where another one was. */
void boot_again(struct ground *ground);

/* Signals that PID 1 takes from its signalfd; faults stay deliverable. */
uint64_t boot_signals(void);

/* Where the root after the initramfs is put together: on itself, its own mounts are moved below. */
#define NEW_ROOT      "/" NEW_ROOT_NAME
#define NEW_ROOT_NAME "new-root"

/* Writes a word and a newline to a file below /run, for everybody to read. 0 or -errno. */
int boot_keep_word(const char *file, const char *word);

/* Moves the kernel's file systems there and makes it the root of this process. 0 or -errno. */
int boot_enter_new_root(void);

/* Copies the initramfs to a tmpfs, makes that the root and executes this program from it. */
void boot_leave_initramfs(void);

/*
 * The words of the kernel's command line in turn, from *word NULL on: sets *word, returns its
 * length, 0 after the last. A quote has no meaning here.
 */
size_t boot_word(const char **word);

/* The kernel's command line says this word: "nsinit.cgroup=v1". */
bool boot_says(const char *what);

#endif
