/*
 * A bucket of lines; see log_rate.h.
 */
#include "pid1/log_rate.h"

#define LINE INT64_C(1000)

/* A flood that goes on is told of this often. */
#define TELL_MS 1000

/* No bucket takes longer to fill: LOG_BURST_MAX lines of one a second. */
#define FILLED_MS ((int64_t)LOG_BURST_MAX * 1000)

static int64_t fill(const struct log_rate *rate, const struct log *log, int64_t now_ms)
{
	int64_t passed_ms = now_ms - rate->at_ms;

	if (passed_ms >= FILLED_MS || passed_ms * log->rate >= rate->spent)
		return 0;
	return rate->spent - passed_ms * log->rate;
}

bool log_rate_take(struct log_rate *rate, const struct log *log, int64_t now_ms)
{
	if (!log || log->rate == 0)
		return true;
	rate->spent = fill(rate, log, now_ms);
	rate->at_ms = now_ms;
	if (rate->spent + LINE <= (log->burst > 0 ? log->burst : log->rate) * LINE) {
		rate->spent += LINE;
		return true;
	}
	rate->dropped++;
	if (rate->tell_ms == 0)
		rate->tell_ms = now_ms + TELL_MS;
	return false;
}

unsigned log_rate_dropped(struct log_rate *rate, int64_t now_ms)
{
	unsigned dropped = rate->dropped;

	if (rate->tell_ms == 0 || now_ms < rate->tell_ms)
		return 0;
	rate->dropped = 0;
	rate->tell_ms = 0;
	return dropped;
}
