/*
 * Patterns as those of file names: '*' for any characters, '?' for one, "[a-f0-9]" for one of a
 * set; no character is special besides, '/' neither. Pure. The checker has fnmatch(3) for the same.
 */
#ifndef NSINIT_BASE_GLOB_H
#define NSINIT_BASE_GLOB_H

#include <stdbool.h>
#include <stddef.h>

/* The first `length` bytes of `pattern` are it; `text` ends with its NUL. */
bool glob_matches(const char *pattern, size_t length, const char *text);

/* The same, where '-' is as good as '_' outside of a set: names of modules, and their aliases. */
bool glob_matches_module(const char *pattern, size_t length, const char *text);

#endif
