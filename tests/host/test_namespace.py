"""nsinit as PID 1 of a pid namespace: what its client can ask, how it ends, what is left then."""

import os
import re
import signal
import time
from pathlib import Path

import pytest

import namespace

CONFIG = "service"


def texts(run, name):
    """The lines of a log without their times."""
    lines = run.ask("logs", name).splitlines()
    found = [re.fullmatch(r"\d+\.\d{3} (.*)", line) for line in lines]
    assert all(found), lines
    return [line[1] for line in found]


def wait_text(run, name, pattern):
    """Waits until the last line of a log matches."""
    return run.wait(f"{name}: {pattern}", lambda: re.fullmatch(
        pattern, (texts(run, name) or [""])[-1]))


# While it runs.


def test_status(run):
    status = run.json()
    assert status["hostname"] == "service"
    assert status["release"] == os.uname().release
    assert status["cgroup"] in ("v1", "v2", "hybrid")
    found = run.status()
    assert [(name, found[name]["state"]) for name in found] == [
        ("first", "done"), ("web", "up"), ("bad", "failed")]
    assert found["first"]["exit"] == {"status": 0} and found["bad"]["exit"] == {"status": 7}
    assert found["web"]["tasks"] == 2 and found["web"]["memory_bytes"] > 0


def test_container_is_as_defined(run):
    """Its user, name, directory and network, and none of the machine's processes."""
    assert texts(run, "web")[0] == "pid 2 of 1 uid 202 gid 203 on web.test in /test"
    pid, = run.processes_of("serve")
    assert sorted(os.listdir(f"/proc/{pid}/root/sys/class/net")) == ["eth0", "lo"]
    inside = [name for name in os.listdir(f"/proc/{pid}/root/proc") if name.isdigit()]
    assert len(inside) == 2
    assert run.interfaces() == ["lan0", "lo", "v0-web"]


def test_stop_and_start(run):
    before = run.snapshot()
    run.ask("stop", "web")
    assert run.status("web")["state"] == "down"
    assert texts(run, "web")[-1] == "down"
    assert run.processes_of("serve") == []
    assert run.interfaces() == ["lan0", "lo"]
    assert not [group for group in run.made_groups() if group.endswith("/web")]
    run.ask("start", "web")
    assert run.status("web")["state"] == "up"
    wait_text(run, "web", "up")
    run.check_snapshot(before, "stop and start")


def test_restart(run):
    before = run.status("web")["pid"]
    run.ask("restart", "web")
    now = run.status("web")
    assert now["state"] == "up" and now["pid"] != before


def test_start_of_what_fails(run):
    status, _, err = run.run("start", "bad")
    # The program is executed: it is up for an instant, or its end is seen first.
    assert status in (0, 1)
    now = run.wait_state("bad", "failed")
    assert now["exit"] == {"status": 7} and now["restarts"] == 0, err


def test_service_that_dies_is_started_again(run):
    pid, = run.processes_of("serve")
    before = run.status("web")["pid"]
    os.kill(pid, signal.SIGKILL)
    now = run.wait("another web", lambda: (
        lambda now: now if now["state"] == "up" and now["pid"] != before else None)(
            run.status("web")))
    assert now["restarts"] == 1 and now["exit"] == {"status": 128 + signal.SIGKILL}


def test_logs(run):
    lines = [re.fullmatch(r"(\d+\.\d{3}) ([\w-]+): .*", line)
             for line in run.ask("logs").splitlines()]
    assert all(lines)
    assert {line[2] for line in lines} == {"web", "nsinit"}
    times = [float(line[1]) for line in lines]
    assert times == sorted(times)
    assert "web: up" in "\n".join(texts(run, "nsinit"))
    status, _, err = run.run("logs", "nobody")
    assert status == 1 and "no container has this name" in err


def test_no_console_shell(run):
    """There is no machine here, so there is no console, though the config has a shell for it."""
    time.sleep(0.2)
    commands = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in run.processes()]
    assert commands and not [words for words in commands if b"console" in words]
    assert "console" not in run.said()


def test_nobody_else_sees_it(run):
    """What it changes is its own: the kernel's settings and the machine's are as they were."""
    assert run.path("/run/printk_devkmsg").read_text() == "untouched\n"
    lines = Path("/proc/self/mountinfo").read_text()
    assert "nsinit-test" not in lines and str(run.root) not in lines
    assert not set(run.interfaces()) - {"lo"} & set(os.listdir("/sys/class/net"))


# How it ends.


@pytest.mark.parametrize("ask, expected", [
    ("poweroff", 0), ("halt", 0), ("reboot", 3),
    (signal.SIGUSR2, 0), (signal.SIGUSR1, 0), (signal.SIGTERM, 3), (signal.SIGINT, 3),
], ids=str)
def test_end(host, ask, expected):
    """Every service is told, every process ends, and the machine is as it was before."""
    before = namespace.machine_snapshot()
    with host.run(CONFIG) as run:
        run.ask("wait", "web")
        network = os.stat(f"/proc/{run.pid}/ns/net").st_ino
        pids = list(run.processes())
        assert len(pids) >= 4
        if isinstance(ask, str):
            run.ask(ask)
        else:
            os.kill(run.pid, ask)
        assert run.wait_end() == expected
        said = run.said()
        assert said.index("stopping every container") < said.index("web: down")
        assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]
        assert [group for group in run.made_groups() if not group.endswith(":nsinit")] == []
        for other in Path("/proc").glob("[0-9]*/ns/net"):
            try:
                assert os.stat(other).st_ino != network, f"{other} is still in its network"
            except OSError:
                pass
    assert namespace.machine_snapshot() == before


def test_killed_run_is_cleaned(host):
    """The fixture of these tests: what a run killed by SIGKILL leaves is gone at the next one."""
    before = namespace.machine_snapshot()
    with host.run(CONFIG) as run:
        run.ask("wait", "web")
        pids = list(run.processes())
        os.kill(run.pid, signal.SIGKILL)
        run.wait_end()
        run.wait("its processes to end", lambda: not [
            pid for pid in pids if Path(f"/proc/{pid}").exists()])
        assert [group for group in run.made_groups() if group.endswith("/web")]
    assert namespace.machine_snapshot() == before


def test_refuses_to_be_anything_else(host):
    """Not PID 1: it says what it is, and does nothing."""
    with host.run(CONFIG) as run:
        done = namespace.subprocess.run(
            [run.root / "sbin/nsinit"], capture_output=True, text=True, timeout=10)
    assert done.returncode == 2 and "it is PID 1" in done.stderr
