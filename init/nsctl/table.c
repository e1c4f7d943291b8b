/*
 * Any table; see table.h. nsctl only.
 */
#include "nsctl/table.h"

/* The longest cell: a name in a deep tree. */
#define CELL_MAX 512

/* Columns that a cell takes; a character of several bytes is taken for one column. */
static size_t cell_width(const struct table *table, unsigned row, unsigned column)
{
	char bytes[CELL_MAX];
	struct text cell = TEXT(bytes);
	size_t width = 0;

	table->add(&cell, table, row, column);
	for (size_t i = 0; i < cell.length; i++)
		width += ((unsigned char)bytes[i] & 0xc0) != 0x80;
	return width;
}

static void add_row(struct text *text, const struct table *table,
	const size_t widths[TABLE_COLUMNS_MAX], unsigned row)
{
	for (unsigned column = 0; column < table->columns; column++) {
		size_t width = cell_width(table, row, column);

		table->add(text, table, row, column);
		if (column + 1 < table->columns)
			text_column(text, text->length + widths[column] - width + 2);
	}
	text_char(text, '\n');
}

void table_render(struct text *text, const struct table *table)
{
	size_t widths[TABLE_COLUMNS_MAX] = { 0 };

	for (unsigned column = 0; column < table->columns; column++) {
		widths[column] = cell_width(table, TABLE_TITLES, column);
		for (unsigned row = 0; row < table->rows; row++) {
			size_t width = cell_width(table, row, column);

			if (width > widths[column])
				widths[column] = width;
		}
	}
	add_row(text, table, widths, TABLE_TITLES);
	for (unsigned row = 0; row < table->rows; row++)
		add_row(text, table, widths, row);
}
