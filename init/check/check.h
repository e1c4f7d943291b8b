/*
 * The parts of the checker, in the order in which main() runs them.
 * Host tool. Every part reads the config's table and prints all that it finds; none changes it.
 * Every `machine` but that of take_containers() has a list without NULL and without repetition.
 */
#ifndef NSINIT_CHECK_CHECK_H
#define NSINIT_CHECK_CHECK_H

#include "check/report.h"

#include <stdio.h>

/* The config's containers, without what an entry must not be; good until the next call. */
struct container_list take_containers(struct report *report, const struct appliance *machine);
/* Schema, host name, sysctls, console, watchdog and the sums over all containers. */
void check_appliance(struct report *report, const struct appliance *machine);
void check_bridges(struct report *report, const struct appliance *machine);

/* Of nodes in the appliance's /dev; a part of check_appliance(). */
void check_device_rules(struct report *report, const struct appliance *machine);

/* Of one listed container: what it is, may do and must not share with the others. */
void check_container(
	struct report *report, const struct appliance *machine, const struct container *container);
/* `field` is "argv" or "console.argv". */
void check_stop_command(
	struct report *report, const struct place *at, const struct container *container);
void check_reload(struct report *report, const struct place *at, const struct container *container);
void check_program(
	struct report *report, const char *subject, const char *field, const char *const *argv);
void check_process(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_landlock(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_syscalls(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_root(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_mounts(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_paths(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_networks(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_limits(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_namespaces(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_joins(
	struct report *report, const struct appliance *machine, const struct container *container);
/* The entries of a list of ranges, to the one of zeros. */
unsigned range_count(const struct id_range *list);
/* What holds for any such list; false when it ends at this entry. */
bool check_id_range(
	struct report *report, const struct place *at, const struct id_range *list, unsigned index);
/* Owners of a bind that are others inside. */
void check_idmap(struct report *report, const struct container *container, const struct place *at,
	const struct mount *mount);
/* Of the limits' lists. */
void check_limit_lists(struct report *report, const struct place *at, const struct limits *limits);
void check_devices(
	struct report *report, const struct appliance *machine, const struct container *container);
/* Nodes and links in its /dev. */
void check_nodes(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_life(
	struct report *report, const struct appliance *machine, const struct container *container);
/* Whose lines go where. */
void check_logs(struct report *report, const struct appliance *machine);
/* How many files are written at a time, of a machine with .logs. */
unsigned log_file_count(const struct appliance *machine);
/* Whether anything of the machine that gets the lines was written. */
bool log_remote_given(const struct logs *logs);
/* What becomes of its lines. */
void check_log(
	struct report *report, const struct appliance *machine, const struct container *container);

/* Judgements that several parts share. */

/* The words of a list, up to `most` + 1; a NULL list has none. */
unsigned word_count(const char *const *words, unsigned most);
/* True when a list of `count` is not too long; one that is too long is not looked at further. */
bool check_length(struct report *report, const struct place *place, const char *field,
	unsigned count, unsigned most);
void check_path(
	struct report *report, const struct place *place, const char *field, const char *path);
/* `value` of an enum with `count` values from 0. */
void check_enum(struct report *report, const struct place *place, const char *field, int value,
	int count, const char *type);
/* 0 means the default and is good. What has a limit must have time to do something. */
#define LIMIT_LEAST_MS 100
#define LIMIT_MOST_MS  MINUTES(60)
void check_time(struct report *report, const struct place *place, const char *field, int64_t ms,
	int64_t least_ms, int64_t most_ms);
/* A directory of the appliance that a container may see. */
void check_source(
	struct report *report, const struct place *place, const char *field, const char *path);

/* False, with a line, when `other` is itself, not listed, or later: `field` names it. */
bool check_dependency(struct report *report, const struct appliance *machine,
	const struct container *container, const char *field, const struct container *other);

/* How it becomes ready; a part of check_life(). */
void check_ready(
	struct report *report, const struct appliance *machine, const struct container *container);

/* How it shows that it lives; the same. */
void check_alive(
	struct report *report, const struct appliance *machine, const struct container *container);

/* What starts it; the same. */
void check_sockets(
	struct report *report, const struct appliance *machine, const struct container *container);

/* The terminal of a KIND_CONSOLE; the same. */
void check_tty(
	struct report *report, const struct appliance *machine, const struct container *container);

/* One of its pressures is for good. */
bool stops_short(const struct pressure *pressure);

/* Whom a KIND_CONNECTION serves; the same. */
void check_connections(
	struct report *report, const struct appliance *machine, const struct container *container);
/* One of socket_at(). */
void check_socket_listen(struct report *report, const struct appliance *machine,
	const struct container *container, unsigned index, const struct place *at);

/* When it runs, if it is a timer; the same. */
void check_timer(struct report *report, const struct container *container, const struct place *at);

/* It runs to its end. */
bool kind_ends(enum container_kind kind);
/* "KIND_TASK" */
const char *kind_name(enum container_kind kind);
/* What follows when it is short of something; the same. */
void check_shortage(
	struct report *report, const struct appliance *machine, const struct container *container);
unsigned pressure_count(const struct pressure *pressure);

/* The device that it runs with; the same. NULL, or what is wrong with a name below /dev. */
const char *device_name_fault(const char *name);
void check_device_node(
	struct report *report, const struct appliance *machine, const struct container *container);

/* What follows the end of a run; a part of check_life(). */
void check_restart(
	struct report *report, const struct appliance *machine, const struct container *container);

/* What outlives a reboot; and the line about it, below the table. */
void check_store(struct report *report, const struct appliance *machine);
void print_store(const struct appliance *machine);

/* Values of each device; and the line about them. */
void check_slots(struct report *report, const struct appliance *machine);
unsigned slot_count(const struct slot *slots);
void print_slots(const struct appliance *machine);

/* Who is essential, and what that means for the machine and its boot. */
void check_essential(
	struct report *report, const struct appliance *machine, const struct container *container);
void check_boot_proof(struct report *report, const struct appliance *machine);
/* A line each for what follows, below the table. */
void print_essential(const struct appliance *machine);

/* The size of a tmpfs, which has no default. */
void check_tmpfs_size(
	struct report *report, const struct place *place, const char *field, int64_t bytes);
/* The directory or image that a container's root is made of, when it is a good one; else NULL. */
const char *root_path(const struct container *container);
/* The directory of a persistent overlay, when it is a good one; else NULL. */
const char *upper_path(const struct container *container);
/* One is the other or inside it; NULL is nowhere. */
bool paths_overlap(const char *a, const char *b);

/* Whether a container has a network of that kind. */
bool has_network(const struct container *container, enum network_kind kind);
/* The entries of a list of mounts or networks, to its end; a NULL list has none. */
unsigned mount_count(const struct mount *mounts);
unsigned network_count(const struct network *networks);
unsigned route_count(const struct route *routes);
unsigned route6_count(const struct route6 *routes);
/* The same of what is changed in a set of system calls. */
unsigned syscall_count(const uint16_t *calls);
unsigned syscall_rule_count(const struct syscall_rule *rules);
/* "openat"; `call` must be one. */
const char *call_name(unsigned call);
/* The same of devices and limits. */
unsigned device_count(const struct device *devices);
unsigned node_count(const struct node *nodes);
unsigned link_count(const struct dev_link *links);
unsigned device_rule_count(const struct device_rule *rules);
unsigned io_limit_count(const struct io_limit *limits);
unsigned hugetlb_count(const struct hugetlb_limit *limits);
unsigned raw_count(const struct raw_limit *limits);
/* The same of Landlock. */
unsigned landlock_path_count(const struct landlock_path *paths);
unsigned port_count(const uint32_t *ports);

/* A sum that stays at INT64_MAX instead of going above it; neither may be negative. */
int64_t add_bytes(int64_t sum, int64_t bytes);
/* The sum of all memory limits that are not UNLIMITED; INT64_MAX when it is larger. */
int64_t memory_sum(const struct appliance *machine);

/* What a life's line says of a timer. */
struct line;
void say_timer(struct line *line, const struct timer *timer);

/* What print_summary() says of lives. */
void print_all_lives(const struct appliance *machine);

/* One table of a good config, on standard output. */
void print_summary(const char *config, const struct appliance *machine);

/* The same as a file of the image, see base/config_words.h. 0, or -1 and a message. */
int write_words(const char *config, const struct appliance *machine, const char *file);

/* A line for each container with Landlock, below that table. */
void print_landlock(const struct appliance *machine);

/* The part of it that is about mounts. */
void print_all_files(const struct appliance *machine);
/* The same of its limits, of those of each of its processes, and of its devices. */
void print_all_limits(const struct appliance *machine);
/* What a container may call; nothing for the default. */
void summarize_syscalls(FILE *out, const struct container *container);

/* A line for each container that its sockets start. */
void print_sockets(const struct appliance *machine);

/* A line for what the logger takes besides output. */
void print_logs(const struct appliance *machine);

/* A line for devices that come and go. */
void print_hotplug(const struct appliance *machine);

/* Writes uses.h when its content changes; 0 or -1, with a line on standard error. */
int write_uses(const char *config, const struct appliance *machine, const char *file);

#endif
