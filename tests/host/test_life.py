"""What follows the end of a container, for itself and for those that need it."""

import os
import re
import signal
import time

import pytest

CONFIG = "life"
PROGRAMS = ("life",)


def kill_service(run, uid):
    """SIGKILL to the service of that user, not to its container's init."""
    pid, = run.processes_of("serve", uid)
    os.kill(pid, signal.SIGKILL)


def texts(run, name):
    """The lines of a log without their times."""
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def times(run, words):
    """When nsinit said these words, in seconds."""
    return [float(line.split(" ", 1)[0]) for line in run.ask("logs", "nsinit").splitlines()
            if line.endswith(f" {words}")]


def pids(run, *names):
    """The first process of each; 0: there is none."""
    found = run.status()
    return [found[name]["pid"] or 0 for name in names]


def test_oneshot_runs_after_each_start(run):
    """And who needs it waits for that, and is not disturbed by the next one."""
    run.wait_state("user", "up")
    before = pids(run, "vpn", "user", "stay")
    count = len(times(run, "routes: done"))
    kill_service(run, 201)
    run.wait("another vpn", lambda: pids(run, "vpn")[0] not in (0, before[0]))
    run.wait("the routes", lambda: len(times(run, "routes: done")) == count + 1)
    assert pids(run, "user", "stay") == before[1:]
    log = texts(run, "nsinit")
    last = len(log) - 1 - log[::-1].index("vpn: up")
    assert "routes: waiting" in log[:last] and "routes: starting" in log[last:]


def test_need_lost_restart(run):
    run.wait_state("both", "up")
    before = pids(run, "vpn", "both", "stay")
    kill_service(run, 201)
    run.wait("both to wait", lambda: run.status("both")["state"] == "waiting")
    assert run.status("vpn")["state"] != "up"
    run.wait_state("both", "up")
    assert 0 not in pids(run, "vpn", "both")
    assert pids(run, "both") != before[1:2] and pids(run, "stay") == before[2:]


def test_need_lost_stop(run):
    run.wait_state("stop", "up")
    kill_service(run, 206)
    run.wait_state("fragile", "failed")
    run.wait_state("stop", "waiting")
    assert pids(run, "stop") == [0]
    run.ask("start", "fragile")
    run.wait_state("stop", "up")


def test_delay_is_shorter_by_chance(run):
    """Between half and all of 300 ms."""
    run.wait_state("vpn", "up")
    kill_service(run, 201)
    run.wait("another vpn", lambda: len(times(run, "vpn: backoff")) and
             times(run, "vpn: waiting")[-1] > times(run, "vpn: backoff")[-1])
    delay = times(run, "vpn: waiting")[-1] - times(run, "vpn: backoff")[-1]
    assert 0.14 < delay < 0.31


def test_another_is_started_instead(run):
    run.wait_state("fallback", "up")
    now = run.status("limited")
    assert now["state"] == "failed" and now["restarts"] == 2
    log = texts(run, "nsinit")
    assert log.count("limited: backoff") == 2
    assert log.index("limited: failed too often") < log.index("fallback: starting")


def test_slow_retries_never_end(run):
    run.wait("four tries", lambda: len(times(run, "slow: backoff")) >= 4)
    tries = times(run, "slow: starting")
    assert tries[1] - tries[0] < 0.5
    assert all(0.65 < later - former < 2 for former, later in zip(tries[1:], tries[2:]))


def test_task_waits_for_its_start(run):
    assert run.status("task")["state"] == "down" and "task: starting" not in texts(run, "nsinit")
    assert run.status("task")["kind"] == "task"
    run.ask("start", "task")
    assert run.status("task")["state"] == "done"
    run.ask("start", "task")
    assert len(times(run, "task: done")) == 2


def test_status_of_the_config_is_good(run):
    now = run.wait_state("good", "done")
    assert now["exit"] == {"status": 3}
    assert "good: exited with status 3" in run.ask("status").splitlines()


def test_container_that_restarts_itself(run):
    """Though its restart says never: it is not a failure, it asked for it."""
    run.wait("its third run", lambda: texts(run, "reboots").count("reboot") >= 3)
    now = run.wait_state("reboots", "backoff")
    assert now["exit"] == {"signal": signal.SIGHUP}
    assert "reboots: restarted itself" in run.ask("status").splitlines()
    run.ask("stop", "reboots")


def test_container_that_powers_itself_off(run):
    now = run.wait_state("ends", "done")
    assert now["exit"] == {"signal": signal.SIGINT} and texts(run, "ends") == ["poweroff"]
    assert "ends: powered itself off" in run.ask("status").splitlines()


def test_last_exit_in_words(run):
    run.wait_state("stop", "up")
    kill_service(run, 206)
    run.wait_state("fragile", "failed")
    assert "fragile: killed by SIGKILL" in run.ask("status").splitlines()
    assert re.search(r"^limited: exited with status 7$", run.ask("status"), re.M)
    run.ask("start", "fragile")


def test_rescue_stops_all_others(host):
    with host.run(CONFIG, PROGRAMS) as run:
        run.wait_state("both", "up")
        status, _, err = run.run("start", "rescue")
        run.wait("all down", lambda: {one["state"] for name, one in run.status().items()
                                      if name != "rescue"} == {"down"})
        assert run.status("rescue")["state"] == "failed"
        time.sleep(0.5)
        assert run.processes_of("serve") == [] and run.process.poll() is None
        run.ask("start", "both")  # and people can mend it from here
        assert run.status("both")["state"] == "up"


@pytest.mark.parametrize("during", ["running", "shutdown"])
def test_reboot_after_failures(host, during):
    with host.run(CONFIG, PROGRAMS) as run:
        run.wait_state("both", "up")
        if during == "shutdown":  # what fails now does not change how it ends
            run.run("start", "rescue")
            run.run("poweroff")  # which may end with the rest
            assert run.wait_end() == 0
        else:
            run.run("start", "reboot")
            assert run.wait_end() == 3
            assert "reboot: failed too often" in run.said()
