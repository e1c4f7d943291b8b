/*
 * What ordinary programs call: the contents of the default system call filter.
 *
 * Read by seccomp.c in the child, before exec. A name stands here if it works on the caller's own
 * files, memory, processes and sockets, or if the kernel asks for a capability anyway and the call
 * is common. Names come from the kernel's headers, numbers from 441 on (Linux 5.11) from its
 * table, so that headers of the oldest kernel do.
 */
#include "kernel/seccomp_table.h"

#include <nsinit/values.h>

#define N(name) __NR_##name

/* clang-format off */
const uint16_t seccomp_allowed[] = {
	/* Files. */
	N(close), N(close_range), N(copy_file_range), N(dup), N(dup3), N(fallocate), N(fcntl),
	N(fdatasync), N(flock), N(fsync), N(ftruncate), N(io_cancel), N(io_destroy),
	N(io_getevents), N(io_pgetevents), N(io_setup), N(io_submit), N(lseek), N(openat),
	N(openat2), N(pipe2), N(pread64), N(preadv), N(preadv2), N(pwrite64), N(pwritev),
	N(pwritev2), N(read), N(readahead), N(readv), N(sendfile), N(splice), N(sync), N(syncfs),
	N(tee), N(truncate), N(vmsplice), N(write), N(writev),
	/* Names and attributes of files. */
	N(chdir), N(faccessat), N(faccessat2), N(fanotify_mark), N(fchdir), N(fchmod),
	N(fchmodat), N(fchown), N(fchownat), N(fgetxattr), N(flistxattr), N(fremovexattr),
	N(fsetxattr), N(fstat), N(fstatfs), N(getcwd), N(getdents64), N(getxattr),
	N(inotify_add_watch), N(inotify_init1), N(inotify_rm_watch), N(lgetxattr), N(linkat),
	N(listxattr), N(llistxattr), N(lremovexattr), N(lsetxattr), N(mkdirat), N(mknodat),
	N(name_to_handle_at), N(readlinkat), N(removexattr), N(renameat2), N(setxattr),
	N(statfs), N(statx), N(symlinkat), N(umask), N(unlinkat), N(utimensat),
	/* Memory. */
	N(brk), N(get_mempolicy), N(madvise), N(membarrier), N(memfd_create), N(mincore),
	N(mlock), N(mlock2), N(mlockall), N(mprotect), N(mremap), N(msync), N(munlock),
	N(munlockall), N(munmap), N(pkey_alloc), N(pkey_free), N(pkey_mprotect),
	N(process_madvise), N(remap_file_pages),
	/* Processes and threads. */
	N(execve), N(execveat), N(exit), N(exit_group), N(futex), N(get_robust_list), N(getcpu),
	N(getpgid), N(getpid), N(getppid), N(getpriority), N(getrandom), N(getrusage), N(getsid),
	N(gettid), N(ioprio_get), N(ioprio_set), N(pidfd_open), N(pidfd_send_signal), N(prctl),
	N(prlimit64), N(restart_syscall), N(rseq), N(sched_get_priority_max),
	N(sched_get_priority_min), N(sched_getaffinity), N(sched_getattr), N(sched_getparam),
	N(sched_getscheduler), N(sched_rr_get_interval), N(sched_setaffinity), N(sched_setattr),
	N(sched_setparam), N(sched_setscheduler), N(sched_yield), N(seccomp), N(set_robust_list),
	N(set_tid_address), N(setpgid), N(setpriority), N(setrlimit), N(setsid), N(sysinfo),
	N(times), N(uname), N(wait4), N(waitid),
	/* Identity. */
	N(capget), N(capset), N(getegid), N(geteuid), N(getgid), N(getgroups), N(getresgid),
	N(getresuid), N(getuid), N(setfsgid), N(setfsuid), N(setgid), N(setgroups), N(setregid),
	N(setresgid), N(setresuid), N(setreuid), N(setuid),
	/* Signals. */
	N(kill), N(rt_sigaction), N(rt_sigpending), N(rt_sigprocmask), N(rt_sigqueueinfo),
	N(rt_sigreturn), N(rt_sigsuspend), N(rt_sigtimedwait), N(rt_tgsigqueueinfo),
	N(sigaltstack), N(signalfd4), N(tgkill), N(tkill),
	/* Time. */
	N(clock_getres), N(clock_gettime), N(clock_nanosleep), N(getitimer), N(gettimeofday),
	N(nanosleep), N(setitimer), N(timer_create), N(timer_delete), N(timer_getoverrun),
	N(timer_gettime), N(timer_settime), N(timerfd_create), N(timerfd_gettime),
	N(timerfd_settime),
	/* Waiting for events. */
	N(epoll_create1), N(epoll_ctl), N(epoll_pwait), N(eventfd2), N(ppoll), N(pselect6),
	/* Sockets. */
	N(accept4), N(bind), N(connect), N(getpeername), N(getsockname), N(getsockopt),
	N(listen), N(recvfrom), N(recvmmsg), N(recvmsg), N(sendmmsg), N(sendmsg), N(sendto),
	N(setsockopt), N(shutdown), N(socketpair),
	/* Messages, semaphores and shared memory. */
	N(mq_getsetattr), N(mq_notify), N(mq_open), N(mq_timedreceive), N(mq_timedsend),
	N(mq_unlink), N(msgctl), N(msgget), N(msgrcv), N(msgsnd), N(semctl), N(semget), N(shmat),
	N(shmctl), N(shmdt), N(shmget),

	/* The same number everywhere: epoll_pwait2, landlock_*, process_mrelease, futex_waitv. */
	SECCOMP_UNIFIED(441), SECCOMP_UNIFIED(444), SECCOMP_UNIFIED(445), SECCOMP_UNIFIED(446),
	SECCOMP_UNIFIED(448), SECCOMP_UNIFIED(449),
	/* cachestat, fchmodat2, map_shadow_stack, futex_wake, futex_wait, futex_requeue. */
	SECCOMP_UNIFIED(451), SECCOMP_UNIFIED(452), SECCOMP_UNIFIED(453), SECCOMP_UNIFIED(454),
	SECCOMP_UNIFIED(455), SECCOMP_UNIFIED(456),
	/* statmount, listmount, lsm_get_self_attr, lsm_list_modules, mseal. */
	SECCOMP_UNIFIED(457), SECCOMP_UNIFIED(458), SECCOMP_UNIFIED(459), SECCOMP_UNIFIED(461),
	SECCOMP_UNIFIED(462),
	/* setxattrat, getxattrat, listxattrat, removexattrat, file_getattr, file_setattr. */
	SECCOMP_UNIFIED(463), SECCOMP_UNIFIED(464), SECCOMP_UNIFIED(465), SECCOMP_UNIFIED(466),
	SECCOMP_UNIFIED(468), SECCOMP_UNIFIED(469),

/* Calls that some architectures have and others never got. */
#ifdef __NR_accept
	N(accept),
#endif
#ifdef __NR_fadvise64
	N(fadvise64),
#endif
#ifdef __NR_getrlimit
	N(getrlimit),
#endif
#ifdef __NR_mmap
	N(mmap),
#endif
#ifdef __NR_newfstatat
	N(newfstatat),
#endif
#ifdef __NR_renameat
	N(renameat),
#endif
#ifdef __NR_semop
	N(semop),
#endif
#ifdef __NR_semtimedop
	N(semtimedop),
#endif
#ifdef __NR_sync_file_range
	N(sync_file_range),
#endif
#ifdef __NR_vfork
	N(vfork),
#endif
#ifdef __NR_alarm
	N(alarm), N(time), N(utime),
#endif
#ifdef __NR_waitpid
	N(nice), N(waitpid),
#endif
#ifdef __NR_ipc
	N(ipc),
#endif
#ifdef __NR_recv
	N(recv), N(send),
#endif
#ifdef __NR_ugetrlimit
	N(ugetrlimit),
#endif
#ifdef __NR_set_thread_area
	N(set_thread_area),
#endif

#ifdef __NR_open /* architectures older than openat(2): x86, arm, mips */
	N(access), N(chmod), N(chown), N(creat), N(dup2), N(epoll_create), N(epoll_wait),
	N(eventfd), N(fork), N(futimesat), N(getdents), N(getpgrp), N(inotify_init), N(lchown),
	N(link), N(lstat), N(mkdir), N(mknod), N(open), N(pause), N(pipe), N(poll), N(readlink),
	N(rename), N(rmdir), N(signalfd), N(stat), N(symlink), N(unlink), N(utimes),
#endif

#ifdef __NR__llseek /* 32 bits: arm, mips, i386 */
	N(_llseek), N(_newselect), N(fcntl64), N(fstat64), N(fstatat64), N(fstatfs64),
	N(ftruncate64), N(lstat64), N(mmap2), N(sendfile64), N(sigaction), N(sigpending),
	N(sigprocmask), N(sigreturn), N(sigsuspend), N(stat64), N(statfs64), N(truncate64),
	N(clock_getres_time64), N(clock_gettime64), N(clock_nanosleep_time64), N(futex_time64),
	N(io_pgetevents_time64), N(mq_timedreceive_time64), N(mq_timedsend_time64),
	N(ppoll_time64), N(pselect6_time64), N(recvmmsg_time64), N(rt_sigtimedwait_time64),
	N(sched_rr_get_interval_time64), N(semtimedop_time64), N(timer_gettime64),
	N(timer_settime64), N(timerfd_gettime64), N(timerfd_settime64), N(utimensat_time64),
#endif
#ifdef __NR_getuid32 /* once 16-bit ids: arm, i386 */
	N(chown32), N(fchown32), N(getegid32), N(geteuid32), N(getgid32), N(getgroups32),
	N(getresgid32), N(getresuid32), N(getuid32), N(lchown32), N(setfsgid32), N(setfsuid32),
	N(setgid32), N(setgroups32), N(setregid32), N(setresgid32), N(setresuid32),
	N(setreuid32), N(setuid32),
#endif

#if defined __x86_64__
	N(arch_prctl), N(get_thread_area), N(select),
#elif defined __i386__
	N(arch_prctl), N(fadvise64_64), N(get_thread_area), N(select), N(sgetmask), N(signal),
	N(ssetmask),
#elif defined __arm__
	N(arm_fadvise64_64), N(arm_sync_file_range),
#elif defined __mips__
	N(cachectl), N(cacheflush), N(sysmips),
#elif defined __riscv
	__NR_arch_specific_syscall + 14, /* riscv_hwprobe, Linux 6.4 */
	__NR_arch_specific_syscall + 15, /* riscv_flush_icache */
#endif
};
/* clang-format on */
const size_t seccomp_allowed_count = sizeof seccomp_allowed / sizeof seccomp_allowed[0];

#define FOR(capability, number)                                                                    \
	{                                                                                          \
		(number), NSINIT_CAP_##capability                                                  \
	}

const struct seccomp_capability_call seccomp_by_capability[] = {
	FOR(DAC_READ_SEARCH, N(open_by_handle_at)),
	FOR(SYS_MODULE, N(init_module)),
	FOR(SYS_MODULE, N(finit_module)),
	FOR(SYS_MODULE, N(delete_module)),
	FOR(SYS_CHROOT, N(chroot)),
	FOR(SYS_PTRACE, N(ptrace)),
	FOR(SYS_PTRACE, N(process_vm_readv)),
	FOR(SYS_PTRACE, N(process_vm_writev)),
	FOR(SYS_PTRACE, N(kcmp)),
	FOR(SYS_PTRACE, N(pidfd_getfd)),
	FOR(SYS_PACCT, N(acct)),
	FOR(SYS_ADMIN, N(fanotify_init)),
	FOR(SYS_ADMIN, N(fsconfig)),
	FOR(SYS_ADMIN, N(fsmount)),
	FOR(SYS_ADMIN, N(fsopen)),
	FOR(SYS_ADMIN, N(fspick)),
	FOR(SYS_ADMIN, N(mount)),
	FOR(SYS_ADMIN, N(move_mount)),
	FOR(SYS_ADMIN, N(open_tree)),
	FOR(SYS_ADMIN, N(pivot_root)),
	FOR(SYS_ADMIN, N(quotactl)),
	FOR(SYS_ADMIN, N(setdomainname)),
	FOR(SYS_ADMIN, N(sethostname)),
	FOR(SYS_ADMIN, N(setns)),
	FOR(SYS_ADMIN, N(swapoff)),
	FOR(SYS_ADMIN, N(swapon)),
	FOR(SYS_ADMIN, N(umount2)),
	FOR(SYS_ADMIN, N(unshare)),
	FOR(SYS_ADMIN, SECCOMP_UNIFIED(442)), /* mount_setattr */
	FOR(SYS_ADMIN, SECCOMP_UNIFIED(443)), /* quotactl_fd */
	FOR(SYS_ADMIN, SECCOMP_UNIFIED(467)), /* open_tree_attr */
	FOR(SYS_BOOT, N(reboot)),
	FOR(SYS_NICE, N(mbind)),
	FOR(SYS_NICE, N(migrate_pages)),
	FOR(SYS_NICE, N(move_pages)),
	FOR(SYS_NICE, N(set_mempolicy)),
	FOR(SYS_NICE, SECCOMP_UNIFIED(450)), /* set_mempolicy_home_node */
	FOR(SYS_TIME, N(adjtimex)),
	FOR(SYS_TIME, N(clock_adjtime)),
	FOR(SYS_TIME, N(clock_settime)),
	FOR(SYS_TIME, N(settimeofday)),
	FOR(SYS_TTY_CONFIG, N(vhangup)),
	FOR(SYSLOG, N(syslog)),
	FOR(PERFMON, N(perf_event_open)),
	FOR(BPF, N(bpf)),
#ifdef __NR_iopl
	FOR(SYS_RAWIO, N(iopl)),
	FOR(SYS_RAWIO, N(ioperm)),
#endif
#ifdef __NR_umount
	FOR(SYS_ADMIN, N(umount)),
	FOR(SYS_TIME, N(stime)),
#endif
#ifdef __NR_clock_settime64
	FOR(SYS_TIME, N(clock_adjtime64)),
	FOR(SYS_TIME, N(clock_settime64)),
#endif
};
const size_t seccomp_by_capability_count =
	sizeof seccomp_by_capability / sizeof seccomp_by_capability[0];
