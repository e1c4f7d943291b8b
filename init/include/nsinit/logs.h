/*
 * What the logger takes, and what becomes of it. Part of container.h.
 */
#ifndef NSINIT_LOGS_H
#define NSINIT_LOGS_H

#include <nsinit/values.h>
#include <stdbool.h>
#include <stdint.h>

/* The most lines a second, and at once. */
#define LOG_RATE_MAX  100000
#define LOG_BURST_MAX 1000000

/* What becomes of the output of one container, and of what it writes to its /dev/log. */
struct log {
	/*
	 * Lines a second; 0: all are kept. What comes faster is dropped, and how many lines that
	 * were is told among the others.
	 */
	int32_t rate;
	int32_t burst; /* lines that may come at once; 0: as many as in a second */
	bool file;     /* its lines go to a file in logs.directory too */
	bool none;     /* nothing is kept: its 1 and 2 are /dev/null, nobody reads its /dev/log */
};
#define LOG(...) (&(const struct log){ __VA_ARGS__ })

/*
 * Another machine that gets every line, by syslog: a datagram of RFC 5424 each, by UDP. What it
 * gets, it gets in the clear, and anybody on the way may read, change or drop it.
 */
struct log_remote {
	uint32_t address;    /* IP4(); this or the next; neither: there is no such machine */
	struct ip6 address6; /* IP6() */
	int32_t port;        /* 1 to 65535; 0 means 514 */
	/*
	 * Lines a second; 0 means 500. What comes faster waits in memory, and so does all while the
	 * machine cannot be reached; what does not fit is lost, which is told there and here.
	 */
	int32_t rate;
};
#define LOG_REMOTE_PORT 514
#define LOG_REMOTE_RATE 500

struct logs {
	/*
	 * Each container has a /dev/log, and what is written there is logged as its own. Who lives
	 * in the mounts of another (`.join`) finds that one's there: its messages count for whose
	 * mounts they are, its output for itself.
	 */
	bool syslog;
	bool kernel; /* what the kernel says is kept too, as "kernel" */
	/*
	 * Where NAME.log, NAME.log.1, ... are written, of nsinit, of the kernel and of containers
	 * with `.file`: a directory of the appliance that holds nothing else, and that no container
	 * may write. It is made where its parent is there; while it cannot be written, lines are
	 * kept in memory as far as they fit. NULL: no files.
	 */
	const char *directory;
	int64_t file_bytes;  /* of one file, KiB(16) or more; 0 means KiB(256) */
	int32_t files;       /* of each, the one that is written included, 2 to 99; 0 means 4 */
	int64_t total_bytes; /* of all: the oldest of who has most is removed; 0: no such limit */
	struct log_remote remote;
};
#define LOG_FILE_BYTES_MIN     16384
#define LOG_FILE_BYTES_MAX     (INT64_C(1) << 30)
#define LOG_FILE_BYTES_DEFAULT 262144
#define LOG_FILES_MAX          99
#define LOG_FILES_DEFAULT      4
#define LOGS(...)              (&(const struct logs){ __VA_ARGS__ })

#endif
