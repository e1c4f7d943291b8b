/*
 * Lines of text in fixed buffers: what printf would do, without a heap, a locale or a failure.
 * Any process. A text that does not fit is cut at its end and stays NUL-terminated.
 */
#ifndef NSINIT_BASE_TEXT_H
#define NSINIT_BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct text {
	char *bytes;   /* the caller's; always NUL-terminated once something was added */
	size_t size;   /* of bytes, at least 1 */
	size_t length; /* without the NUL */
	int cut;       /* 1 when something did not fit */
};

/* struct text line = TEXT(array); makes an empty text of a char array. */
#define TEXT(array)                                                                                \
	{                                                                                          \
		.bytes = (array), .size = sizeof(array)                                            \
	}

void text_bytes(struct text *text, const void *bytes, size_t count);
void text_string(struct text *text, const char *string);
void text_char(struct text *text, char c);
void text_number(struct text *text, int64_t number);
void text_octal(struct text *text, uint32_t number);
/* "0x1f" */
void text_hex(struct text *text, uint64_t number);
/* At least `width` digits, zeros in front. */
void text_padded(struct text *text, uint64_t number, unsigned width);
/* A.B.C.D of an address in host byte order. */
void text_ip4(struct text *text, uint32_t address);
/* The words of an errno value, positive or negative. */
void text_errno(struct text *text, int error);
/* Spaces up to the given column. */
void text_column(struct text *text, size_t column);

#endif
