"""Shortages: processes that are killed for want of memory, and pressure, with what follows."""

import os
import signal
import time
from pathlib import Path

import pytest

CONFIG = "shortage"
PROGRAMS = ("ready",)
LOST = "a process was killed for want of memory"
OF_IT = "a process of it was killed for want of memory"
STALLED = "stalled for want of processor time"


@pytest.fixture(autouse=True)
def pressure():
    """What some of these containers cannot start without."""
    if not Path("/proc/pressure/cpu").exists():
        pytest.skip("the kernel measures no pressure")


def processes(run, uid):
    return run.processes_of("ready", uid)


def begin(run, name, uid):
    """The service does its first step."""
    before = run.wait_state(name, "up")
    pid, = run.wait("its process", lambda: processes(run, uid))
    os.kill(pid, signal.SIGUSR1)
    return before


def texts(run, name="nsinit"):
    """The lines of a log without their times."""
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def lines_of(run, name):
    return [line for line in run.ask("status").splitlines() if line.startswith(f"{name}: ")]


def test_a_killed_process_is_told(run):
    """Each one, and its container goes on."""
    before = begin(run, "tells", 401)
    run.wait("the line", lambda: texts(run).count(f"tells: {LOST}") == 1)
    now = run.status("tells")
    assert (now["state"], now["pid"], now["notice"]) == ("up", before["pid"], "starved")
    assert lines_of(run, "tells") == ["tells: lost a process for want of memory"]
    begin(run, "tells", 401)
    run.wait("another line", lambda: texts(run).count(f"tells: {LOST}") == 2)
    run.ask("restart", "tells")
    assert run.status("tells")["notice"] == ""


def test_all_of_it_is_killed(run):
    before = begin(run, "kills", 402)
    run.wait("its restart", lambda: run.status("kills")["restarts"] == before["restarts"] + 1)
    assert f"kills: {OF_IT}" in texts(run)
    assert "kills: killing" in texts(run) and "kills: stopping" not in texts(run)
    assert run.wait_state("kills", "up")["pid"] != before["pid"]


def test_it_is_restarted(run):
    """By its stop signal, as after a failure."""
    before = begin(run, "restarts", 403)
    run.wait("its restart", lambda: run.status("restarts")["restarts"] == before["restarts"] + 1)
    assert f"restarts: {OF_IT}" in texts(run)
    assert "restarts: stopping" in texts(run)
    assert run.wait_state("restarts", "up")["pid"] != before["pid"]


@pytest.mark.parametrize("name, uid, cause", [
    ("stops", 404, OF_IT), ("itself", 405, "killed for want of memory")])
def test_it_is_stopped(run, name, uid, cause):
    """For good, though it would always be started again; whoever was killed."""
    begin(run, name, uid)
    run.wait_state(name, "failed")
    time.sleep(0.5)
    now = run.status(name)
    assert (now["state"], now["cause"]) == ("failed", cause)
    assert lines_of(run, name) == [f"{name}: {cause}"]
    run.ask("start", name)
    assert run.wait_state(name, "up")["cause"] == ""


def test_pressure_is_told(run):
    """Not in every window."""
    before = begin(run, "stalls", 406)
    run.wait("the line", lambda: "stalls: processor time is short" in texts(run))
    time.sleep(5)
    now = run.status("stalls")
    assert texts(run).count("stalls: processor time is short") == 1
    assert (now["state"], now["pid"], now["notice"]) == ("up", before["pid"], "stalled")
    run.ask("stop", "stalls")


def test_pressure_restarts(run):
    before = begin(run, "stall-restarts", 407)
    run.wait("its restart",
             lambda: run.status("stall-restarts")["restarts"] == before["restarts"] + 1)
    assert f"stall-restarts: {STALLED}" in texts(run)
    run.ask("stop", "stall-restarts")


def test_pressure_stops(run):
    begin(run, "stall-stops", 408)
    now = run.wait_state("stall-stops", "failed")
    assert now["cause"] == STALLED


def test_watches_leave_nothing(run):
    for name in ("kills", "stall-restarts"):
        run.ask("restart", name)
    before = run.snapshot()
    for name in ("kills", "stall-restarts"):
        run.ask("restart", name)
    run.check_snapshot(before, "watches")


def test_without_version_2_there_is_no_pressure(host):
    """What cannot be watched does not run, and says so; memory is."""
    with host.run(CONFIG, PROGRAMS, hide="sys/fs/cgroup/unified") as one:
        one.wait_state("stalls", "backoff")
        assert lines_of(one, "stalls") == ["stalls: watch cpu.pressure: Not supported"]
        begin(one, "tells", 401)
        one.wait("the line", lambda: f"tells: {LOST}" in texts(one))
