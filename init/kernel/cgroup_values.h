/*
 * The values of the rows of cgroup_limits.c, which alone includes this. Pure.
 */
#ifndef NSINIT_KERNEL_CGROUP_VALUES_H
#define NSINIT_KERNEL_CGROUP_VALUES_H

#include "base/text.h"

#include <nsinit/container.h>
#include <stdbool.h>

/* What a value is made of: a row's field in some limits, for one version, of a list the index. */
struct request {
	const struct limits *limits;
	const void *field;
	unsigned version;
	unsigned index;
};

/* Each writes the value of the field it is named for; false when there is nothing to write. */
bool value_bytes(struct text *text, const struct request *request);
bool value_number(struct text *text, const struct request *request);
bool value_string(struct text *text, const struct request *request);
bool value_swap(struct text *text, const struct request *request);
bool value_no_swap(struct text *text, const struct request *request);
bool value_oom_group(struct text *text, const struct request *request);
bool value_cpu_period(struct text *text, const struct request *request);
bool value_cpu_quota(struct text *text, const struct request *request);
bool value_cpu_weight(struct text *text, const struct request *request);
bool value_io_bfq_weight(struct text *text, const struct request *request);
bool value_io_weight(struct text *text, const struct request *request);
bool value_io_max(struct text *text, const struct request *request);
bool value_read_bytes(struct text *text, const struct request *request);
bool value_write_bytes(struct text *text, const struct request *request);
bool value_read_operations(struct text *text, const struct request *request);
bool value_write_operations(struct text *text, const struct request *request);
bool value_hugetlb(struct text *text, const struct request *request);
bool value_raw(struct text *text, const struct request *request);

/* The entry of a list, NULL behind its end. */
const struct hugetlb_limit *cgroup_hugetlb_entry(const struct limits *limits, unsigned index);
const struct raw_limit *cgroup_raw_entry(const struct limits *limits, unsigned index);

#endif
