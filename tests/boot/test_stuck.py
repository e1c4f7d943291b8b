"""A start that hangs in the kernel, on a root whose file system does not answer: it costs one
container, and the machine goes on."""

import errno
import time

import pytest

from appliance import ANSWER_LIMIT_MS

CONFIG = "stuck"
START_LIMIT_S = 0.8
KILL_LIMIT_S = 2
ROUNDING_S = 0.03  # the logger's times are of its reading


@pytest.fixture
def hung(machine):
    """The machine with the container `stuck` hanging, since machine.mark."""
    if machine.status("stuck")["state"] == "stuck":
        return machine
    machine.wait_state("stuck", "failed", "down")
    machine.shell("umount /run/stuck 2>/dev/null")
    machine.ask("/test/stuckfs /run/stuck >/run/stuck.log 2>&1 & "
                "until grep -q ' /run/stuck fuse' /proc/mounts; do sleep 0.1; done", 10)
    machine.mark = machine.now()
    machine.ask("nsctl start stuck >/dev/null 2>&1 &")
    machine.wait_state("stuck", "stuck", limit_s=START_LIMIT_S + KILL_LIMIT_S + 3)
    return machine


def release(machine):
    machine.shell("kill -9 $(pgrep -x stuckfs)")


def test_steps_to_stuck(hung):
    """Within its limit, then killed, then told to be what it is."""
    lines = [line for line in hung.log("nsinit") if line[0] >= hung.mark]
    times = {text: at for at, text in lines if text.startswith("stuck: ")}
    for limit_s, before, after in ((START_LIMIT_S, "starting", "killing"),
                                   (KILL_LIMIT_S, "killing", "stuck")):
        took_s = times[f"stuck: {after}"] - times[f"stuck: {before}"]
        assert limit_s - ROUNDING_S <= took_s < limit_s + 0.3
    now = hung.status("stuck")
    assert now["failure"]["step"] == "time limit"
    assert now["failure"]["errno"] == errno.ETIMEDOUT
    assert now["failure"]["text"].startswith("stuck: time limit: ")
    # It is in the kernel's hands, past SIGKILL.
    assert "D" in hung.ask("ps -A -o stat=,cmd= | grep nsinit | grep '^ *D' | head -n 1")


def test_status_is_answered_at_once(hung):
    times_ms = hung.answer_times_ms(20)
    print(f"status within {max(times_ms):.1f} ms beside a stuck start")
    assert len(times_ms) == 20 and max(times_ms) < ANSWER_LIMIT_MS, times_ms


def test_others_start_and_stop(hung):
    hung.ask("nsctl stop other")
    assert [hung.status(name)["state"] for name in ("other", "third")] == ["down", "down"]
    hung.ask("nsctl start third")
    assert [hung.status(name)["state"] for name in ("other", "third")] == ["up", "up"]
    assert hung.status("stuck")["state"] == "stuck"


def test_pause_that_never_comes_is_told(hung):
    """A process of the container waits for the file system, which no freezer can change."""
    middle = "nsinit" if hung.cgroup == "v2" else "freezer/nsinit"
    group = f"/sys/fs/cgroup/{middle}/other"
    hung.ask(f"sh -c 'echo $$ >{group}/cgroup.procs; exec cat /run/stuck/file' >/dev/null 2>&1 & "
             f"until [ $(wc -l <{group}/cgroup.procs) = 3 ]; do sleep 0.1; done; sleep 0.2")
    status, _, err = hung.shell("nsctl pause other", 20)
    state = hung.ask(f"cat {group}/{'cgroup.freeze' if hung.cgroup == 'v2' else 'freezer.state'}")
    assert status == 1 and "some of its processes cannot be held now; all go on" in err
    assert hung.status("other")["state"] == "up"
    assert state.strip() in ("0", "THAWED")
    release(hung)
    hung.ask(f"until [ $(wc -l <{group}/cgroup.procs) = 2 ]; do sleep 0.1; done", 10)
    hung.ask("nsctl pause other && nsctl resume other")


def test_stop_of_it_is_told_to_be_impossible(hung):
    status, _, err = hung.shell("nsctl stop stuck", 20)
    assert status == 1 and "it survives SIGKILL" in err


def test_no_second_start_while_it_hangs(hung):
    before = hung.processes().count("nsinit")
    hung.ask("nsctl start stuck >/dev/null 2>&1 &")
    time.sleep(1)
    assert hung.status("stuck")["state"] == "stuck"
    assert hung.processes().count("nsinit") == before
    hung.shell("nsctl stop stuck")


def test_it_is_cleaned_when_it_can_be(hung):
    release(hung)
    # Down when somebody asked for that meanwhile.
    now = hung.wait_state("stuck", "failed", "down")
    assert now["pid"] is None
    assert hung.traces("stuck") == []
    assert hung.processes().count("nsinit") == 1


def test_it_goes_on_after_that(hung):
    """Wanted again while it was stuck: it starts as soon as the last one is gone."""
    hung.ask("nsctl restart stuck >/dev/null 2>&1 &")
    time.sleep(0.5)
    mark = hung.now()
    release(hung)
    hung.wait_state("stuck", "failed")
    assert "stuck: starting" in hung.own_since(mark)


def test_machine_can_be_switched_off(images):
    with images.boot(CONFIG) as machine:
        machine.ask("/test/stuckfs /run/stuck >/run/stuck.log 2>&1 & sleep 0.5")
        machine.ask("nsctl start stuck >/dev/null 2>&1 &")
        machine.wait_state("stuck", "stuck")
        machine.send("nsctl poweroff\r")
        started = time.monotonic()
        assert machine.wait_end(20) == "guest-shutdown"
        assert time.monotonic() - started < 10
