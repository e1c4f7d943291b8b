/*
 * Writing to /proc where what is written must arrive: privileges and labels of a process.
 *
 * Launcher and child. The file is found below the root of a procfs that the caller mounted itself,
 * never by a name that starts at "/" (CVE-2019-16884), and not through anything that was mounted
 * on it or through a magic link (CVE-2025-52881).
 */
#ifndef NSINIT_KERNEL_PROCFS_H
#define NSINIT_KERNEL_PROCFS_H

/*
 * Writes the text at once to `path` below the root `proc` of a procfs; "self" is the caller.
 * 0 or -errno; -EXDEV when something lies over the file or the file system is no procfs.
 */
int procfs_write(int proc, const char *path, const char *text);

#endif
