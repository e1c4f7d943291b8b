/*
 * Lines of the summary; see summary_line.h. Host tool.
 */
#include "check/summary_line.h"

#include <stdarg.h>
#include <stdio.h>

void line_say(struct line *line, const char *format, ...)
{
	va_list arguments;

	if (line->words++ == 0)
		printf("%s of %s: ", line->what, line->name);
	else
		fputs(", ", stdout);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
}

void line_end(const struct line *line)
{
	if (line->words > 0)
		putchar('\n');
}
