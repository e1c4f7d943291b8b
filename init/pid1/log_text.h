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

#endif
