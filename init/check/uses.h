/*
 * What the files that make uses.h share.
 * Host tool.
 */
#ifndef NSINIT_CHECK_USES_H
#define NSINIT_CHECK_USES_H

#include <nsinit/container.h>
#include <stdbool.h>
#include <stdio.h>

/* NSINIT_USES_<name> is 1 when at least one container does. */
struct mechanism {
	const char *name;
	bool (*uses)(const struct container *container);
};

/* Those of roots and mounts; ends with a NULL name. */
extern const struct mechanism file_mechanisms[];

/* Those of how it lives; the same. */
extern const struct mechanism life_mechanisms[];

/* Those of its logs; the same. */
extern const struct mechanism log_mechanisms[];
/* And what of them is said for all. */
void print_log_uses(FILE *out, const struct logs *logs);
/* Whether a command stops it. */
bool use_stop_command(const struct container *container);
/* Whether a command of the config runs inside, other than a probe. */
bool use_command(const struct container *container);
/* Whether it runs once in a device's life. */
bool use_once(const struct container *container);
/* Whether a command probes it. */
bool use_probe_command(const struct container *container);

/* The file gets this content, unless it has it; 0 or -1, which was said on standard error. */
int replace(const char *file, const char *text, size_t length);

/* What of a kernel somebody needs, and who. */
void print_kernel_needs(FILE *out, const struct appliance *machine);

/* What of the appliance is for nsctl. */
void print_control_uses(FILE *out, const struct appliance *machine);

/* What somebody who follows devices does. */
void print_hotplug_uses(FILE *out, const struct appliance *machine);

#endif
