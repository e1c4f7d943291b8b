/*
 * The other end of a filter that asks before each call: seccomp_unotify(2). Used by the learner
 * (pid1/learner.c), which lets every call go on.
 */
#ifndef NSINIT_KERNEL_SECCOMP_LISTEN_H
#define NSINIT_KERNEL_SECCOMP_LISTEN_H

#include <linux/filter.h>
#include <nsinit/container.h>
#include <stddef.h>
#include <stdint.h>

/* A call that waits for an answer. */
struct seccomp_call {
	uint64_t id;
	int32_t number;
	uint64_t first; /* its first argument */
};

/*
 * Loads the program for the calling thread, as seccomp_load(); a descriptor for what follows, or
 * -errno. -EBUSY: the thread has such a filter already.
 */
int seccomp_load_listened(const struct sock_filter *program, size_t count);

/* Waits for a call. 0, or -errno: -ENOENT, its thread is gone; -EPIPE, all are. */
int seccomp_next(int listener, struct seccomp_call *call);

/* The call is made; nothing happens when its thread is gone. */
void seccomp_continue(int listener, const struct seccomp_call *call);

/* Its name, or NSINIT_SYSCALL_NONE. */
enum nsinit_syscall seccomp_name(const struct seccomp_call *call);

#endif
