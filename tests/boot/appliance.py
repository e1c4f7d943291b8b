"""An appliance on a virtual machine, as the boot tests ask it: commands, states and logs."""

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent.parent
BOARD = TREE / "board"
BOARD_NAME = os.environ.get("BOARD") or "qemu-x86_64"
README = BOARD / BOARD_NAME / "readme.md"

sys.dont_write_bytecode = True  # the tree stays as it was checked out
sys.path.insert(0, str(BOARD))
from machine import BootError, Machine  # noqa: E402

__all__ = ["Appliance", "BootError", "BOARD", "BOARD_NAME", "README", "TREE", "board_kernel",
           "own_kernel", "read_as_number", "run_host"]

# What "it answers at once" means. A machine that is emulated is some ten times slower than iron.
ANSWER_LIMIT_MS = 100
RESTING = ("down", "done", "failed")


def read_as_number(address):
    """How the kernel prints the four bytes of an address in hexadecimal: as this board's number."""
    target = re.search(r"^target=(.*)$", (BOARD / BOARD_NAME / "architecture").read_text(), re.M)
    order = "big" if target and target[1].startswith("mips-") else "little"
    return f"{int.from_bytes(bytes(int(part) for part in address.split('.')), order):08X}"


def run_host(*words, **options):
    """A command on this machine; its output is in the error when it fails."""
    __tracebackhide__ = True
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def own_kernel(build):
    """(kernel, "-") of `make kernel`: all is built in."""
    kernel = build / BOARD_NAME / "own" / "vmlinuz"
    if not kernel.exists():
        pytest.skip(f"no kernel for {BOARD_NAME}: make kernel BOARD={BOARD_NAME} builds one")
    return kernel, "-"


def board_kernel(build):
    """(kernel, folder with its modules or "-") of the board, or what KERNEL names, as make takes it."""
    named = os.environ.get("KERNEL")
    if named == "own" or not named and not (BOARD / BOARD_NAME / "kernel").exists():
        return own_kernel(build)
    kernel = Path(named or build / BOARD_NAME)
    return (kernel / "vmlinuz", kernel) if kernel.is_dir() else (kernel, "-")


class Appliance(Machine):
    """A machine whose answers come as text, and are checked."""

    lost = None

    def run(self, command, limit_s=60):
        """As of Machine; a shell that was lost once is not waited for again."""
        if self.lost:
            raise BootError(f"the shell was lost before: {self.lost}")
        try:
            return super().run(command, limit_s)
        except BootError as error:
            self.lost = error.reason
            raise

    def begin(self):
        """Boots, until the shell takes commands."""
        self.start()
        self.wait_shell()

    def begin_again(self):
        """As after the plug was pulled."""
        self.stop()
        self._text.clear()
        self.lost = None
        self.begin()

    def shell(self, command, limit_s=60):
        """(status, stdout, stderr) of a command of the guest."""
        status, out, err = self.run(command, limit_s)
        return status, out.decode(), err.decode()

    def ask(self, command, limit_s=60):
        """What a command prints that must succeed."""
        status, out, err = self.shell(command, limit_s)
        assert status == 0, f"{command}: status {status}: {out}{err}"
        return out

    # Containers.

    def machine_status(self):
        """What `nsctl status --json` says."""
        return json.loads(self.ask("nsctl status --json"))

    def status(self, name=None):
        """Of all containers by their names, or of one."""
        found = {one["name"]: one for one in self.machine_status()["containers"]}
        return found[name] if name else found

    def wait_state(self, name, *states, limit_s=20):
        """Waits until a container is in one of the states; its status."""
        end = time.monotonic() + limit_s
        while True:
            now = self.status(name)
            if now["state"] in states:
                return now
            assert time.monotonic() < end, f"waited {limit_s} s for {states}: {now}"

    def wait_pid(self, name, other_than, limit_s=20):
        """Waits until a container is up with another process than this; its status."""
        end = time.monotonic() + limit_s
        while True:
            now = self.wait_state(name, "up", limit_s=limit_s)
            if now["pid"] != other_than:
                return now
            assert time.monotonic() < end, f"{name} is not started again: {now}"

    # Logs.

    def log(self, name):
        """The lines of a container, or of nsinit: (seconds since boot, text)."""
        lines = self.ask(f"nsctl logs {name}").splitlines()
        found = [re.fullmatch(r"(\d+\.\d{3}) (.*)", line) for line in lines]
        assert all(found), f"no line of the logger: {lines}"
        return [(float(line[1]), line[2]) for line in found]

    def texts(self, name):
        """The lines of a container without their times."""
        return [text for _, text in self.log(name)]

    def now(self):
        """Seconds since boot, as the logger counts them."""
        return float(self.ask("cat /proc/uptime").split()[0])

    def kernel_log(self, name):
        """What nsinit said of a container, with the kernel's times: of the writing itself, while
        the logger's are of its reading."""
        lines = self.ask(f"dmesg | grep -F 'nsinit: {name}: '").splitlines()
        found = [re.fullmatch(r"\[ *(\d+\.\d+)\] nsinit: (.*)", line) for line in lines]
        return [(float(line[1]), line[2]) for line in found if line]

    def own_since(self, mark):
        """What nsinit itself said since then."""
        return [text for at, text in self.log("nsinit") if at >= mark]

    def wait_log(self, name, pattern, limit_s=20):
        """Waits for a line of a container that matches; its match."""
        end = time.monotonic() + limit_s
        while True:
            for text in self.texts(name):
                if found := re.fullmatch(pattern, text):
                    return found
            assert time.monotonic() < end, f"{name} does not say {pattern!r}: {self.texts(name)}"

    # What a container leaves on the machine.

    def traces(self, name):
        """Cgroup directories, interfaces, mounts and processes that bear the container's name."""
        found = self.ask(
            f"find /sys/fs/cgroup -type d -name {name}; "
            f"ls -d /sys/class/net/v[0-9]-{name} 2>/dev/null; "
            f"grep -F ' /run/nsinit/root' /proc/*/mountinfo 2>/dev/null | head -n 5; true")
        return found.splitlines()

    def held(self):
        """What grows when something leaks: counts and lists, by name."""
        found = {}
        for what, command in {
            "mounts": "cat /proc/1/mounts",
            "cgroups": "find /sys/fs/cgroup -type d | sort",
            "interfaces": "ls /sys/class/net",
            "descriptors": "ls /proc/1/fd",
            "files": "find /run /tmp -xdev | grep -v '/run/.machine' | sort",
        }.items():
            found[what] = self.ask(command)
        found["processes"] = self.processes()
        return found

    def processes(self):
        """Names of all processes but the kernel's own and those of the console's shell, sorted."""
        said = self.ask("ps -A -o pid=,ppid=,cmd=").splitlines()
        rows = [line.split(None, 2) for line in said if line.strip()]
        left_out = {"2"}
        for pid, parent, name in rows:  # parents first: a machine this young has no old numbers
            if parent in left_out or (parent == "1" and name == "sh"):
                left_out.add(pid)
        return sorted(name for pid, _, name in rows if pid not in left_out)

    def rss_kib(self, pid=1):
        """Resident memory, exactly: /proc/PID/status lags behind by up to 64 pages a thread."""
        return int(re.search(r"^Rss:\s+(\d+) kB", self.ask(f"cat /proc/{pid}/smaps_rollup"),
                             re.M)[1])

    def answer_times_ms(self, count=20):
        """How long each of `count` round trips of a status took on the control socket."""
        return [float(word) for word in self.ask(f"/test/probe {count}", 120).split()]


@contextlib.contextmanager
def booted(kernel, image, cgroup, append="", log=None, **options):
    """An appliance with a shell that takes commands."""
    words = f"nsinit.cgroup={cgroup} {append}".strip()
    with Appliance(README, str(kernel), str(image), words, log=log, **options) as machine:
        machine.begin()
        yield machine
