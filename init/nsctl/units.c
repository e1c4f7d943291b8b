/*
 * Times and sizes in a few characters; see units.h. nsctl only.
 */
#include "nsctl/units.h"

void units_duration(struct text *text, int64_t ms)
{
	int64_t seconds = ms > 0 ? ms / 1000 : 0;
	static const struct {
		int64_t seconds;
		char large, small;
		int64_t small_seconds;
	} units[] = {
		{ 86400, 'd', 'h', 3600 },
		{ 3600, 'h', 'm', 60 },
		{ 60, 'm', 's', 1 },
	};

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (seconds < units[i].seconds)
			continue;
		text_number(text, seconds / units[i].seconds);
		text_char(text, units[i].large);
		seconds %= units[i].seconds;
		text_padded(text, (uint64_t)(seconds / units[i].small_seconds), 2);
		text_char(text, units[i].small);
		return;
	}
	text_number(text, seconds);
	text_char(text, 's');
}

void units_time(struct text *text, int64_t us)
{
	if (us >= 60 * 1000000ll) {
		units_duration(text, us / 1000);
		return;
	}
	text_number(text, us / 1000000);
	text_char(text, '.');
	text_padded(text, (uint64_t)(us / 10000 % 100), 2);
	text_char(text, 's');
}

void units_stamp(struct text *text, int64_t ms)
{
	text_number(text, ms / 1000);
	text_char(text, '.');
	text_padded(text, (uint64_t)(ms % 1000), 3);
	text_char(text, ' ');
}

void units_bytes(struct text *text, int64_t bytes)
{
	static const char units[] = "KMGTPE";
	int64_t tenths = bytes / 1024 * 10 + bytes % 1024 * 10 / 1024;
	size_t unit = 0;

	if (bytes < 1024) {
		text_number(text, bytes);
		text_char(text, 'B');
		return;
	}
	for (; tenths >= 10240; unit++)
		tenths /= 1024;
	text_number(text, tenths / 10);
	if (tenths < 1000 && tenths % 10 != 0) {
		text_char(text, '.');
		text_number(text, tenths % 10);
	}
	text_char(text, units[unit]);
}
