"""Containers that are paused and go on, and what becomes of those that are told to end meanwhile."""

import contextlib
import os
import signal
import socket
import struct
import subprocess
import time
from pathlib import Path

import pytest

import namespace

UNIFIED = "/sys/fs/cgroup/unified"
NAMES = ("ticks", "deaf")
# base/protocol.h
PAUSE = 11


def groups(kind):
    """Own groups of this process with a file of this name: where processes can be held."""
    return [group for group in namespace.own_groups() if (group / kind).exists()]


@contextlib.contextmanager
def started(host, version):
    """A run that holds processes by this version of control groups."""
    if version == "v2" and not any((group / "cgroup.type").exists() or
                                   (group / "cgroup.controllers").exists()
                                   for group in namespace.own_groups()):
        pytest.skip("version 2 of control groups is not mounted")
    if version == "v1" and not (groups("freezer.state") or Path("/sys/fs/cgroup/freezer").exists()):
        pytest.skip("the freezer of version 1 is not mounted")
    if version == "v1" and not Path(UNIFIED).exists():
        pytest.skip("version 2 of control groups cannot be hidden")
    with host.run("pause", ("tick",), hide=UNIFIED[1:] if version == "v1" else None) as running:
        running.version = version
        running.ask("wait")
        yield running


@pytest.fixture(scope="module", params=["v2", "v1"])
def run(request, host):
    with started(host, request.param) as running:
        yield running


@pytest.fixture(autouse=True)
def as_before(run):
    """Everything is up and goes on, before and after."""
    yield
    for name in (*NAMES, "leans", "near"):
        run.ask("start", name)
        run.ask("resume", name)


def state(run, name):
    return run.status(name)["state"]


def count(run, name):
    """{who: the last number it said}"""
    found = {}
    for line in run.ask("logs", name).splitlines():
        words = line.split()
        if len(words) == 3 and words[1] in ("parent", "child") and words[2].isdigit():
            found[words[1]] = int(words[2])
    return found


def goes_on(run, name):
    """Whether parent and child both count on."""
    before = count(run, name)
    time.sleep(0.1)
    after = count(run, name)
    assert set(before) == set(after) == {"parent", "child"}
    moved = [after[who] != before[who] for who in after]
    assert all(moved) or not any(moved)
    return any(moved)


def files(run, name, file):
    """What the container's groups say in a file of this name."""
    return [path.read_text() for group in run.groups for path in group.rglob(file)
            if path.parent.name == name]


def held(run, name):
    if run.version == "v1":
        return files(run, name, "freezer.state") == ["FROZEN\n"]
    return ["frozen 1" in text for text in files(run, name, "cgroup.events")] == [True]


@pytest.mark.parametrize("name", NAMES)
def test_held_and_going_on(run, name):
    before = run.status(name)
    assert before["state"] == "up" and goes_on(run, name)
    run.ask("pause", name)
    assert held(run, name)
    assert f"{name} paused" in " ".join(run.ask("status").split())
    now = run.status(name)
    assert (now["state"], now["pid"], now["tasks"]) == ("paused", before["pid"], before["tasks"])
    assert not goes_on(run, name)
    run.ask("resume", name)
    assert not held(run, name)
    assert run.status(name)["pid"] == before["pid"] and state(run, name) == "up"
    assert goes_on(run, name)
    log = run.ask("logs", "nsinit")
    assert f"{name}: paused" in log and f"{name}: resumed" in log


def test_twice_is_as_once(run):
    run.ask("resume", "ticks")
    run.ask("pause", "ticks")
    run.ask("pause", "ticks")
    assert held(run, "ticks")
    run.ask("resume", "ticks")
    run.ask("resume", "ticks")
    assert goes_on(run, "ticks")


def test_others_do_not_notice(run):
    run.ask("pause", "ticks")
    run.ask("stop", "leans")
    run.ask("start", "leans")
    assert state(run, "leans") == "up"
    assert goes_on(run, "deaf") and state(run, "ticks") == "paused"


def test_nothing_is_due_while_one_is_held(run):
    """PID 1 sleeps."""
    run.ask("pause", "ticks")

    def switches():
        text = Path(f"/proc/{run.pid}/status").read_text()
        return [line for line in text.splitlines() if "ctxt_switches" in line]

    time.sleep(0.1)
    before = switches()
    time.sleep(0.7)
    assert switches() == before


def test_one_that_is_down_cannot_be_paused(run):
    run.ask("stop", "deaf")
    for verb in ("pause", "resume"):
        assert run.run(verb, "deaf") == (1, "", "nsctl: deaf: it is not up\n")
    assert run.run("pause", "nobody")[0] == 1


def test_nobody_enters_one_that_is_held(run):
    run.ask("pause", "ticks")
    assert run.run("exec", "ticks", "--", "/test/serve", "exit") == (
        125, "", "nsctl: ticks: it is paused\n")
    run.ask("resume", "ticks")
    assert run.run("exec", "ticks", "--", "/test/serve", "exit")[0] == 0


@pytest.mark.parametrize("verb", ["stop", "restart"])
def test_told_to_end_it_goes_on_to_do_so(run, verb):
    """It gets its stop signal, and the time to obey: no wait for the limit, no SIGKILL."""
    before = run.status("ticks")["pid"]
    run.ask("pause", "ticks")
    begin = time.monotonic()
    run.ask(verb, "ticks")
    assert time.monotonic() - begin < 3
    assert "down\n" in run.ask("logs", "ticks")[-400:]
    now = run.status("ticks")
    if verb == "stop":
        assert now["state"] == "down"
        run.ask("start", "ticks")
        now = run.status("ticks")
    assert now["state"] == "up" and now["pid"] != before
    assert not held(run, "ticks") and goes_on(run, "ticks")


def test_deaf_one_is_killed(run):
    run.ask("pause", "deaf")
    run.ask("stop", "deaf")
    assert state(run, "deaf") == "down"
    assert files(run, "deaf", "cgroup.procs") == []


def test_killed_while_held(run):
    """By somebody else, say for want of memory: the policy of restarts holds, the pause is over."""
    before = run.status("ticks")
    run.ask("pause", "ticks")
    os.kill(host_pid(run, before["pid"]), signal.SIGKILL)
    if run.version == "v1":
        # What the freezer of version 1 holds does not even die.
        time.sleep(0.2)
        assert run.status("ticks")["pid"] == before["pid"]
        run.ask("resume", "ticks")
    run.wait("another run", lambda: run.status("ticks")["pid"] not in (None, before["pid"]))
    run.wait_state("ticks", "up")
    assert not held(run, "ticks") and goes_on(run, "ticks")


def host_pid(run, number):
    """The process of this number in the run's pid namespace, as one of this machine."""
    for pid in run.processes():
        with contextlib.suppress(OSError):
            text = Path(f"/proc/{pid}/status").read_text()
            if f"\nNSpid:\t{pid}\t{number}\t" in text.replace("\n", "\t\n"):
                return pid
    raise AssertionError(f"no process {number} in the run")


def test_cleaner_ends_who_is_still_held(run):
    """Only its first process is gone: it shares the processes of the appliance, so that the others
    do not end with it."""
    before = run.status("near")
    run.ask("pause", "near")
    first = host_pid(run, before["pid"])
    if run.version == "v1":
        for group in run.groups:
            if (group / "freezer.state").exists():
                (group / "cgroup.procs").write_text(str(first))  # out of it: it can die
    os.kill(first, signal.SIGKILL)
    run.wait("another run", lambda: run.status("near")["pid"] not in (None, before["pid"]))
    run.wait_state("near", "up")
    assert run.status("near")["tasks"] == before["tasks"] and goes_on(run, "near")


@contextlib.contextmanager
def immovable(run, name):
    """One process of the container is in the hands of the other freezer, and cannot be held."""
    if run.version != "v2" or not Path("/sys/fs/cgroup/freezer").exists():
        pytest.skip("needs the freezer of version 1 beside version 2")
    group = Path("/sys/fs/cgroup/freezer") / f"{namespace.GROUP_PREFIX}{os.getpid()}-held"
    one = next(pid for pid in run.processes_of("tick")
               if f"/{name}\n" in Path(f"/proc/{pid}/cgroup").read_text())
    group.mkdir()
    try:
        (group / "cgroup.procs").write_text(str(one))
        (group / "freezer.state").write_text("FROZEN")
        yield
    finally:
        (group / "freezer.state").write_text("THAWED")
        (group.parent / "cgroup.procs").write_text(str(one))
        group.rmdir()


def test_one_that_cannot_be_held_is_told(run):
    """All or none: those that were held go on."""
    with immovable(run, "ticks"):
        begin = time.monotonic()
        client = subprocess.Popen(
            ["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "pause", "ticks"],
            stderr=subprocess.PIPE, text=True)
        time.sleep(0.2)
        assert state(run, "ticks") == "up" and goes_on(run, "deaf")
        _, err = client.communicate(timeout=10)
        assert 1.9 < time.monotonic() - begin < 5
        assert client.returncode == 1
        assert err == "nsctl: ticks: some of its processes cannot be held now; all go on\n"
        assert "ticks: cannot be paused: " in run.ask("logs", "nsinit")
        assert files(run, "ticks", "cgroup.freeze") == ["0\n"]
    assert goes_on(run, "ticks")
    run.ask("pause", "ticks")
    assert held(run, "ticks")


def test_resumed_before_it_was_held(run):
    with immovable(run, "ticks"), \
            socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.settimeout(5)
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        client.send(struct.pack("=II32s", namespace.CONTROL_VERSION, PAUSE, b"ticks"))
        time.sleep(0.1)
        run.ask("resume", "ticks")
        assert b"it was told to go on or to end" in client.recv(8192)
    assert goes_on(run, "ticks")


@pytest.mark.parametrize("version", ["v2", "v1"])
def test_switched_off_while_all_are_held(host, version):
    with started(host, version) as running:
        for name in (*NAMES, "leans"):
            running.ask("pause", name)
        begin = time.monotonic()
        running.run("poweroff")
        assert running.wait_end() == 0
        assert time.monotonic() - begin < 5
