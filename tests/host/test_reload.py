"""`nsctl reload`: by a signal, and by a command that runs inside; what it leaves behind."""

import os
import signal
import subprocess
import time

import pytest

CONFIG = "reload"
PROGRAMS = ("obey", "ready", "check")


def said(run, name):
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def notice(run, name):
    return [line for line in run.ask("status").splitlines() if line.startswith(f"{name}: ")]


def process(run, name, uid):
    """The process of that name and user."""
    pid, = (pid for pid in run.processes_of(name) if os.stat(f"/proc/{pid}").st_uid == uid)
    return pid


def answer(run, words):
    """What the command inside `asks` does from now on."""
    tmp = f"/proc/{process(run, 'ready', 304)}/root/tmp"
    with open(f"{tmp}/new", "w", encoding="ascii") as file:
        file.write(words)
    os.chmod(f"{tmp}/new", 0o644)
    os.rename(f"{tmp}/new", f"{tmp}/state")


def test_by_a_signal(run):
    run.wait("up", lambda: "up" in said(run, "hup"))
    before = run.status("hup")["pid"]
    run.ask("reload", "hup")
    run.wait("the signal", lambda: said(run, "hup")[-1] == f"signal {int(signal.SIGHUP)}")
    assert run.status("hup")["pid"] == before


def test_what_the_program_says_of_it_is_in_its_status(run):
    run.ask("reload", "tells")
    run.wait("reloading", lambda: notice(run, "tells") == ["tells: reloads"])
    run.ask("reload", "tells")
    run.wait("ready again", lambda: notice(run, "tells") == [])


def test_by_a_command_that_is_waited_for(run):
    answer(run, "good")
    before = run.status("asks")["pid"]
    run.ask("reload", "asks")
    assert run.status("asks")["pid"] == before and "asks: reloads" in said(run, "nsinit")


@pytest.mark.parametrize("words, reason", [
    ("bad disk\tfull", "disk?full"), ("silent", "status 3"),
    ("hang", "the command took too long")])
def test_a_command_that_fails_has_its_reason(run, words, reason):
    """And leaves nothing: no process, no group."""
    answer(run, words)
    assert run.run("reload", "asks") == (1, "", f"nsctl: asks: {reason}\n")
    assert run.processes_of("check") == [] and run.processes_of("probe") == []
    assert [group for group in run.made_groups() if "nsinit-command" in group] == []
    assert run.status("asks")["state"] == "up"


def reload(run):
    return subprocess.Popen(
        ["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "reload", "asks"],
        stderr=subprocess.PIPE, text=True)


def hangs(run):
    """A reload whose command does not end by itself."""
    answer(run, "hang")
    client = reload(run)
    run.wait("it to hang", lambda: len(run.processes_of("check")) > 1)
    return client


def test_one_at_a_time_and_over_a_replacement(run):
    with hangs(run) as client:
        assert run.run("reload", "asks") == (1, "", "nsctl: asks: it is being reloaded already\n")
        run.ask("reexec")
        assert client.stderr.read() == "nsctl: asks: the command took too long\n"
        assert client.wait(20) == 1
    answer(run, "good")
    run.ask("reload", "asks")


def test_a_container_that_is_told_to_end_takes_it_along(run):
    with hangs(run) as client:
        run.ask("stop", "asks")
        assert client.wait(20) == 1
        assert run.processes_of("check") == []
    assert [group for group in run.made_groups() if group.endswith("/asks")] == []
    run.ask("start", "asks")
    answer(run, "good")
    run.ask("reload", "asks")


def test_what_cannot_be_reloaded(run):
    assert run.run("reload", "plain") == (1, "", "nsctl: plain: it has no .reload\n")
    run.ask("pause", "hup")
    assert run.run("reload", "hup") == (1, "", "nsctl: hup: it is paused\n")
    run.ask("resume", "hup")
    run.ask("stop", "hup")
    assert run.run("reload", "hup") == (1, "", "nsctl: hup: it is not up\n")


def quit_by(run, words):
    """`nsctl stop` of the one with a stop command, which does that; what was logged of it."""
    run.ask("start", "quits")
    tmp = f"/proc/{process(run, 'ready', 305)}/root/tmp"
    with open(f"{tmp}/state", "w", encoding="ascii") as file:
        file.write(words)
    os.chmod(f"{tmp}/state", 0o644)
    before = len(said(run, "nsinit"))
    begin = time.monotonic()
    run.ask("stop", "quits")
    assert time.monotonic() - begin < 15  # SIGKILL would come after 21
    assert run.status("quits")["state"] == "down" and run.processes_of("check") == []
    assert [group for group in run.made_groups() if "/quits" in group] == []
    return [line for line in said(run, "nsinit")[before:] if "still there" in line]


@pytest.mark.parametrize("words, logged", [
    ("bad disk\tfull", ": disk?full"), ("hang", ""), ("good", "")])
def test_the_signal_follows_a_stop_command_that_does_not_do(run, words, logged):
    """That fails, hangs, or ends well while the program goes on; long before the kill."""
    assert quit_by(run, words) == [f"quits: still there after its stop command{logged}"]


def test_a_stop_command_that_does_it_is_all(run):
    """Nothing of its time is left for the next run."""
    assert quit_by(run, "quit") == []
    run.ask("start", "quits")
    before = run.status("quits")["pid"]
    time.sleep(1.5)
    assert run.status("quits")["pid"] == before
    assert "still there" not in said(run, "nsinit")[-1]
