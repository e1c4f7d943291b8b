/*
 * Names of the schema that this architecture does not have. Included by seccomp_table.h.
 *
 * One that is said to be missing and is not, or that is missing and not said to be, does not
 * compile. Names from 441 on (Linux 5.11) are not here: their numbers are in the schema.
 */
#ifndef NSINIT_KERNEL_SECCOMP_MISSING_H
#define NSINIT_KERNEL_SECCOMP_MISSING_H

#define NO(name) __NR_##name = SECCOMP_MISSING

/* clang-format off */
enum {
	NO(nothing),
#ifndef __NR_open /* architectures younger than openat(2) */
	NO(access), NO(chmod), NO(chown), NO(creat), NO(dup2), NO(epoll_create), NO(epoll_wait),
	NO(eventfd), NO(fork), NO(futimesat), NO(getdents), NO(getpgrp), NO(inotify_init),
	NO(lchown), NO(link), NO(lstat), NO(mkdir), NO(mknod), NO(open), NO(pause), NO(pipe),
	NO(poll), NO(readlink), NO(rename), NO(rmdir), NO(signalfd), NO(stat), NO(symlink),
	NO(sysfs), NO(unlink), NO(ustat), NO(utimes),
#endif
#ifndef __NR__llseek /* 64 bits */
	NO(_llseek), NO(_newselect), NO(clock_adjtime64), NO(clock_getres_time64),
	NO(clock_gettime64), NO(clock_nanosleep_time64), NO(clock_settime64), NO(fcntl64),
	NO(fstat64), NO(fstatat64), NO(fstatfs64), NO(ftruncate64), NO(futex_time64),
	NO(io_pgetevents_time64), NO(lstat64), NO(mmap2), NO(mq_timedreceive_time64),
	NO(mq_timedsend_time64), NO(nice), NO(ppoll_time64), NO(pselect6_time64),
	NO(recvmmsg_time64), NO(rt_sigtimedwait_time64), NO(sched_rr_get_interval_time64),
	NO(semtimedop_time64), NO(sendfile64), NO(sigaction), NO(sigpending), NO(sigprocmask),
	NO(sigreturn), NO(sigsuspend), NO(stat64), NO(statfs64), NO(timer_gettime64),
	NO(timer_settime64), NO(timerfd_gettime64), NO(timerfd_settime64), NO(truncate64),
	NO(utimensat_time64),
#endif
#ifndef __NR_getuid32 /* never had 16-bit ids: all but arm and i386 */
	NO(chown32), NO(fchown32), NO(getegid32), NO(geteuid32), NO(getgid32), NO(getgroups32),
	NO(getresgid32), NO(getresuid32), NO(getuid32), NO(lchown32), NO(setfsgid32),
	NO(setfsuid32), NO(setgid32), NO(setgroups32), NO(setregid32), NO(setresgid32),
	NO(setresuid32), NO(setreuid32), NO(setuid32), NO(ugetrlimit),
#endif
#ifndef __NR_alarm
	NO(alarm), NO(ioperm), NO(iopl), NO(modify_ldt), NO(set_thread_area), NO(time), NO(utime),
#endif
#ifndef __NR_ipc
	NO(ipc), NO(sgetmask), NO(signal), NO(socketcall), NO(ssetmask), NO(stime), NO(umount),
	NO(waitpid),
#endif
#ifndef __NR_accept /* i386 */
	NO(accept),
#endif
#ifndef __NR_mmap /* arm */
	NO(fadvise64), NO(getrlimit), NO(mmap), NO(sync_file_range),
#endif
#ifndef __NR_renameat /* riscv */
	NO(renameat),
#endif
#ifndef __NR_semop
	NO(semop), NO(semtimedop), NO(kexec_file_load),
#endif
#ifndef __NR_newfstatat
	NO(newfstatat),
#endif
#ifndef __NR_recv
	NO(recv), NO(send),
#endif
#ifndef __NR_vfork
	NO(vfork),
#endif
#ifndef __NR_select /* no x86 */
	NO(arch_prctl), NO(get_thread_area), NO(select),
#endif
#ifndef __NR_fadvise64_64
	NO(fadvise64_64),
#endif
#ifndef __NR_arm_fadvise64_64
	NO(arm_fadvise64_64), NO(arm_sync_file_range),
#endif
#ifndef __NR_cachectl
	NO(cachectl), NO(cacheflush), NO(sysmips),
#endif
#ifndef __NR_riscv_flush_icache
	NO(riscv_flush_icache),
#endif
#if defined __riscv && !defined __NR_riscv_hwprobe
	__NR_riscv_hwprobe = __NR_arch_specific_syscall + 14, /* Linux 6.4 */
#elif !defined __riscv
	NO(riscv_hwprobe),
#endif
};
/* clang-format on */

#undef NO

#endif
