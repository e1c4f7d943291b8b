/*
 * What is kept of crashes; see crashes.h. The boot helper, and processes that the kernel starts.
 */
#include "pid1/crashes.h"

#include "base/keep.h"
#include "base/system.h"
#include "base/text.h"
#include "pid1/log.h"
#include "uses.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <nsinit/container.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#define DIRECTORY    "crashes"
#define PSTORE       "/sys/fs/pstore"
#define NUMBER_WIDTH 6
#define NUMBER_MOST  999999

/* What of the directory is ours: names that begin with a number, halves of a loss of power too. */
struct inventory {
	unsigned count, first, last; /* numbers; 0: there is none */
	int64_t bytes;
	char oldest[NAME_MAX + 1];
};

/* 0: it is none. */
static unsigned number_of(const char *name)
{
	unsigned number = 0;

	for (unsigned i = 0; i < NUMBER_WIDTH; i++) {
		if (name[i] < '0' || name[i] > '9')
			return 0;
		number = number * 10 + (unsigned)(name[i] - '0');
	}
	return name[NUMBER_WIDTH] == '-' ? number : 0;
}

static void count_in(struct inventory *inventory, int directory, const char *name)
{
	unsigned number = number_of(name);
	struct stat status;

	if (number == 0 || sys_stat(directory, name, &status, AT_SYMLINK_NOFOLLOW) < 0 ||
		!S_ISREG(status.st_mode))
		return;
	inventory->count++;
	inventory->bytes += status.st_size;
	if (number > inventory->last)
		inventory->last = number;
	if (inventory->first == 0 || number < inventory->first) {
		inventory->first = number;
		memcpy(inventory->oldest, name, strlen(name) + 1);
	}
}

/* Calls visit() with each name; the first error of it ends that. */
static int each_name(
	int directory, int (*visit)(void *context, int directory, const char *name), void *context)
{
	_Alignas(8) char entries[2048];
	ssize_t bytes = sys_rewind(directory);

	if (bytes < 0)
		return (int)bytes;
	while ((bytes = sys_getdents(directory, entries, sizeof entries)) > 0)
		for (ssize_t at = 0; at < bytes;) {
			const struct dirent64 *entry = (const void *)(entries + at);
			int error = visit(context, directory, entry->d_name);

			if (error < 0)
				return error;
			at += entry->d_reclen;
		}
	return (int)bytes;
}

static int visit_kept(void *context, int directory, const char *name)
{
	count_in(context, directory, name);
	return 0;
}

/* Until there is room for one of so many bytes; the number of that one, or -errno. */
static int make_room(int directory, const struct crash_limits *limits, int64_t bytes)
{
	struct inventory inventory;
	int error;

	if (bytes > limits->total_bytes)
		return -EFBIG;
	for (;;) {
		inventory = (struct inventory){ .count = 0 };
		error = each_name(directory, visit_kept, &inventory);
		if (error < 0)
			return error;
		if (inventory.count < limits->files &&
			inventory.bytes <= limits->total_bytes - bytes)
			return inventory.last < NUMBER_MOST ? (int)inventory.last + 1 : -EOVERFLOW;
		if (inventory.count == 0)
			return -ENOSPC;
		error = sys_unlink(directory, inventory.oldest, 0);
		if (error < 0)
			return error;
	}
}

static int copy(int to, int source, int64_t most_bytes)
{
	static char bytes[4096];
	ssize_t count = 0;

	while (most_bytes > 0) {
		ssize_t written;

		count = sys_read(source, bytes,
			most_bytes < (int64_t)sizeof bytes ? (size_t)most_bytes : sizeof bytes);
		if (count <= 0)
			return (int)count;
		written = sys_write(to, bytes, (size_t)count);
		if (written != count)
			return written < 0 ? (int)written : -ENOSPC;
		most_bytes -= count;
	}
	return 0;
}

static int keep_as(
	int directory, const char *fresh, const char *name, int source, int64_t most_bytes)
{
	int fd = sys_create(directory, fresh, O_WRONLY | O_EXCL | O_NOFOLLOW, 0600);
	int error = fd < 0 ? fd : copy(fd, source, most_bytes);

	if (error == 0)
		error = sys_fsync(fd);
	if (fd >= 0)
		sys_close(fd);
	if (error == 0)
		error = sys_rename(directory, fresh, name);
	if (error < 0 && fd >= 0)
		sys_unlink(directory, fresh, 0);
	return error < 0 ? error : sys_fsync(directory);
}

int crashes_keep(int directory, const struct crash_limits *limits, const char *name, int source,
	int64_t most_bytes)
{
	char bytes[NAME_MAX + 1];
	char fresh[NAME_MAX + 1];
	struct text text = TEXT(bytes);
	struct text text_fresh = TEXT(fresh);
	int number = make_room(directory, limits, most_bytes);
	int error;

	if (number < 0)
		return number;
	text_padded(&text, (uint64_t)number, NUMBER_WIDTH);
	text_char(&text, '-');
	text_string(&text, name);
	text_string(&text_fresh, bytes);
	text_string(&text_fresh, KEEP_NEW);
	if (text_fresh.cut)
		return -ENAMETOOLONG;
	error = keep_as(directory, fresh, bytes, source, most_bytes);
	if (error == 0)
		log_say(LOG_LEVEL_NOTICE, "crash kept", bytes, 0);
	return error;
}

struct move {
	int to;
	const struct crash_limits *limits;
};

static int visit_record(void *context, int from, const char *name)
{
	const struct move *move = context;
	struct stat status;
	int source = sys_open(from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	int error = source < 0 ? source : sys_stat(source, "", &status, AT_EMPTY_PATH);

	if (error == 0 && S_ISREG(status.st_mode)) {
		error = crashes_keep(move->to, move->limits, name, source, status.st_size);
		if (error == 0)
			error = sys_unlink(from, name, 0);
	}
	if (source >= 0)
		sys_close(source);
	return error;
}

int crashes_move(int directory, const struct crash_limits *limits, int from)
{
	struct move move = { directory, limits };

	return each_name(from, visit_record, &move);
}

static struct crash_limits limits_of_config(void)
{
	int32_t files = appliance.crashes->files;

	return (struct crash_limits){ appliance.crashes->total_bytes,
		files > 0 ? (unsigned)files : CRASHES_FILES_DEFAULT };
}

static int open_directory(int store)
{
	int error = sys_mkdir(store, DIRECTORY, 0700);

	if (error < 0 && error != -EEXIST)
		return error;
	return sys_open(store, DIRECTORY, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
}

/* What this kernel says last is moved by the next boot. */
static int move_records(int directory)
{
	const struct crash_limits limits = limits_of_config();
	int error = sys_mount("pstore", PSTORE, "pstore", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	int from;

	if (error < 0)
		return error;
	from = sys_open(AT_FDCWD, PSTORE, O_RDONLY | O_DIRECTORY);
	error = from < 0 ? from : crashes_move(directory, &limits, from);
	if (from >= 0)
		sys_close(from);
	sys_umount(PSTORE, 0);
	return error;
}

/* One at a time: what crashes meanwhile is in the kernel's log. Real user and signal: core(5). */
static int take_cores(void)
{
	char program[128] = "";
	char pattern[128];
	struct text text = TEXT(pattern);
	ssize_t length = sys_readlink(AT_FDCWD, "/proc/self/exe", program, sizeof program - 1);
	int error;

	if (length < 0)
		return (int)length;
	text_string(&text, "|");
	text_string(&text, program);
	text_string(&text, " core %u %s\n");
	if (text.cut)
		return -ENAMETOOLONG;
	error = sys_write_file(AT_FDCWD, "/proc/sys/kernel/core_pipe_limit", "1\n");
	return error < 0 ? error
			 : sys_write_file(AT_FDCWD, "/proc/sys/kernel/core_pattern", pattern);
}

static bool check(const char *what, int error)
{
	if (error < 0)
		log_say(LOG_LEVEL_ERROR, "crashes", what, error);
	return error >= 0;
}

bool crashes_start(int store)
{
	int directory = open_directory(store);
	bool good = check(DIRECTORY, directory);

	if (!good)
		return false;
	if (NSINIT_USES_PSTORE)
		good = check(PSTORE, move_records(directory));
	if (NSINIT_USES_CORES)
		good = check("core_pattern", take_cores()) && good;
	sys_close(directory);
	return good;
}

/* The container of that user, else the number itself. */
static void name_core(struct text *text, const char *uid, const char *signal)
{
	text_string(text, "core-");
	for (unsigned i = 0; i < appliance.containers.count; i++) {
		const struct container *container = appliance.containers.items[i];
		char bytes[16];
		struct text number = TEXT(bytes);

		text_number(&number, container->identity.uid);
		if (strcmp(bytes, uid) == 0) {
			uid = container->name;
			break;
		}
	}
	text_string(text, uid);
	text_char(text, '-');
	text_string(text, signal);
}

/* Anybody may call it so, who then has no right to the directory, and no file to gain. */
static bool is_number(const char *word)
{
	size_t length = 0;

	while (word[length] >= '0' && word[length] <= '9')
		length++;
	return length > 0 && length < 12 && word[length] == '\0';
}

_Noreturn void crashes_take_core(char *const arguments[2])
{
	const struct crash_limits limits = limits_of_config();
	char name[128];
	struct text text = TEXT(name);
	int directory;
	int store;
	int error;

	/* It has no standard output: what is logged must go to the kernel's log alone. */
	log_open(true);
	if (!is_number(arguments[0]) || !is_number(arguments[1]))
		sys_exit(2);
	store = sys_open(AT_FDCWD, appliance.store, O_RDONLY | O_DIRECTORY);
	directory = store < 0 ? store : open_directory(store);
	name_core(&text, arguments[0], arguments[1]);
	error = directory < 0
			? directory
			: crashes_keep(directory, &limits, name, 0, appliance.crashes->core_bytes);
	sys_exit(!check(name, error));
}
