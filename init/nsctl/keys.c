/*
 * The keys that leave a terminal; see keys.h.
 */
#include "nsctl/keys.h"

#include <string.h>

#define CONTROL      "ctrl-"
#define CONTROL_BITS 0x1f /* what the key leaves of a letter: ascii(7) */

/* The byte that a key makes, from its word of `length`; -1: it is none. */
static int key_of(const char *word, size_t length)
{
	size_t before = strlen(CONTROL);
	char last;

	if (length == 1)
		return (unsigned char)word[0];
	if (length != before + 1 || memcmp(word, CONTROL, before) != 0)
		return -1;
	last = word[before];
	if (last >= 'a' && last <= 'z')
		return last & CONTROL_BITS;
	return last >= '@' && last <= '_' ? last & CONTROL_BITS : -1;
}

bool keys_parse(struct keys *keys, const char *words)
{
	*keys = (struct keys){ .count = 0 };
	for (;;) {
		size_t length = strcspn(words, ",");
		int key = key_of(words, length);

		if (key < 0 || keys->count == KEYS_MAX)
			return false;
		keys->bytes[keys->count++] = (char)key;
		if (words[length] == '\0')
			return true;
		words += length + 1;
	}
}

/* How many of those held may still be the first keys, when the one after them is another. */
static size_t shorter(const struct keys *keys)
{
	size_t length = keys->held - 1;

	while (length > 0 && memcmp(keys->bytes, keys->bytes + keys->held - length, length) != 0)
		length--;
	return length;
}

size_t keys_filter(struct keys *keys, const char *typed, size_t count, char *out, bool *found)
{
	size_t kept = 0;

	*found = false;
	for (size_t i = 0; i < count; i++) {
		while (keys->held > 0 && typed[i] != keys->bytes[keys->held]) {
			size_t length = shorter(keys);

			/* Those before them are given back. */
			memcpy(out + kept, keys->bytes, keys->held - length);
			kept += keys->held - length;
			keys->held = length;
		}
		if (keys->count == 0 || typed[i] != keys->bytes[keys->held]) {
			out[kept++] = typed[i];
			continue;
		}
		keys->held++;
		if (keys->held == keys->count) {
			keys->held = 0;
			*found = true;
			return kept;
		}
	}
	return kept;
}
