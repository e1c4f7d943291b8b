/*
 * Times and levels of records as files and other machines have them. Pure.
 */
#ifndef NSINIT_PID1_LOG_TEXT_H
#define NSINIT_PID1_LOG_TEXT_H

#include "base/text.h"

#include <stdbool.h>

/* Before it, a clock was never set: 2020. No time before it is true. */
#define LOG_CLOCK_LEAST_MS INT64_C(1577836800000)

/* "2026-11-24T16:07:24.123Z" of milliseconds since 1970: RFC 5424, 6.2.3. */
void log_text_time(struct text *text, int64_t clock_ms);
/* "Nov 24 16:07:24": RFC 3164, 4.1.2; UTC. */
void log_text_old_time(struct text *text, int64_t clock_ms);

/* "error": RFC 5424, table 2; of priority, facility * 8 + level. */
const char *log_text_level(unsigned priority);

/* Facility of RFC 5424, table 1, of what is said about messages themselves. */
#define LOG_FACILITY_SYSLOG (5u << 3)

/*
 * A record as a message of RFC 5424, "<30>1 TIME HOST NAME - - - TEXT", without a time when
 * `clock_ms` is none. LOG_DATAGRAM_MAX has room for any of a book, and every receiver takes as much
 * (6.1).
 */
#define LOG_DATAGRAM_MAX 480
void log_text_datagram(struct text *text, unsigned priority, int64_t clock_ms, const char *hostname,
	const char *name, const char *message);

#endif
