/*
 * The form of single values: paths, names, sizes; and how they are written in a line. Addresses are
 * in address.h.
 * Host tool; no knowledge of containers. A *_fault() returns NULL when the value is good, else
 * what is wrong with it, to stand behind the value: "/a/../b" CONTAINS "..".
 */
#ifndef NSINIT_CHECK_FORMS_H
#define NSINIT_CHECK_FORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

const char *path_fault(const char *path);
/* The same without a '/' in front. */
const char *relative_fault(const char *path);
/* Such a one below /proc/sys. */
const char *sysctl_fault(const char *path);
/* Whether `path` is `directory` or lies below it; both of good form, and absolute or not alike. */
bool path_inside(const char *path, const char *directory);

const char *container_name_fault(const char *name);
/* For the kernel's own rule see dev_valid_name(); this one is narrower. */
const char *interface_fault(const char *name);
bool hostname_good(const char *name);
/* The length of NAME in "NAME=value", or 0. */
size_t environment_name_length(const char *entry);

/* Processors or memory nodes, as "0-3,5". */
const char *number_list_fault(const char *list);
/* A file of a control group that a config may write, and what is written. */
const char *raw_file_fault(const char *file);
const char *raw_value_fault(const char *value);

/* Values as text; each returned by value and good to the end of the calling expression. */
struct value_text {
	char text[64];
};
/* In the largest unit that divides it: "16 MiB", "1500 bytes". */
struct value_text size_text(int64_t bytes);

#endif
