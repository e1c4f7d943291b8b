/*
 * `nsinit run NAME [-- ARGV...]`: one container in the foreground of any Linux host, with the
 * launcher, child and cleaner that PID 1 uses.
 *
 * The foreground process forks a guard, then a launcher; the container is its own child. It copies
 * what is read and written, forwards signals, and returns the program's exit status. Should it be
 * killed, the kernel kills the container, and the guard takes away the rest: cgroup, links, files,
 * and the settings of the user's terminal.
 */
#ifndef NSINIT_CONTAINER_RUN_H
#define NSINIT_CONTAINER_RUN_H

#include "kernel/cgroup.h"

#include <nsinit/container.h>
#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

/* Exit status: the container could not be started. 126 and 127 are of its program, as in shells. */
#define RUN_FAILED 125

#define RUN_DIRECTORY_BYTES 64
#define RUN_GROUP_BYTES     48

struct run {
	struct container container;    /* the config's, with the arguments of the command */
	char own[RUN_DIRECTORY_BYTES]; /* RUN_DIRECTORY/NAME: locked while it runs */
	const char *directory;         /* of the record */
	int ready;                     /* descriptor that hears of the start; -1: none */
	bool terminal;                 /* the container has one */
	bool raw;                      /* `settings` are the ones to go back to */
	struct termios settings;       /* of the user's terminal, descriptor 0 */
	char group[RUN_GROUP_BYTES];   /* parent of its cgroup */
	struct cgroup_layout cgroups;
	pid_t *pid; /* in a page shared with launcher and guard */
	int all;    /* RUN_DIRECTORY: nobody removes it while one runs */
	int lock;   /* of `own` */
	int parent; /* pidfd of the foreground process */
	pid_t guard;
	int guarding; /* a byte sent here lets the guard go; its end is our death */
};

/* main() of a process that is not PID 1. Returns the exit status. */
int run_elsewhere(int argc, char **argv);

/* What `nsinit --help` says. run_options.c */
extern const char run_help[];

/* "nsinit run: WHAT: DETAIL: words of the error; REMEDY" on standard error; RUN_FAILED. NULL, NULL,
 * 0, NULL leave parts out. */
int run_refuse(const char *what, const char *detail, int error, const char *remedy);

/* What a command line says, into *run; 0 or the exit status. run_options.c */
int run_options(struct run *run, int argc, char **argv);

/*
 * RUN_DIRECTORY, which all runs share, and the lock of the name; 0 or the exit status. Who leaves
 * takes them away, and what is mounted in there. run_directory.c
 */
int run_directory_enter(struct run *run);
void run_directory_leave(struct run *run);
/*
 * The path of nsinit's file. Before the own mount namespace: the kernel names a file of another one
 * by its way from that one's root, which is none in a chroot. 0, or the exit status. run_self.c
 */
int run_self_find(char *path, size_t size);
/*
 * Executes nsinit again from a read-only mount of its file, which run_self_find() found, unless it
 * is on one. In the own mount namespace; 0, or the exit status.
 */
int run_self_protect(const char *path, char **argv);
/*
 * All that a start stands on: what the host must have, the lock of the name, private mounts,
 * cgroups. Nothing of the host changes but RUN_DIRECTORY and the cgroup's parent, and nothing stays
 * changed after a refusal. 0 or the exit status. run_ground.c
 */
int run_ground(struct run *run, char **argv);
/* The opposite; the guard and the foreground process, whichever is last. */
void run_ground_leave(struct run *run);
/* Runs the cleaner and waits; what could not be removed is said. */
void run_clean(const struct run *run);
/* Forks the guard; 0 or -errno. */
int run_guard(struct run *run);
/* Lets it go and waits for its end. */
void run_guard_end(struct run *run);

/* Starts the container and serves it until its end; the exit status. foreground.c */
int run_foreground(struct run *run);

#endif
