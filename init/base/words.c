/*
 * A command line in one block of bytes; see words.h. Pure.
 */
#include "base/words.h"

#include <string.h>

size_t words_pack(char *block, size_t size, const char *const *words)
{
	size_t bytes = 0;

	for (; *words; words++) {
		size_t length = strlen(*words) + 1;

		if (length > size - bytes)
			return 0;
		memcpy(block + bytes, *words, length);
		bytes += length;
	}
	return bytes;
}

bool words_unpack(const char *block, size_t bytes, size_t count, const char **words, size_t max)
{
	const char *end = block + bytes;

	if (count == 0 || count > max)
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *last = memchr(block, '\0', (size_t)(end - block));

		if (!last)
			return false;
		words[i] = block;
		block = last + 1;
	}
	words[count] = NULL;
	return block == end && words[0][0] != '\0';
}
