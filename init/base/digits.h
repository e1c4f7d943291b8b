/*
 * Digits of texts that come from elsewhere. Any process.
 */
#ifndef NSINIT_BASE_DIGITS_H
#define NSINIT_BASE_DIGITS_H

/* 0 to 15; -1: it is none. Letters are small ones: one number has one form. */
static inline int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
