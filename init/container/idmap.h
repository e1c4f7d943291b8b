/*
 * Binds whose files have other owners inside: mount_setattr(2) takes the map from a user namespace.
 */
#ifndef NSINIT_CONTAINER_IDMAP_H
#define NSINIT_CONTAINER_IDMAP_H

#include <nsinit/container.h>

/*
 * A user namespace for each mount with an idmap, by its index, in owners[MOUNTS_MAX]; -1 for the
 * others. Nobody lives in them: the short-lived process that makes each is gone on return.
 * Launcher, before it joins anything. 0 or -errno; *item is the mount.
 */
int idmap_open(const struct container *container, int *owners, uint16_t *item);

#endif
