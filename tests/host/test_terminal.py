"""Services of PID 1 with a terminal of their own, and the files by which others find a service."""

import os
import signal
from pathlib import Path

CONFIG = "terminal"


def texts(run, name):
    """The lines of a log without their times."""
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def relays(run):
    """The processes that hold a terminal."""
    return run.processes_of("terminal")


def test_output_reaches_the_log(run):
    """Without the ends of lines that are a terminal's."""
    run.wait("its words", lambda: len(texts(run, "shell")) >= 3)
    assert texts(run, "shell")[1:3] == ["terminal /dev/pts/0", "up"]
    pid, = run.processes_of("serve")
    assert os.readlink(f"/proc/{pid}/fd/0") == "/dev/pts/0"
    assert os.stat(f"/proc/{pid}/root/dev/console").st_rdev == os.stat(
        f"/proc/{pid}/fd/0").st_rdev
    assert len(relays(run)) == 1  # and none for what could not be started


def test_last_words_reach_the_log(run):
    run.ask("stop", "shell")
    assert texts(run, "shell")[-1] == "down"
    run.wait("the relay's end", lambda: not relays(run))
    run.ask("start", "shell")


def test_relay_that_dies(run):
    """Its terminal hangs up, the service ends, and is started again."""
    before = run.status("shell")["pid"]
    os.kill(relays(run)[0], signal.SIGKILL)
    run.wait("another shell", lambda: run.status("shell")["pid"] not in (0, before))
    assert len(run.wait("its relay", lambda: relays(run))) == 1


def test_restarts_leave_nothing(run):
    run.wait_state("shell", "up")
    before = run.snapshot()
    for _ in range(20):
        run.ask("restart", "shell")
    run.check_snapshot(before, "20 restarts")


def test_record(run):
    """While a service is up, and no longer."""
    folder = run.path("/run/nsinit/shell")
    run.wait("the record", lambda: (folder / "pid").exists())
    pid = int((folder / "pid").read_text())
    assert pid == run.status("shell")["pid"]
    start = int((folder / "start").read_text())
    own, = [one for one in run.processes_of("init")]
    assert start == int(Path(f"/proc/{own}/stat").read_text().rpartition(")")[2].split()[19])
    run.ask("stop", "shell")
    assert not folder.exists()
    run.ask("start", "shell")
    assert folder.exists() and not run.path("/run/nsinit/broken").exists()
