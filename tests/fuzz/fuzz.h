/*
 * What every fuzz target has in common: an input that is taken piece by piece, memory that ends
 * where its content does, and a way to say that something must be so. See fuzz.mk for how they run.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <sanitizer/asan_interface.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libFuzzer calls it with one input after the other, for ever, in one process. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                                            \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);    \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

/* What is left of an input; without any, every number in it is 0. */
struct input {
	const uint8_t *at;
	size_t left;
};

/* At most so many bytes, as they come; *bytes has them. */
static inline size_t input_bytes(struct input *input, const uint8_t **bytes, size_t most)
{
	size_t count = input->left < most ? input->left : most;

	*bytes = input->at;
	input->at += count;
	input->left -= count;
	return count;
}

/* Fills `size` bytes; what the input does not have is 0. */
static inline void input_fill(struct input *input, void *to, size_t size)
{
	const uint8_t *bytes;
	size_t count = input_bytes(input, &bytes, size);

	memset(to, 0, size);
	if (count > 0)
		memcpy(to, bytes, count);
}

static inline uint8_t input_byte(struct input *input)
{
	uint8_t byte;

	input_fill(input, &byte, 1);
	return byte;
}

/* A copy that a read of one byte more would leave, for free(3). */
static inline char *exact(const uint8_t *bytes, size_t count)
{
	char *copy = malloc(count > 0 ? count : 1);

	MUST(copy != NULL);
	if (count > 0)
		memcpy(copy, bytes, count);
	else
		ASAN_POISON_MEMORY_REGION(copy, 1);
	return copy;
}

#endif
