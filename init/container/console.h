/*
 * A terminal of the machine as that of a container: KIND_CONSOLE. The launcher takes it from
 * whoever has it; the child makes it its own. It is no pair, so nobody holds another end.
 */
#ifndef NSINIT_CONTAINER_CONSOLE_H
#define NSINIT_CONTAINER_CONSOLE_H

#include "base/text.h"
#include "container/launch.h"

#include <stdbool.h>
#include <sys/types.h>

/* Room for the path of any terminal. */
#define CONSOLE_PATH_MAX (PATH_LENGTH_MAX + 1)

/* Adds the path of the terminal that /dev/console means, or that path. Any process. */
void console_active(struct text *path);

/*
 * Adds the path of the container's terminal. `is_machine`: nsinit has the machine's console.
 * -EBUSY: the console shell or another container was given the same one. A fork of PID 1.
 */
int console_find(const struct container *container, bool is_machine, struct text *path);

/*
 * Opens `path`: whoever had it open finds its end, its settings are usual ones, the container's
 * user owns it. Sets *number to the device's. The descriptor or -errno. Launcher.
 */
int console_open(const struct container *container, const char *path, dev_t *number);

#endif
