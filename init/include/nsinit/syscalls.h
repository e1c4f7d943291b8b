/*
 * System calls by name, and the named sets of them. Included by filters.h.
 *
 * One table for all architectures: nsinit is compiled with the numbers of one, and leaves out what
 * that does not have. A name with several forms, as stat, newfstatat and statx, is what different
 * architectures and C libraries call.
 */
#ifndef NSINIT_SYSCALLS_H
#define NSINIT_SYSCALLS_H

#include <nsinit/values.h>

#pragma GCC system_header

/* clang-format off */
/*
 * X(name) of every call, in groups that are in a set as a whole. N(number, name): since Linux 5.0 a
 * new call has one number on all architectures, which the headers of old kernels do not all have.
 */

/* Of every set: a process with its own descriptors, memory, signals and time; opening files. */
#define NSINIT_CALLS_BASIC(X, N)                                                                   \
	/* Descriptors. */                                                                         \
	X(read) X(readv) X(pread64) X(preadv) X(preadv2) X(write) X(writev) X(pwrite64)            \
	X(pwritev) X(pwritev2) X(lseek) X(_llseek) X(close) N(436, close_range) X(dup)             \
	X(dup2) X(dup3) X(fcntl) X(fcntl64) X(ioctl) X(pipe) X(pipe2)                              \
	/* Opening files and looking at them. */                                                   \
	X(open) X(openat) N(437, openat2) X(creat) X(stat) X(stat64) X(lstat) X(lstat64)           \
	X(fstat) X(fstat64) X(newfstatat) X(fstatat64) X(statx) X(access) X(faccessat)             \
	N(439, faccessat2) X(readlink) X(readlinkat) X(getdents) X(getdents64) X(getcwd)           \
	X(chdir) X(fchdir) X(umask)                                                                \
	/* Memory. */                                                                              \
	X(brk) X(mmap) X(mmap2) X(munmap) X(mprotect) X(mremap) X(msync) X(madvise)                \
	X(membarrier) N(453, map_shadow_stack)                                                     \
	/* Waiting. */                                                                             \
	X(poll) X(ppoll) X(ppoll_time64) X(select) X(_newselect) X(pselect6)                       \
	X(pselect6_time64) X(epoll_create) X(epoll_create1) X(epoll_ctl) X(epoll_wait)             \
	X(epoll_pwait) N(441, epoll_pwait2) X(eventfd) X(eventfd2) X(futex)                        \
	X(futex_time64) N(449, futex_waitv) N(454, futex_wake) N(455, futex_wait)                  \
	N(456, futex_requeue)                                                                      \
	/* Signals. */                                                                             \
	X(rt_sigaction) X(rt_sigpending) X(rt_sigprocmask) X(rt_sigreturn)                         \
	X(rt_sigsuspend) X(rt_sigtimedwait) X(rt_sigtimedwait_time64) X(sigaltstack)               \
	X(signalfd) X(signalfd4) X(tkill) X(tgkill) X(pause) X(restart_syscall)                    \
	X(sigaction) X(sigpending) X(sigprocmask) X(sigreturn) X(sigsuspend) X(sgetmask)           \
	X(ssetmask) X(signal)                                                                      \
	/* Time. */                                                                                \
	X(clock_getres) X(clock_getres_time64) X(clock_gettime) X(clock_gettime64)                 \
	X(clock_nanosleep) X(clock_nanosleep_time64) X(nanosleep) X(gettimeofday) X(time)          \
	X(times) X(alarm) X(getitimer) X(setitimer) X(timer_create) X(timer_delete)                \
	X(timer_getoverrun) X(timer_gettime) X(timer_gettime64) X(timer_settime)                   \
	X(timer_settime64) X(timerfd_create) X(timerfd_gettime) X(timerfd_gettime64)               \
	X(timerfd_settime) X(timerfd_settime64)                                                    \
	/* The process itself. */                                                                  \
	X(execve) X(exit) X(exit_group) X(set_tid_address) X(set_robust_list)                      \
	X(get_robust_list) X(rseq) X(prctl) X(arch_prctl) X(set_thread_area)                       \
	X(get_thread_area) X(getrandom) X(getcpu) X(sched_yield) X(sched_getaffinity)              \
	X(uname) X(sysinfo) X(getrusage) X(getrlimit) X(ugetrlimit) X(prlimit64) X(getpid)         \
	X(getppid) X(gettid) X(getpgid) X(getpgrp) X(getsid) X(getuid) X(getuid32)                 \
	X(geteuid) X(geteuid32) X(getgid) X(getgid32) X(getegid) X(getegid32) X(getresuid)         \
	X(getresuid32) X(getresgid) X(getresgid32) X(getgroups) X(getgroups32)                     \
	X(cacheflush) X(cachectl) X(riscv_flush_icache) X(riscv_hwprobe)

/* Changing files, their names and their attributes. */
#define NSINIT_CALLS_FILES(X, N)                                                                   \
	X(mkdir) X(mkdirat) X(rmdir) X(mknod) X(mknodat) X(unlink) X(unlinkat) X(rename)           \
	X(renameat) X(renameat2) X(link) X(linkat) X(symlink) X(symlinkat) X(chmod)                \
	X(fchmod) X(fchmodat) N(452, fchmodat2) X(chown) X(chown32) X(fchown) X(fchown32)          \
	X(fchownat) X(lchown) X(lchown32) X(utime) X(utimes) X(futimesat) X(utimensat)             \
	X(utimensat_time64) X(truncate) X(truncate64) X(ftruncate) X(ftruncate64)                  \
	X(fallocate) X(fsync) X(fdatasync) X(sync_file_range) X(arm_sync_file_range)               \
	X(fadvise64) X(fadvise64_64) X(arm_fadvise64_64) X(readahead) X(flock) X(statfs)           \
	X(statfs64) X(fstatfs) X(fstatfs64) X(copy_file_range) X(sendfile) X(sendfile64)           \
	X(splice) X(tee) X(inotify_init) X(inotify_init1) X(inotify_add_watch)                     \
	X(inotify_rm_watch) X(getxattr) X(lgetxattr) X(fgetxattr) X(listxattr)                     \
	X(llistxattr) X(flistxattr) X(setxattr) X(lsetxattr) X(fsetxattr) X(removexattr)           \
	X(lremovexattr) X(fremovexattr) N(463, setxattrat) N(464, getxattrat)                      \
	N(465, listxattrat) N(466, removexattrat) N(468, file_getattr)                             \
	N(469, file_setattr)

/* Other processes, and threads. */
#define NSINIT_CALLS_PROCESSES(X, N)                                                               \
	X(clone) X(fork) X(vfork) X(wait4) X(waitid) X(waitpid) X(kill) X(rt_sigqueueinfo)         \
	X(rt_tgsigqueueinfo) N(424, pidfd_send_signal) N(434, pidfd_open) X(setpgid)               \
	X(setsid) X(setrlimit) X(getpriority) X(setpriority) X(nice) X(ioprio_get)                 \
	X(sched_getattr) X(sched_getparam) X(sched_getscheduler) X(sched_get_priority_max)         \
	X(sched_get_priority_min) X(sched_rr_get_interval) X(sched_rr_get_interval_time64)

/* Sockets that connect. */
#define NSINIT_CALLS_SOCKETS(X, N)                                                                 \
	X(socket) X(socketpair) X(bind) X(connect) X(getsockname) X(getpeername)                   \
	X(getsockopt) X(setsockopt) X(send) X(sendto) X(sendmsg) X(sendmmsg) X(recv)               \
	X(recvfrom) X(recvmsg) X(recvmmsg) X(recvmmsg_time64) X(shutdown)

/* Sockets that others connect to. */
#define NSINIT_CALLS_LISTEN(X, N)                                                                  \
	X(listen) X(accept) X(accept4)

/* What a program gives privilege up with. */
#define NSINIT_CALLS_IDENTITY(X, N)                                                                \
	X(setuid) X(setuid32) X(setgid) X(setgid32) X(setreuid) X(setreuid32) X(setregid)          \
	X(setregid32) X(setresuid) X(setresuid32) X(setresgid) X(setresgid32) X(setfsuid)          \
	X(setfsuid32) X(setfsgid) X(setfsgid32) X(setgroups) X(setgroups32) X(capget)              \
	X(capset) X(seccomp) N(444, landlock_create_ruleset) N(445, landlock_add_rule)             \
	N(446, landlock_restrict_self)

/* Memory, processors and disks, closely watched. */
#define NSINIT_CALLS_TUNING(X, N)                                                                  \
	X(mlock) X(mlock2) X(mlockall) X(munlock) X(munlockall) X(mincore) X(memfd_create)         \
	X(pkey_alloc) X(pkey_free) X(pkey_mprotect) N(440, process_madvise) N(462, mseal)          \
	X(get_mempolicy) X(sched_setaffinity) X(sched_setattr) X(sched_setparam)                   \
	X(sched_setscheduler) X(ioprio_set) X(io_setup) X(io_destroy) X(io_submit)                 \
	X(io_cancel) X(io_getevents) X(io_pgetevents) X(io_pgetevents_time64) X(vmsplice)          \
	N(451, cachestat)

/* Messages, semaphores and shared memory of System V and POSIX. */
#define NSINIT_CALLS_IPC(X, N)                                                                     \
	X(mq_open) X(mq_unlink) X(mq_timedsend) X(mq_timedsend_time64) X(mq_timedreceive)          \
	X(mq_timedreceive_time64) X(mq_notify) X(mq_getsetattr) X(msgget) X(msgsnd)                \
	X(msgrcv) X(msgctl) X(semget) X(semop) X(semtimedop) X(semtimedop_time64)                  \
	X(semctl) X(shmget) X(shmat) X(shmdt) X(shmctl) X(ipc)

/* What few programs use. */
#define NSINIT_CALLS_SELDOM(X, N)                                                                  \
	X(execveat) X(personality) X(sync) X(syncfs) X(fanotify_mark) X(name_to_handle_at)         \
	X(remap_file_pages) N(448, process_mrelease) N(457, statmount) N(458, listmount)           \
	N(459, lsm_get_self_attr) N(461, lsm_list_modules) X(sysmips)

/* What a capability is for: who holds it may call them, with any set. */
#define NSINIT_CALLS_DAC_READ_SEARCH(X, N) X(open_by_handle_at)
#define NSINIT_CALLS_SYS_MODULE(X, N)      X(init_module) X(finit_module) X(delete_module)
#define NSINIT_CALLS_SYS_RAWIO(X, N)       X(iopl) X(ioperm)
#define NSINIT_CALLS_SYS_CHROOT(X, N)      X(chroot)
#define NSINIT_CALLS_SYS_PTRACE(X, N)                                                              \
	X(ptrace) X(process_vm_readv) X(process_vm_writev) X(kcmp) N(438, pidfd_getfd)
#define NSINIT_CALLS_SYS_PACCT(X, N)       X(acct)
#define NSINIT_CALLS_SYS_ADMIN(X, N)                                                               \
	X(mount) X(umount) X(umount2) X(pivot_root) N(428, open_tree) N(429, move_mount)           \
	N(430, fsopen) N(431, fsconfig) N(432, fsmount) N(433, fspick)                             \
	N(442, mount_setattr) N(467, open_tree_attr) X(unshare) X(setns) X(sethostname)            \
	X(setdomainname) X(swapon) X(swapoff) X(quotactl) N(443, quotactl_fd)                      \
	X(fanotify_init)
#define NSINIT_CALLS_SYS_BOOT(X, N)        X(reboot)
#define NSINIT_CALLS_SYS_NICE(X, N)                                                                \
	X(mbind) X(set_mempolicy) N(450, set_mempolicy_home_node) X(migrate_pages)                 \
	X(move_pages)
#define NSINIT_CALLS_SYS_TIME(X, N)                                                                \
	X(adjtimex) X(clock_adjtime) X(clock_adjtime64) X(clock_settime)                           \
	X(clock_settime64) X(settimeofday) X(stime)
#define NSINIT_CALLS_SYS_TTY_CONFIG(X, N)  X(vhangup)
#define NSINIT_CALLS_SYSLOG(X, N)          X(syslog)
#define NSINIT_CALLS_PERFMON(X, N)         X(perf_event_open)
#define NSINIT_CALLS_BPF(X, N)             X(bpf)

/* In no set. */
#define NSINIT_CALLS_RARE(X, N)                                                                    \
	N(425, io_uring_setup) N(426, io_uring_enter) N(427, io_uring_register)                    \
	X(userfaultfd) X(modify_ldt) N(447, memfd_secret) X(ustat) X(sysfs) X(kexec_load)          \
	X(kexec_file_load) N(460, lsm_set_self_attr)

/*
 * In no set, and not to be added: keys are in no namespace, and what the others are told to do lies
 * in memory, where a filter does not see it.
 */
#define NSINIT_CALLS_NEVER(X, N)                                                                   \
	X(add_key) X(request_key) X(keyctl) N(435, clone3) X(socketcall)

/* The capabilities that bring calls. */
#define NSINIT_CALLING_CAPABILITIES(C)                                                             \
	C(DAC_READ_SEARCH) C(SYS_MODULE) C(SYS_RAWIO) C(SYS_CHROOT) C(SYS_PTRACE) C(SYS_PACCT)     \
	C(SYS_ADMIN) C(SYS_BOOT) C(SYS_NICE) C(SYS_TIME) C(SYS_TTY_CONFIG) C(SYSLOG)               \
	C(PERFMON) C(BPF)

/* The groups of each set, see enum syscall_set in filters.h. */
#define NSINIT_SET_MINIMAL(X, N)                                                                   \
	NSINIT_CALLS_BASIC(X, N)
#define NSINIT_SET_COMPUTE(X, N)                                                                   \
	NSINIT_CALLS_BASIC(X, N) NSINIT_CALLS_FILES(X, N) NSINIT_CALLS_PROCESSES(X, N)             \
	NSINIT_CALLS_SOCKETS(X, N) NSINIT_CALLS_TUNING(X, N)
#define NSINIT_SET_NETWORK_CLIENT(X, N)                                                            \
	NSINIT_CALLS_BASIC(X, N) NSINIT_CALLS_FILES(X, N) NSINIT_CALLS_PROCESSES(X, N)             \
	NSINIT_CALLS_SOCKETS(X, N) NSINIT_CALLS_IDENTITY(X, N)
#define NSINIT_SET_NETWORK_SERVICE(X, N)                                                           \
	NSINIT_SET_NETWORK_CLIENT(X, N) NSINIT_CALLS_LISTEN(X, N)
#define NSINIT_SET_DEFAULT(X, N)                                                                   \
	NSINIT_SET_NETWORK_SERVICE(X, N) NSINIT_CALLS_TUNING(X, N) NSINIT_CALLS_IPC(X, N)          \
	NSINIT_CALLS_SELDOM(X, N)

/* Every call of the table. */
#define NSINIT_SYSCALLS(X, N)                                                                      \
	NSINIT_SET_DEFAULT(X, N)                                                                   \
	NSINIT_CALLS_DAC_READ_SEARCH(X, N) NSINIT_CALLS_SYS_MODULE(X, N)                           \
	NSINIT_CALLS_SYS_RAWIO(X, N) NSINIT_CALLS_SYS_CHROOT(X, N) NSINIT_CALLS_SYS_PTRACE(X, N)   \
	NSINIT_CALLS_SYS_PACCT(X, N) NSINIT_CALLS_SYS_ADMIN(X, N) NSINIT_CALLS_SYS_BOOT(X, N)      \
	NSINIT_CALLS_SYS_NICE(X, N) NSINIT_CALLS_SYS_TIME(X, N)                                    \
	NSINIT_CALLS_SYS_TTY_CONFIG(X, N) NSINIT_CALLS_SYSLOG(X, N) NSINIT_CALLS_PERFMON(X, N)     \
	NSINIT_CALLS_BPF(X, N) NSINIT_CALLS_RARE(X, N) NSINIT_CALLS_NEVER(X, N)
/* clang-format on */

/* A call, whatever its number is. */
enum nsinit_syscall {
	NSINIT_SYSCALL_NONE = 0, /* the end of a list */
#define NSINIT_SYSCALL_ENUM(name)        NSINIT_SYSCALL_##name,
#define NSINIT_SYSCALL_NEW(number, name) NSINIT_SYSCALL_##name,
	NSINIT_SYSCALLS(NSINIT_SYSCALL_ENUM, NSINIT_SYSCALL_NEW)
#undef NSINIT_SYSCALL_ENUM
#undef NSINIT_SYSCALL_NEW
		NSINIT_SYSCALL_COUNT
};

/* A call by its name, and a list of them; a name that the architecture lacks is left out. */
#define CALL(name)    NSINIT_SYSCALL_##name
#define SYSCALLS(...) ((const uint16_t[]){ NSINIT_EACH(NSINIT_CALLS_EACH(__VA_ARGS__)) 0 })

/* Reads its argument often enough for a list of SYSCALLS_MAX. */
#define NSINIT_EACH(...)  NSINIT_EACH1(NSINIT_EACH1(NSINIT_EACH1(NSINIT_EACH1(__VA_ARGS__))))
#define NSINIT_EACH1(...) NSINIT_EACH2(NSINIT_EACH2(NSINIT_EACH2(NSINIT_EACH2(__VA_ARGS__))))
#define NSINIT_EACH2(...) NSINIT_EACH3(NSINIT_EACH3(NSINIT_EACH3(NSINIT_EACH3(__VA_ARGS__))))
#define NSINIT_EACH3(...) __VA_ARGS__
#define NSINIT_NONE
#define NSINIT_CALLS_EACH(first, ...)                                                              \
	NSINIT_SYSCALL_##first, __VA_OPT__(NSINIT_CALLS_AGAIN NSINIT_NONE()(__VA_ARGS__))
#define NSINIT_CALLS_AGAIN() NSINIT_CALLS_EACH

/* S(set, what it is called) of those that have calls by name. */
#define NSINIT_SYSCALL_SETS(S)                                                                     \
	S(DEFAULT, "default")                                                                      \
	S(NETWORK_SERVICE, "network service")                                                      \
	S(NETWORK_CLIENT, "network client")                                                        \
	S(COMPUTE, "compute")                                                                      \
	S(MINIMAL, "minimal")

#endif
