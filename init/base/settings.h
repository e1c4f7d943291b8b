/*
 * Limits that `nsctl set` changes while a container runs: their words, and what they may be.
 *
 * nsctl makes a number of what people write; PID 1 believes nobody and holds it against the same
 * table. Whatever a config could have said may be set, and nothing else: no limit is taken away.
 */
#ifndef NSINIT_BASE_SETTINGS_H
#define NSINIT_BASE_SETTINGS_H

#include <nsinit/container.h>
#include <stdbool.h>
#include <stdint.h>

/* Two of them may be added. */
#define SETTING_BYTES_MOST (INT64_MAX / 2)

/* X(enumerator, word, field of struct limits, least, most) */
#define SETTINGS(X)                                                                                \
	X(SETTING_MEMORY, "memory", memory_bytes, LIMIT_MEMORY_LEAST, SETTING_BYTES_MOST)          \
	X(SETTING_MEMORY_HIGH, "memory-high", memory_high_bytes, 1, SETTING_BYTES_MOST)            \
	X(SETTING_MEMORY_LOW, "memory-low", memory_low_bytes, 1, SETTING_BYTES_MOST)               \
	X(SETTING_MEMORY_MIN, "memory-min", memory_min_bytes, 1, SETTING_BYTES_MOST)               \
	X(SETTING_SWAP, "swap", swap_bytes, 1, SETTING_BYTES_MOST)                                 \
	X(SETTING_CPU, "cpu", cpu_percent, 1, LIMIT_CPU_MOST)                                      \
	X(SETTING_CPU_WEIGHT, "cpu-weight", cpu_weight, 1, LIMIT_WEIGHT_MOST)                      \
	X(SETTING_PROCESSES, "processes", processes, LIMIT_PROCESSES_LEAST, LIMIT_PROCESSES_MOST)

enum setting {
#define SETTING_ENUM(setting, word, field, least, most) setting,
	SETTINGS(SETTING_ENUM)
#undef SETTING_ENUM
		SETTING_COUNT
};

/* Any process; `setting` may be any number. */
const char *setting_word(uint32_t setting);
bool setting_fits(uint32_t setting, int64_t value);

/* Puts each value that is not 0 in place of what the limits say. */
void settings_apply(struct limits *limits, const int64_t values[SETTING_COUNT]);

#endif
