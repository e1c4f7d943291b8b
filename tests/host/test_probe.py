"""Probes: a command inside a container, its output, its limit; IPv6, joined and user namespaces."""

import os
import signal
import time

import pytest

CONFIG = "probe"
PROGRAMS = ("ready", "check")
SILENT = "gave no sign of life"
LATE = "was not ready in time"


@pytest.fixture(scope="module")
def run(host):
    """Not waited for: who is probed at its start waits for the tests."""
    with host.run(CONFIG, PROGRAMS) as running:
        yield running


def process(run, uid):
    """The service of that user."""
    pid, = run.processes_of("ready", uid)
    return pid


def answer(run, uid, words):
    """What the command in the service's container does from now on."""
    tmp = f"/proc/{process(run, uid)}/root/tmp"
    with open(f"{tmp}/new", "w", encoding="ascii") as file:
        file.write(words)
    os.chmod(f"{tmp}/new", 0o644)
    os.rename(f"{tmp}/new", f"{tmp}/state")


def texts(run, name):
    """The lines of a log without their times."""
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def line_of(run, name):
    """What the status says of a container below its table."""
    return [line for line in run.ask("status").splitlines() if line.startswith(f"{name}: ")]


def checks(run, uid):
    """The processes of commands."""
    return run.processes_of("check", uid)


def inner_groups(run):
    return [group for group in run.made_groups() if group.endswith("/nsinit-probe")]


def test_it_is_ready_when_the_command_says_so(run):
    """And who lives in its files has the same command."""
    run.wait_state("early", "preparing")
    run.wait("its program", lambda: texts(run, "early"))
    answer(run, 301, "silent")
    time.sleep(0.3)
    assert run.status("early")["state"] == "preparing"
    answer(run, 301, "good")
    run.wait_state("early", "up")
    run.wait_state("inside", "up")
    run.wait("the end of the commands", lambda: not checks(run, 301))


def test_who_is_not_ready_has_the_reason(run):
    run.wait_state("late", "failed")
    assert line_of(run, "late") == [f"late: {LATE}: no /tmp/state"]
    assert f"late: {LATE}: no /tmp/state" in texts(run, "nsinit")


def test_a_command_that_is_not_there(run):
    now = run.wait_state("nothing", "failed")
    assert (now["cause"], now["reason"]) == (
        SILENT, f"nothing: {SILENT}: exec /test/none: No such file or directory")


def checked(run):
    """Up, with a command that is content."""
    if run.wait_state("checked", "up", "failed")["state"] == "failed":
        run.ask("start", "checked")
    answer(run, 303, "good")


def test_the_last_line_is_the_reason(run):
    checked(run)
    before = run.status("checked")["pid"]
    time.sleep(1)
    assert run.status("checked")["pid"] == before
    answer(run, 303, "bad disk\tfull")
    assert run.wait_state("checked", "failed")["cause"] == SILENT
    assert line_of(run, "checked") == [f"checked: {SILENT}: disk?full"]
    assert f"checked: {SILENT}: disk?full" in texts(run, "nsinit")
    assert run.status("checked")["reason"] == f"checked: {SILENT}: disk?full"


def test_it_is_a_process_of_the_container(run):
    """User, capabilities, filters, and a group inside its own."""
    checked(run)
    answer(run, 303, "tell")
    run.wait_state("checked", "failed")
    line, = line_of(run, "checked")
    assert line.startswith(
        f"checked: {SILENT}: uid 303 gid 303 0000000000000400 1 2 0::/nsinit-probe"), line


def test_a_status_without_words(run):
    checked(run)
    answer(run, 303, "silent")
    run.wait_state("checked", "failed")
    assert line_of(run, "checked") == [f"checked: {SILENT}: status 3"]


def test_what_it_leaves_behind_is_killed(run):
    checked(run)
    answer(run, 303, "leave")
    time.sleep(1)
    assert run.status("checked")["state"] == "up"
    answer(run, 303, "good")
    run.wait("the end of what was left", lambda: not checks(run, 303))


def test_a_command_that_hangs_is_killed_with_its_children(run):
    """At its limit, before the service is given up."""
    checked(run)
    answer(run, 303, "hang")
    run.wait("it to hang", lambda: len(checks(run, 303)) > 1)
    answer(run, 303, "good")
    run.wait("the end of the commands", lambda: not checks(run, 303), limit_s=10)
    time.sleep(0.5)
    assert run.status("checked")["state"] == "up"
    answer(run, 303, "hang")
    now = run.wait_state("checked", "failed")
    assert now["cause"] == SILENT
    run.wait("the end of the commands", lambda: not checks(run, 303))


def test_commands_leave_nothing(run):
    checked(run)
    before = None
    for _ in range(2):
        run.wait("no command", lambda: not inner_groups(run))
        found = run.snapshot()
        before = before or found
        run.ask("restart", "checked")
        answer(run, 303, "hang")
        run.wait("it to hang", lambda: len(checks(run, 303)) > 1)
        run.ask("stop", "checked")
        run.ask("start", "checked")
        answer(run, 303, "good")
    run.wait("no command", lambda: not run.processes_of("probe"))
    run.wait("no group", lambda: not inner_groups(run))


@pytest.mark.parametrize("name, uid", [("guest", 306), ("six", 305), ("mapped", 100307)])
def test_probe_elsewhere(run, name, uid):
    """Over IPv6, in a joined network, in a user namespace: found while it is there, and missed."""
    before = run.wait_state(name, "up")["pid"]
    time.sleep(1)
    assert run.status(name)["pid"] == before
    os.kill(process(run, uid), signal.SIGUSR1)
    assert run.wait_state(name, "failed")["cause"] == SILENT


def test_command_in_a_user_namespace(run):
    run.wait_state("commanded", "up")
    time.sleep(1)
    assert run.status("commanded")["state"] == "up"
    answer(run, 200308, "tell")
    run.wait_state("commanded", "failed")
    line, = line_of(run, "commanded")
    assert line.startswith(
        f"commanded: {SILENT}: uid 308 gid 308 0000000000000000 1 2 0::/nsinit-probe"), line


def test_commands_on_version_1_alone(host):
    """Where a group is killed process by process, and entered by being moved."""
    with host.run(CONFIG, PROGRAMS, hide="sys/fs/cgroup/unified") as one:
        checked(one)
        answer(one, 303, "leave")
        time.sleep(1)
        assert one.status("checked")["state"] == "up"
        answer(one, 303, "hang")
        one.wait("it to hang", lambda: len(checks(one, 303)) > 1)
        answer(one, 303, "good")
        one.wait("the end of the commands", lambda: not checks(one, 303))
        assert one.status("checked")["state"] == "up"
        one.wait("no group", lambda: not inner_groups(one))
