/*
 * Loading of kernel modules. Forks of PID 1, never PID 1 itself: the kernel may take its time.
 */
#ifndef NSINIT_PID1_MODULES_H
#define NSINIT_PID1_MODULES_H

#include "kernel/module_tables.h"

#include <stdbool.h>

/*
 * One file, with the parameters that the kernel's command line has for the module
 * ("module.parameter=value"). A name as "05-i6300esb.ko" is of the module i6300esb. One that is
 * loaded already is good. 0 or -errno.
 */
int module_load(int directory, const char *path);

/*
 * All of /lib/modules/boot, in the order of the names. Without that directory nothing is to do.
 * Logs each failure and goes on; false: there was one.
 */
bool modules_load_listed(void);

/* The modules of the running kernel's release, with what depmod(8) wrote of them. */
struct modules {
	int directory; /* /lib/modules/RELEASE; -1: there is none */
	struct span aliases, dependencies;
};

/* What is missing is logged, and no module is found then. */
void modules_open(struct modules *modules);

/* Loads all modules that a device can have, each behind what it needs; logs what fails. */
void modules_load_for(const struct modules *modules, const char *modalias);

#endif
