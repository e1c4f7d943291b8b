/*
 * Loop devices: a file as a block device (loop(4)). Called by the child, in which they live and
 * die: the device frees itself with the last mount of it.
 */
#ifndef NSINIT_KERNEL_LOOP_H
#define NSINIT_KERNEL_LOOP_H

/* Room for "/dev/loop" and a number, with its NUL. */
#define LOOP_PATH_BYTES 24

/*
 * Binds the open regular file `image` to a free device, read-only, and writes the device's path.
 * Returns the device's descriptor, which the caller closes when the device is mounted: closed
 * before that, by an exit too, the device is free again. -errno; -EBUSY when others were faster
 * every time.
 */
int loop_attach(int image, char path[LOOP_PATH_BYTES]);

#endif
