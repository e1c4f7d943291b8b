"""Programs of the distribution that start containers, with what `alone` of start.h has.

All of its namespaces and mounts, an unprivileged user without capabilities, the masks, a filter,
and for those that make control groups its three limits; no link, and no init inside.
"""

import json
import os
import shutil
import struct
import subprocess

FILTER_FD = 9
PAYLOAD = ["/test/serve", "exit", "0"]
NAME = f"nsinit-bench-{os.getpid()}"
MEMORY_BYTES, CPU_PERCENT, PROCESSES = 8 << 20, 50, 4
MASKED = [f"/proc/{name}" for name in (
    "kcore", "keys", "key-users", "latency_stats", "timer_list", "timer_stats", "sched_debug",
    "sysrq-trigger", "acpi", "asound", "scsi")] + ["/sys/firmware"]
READ_ONLY = [f"/proc/{name}" for name in ("sys", "irq", "bus", "fs", "dynamic_debug", "pressure")]
REFUSED = ["keyctl", "add_key", "request_key", "mount", "umount2", "bpf", "ptrace", "unshare"]


def oci(root):
    """The definition as an OCI runtime wants it."""
    confined = ["nosuid", "nodev", "noexec"]
    return {
        "ociVersion": "1.0.0",
        "process": {
            "user": {"uid": 202, "gid": 202}, "args": PAYLOAD, "cwd": "/",
            "env": ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/"],
            "capabilities": {},
            "rlimits": [{"type": "RLIMIT_NOFILE", "soft": 1024, "hard": 4096}],
            "noNewPrivileges": True,
        },
        "root": {"path": str(root), "readonly": True},
        "hostname": "alone",
        "mounts": [{"destination": target, "type": kind, "source": kind, "options": options}
                   for target, kind, options in (
                       ("/proc", "proc", [*confined, "hidepid=2"]),
                       ("/sys", "sysfs", [*confined, "ro"]),
                       ("/dev", "tmpfs", ["nosuid", "noexec", "mode=755", "size=64k"]),
                       ("/dev/pts", "devpts", ["nosuid", "noexec", "newinstance",
                                               "ptmxmode=0666", "mode=0620"]),
                       ("/dev/shm", "tmpfs", [*confined, "mode=1777"]))],
        "linux": {
            "namespaces": [{"type": kind} for kind in (
                "pid", "network", "ipc", "uts", "mount", "cgroup")],
            "resources": {
                "memory": {"limit": MEMORY_BYTES},
                "cpu": {"quota": CPU_PERCENT * 1000, "period": 100000},
                "pids": {"limit": PROCESSES},
            },
            "maskedPaths": MASKED, "readonlyPaths": READ_ONLY,
            "seccomp": {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
                {"names": REFUSED, "action": "SCMP_ACT_ERRNO"}]},
        },
    }


def runtime(tool, run):
    """crun or runc."""
    bundle = run.folder / tool
    bundle.mkdir()
    (bundle / "config.json").write_text(json.dumps(oci(run.root)))
    return [shutil.which(tool), "run", "--bundle", bundle, f"{NAME}-{tool}"]


def bubblewrap(run):
    """
    It cannot become another user without a user namespace, and makes no control groups. Its filter,
    which lets all pass, is read from a descriptor.
    """
    words = [shutil.which("bwrap"), "--unshare-pid", "--unshare-net", "--unshare-ipc",
             "--unshare-uts", "--unshare-cgroup", "--new-session", "--hostname", "alone",
             "--cap-drop", "ALL", "--clearenv", "--setenv", "HOME", "/", "--ro-bind", run.root, "/",
             "--proc", "/proc", "--ro-bind", "/sys", "/sys", "--dev", "/dev", "--perms", "1777",
             "--tmpfs", "/dev/shm", "--seccomp", str(FILTER_FD)]
    for path in filter(os.path.exists, MASKED):
        words += ["--tmpfs", path] if os.path.isdir(path) else ["--ro-bind", "/dev/null", path]
    for path in filter(os.path.exists, READ_ONLY):
        words += ["--ro-bind", path, path]
    return [*words, *PAYLOAD]


def around(run, *words):
    """
    Runs the words where each tool works: crun refuses the hybrid of both versions of control
    groups, so that version 1 is what is seen; and bubblewrap's filter is open.
    """
    script = 'test ! -d $0 || umount $0; exec "$@" ' + f'{FILTER_FD}<"$FILTER"'
    return ["env", f"FILTER={run.folder / 'filter'}", "unshare", "--mount", "--propagation",
            "private", "sh", "-c", script, "/sys/fs/cgroup/unified", *words]


def working(run):
    """{name: command} of those that are installed and work; of the others, why not."""
    (run.folder / "filter").write_bytes(struct.pack("=HBBI", 0x06, 0, 0, 0x7fff0000))
    found = {}
    for name in ("crun", "runc", "bwrap"):
        if not shutil.which(name):
            print(f"{name} is left out: it is not installed")
            continue
        words = bubblewrap(run) if name == "bwrap" else runtime(name, run)
        tried = subprocess.run([str(word) for word in around(run, *words)], capture_output=True,
                               stdin=subprocess.DEVNULL, text=True)
        if tried.returncode == 0:
            found[name] = words
        else:
            print(f"{name} is left out: status {tried.returncode}: {tried.stderr.strip()}")
    return found
