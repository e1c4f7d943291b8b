/*
 * What the logger takes and what becomes of it, as lines below the table of a good config.
 * Host tool; called by print_summary(); writes to standard output.
 */
#include "check/address.h"
#include "check/check.h"
#include "check/forms.h"
#include "check/summary_line.h"

#include <inttypes.h>
#include <stdio.h>

static void print_log(const struct container *container)
{
	struct line line = { "log", container->name };
	const struct log *log = container->log;

	if (log == NULL)
		return;
	if (log->none)
		line_say(&line, "nothing is kept");
	if (log->file)
		line_say(&line, "a file");
	if (log->rate > 0)
		line_say(&line, "%" PRId32 " lines a second, %" PRId32 " at once", log->rate,
			log->burst > 0 ? log->burst : log->rate);
	line_end(&line);
}

static void print_files(const struct appliance *machine, const struct logs *logs)
{
	int64_t bytes = logs->file_bytes > 0 ? logs->file_bytes : LOG_FILE_BYTES_DEFAULT;
	int64_t files = logs->files > 0 ? logs->files : LOG_FILES_DEFAULT;
	int64_t most = bytes * files * log_file_count(machine);

	if (logs->total_bytes > 0 && logs->total_bytes < most)
		most = logs->total_bytes;
	printf("log files: in %s, of %u, each %" PRId64 " of %s", logs->directory,
		log_file_count(machine), files, size_text(bytes).text);
	printf(", together %s\n", size_text(most).text);
}

static void print_remote(const struct log_remote *remote)
{
	bool is_ip4 = remote->address != 0;
	struct ip ip = is_ip4 ? ip_single4(remote->address) : ip_single6(remote->address6);

	printf("remote logs: to %s%s%s port %" PRId32 ", in the clear, %" PRId32
	       " lines a second\n",
		is_ip4 ? "" : "[", ip_text(ip).text, is_ip4 ? "" : "]",
		remote->port > 0 ? remote->port : LOG_REMOTE_PORT,
		remote->rate > 0 ? remote->rate : LOG_REMOTE_RATE);
}

void print_logs(const struct appliance *machine)
{
	const struct logs *logs = machine->logs;

	for (unsigned i = 0; i < machine->containers.count; i++)
		print_log(machine->containers.items[i]);
	if (logs == NULL)
		return;
	if (logs->syslog || logs->kernel)
		printf("logs: %s%s%s\n", logs->syslog ? "/dev/log" : "",
			logs->syslog && logs->kernel ? ", " : "", logs->kernel ? "the kernel" : "");
	if (logs->directory != NULL)
		print_files(machine, logs);
	if (log_remote_given(logs))
		print_remote(&logs->remote);
}
