"""Liveness: signs that stop, probes that find nothing, a service that hangs, one without memory."""

import os
import signal
import time

import pytest

CONFIG = "alive"
PROGRAMS = ("ready",)
SILENT = "gave no sign of life"


def process(run, uid):
    """The service of that user."""
    pid, = run.processes_of("ready", uid)
    return pid


def texts(run, name):
    """The lines of a log without their times."""
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def test_signs_keep_it_up(run):
    """Longer than its interval, with what systemd's clients read."""
    before = run.wait_state("beats", "up")["pid"]
    environment = open(f"/proc/{process(run, 201)}/environ", "rb").read().split(b"\0")
    assert b"WATCHDOG_USEC=500000" in environment
    assert b"NOTIFY_SOCKET=@nsinit/beats" in environment
    time.sleep(1.5)
    now = run.status("beats")
    assert (now["pid"], now["restarts"], now["cause"]) == (before, 0, "")


def test_silence_is_the_end(run):
    """A service that hangs is started again, with the reason in status and log."""
    before = run.wait_state("beats", "up")
    start = time.monotonic()
    os.kill(process(run, 201), signal.SIGSTOP)
    run.wait_state("beats", "backoff", "starting")
    assert 0.3 < time.monotonic() - start < 2
    assert f"beats: {SILENT}" in texts(run, "nsinit")
    now = run.wait_state("beats", "up")
    assert now["pid"] != before["pid"] and now["restarts"] == before["restarts"] + 1


def test_it_says_that_it_is_not_well(run):
    run.wait("its start", lambda: texts(run, "trigger"))
    os.kill(process(run, 202), signal.SIGUSR1)
    run.wait("its sign", lambda: "step 1" in texts(run, "trigger"))
    assert run.status("trigger")["state"] == "up"
    os.kill(process(run, 202), signal.SIGUSR1)
    assert run.wait_state("trigger", "failed")["cause"] == SILENT


@pytest.mark.parametrize("name, uid", [("tcp", 203), ("socket", 204)])
def test_probe(run, name, uid):
    """Many are answered; the port is closed, and they are not."""
    before = run.wait_state(name, "up")["pid"]
    time.sleep(1)
    assert run.status(name)["pid"] == before
    os.kill(process(run, uid), signal.SIGUSR1)
    now = run.wait_state(name, "failed", limit_s=5)
    assert now["cause"] == SILENT
    assert f"{name}: {SILENT}" in run.ask("status").splitlines()
    run.wait("the end of the probe", lambda: not run.processes_of("probe", uid))


def test_probes_leave_nothing(run):
    run.ask("start", "tcp")
    before = run.snapshot()
    time.sleep(1)
    run.ask("restart", "tcp")
    time.sleep(0.5)
    run.wait("no probe", lambda: not run.processes_of("probe"))
    run.check_snapshot(before, "probes")


def test_want_of_memory_is_named(run):
    run.wait_state("greedy", "up")
    os.kill(process(run, 205), signal.SIGUSR1)
    now = run.wait_state("greedy", "failed")
    assert now["cause"] == "killed for want of memory"
    assert "greedy: killed for want of memory" in run.ask("status").splitlines()
    run.ask("start", "greedy")
    os.kill(process(run, 205), signal.SIGKILL)
    now = run.wait_state("greedy", "failed")
    assert now["cause"] == "" and "greedy: killed by SIGKILL" in run.ask("status").splitlines()
