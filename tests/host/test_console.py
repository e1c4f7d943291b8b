"""Logins on terminals of the machine: pairs of this one, put into the run's /dev, stand in."""

import contextlib
import ctypes
import os
import select
import termios
import time

import pytest

CONFIG = "console"
PROGRAMS = ("login",)
CLONE_NEWNS = 0x20000
OPEN_TREE, MOVE_MOUNT = 428, 429
OPEN_TREE_CLONE, AT_EMPTY_PATH, MOVE_MOUNT_F_EMPTY_PATH = 1, 0x1000, 4

GREETING = "login on {0} {0} {0} leader yes foreground yes opens yes owner {1} echo yes"


class Line:
    """A pair: what is typed and seen on one side, and the other as a file of the run."""

    def __init__(self, run, path):
        self.run, self.path = run, path
        self.master, self.slave = os.openpty()
        self.name = os.ttyname(self.slave)
        self.seen = b""
        libc = ctypes.CDLL(None, use_errno=True)
        tree = libc.syscall(OPEN_TREE, -100, self.name.encode(), OPEN_TREE_CLONE)
        assert tree >= 0, ctypes.get_errno()
        mounts = os.open(f"/proc/{run.pid}/ns/mnt", os.O_RDONLY)
        pid = os.fork()
        if pid == 0:
            failed = libc.setns(mounts, CLONE_NEWNS)
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            failed = failed or libc.syscall(
                MOVE_MOUNT, tree, b"", -100, path.encode(), MOVE_MOUNT_F_EMPTY_PATH)
            os._exit(1 if failed else 0)
        os.close(mounts)
        os.close(tree)
        assert os.waitpid(pid, 0)[1] == 0, f"no {path}"

    def type(self, text):
        os.write(self.master, text.encode())

    def expect(self, text, limit_s=20):
        """Waits for a line, and forgets all up to it."""
        end = time.monotonic() + limit_s
        while text.encode() + b"\r\n" not in self.seen:
            assert time.monotonic() < end, f"waited for {text}: {self.seen}: {self.run.said()}"
            if select.select([self.master], [], [], 0.1)[0]:
                # Nobody has the other side for a moment.
                with contextlib.suppress(OSError):
                    self.seen += os.read(self.master, 4096)
        self.seen = self.seen.split(text.encode() + b"\r\n", 1)[1]


@pytest.fixture(scope="module")
def first(run):
    """Before that, there was none."""
    run.wait("starts that fail", lambda: run.status("first")["restarts"] > 3)
    assert "tty ttyT0: No such file or directory" in run.said()
    assert run.status("first")["state"] in ("backoff", "waiting", "starting", "cleaning")
    line = Line(run, "/dev/ttyT0")
    line.expect(GREETING.format("/dev/console", 201))
    return line


def test_is_its_own(run, first):
    assert run.wait_state("first", "up")["kind"] == "console"
    assert os.stat(first.name).st_uid == 201
    pid, = run.processes_of("login")
    assert sorted(run.descriptors(pid)) == [0, 1, 2, 3]  # the last is what it opened itself
    assert {run.descriptors(pid)[fd] for fd in range(3)} == {"/dev/console"}


@pytest.mark.parametrize("typed", ["0\n", "3\n", "\x04", "\x03"])
def test_every_end_is_followed_by_a_login(run, first, typed):
    """Good or bad statuses, the end of what is typed, a signal of the terminal."""
    before = run.status("first")["restarts"]
    first.type(typed)
    first.expect(GREETING.format("/dev/console", 201))
    assert run.wait_state("first", "up")["restarts"] == before + 1


def test_old_holders_lose_it(run, first):
    """Who has it open, from the run before or from anywhere, neither reads nor writes there."""
    holder = os.open(first.name, os.O_RDWR | os.O_NOCTTY)
    try:
        first.type("raw\n")
        first.expect("raw now")
        assert not termios.tcgetattr(holder)[3] & termios.ECHO
        first.type("1\n")
        first.expect(GREETING.format("/dev/console", 201))
        assert os.read(holder, 10) == b""
        with pytest.raises(OSError):
            os.write(holder, b"x")
    finally:
        os.close(holder)


def test_stop_and_start(run, first):
    """SIGHUP, which a shell does not ignore; 30 s would be the limit."""
    first_time = time.monotonic()
    run.ask("stop", "first")
    assert time.monotonic() - first_time < 20 and run.status("first")["state"] == "down"
    before = run.snapshot()
    run.ask("start", "first")
    first.expect(GREETING.format("/dev/console", 201))
    run.ask("stop", "first")
    run.check_snapshot(before, "after a login")
    run.ask("start", "first")
    first.expect(GREETING.format("/dev/console", 201))


def test_in_a_user_namespace(run, first):
    """Its root, which is nobody's outside, has the second line; the first goes on meanwhile."""
    pid = run.status("first")["pid"]
    line = Line(run, "/dev/ttyT1")
    line.expect(GREETING.format("/dev/console", 0))
    assert os.stat(line.name).st_uid == 100000
    assert run.status("first")["pid"] == pid


def test_default(run):
    line = Line(run, "/dev/console")
    line.expect(GREETING.format("/dev/console", 203))

