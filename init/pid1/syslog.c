/*
 * Messages of syslog(3) and records of the kernel; see syslog.h.
 */
#include "pid1/syslog.h"

#include <string.h>

#define USER_NOTICE  13u
#define PRIORITY_MAX 191u

/* What is left of the bytes. */
struct rest {
	const char *at, *end;
};

static int next_is(const struct rest *rest, char c)
{
	return rest->at < rest->end && *rest->at == c;
}

/* Digits, at most `most`; -1 and the rest as it was without any, or with more. */
static int64_t take_number(struct rest *rest, unsigned most)
{
	const char *at = rest->at;
	int64_t number = 0;

	for (; at < rest->end && *at >= '0' && *at <= '9'; at++) {
		if ((size_t)(at - rest->at) == most)
			return -1;
		number = number * 10 + (*at - '0');
	}
	if (at == rest->at)
		return -1;
	rest->at = at;
	return number;
}

/* Up to the next space and over it; 0: there is none, or nothing before it. */
static size_t take_word(struct rest *rest, const char **word)
{
	const char *space = memchr(rest->at, ' ', (size_t)(rest->end - rest->at));

	*word = rest->at;
	if (!space || space == rest->at)
		return 0;
	rest->at = space + 1;
	return (size_t)(space - *word);
}

static unsigned take_priority(struct rest *rest)
{
	struct rest inside = { rest->at + 1, rest->end };
	int64_t priority = next_is(rest, '<') ? take_number(&inside, 3) : -1;

	if (priority < 0 || priority > (int64_t)PRIORITY_MAX || !next_is(&inside, '>'))
		return USER_NOTICE;
	rest->at = inside.at + 1;
	return (unsigned)priority < 8 ? (unsigned)priority + 8 : (unsigned)priority;
}

/* "Mmm dd hh:mm:ss ": a letter, a digit, a digit or space, and what stands for itself. */
static void skip_time(struct rest *rest)
{
	static const char form[] = "aaa 00 00:00:00 ";
	size_t i = 0;

	if ((size_t)(rest->end - rest->at) < sizeof form - 1)
		return;
	for (; form[i]; i++) {
		char c = rest->at[i];
		int letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		int digit = (c >= '0' && c <= '9') || (i == 4 && c == ' ');

		if (form[i] == 'a' ? !letter : form[i] == '0' ? !digit : c != form[i])
			return;
	}
	rest->at += i;
}

/* "[id key="value"]...": a ']' inside of quotes ends nothing. RFC 5424, 6.3. 0: it does not end. */
static int skip_structure(struct rest *rest)
{
	int quoted = 0;

	if (next_is(rest, '-')) {
		rest->at++;
		return 1;
	}
	while (next_is(rest, '[')) {
		for (; rest->at < rest->end && (quoted || *rest->at != ']'); rest->at++) {
			if (*rest->at == '"')
				quoted = !quoted;
			else if (*rest->at == '\\' && quoted && rest->at + 1 < rest->end)
				rest->at++;
		}
		if (rest->at == rest->end)
			return 0;
		rest->at++;
	}
	return rest->at == rest->end || *rest->at == ' ';
}

static int is_nil(const char *word, size_t length)
{
	return length == 1 && *word == '-';
}

/* TIME HOST PROGRAM PID ID STRUCTURE MESSAGE, behind "1 "; 0: it is none of these. */
static int take_new_form(struct rest *rest, struct text *text)
{
	struct rest left = { rest->at + 2, rest->end };
	const char *words[5] = { NULL }; /* time, host, program, pid, id */
	size_t lengths[5] = { 0 };
	const char *structure;

	if (rest->end - rest->at < 2 || memcmp(rest->at, "1 ", 2) != 0)
		return 0;
	for (unsigned i = 0; i < 5; i++)
		if ((lengths[i] = take_word(&left, &words[i])) == 0)
			return 0;
	structure = left.at;
	if (!skip_structure(&left) || left.at == structure)
		return 0;
	if (!is_nil(words[2], lengths[2]))
		text_bytes(text, words[2], lengths[2]);
	if (!is_nil(words[3], lengths[3])) {
		text_char(text, '[');
		text_bytes(text, words[3], lengths[3]);
		text_char(text, ']');
	}
	if (text->length > 0)
		text_string(text, ": ");
	if (!is_nil(structure, (size_t)(left.at - structure))) {
		text_bytes(text, structure, (size_t)(left.at - structure));
		text_char(text, ' ');
	}
	left.at += next_is(&left, ' ');
	/* A mark of UTF-8, which it is taken for anyway. */
	if (left.end - left.at >= 3 && memcmp(left.at, "\xef\xbb\xbf", 3) == 0)
		left.at += 3;
	*rest = left;
	return 1;
}

unsigned syslog_parse(const char *bytes, size_t length, struct text *text)
{
	struct rest rest = { bytes, bytes + length };
	unsigned priority;

	while (rest.end > rest.at && (rest.end[-1] == '\n' || rest.end[-1] == '\0'))
		rest.end--;
	priority = take_priority(&rest);
	if (!take_new_form(&rest, text))
		skip_time(&rest);
	text_bytes(text, rest.at, (size_t)(rest.end - rest.at));
	return priority;
}

int syslog_parse_kernel(const char *bytes, size_t length, struct kernel_record *record)
{
	struct rest rest = { bytes, bytes + length };
	int64_t numbers[3]; /* priority, sequence, microseconds */
	const char *text;
	const char *end;

	for (unsigned i = 0; i < 3; i++) {
		numbers[i] = take_number(&rest, 18);
		if (numbers[i] < 0 || !(next_is(&rest, ',') || (i == 2 && next_is(&rest, ';'))))
			return -1;
		rest.at++;
	}
	/* Flags, and what later kernels put there. */
	text = memchr(rest.at - 1, ';', (size_t)(rest.end - rest.at) + 1);
	if (!text || numbers[0] > (int64_t)PRIORITY_MAX)
		return -1;
	text++;
	end = memchr(text, '\n', (size_t)(rest.end - text));
	*record = (struct kernel_record){ .priority = (unsigned)numbers[0],
		.sequence = (uint64_t)numbers[1],
		.time_ms = numbers[2] / 1000,
		.text = text,
		.length = (size_t)((end ? end : rest.end) - text) };
	return 0;
}
