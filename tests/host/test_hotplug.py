"""Containers that run while a device is there, in a pid namespace: the kernel's own uevents, of a
device whose node is taken away from the run's /dev and given back."""

import os
import signal
import stat
import time
from pathlib import Path

import pytest

CONFIG = "devices"
NODE = "full"
NUMBER = os.makedev(1, 7)
GONE, THERE = "its device is gone", "its device is there"


def say(device=NODE):
    """The kernel tells everybody of a device of its memory driver."""
    Path(f"/sys/class/mem/{device}/uevent").write_text("change")


def unplug(run, told=True):
    run.path(f"/dev/{NODE}").unlink()
    if told:
        say()


def plug(run, told=True):
    os.mknod(run.path(f"/dev/{NODE}"), stat.S_IFCHR | 0o666, NUMBER)
    if told:
        say()


@pytest.fixture(autouse=True)
def plugged(run):
    """As it was found."""
    yield
    if not run.path(f"/dev/{NODE}").exists():
        plug(run)
    for name in ("modem", "dial"):
        run.wait_state(name, "up")


def follower(run):
    """The process that follows devices."""
    found = run.wait("the process", lambda: run.processes_of("devices"))
    assert len(found) == 1
    return found[0]


def texts(run, name):
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def switches(pid):
    """How often a process waited so far."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return [line.split()[1] for line in lines if line.startswith("voluntary_ctxt_switches")][0]


def test_boot_waits_for_nobody_who_is_not_there(run):
    """What has its device is up, what has none waits, and the boot is over all the same."""
    states = {name: one["state"] for name, one in run.status().items()}
    assert states == {"modem": "up", "dial": "up", "load": "done", "fails": "failed",
                      "none": "waiting", "other": "up"}
    boot, = (line for line in texts(run, "nsinit") if line.startswith("boot finished"))
    assert boot.endswith(" ms, without fails")
    assert f"modem: {THERE}" in texts(run, "nsinit")


def test_device_goes_and_comes_back(run):
    before = {name: run.status(name)["pid"] for name in ("modem", "dial")}
    unplug(run)
    for name in ("modem", "dial", "load", "fails"):
        assert not run.wait_state(name, "waiting")["pid"]
    assert texts(run, "modem")[-1] == "down", "it was not stopped but killed"
    assert f"modem: {GONE}" in texts(run, "nsinit")
    loads = texts(run, "nsinit").count("load: done")
    plug(run)
    for name in ("modem", "dial"):
        assert run.wait_state(name, "up")["pid"] != before[name]
    run.wait_state("load", "done")
    run.wait_state("fails", "failed")
    run.wait("the second load", lambda: texts(run, "nsinit").count("load: done") > loads)


def test_another_image_follows_them(run):
    """Who runs with its device runs on, until that goes."""
    before = run.status("modem")["pid"]
    run.ask("reexec")
    assert run.status("modem")["pid"] == before
    assert run.status("none")["state"] == "waiting"
    unplug(run)
    run.wait_state("modem", "waiting")
    plug(run)
    assert run.wait_state("modem", "up")["pid"] != before


def test_another_device_of_the_name_is_another(run):
    """It went and came before anybody looked."""
    before = run.status("modem")["pid"]
    unplug(run, told=False)
    plug(run)
    run.wait("another run", lambda: (now := run.status("modem"))["state"] == "up"
             and now["pid"] != before)
    assert "modem: its device is another one" in texts(run, "nsinit")


def test_news_of_a_device_that_stays_change_nothing(run):
    before, lines = run.status("modem")["pid"], texts(run, "nsinit")
    for device in (NODE, "zero", NODE):
        heard = switches(follower(run))
        say(device)
        run.wait("its hearing it", lambda: switches(follower(run)) != heard)
    assert run.status("modem")["pid"] == before
    assert texts(run, "nsinit") == lines


def test_what_is_no_device_is_none(run):
    unplug(run)
    run.wait_state("modem", "waiting")
    path = run.path(f"/dev/{NODE}")
    for make in (lambda: path.write_text("x"), lambda: path.symlink_to("null")):
        make()
        say()
        unplug(run, told=False)
        say("zero")
    plug(run)
    run.wait_state("modem", "up")
    there = [line for line in texts(run, "nsinit") if line == f"modem: {THERE}"]
    gone = [line for line in texts(run, "nsinit") if line == f"modem: {GONE}"]
    assert len(there) == len(gone) + 1


def test_people_decide_too(run):
    """Who was stopped stays so when the device comes; who is started waits for it."""
    run.ask("stop", "dial")
    run.ask("stop", "modem")
    unplug(run)
    run.wait_state("load", "waiting")
    plug(run)
    run.wait_state("load", "done")
    assert run.status("modem")["state"] == "down"
    unplug(run)
    run.wait_state("load", "waiting")
    run.ask("start", "modem")
    assert run.status("modem")["state"] == "waiting"
    status, _, err = run.run("start", "dial")
    assert status == 1 and "not every container is up" in err
    plug(run)
    for name in ("modem", "dial"):
        run.wait_state(name, "up")


def test_flood_costs_pid_1_nothing(run):
    """What nobody waits for does not reach it."""
    pid = follower(run)
    run.ask("status")
    time.sleep(0.1)
    before = switches(run.pid)
    for _ in range(3000):
        say("zero")
    assert switches(run.pid) == before
    assert follower(run) == pid


def test_lost_messages_are_made_up_for(run):
    """More than its queue holds, of which the last one counts."""
    pid = follower(run)
    os.kill(pid, signal.SIGSTOP)
    try:
        for _ in range(8000):
            say("zero")
        unplug(run)
        before = dropped(run)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert before > 0, "its queue holds them all"
    run.wait_state("modem", "waiting")
    assert follower(run) == pid
    plug(run)


def dropped(run):
    """Messages that the kernel could not bring to sockets of uevents in the run's namespace."""
    lines = Path(f"/proc/{run.pid}/net/netlink").read_text().splitlines()[1:]
    return sum(int(line.split()[8]) for line in lines if line.split()[1] == "15")


def test_its_death_is_made_up_for(run):
    """Nothing depends on an event that nobody heard."""
    pid = follower(run)
    modem = run.status("modem")["pid"]
    os.kill(pid, signal.SIGKILL)
    run.wait("its end", lambda: pid not in run.processes_of("devices"))
    assert run.status("modem")["pid"] == modem
    unplug(run)
    assert follower(run) != pid
    run.wait_state("modem", "waiting")
    plug(run)
    run.wait_state("modem", "up")
    assert "devices: nobody follows them for a moment" in texts(run, "nsinit")


def test_it_waits_without_a_call(run):
    """Other tests of this machine may make events of their own; not for ever."""
    pid = follower(run)
    for _ in range(10):
        before = [switches(one) for one in (pid, run.pid)]
        time.sleep(1)
        if before == [switches(one) for one in (pid, run.pid)]:
            return
    pytest.fail("it wakes up again and again")


def test_it_has_no_privilege_and_nothing_open(run):
    pid = follower(run)
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    found = dict(line.split(":\t") for line in lines if ":\t" in line)
    assert (int(found["CapEff"], 16), int(found["CapPrm"], 16)) == (0, 0)
    assert (found["NoNewPrivs"], found["Seccomp"]) == ("1", "2")
    beside = sorted(target.split(":")[0] for fd, target in run.descriptors(pid).items() if fd > 2)
    assert beside == ["/dev", "pipe", "pipe", "socket"]


def test_end_does_not_wait_for_it(host):
    with host.run(CONFIG) as run:
        run.run("wait")
        start = time.monotonic()
        run.run("poweroff")  # its client goes with it
        assert run.wait_end() == 0
        assert time.monotonic() - start < 3
