/*
 * What becomes of the lines of containers, and the files of all.
 * Host tool; called by check_container() and check_appliance().
 */
#include "check/address.h"
#include "check/check.h"
#include "check/forms.h"
#include "check/rules.h"

#include <string.h>

#define PORT_MOST 65535

static void check_number(struct report *report, const struct place *at, const char *field,
	int64_t value, int64_t least, int64_t most)
{
	if (value != 0 && (value < least || value > most))
		report_error(report, at, field, rule_log_range, (long long)value, (long long)least,
			(long long)most);
}

/* A field that says something, while something else makes it useless. */
static void check_useless(struct report *report, const struct place *at, const char *field,
	bool given, const char *why)
{
	if (given)
		report_error(report, at, field, rule_no_effect, why);
}

static bool has_directory(const struct appliance *machine)
{
	return machine->logs != NULL && machine->logs->directory != NULL;
}

void check_log(
	struct report *report, const struct appliance *machine, const struct container *container)
{
	const struct place place = { .subject = container_label(machine, container) };
	const struct place *at = &place;
	const struct log *log = container->log;

	if (log == NULL)
		return;
	if (log->none) {
		check_useless(report, at, "log.rate", log->rate != 0, "with .none");
		check_useless(report, at, "log.burst", log->burst != 0, "with .none");
		check_useless(report, at, "log.file", log->file, "with .none");
		return;
	}
	check_number(report, at, "log.rate", log->rate, 1, LOG_RATE_MAX);
	check_number(report, at, "log.burst", log->burst, 1, LOG_BURST_MAX);
	check_useless(report, at, "log.burst", log->rate == 0 && log->burst > 0, "without .rate");
	check_useless(report, at, "log.file", log->file && !has_directory(machine),
		"without logs.directory of the appliance");
}

unsigned log_file_count(const struct appliance *machine)
{
	unsigned count = machine->logs->kernel ? 2 : 1;

	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct log *log = machine->containers.items[i]->log;

		count += log != NULL && log->file;
	}
	return count;
}

/* Who may write there could put links in the way of the logger, or read what all say. */
static void check_writer(
	struct report *report, const char *directory, const char *path, const char *name)
{
	if (paths_overlap(directory, path))
		report_error(report, APPLIANCE_PLACE, "logs.directory", rule_logs_shared, directory,
			path, name);
}

static void check_writers(
	struct report *report, const struct appliance *machine, const char *directory)
{
	for (unsigned i = 0; i < machine->containers.count; i++) {
		const struct container *container = machine->containers.items[i];
		const char *name = container_label(machine, container);

		check_writer(report, directory, upper_path(container), name);
		if (container->root.writable)
			check_writer(report, directory, root_path(container), name);
		for (unsigned n = 0; n < mount_count(container->mounts); n++) {
			const struct mount *mount = &container->mounts[n];

			if (mount->kind == MOUNT_BIND && mount->writable && mount->source != NULL &&
				path_fault(mount->source) == NULL)
				check_writer(report, directory, mount->source, name);
		}
	}
}

static void check_directory(
	struct report *report, const struct appliance *machine, const char *directory)
{
	static const char *const refused[] = { "/proc", "/sys", "/dev", "/run", "/tmp" };
	bool stays = strcmp(directory, "/") != 0;

	if (path_fault(directory) != NULL) {
		check_path(report, APPLIANCE_PLACE, "logs.directory", directory);
		return;
	}
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		stays = stays && !path_inside(directory, refused[i]);
	if (!stays)
		report_error(
			report, APPLIANCE_PLACE, "logs.directory", rule_logs_directory, directory);
	else
		check_writers(report, machine, directory);
}

static void check_total(
	struct report *report, const struct appliance *machine, const struct logs *logs)
{
	int64_t bytes = logs->file_bytes > 0 ? logs->file_bytes : LOG_FILE_BYTES_DEFAULT;
	unsigned count = log_file_count(machine);

	if (logs->total_bytes < 0)
		report_error(report, APPLIANCE_PLACE, "logs.total_bytes", rule_log_range,
			(long long)logs->total_bytes, 0LL, (long long)INT64_MAX);
	else if (logs->total_bytes != 0 && logs->total_bytes < bytes * count)
		report_error(report, APPLIANCE_PLACE, "logs.total_bytes", rule_logs_total,
			size_text(logs->total_bytes).text, count, size_text(bytes).text);
}

bool log_remote_given(const struct logs *logs)
{
	const struct log_remote *remote = &logs->remote;

	return ip_single_given(ip_single4(remote->address)) ||
	       ip_single_given(ip_single6(remote->address6)) || remote->port != 0 ||
	       remote->rate != 0;
}

static void check_remote_address(struct report *report, const char *field, struct ip ip)
{
	const char *fault = ip_fault(ip, ip.bits);

	if (fault == NULL && ip_link_local(ip))
		fault = "a link-local address, which is one of every network";
	if (fault != NULL)
		report_error(report, APPLIANCE_PLACE, field, rule_address_unusable,
			ip_text(ip).text, fault);
}

static void check_remote(struct report *report, const struct log_remote *remote)
{
	struct ip ip4 = ip_single4(remote->address);
	struct ip ip6 = ip_single6(remote->address6);

	if (ip_single_given(ip4) && ip_single_given(ip6))
		report_error(report, APPLIANCE_PLACE, "logs.remote.address", rule_log_remote_both);
	else if (ip_single_given(ip4))
		check_remote_address(report, "logs.remote.address", ip4);
	else if (ip_single_given(ip6))
		check_remote_address(report, "logs.remote.address6", ip6);
	else
		report_error(
			report, APPLIANCE_PLACE, "logs.remote.address", rule_log_remote_missing);
	check_number(report, APPLIANCE_PLACE, "logs.remote.port", remote->port, 1, PORT_MOST);
	check_number(report, APPLIANCE_PLACE, "logs.remote.rate", remote->rate, 1, LOG_RATE_MAX);
}

void check_logs(struct report *report, const struct appliance *machine)
{
	const struct logs *logs = machine->logs;
	const char *why = "without .directory";

	if (logs == NULL)
		return;
	if (log_remote_given(logs))
		check_remote(report, &logs->remote);
	if (logs->directory == NULL) {
		check_useless(
			report, APPLIANCE_PLACE, "logs.file_bytes", logs->file_bytes != 0, why);
		check_useless(report, APPLIANCE_PLACE, "logs.files", logs->files != 0, why);
		check_useless(
			report, APPLIANCE_PLACE, "logs.total_bytes", logs->total_bytes != 0, why);
		return;
	}
	check_directory(report, machine, logs->directory);
	check_number(report, APPLIANCE_PLACE, "logs.file_bytes", logs->file_bytes,
		LOG_FILE_BYTES_MIN, LOG_FILE_BYTES_MAX);
	check_number(report, APPLIANCE_PLACE, "logs.files", logs->files, 2, LOG_FILES_MAX);
	check_total(report, machine, logs);
}
