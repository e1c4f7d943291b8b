/*
 * Block devices by what they say of themselves, as sysfs and their first blocks have it. A process
 * that may wait for a medium, which PID 1 itself may not.
 */
#ifndef NSINIT_KERNEL_PARTITION_H
#define NSINIT_KERNEL_PARTITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "/dev/mmcblk0p3" */
#define PARTITION_PATH_SIZE 64
/* Of a GPT: 36 characters, each at most 3 bytes here. */
#define PARTITION_NAME_SIZE 109

/*
 * The node of `what`: a path below /dev, "PARTLABEL=" (of a GPT), "PARTUUID=" (of a GPT or an MBR),
 * or "LABEL=" (of ext4). -ENODEV: there is none; -ENOTUNIQ: there are several; -EINVAL: it is of no
 * such form.
 */
int partition_find(const char *what, char path[PARTITION_PATH_SIZE]);

/* The same, tried again until limit_ms of CLOCK_BOOTTIME while there is none. */
int partition_wait(const char *what, int64_t limit_ms, char path[PARTITION_PATH_SIZE]);

/* The name that its GPT has for the partition at a path; "" for none. */
void partition_name(const char *path, char name[PARTITION_NAME_SIZE]);

/* "vda1 root-a, vda2 root-b": what there is, in words. */
struct text;
void partition_list(struct text *text);

/* The file system by its magic: "squashfs", "erofs", "ext4"; NULL: it is none of these. */
const char *partition_type(const char *path);

/*
 * Whether the first MiB of the device, its last one and a block of each between hold zeros alone,
 * or ones alone, as far as could be read until until_ms of CLOCK_BOOTTIME.
 */
bool partition_is_blank(const char *path, int64_t until_ms);

/* Parts of it. */

/* The same of an open file of this size. */
bool partition_blank(int fd, uint64_t bytes, int64_t until_ms);

/* The value of a line "KEY=value" of a file `uevent`, NULL: there is none. Sets *length. */
const char *partition_value(const char *lines, const char *key, size_t *length);
/* The 16 bytes that a GPT has for a GUID written as people do; false: it is none. */
bool partition_guid(const char *text, uint8_t bytes[16]);
/* What stands for a GUID on a disk with an MBR; false: the text is none. */
struct mbr_name {
	uint32_t signature, number;
};
bool partition_signature(const char *text, struct mbr_name *name);

#endif
