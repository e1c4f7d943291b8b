/*
 * A record of a book taken apart; see book.h.
 */
#include "base/book.h"

#define PRIORITY_MAX 191

/* Digits up to a character that is none; -1 without any, or with too many. */
static int64_t take_number(const char **at)
{
	int64_t number = 0;
	unsigned digits = 0;

	for (; **at >= '0' && **at <= '9'; ++*at, digits++)
		if (digits < 18)
			number = number * 10 + (**at - '0');
	return digits > 0 && digits < 18 ? number : -1;
}

/* "SECONDS.MILLISECONDS PRIORITY TEXT" */
const char *book_parse(const char *line, int64_t *time_ms, unsigned *priority)
{
	const char *at = line;
	int64_t seconds = take_number(&at);
	const char *point = at;
	int64_t ms = *at == '.' ? (++at, take_number(&at)) : -1;
	int64_t number;

	if (seconds < 0 || seconds > INT64_MAX / 2000 || ms < 0 || at - point != 4 || *at != ' ')
		return NULL;
	at++;
	number = take_number(&at);
	if (number < 0 || number > PRIORITY_MAX || *at != ' ')
		return NULL;
	*time_ms = seconds * 1000 + ms;
	*priority = (unsigned)number;
	return at + 1;
}
