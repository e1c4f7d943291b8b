/*
 * What programs write to /dev/log, and the kernel to /dev/kmsg, taken apart. The logger; pure.
 * Nothing in a message is trusted: whose it is, and when it was, is known without it.
 */
#ifndef NSINIT_PID1_SYSLOG_H
#define NSINIT_PID1_SYSLOG_H

#include "base/text.h"

/* The longest message; what is longer is cut. RFC 5424, 6.1, asks for as much. */
#define SYSLOG_MAX 2048u

/*
 * RFC 3164 as musl and glibc write it (no host name), RFC 5424, or anything else. Returns the
 * priority, facility * 8 + level; the text is "program[pid]: message" without claims of time and
 * host. A message without a good priority is user.notice, as RFC 3164, 4.3.3, has it; nobody but
 * the kernel is facility 0.
 */
unsigned syslog_parse(const char *bytes, size_t length, struct text *text);

/* A record of /dev/kmsg: Documentation/ABI/testing/dev-kmsg. */
struct kernel_record {
	unsigned priority;
	uint64_t sequence;
	int64_t time_ms; /* since boot */
	const char *text;
	size_t length;
};
/* Returns 0, or -1: it is none. */
int syslog_parse_kernel(const char *bytes, size_t length, struct kernel_record *record);

#endif
