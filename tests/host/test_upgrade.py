"""nsinit replaced by another one, or by itself, while its containers go on."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

CONFIG = "upgrade"
PROGRAMS = ("scribe", "ready")
LONG = ("counts", "speaks", "shows")  # those of both configs that stay up
TIMES = 50


def texts(run, *names):
    return [line.split(" ", 1)[1] for line in run.ask("logs", *names).splitlines()]


def up(run):
    """All long ones are up; their pids."""
    os.kill(service(run, "ready", 212), signal.SIGUSR1)
    for name in (*LONG, "gone"):
        run.wait_state(name, "up")
    return pids(run)


def pids(run, *names):
    return {name: run.status(name)["pid"] for name in names or LONG}


def service(run, comm, uid):
    """The process of a service; its container's init is another one of that name."""
    def found():
        return [pid for pid in run.processes_of(comm) if os.stat(f"/proc/{pid}").st_uid == uid]
    return max(run.wait(comm, found))


def install(run, program):
    """Puts a file in the place of nsinit, as an update does: the new one appears whole."""
    new = run.root / "sbin/new"
    shutil.copy2(program, new)
    os.rename(new, run.root / "sbin/nsinit")


@pytest.fixture
def run(host):
    with host.run(CONFIG, PROGRAMS) as running:
        running.pids = up(running)
        yield running


def test_containers_go_on(run):
    """Under load: lines come all the while, a client follows them, another one waits."""
    started = Path(f"/proc/{run.pid}/stat").read_text().split()[21]
    follower = subprocess.Popen(
        ["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "logs", "-f", "counts"],
        stdout=subprocess.PIPE, text=True)
    run.wait("lines", lambda: "up" in texts(run, "counts"))
    os.kill(service(run, "scribe", 211), signal.SIGUSR1)
    for _ in range(3):
        run.ask("reexec")
        time.sleep(0.05)
    assert pids(run) == run.pids
    assert Path(f"/proc/{run.pid}/stat").read_text().split()[21] == started
    run.wait("the end", lambda: texts(run, "counts")[-1] == "end")
    assert texts(run, "counts")[1:] == [str(number) for number in range(1, 601)] + ["end"]
    lines = []
    while not lines or lines[-1] != "end":
        lines.append(follower.stdout.readline().split(" ")[-1].strip())
    follower.kill()
    assert lines[-601:] == [str(number) for number in range(1, 601)] + ["end"]
    assert "nsinit 0.1.0 goes on with" in run.said()
    assert "the logger died" not in run.said()
