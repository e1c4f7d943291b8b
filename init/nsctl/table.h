/*
 * Columns as wide as their widest cell. nsctl only; pure.
 */
#ifndef NSINIT_NSCTL_TABLE_H
#define NSINIT_NSCTL_TABLE_H

#include "base/text.h"

#include <limits.h>

#define TABLE_COLUMNS_MAX 12
#define TABLE_TITLES      UINT_MAX

struct table {
	unsigned columns, rows;
	/* Adds one cell: the title of its column for the row TABLE_TITLES. */
	void (*add)(struct text *text, const struct table *table, unsigned row, unsigned column);
	const void *of; /* what `add` takes it from */
};

void table_render(struct text *text, const struct table *table);

#endif
