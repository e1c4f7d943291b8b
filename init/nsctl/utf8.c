/*
 * Whether bytes from outside are characters; see utf8.h. nsctl only.
 */
#include "nsctl/utf8.h"

static bool is_between(unsigned char byte, unsigned char low, unsigned char high)
{
	return byte >= low && byte <= high;
}

size_t utf8_length(const char *string)
{
	/* The first byte's range, the second's, and the length: the table of RFC 3629, section 4.
	 */
	static const struct {
		unsigned char first[2], second[2];
		size_t length;
	} forms[] = {
		{ { 0xc2, 0xdf }, { 0x80, 0xbf }, 2 },
		{ { 0xe0, 0xe0 }, { 0xa0, 0xbf }, 3 },
		{ { 0xe1, 0xec }, { 0x80, 0xbf }, 3 },
		{ { 0xed, 0xed }, { 0x80, 0x9f }, 3 },
		{ { 0xee, 0xef }, { 0x80, 0xbf }, 3 },
		{ { 0xf0, 0xf0 }, { 0x90, 0xbf }, 4 },
		{ { 0xf1, 0xf3 }, { 0x80, 0xbf }, 4 },
		{ { 0xf4, 0xf4 }, { 0x80, 0x8f }, 4 },
	};
	const unsigned char *bytes = (const unsigned char *)string;

	if (bytes[0] < 0x80)
		return bytes[0] != 0;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		if (!is_between(bytes[0], forms[i].first[0], forms[i].first[1]))
			continue;
		if (!is_between(bytes[1], forms[i].second[0], forms[i].second[1]))
			return 0;
		/* A NUL ends the loop: it is no byte of a character. */
		for (size_t at = 2; at < forms[i].length; at++)
			if (!is_between(bytes[at], 0x80, 0xbf))
				return 0;
		return forms[i].length;
	}
	return 0;
}

bool utf8_is_control(const char *string)
{
	const unsigned char *bytes = (const unsigned char *)string;

	return bytes[0] < 0x20 || bytes[0] == 0x7f || (bytes[0] == 0xc2 && bytes[1] < 0xa0);
}
