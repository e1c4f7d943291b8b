"""Containers that live in namespaces of another, or of the appliance, by /proc/PID/ns."""

import os
import re
import signal
import socket
from pathlib import Path

import pytest

import starts

CONFIG = "join"
KINDS = {"network": "net", "ipc": "ipc", "pid": "pid", "uts": "uts", "user": "user",
         "cgroup": "cgroup", "time": "time", "mount": "mnt"}
ONE = ["network", "ipc", "pid", "uts", "user", "cgroup", "time"]


def namespaces(pid):
    return {kind: os.stat(f"/proc/{pid}/ns/{kind}").st_ino for kind in KINDS.values()}


def program(run, name):
    """The pid on this machine of the program of a container."""
    for group in run.groups:
        for folder in group.rglob(name):
            for pid in (folder / "cgroup.procs").read_text().split():
                if Path("/proc", pid, "comm").read_text().strip() == "serve":
                    return int(pid)
    raise AssertionError(f"{name} does not run")


def of(run, name):
    return namespaces(program(run, name))


def line(pid, key):
    return re.search(rf"^{key}:\s+(.*)$", Path(f"/proc/{pid}/status").read_text(), re.M)[1].split()


def told(run, name):
    lines = [re.sub(r"^\d+\.\d{3} ", "", line) for line in run.ask("logs", name).splitlines()]
    return [line for line in lines if line.startswith("pid ")][-1]


@pytest.fixture(autouse=True)
def up(run):
    """Whatever a test stopped runs again."""
    for name in run.status():
        run.ask("start", name)


@pytest.mark.parametrize("name", ONE)
def test_one_is_joined_and_no_other(run, name):
    owner, own, host = of(run, "owner"), of(run, name), namespaces(run.pid)
    shared = {kind for kind in KINDS.values() if own[kind] == owner[kind]}
    assert shared == {KINDS[name]}
    # Only what nobody gets without asking is the appliance's.
    assert {kind for kind in KINDS.values() if own[kind] == host[kind]} == \
        {"user", "time"} - {KINDS[name]}


def test_its_init_is_there_too(run):
    for name in ONE:
        pid = program(run, name)
        assert namespaces(line(pid, "PPid")[0]) == namespaces(pid), name


def test_all_are_joined(run):
    assert of(run, "all") == of(run, "owner")
    pid = program(run, "all")
    assert line(pid, "Uid") == ["100002"] * 4
    assert line(pid, "CapBnd") == ["0000000000000000"]
    assert told(run, "all").endswith("uid 2 gid 2 on owner in /")
    # Its group is its own: limits are not joined.
    assert re.search(r"/all$", Path(f"/proc/{pid}/cgroup").read_text(), re.M)


def test_files_from_another_user_namespace(run):
    pid, base = program(run, "mount"), program(run, "base")
    assert os.stat(f"/proc/{pid}/ns/mnt").st_ino == os.stat(f"/proc/{base}/ns/mnt").st_ino
    assert line(pid, "Uid") == ["200006"] * 4
    assert os.stat(f"/proc/{pid}/root").st_ino == os.stat(run.root / "containers/full").st_ino
    assert {os.readlink(f"/proc/{pid}/fd/0")} == {"/dev/null"}
    found = os.stat(f"/proc/{pid}/fd/0")
    assert found.st_dev == os.stat(f"/proc/{base}/root/dev/null").st_dev


def test_pids_are_shared_with_an_init_of_its_own(run):
    """Not pid 1 there, it reaps and ends with its service all the same."""
    owner, pid = program(run, "owner"), program(run, "pid")
    assert int(line(pid, "NSpid")[-1]) > 2 >= int(line(owner, "NSpid")[-1])
    init = int(line(pid, "PPid")[0])
    assert Path(f"/proc/{init}/comm").read_text() == "init\n"


def test_the_appliance_is_shared_by_word(run):
    own, host = of(run, "open"), namespaces(run.pid)
    assert {kind for kind in own if own[kind] != host[kind]} == {"mnt"}


@pytest.mark.parametrize("name", ["pid", "open", "all"])
def test_stop_of_who_shares_pids_leaves_nobody(run, name):
    """Its init is no pid 1 whose end takes all with it: the control group does."""
    pid = program(run, name)
    init = int(line(pid, "PPid")[0])
    os.kill(init, signal.SIGKILL)
    run.wait("it to be gone", lambda: not Path(f"/proc/{pid}").exists())
    run.wait_state(name, "up")
    assert program(run, name) != pid
    starts.stop(run, name)


def test_needs_what_it_joins(run):
    """Started after, stopped before, and started with it."""
    run.ask("stop", "owner")
    assert {run.status(name)["state"] for name in ("all", *ONE)} == {"down"}
    assert run.status("mount")["state"] == run.status("open")["state"] == "up"
    run.ask("start", "all")
    assert run.status("owner")["state"] == run.status("all")["state"] == "up"
    assert of(run, "all") == of(run, "owner")


@pytest.mark.parametrize("how", ["killed", "restarted"])
def test_starts_again_with_what_it_joins(run, how):
    """Left alone it would be in a network that nobody serves."""
    before = {name: program(run, name) for name in ("owner", "all", *ONE)}
    if how == "killed":
        os.kill(before["owner"], signal.SIGKILL)
    else:
        run.ask("restart", "owner")

    def is_new(name):
        try:
            return program(run, name) != before[name]
        except (AssertionError, OSError):
            return False
    for name in before:
        run.wait(f"another {name}", lambda name=name: is_new(name))
        run.wait_state(name, "up")
    owner = of(run, "owner")
    for name in ONE:
        assert of(run, name)[KINDS[name]] == owner[KINDS[name]], name
    assert of(run, "all") == owner


def test_nothing_is_left(run):
    before = run.snapshot()
    for _ in range(5):
        run.ask("restart", "all")
        run.ask("restart", "mount")
    run.check_snapshot(before, "5 restarts of who joins")


@pytest.fixture(scope="module")
def tracer(host):
    why = starts.missing(changes=True)
    if why:
        pytest.skip(why)
    return host.program("tracer")


def test_a_join_that_fails_is_named(run, tracer):
    """A target that ended meanwhile is ESRCH; which namespace is said."""
    starts.stop(run, "never")
    before = run.snapshot()
    start = starts.start(run, tracer, "never")
    assert start.status == 0
    starts.stop(run, "never")
    calls = [call for call in start.calls
             if call.role == "launcher" and call.name in ("pidfd_open", "setns")]
    words = []
    for call in calls:
        start = starts.start(run, tracer, "never", "fail", "launcher", call.number, 3)
        assert start.status == 1
        words.append(run.status("never")["failure"]["text"])
        run.check_snapshot(before, f"{call} left something")
    assert set(words) == {"never: user namespace: No such process", *(
        f"never: join {name}: No such process" for name in KINDS if name != "user")}


def test_message_counts_for_whose_mounts_they_are(run):
    """Who lives in another's mounts finds that one's /dev/log, and its own output stays its own."""
    path = f"/proc/{program(run, 'all')}/root/dev/log"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client:
        client.sendto(b"<28>by all", path)
    run.wait("the message", lambda: run.ask("logs", "owner").endswith(" by all\n"))
    assert "by all" not in run.ask("logs", "all") and "pid " in run.ask("logs", "all")
