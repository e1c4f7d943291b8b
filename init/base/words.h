/*
 * A command line in one block of bytes: its words one after the other, each with its NUL.
 * nsctl packs what PID 1 takes apart. Any process; pure.
 */
#ifndef NSINIT_BASE_WORDS_H
#define NSINIT_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the block, or 0 when there is no word or they do not fit. */
size_t words_pack(char *block, size_t size, const char *const *words);

/*
 * Points words[] into the block and ends it with NULL. False unless the block consists of
 * `count` words, 1 to max, to its last byte, and the first is not empty. Trusts nothing that it
 * is given but `max`: words[] has room for one pointer more.
 */
bool words_unpack(const char *block, size_t bytes, size_t count, const char **words, size_t max);

#endif
