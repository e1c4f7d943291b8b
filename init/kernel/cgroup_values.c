/*
 * How the value of a limit is written for either version of control groups; see cgroup_values.h.
 * Called through the table of cgroup_limits.c by the launcher. Pure.
 */
#include "kernel/cgroup_values.h"
#include "uses.h"

#include <stddef.h>

#define WEIGHT_USUAL 100 /* cpu.weight and io.weight of every new group */
#define SHARES_USUAL 1024

/* A number above 0, of 64 bits. */
bool value_bytes(struct text *text, const struct request *request)
{
	int64_t value = *(const int64_t *)request->field;

	text_number(text, value);
	return value > 0;
}

/* A number above 0, of 32 bits. */
bool value_number(struct text *text, const struct request *request)
{
	int32_t value = *(const int32_t *)request->field;

	text_number(text, value);
	return value > 0;
}

bool value_string(struct text *text, const struct request *request)
{
	const char *value = *(const char *const *)request->field;

	text_string(text, value != NULL ? value : "");
	return value != NULL;
}

/* Version 1 counts memory and swap together. */
bool value_swap(struct text *text, const struct request *request)
{
	const struct limits *limits = request->limits;

	text_number(text, limits->swap_bytes + (request->version == 1 ? limits->memory_bytes : 0));
	return limits->memory_bytes > 0 && limits->swap_bytes > 0;
}

bool value_no_swap(struct text *text, const struct request *request)
{
	const struct limits *limits = request->limits;

	text_number(text, request->version == 1 ? limits->memory_bytes : 0);
	return limits->memory_bytes > 0 && limits->swap_bytes == 0;
}

/* Half a container is no container: supervision starts all of it again. */
bool value_oom_group(struct text *text, const struct request *request)
{
	const struct limits *limits = request->limits;

	text_char(text, limits->oom == OOM_PROCESS ? '0' : '1');
	/* Version 1 always ends one process, which only OOM_CONTAINER is in conflict with. */
	return request->version == 1 ? limits->oom == OOM_CONTAINER
				     : limits->memory_bytes > 0 || limits->oom != OOM_DEFAULT;
}

static int32_t period_us(const struct limits *limits)
{
	return NSINIT_USES_LIMITS_MORE && limits->cpu_period_us > 0 ? limits->cpu_period_us
								    : CPU_PERIOD_DEFAULT_US;
}

/* A new group of version 1 has the default. */
bool value_cpu_period(struct text *text, const struct request *request)
{
	text_number(text, period_us(request->limits));
	return request->version == 1 && request->limits->cpu_period_us > 0;
}

/* Version 2 has quota and period in one file. */
bool value_cpu_quota(struct text *text, const struct request *request)
{
	int32_t period = period_us(request->limits);

	text_number(text, (int64_t)period * request->limits->cpu_percent / 100);
	if (request->version == 2) {
		text_char(text, ' ');
		text_number(text, period);
	}
	return request->limits->cpu_percent > 0;
}

/* Shares as the kernel itself makes them of cpu.weight: weight * 1024 / 100, rounded. */
bool value_cpu_weight(struct text *text, const struct request *request)
{
	int32_t weight = request->limits->cpu_weight;

	if (request->version == 1)
		weight = (weight * SHARES_USUAL + WEIGHT_USUAL / 2) / WEIGHT_USUAL;
	text_number(text, weight);
	return weight > 0;
}

/* BFQ has weights of 1 to 1000: up to 100 the same, above it 100 + (weight - 100) * 900 / 9900. */
bool value_io_bfq_weight(struct text *text, const struct request *request)
{
	int32_t weight = request->limits->io_weight;

	if (weight > WEIGHT_USUAL)
		weight = WEIGHT_USUAL + (weight - WEIGHT_USUAL) / 11;
	text_number(text, weight);
	return weight > 0;
}

bool value_io_weight(struct text *text, const struct request *request)
{
	text_number(text, request->limits->io_weight);
	return request->version == 2 && request->limits->io_weight > 0;
}

/* The entry of a list, NULL behind its end. */
static const struct io_limit *io_entry(const struct request *request)
{
	const struct io_limit *list = request->limits->io;

	for (unsigned i = 0; list != NULL; i++) {
		if (list[i].major == 0 && list[i].minor == 0)
			break;
		if (i == request->index)
			return &list[i];
	}
	return NULL;
}

static void device_number(struct text *text, const struct io_limit *entry)
{
	text_number(text, entry->major);
	text_char(text, ':');
	text_number(text, entry->minor);
}

/* "8:16 rbps=2097152 wiops=120" */
bool value_io_max(struct text *text, const struct request *request)
{
	const struct io_limit *entry = io_entry(request);

	if (entry == NULL || request->version == 1)
		return false;
	device_number(text, entry);
	const struct {
		const char *word;
		int64_t value;
	} parts[] = {
		{ " rbps=", entry->read_bytes },
		{ " wbps=", entry->write_bytes },
		{ " riops=", entry->read_operations },
		{ " wiops=", entry->write_operations },
	};
	for (unsigned i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (parts[i].value <= 0)
			continue;
		text_string(text, parts[i].word);
		text_number(text, parts[i].value);
	}
	return true;
}

/* "8:16 2097152" */
static bool throttle(struct text *text, const struct request *request, size_t field)
{
	const struct io_limit *entry = io_entry(request);
	int64_t value;

	if (entry == NULL || request->version == 2)
		return false;
	value = *(const int64_t *)(const void *)((const char *)entry + field);
	device_number(text, entry);
	text_char(text, ' ');
	text_number(text, value);
	return value > 0;
}

bool value_read_bytes(struct text *text, const struct request *request)
{
	return throttle(text, request, offsetof(struct io_limit, read_bytes));
}

bool value_write_bytes(struct text *text, const struct request *request)
{
	return throttle(text, request, offsetof(struct io_limit, write_bytes));
}

bool value_read_operations(struct text *text, const struct request *request)
{
	return throttle(text, request, offsetof(struct io_limit, read_operations));
}

bool value_write_operations(struct text *text, const struct request *request)
{
	return throttle(text, request, offsetof(struct io_limit, write_operations));
}

const struct hugetlb_limit *cgroup_hugetlb_entry(const struct limits *limits, unsigned index)
{
	for (unsigned i = 0; limits->hugetlb != NULL && limits->hugetlb[i].page_bytes != 0; i++)
		if (i == index)
			return &limits->hugetlb[i];
	return NULL;
}

bool value_hugetlb(struct text *text, const struct request *request)
{
	const struct hugetlb_limit *entry = cgroup_hugetlb_entry(request->limits, request->index);

	text_number(text, entry != NULL ? entry->bytes : 0);
	return entry != NULL;
}

const struct raw_limit *cgroup_raw_entry(const struct limits *limits, unsigned index)
{
	for (unsigned i = 0; limits->raw != NULL && limits->raw[i].file != NULL; i++)
		if (i == index)
			return &limits->raw[i];
	return NULL;
}

bool value_raw(struct text *text, const struct request *request)
{
	const struct raw_limit *entry = cgroup_raw_entry(request->limits, request->index);

	text_string(text, entry != NULL ? entry->value : "");
	return entry != NULL;
}
