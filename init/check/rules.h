/*
 * What the checker refuses, in words: X(rule, what is wrong, remedy). The words go behind the
 * container and the field, as "web: networks[0].gateway: WHAT; REMEDY".
 * Host tool; used by the rules_*.c files. tests/config/bad/ holds a header for each rule, by its
 * name, and fails when one is missing.
 */
#ifndef NSINIT_CHECK_RULES_H
#define NSINIT_CHECK_RULES_H

/* clang-format off */
#define RULES(X)                                                                                   \
	/* Of any field. */                                                                        \
	X(path, "\"%s\" %s", "give a path as \"/a/b\"")                                            \
	X(enum_unknown, "%d is not one of %s", "use its names")                                    \
	X(kind_missing, "is not given, so the list ends here", "begin the entry with %s")          \
	X(too_many, "has more than %u entries", "shorten it")                                      \
	X(no_effect, "has no effect %s", "remove it")                                              \
	X(time_range, "%lld ms is not within %lld to %lld ms",                                     \
		"give milliseconds or SECONDS(n), or leave it out for the default")                \
	X(hostname_form, "\"%s\" is not a host name",                                              \
		"give letters, digits, '-' and '.' between them, at most 63 characters")           \
	X(argv_missing, "is not given", "give ARGV(\"/bin/program\")")                             \
	X(argv_space, "\"%s\" contains a space", "give each word as a string of its own")          \
	/* The appliance. */                                                                       \
	X(schema, "%u is not %u, which this checker reads", "give NSINIT_SCHEMA")                  \
	X(hostname_missing, "is not given", "give the machine a name")                             \
	X(containers_missing, "lists no container", "give CONTAINERS(array)")                      \
	X(container_null, "is NULL", "remove the entry")                                           \
	X(container_twice, "%s is listed as containers[%u] already", "remove the entry")           \
	X(sysctl_missing, "is not given", "give path and value, as { \"net/ipv4/ip_forward\", \"1\" }")             \
	X(sysctl_path, "\"%s\" %s", "give the path below /proc/sys, as \"net/ipv4/ip_forward\"")   \
	X(sysctl_twice, "\"%s\" is set by sysctls[%u] already", "remove one")                      \
	X(watchdog_device, "\"%s\" is not below /dev", "give \"/dev/watchdog\"")                   \
	X(watchdog_range, "%d s is not within %d to %d s", "give what the device can do")          \
	X(store_missing, "is kept nowhere", "give the appliance .store = \"/data\"")               \
	X(store_refused, "%s is nsinit's own, and empty at each boot", "give \"/data\"")           \
	X(slot_name, "\"%s\" is no name of a slot",                                                \
		"give a-z, 0-9 and '-', with a letter first, at most 31 characters")               \
	X(slot_place, "there is no such place in the config",                                      \
		"give a listed .container, and as .entry the network or socket whose value it is") \
	X(slot_range, "%s to %s does not fit the config's own value, %s",                          \
		"give a range around it, of one network, or of ports from 1 to 65535")             \
	X(slot_taken, "it could be that of %s", "give a range without it")                         \
	X(slot_twice, "has the name or the place of slots[%u]", "remove one")                      \
	X(store_device, "\"%s\" is no device",                                                     \
		"give \"/dev/mmcblk0p3\", \"PARTLABEL=data\", \"PARTUUID=...\" or \"LABEL=data\"")     \
	X(store_size, "%s is not within %s to %s", "give KiB(n) or MiB(n)")                        \
	X(overlay_refused, "%s is no directory of the root that can have a layer",                 \
		"give one as \"/etc\", outside of the store")                                      \
	X(overlays_overlap, "%s and overlays[%u], %s, are one in the other", "remove one")         \
	X(keep_form, "\"%s\" is no name in the store", "give one as \"calibration\"")              \
	X(store_type_missing, "is not given", "give the file system, as \"ext4\"")                 \
	X(crashes_range, "%s is not within %s to %s", "give KiB(n) or MiB(n)")                     \
	X(clock_floor, "%lld is no time within 1970 and 9999", "give seconds since 1970, or leave it out") \
	X(essential_none, "has no effect without an essential container",                          \
		"say .essential = true of those that the machine is nothing without")              \
	X(starve_watchdog, "there is no watchdog to starve", "give .watchdog, or another consequence") \
	X(boot_task, "%s is started at boot anyway", "give a KIND_TASK")                           \
	X(boot_limit_missing, "is not given, so that no boot fails in time",                       \
		"give milliseconds or SECONDS(n)")                                                 \
	X(boot_limit_short, "%lld ms are over before the %lld ms of boot_ok_after_ms", "give more") \
	X(fault_reexec, "FAULT_REEXEC is a way to execute nsinit again", "give .reexec = true")    \
	X(device_rule_name, "\"%s\" %s", "give a name or pattern below /dev, as \"ttyUSB*\"")     \
	X(device_rule_usual, "\"%s\" is about %s too, which must stay as it is",                   \
		"give a narrower pattern")                                                         \
	X(device_rule_unreached, "\"%s\" is what device_rules[%u] is about already",               \
		"put it first, or remove it")                                                      \
	X(ram_range, "%lld is negative", "give the board's memory, or leave it out")               \
	X(ram_sum, "the memory limits add up to %s, more than %s", "lower the limits")             \
	X(logs_directory, "%s is no place for files that stay",                                    \
		"give a directory of the data store, as \"/data/logs\"")                           \
	X(logs_shared, "%s and %s, which %s may write, are one in the other",                      \
		"give the logs a directory of their own")                                          \
	X(logs_total, "%s are less than the %u files that are written, of %s each",                \
		"give more, or a smaller .file_bytes")                                             \
	X(shutdown_short, "%lld ms are over before those of stop.limit_ms of %s, %lld ms",         \
		"give at least as much")                                                           \
	/* Bridges of the appliance. */                                                            \
	X(bridge_twice, "%s is listed as bridges[%u] already", "remove the entry")                 \
	X(bridge_name_missing, "is not given", "give it a name, as \"lan0\"")                      \
	X(interface_form, "\"%s\" %s", "give an interface name, as \"lan0\"")                      \
	X(interface_twice, "\"%s\" is the name of an earlier bridge or port",                      \
		"a name stands for one interface, in one bridge")                                  \
	X(bridges_overlap, "%s overlaps with %s of %s", "give each bridge its own network")        \
	/* What a container is. */                                                                 \
	X(name_missing, "is not given", "give a name, as \"web\"")                                 \
	X(name_form, "\"%s\" %s",                                                                  \
		"give a-z, 0-9 and '-', with a letter first and no '-' last")                      \
	X(name_long, "\"%s\" has %zu characters, more than %d%s", "shorten it")                    \
	X(name_taken, "\"%s\" is what nsinit calls something of its own", "give another name")     \
	X(name_twice, "\"%s\" is the name of containers[%u] already", "give each its own")         \
	X(environment_form, "\"%s\" is not NAME=value",                                            \
		"give a name of letters, digits and '_', then '=' and the value")                  \
	X(environment_twice, "\"%s\" is set by environment[%u] already", "remove one")             \
	X(root_missing, "is not given", "give { ROOT_HOST }, or { ROOT_DIRECTORY, .source = }")    \
	X(root_source_missing, "is not given", "give the directory of the appliance")              \
	X(root_image_missing, "is not given", "give the image file of the appliance")              \
	X(upper_missing, "is not given", "give the directory of the appliance that keeps the changes")  \
	X(upper_shared, "%s and %s of %s are one in the other",                                    \
		"give each a directory of its own")                                                \
	X(root_shared, "%s is inside what %s may write, %s",                                       \
		"give each a directory of its own, or remove .writable")                           \
	X(source_refused, "%s %s", "give another directory")                                    \
	X(oneshot_always, "RESTART_ALWAYS would never let a %s be done",                          \
		"give RESTART_ON_FAILURE or KIND_SERVICE")                                         \
	/* What a container may do. */                                                             \
	X(identity_missing, "is not given", "give USER(uid, gid), or ROOT_USER")                   \
	X(identity_root, "0 is root's", "give another number, or say ROOT_USER")                   \
	X(identity_reserved, "%u is what the kernel calls nobody", "give another number")       \
	X(uid_twice, "%u is the uid of %s already, so each owns the other's files",                \
		"give each its own")                                                               \
	X(group_twice, "%u is in the list already", "remove one")                                  \
	X(caps_unknown, "has bits above those of capability %d", "give CAP(NAME) | CAP(NAME)")     \
	X(learn_unsaid, "SYSCALLS_LEARN is nearly no filter, and not for a product",               \
		"give another set, or say .learns of the appliance while you develop")             \
	X(learn_shared, "SYSCALLS_LEARN is nearly no filter, and .%s puts it among others",        \
		"learn in namespaces of its own")                                                  \
	/* Its namespaces. */                                                                      \
	X(ranges_missing, "is not given", "give ID_RANGES({ inside, outside, count })")            \
	X(range_empty, "is 0, so the list ends here", "give the number of ids")                    \
	X(range_end, "%u ids from %u on pass the last one", "lower the count")                     \
	X(range_root, "0 is root of the appliance", "give ids that nobody has, as 100000")         \
	X(range_nobody, "%u of the appliance is nobody's", "give ids above it")                    \
	X(range_twice, "has ids of entry %u too", "give each range ids of its own")                \
	X(range_taken, "has ids of %s too, which then own each other's files",                     \
		"give each container ids of its own")                                              \
	X(id_unmapped, "%u is in no range of .user.%s, so it does not exist inside",               \
		"give a range that holds it")                                                      \
	X(caps_in_user, "%s counts in the appliance's own user namespace alone",                   \
		"remove it, or .user")                                                             \
	X(offset_range, "%lld s is not within 0 to %lld s", "give seconds ahead of the appliance") \
	X(shares_unknown, "%u has bits of nothing", "give SHARE_IPC | SHARE_UTS")                  \
	X(share_pid_root, "ROOT_USER with SHARE_PID may signal PID 1",                             \
		"give another identity, or .user")                                                 \
	X(join_oneshot, "%s is no KIND_SERVICE: its namespaces end with it",                      \
		"join a KIND_SERVICE")                                                             \
	X(join_nothing, "%s %s", "join who has its own, or share the appliance's by name")         \
	X(join_own, "leaves no place for %s", "keep one of them")                                  \
	X(join_terminal, "%s has the /dev that the terminal would be in", "keep one of them")      \
	X(join_mount_user, "%s has its files in a user namespace that this one is not in",         \
		"give .join.user too")                                                             \
	/* Its processes. */                                                                        \
	X(caps_twice, "repeats what caps has", "remove that")                                      \
	X(inheritable_bounding, "has what neither caps nor capability_sets.bounding has",          \
		"add it to the bounding set")                                                      \
	X(setuid_root, "would only give a ROOT_USER back what securebits take",                    \
		"remove it, and give caps what is needed; or give USER(uid, gid)")                 \
	X(setuid_minimal, "SYSCALLS_MINIMAL is too narrow for set-user-ID programs",               \
		"give SYSCALLS_COMPUTE or another set, or remove it")                              \
	X(label_kind, "is not given", "begin the label with LABEL_APPARMOR or LABEL_SELINUX")      \
	X(label_missing, "is not given", "give the profile or context")                            \
	X(label_form, "\"%s\" %s", "give the name as the security module has it")                  \
	X(range, "%d is not within %d to %d", "give another number")                               \
	X(rlimit_range, "%lld is not within %lld to %lld%s", "give another number")                \
	X(rlimit_soft, "is above the hard limit", "give a soft limit of at most the hard one")     \
	X(rlimit_twice, "is that of rlimits[%u] already", "remove one")                            \
	X(umask_bits, "%o has bits outside 0777", "give an octal number, as 027")                  \
	X(umask_owner, "%o takes files from the container's own user", "give an octal number, as 027") \
	/* Landlock. */                                                                            \
	X(landlock_program, "allow nothing to be read and executed, so the program cannot start",  \
		"give { \"/\", LANDLOCK_READ | LANDLOCK_EXECUTE }, or less")                       \
	X(landlock_path_missing, "is not given, so the list ends here", "give the path inside")    \
	X(landlock_rights_missing, "is 0, and what no line allows is denied anyway",               \
		"give LANDLOCK_READ or another right, or remove the entry")                        \
	X(landlock_rights_unknown, "0x%x has bits of nothing", "give LANDLOCK_READ | LANDLOCK_WRITE") \
	X(port_range, "%u is not within 1 to 65535",                                               \
		"give the number of a TCP port, or TCP_ANY, or for bind TCP_EPHEMERAL")            \
	X(port_twice, "%u is in the list already", "remove one")                                   \
	X(port_any, "has TCP_ANY beside others", "keep TCP_ANY alone, or remove it")               \
	/* Its system calls. */                                                                   \
	X(call_unknown, "%u is no system call", "give names, as SYSCALLS(chroot, mlock)")          \
	X(call_twice, "%s is in it already", "remove one")                                         \
	X(call_both, "%s is added too", "keep one of them")                                        \
	X(call_present, "%s is allowed already, by %s", "remove it")                               \
	X(call_absent, "%s is not in the set, and refused anyway", "remove it")                    \
	X(call_needed, "%s is needed to start the program%s", "remove it")                         \
	X(call_never, "%s is not allowed beside a filter, which it goes around",                   \
		"remove it; SYSCALLS_UNRESTRICTED has it")                                         \
	X(call_capability, "%s does nothing without CAP(%s)",                                      \
		"add that to .caps, which brings the call, or remove it")                          \
	X(call_notify, "lets no socket be opened, which a notification is sent by",                \
		"take SYSCALLS_COMPUTE or a wider set, or READY_FD")                               \
	X(call_accept, "lets no connection be accepted", "add accept4, or take a wider set")       \
	X(rule_call, "%s is refused whatever its arguments are", "remove the rule, or add the call") \
	X(rule_argument, "argument %u of %s is not one that the kernel takes 32 bits of",          \
		"give another one, or remove the call")                                            \
	X(rule_values, "has none", "give VALUES(n, ...)")                                          \
	X(rule_zero, "0 has no bits", "give those that must not be set")                           \
	X(rule_twice, "has the kind, call and argument of syscall_rules[%u]", "make one of them")  \
	/* Its file systems. */                                                                    \
	X(mount_target_missing, "is not given", "give the path inside the container")              \
	X(mount_target_refused, "%s belongs to nsinit", "mount below another directory")           \
	X(mount_target_twice, "%s is the target of mounts[%u] already", "remove one")              \
	X(mount_hides, "%s hides mounts[%u], %s", "put the outer mount first")                     \
	X(mount_source_missing, "is not given", "give the path on the appliance")                  \
	X(mount_covers_root, "%s holds the root of %s, which could then be rewritten",             \
		"give another directory, or remove .writable")                                     \
	X(tmpfs_size_missing, "is not given", "give KiB(n) or MiB(n)")                             \
	X(tmpfs_size_small, "%lld bytes are less than a page", "give KiB(n) or MiB(n)")            \
	X(tmpfs_over_memory, "the tmpfs mounts add up to %s, more than memory_bytes, %s",          \
		"files in a tmpfs count as memory: lower the sizes or raise the limit")            \
	X(mount_mode, "%o has bits outside 01777", "give an octal number, as 0755")                \
	X(mount_mode_owner, "%o shuts the container's own user out", "give an octal number, as 0755") \
	X(mount_in_root, "%s lies in the root of %s, which could then be changed",                 \
		"give another directory, or remove .writable")                                     \
	X(slave_flags, "a later mount shows as the appliance has it, writable and with its programs", \
		"say .writable and .executable, or remove .propagation")                           \
	X(idmap_root, "makes files of the appliance's root, who would trust them",                 \
		"give the files to another id, or remove .writable")                               \
	X(idmap_unmapped, "%u to %u are not in one range of .user.%s",                             \
		"split the range as that one is split, or map them there")                         \
	X(idmap_slave, "later mounts show the appliance's own owners",                             \
		"remove .propagation, or .idmap")                                                  \
	X(cgroup_writable, "would show a group that nobody gave to the container's user",          \
		"say limits.delegate, or remove it")                                               \
	X(cgroup_view, "shows the control groups of %s, not its own",                              \
		"remove it, or the sharing of cgroup namespaces")                                  \
	X(path_all, "/ is all of the root", "give a path below it; the root is read-only by itself") \
	X(path_twice, "%s is %s[%u] already", "remove one")                                        \
	X(masked_program, "%s holds the program, %s", "mask something else")                       \
	X(net_admin_veth, "NET_ADMIN reaches the appliance's own interfaces through a %s", \
		"remove the capability, or say NETWORK_HOST")                                      \
	/* Its networks. */                                                                        \
	X(network_host_alone, "NETWORK_HOST leaves no place for another network",                  \
		"keep one of them")                                                                \
	X(bridge_missing, "is not given", "give the address of a struct bridge")                   \
	X(bridge_unlisted, "%s is not in the bridges of the appliance", "add it to BRIDGES()")     \
	X(address_missing, "is not given, nor is address6", "give CIDR4() or CIDR6()")                       \
	X(prefix_range, "prefix length %u is not within 1 to %u", "give CIDR4() or CIDR6()")                  \
	X(address_unusable, "%s is %s", "give the address of one machine")                         \
	X(address_twice, "%s is the address of %s already", "give each its own")                   \
	X(address_outside, "%s is outside %s of bridge %s", "give an address of that network")     \
	X(prefix_differs, "%s has another prefix length than %s of bridge %s",                     \
		"give the same length")                                                            \
	X(networks_overlap, "%s overlaps with networks[%u], %s",                                   \
		"give each interface its own network")                                             \
	X(gateway_outside, "%s is outside %s", "give an address of that network")                  \
	X(gateway_self, "%s is the container's own address", "give the next router's")             \
	X(gateway_twice, "networks[%u] has one already, and there is one default route",           \
		"keep one of them")                                                                \
	X(gateway_nobody, "nobody has %s: bridge %s has no port to the outside",                   \
		"give the address of the bridge or of a container on it")                          \
	X(gateway_shut, "%s is %s, which the containers on bridge %s do not reach",                \
		"say .open of the bridge, or give the bridge's address")                           \
	X(route_bits, "%s has bits behind its prefix", "give %s")                                  \
	X(route_twice, "%s is reached through %s already", "remove one")                           \
	X(route_via_missing, "is not given", "give the address of a router in the network")        \
	X(host_address_missing, "is not given", "give the address of the appliance's end")         \
	X(point_prefix, "%s is a network, but a link between two has none",                        \
		"give the address with prefix length %u")                                          \
	X(point_in_bridge, "%s is in %s of bridge %s, where nobody would find it",                 \
		"give an address of no bridge")                                                    \
	X(inner_twice, "\"%s\" is the name of networks[%u] already", "give each its own")          \
	X(mac_group, "%s is the address of a group", "give one with an even first byte")           \
	X(mac_twice, "%s is that of %s already", "give each its own, or none")                     \
	X(queue_range, "%u packets are more than %d", "give 0 for the kernel's")                   \
	X(mtu_range, "%u is not within 68 to 65535", "give 0 for the kernel's")                    \
	X(mtu_ipv6, "%u is less than the 1280 that IPv6 needs", "give more, or no address6")       \
	X(mtu_bridge, "%u is more than the %u of bridge %s, which drops what is larger",           \
		"give at most that")                                                               \
	/* Its limits. */                                                                          \
	X(limits_missing, "is not given", "give LIMITS(.memory_bytes = , .processes = )")          \
	X(limit_missing, "is not given", "give a number, or UNLIMITED")                            \
	X(memory_range, "%lld bytes are too few for a program",                                    \
		"give MiB(n) with n of 1 or more, or UNLIMITED")                                   \
	X(cpu_range, "%d is not within 1 to %d percent of one processor",                          \
		"give another number, or UNLIMITED")                                               \
	X(processes_range, "%d is not within 2 to %d, the container's init included",              \
		"give another number, or UNLIMITED")                                               \
	X(limit_range, "%lld is not within %lld to %lld",                                          \
		"give another number, or leave it out for the kernel's")                           \
	X(limit_twice, "%s is limited by %s[%u] already", "remove one")                            \
	X(memory_order, "%s is more than %s, %s",                                                  \
		"give memory_min_bytes, low, high and memory_bytes in rising order")               \
	X(cpu_quota_small, "%d percent of %d us is less than 1000 us, the kernel's least",               \
		"give a longer cpu_period_us")                                                     \
	X(cpu_burst_large, "%d us is more than the quota of %lld us",                              \
		"give less, or more cpu_percent")                                                  \
	X(number_list, "\"%s\" %s", "give numbers and ranges, as \"0-3,5\"")                       \
	X(io_nothing, "limits nothing", "give read_bytes, write_bytes or operations")              \
	X(hugetlb_page, "%s is no size of a huge page", "give one of /sys/kernel/mm/hugepages")    \
	X(hugetlb_part, "%s is not a multiple of the page, %s", "give whole pages")                \
	X(raw_file, "\"%s\" %s", "give a file of the control group, as \"memory.numa_stat\"")      \
	X(raw_value, "%s", "give one line of text")                                                \
	X(delegate_root, "is not safe for root, who owns the files of the limits too",             \
		"give USER(uid, gid)")                                                             \
	/* Its devices. */                                                                         \
	X(device_number, "%u:%u is no number of a device",                                         \
		"give a major to 4095 and a minor to 1048575, or DEVICE_ANY as minor")             \
	X(device_access, "%u allows nothing, or what is no access",                                \
		"give DEVICE_READ | DEVICE_WRITE")                                                 \
	X(device_twice, "devices[%u] is about it already", "remove one")                           \
	X(device_memory, "reaches the memory of the machine, and with it everything",              \
		"give one other minor of major 1")                                                 \
	X(node_name, "\"%s\" %s", "give a name below /dev, as \"ttyS1\" or \"net/tun\"")          \
	X(node_taken, "%s is what every container has there", "give another name")                 \
	X(node_twice, "%s is there by %s[%u] already", "give each its own name")                   \
	X(node_mode, "%o has bits outside 0777", "give an octal number, as 0660")                  \
	X(node_filtered, "%u:%u is a device that it may not open",                                 \
		"add the numbers to .devices, with what it shall do")                              \
	X(node_shut, "%o of %u:%u lets no program of the container open it",                       \
		"give its user or group as .uid or .gid, or a wider .mode")                        \
	X(device_node_name, "\"%s\" %s", "give one name below /dev, as \"ttyUSB0\"")             \
	X(device_node_essential, "goes when its device is pulled out, and the machine would fail with it", \
		"remove .essential")                                                               \
	X(device_node_kind, "runs only when something else starts it",                             \
		"give KIND_SERVICE without .sockets, KIND_ONESHOT or KIND_CONSOLE")                \
	X(link_target, "is not given", "give what the link shall say")                             \
	/* Its lines. */                                                                           \
	X(log_range, "%lld is not within %lld to %lld", "give another number, or leave it out")    \
	X(log_remote_missing, "is not given, nor is address6",                                     \
		"give the machine that gets the lines")                                            \
	X(log_remote_both, "is not the only one given", "keep address or address6")                \
	/* Its life. */                                                                            \
	X(dependency_self, "is the container itself", "remove it")                                 \
	X(dependency_unlisted, "%s is not in the containers of the appliance",                     \
		"list it, before this one")                                                        \
	X(dependency_later, "%s is listed later", "list it before this one")                       \
	X(dependency_twice, "%s is named in %s already", "remove one")                             \
	X(ready_missing, "is not given", "give what its kind looks for")                           \
	X(interval_missing, "is not given", "give milliseconds or SECONDS(n)")                     \
	X(ready_exit, "a KIND_SERVICE that exits is not ready but gone", "give KIND_ONESHOT")      \
	X(ready_ends, "what runs to its end is ready when it exited", "give READY_EXIT")           \
	X(shortage_never, "starts nothing again with RESTART_NEVER", "give %s, or another restart.kind") \
	X(socket_path, "\"%s\" is longer than the %d characters of a socket's path", "shorten it")  \
	X(notify_pid, "processes of others could speak for it", "give it its own pid namespace")   \
	X(socket_place, "%s is not below /run, or belongs to nsinit",                              \
		"give a path as \"/run/web/socket\"")                                              \
	X(socket_address_missing, "is not given, nor is address6",                                 \
		"give IP4() or IP6(), or say .any for those of the outside too")                   \
	X(socket_address_both, "is not the only one given", "keep address, address6 or any")       \
	X(socket_inside, "SOCKET_INSIDE is not possible: %s", "give SOCKET_HOST")                  \
	X(socket_twice, "is what sockets[%u] of %s is already", "remove one")                      \
	X(socket_descriptor, "%d is where sockets[%d] is", "give a higher one")                    \
	X(socket_needed, "%s runs only while somebody uses its sockets", "name another one")       \
	X(connections_missing, "is not given", "give a pointer to the connections that it serves") \
	X(connections_kind, "has no connections", "give SOCKET_TCP or SOCKET_UNIX")                \
	X(connection_stop, "would serve one connection less for ever", "give %s")                  \
	X(task_needed, "%s is a %s, which nobody starts at boot", "give KIND_ONESHOT")            \
	X(tty_alias, "%s is another name of a terminal",                                           \
		"give its own, as \"ttyS1\", or leave it out for the machine's console")           \
	X(tty_shell, "is the machine's console, where CONSOLE_SHELL is",                           \
		"give another one, as \"ttyS1\", or no CONSOLE_SHELL")                             \
	X(tty_twice, "is that of %s already", "give each its own")                                 \
	X(tty_never, "RESTART_NEVER would leave the terminal to nobody", "leave it out")           \
	X(tty_stop, "would leave the terminal to nobody", "give %s")                               \
	X(timer_missing, "is not given",                                                           \
		"give TIMER(.every_ms = SECONDS(n)) or TIMER(.calendar = CALENDAR())")             \
	X(timer_both, "is given beside every_ms", "keep one of them")                              \
	X(timer_random, "%lld ms is not within 0 to %lld ms, less than from one time to the next", \
		"give less")                                                                       \
	X(calendar_minutes, "is not given", "give AT_MINUTE(n) | AT_MINUTE(n), or EVERY_MINUTE")   \
	X(calendar_bits, "0x%llx has bits of nothing", "give %s")                                  \
	X(calendar_never, "none of them is in one of the months", "give days that exist")          \
	X(each_start_kind, "%s runs to its end", "name a KIND_SERVICE")                            \
	X(reload_signal, "%d %s", "give a signal at which it reads its settings, as SIGHUP")       \
	X(exit_twice, "%d is success[%u] already", "remove one")                                   \
	X(instead_missing, "is not given", "give a KIND_TASK that is listed before")               \
	X(instead_kind, "%s is started at boot anyway", "give a KIND_TASK")                        \
	X(slow_short, "%lld ms is less than restart.delay_max_ms, %lld ms", "give more")           \
	X(rescue_console, "there is no console to rescue anything from",                           \
		"give the appliance CONSOLE_SHELL")                                                \
	X(restart_delays, "%lld ms is less than the first delay, %lld ms",                         \
		"give delay_max_ms of at least delay_ms")                                          \
	X(essential_kind, "a container that is not started at boot, or comes and goes, cannot be it", \
		"give KIND_SERVICE or KIND_ONESHOT")                                               \
	X(essential_limit, "%s is not what .essentials says of it", "leave it to .essentials")     \
	X(stop_signal, "%d %s", "give a signal that ends the program, as SIGTERM")
/* clang-format on */

/* Plain arrays, so that the compiler holds each report against its format. */
#define RULE_TEXT(rule, what, remedy) static const char rule_##rule[] = what "; " remedy;
RULES(RULE_TEXT)
#undef RULE_TEXT

#endif
