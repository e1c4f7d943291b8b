/*
 * Whether bytes from outside are characters. nsctl only; pure.
 */
#ifndef NSINIT_NSCTL_UTF8_H
#define NSINIT_NSCTL_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Bytes of the character at the start of a NUL-terminated string, 1 to 4. 0 for the string's end
 * and for what is not valid UTF-8 (RFC 3629): a stray byte, an overlong form, a surrogate.
 */
size_t utf8_length(const char *string);

/* Of a valid character: U+0000 to U+001F, and U+007F to U+009F, which drive terminals as well. */
bool utf8_is_control(const char *string);

#endif
