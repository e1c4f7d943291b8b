/*
 * System calls that return 0, a count, a descriptor or a pid, or -errno. errno is read here alone.
 * Any process. Semantics are those of the man page of the same name; descriptors are made
 * close-on-exec, and what was interrupted by a signal is not tried again unless a line says so.
 */
#ifndef NSINIT_BASE_SYSTEM_H
#define NSINIT_BASE_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct clone_args;
struct mount_attr;
struct open_how;
struct epoll_event;
struct msghdr;
struct pollfd;
struct sockaddr;
struct statfs;
struct stat;
struct utsname;

/* Files. */
int sys_open(int directory, const char *path, int flags);
int sys_create(int directory, const char *path, int flags, mode_t mode);
int sys_openat2(int directory, const char *path, const struct open_how *how);
ssize_t sys_read(int fd, void *bytes, size_t count);
ssize_t sys_write(int fd, const void *bytes, size_t count);
ssize_t sys_read_at(int fd, void *bytes, size_t count, off_t at);
/* Waits until what was written is on the medium: fdatasync(2). */
int sys_flush(int fd);
int sys_close(int fd);
int sys_close_range(unsigned first, unsigned last, unsigned flags);
int sys_dup_to(int fd, int target, int flags);
/* The lowest free number from `least` on. */
int sys_dup_above(int fd, int least);
int sys_pipe(int ends[2], int flags);
int sys_mkdir(int directory, const char *path, mode_t mode);
int sys_mknod(int directory, const char *path, mode_t mode, dev_t device);
int sys_symlink(const char *target, int directory, const char *path);
int sys_unlink(int directory, const char *path, int flags);
int sys_rename(int directory, const char *from, const char *to);
/* flock(2) without waiting, -EAGAIN when somebody has it. A held one becomes of the other kind. */
int sys_lock(int fd, bool shared);
int sys_chown(int directory, const char *path, uid_t uid, gid_t gid);
int sys_fchown(int fd, uid_t uid, gid_t gid);
int sys_fchmod(int fd, mode_t mode);
int sys_chmod(int directory, const char *path, mode_t mode);
/* Sets st_dev, st_ino, st_mode, st_nlink, st_uid, st_gid, st_rdev and st_size; the times are 0. */
int sys_stat(int directory, const char *path, struct stat *stat, int flags);
int sys_fstatfs(int fd, struct statfs *statfs);
/* The value of an extended attribute of an open file. */
ssize_t sys_get_attribute(int fd, const char *name, void *value, size_t size);
ssize_t sys_readlink(int directory, const char *path, char *target, size_t size);
ssize_t sys_getdents(int fd, void *entries, size_t size);
/* From `at` of the one to the same place of the other. */
ssize_t sys_sendfile_at(int out, int in, off_t at, size_t count);
int sys_ftruncate(int fd, off_t length);
/* Returns when the medium has what was written; of a directory: its names. */
int sys_fsync(int fd);
/* To the beginning. */
int sys_rewind(int fd);
int sys_chdir(const char *path);
int sys_fchdir(int fd);
int sys_chroot(const char *path);
ssize_t sys_getcwd(char *path, size_t size);
int sys_set_flags(int fd, int flags);
int sys_get_flags(int fd);
/* Whether a program that is executed gets the descriptor. */
int sys_keep_on_exec(int fd, bool keep);
int sys_ioctl(int fd, unsigned long request, void *argument);
int sys_ioctl_number(int fd, unsigned long request, long argument);

/* Whole small files: opens, reads or writes once, closes. */
int sys_write_file(int directory, const char *path, const char *text);
/* The text is NUL-terminated and at most size - 1 long; returns its length. */
ssize_t sys_read_file(int directory, const char *path, char *text, size_t size);

/* Mounts. */
int sys_mount(const char *source, const char *target, const char *type, unsigned long flags,
	const char *options);
int sys_umount(const char *target, int flags);
int sys_pivot_root(const char *root, const char *old);
int sys_open_tree(int directory, const char *path, unsigned flags);
int sys_move_mount(int from, const char *from_path, int to, const char *to_path, unsigned flags);
int sys_fsopen(const char *type, unsigned flags);
int sys_fsconfig(int fd, unsigned command, const char *key, const char *value, int auxiliary);
int sys_fsmount(int fd, unsigned flags, unsigned attributes);
int sys_mount_setattr(
	int directory, const char *path, unsigned flags, const struct mount_attr *attributes);

/* Processes. */
pid_t sys_fork(void);
/* The same, and every signal is at its default in the child. */
pid_t sys_fork_default(void);
/* A child of the caller's parent; the kernel stores its pid at `pid` before it runs. */
pid_t sys_fork_sibling(pid_t *pid);
pid_t sys_clone3(const struct clone_args *arguments);
int sys_unshare(int flags);
/* `fd`: a namespace, or a process's pidfd and any of its namespaces. */
int sys_setns(int fd, int flags);
int sys_execve(const char *path, char *const argv[], char *const environment[]);
_Noreturn void sys_exit(int status);
pid_t sys_getpid(void);
pid_t sys_getppid(void);
/* wait4(2) with the given options; tries again after EINTR. */
pid_t sys_wait(pid_t pid, int *status, int options);
/* Whether it is a child of the caller that was not reaped. */
bool sys_is_child(pid_t pid);
/* This child, or with -1 any, that has ended, and stays as it is: 0, there is none; or -errno. */
pid_t sys_wait_peek(pid_t pid);
int sys_kill(pid_t pid, int signal);
int sys_pidfd_open(pid_t pid);
int sys_pidfd_signal(int pidfd, int signal);
/* A descriptor of that process, of its own number here. */
int sys_pidfd_getfd(int pidfd, int fd);
int sys_setsid(void);
int sys_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d);
int sys_capget(uint64_t *permitted);
int sys_capset(uint64_t effective, uint64_t permitted, uint64_t inheritable);
/* Raw, single-threaded calls: no message to other threads, and no libc state. */
int sys_setgroups(size_t count, const gid_t *groups);
int sys_setresgid(gid_t real, gid_t effective, gid_t saved);
int sys_setresuid(uid_t real, uid_t effective, uid_t saved);
/* Of this process; UINT64_MAX for no limit. */
int sys_setrlimit(int resource, uint64_t soft, uint64_t hard);
int sys_seccomp(unsigned operation, unsigned flags, void *argument);
/* bpf(2); a descriptor that it makes is close-on-exec. */
int sys_bpf(int command, void *attributes, size_t bytes);
/* The version that the kernel has of it. */
int sys_landlock_abi(void);
int sys_landlock_create(const void *attributes, size_t bytes);
int sys_landlock_add_rule(int ruleset, unsigned type, const void *rule);
int sys_landlock_restrict(int ruleset);
int sys_keyctl(int operation, const char *name);
void *sys_map_shared(size_t bytes);
/*
 * The same with a descriptor, for processes that are no forks: they can map it for reading alone,
 * unless it is to be mapped for writing later. Sets *at; the descriptor or -errno.
 */
int sys_share_memory(const char *name, size_t bytes, bool later, void **at);
/* A file in memory with these bytes, which nobody can change any more; a descriptor or -errno. */
int sys_seal_bytes(const char *name, const void *bytes, size_t count);
bool sys_is_sealed(int fd);
/* Maps an open file for reading, or for both; NULL: it cannot be. */
const void *sys_map_read(int fd, size_t bytes);
void *sys_map_write(int fd, size_t bytes);
int sys_unmap(void *at, size_t bytes);
/* Forks of the caller do not get this memory. */
int sys_keep_from_forks(void *at, size_t bytes);
int sys_sethostname(const char *name);
int sys_uname(struct utsname *names);
int sys_reboot(unsigned command);
void sys_sync(void);
int sys_finit_module(int fd, const char *parameters, int flags);
void sys_umask(mode_t mask);
int sys_getrandom(void *bytes, size_t count);
/* Waits until the kernel has enough randomness. */
int sys_getrandom_wait(void *bytes, size_t count);

/* How a process is scheduled; pid 0 is the caller. Masks have bit n for processor n. */
int sys_set_scheduler(pid_t pid, int policy, int priority);
int sys_set_nice(pid_t pid, int nice);
int sys_set_affinity(pid_t pid, uint64_t cpus);
/* Without those of number 64 and above. */
int sys_get_affinity(pid_t pid, uint64_t *cpus);
/* `class` and `level` as ioprio_set(2) has them. */
int sys_set_io_priority(pid_t pid, int class, int level);

/* Signals. Sets are 64-bit masks, bit n-1 for signal n. */
#define SIGNAL_BIT(number) (UINT64_C(1) << ((number)-1))
int sys_block_signals(uint64_t set);
int sys_signalfd(uint64_t set);
/* Waits for one of the set, 0 < timeout_ms or -1 for ever; returns its number or -EAGAIN. */
int sys_wait_signal(uint64_t set, int64_t timeout_ms);

/* Sockets. */
int sys_socket(int family, int type, int protocol);
int sys_bind(int fd, const void *address, size_t bytes);
int sys_listen(int fd, int backlog);
int sys_accept(int fd, int flags);
int sys_connect(int fd, const void *address, size_t bytes);
int sys_shutdown(int fd);
int sys_setsockopt(int fd, int level, int option, int value);
/* How long a connect or send, or a receive, may block; then -EAGAIN. */
int sys_set_send_limit(int fd, int seconds);
int sys_set_receive_limit(int fd, int seconds);
int sys_peer_uid(int fd, uid_t *uid);
/* The address of a socket, and of its other end: its length; what does not fit is cut. */
ssize_t sys_socket_name(int fd, void *address, size_t size);
ssize_t sys_peer_name(int fd, void *address, size_t size);
ssize_t sys_sendmsg(int fd, const struct msghdr *message, int flags);
ssize_t sys_recvmsg(int fd, struct msghdr *message, int flags);
ssize_t sys_send(int fd, const void *bytes, size_t count, int flags);
ssize_t sys_recv(int fd, void *bytes, size_t count, int flags);

int sys_socketpair(int ends[2], int type);
/* Descriptors beside bytes of a packet: unix(7), SCM_RIGHTS. 0 or -errno. */
#define DESCRIPTORS_SENT_MAX 5
int sys_send_descriptors(
	int socket, const void *bytes, size_t size, const int *fds, unsigned count, int flags);
/* One byte with a descriptor beside it; the receiver gets a new one, or -errno: -EPROTO, none came;
 * -EPIPE, the end of the connection. */
int sys_send_descriptor(int socket, int fd);
int sys_receive_descriptor(int socket);

/* Terminals. */
struct termios;
struct winsize;
int sys_terminal_get(int fd, struct termios *settings);
int sys_terminal_set(int fd, const struct termios *settings);

/* Words of shared memory: waits while *word is `value`; wakes everybody who does. */
int sys_futex_wait(const uint32_t *word, uint32_t value);
int sys_futex_wake(const uint32_t *word);

/* Events and time. */
int sys_epoll_create(void);
int sys_epoll_control(int epoll, int operation, int fd, uint32_t events, uint64_t data);
int sys_epoll_wait(int epoll, struct epoll_event *events, int count, int timeout_ms);
/* Without waiting; counts from 0. */
int sys_eventfd(void);
int sys_timerfd(int clock);
/* At an absolute time of the timer's clock; 0 disarms. */
int sys_timerfd_set(int fd, int64_t at_ms);
/*
 * The same of one of CLOCK_REALTIME, which is then also ready, with -ECANCELED for who reads, when
 * that clock is set; -ECANCELED here: it was set since the last of both.
 */
int sys_timerfd_set_clock(int fd, int64_t at_ms);
/* How many of them have something to say within timeout_ms (-1: no limit). */
int sys_poll(struct pollfd *fds, unsigned count, int timeout_ms);
/* 1 readable, 0 not within timeout_ms (-1: no limit). */
int sys_poll_in(int fd, int timeout_ms);
/* 1 when a write of a line would not wait, 0 when it would. */
int sys_poll_out(int fd);
/* CLOCK_BOOTTIME in milliseconds; it does not fail. */
int64_t sys_now_ms(void);
/* CLOCK_REALTIME, the same. */
int64_t sys_clock_ms(void);
void sys_sleep_ms(int64_t ms);
/* The machine's clock, to seconds since 1970. */
int sys_set_clock(int64_t seconds);

#endif
