"""Readiness: each way to it, each limit, and what others may try to make of it."""

import os
import re
import shutil
import signal
import subprocess
import time

import pytest

CONFIG = "ready"
PROGRAMS = ("ready", "heir")


@pytest.fixture(scope="module")
def run(host):
    """The run, with the distribution's systemd-notify and its libraries beside the payloads."""
    running = host.run(CONFIG, PROGRAMS)
    tool = shutil.which("systemd-notify")
    if tool:
        said = subprocess.run(["ldd", tool], capture_output=True, text=True, check=True).stdout
        for path in re.findall(r"(?:=> )?(/\S+) \(", said):
            name = "ld.so" if "/ld-" in path else os.path.basename(path)
            shutil.copy(path, running.root / "test" / name)
        shutil.copy(tool, running.root / "test")
    with running:
        yield running


def process(run, uid):
    """The service of that user."""
    pid, = run.processes_of("ready", uid)
    return pid


def texts(run, name):
    """The lines of a log without their times."""
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def do_step(run, name, uid):
    """Tells a service to go on; it did when this returns."""
    run.wait(f"{name} to say up", lambda: any(line.startswith("up") for line in texts(run, name)))
    before = len(texts(run, name))
    os.kill(process(run, uid), signal.SIGUSR1)
    run.wait(f"the step of {name}", lambda: len(texts(run, name)) > before)


def stays(run, name, state, seconds=0.3):
    """Whether it is still there after a while."""
    time.sleep(seconds)
    return run.status(name)["state"] == state


def test_notify(run):
    """And what needs it waits; what it says is in the status."""
    assert run.wait_state("notify", "preparing")["words"] == ""
    assert texts(run, "notify")[0] == "up @nsinit/notify"
    do_step(run, "notify", 100201)
    run.wait("its words", lambda: run.status("notify")["words"] == "warming up")
    assert run.status("notify")["state"] == "preparing"
    assert run.status("needs")["state"] == "waiting"
    assert "notify: warming up" in run.ask("status").splitlines()
    do_step(run, "notify", 100201)
    run.wait_state("needs", "up")
    assert run.status("notify")["state"] == "up"
    do_step(run, "notify", 100201)
    run.wait("reloading", lambda: run.status("notify")["notice"] == "reloading")
    assert "notify: reloads, 2 clients" in run.ask("status").splitlines()
    do_step(run, "notify", 100201)
    run.wait("reloaded", lambda: run.status("notify")["notice"] == "")
    do_step(run, "notify", 100201)
    run.wait("stopping", lambda: run.status("notify")["notice"] == "stopping")
    assert run.status("notify")["words"] == "bye" and run.status("notify")["state"] == "up"
    run.ask("stop", "notify")
    assert run.status("notify")["words"] == "" and run.status("notify")["notice"] == ""


def test_descriptor(run):
    """Half a line is no word."""
    run.wait_state("fd", "preparing")
    do_step(run, "fd", 203)
    assert stays(run, "fd", "preparing")
    do_step(run, "fd", 203)
    run.wait_state("fd", "up")


def test_high_descriptor(run):
    """It is the only one besides 0, 1 and 2, and nsinit's own end is closed."""
    run.wait_state("high", "up")
    assert sorted(os.listdir(f"/proc/{process(run, 204)}/fd"), key=int) == ["0", "1", "2", "40"]


@pytest.mark.parametrize("name, uid", [("tcp", 205), ("socket", 207), ("file", 208)])
def test_probe(run, name, uid):
    run.wait_state(name, "preparing")
    assert stays(run, name, "preparing")
    do_step(run, name, uid)
    run.wait_state(name, "up", limit_s=5)


def test_probe_of_loopback(run):
    run.wait_state("loopback", "up")


@pytest.mark.parametrize("name", ["late", "shut"])
def test_limit(run, name):
    now = run.wait_state(name, "failed")
    assert now["cause"] == "was not ready in time" and now["failure"] is None
    assert f"{name}: was not ready in time" in run.ask("status").splitlines()
    assert f"{name}: was not ready in time" in texts(run, "nsinit")


def test_limit_of_what_runs_to_its_end(run):
    status, _, err = run.run("start", "slow")
    assert status == 1 and "slow: failed: was not ready in time" in err
    assert run.status("slow")["cause"] == "was not ready in time"


def test_probes_end(run):
    """With what they look for, and with the container."""
    for name in ("tcp", "socket", "file", "loopback"):
        run.wait_state(name, "up")
    for name in ("late", "shut"):
        run.wait_state(name, "failed")
    assert run.processes_of("probe") == []
    before = run.snapshot()
    run.ask("stop", "socket")
    with subprocess.Popen(["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "start",
                           "socket"], stderr=subprocess.PIPE) as waits:
        run.wait("the probe", lambda: run.processes_of("probe"))
        assert os.stat(f"/proc/{run.processes_of('probe')[0]}").st_uid in (0, 207)
        run.ask("stop", "socket")
        waits.communicate(timeout=20)
    assert run.processes_of("probe") == [] and run.status("socket")["state"] == "down"
    with subprocess.Popen(["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "start",
                           "socket"], stderr=subprocess.PIPE) as waits:
        run.wait_state("socket", "preparing")
        do_step(run, "socket", 207)
        assert waits.wait(20) == 0
    run.check_snapshot(before, "starts of one that is probed")


def test_killed_probe_is_not_ready(run):
    """Nor does nsinit start another; the limit ends it."""
    run.run("start", "shut")
    run.wait_state("shut", "failed")
    assert run.status("shut")["restarts"] == 0


def test_forged_notification_is_passed_over(run):
    """Another container in its network; then a datagram too long; then one with descriptors."""
    run.wait_state("victim", "preparing")
    run.wait_state("forger", "up")
    do_step(run, "forger", 213)
    do_step(run, "forger", 213)
    do_step(run, "victim", 212)
    assert stays(run, "victim", "preparing") and run.status("victim")["words"] == ""
    before = run.descriptors()
    do_step(run, "victim", 212)
    run.wait_state("victim", "up")
    assert len(run.descriptors()) <= len(before)


def test_flood_is_not_heard(run):
    """PID 1 answers others, and does not work for who only talks."""
    run.wait_state("flood", "up")
    before = os.stat(f"/proc/{run.pid}")
    os.kill(process(run, 214), signal.SIGUSR1)
    run.wait("the flood", lambda: run.status("flood")["words"] == "again")

    def used():
        fields = open(f"/proc/{run.pid}/stat", encoding="ascii").read().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    start = used()
    time.sleep(2)
    assert (used() - start) / os.sysconf("SC_CLK_TCK") < 0.3, before
    assert "flood: notifies too often" in texts(run, "nsinit")
    run.ask("stop", "flood")


@pytest.mark.skipif(not shutil.which("systemd-notify"), reason="needs systemd-notify")
def test_foreign_client(run):
    """systemd-notify waits until its message was read (sd_notify_barrier), then ends."""
    now = run.wait_state("foreign", "done")
    log = texts(run, "nsinit")
    assert log.index("foreign: up") < log.index("foreign: done"), texts(run, "foreign")
    assert now["exit"] == {"status": 0}


def heirs(run, uid):
    return [pid for pid in run.processes_of("heir") if os.stat(f"/proc/{pid}").st_uid == uid]


def heir(run, name, uid):
    """The daemon, when it is alone there."""
    run.wait(f"{name} to be alone", lambda: len(heirs(run, uid)) == 1 and
             texts(run, name)[-1] == "heir")
    return heirs(run, uid)[0]


@pytest.mark.parametrize("name, uid", [("leaves", 216), ("relays", 219)])
def test_daemon_is_followed(run, name, uid):
    """Its first process has ended, whose own word of it came at the last moment."""
    if name == "relays" and not shutil.which("systemd-notify"):
        pytest.skip("needs systemd-notify")
    run.wait_state(name, "up")
    os.kill(heir(run, name, uid), signal.SIGUSR1)
    assert run.wait_state(name, "failed")["exit"] == {"status": 5}
    run.ask("start", name)
    heir(run, name, uid)
    run.ask("stop", name)
    assert run.status(name)["exit"] == {"status": 7} and texts(run, name)[-1] == "told"


def test_first_process_may_stay(run):
    """The signals are the daemon's, and its end is that of the container, all the same."""
    run.wait_state("stays", "up")
    run.wait("both", lambda: len(heirs(run, 218)) == 2)
    os.kill(max(heirs(run, 218)), signal.SIGUSR1)
    assert run.wait_state("stays", "failed")["exit"] == {"status": 5}


def test_daemon_that_ended_before(run):
    assert run.wait_state("dies", "failed")["exit"] == {"status": 5}


def test_forged_main_process_is_not_followed(run):
    run.wait_state("forges", "up")
    line = "forges: MAINPID=99999 is none of its orphans, and not followed"
    run.wait("the refusal", lambda: line in texts(run, "nsinit"))
    os.kill(heirs(run, 220)[0], signal.SIGTERM)
    assert run.wait_state("forges", "failed")["exit"] == {"status": 3}


def test_idle_machine_is_not_woken(run):
    """Who is ready costs nothing, and neither does who prepares by notification."""
    run.ask("stop", "forger")

    def switches():
        text = open(f"/proc/{run.pid}/status", encoding="ascii").read()
        return sum(int(number) for number in re.findall(r"ctxt_switches:\s+(\d+)", text))

    run.wait_state("tcp", "up")
    time.sleep(1)
    before = switches()
    time.sleep(3)
    assert switches() == before
