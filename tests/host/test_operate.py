"""What nsctl shows and does by itself: status as a tree, numbers of control groups."""

import fcntl
import json
import os
import pty
import re
import signal
import socket
import struct
import subprocess
import termios

import pytest

import namespace

CONFIG = "operate"
PROGRAMS = ["obey"]
SIGNAL = 16  # of base/protocol.h


def on_terminal(run, *words):
    """What nsctl shows on a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", *words],
                          stdin=slave, stdout=slave, stderr=slave) as program:
        os.close(slave)
        shown = b""
        try:
            while some := os.read(master, 4096):
                shown += some
        except OSError:  # the other end is closed
            pass
        os.close(master)
    assert program.returncode == 0
    return shown.decode().replace("\r\n", "\n")


def stats(run, *names):
    found = json.loads(run.ask("stats", "--json", *names))
    return {one.pop("name"): one for one in found["containers"]}


def test_status_is_a_tree_on_a_terminal_alone(run):
    lines = on_terminal(run, "status").splitlines()
    assert re.fullmatch(r"controlled, Linux \S+, up \S+", lines[0])
    assert lines[1].split() == ["NAME", "STATE", "SINCE", "PID", "RESTARTS", "MEMORY", "TASKS",
                                "CPU", "LAST", "EXIT"]
    assert [re.match(r"[|` -]*\w+", line)[0] for line in lines[2:7]] == [
        "|- base", "|  |- obeys", "|  `- spins", "|- starved", "`- ended"]
    assert lines[6].endswith("  exited with status 3") and lines[7] == "ended: exited with status 3"
    table = run.ask("status").splitlines()
    assert table[0].split() == ["NAME", "STATE", "SINCE", "PID", "RESTARTS", "MEMORY", "TASKS"]
    assert [line.split()[0] for line in table[1:6]] == ["base", "obeys", "spins", "starved", "ended"]


def test_tree_of_one_has_its_machine(run):
    lines = on_terminal(run, "status", "spins").splitlines()
    assert len(lines) == 3 and lines[2].startswith("`- spins")


def test_processor_time_and_how_it_is_held_back(run):
    used = run.wait("throttling", lambda: (one := stats(run)["spins"])["throttled_us"] and one)
    calm = stats(run)["obeys"]
    # The kernel of a version 1 without cpuacct beside it has no other place.
    assert used["cpu_us"] > 0 and calm["cpu_us"] is not None
    assert calm["throttled_us"] in (0, None) and calm["cpu_us"] < 5_000_000
    run.wait("more time", lambda: stats(run, "spins")["spins"]["cpu_us"] > used["cpu_us"])
    assert run.status("spins")["cpu_us"] >= used["cpu_us"]


def test_memory_and_tasks_and_who_was_killed(run):
    run.wait("up", lambda: "up" in run.ask("logs", "starved"))
    one = stats(run, "starved")["starved"]
    assert one["oom_kills"] >= 1 and one["tasks"] == 2
    assert 0 < one["memory_bytes"] < one["memory_peak_bytes"] <= 16 * 2**20
    assert one["memory_peak_bytes"] > 8 * 2**20
    assert stats(run)["base"]["oom_kills"] == 0


def test_one_that_does_not_run_uses_nothing(run):
    assert set(stats(run, "ended")["ended"].values()) == {None}
    line = run.ask("stats", "ended").splitlines()[1]
    assert line.split() == ["ended"] + ["-"] * 9


def test_stats_is_a_table_of_those_that_are_named(run):
    lines = run.ask("stats", "starved", "base").splitlines()
    assert lines[0].split()[:4] == ["NAME", "MEMORY", "PEAK", "SWAP"]
    assert [line.split()[0] for line in lines[1:]] == ["base", "starved"]
    assert run.run("stats", "bse") == (
        1, "", "nsctl: bse: no container has this name\nnsctl: did you mean base?\n")
    assert run.run("stats", "--yaml")[0] == 2


def events(run, *words):
    return [json.loads(line) for line in run.ask("events", "--json", *words).splitlines()]


def states(found):
    return [one["state"] for one in found]


def test_events_have_states_and_reasons(run):
    found = events(run, "ended")
    assert states(found)[:2] == ["waiting", "starting"] and found[-1]["state"] == "failed"
    assert found[-1]["exit"] == {"status": 3} and found[0]["exit"] is None
    assert [one["before"] for one in found[1:]] == states(found)[:-1]
    assert "ended: failed: exited with status 3\n" in run.ask("events", "ended")
    assert [one["text"] for one in events(run) if one["name"] == "nsinit"] == ["boot finished"]
    times = [one["time_ms"] for one in events(run)]
    assert times == sorted(times) and times[0] > 0


class Follower:
    """`nsctl events -f --json` in the run."""

    def __init__(self, run, *names):
        self.program = subprocess.Popen(
            ["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "events", "-f", "--json",
             *names], stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.program.kill()
        self.program.wait()
        self.program.stdout.close()

    def until(self, good):
        """Reads up to the first event that is good; all that came."""
        found = []
        for line in self.program.stdout:
            found.append(json.loads(line))
            if good(found[-1]):
                return found
        raise AssertionError(f"it ended after {found}")


def test_followers_get_what_comes(run):
    with Follower(run, "obeys") as follower:
        follower.until(lambda one: one["state"] == "up")
        run.ask("pause", "obeys")
        assert states(follower.until(lambda one: one["state"] == "paused")) == ["paused"]
        run.ask("resume", "obeys")
        assert states(follower.until(lambda one: one["state"] == "up")) == ["up"]
        run.ask("restart", "obeys")
        came = follower.until(lambda one: one["state"] == "up")
        assert states(came)[0] == "stopping" and {one["name"] for one in came} == {"obeys"}
        assert came[1]["exit"] == {"status": 0}


def test_slow_follower_blocks_nobody_and_is_told_its_losses(run):
    """It fills its pipe and stands; PID 1 goes on, and it finds a hole when it is read again."""
    with Follower(run) as follower:
        fcntl.fcntl(follower.program.stdout, fcntl.F_SETPIPE_SZ, 4096)
        for _ in range(30):
            run.ask("restart", "base", limit_s=20)
        run.ask("pause", "obeys")
        assert follower.until(lambda one: "lost" in one)[-1]["lost"] > 0
        follower.until(lambda one: one.get("state") == "paused")
        run.ask("resume", "obeys")


def test_pid_1_gives_nothing_away_to_keep(run):
    """A client gets the directories anew each time; neither end keeps them."""
    before = run.descriptors()
    for _ in range(20):
        run.ask("stats")
    run.wait("closed connections", lambda: len(run.descriptors()) == len(before))


def said(run, name):
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def test_signals_reach_the_program(run):
    """By name and number, and nothing else changes."""
    run.wait("up", lambda: "up" in said(run, "obeys"))
    before = run.status("obeys")["pid"]
    for word, number in (("USR1", signal.SIGUSR1), ("sighup", signal.SIGHUP), ("40", 40)):
        assert run.ask("signal", "obeys", word) == ""
        run.wait(word, lambda number=number: said(run, "obeys")[-1] == f"signal {int(number)}")
        assert f"obeys: signal {int(number)} sent" in said(run, "nsinit")
    assert run.status("obeys")["pid"] == before


def test_a_held_program_gets_its_signal_later(run):
    run.ask("pause", "obeys")
    run.ask("signal", "obeys", "USR2")
    count = said(run, "obeys").count(f"signal {int(signal.SIGUSR2)}")
    run.ask("resume", "obeys")
    run.wait("the signal", lambda: said(run, "obeys").count("signal 12") == count + 1)


def test_kill_is_an_end_by_itself(run):
    """A held one too."""
    before = run.status("obeys")["pid"]
    run.ask("pause", "obeys")
    run.ask("signal", "obeys", "KILL")
    run.wait("another run", lambda: run.status("obeys")["pid"] not in (None, before))


@pytest.mark.parametrize("words, status, err", [
    (["ended", "HUP"], 1, "ended: it does not run"),
    (["base", "STOP"], 1, "base: the container's init does not pass it on"),
    (["base", "11"], 1, "base: the container's init does not pass it on"),
    (["base", "HUPS"], 2, "HUPS: no such signal; there are HUP, USR1, 10"),
    (["base"], 2, "signal: which signal?"),
    (["bse", "HUP"], 1, "bse: no container has this name")])
def test_a_signal_that_is_not_sent(run, words, status, err):
    got, out, said_err = run.run("signal", *words)
    assert (got, out) == (status, "") and said_err.startswith(f"nsctl: {err}\n")


def test_no_number_that_nsctl_would_not_send(run):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.settimeout(10)
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        client.send(struct.pack("=II32sII", namespace.CONTROL_VERSION, SIGNAL, b"base", 65, 0))
        assert b"there is no such signal" in client.recv(8192)


def test_top_has_the_busiest_first(run):
    """A tenth of a processor is what its limit leaves it."""
    lines = run.ask("top").splitlines()
    assert lines[0].split() == ["NAME", "STATE", "CPU%", "MEMORY", "TASKS", "CPU"]
    assert lines[1].split()[:2] == ["spins", "up"] and len(lines) == 6
    assert 2 < float(lines[1].split()[2]) < 40
    shares = [float(line.split()[2]) for line in lines[1:] if line.split()[2] != "-"]
    assert shares == sorted(shares, reverse=True) and len(shares) >= 4
    assert lines[-1].split() == ["ended", "failed", "-", "-", "-", "-"]


def test_top_of_some_as_often_as_asked(run):
    blocks = run.ask("top", "-n", "2", "spins", "base").split("\n\n")
    assert [[line.split()[0] for line in block.splitlines()] for block in blocks] == [
        ["NAME", "spins", "base"]] * 2
    for words in (["-n"], ["-n", "0"], ["-n", "x"], ["-x"]):
        assert run.run("top", *words)[0] == 2
    assert run.run("top", "bse")[:2] == (1, "")


def test_top_goes_on_on_a_terminal_as_far_as_there_is_room(run):
    master, slave = pty.openpty()
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 5, 80, 0, 0))
    with subprocess.Popen(["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "top"],
                          stdin=slave, stdout=slave, stderr=slave) as program:
        os.close(slave)
        shown = b""
        while shown.count(b"\033[H\033[J") < 3:  # the read ends with the program
            shown += os.read(master, 4096)
        program.terminate()
    os.close(master)
    page = shown.decode().replace("\r\n", "\n").split("\033[H\033[J")[1].splitlines()
    assert page[0].startswith("controlled, up ") and len(page) == 4
    assert page[2].split()[0] == "spins"
