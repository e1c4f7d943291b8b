/*
 * Whole trees of files. A process that may wait for a medium, which PID 1 itself may not.
 */
#ifndef NSINIT_KERNEL_TREE_H
#define NSINIT_KERNEL_TREE_H

/*
 * Removes what is in a directory and its own file system, but entries of it named in `keep`, which
 * ends with NULL. Goes on at what cannot be removed; 0 or the first -errno.
 */
int tree_empty(int directory, const char *const *keep);

#endif
