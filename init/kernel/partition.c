/*
 * Block devices by name; see partition.h. The GPT is that of the UEFI specification, 5.3: sysfs has
 * the names of its partitions, but their GUIDs only since Linux 6.9.
 */
#include "kernel/partition.h"

#include "base/digits.h"
#include "base/system.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <string.h>
#include <sys/stat.h>

#define BLOCK_CLASS "/sys/class/block"
#define POLL_MS     20

const char *partition_value(const char *lines, const char *key, size_t *length)
{
	size_t key_length = strlen(key);

	while (*lines != '\0') {
		const char *end = strchrnul(lines, '\n');

		if ((size_t)(end - lines) > key_length && lines[key_length] == '=' &&
			memcmp(lines, key, key_length) == 0) {
			*length = (size_t)(end - lines) - key_length - 1;
			return lines + key_length + 1;
		}
		lines = *end == '\n' ? end + 1 : end;
	}
	return NULL;
}

/* People write GUIDs with letters of either case. */
static int digit(char c)
{
	return hex_digit(c >= 'A' && c <= 'F' ? (char)(c - 'A' + 'a') : c);
}

/* Of the five groups the first three are little-endian numbers. */
bool partition_guid(const char *text, uint8_t bytes[16])
{
	static const uint8_t place[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };

	for (unsigned i = 0; i < 16; i++) {
		int high;
		int low;

		if ((i == 4 || i == 6 || i == 8 || i == 10) && *text++ != '-')
			return false;
		high = digit(text[0]);
		low = high < 0 ? -1 : digit(text[1]);
		if (low < 0)
			return false;
		bytes[place[i]] = (uint8_t)(high << 4 | low);
		text += 2;
	}
	return *text == '\0';
}

/* As the kernel has it: "1234abcd-02", the signature of the disk and the number, in hexadecimal. */
bool partition_signature(const char *text, struct mbr_name *name)
{
	uint32_t number = 0;
	unsigned i;

	for (i = 0; i < 11 && (i == 8 ? text[i] == '-' : digit(text[i]) >= 0); i++) {
		if (i == 8)
			name->signature = number;
		else
			number = number << 4 | (uint32_t)digit(text[i]);
	}
	name->number = number & 0xff;
	return i == 11 && text[i] == '\0';
}

static uint64_t little(const uint8_t *bytes, unsigned count)
{
	uint64_t number = 0;

	while (count-- > 0)
		number = number << 8 | bytes[count];
	return number;
}

static ssize_t read_attribute(const char *name, const char *attribute, char *bytes, size_t size)
{
	char path[128];
	struct text text = TEXT(path);

	text_string(&text, BLOCK_CLASS "/");
	text_string(&text, name);
	text_char(&text, '/');
	text_string(&text, attribute);
	return text.cut ? -ENAMETOOLONG : sys_read_file(AT_FDCWD, path, bytes, size);
}

static uint64_t read_number(const char *name, const char *attribute)
{
	char bytes[24];
	uint64_t number = 0;

	if (read_attribute(name, attribute, bytes, sizeof bytes) <= 0)
		return 0;
	for (const char *at = bytes; *at >= '0' && *at <= '9'; at++)
		number = number * 10 + (uint64_t)(*at - '0');
	return number;
}

/* sysfs writes "cciss!c0d0" for what is "cciss/c0d0" below /dev. */
static bool node_of(const char *name, char path[PARTITION_PATH_SIZE])
{
	struct text text = { .bytes = path, .size = PARTITION_PATH_SIZE };

	text_string(&text, "/dev/");
	text_string(&text, name);
	for (size_t i = 0; i < text.length; i++)
		if (path[i] == '!')
			path[i] = '/';
	return !text.cut;
}

static int read_blocks(const char *name, void *bytes, size_t count, uint64_t at)
{
	char path[PARTITION_PATH_SIZE];
	int fd = node_of(name, path) ? sys_open(AT_FDCWD, path, O_RDONLY) : -ENAMETOOLONG;
	ssize_t got = fd < 0 ? fd : sys_read_at(fd, bytes, count, (off_t)at);

	if (fd >= 0)
		sys_close(fd);
	return got < 0 ? (int)got : (size_t)got == count ? 0 : -EIO;
}

/* The disk of a partition is the directory above its own. */
static bool disk_of(const char *name, char disk[NAME_MAX + 1])
{
	char link[256];
	char path[128];
	struct text text = TEXT(path);
	ssize_t length;
	char *end;
	char *slash;

	text_string(&text, BLOCK_CLASS "/");
	text_string(&text, name);
	length = text.cut ? -ENAMETOOLONG : sys_readlink(AT_FDCWD, path, link, sizeof link - 1);
	if (length < 0)
		return false;
	link[length] = '\0';
	end = strrchr(link, '/');
	if (end == NULL)
		return false;
	*end = '\0';
	slash = strrchr(link, '/');
	memcpy(disk, slash ? slash + 1 : link, strlen(slash ? slash + 1 : link) + 1);
	return true;
}

static bool has_guid(const char *name, const uint8_t guid[16])
{
	char disk[NAME_MAX + 1];
	uint8_t head[92];
	uint8_t entry[32]; /* its type, and its own GUID */
	uint64_t number = read_number(name, "partition");
	uint64_t block;

	if (number == 0 || !disk_of(name, disk))
		return false;
	block = read_number(disk, "queue/logical_block_size");
	if (block == 0 || read_blocks(disk, head, sizeof head, block) < 0 ||
		memcmp(head, "EFI PART", 8) != 0 || number > little(head + 80, 4))
		return false;
	return read_blocks(disk, entry, sizeof entry,
		       little(head + 72, 8) * block + (number - 1) * little(head + 84, 4)) == 0 &&
	       memcmp(entry + 16, guid, 16) == 0;
}

/* The first block of an MBR has a signature of its own at byte 440, and ends with that of all. */
static bool has_signature(const char *name, const void *context)
{
	const struct mbr_name *wanted = context;
	char disk[NAME_MAX + 1];
	uint8_t head[512];

	return read_number(name, "partition") == wanted->number && disk_of(name, disk) &&
	       read_blocks(disk, head, sizeof head, 0) == 0 && little(head + 510, 2) == 0xaa55 &&
	       little(head + 440, 4) == wanted->signature;
}

/* struct ext4_super_block at byte 1024: s_magic at 56, s_volume_name at 120. */
static bool has_volume_name(const char *name, const char *value)
{
	uint8_t head[136];
	size_t length = strlen(value);

	return length <= 16 && read_blocks(name, head, sizeof head, 1024) == 0 &&
	       little(head + 56, 2) == 0xef53 && memcmp(head + 120, value, length) == 0 &&
	       (length == 16 || head[120 + length] == 0);
}

static bool has_name(const char *name, const char *value)
{
	char lines[512];
	size_t length;
	const char *found;

	if (read_attribute(name, "uevent", lines, sizeof lines) <= 0)
		return false;
	found = partition_value(lines, "PARTNAME", &length);
	return found && length == strlen(value) && memcmp(found, value, length) == 0;
}

/* Calls for each block device until one is enough: its count, or -errno. */
static int each(bool (*is)(const char *name, const void *context), const void *context,
	char path[PARTITION_PATH_SIZE])
{
	_Alignas(8) char entries[2048];
	int directory = sys_open(AT_FDCWD, BLOCK_CLASS, O_RDONLY | O_DIRECTORY);
	ssize_t bytes = directory;
	int found = 0;

	while (directory >= 0 && (bytes = sys_getdents(directory, entries, sizeof entries)) > 0)
		for (ssize_t at = 0; at < bytes;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			at += entry->d_reclen;
			if (entry->d_name[0] != '.' && is(entry->d_name, context) &&
				(path == NULL || node_of(entry->d_name, path)))
				found++;
		}
	if (directory >= 0)
		sys_close(directory);
	return bytes < 0 ? (int)bytes : found;
}

static bool is_named(const char *name, const void *context)
{
	return has_name(name, context);
}

static bool is_numbered(const char *name, const void *context)
{
	return has_guid(name, context);
}

static bool is_labelled(const char *name, const void *context)
{
	return has_volume_name(name, context);
}

static int one_of(int found)
{
	return found < 0 ? found : found == 0 ? -ENODEV : found == 1 ? 0 : -ENOTUNIQ;
}

static int find_node(const char *what, char path[PARTITION_PATH_SIZE])
{
	struct text text = { .bytes = path, .size = PARTITION_PATH_SIZE };
	struct stat status;
	int error = sys_stat(AT_FDCWD, what, &status, 0);

	text_string(&text, what);
	if (text.cut)
		return -ENAMETOOLONG;
	if (error == -ENOENT)
		return -ENODEV;
	return error < 0 ? error : S_ISBLK(status.st_mode) ? 0 : -ENOTBLK;
}

static const char *after(const char *what, const char *key)
{
	size_t length = strlen(key);

	return strncmp(what, key, length) == 0 ? what + length : NULL;
}

int partition_find(const char *what, char path[PARTITION_PATH_SIZE])
{
	struct mbr_name mbr;
	uint8_t guid[16];
	const char *value;

	if (what[0] == '/')
		return find_node(what, path);
	if ((value = after(what, "PARTLABEL=")) != NULL)
		return one_of(each(is_named, value, path));
	if ((value = after(what, "PARTUUID=")) != NULL) {
		if (partition_signature(value, &mbr))
			return one_of(each(has_signature, &mbr, path));
		return partition_guid(value, guid) ? one_of(each(is_numbered, guid, path))
						   : -EINVAL;
	}
	if ((value = after(what, "LABEL=")) != NULL)
		return one_of(each(is_labelled, value, path));
	return -EINVAL;
}

int partition_wait(const char *what, int64_t limit_ms, char path[PARTITION_PATH_SIZE])
{
	int error;

	while ((error = partition_find(what, path)) == -ENODEV && sys_now_ms() < limit_ms)
		sys_sleep_ms(POLL_MS);
	return error;
}

static void copy_name(const char *sysfs_name, char name[PARTITION_NAME_SIZE])
{
	struct text text = { .bytes = name, .size = PARTITION_NAME_SIZE };
	char lines[512];
	size_t length = 0;
	const char *found = NULL;

	if (read_attribute(sysfs_name, "uevent", lines, sizeof lines) > 0)
		found = partition_value(lines, "PARTNAME", &length);
	text_bytes(&text, found ? found : "", found ? length : 0);
}

void partition_name(const char *path, char name[PARTITION_NAME_SIZE])
{
	name[0] = '\0';
	if (strncmp(path, "/dev/", 5) == 0 && strchr(path + 5, '/') == NULL)
		copy_name(path + 5, name);
}

static bool add_to_list(const char *name, const void *context)
{
	struct text *text = *(struct text *const *)context;
	char label[PARTITION_NAME_SIZE];

	/* Sixteen loop devices are there on many machines, and nothing in them. */
	if (strncmp(name, "loop", 4) == 0 || strncmp(name, "ram", 3) == 0)
		return false;
	if (text->length > 0)
		text_string(text, ", ");
	text_string(text, name);
	copy_name(name, label);
	if (label[0] != '\0')
		text_char(text, ' ');
	text_string(text, label);
	return false;
}

void partition_list(struct text *text)
{
	each(add_to_list, &text, NULL);
}

const char *partition_type(const char *path)
{
	uint8_t head[1024 + 64];
	int fd = sys_open(AT_FDCWD, path, O_RDONLY);
	ssize_t got = fd < 0 ? fd : sys_read_at(fd, head, sizeof head, 0);

	if (fd >= 0)
		sys_close(fd);
	if (got != sizeof head)
		return NULL;
	if (little(head, 4) == 0x73717368)
		return "squashfs";
	if (little(head + 1024, 4) == 0xe0f5e1e2)
		return "erofs";
	return little(head + 1024 + 56, 2) == 0xef53 ? "ext4" : NULL;
}
