"""Containers that take all they get: their limits hold, and nobody else notices."""

import re
import time

import pytest

from appliance import ANSWER_LIMIT_MS

CONFIG = "hogs"
MIB = 1024 * 1024
MEMORY = {"forks": 16 * MIB, "eats": 12 * MIB, "floods": 8 * MIB}
PROCESSES = {"forks": 12, "eats": 4, "floods": 4}
CPU_PERCENT = {"forks": 20, "eats": 30, "floods": 40}
hogs = pytest.mark.parametrize("name", MEMORY)


def group_path(machine, name, controller, file):
    """A file of a container's control group."""
    middle = "nsinit" if machine.cgroup == "v2" else f"{controller}/nsinit"
    return f"/sys/fs/cgroup/{middle}/{name}/{file}"


def group_file(machine, name, controller, file):
    return machine.ask(f"cat {group_path(machine, name, controller, file)}").strip()


@hogs
def test_limits_are_written(machine, name):
    v2 = machine.cgroup == "v2"
    paths = " ".join([
        group_path(machine, name, "memory", "memory.max" if v2 else "memory.limit_in_bytes"),
        group_path(machine, name, "pids", "pids.max"),
        group_path(machine, name, "cpu", "cpu.max" if v2 else "cpu.cfs_quota_us")])
    # `eats` lives for moments only. Its limits stand when somebody is in.
    inside = group_path(machine, name, "cpu", "cgroup.procs")
    said = machine.ask(f"for i in $(seq 500); do grep -q . {inside} && cat {paths} && break; "
                       "done 2>/dev/null")
    assert said.splitlines()[-3:] == [
        str(MEMORY[name]), str(PROCESSES[name]),
        f"{CPU_PERCENT[name] * 1000}" + (" 100000" if v2 else "")]


def test_processes_hit_the_limit_and_stay_below(machine):
    for _ in range(5):
        now = int(group_file(machine, "forks", "pids", "pids.current"))
        assert 2 <= now <= PROCESSES["forks"]
        assert machine.status("forks")["tasks"] <= PROCESSES["forks"]
    assert int(group_file(machine, "forks", "pids", "pids.events").split()[1]) > 0


def test_eater_is_killed_and_comes_again_later_and_later(machine):
    machine.shell("nsctl restart eats")
    end = time.monotonic() + 40
    while (now := machine.status("eats"))["restarts"] < 2 and time.monotonic() < end:
        assert (now["memory_bytes"] or 0) <= MEMORY["eats"]
    assert now["restarts"] >= 2
    # Version 2 ends the whole container, init included; version 1 the one that ate.
    assert now["exit"] == ({"signal": 9} if machine.cgroup == "v2" else {"status": 137})
    end = time.monotonic() + 40
    while machine.status("eats")["cause"] != "killed for want of memory":
        assert time.monotonic() < end
    lines = machine.log("nsinit")
    assert "eats: backoff" in [text for _, text in lines]
    assert re.search(r"[Mm]emory cgroup out of memory: Killed process \d+ \(hog\)",
                     machine.ask("dmesg | grep -i 'out of memory' | tail -n 3"))


def test_status_is_answered_at_once(machine):
    """The round trip on the control socket, taken by a program of the guest."""
    times_ms = machine.answer_times_ms(20)
    print(f"status within {max(times_ms):.1f} ms, cgroup {machine.cgroup}")
    assert len(times_ms) == 20 and max(times_ms) < ANSWER_LIMIT_MS, times_ms


def test_others_are_not_touched(machine):
    now = machine.status()
    for name in ("quiet", "counts"):
        assert (now[name]["state"], now[name]["restarts"]) == ("up", 0)
    for name in ("forks", "floods"):
        assert (now[name]["state"], now[name]["restarts"]) == ("up", 0)


def test_neighbours_of_the_flood_lose_no_line(machine):
    numbers = [int(text.split()[1]) for text in machine.texts("counts")]
    assert len(numbers) > 5
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    # The newest one is new: it came through the logger while the flood went on.
    last = machine.log("counts")[-1]
    assert machine.now() - last[0] < 1


def test_flood_is_slowed_down_and_kept_in_bounds(machine):
    lines = machine.texts("floods")
    assert all(re.fullmatch(r"line \d+ of a very long story that nobody asked for", line)
               for line in lines[1:-1])
    before = machine.status("floods")
    assert before["restarts"] == 0
    # The ring's size, and the newest lines of it.
    assert 8000 < len(machine.ask("nsctl logs floods")) <= 16384
    assert machine.texts("floods")[-2] != lines[-2]


def test_flooding_container_can_be_stopped(machine):
    machine.ask("nsctl stop floods")
    try:
        assert machine.traces("floods") == []
    finally:
        machine.ask("nsctl start floods")
    machine.ask("nsctl stop forks")
    try:
        assert machine.traces("forks") == []
        assert machine.shell("ps -A -o uid= | grep -w 201")[0] == 1
    finally:
        machine.ask("nsctl start forks")
