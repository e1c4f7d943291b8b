"""nsinit as PID 1 of a pid namespace on this machine, and what a run leaves behind.

A run has mount, network, uts, ipc and pid namespaces of its own, a root directory with nothing but
nsinit and test programs, a /dev of its own without the kernel's log, and one control group of its
own in every hierarchy, below which nsinit makes its own. Nothing of the machine is changed but
these groups; they are removed at the end, and those of a run that was killed by the next one.
"""

import contextlib
import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

TREE = Path(__file__).parent.parent.parent
GROUP_PREFIX = "nsinit-test-"
CONTROL_VERSION = int(re.search(r"#define CONTROL_VERSION +(\d+)u",
                                (TREE / "init/base/protocol.h").read_text())[1])
CLONE_NEWNS = 0x20000
PROTOCOL = (TREE / "init" / "base" / "protocol.h").read_text()
CONTROL_VERSION = int(re.search(r"^#define CONTROL_VERSION\s+(\d+)", PROTOCOL, re.M)[1])
RESTING = ("down", "done", "failed")
DIRECTORIES = ("proc", "sys", "dev", "run", "tmp", "sbin", "test", "srv",
               "containers/full/proc", "containers/full/sys", "containers/full/dev",
               "containers/full/tmp", "containers/full/test", "containers/full/srv")

# printk_devkmsg belongs to the whole machine: a file stands in for it.
SETUP = """
set -e
mount --rbind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount -t sysfs sysfs sys
mount --rbind /sys/fs/cgroup sys/fs/cgroup
[ -z "$HIDE" ] || umount "$HIDE"
mount -t tmpfs -o mode=0755 dev dev
for node in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
	minor=${node##*:}
	major=${node%:*}
	mknod -m 666 "dev/${node%%:*}" c "${major#*:}" "$minor"
done
mknod -m 600 dev/loop-control c 10 237
for number in $(seq 0 31); do
	mknod -m 600 "dev/loop$number" b 7 "$number"
done
mount -t tmpfs -o mode=0755 run run
mount -t tmpfs -o mode=1777 tmp tmp
echo untouched >run/printk_devkmsg
mount --bind run/printk_devkmsg proc/sys/kernel/printk_devkmsg
exec "$ENTER" /sbin/nsinit
"""


def run_host(*words, **options):
    """A command on this machine; its output is in the error when it fails."""
    __tracebackhide__ = True
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def missing():
    """Why nsinit cannot run here in a namespace, or None."""
    if os.geteuid() != 0:
        return "needs root"
    for tool in ("unshare", "nsenter", "setpriv"):
        if not shutil.which(tool):
            return f"needs {tool}"
    if not own_groups():
        return "needs mounted control groups"
    tried = subprocess.run(
        ["unshare", "--pid", "--mount", "--net", "--uts", "--ipc", "--fork", "sh", "-c",
         "mount -t proc proc /proc && mount -t sysfs sysfs /sys"], capture_output=True, text=True)
    return f"needs namespaces: {tried.stderr.strip()}" if tried.returncode else None


# Programs.


def make_environment():
    """What was said to the make that runs the tests, without its job server."""
    words = [word for word in os.environ.get("MAKEFLAGS", "").split()
             if not word.startswith(("-j", "--jobserver"))]
    return {**os.environ, "MAKEFLAGS": " ".join(words), "MAKELEVEL": "0"}


def make_config(build, config):
    """Builds a config header; the folder with nsinit and nsctl."""
    place = Path(build) / "host" / Path(config).stem
    run_host("make", "-s", "-C", TREE, f"O={build}", f"B={place}", f"CONFIG={config}",
             f"-j{os.cpu_count()}", "all", env=make_environment())
    return place


def make_program(build, source, *more):
    """A static program of one C source for this machine; rebuilt each time: it is one file."""
    program = Path(build) / "host" / "programs" / Path(source).stem
    program.parent.mkdir(parents=True, exist_ok=True)
    multiarch = run_host("gcc", "-print-multiarch").strip()
    run_host(shutil.which("musl-gcc") or "gcc", "-std=c11", "-D_GNU_SOURCE", "-Os", "-Wall",
             "-Wextra", "-Wno-missing-field-initializers", "-Werror", "-static", "-s",
             f"-I{TREE}/init/include", f"-I{TREE}/init", "-idirafter", "/usr/include",
             "-idirafter", f"/usr/include/{multiarch}", "-o", program, source, *more, cwd=TREE)
    return program


# Control groups.


def own_groups(pid="self"):
    """The directory of this process's own group, or of another's, in every mounted hierarchy."""
    groups = {}
    for line in Path(f"/proc/{pid}/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        groups[controllers] = path
    found = []
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        words, _, rest = line.partition(" - ")
        kind, _, options = rest.split(" ", 2)
        mount_root, mount_point = words.split(" ")[3:5]
        if not kind.startswith("cgroup"):
            continue
        for controllers, path in groups.items():
            own = controllers in (options, *options.split(",")) or all(
                word in options.split(",") for word in controllers.split(","))
            if (controllers == "") != (kind == "cgroup2") or not own and controllers:
                continue
            below = os.path.relpath(path, mount_root)
            directory = Path(mount_point) / ("" if below.startswith("..") else below)
            if directory not in found:
                found.append(directory)
    return found


def remove_group(directory, limit_s=10):
    """Kills all inside, then removes the group and all below it."""
    end = time.monotonic() + limit_s
    while directory.exists():
        for folder, _, _ in os.walk(directory, topdown=False):
            for name, thawed in (("freezer.state", "THAWED"), ("cgroup.freeze", "0")):
                file = Path(folder) / name
                with contextlib.suppress(OSError):  # a frozen process does not die on version 1
                    if file.exists():
                        file.write_text(thawed)
            with contextlib.suppress(OSError):
                for pid in (Path(folder) / "cgroup.procs").read_text().split():
                    os.kill(int(pid), signal.SIGKILL)
            with contextlib.suppress(OSError):
                os.rmdir(folder)
        assert time.monotonic() < end, f"{directory} stays busy"
        if directory.exists():
            time.sleep(0.01)


def remove_stale_groups():
    """Those of runs whose process is gone: they were killed before they could clean."""
    for group in own_groups():
        for left in group.glob(f"{GROUP_PREFIX}*"):
            owner = left.name[len(GROUP_PREFIX):].split("-")[0]
            if not Path("/proc", owner).exists():
                remove_group(left)


# The run.


class Namespace:
    """One run of nsinit; use it as a context."""

    count = 0

    def __init__(self, place, enter, programs, folder, hide=None):
        """place: of nsinit and nsctl; enter, programs: of payloads/; folder: is made new; hide: a
        mount point, as "sys/fs/cgroup/unified", with nothing mounted in the run."""
        self.hide = hide or ""
        self.enter = enter
        self.folder = Path(folder)
        self.root = self.folder / "root"
        self.log = self.folder / "log"
        self.nsctl_path = place / "nsctl"
        Namespace.count += 1
        name = f"{GROUP_PREFIX}{os.getpid()}-{Namespace.count}"
        self.groups = [group / name for group in own_groups()]
        shutil.rmtree(self.folder, ignore_errors=True)
        for directory in DIRECTORIES:
            (self.root / directory).mkdir(parents=True)
        for program, target in ((place / "nsinit", "sbin/nsinit"), (place / "nsctl", "sbin/nsctl"),
                                *((program, f"test/{program.name}") for program in programs)):
            shutil.copy2(program, self.root / target)
        self.process = None
        self.pid = 0

    def __enter__(self):
        remove_stale_groups()
        for group in self.groups:
            group.mkdir()
            self._fill_cpuset(group)
        procs = [str(group / "cgroup.procs") for group in self.groups]
        # Descriptors as the kernel gives them to PID 1.
        join = 'for file in "$@"; do echo $$ >"$file"; done; ulimit -S -n 1024; ulimit -H -n 4096; ' \
               'exec setpriv --pdeathsig KILL ' \
               'unshare --pid --mount --net --uts --ipc --fork --kill-child=KILL ' \
               '--propagation private sh -c "$SETUP" sh "$ROOT"'
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["sh", "-c", join, "sh", *procs], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, "SETUP": SETUP, "ROOT": str(self.root), "HIDE": self.hide,
                     "ENTER": str(self.enter)})
        try:
            self.wait("its control socket", self._is_there)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for group in self.groups:
            remove_group(group)

    @staticmethod
    def _fill_cpuset(group):
        """A new cpuset of version 1 lets nobody in before it has processors and memory."""
        for name in ("cpuset.cpus", "cpuset.mems"):
            file = group / name
            if file.exists() and (group.parent / "cpuset.cpu_exclusive").exists():
                file.write_text((group.parent / name).read_text())

    def _is_there(self):
        assert self.process.poll() is None, f"it ended: {self.process.returncode}: {self.said()}"
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        self.pid = int(children.split()[0]) if children.split() else 0
        with contextlib.suppress(OSError):
            return self.pid and self.path("/run/nsinit/control").is_socket() and \
                os.readlink(f"/proc/{self.pid}/exe") == "/sbin/nsinit"
        return False

    def said(self):
        """What nsinit logged to its standard error."""
        return self.log.read_text(errors="replace")

    def path(self, path):
        """A path of the run as one of this machine."""
        return Path(f"/proc/{self.pid}/root{path}")

    def mount(self, path, kind, options):
        """A new file system in PID 1's own mounts, as a boot step would make it."""
        libc = ctypes.CDLL(None, use_errno=True)
        mounts = os.open(f"/proc/{self.pid}/ns/mnt", os.O_RDONLY)
        pid = os.fork()
        if pid == 0:
            failed = libc.setns(mounts, CLONE_NEWNS) or libc.mount(
                b"later", path.encode(), kind.encode(), 0, options.encode())
            os._exit(ctypes.get_errno() if failed else 0)
        os.close(mounts)
        assert os.waitpid(pid, 0)[1] == 0, f"no {kind} at {path}"

    def wait(self, what, good, limit_s=20):
        """Waits until good() is true, and returns it."""
        end = time.monotonic() + limit_s
        while not (found := good()):
            assert time.monotonic() < end, f"waited {limit_s} s for {what}: {self.said()}"
            time.sleep(0.01)
        return found

    # Commands.

    def run(self, *words, limit_s=60):
        """nsctl in the run: (status, stdout, stderr)."""
        done = subprocess.run(
            ["nsenter", "-t", str(self.pid), "-a", "-r", "/sbin/nsctl", *words],
            capture_output=True, text=True, timeout=limit_s)
        return done.returncode, done.stdout, done.stderr

    def ask(self, *words, limit_s=60):
        """What an nsctl prints that must succeed."""
        status, out, err = self.run(*words, limit_s=limit_s)
        assert status == 0, f"nsctl {words}: status {status}: {out}{err}{self.said()}"
        return out

    def json(self):
        """What `nsctl status --json` says."""
        return json.loads(self.ask("status", "--json"))

    def status(self, name=None):
        """Of all containers by their names, or of one."""
        found = {one["name"]: one for one in self.json()["containers"]}
        return found[name] if name else found

    def wait_state(self, name, *states, limit_s=20):
        """Waits until a container is in one of the states; its status."""
        def there():
            now = self.status(name)
            return now if now["state"] in states else None
        return self.wait(f"{name}: {states}", there, limit_s)

    def wait_end(self, limit_s=20):
        """Waits until PID 1 is gone; the status it exited with."""
        return self.process.wait(limit_s)

    def touched(self, name):
        """{path: what payloads/touch.c said of it} in the container's last run."""
        self.wait_state(name, "up")
        lines = self.wait(f"{name} to say up", lambda: (
            found := [line.split(" ", 1)[1] for line in self.ask("logs", name).splitlines()]
        ) and found[-1] == "up" and found)
        starts = [at for at, line in enumerate(lines) if line == "up"]
        first = starts[-2] + 1 if len(starts) > 1 else 0
        return dict(line.partition(" ")[::2] for line in lines[first:-1])

    # What there is.

    def processes(self):
        """{pid of this machine: name} of all processes in the run."""
        found = {}
        own = os.stat(f"/proc/{self.pid}/ns/net").st_ino if self.pid else None
        for group in self.groups[:1]:
            for folder, _, _ in os.walk(group):
                with contextlib.suppress(OSError):
                    for pid in (Path(folder) / "cgroup.procs").read_text().split():
                        with contextlib.suppress(OSError):
                            found[int(pid)] = Path("/proc", pid, "comm").read_text().strip()
        assert own is None or self.pid in found
        found.pop(self.process.pid, None)
        return found

    def processes_of(self, name, uid=None):
        """The pids on this machine of all with this name, or of this user's."""
        found = []
        for pid, comm in self.processes().items():
            with contextlib.suppress(FileNotFoundError):  # ended meanwhile
                if comm == name and uid in (None, os.stat(f"/proc/{pid}").st_uid):
                    found.append(pid)
        return found

    def made_groups(self):
        """The groups that nsinit made, as paths below those of the run."""
        return sorted(
            f"{group.parent}:{Path(folder).relative_to(group)}"
            for group in self.groups for folder, _, _ in os.walk(group) if Path(folder) != group)

    def interfaces(self):
        """Of the run's own network namespace."""
        return sorted(os.listdir(self.path("/sys/class/net")))

    def mounts(self):
        """Of PID 1's own mount namespace, without the numbers that change."""
        lines = Path(f"/proc/{self.pid}/mountinfo").read_text().splitlines()
        return sorted(re.sub(r"^\d+ \d+ ", "", line) for line in lines)

    def descriptors(self, pid=None):
        """What each descriptor of PID 1 is, or of another process of the run."""
        folder = Path(f"/proc/{pid or self.pid}/fd")
        found = {}
        for fd in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError):  # closed meanwhile
                found[int(fd)] = os.readlink(folder / fd)
        return found

    def rss_kib(self):
        """Of PID 1, exactly: /proc/PID/status lags behind by up to 64 pages."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return int(re.search(r"^Rss:\s+(\d+) kB", text, re.M)[1])

    def sleeps(self):
        """PID 1 waits for something to happen."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"

    def snapshot(self, limit_s=2):
        """
        What a container can leave behind: everything but PID 1's memory, comparable. PID 1 closes
        a connection after the client read its end: it is looked at when it rests.
        """
        end = time.monotonic() + limit_s
        now = self._look()
        while time.monotonic() < end:
            time.sleep(0.02)
            last, now = now, self._look()
            if now == last and self.sleeps():
                break
        return now

    def _look(self):
        return {
            "processes": sorted(self.processes().values()),
            "groups": self.made_groups(),
            "interfaces": self.interfaces(),
            "mounts": self.mounts(),
            # A connection that a restart makes anew is another one, and may be in another place.
            "descriptors": sorted(re.sub(r"^socket:.*", "socket", target)
                                  for target in self.descriptors().values()),
            "files": sorted(str(path) for path in self.path("/run").rglob("*")),
        }

    def check_snapshot(self, before, what, limit_s=2):
        """
        All is as it was. PID 1 closes a connection after the client read its end, and a network
        namespace dies after its last process: what is on its way gets a moment.
        """
        end = time.monotonic() + limit_s
        while (now := self._look()) != before and time.monotonic() < end:
            time.sleep(0.01)
        for key, value in before.items():
            assert now[key] == value, f"{what}: {key}: {value} became {now[key]}"


def machine_snapshot():
    """What of the machine a run must not change."""
    return {
        "interfaces": sorted(os.listdir("/sys/class/net")),
        "mounts": sorted(Path("/proc/self/mountinfo").read_text().splitlines()),
        "groups": sorted(str(left) for group in own_groups()
                         for left in group.glob(f"{GROUP_PREFIX}{os.getpid()}-*")),
    }
