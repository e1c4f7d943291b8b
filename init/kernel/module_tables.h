/*
 * The tables that depmod(8) makes of an image's modules: which module is for a device, and which
 * others that one needs (modules.alias, modules.dep(5)). Pure: the bytes of the files.
 */
#ifndef NSINIT_KERNEL_MODULE_TABLES_H
#define NSINIT_KERNEL_MODULE_TABLES_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes that are somebody else's, without a NUL. */
struct span {
	const char *bytes;
	size_t count;
};

/*
 * The next module of modules.alias whose pattern matches; *table goes on behind its line. False:
 * there is none left.
 */
bool module_for_alias(struct span *table, const char *modalias, struct span *module);

/* The files of modules.dep for a module: its own first, then what it needs. False: it has none. */
bool module_files(struct span table, struct span module, struct span *files);

/*
 * Takes the last one off: what needs nothing of those before it, and is loaded first. False: there
 * is none left.
 */
bool module_take_last(struct span *files, struct span *file);

/* The module's name in "kernel/drivers/net/veth.ko.xz". */
struct span module_stem(struct span file);

/* Whether two names of a module are one, by either of '-' and '_': modprobe(8). */
bool module_same(const char *a, const char *b, size_t length);

#endif
