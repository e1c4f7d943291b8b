/*
 * The state of the foreground process of `nsinit run`, and how it comes to be.
 */
#ifndef NSINIT_CONTAINER_FOREGROUND_H
#define NSINIT_CONTAINER_FOREGROUND_H

#include "container/run.h"
#include "container/steps.h"
#include "container/stream.h"

#define FOREGROUND_STREAMS 3 /* by descriptor of the container; with a terminal: in and out */

struct foreground {
	struct run *run;
	int signals; /* signalfd */
	int status;  /* read end of the status pipe, -1 at its end */
	int socket;  /* where the terminal's master will come from; -1: nowhere */
	int master;  /* of the terminal, owned by streams[1]; -1: none */
	struct stream streams[FOREGROUND_STREAMS];
	pid_t launcher;             /* 0: gone */
	bool executes;              /* the child said that exec comes next */
	bool up;                    /* the program was executed */
	bool over;                  /* launcher and container are gone */
	bool raw;                   /* the user's terminal is */
	int stopping;               /* the signal that asked for the end; 0: none */
	int64_t deadline_ms;        /* of the start or the stop; 0: none */
	struct step_report failure; /* the first */
	int exit;                   /* wait(2) status of the container */
};

/* Signals, pipes or terminal, and the launcher; 0 or -errno. foreground_start.c */
int foreground_start(struct foreground *front);

/* Takes the master that the child sent, and makes the user's terminal raw. */
void foreground_take_master(struct foreground *front);

/* The user's terminal as it was before. */
void foreground_cook(struct foreground *front);

#endif
