"""Containers that attack the machine and each other: what they reach is their own.

The payload attack.c tries; here stands what must have come of it, and that all others go on.
"""

import contextlib
import errno
import hashlib
import re
import signal
import time

import pytest

CONFIG = "attacks"
# What the kernel is told before nsinit starts, as a careless bootloader or initramfs may.
APPEND = "sysctl.kernel.core_pattern=|/test/attack sysctl.dev.tty.legacy_tiocsti=1"
MIB = 1024 * 1024
# What six processes of the attack can open at least: each 4096 less the few that it begins with.
FILES = 6 * 4088
# Of "lifts": the file in version 2, in version 1, and how both begin.
LIMITS = {
    "memory": ("memory.max", "memory.limit_in_bytes", f"{8 * MIB}"),
    "pids": ("pids.max", "pids.max", "8"),
    "cpu": ("cpu.max", "cpu.cfs_quota_us", "50000"),
}
READ_ONLY = ["/proc/pressure/cpu", "/proc/pressure/io", "/proc/pressure/memory",
             "/proc/dynamic_debug/control", "/proc/sys/kernel/core_pattern",
             "/proc/sys/vm/drop_caches", "/proc/sys/fs/file-max"]


def change_image(overlay):
    (overlay / "test" / "script").write_text("#!/proc/self/exe\n")
    (overlay / "test" / "script").chmod(0o755)


def texts(machine, name):
    """What a container said when it was through."""
    machine.wait_log(name, "end")
    return machine.texts(name)


def tries(machine, name):
    """How the attempts of a container went: (what, name of the errno)."""
    found = [re.fullmatch(r"try (\S+) (\d+)", text) for text in texts(machine, name)]
    return [(line[1], errno.errorcode.get(int(line[2]), "done")) for line in found if line]


@contextlib.contextmanager
def attacked(machine, name):
    """While the container holds what it got."""
    machine.wait_log(name, "ready")
    pid = machine.status(name)["pid"]
    machine.ask(f"kill -USR1 {pid}")
    try:
        # Asking for this needs a watch and files of PID 1, and so is a test already.
        machine.wait_log(name, "end")
        yield
    finally:
        # Not by nsctl, which may be what does not answer.
        machine.ask(f"kill -KILL {pid}")
        end = time.monotonic() + 10
        while machine.shell(f"test -e /proc/{pid}")[0] == 0:
            assert time.monotonic() < end, f"{name} is not gone"


def check_others(machine):
    """What the machine does for the others it does now as before."""
    before = machine.status("other")["pid"]
    machine.ask("nsctl restart other")
    after = machine.status("other")
    assert after["state"] == "up" and after["pid"] != before
    assert machine.status("aborts")["state"] == "up"


def memory_bytes(machine):
    found = re.search(r"^MemTotal:\s+(\d+) kB", machine.ask("cat /proc/meminfo"), re.M)
    return int(found[1]) * 1024


def skip_large(machine):
    """The kernel's own limits grow with the memory; what the attack takes does not."""
    if memory_bytes(machine) > 300 * MIB:
        pytest.skip("with so much memory the kernel's own limit is more than what this attack takes")


def held(machine, name):
    return int(machine.wait_log(name, r"held (\d+)\b.*")[1])


def test_epoll_watches_are_left_for_others(machine):
    if machine.ask("uname -m").strip() in ("armv7l", "mips"):
        pytest.skip("with small pointers the kernel's own limit is more than what this attack takes")
    skip_large(machine)
    with attacked(machine, "watches"):
        check_others(machine)
        # As many as the kernel's own limit, 160 bytes each in a 25th of the memory, or it shows
        # nothing.
        assert held(machine, "watches") > memory_bytes(machine) // 25 // 160


def test_open_files_are_left_for_others(machine):
    # The same for files: the kernel's own limit is one for every 10 KiB.
    own_limit = memory_bytes(machine) // 10240
    if own_limit >= FILES:
        pytest.skip("with so much memory the kernel's own limit is more than what this attack takes")
    with attacked(machine, "files"):
        check_others(machine)
        assert held(machine, "files") > own_limit
        # Its own limit ended it, each time.
        stopped = [text for text in machine.texts("files") if text.startswith("stopped")]
        assert stopped == [f"stopped {errno.EMFILE}"] * 6


def test_unwatched_client_is_sent_away_at_once(machine):
    """Without a watch for it PID 1 would never read what it asks."""
    path = "/proc/sys/fs/epoll/max_user_watches"
    before = machine.ask(f"cat {path}").strip()
    start = time.monotonic()
    said = machine.shell(f"echo 1 >{path}; nsctl status; echo status $?; echo {before} >{path}")
    assert re.search(r"^status [1-9]", said[1], re.M) and time.monotonic() - start < 2
    assert machine.shell("nsctl status")[0] == 0


def test_kernel_is_set_right(machine):
    assert APPEND in machine.ask("cat /proc/cmdline")
    assert machine.ask("cat /proc/sys/kernel/core_pattern") == "core\n"
    file = "/proc/sys/dev/tty/legacy_tiocsti"  # since Linux 6.2
    assert machine.ask(f"test ! -e {file} || cat {file}") in ("", "0\n")


def test_running_binary_is_not_written(machine, images):
    """Not by its owner, who holds it open; nor by a container whose program it becomes."""
    found = tries(machine, "rewrites")
    assert found.pop(0) == ("open-exe", "done")
    assert len(found) == 10 and {word for _, word in found} <= {"EROFS", "ETXTBSY"}, found
    assert machine.status("scripted")["state"] in ("done", "failed")
    built = hashlib.sha256((images.folder / CONFIG / "nsinit").read_bytes()).hexdigest()
    assert machine.ask("sha256sum /sbin/nsinit").split()[0] == built
    assert machine.ask("stat -c %a /sbin/nsinit").strip() == "755"


def test_init_shares_no_memory(machine):
    """The page of pids, which PID 1 acts on, and the log rings of all."""
    assert tries(machine, "traces") == [("open-maps", "done")]
    maps = [text.split() for text in texts(machine, "traces") if text.startswith("map ")]
    assert [words for words in maps if words[-1] == "/sbin/nsinit"], maps
    assert not [words for words in maps if words[2][3] == "s"], maps


def test_user_namespace_is_refused(machine):
    found = tries(machine, "lifts")
    assert found[0] == ("unshare-user", "ENOSPC")
    assert {word for what, word in found if what.startswith(("mount-", "unshare-"))} == {
        "ENOSPC", "EPERM"}
    assert "done" not in [word for _, word in found]


@pytest.mark.parametrize("controller", LIMITS)
def test_limits_are_not_lifted(machine, controller):
    texts(machine, "lifts")
    v2, v1, value = LIMITS[controller]
    path = f"nsinit/lifts/{v2}" if machine.cgroup == "v2" else f"{controller}/nsinit/lifts/{v1}"
    assert machine.ask(f"cat /sys/fs/cgroup/{path}").split()[0] == value


def test_input_is_read_only_null_device(machine):
    found = dict(tries(machine, "writes"))
    assert (found["chmod-input"], found["chown-input"]) == ("EROFS", "EROFS")
    said = [text for text in texts(machine, "writes") if text.startswith("input")]
    assert said == ["input device 1:3", "input reads 0", "input takes 4"]
    assert machine.ask("stat -c %a /dev/null").strip() == "666"


@pytest.mark.parametrize("path", READ_ONLY)
def test_kernel_is_not_written(machine, path):
    if machine.shell(f"test -e {path}")[0] != 0:
        pytest.skip(f"this kernel has no {path}")
    assert dict(tries(machine, "writes"))[path] == "EROFS"


def test_nothing_else_of_proc_and_sys_is_writable(machine):
    assert [text for text in texts(machine, "writes") if text.startswith("writable")] == []


@pytest.mark.parametrize("command, lead", [("/test/attack log", b"\xc2"), ("nsctl logs", b"?")])
def test_terminal_controls_are_replaced(machine, command, lead):
    """By the logger already, for every client; by nsctl what is no letter then too."""
    texts(machine, "says")
    status, said, _ = machine.run(f"{command} says")
    assert status == 0
    # Of the logger's records the second word is the priority.
    words = 2 if "attack" in command else 1
    assert [line.split(b" ", words)[-1] for line in said.splitlines()] == [
        b"esc ?[31m red", b"byte ?31m red", b"letter " + lead + b"?31m red",
        b"after " + 2 * lead + b"?31m red", b"delete ? and bell ?",
        "kept \u00fc \u2019 \u00db \u00a0 \U0001f600\tend".encode(), b"end"]


def test_private_tmpfs_is_its_user_s(machine):
    assert "tmp 205:305 0700" in texts(machine, "owns")
    assert tries(machine, "owns") == [("make", "done"), ("remove", "done")]


def test_abort_stops_at_once(machine):
    start = time.monotonic()
    machine.ask("nsctl stop aborts")
    took_s = time.monotonic() - start
    try:
        # By that signal, and not by the SIGKILL of the limit, 8 s.
        assert machine.status("aborts")["exit"] == {"status": 128 + signal.SIGABRT}
        assert took_s < 4
    finally:
        machine.ask("nsctl start aborts")
