/*
 * What a service says of itself in one datagram of sd_notify(3). Pure; PID 1 reads with it what
 * anybody inside a container may have sent.
 */
#ifndef NSINIT_SERVICE_NOTIFY_H
#define NSINIT_SERVICE_NOTIFY_H

#include "base/protocol.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A longer datagram is none. */
#define NOTIFY_BYTES_MAX 2048

struct notify {
	bool ready;                  /* READY=1: it is, or again after it reloaded */
	bool reloading;              /* RELOADING=1 */
	bool stopping;               /* STOPPING=1 */
	bool alive;                  /* WATCHDOG=1 */
	bool not_alive;              /* WATCHDOG=trigger */
	int32_t main_pid;            /* MAINPID=; 0: none */
	bool has_words;              /* STATUS= */
	char words[NOTICE_TEXT_MAX]; /* cut to its room; as it came, whatever the bytes */
};

/* Any bytes. What is unknown or ill-formed is passed over; of a key twice the last counts. */
void notify_parse(const char *bytes, size_t count, struct notify *notify);

#endif
