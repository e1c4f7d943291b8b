/*
 * uses: VETH POINT_TO_POINT IPV6 ROUTES NETWORK_HOST TMPFS BIND ROOT_DIRECTORY ROOT_HOST
 * uses: TIMER CALENDAR MAIN_PID CONSOLE
 * uses: TASK SUCCESS JITTER FAILURES FOLLOW READY READY_FD ALIVE NOTIFY PROBE PROBE_TCP PROBE_PATH
 * uses: PROBE_COMMAND ENTRY OOM PRESSURE SHORTAGE
 * uses: SOCKETS IDLE CONNECTIONS
 * uses: LIMITS ONESHOT BRIDGES NETWORK SYSCTLS WATCHDOG CONSOLE_SHELL USER TIME JOIN RELAY EXEC ROOT_TMPFS
 * uses: ROOT_IMAGE OVERLAY TARGETS FOREGROUND TERMINAL SETUID LABEL RLIMITS SCHEDULING CPUS
 * uses: RECURSIVE SLAVE PATHS LANDLOCK SYSLOG KERNEL_LOG
 * uses: NODES IDMAP KERNEL_MOUNTS MOUNT_PROC MOUNT_SYSFS MOUNT_MQUEUE MOUNT_DEVPTS MOUNT_SHM MOUNT_CGROUP
 * uses: SYSCALLS_DEFAULT SYSCALLS_UNRESTRICTED SYSCALLS_NETWORK_SERVICE SYSCALLS_NETWORK_CLIENT
 * uses: SYSCALL_LISTS SYSCALL_RULES SYSCALL_KILL SYSCALL_LOG
 * uses: SYSCALLS_COMPUTE SYSCALLS_MINIMAL SYSCALLS_LEARN CALLS_DAC_READ_SEARCH CALLS_SYS_MODULE CALLS_SYS_RAWIO
 * uses: CALLS_SYS_CHROOT CALLS_SYS_PTRACE CALLS_SYS_PACCT CALLS_SYS_ADMIN CALLS_SYS_BOOT
 * uses: CALLS_SYS_NICE CALLS_SYS_TIME CALLS_SYS_TTY_CONFIG CALLS_SYSLOG CALLS_PERFMON CALLS_BPF
 * uses: ESSENTIAL CONFIRM STORE_MOUNT SEED CLOCK CLOCK_SAVES STAMPS KEEPER CRASHES PSTORE CORES
 * uses: SLOTS STORE_CHECK STORE_FORMAT STORE_MEMORY STORE_FILES ROOT_OVERLAYS FACTORY_RESET ONCE
 * uses: LIMITS_MORE CPUSET IO HUGETLB RAW DELEGATE DEVICES
 * uses: EVENTS ENABLE SIGNAL RELOAD COMMAND STOP_COMMAND
 * uses: PAUSE SET LOG_RATE LOG_NONE LOG_FILES LOG_REMOTE
 * uses: REEXEC FAULT_REEXEC
 * uses: HOTPLUG COLDPLUG DEVICE_RULES DEVICE_NODE
 * shows: first oneshot - - host 101:101 - selinux:system_u:system_r:first_t:s0 idle oom 1000 - 16 MiB unlimited 8 "/bin/sh" "-c" "id; hostname"
 * shows: whole service first - /containers/whole writable 102:102+20,29 CHOWN,NET_BIND_SERVICE
 * shows: 10.77.0.2/24+fd00:77::2/64@lan0,10.78.0.2/24@dmz0,10.80.0.2-10.80.0.1+fd00:80::2-fd00:80::1
 * shows: 64 MiB 150% 32 "/bin/sleep" "60"
 * shows: last service - first,whole host 0:0 - fifo host unlimited unlimited unlimited "/bin/sleep" "9"
 * shows: CHOWN,NET_BIND_SERVICE setuid bounding NET_RAW apparmor:whole batch nice -5 oom -500 10
 * shows: empty service - - tmpfs 64 KiB writable 104:104
 * shows: image service - - /images/image under tmpfs 1 MiB 105:105
 * shows: layers service - - /images/layers under /data/layers 106:106
 * shows: mounts of whole: /tmp tmpfs 1 MiB, /srv writable idmap from /srv, /opt executable recursive from /opt, /media writable executable slave from /media, /proc proc pids only,
 * shows: /other/sys sysfs, /dev/mqueue mqueue, /other/pts devpts, /dev/shm shm 2 MiB, /sys/fs/cgroup cgroup writable, /other/proc proc hidepid ptraceable, /closed proc hidepid closed, /open proc hidepid open
 * shows: /dev of whole: net/tun c 10:200 0660 0:20, sda1 b 8:1 0600 102:0, tun -> net/tun
 * shows: 106:106 DAC_READ_SEARCH,SYS_MODULE,SYS_RAWIO,SYS_CHROOT,SYS_PTRACE,SYS_PACCT,SYS_ADMIN,SYS_BOOT,SYS_NICE,SYS_TIME,SYS_TTY_CONFIG,SYSLOG,PERFMON,BPF -
 * shows: system calls of first: compute, others logged
 * shows: system calls of last: unrestricted
 * shows: system calls of apart: network service, with shmget, userfaultfd, without fork, vfork, mknod, rules for socket, ioctl, mprotect
 * shows: system calls of guest: network client
 * shows: system calls of open: minimal, others kill
 * shows: system calls of learns: LEARNS: NOT FOR A PRODUCT, nearly every one is allowed
 * shows: namespaces of apart: user at 100000, time
 * shows: namespaces of guest: network of apart, ipc of apart, pid of apart, uts of apart, user of apart, cgroup of apart, time of apart, mount of apart
 * shows: namespaces of open: ipc of the appliance, uts of the appliance, pid of the appliance, cgroup of the appliance
 * shows: landlock of whole: ABI 4, / read+execute, /tmp read_file+write_file, /srv read+write+make+remove+make_char+make_block+refer+ioctl_dev, bind 80+ephemeral, connect any, signals, abstract sockets
 * shows: landlock of last: as much as the kernel has, / read+write+execute, bind none, connect none
 * shows: life of whole: ready by notification within 5000 ms, lives as long as its MAINPID, alive by notification every 3000 ms, stops without its needs, delays up to 20% shorter, after 5 failures start spare, good with 3,143, reloads at signal 1
 * shows: life of routes: ready at exit 0 within 30000 ms, after each start of whole, restarts with its needs, after 9 failures rescue
 * shows: tick timer - - host 150:150
 * shows: life of tick: runs every 60000 ms or up to 500 ms later, ready at exit 0 within 30000 ms
 * shows: life of leap: runs at minute 0,59 of hour 0,23 on Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday on day 1,29,31 in January,February,March,April,May,June,July,August,September,October,November,December UTC made up for
 * shows: life of pulse: runs each minute UTC
 * shows: life of first: once and for all
 * shows: store: /data from PARTLABEL=data, ext4, checked by /sbin/e2fsck, formatted by /sbin/mke2fs, else 1 MiB of memory, waited for up to 9000 ms, random seed credited, clock from 1767225600 s on every 3600000 ms, crashes of the kernel and of programs to 2 MiB, 8 MiB in 20 files, layers over /etc,/root, factory reset but for calibration, containers that are disabled
 * shows: login console - - host 112:112
 * shows: life of login: on ttyS1
 * shows: slots: hostname is the host name; address is an address of apart, 10.78.0.3 to 10.78.0.3; mac is a mac of whole; port is a port of called, 53 to 60; empty is whether it starts of empty, off
 * shows: essential: first, last: the watchdog starves, after 90000 ms at the latest
 * shows: boot: confirmed after 20000 ms by spare, failed after 300000 ms, then revert, then reboot
 * shows: life of empty: ready by descriptor 3 within 30000 ms, while /dev/ttyUSB0 is there, told when memory is short, after 3 failures every 600000 ms
 * shows: life of layers: ready on /run/socket within 30000 ms, alive on /run/socket every 60000 ms, restarted when memory is short, restarted when all wait for memory 500000 of 2000000 us, stopped when some wait for processor 900000 of 1000000 us
 * shows: life of apart: ready on port 80 within 30000 ms, alive on port 80 every 5000 ms, killed when memory is short, told when some wait for input and output 500000 of 1000000 us
 * shows: life of learns: ready by /bin/check within 30000 ms, stopped when memory is short
 * shows: life of image: ready with /run/ready within 30000 ms, alive by /bin/check every 10000 ms, after 4 failures reboot, reloads by /bin/check within 3000 ms, stopped by /bin/check within 4000 ms
 * shows: sockets of called: tcp 8080 of the appliance, 10.77.0.1, tcp 8080 of the appliance, fd00:77::1, udp 53 of the appliance, ALL ADDRESSES, tcp 80 inside, unix /run/called/socket mode 0660 of 111:20, unix datagram /run/called/datagrams mode 0600 of 0:0, stopped when idle for 60000 ms
 * shows: one connection - - host 114:114
 * shows: sockets of one: tcp 8081 of the appliance, ALL ADDRESSES, one connection, of one address at most 1
 * shows: memory limits: 249 MiB of 256 MiB, and 1 unlimited
 * shows: limits of whole: memory high 60 MiB, low 8 MiB, min 4 MiB, swap 16 MiB, swappiness 10, out of memory: all of it, cpu weight 200, cpu period us 50000, cpu burst us 10000, processors 0-1, memory nodes 0, io weight 50, block device 8:0 reads 8 MiB/s writes 4 MiB/s 500 reads/s 100 writes/s, pages of 2 MiB: 4 MiB, memory.numa_stat = x where it is, makes groups of its own
 * shows: each process of first: io idle
 * shows: each process of whole: io best effort 1, processor 0, processor 1, umask 027, AS 62914560 to unlimited, CORE 0, CPU 3600 to unlimited
 * shows: devices of whole: c 10:200 rw, b 8:* r
 * shows: limits of last: out of memory: one process
 * shows: each process of last: priority 10, io realtime 3
 * shows: terminals: whole
 * shows: nsinit run: each of them, on a host
 * shows: nsctl pause: allowed
 * shows: nsctl set: allowed
 * shows: nsctl signal: allowed
 * shows: nsctl events: allowed
 * shows: nsctl exec: allowed
 * shows: log of spare: nothing is kept
 * shows: log of whole: a file, 100 lines a second, 500 at once
 * shows: logs: /dev/log, the kernel
 * shows: devices: modules for what is there, ttyUSB[0-3] 0660 0:20, sd* 0600 0:0
 * shows: log files: in /data/logs, of 3, each 5 of 64 KiB, together 512 KiB
 * shows: remote logs: to [fd00:77::9] port 5514, in the clear, 200 lines a second
 */
/* Every field of the schema, each at least once. */
#include <nsinit/container.h>
#include <signal.h>

static const struct bridge lan = {
	.name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1, 64),
	.ports = PORTS("eth0", "eth1"),
	.mtu = 1500,
	.open = true,
};
static const struct bridge dmz = { .name = "dmz0", .address = CIDR4(10, 78, 0, 1, 24) };

static const struct container first = {
	.name = "first",
	.essential = true,
	.once = true,
	.kind = KIND_ONESHOT,
	.argv = ARGV("/bin/sh", "-c", "id; hostname"),
	.root = { ROOT_HOST },
	.identity = USER(101, 101),
	.syscalls = SYSCALLS_COMPUTE,
	.syscall_action = SYSCALL_LOG,
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8, .oom = OOM_DEFAULT),
	.restart = { RESTART_NEVER },
	.scheduler = { SCHEDULER_IDLE },
	.io_priority = { IO_PRIORITY_IDLE },
	.oom_score = 1000,
	.label = { LABEL_SELINUX, "system_u:system_r:first_t:s0" },
};

static const struct container spare = {
	.name = "spare",
	.oom = OOM_UNWATCHED,
	.kind = KIND_TASK,
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_HOST },
	.identity = USER(107, 107),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
	.log = LOG(.none = true),
};

static const struct container revert = {
	.name = "revert",
	.kind = KIND_TASK,
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_HOST },
	.identity = USER(120, 120),
	.limits = LIMITS(.memory_bytes = MiB(4), .processes = 8),
};

static const struct container whole = {
	.name = "whole",
	.kind = KIND_SERVICE,
	.argv = ARGV("/bin/sleep", "60"),
	.environment = ENVIRONMENT("LEVEL=3", "PATH=/bin", "EMPTY="),
	.directory = "/tmp",
	.hostname = "whole.test",
	.terminal = true,
	.root = { ROOT_DIRECTORY, .source = "/containers/whole", .writable = true,
		.overlay = OVERLAY_NONE },
	.identity = { IDENTITY_USER, .uid = 102, .gid = 102, .groups = GROUPS(20, 29) },
	.user = { USER_HOST },
	.caps = CAP(NET_BIND_SERVICE) | CAP(CHOWN),
	.capability_sets =
		CAPABILITY_SETS(.bounding = CAP(NET_RAW), .inheritable = CAP(NET_RAW)),
	.allow_setuid = true,
	.label = { .kind = LABEL_APPARMOR, .name = "whole" },
	.rlimits = RLIMITS({ .kind = RESOURCE_AS, .soft = MiB(60), .hard = UNLIMITED },
		{ RESOURCE_CORE, 0, 0 }, { RESOURCE_CPU, 3600, UNLIMITED },
		{ RESOURCE_DATA, MiB(32), MiB(32) }, { RESOURCE_FSIZE, MiB(1), MiB(2) },
		{ RESOURCE_MEMLOCK, 0, 0 }, { RESOURCE_MSGQUEUE, 0, KiB(64) },
		{ RESOURCE_NICE, 0, 20 }, { RESOURCE_NOFILE, 64, 128 }, { RESOURCE_NPROC, 16, 16 },
		{ RESOURCE_RTPRIO, 0, 1 }, { RESOURCE_RTTIME, 1000000, UNLIMITED },
		{ RESOURCE_SIGPENDING, 8, 16 }, { RESOURCE_STACK, MiB(1), MiB(8) }),
	.umask = 027,
	.oom_score = -500,
	.nice = -5,
	.scheduler = { SCHEDULER_BATCH },
	.cpus = ON_CPU(0) | ON_CPU(1),
	.io_priority = { IO_PRIORITY_BEST_EFFORT, .level = 1 },
	.syscalls = SYSCALLS_DEFAULT,
	.landlock = LANDLOCK(.abi = 4,
		.paths = LANDLOCK_PATHS({ .path = "/", .rights = LANDLOCK_READ | LANDLOCK_EXECUTE },
			{ "/tmp", LANDLOCK_READ_FILE | LANDLOCK_WRITE_FILE },
			{ "/srv", LANDLOCK_READ_FILE | LANDLOCK_READ_DIR | LANDLOCK_WRITE_FILE |
					  LANDLOCK_TRUNCATE | LANDLOCK_MAKE_REG |
					  LANDLOCK_MAKE_DIR | LANDLOCK_MAKE_SOCK |
					  LANDLOCK_MAKE_FIFO | LANDLOCK_MAKE_SYM |
					  LANDLOCK_MAKE_CHAR | LANDLOCK_MAKE_BLOCK |
					  LANDLOCK_REMOVE_DIR | LANDLOCK_REMOVE_FILE |
					  LANDLOCK_REFER | LANDLOCK_IOCTL_DEV }),
		.bind = TCP_PORTS(80, TCP_EPHEMERAL), .connect = TCP_PORTS(TCP_ANY),
		.signals = true, .abstract_sockets = true),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1), .mode = 0755 },
		{ MOUNT_BIND, .source = "/srv", .target = "/srv", .writable = true,
			.idmap = ID_RANGES({ .inside = 102, .outside = 1000, .count = 1 }) },
		{ MOUNT_BIND, .source = "/opt", .target = "/opt", .executable = true,
			.recursive = true, .propagation = PROPAGATION_PRIVATE },
		{ MOUNT_BIND, .source = "/media", .target = "/media", .writable = true,
			.executable = true, .propagation = PROPAGATION_SLAVE },
		{ MOUNT_PROC, .target = "/proc", .hidepid = HIDEPID_INVISIBLE, .pids_only = true },
		{ MOUNT_SYSFS, .target = "/other/sys" }, { MOUNT_MQUEUE, .target = "/dev/mqueue" },
		{ MOUNT_DEVPTS, .target = "/other/pts" },
		{ MOUNT_SHM, .target = "/dev/shm", .size_bytes = MiB(2) },
		{ MOUNT_CGROUP, .target = "/sys/fs/cgroup", .writable = true },
		{ MOUNT_PROC, .target = "/other/proc", .hidepid = HIDEPID_PTRACEABLE },
		{ MOUNT_PROC, .target = "/closed", .hidepid = HIDEPID_CLOSED },
		{ MOUNT_PROC, .target = "/open", .hidepid = HIDEPID_OPEN }),
	.masked = PATHS("/proc/uptime", "/srv/keys"),
	.read_only = PATHS("/srv/etc"),
	.networks = NETWORKS({ NETWORK_VETH,
				     .bridge = &lan,
				     .address = CIDR4(10, 77, 0, 2, 24),
				     .address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 2, 64),
				     .gateway = IP4(10, 77, 0, 1),
				     .gateway6 = IP6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1),
				     .mtu = 1400,
				     .hairpin = true },
		{ NETWORK_VETH,
			.bridge = &dmz,
			.interface = "dmz",
			.address = CIDR4(10, 78, 0, 2, 24),
			.queue_length = 100,
			.mac = MAC(0x02, 0, 0, 0, 0, 1),
			.routes = ROUTES({ CIDR4(192, 168, 0, 0, 16), .via = IP4(10, 78, 0, 1) },
				{ .destination = CIDR4(172, 16, 0, 0, 12), IP4(10, 78, 0, 1) }) },
		{ NETWORK_POINT_TO_POINT,
			.address = CIDR4(10, 80, 0, 2, 32),
			.host_address = IP4(10, 80, 0, 1),
			.address6 = CIDR6(0xfd00, 0x80, 0, 0, 0, 0, 0, 2, 128),
			.host_address6 = IP6(0xfd00, 0x80, 0, 0, 0, 0, 0, 1),
			.routes6 = ROUTES6({ CIDR6(0xfd01, 0, 0, 0, 0, 0, 0, 0, 16),
				IP6(0xfd00, 0x80, 0, 0, 0, 0, 0, 1) }) }),
	.limits = LIMITS(.memory_bytes = MiB(64), .cpu_percent = 150, .processes = 32,
		.memory_high_bytes = MiB(60), .memory_low_bytes = MiB(8),
		.memory_min_bytes = MiB(4), .swap_bytes = MiB(16), .swappiness = 10,
		.oom = OOM_CONTAINER, .cpu_weight = 200, .cpu_period_us = 50000,
		.cpu_burst_us = 10000, .cpus = "0-1", .memory_nodes = "0", .io_weight = 50,
		.io = IO_LIMITS({ .major = 8, .minor = 0, .read_bytes = MiB(8),
			.write_bytes = MiB(4), .read_operations = 500, .write_operations = 100 }),
		.hugetlb = HUGETLB({ .page_bytes = MiB(2), .bytes = MiB(4) }),
		.raw = RAW({ .file = "memory.numa_stat", .value = "x", .optional = true }),
		.delegate = true),
	.devices = DEVICES({ DEVICE_CHARACTER, .major = 10, .minor = 200,
				   .access = DEVICE_READ | DEVICE_WRITE },
		{ DEVICE_BLOCK, .major = 8, .minor = DEVICE_ANY, .access = DEVICE_READ }),
	.nodes = NODES({ NODE_CHARACTER, .name = "net/tun", .major = 10, .minor = 200, .mode = 0660,
			       .uid = 0, .gid = 20 },
		{ NODE_BLOCK, "sda1", 8, 1, .uid = 102 }),
	.links = LINKS({ .name = "tun", .target = "net/tun" }),
	.needs = NEEDS(&first),
	.need_lost = NEED_LOST_STOP,
	.success = EXITS(3, 143),
	.ready = READY(.kind = READY_NOTIFY, .timeout_ms = SECONDS(5), .main_pid = true),
	.alive = ALIVE(.kind = ALIVE_NOTIFY, .interval_ms = SECONDS(3)),
	.log = LOG(.rate = 100, .burst = 500, .file = true),
	.restart = { RESTART_ALWAYS, .delay_ms = 100, .delay_max_ms = 900, .reset_ms = 5000,
		.jitter_percent = 20,
		.failures = FAILURES(.limit = 5, .on_limit = FAILURE_START, .instead = &spare) },
	.reload = RELOAD(RELOAD_SIGNAL, .signal = SIGHUP),
	.stop = { .signal = SIGINT, .limit_ms = SECONDS(2) },
	.start_limit_ms = SECONDS(5),
};

static const struct container routes = {
	.name = "routes",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/bin/true"),
	.root = { ROOT_HOST },
	.identity = USER(108, 108),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
	.needs = NEEDS(&first),
	.need_lost = NEED_LOST_RESTART,
	.each_start_of = &whole,
	.ready = READY(READY_EXIT),
	.restart = { .failures = FAILURES(.limit = 9, .on_limit = FAILURE_RESCUE) },
};

static const struct container last = {
	.name = "last",
	.essential = true,
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_HOST },
	.identity = ROOT_USER,
	.syscalls = SYSCALLS_UNRESTRICTED,
	.landlock = LANDLOCK(.abi = LANDLOCK_AVAILABLE,
		.paths = LANDLOCK_PATHS(
			{ "/", LANDLOCK_READ | LANDLOCK_WRITE | LANDLOCK_EXECUTE })),
	.networks = NETWORKS({ NETWORK_HOST }),
	.limits = LIMITS(.oom = OOM_PROCESS,
		.memory_bytes = UNLIMITED, .cpu_percent = UNLIMITED, .processes = UNLIMITED),
	.scheduler = { .kind = SCHEDULER_FIFO, .priority = 10 },
	.io_priority = { .kind = IO_PRIORITY_REALTIME, .level = 3 },
	.after = AFTER(&first, &whole),
};

static const struct container apart = {
	.name = "apart",
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_HOST },
	.identity = ROOT_USER,
	.user = { USER_RANGES,
		.uids = ID_RANGES({ 0, 100000, 1000 }, { .inside = 2000, .outside = 102000, .count = 1 }),
		.gids = ID_RANGES({ 0, 100000, 1000 }) },
	.syscalls = SYSCALLS_NETWORK_SERVICE,
	.syscalls_add = SYSCALLS(shmget, userfaultfd),
	.syscalls_remove = SYSCALLS(fork, vfork, mknod),
	.syscall_action = SYSCALL_ERRNO,
	.syscall_rules = SYSCALL_RULES(
		{ ARGUMENT_ONE_OF, CALL(socket), .argument = 0, .values = VALUES(1, 2) },
		{ .kind = ARGUMENT_NONE_OF, .call = CALL(ioctl), .argument = 1,
			.values = VALUES(0x8933) },
		{ ARGUMENT_WITHOUT, CALL(mprotect), 2, VALUES(4) }),
	.time = TIME_OFFSETS(.monotonic_s = 60, .boottime_s = 3600),
	.ready = READY(READY_TCP, .port = 80),
	.alive = ALIVE(ALIVE_TCP, .port = 80, .interval_ms = SECONDS(5), .timeout_ms = 500, .misses = 2),
	.oom = OOM_KILL,
	.pressure = PRESSURE({ PRESSURE_IO, PRESSURE_TELL, .stall_us = 500000, .window_us = 1000000 }),
	.caps = CAP(NET_ADMIN),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &dmz, .address = CIDR4(10, 78, 0, 3, 24) }),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

static const struct container guest = {
	.name = "guest",
	.argv = ARGV("/bin/sleep", "9"),
	.identity = USER(7, 7),
	.syscalls = SYSCALLS_NETWORK_CLIENT,
	.join = JOIN(.network = &apart, .ipc = &apart, .pid = &apart, .uts = &apart, .user = &apart,
		.cgroup = &apart, .time = &apart, .mount = &apart),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

static const struct container open = {
	.name = "open",
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_HOST },
	.identity = USER(103, 103),
	.syscalls = SYSCALLS_MINIMAL,
	.syscall_action = SYSCALL_KILL,
	.shares = SHARE_IPC | SHARE_UTS | SHARE_PID | SHARE_CGROUP,
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

static const struct container empty = {
	.name = "empty",
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_TMPFS, .size_bytes = KiB(64), .writable = true },
	.identity = USER(104, 104),
	.device_node = "ttyUSB0",
	.ready = READY(READY_FD, .fd = 3),
	.oom = OOM_TELL,
	.need_lost = NEED_LOST_STAY,
	.restart = { .failures = FAILURES(
			     .limit = 3, .on_limit = FAILURE_RETRY, .slow_ms = MINUTES(10)) },
	.scheduler = { SCHEDULER_RR, .priority = 1 },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/bin", .target = "/bin", .executable = true }),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

static const struct container image = {
	.name = "image",
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_SQUASHFS, .source = "/images/image", .overlay = OVERLAY_TMPFS,
		.size_bytes = MiB(1) },
	.identity = USER(105, 105),
	.ready = READY(READY_FILE, .path = "/run/ready"),
	.alive = ALIVE(ALIVE_COMMAND, .argv = ARGV("/bin/check", "-q"), .interval_ms = SECONDS(10)),
	.restart = { .failures = FAILURES(.limit = 4, .on_limit = FAILURE_REBOOT) },
	.scheduler = { SCHEDULER_ORDINARY },
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
	.reload = RELOAD(.kind = RELOAD_COMMAND, .argv = ARGV("/bin/check"),
		.limit_ms = SECONDS(3)),
	.stop = { .argv = ARGV("/bin/check"), .argv_limit_ms = SECONDS(4) },
};

static const struct container layers = {
	.name = "layers",
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_EROFS, .source = "/images/layers", .overlay = OVERLAY_DIRECTORY,
		.upper = "/data/layers" },
	.identity = USER(106, 106),
	.caps = CAP(DAC_READ_SEARCH) | CAP(SYS_MODULE) | CAP(SYS_RAWIO) | CAP(SYS_CHROOT) |
		CAP(SYS_PTRACE) | CAP(SYS_PACCT) | CAP(SYS_ADMIN) | CAP(SYS_BOOT) | CAP(SYS_NICE) |
		CAP(SYS_TIME) | CAP(SYS_TTY_CONFIG) | CAP(SYSLOG) | CAP(PERFMON) | CAP(BPF),
	.ready = READY(READY_UNIX, .path = "/run/socket"),
	.alive = ALIVE(ALIVE_UNIX, .path = "/run/socket", .interval_ms = MINUTES(1)),
	.oom = OOM_RESTART,
	.pressure = PRESSURE({ PRESSURE_MEMORY, PRESSURE_RESTART, .full = true,
				     .stall_us = 500000, .window_us = 2000000 },
		{ .kind = PRESSURE_CPU, .action = PRESSURE_STOP, .stall_us = 900000,
			.window_us = 1000000 }),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

static const struct container learns = {
	.name = "learns",
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_HOST },
	.identity = USER(110, 110),
	.syscalls = SYSCALLS_LEARN,
	.ready = READY(READY_COMMAND, .argv = ARGV("/bin/check")),
	.oom = OOM_STOP,
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

#define JOB(id)                                                                                    \
	.kind = KIND_TIMER, .argv = ARGV("/bin/true"), .root = { ROOT_HOST },                      \
	.identity = USER(id, id), .limits = LIMITS(.memory_bytes = MiB(1), .processes = 4)

static const struct container tick = {
	.name = "tick",
	JOB(150),
	.ready = READY(READY_EXIT),
	.timer = TIMER(.every_ms = MINUTES(1), .random_ms = 500),
};

static const struct container leap = {
	.name = "leap",
	JOB(151),
	.timer = TIMER(.catch_up = true,
		.calendar = CALENDAR(.minutes = AT_MINUTE(0) | AT_MINUTE(59),
			.hours = AT_HOUR(0) | AT_HOUR(23), .days = ON_DAY(1) | ON_DAY(29) | ON_DAY(31),
			.months = IN_JANUARY | IN_FEBRUARY | IN_MARCH | IN_APRIL | IN_MAY |
				  IN_JUNE | IN_JULY | IN_AUGUST | IN_SEPTEMBER | IN_OCTOBER |
				  IN_NOVEMBER | IN_DECEMBER,
			.weekdays = ON_SUNDAY | ON_MONDAY | ON_TUESDAY | ON_WEDNESDAY |
				    ON_THURSDAY | ON_FRIDAY | ON_SATURDAY)),
};

static const struct container pulse = {
	.name = "pulse",
	JOB(152),
	.timer = TIMER(.calendar = CALENDAR(.minutes = EVERY_MINUTE)),
};

static const struct container called = {
	.name = "called",
	.argv = ARGV("/bin/sleep", "9"),
	.root = { ROOT_HOST },
	.identity = USER(111, 111),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &dmz, .address = CIDR4(10, 78, 0, 4, 24) }),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 8080,
				   .address = IP4(10, 77, 0, 1), .name = "http" },
		{ .kind = SOCKET_TCP, .on = SOCKET_HOST, .port = 8080,
			.address6 = IP6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1) },
		{ SOCKET_UDP, .on = SOCKET_HOST, .port = 53, .any = true },
		{ SOCKET_TCP, .on = SOCKET_INSIDE, .port = 80 },
		{ SOCKET_UNIX, .path = "/run/called/socket", .mode = 0660, .uid = 111, .gid = 20 },
		{ SOCKET_UNIX_DATAGRAM, .path = "/run/called/datagrams" }),
	.idle_ms = MINUTES(1),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

static const struct container login = {
	.name = "login",
	.kind = KIND_CONSOLE,
	.argv = ARGV("/bin/login"),
	.tty = "ttyS1",
	.root = { ROOT_HOST },
	.identity = USER(112, 112),
	.limits = LIMITS(.memory_bytes = MiB(1), .processes = 8),
};

static const struct connections each = {
	.listen = { SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = 8081 },
	.per_address = 1,
};

static const struct container one = {
	.name = "one",
	.kind = KIND_CONNECTION,
	.connections = &each,
	.argv = ARGV("/bin/httpd", "/srv"),
	.root = { ROOT_HOST },
	.identity = USER(114, 114),
	.limits = LIMITS(.memory_bytes = MiB(1), .processes = 4),
};

static const struct container *const containers[] = { &first, &spare, &revert, &whole, &routes, &last, &apart, &guest, &open,
	&empty, &image, &layers, &learns, &called, &tick, &leap, &pulse,
	&login, &one };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "everything",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan, &dmz),
	.sysctls = SYSCTLS({ .path = "net/ipv4/ip_forward", .value = "1" }),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.watchdog = { .device = "/dev/watchdog", .timeout_s = 30 },
	.store = "/data",
	.store_mount = { .device = "PARTLABEL=data", .type = "ext4", .check = ARGV("/sbin/e2fsck", "-p"),
		.check_limit_ms = SECONDS(90), .format = ARGV("/sbin/mke2fs", "-q", "-F", "-t", "ext4"),
		.fallback_bytes = MiB(1), .wait_ms = SECONDS(9) },
	.overlays = PATHS("/etc", "/root"),
	.slots = SLOTS({ SLOT_HOSTNAME, .name = "hostname" },
		{ SLOT_ADDRESS, .name = "address", .container = &apart, .entry = 0,
			.least = IP4(10, 78, 0, 3), .most = IP4(10, 78, 0, 3) },
		{ .kind = SLOT_MAC, .name = "mac", .container = &whole, .entry = 1 },
		{ SLOT_PORT, .name = "port", .container = &called, .entry = 2, .least = 53, .most = 60 },
		{ SLOT_SWITCH, .name = "empty", .container = &empty, .off = true }),
	.factory_reset = FACTORY_RESET(.keep = NAMES("calibration")),
	.seed = SEED_CREDIT,
	.clock = CLOCK(.floor_s = 1767225600, .save_ms = MINUTES(60)),
	.crashes = CRASHES(.kernel = true, .core_bytes = MiB(2), .total_bytes = MiB(8), .files = 20),
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_STARVE, .grace_ms = SECONDS(90)),
	.boot_ok = &spare,
	.boot_ok_after_ms = SECONDS(20),
	.boot_failed = &revert,
	.boot_limit_ms = MINUTES(5),
	.boot_reboot = true,
	.pause = true,
	.enable = true,
	.signal = true,
	.logs = LOGS(.syslog = true, .kernel = true, .directory = "/data/logs",
		.file_bytes = KiB(64), .files = 5, .total_bytes = KiB(512),
		.remote = { .address6 = IP6(0xfd00, 0x77, 0, 0, 0, 0, 0, 9), .port = 5514,
			.rate = 200 }),
	.coldplug = true,
	.device_rules = DEVICE_RULES(
		{ .name = "ttyUSB[0-3]", .mode = 0660, .uid = 0, .gid = 20 }, { "sd*" }),
	.set = true,
	.events = true,
	.exec = true,
	.reexec = true,
	.fault = FAULT_REEXEC,
	.learns = true,
	.foreground = true,
	.ram_bytes = MiB(256),
	.shutdown_limit_ms = SECONDS(20),
};
