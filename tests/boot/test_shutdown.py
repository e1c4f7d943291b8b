"""Every way out: by what, how it ends for the machine, in which order, within which time."""

import re
import time

import pytest

from appliance import BOARD_NAME

CONFIG = "shutdown"
REBOOT, POWEROFF, HALT = "guest-reset", "guest-shutdown", "halt"

# How it is asked for, what becomes of the machine, the version of control groups.
WAYS = [
    ("toybox reboot", REBOOT, "v2"),
    ("toybox poweroff", POWEROFF, "v1"),
    ("toybox halt", HALT, "v2"),
    ("nsctl reboot", REBOOT, "v1"),
    ("nsctl poweroff", POWEROFF, "v2"),
    ("nsctl halt", HALT, "v1"),
    ("telinit 0", POWEROFF, "v2"),
    ("telinit 6", REBOOT, "v2"),
    ("ctrl-alt-del", REBOOT, "v1"),
]
STOP_LIMIT_S = 0.7
# The timer counts milliseconds, the log microseconds.
STOP_SLACK_S = 0.002
# Not at the start of a line: the shell's prompt may stand before it.
LINE = re.compile(r"\[ *(\d+\.\d+)\] nsinit: ([^\n]*)")


def leave(machine, way):
    """Asks for the end with all that is logged on the console; its lines: [(seconds, text)]."""
    machine.ask("nsctl wait")
    machine.ask("dmesg -n 8")
    seen = len(machine.console_text())
    if way == "ctrl-alt-del":
        machine.ctrl_alt_del()
    else:
        machine.send(f"{way}\r")
    return seen


def lines_since(machine, seen):
    return [(float(at), text) for at, text in LINE.findall(machine.console_text()[seen:])]


@pytest.mark.parametrize("way, end, cgroup", WAYS, ids=[way for way, *_ in WAYS])
def test_way_out(images, way, end, cgroup):
    if way == "ctrl-alt-del" and BOARD_NAME not in (
            "qemu-x86_64", "qemu-mips", "qemu-mipsel"):
        pytest.skip(f"{BOARD_NAME} has no keyboard")
    with images.boot(CONFIG, cgroup) as machine:
        seen = leave(machine, way)
        started = time.monotonic()
        if end == HALT:
            machine.wait_halt(15)
            assert machine.shutdown_reason() is None
        else:
            assert machine.wait_end(15) == end
        assert time.monotonic() - started < 8
        lines = lines_since(machine, seen)
    said = [text for _, text in lines]
    # Against the order of needs, each only when the one before is gone.
    order = ["stopping every container", "top: stopping", "top: down", "middle: stopping",
             "middle: down", "base: stopping", "base: down"]
    assert sorted(order, key=said.index) == order
    # Who ignores the signal is killed at its own limit.
    times = {text: at for at, text in lines}
    took_s = times["deaf: killing"] - times["deaf: stopping"]
    assert STOP_LIMIT_S - STOP_SLACK_S <= took_s < STOP_LIMIT_S + 0.3
    assert "deaf: down" in said
    assert "deaf: stuck" not in said and "some containers do not stop" not in said


def test_stuck_container_does_not_hold_it_up(images):
    """A process in a frozen group of version 1 is not moved by SIGKILL (freezer-subsystem.rst)."""
    with images.boot(CONFIG, "v2") as machine:
        machine.ask("nsctl wait")
        machine.ask("mkdir /run/freezer && mount -t cgroup -o freezer none /run/freezer && "
                    "mkdir /run/freezer/ice")
        pid = machine.status("base")["pid"]
        machine.ask(f"for p in {pid} $(pgrep -P {pid}); do "
                    "/test/put $p /run/freezer/ice/cgroup.procs; done; "
                    "/test/put FROZEN /run/freezer/ice/freezer.state")
        seen = leave(machine, "nsctl poweroff")
        started = time.monotonic()
        assert machine.wait_end(20) == POWEROFF
        took_s = time.monotonic() - started
        lines = lines_since(machine, seen)
    said = [text for _, text in lines]
    # All the others went, and nobody waited for what survives SIGKILL.
    assert "top: down" in said and "middle: down" in said and "deaf: down" in said
    # People at the console are told whom it waits for, and not before it takes long.
    assert "still stopping: base" in said and "still stopping: base" not in said[:said.index(
        "base: killing")]
    assert "base: stuck" in said and "some containers do not stop" not in said
    assert took_s < 8
