/*
 * Formatting into fixed buffers, for the log, the control protocol and kernel files.
 * Called in every process; makes no system call.
 */
#include "base/text.h"

#include <string.h>

void text_bytes(struct text *text, const void *bytes, size_t count)
{
	size_t room = text->size - 1 - text->length;

	if (count > room) {
		count = room;
		text->cut = 1;
	}
	memcpy(text->bytes + text->length, bytes, count);
	text->length += count;
	text->bytes[text->length] = '\0';
}

void text_string(struct text *text, const char *string)
{
	text_bytes(text, string, strlen(string));
}

void text_char(struct text *text, char c)
{
	text_bytes(text, &c, 1);
}

static void add_digits(struct text *text, uint64_t number, unsigned base, unsigned width)
{
	char digits[64];
	size_t at = sizeof digits;

	do {
		digits[--at] = "0123456789abcdef"[number % base];
		number /= base;
		if (width > 0)
			width--;
	} while ((number > 0 || width > 0) && at > 0);
	text_bytes(text, digits + at, sizeof digits - at);
}

void text_number(struct text *text, int64_t number)
{
	if (number < 0)
		text_char(text, '-');
	add_digits(text, number < 0 ? 0 - (uint64_t)number : (uint64_t)number, 10, 1);
}

void text_octal(struct text *text, uint32_t number)
{
	add_digits(text, number, 8, 1);
}

void text_hex(struct text *text, uint64_t number)
{
	text_string(text, "0x");
	add_digits(text, number, 16, 1);
}

void text_padded(struct text *text, uint64_t number, unsigned width)
{
	add_digits(text, number, 10, width);
}

void text_ip4(struct text *text, uint32_t address)
{
	for (int shift = 24; shift >= 0; shift -= 8) {
		text_number(text, address >> shift & 0xff);
		if (shift > 0)
			text_char(text, '.');
	}
}

void text_errno(struct text *text, int error)
{
	text_string(text, strerror(error < 0 ? -error : error));
}

void text_column(struct text *text, size_t column)
{
	while (text->length < column && !text->cut)
		text_char(text, ' ');
}
