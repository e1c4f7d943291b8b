/*
 * Numbers as people read them. nsctl only; pure.
 */
#ifndef NSINIT_NSCTL_UNITS_H
#define NSINIT_NSCTL_UNITS_H

#include "base/text.h"

/* "45s", "12m05s", "3h07m", "4d03h" */
void units_duration(struct text *text, int64_t ms);

/* "0.04s", "59.99s", then as above: of processors, where hundredths count. */
void units_time(struct text *text, int64_t us);

/* "12.034 ": seconds since boot, as the log has them. */
void units_stamp(struct text *text, int64_t ms);

/* "640K", "12.3M": of 1024, cut, never rounded up. */
void units_bytes(struct text *text, int64_t bytes);

#endif
