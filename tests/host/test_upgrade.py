"""nsinit replaced by another one, or by itself, while its containers go on."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

CONFIG = "upgrade"
PROGRAMS = ("scribe", "ready")
LONG = ("counts", "speaks", "shows")  # those of both configs that stay up
TIMES = 50


def texts(run, *names):
    return [line.split(" ", 1)[1] for line in run.ask("logs", *names).splitlines()]


def up(run):
    """All long ones are up; their pids."""
    # A signal that comes before the program waits for it kills it, and then it is started again.
    while run.status("speaks")["state"] != "up":
        os.kill(service(run, "ready", 212), signal.SIGUSR1)
        time.sleep(0.5)
    for name in (*LONG, "gone"):
        run.wait_state(name, "up")
    return pids(run)


def pids(run, *names):
    return {name: run.status(name)["pid"] for name in names or LONG}


def service(run, comm, uid):
    """The process of a service; its container's init is another one of that name."""
    return max(run.wait(comm, lambda: run.processes_of(comm, uid)))


def install(run, program):
    """Puts a file in the place of nsinit, as an update does: the new one appears whole."""
    new = run.root / "sbin/new"
    shutil.copy2(program, new)
    os.rename(new, run.root / "sbin/nsinit")


@pytest.fixture
def run(host):
    """A run of its own for who changes the containers or the program."""
    with host.run(CONFIG, PROGRAMS) as running:
        running.pids = up(running)
        yield running


@pytest.fixture(scope="module")
def same(host):
    """One for all after which everything is as before."""
    with host.run(CONFIG, PROGRAMS) as running:
        running.pids = up(running)
        yield running


def executed(run):
    return len(re.findall("goes on (?:after|with)", run.said()))


def poke(run, program):
    subprocess.run([program, str(run.pid)], check=True)


def test_containers_go_on(same):
    """Under load: lines come all the while, and a client follows them."""
    run = same
    started = Path(f"/proc/{run.pid}/stat").read_text().split()[21]
    follower = subprocess.Popen(
        ["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "logs", "-f", "counts"],
        stdout=subprocess.PIPE, text=True)
    run.wait("lines", lambda: "up" in texts(run, "counts"))
    os.kill(service(run, "scribe", 211), signal.SIGUSR1)
    for _ in range(3):
        run.ask("reexec")
        time.sleep(0.05)
    assert pids(run) == run.pids
    assert Path(f"/proc/{run.pid}/stat").read_text().split()[21] == started
    run.wait("the end", lambda: texts(run, "counts")[-1] == "end")
    assert texts(run, "counts")[1:] == [str(number) for number in range(1, 601)] + ["end"]
    lines = []
    while not lines or lines[-1] != "end":
        lines.append(follower.stdout.readline().split(" ")[-1].strip())
    follower.kill()
    follower.wait()
    assert lines[-601:] == [str(number) for number in range(1, 601)] + ["end"]
    assert "the logger died" not in run.said()


def test_new_one_supervises(same):
    """It hears what they say, runs programs inside, knows terminals and reaps."""
    run = same
    run.ask("reexec")
    os.kill(service(run, "ready", 212), signal.SIGUSR1)
    run.wait("its words", lambda: "still warm" in run.ask("status", "speaks"))
    status, out, _ = run.run("exec", "counts", "--", "/sbin/nsctl", "--version")
    assert (status, out) == (0, "nsctl 0.1.0\n")
    before = run.status("fails")["restarts"]
    run.wait("more starts", lambda: run.status("fails")["restarts"] > before + 2)
    run.ask("restart", "counts")
    assert run.status("counts")["pid"] != run.pids["counts"]
    assert pids(run, "speaks", "shows") == {n: run.pids[n] for n in ("speaks", "shows")}
    run.pids["counts"] = run.status("counts")["pid"]


def test_quit_is_the_same(same):
    count = executed(same)
    os.kill(same.pid, signal.SIGQUIT)
    same.wait("another nsinit", lambda: executed(same) == count + 1)
    assert pids(same) == same.pids


def test_client_that_waits_is_answered_by_the_new_one(same):
    """A start of a container that is paused on its way down takes until it is let go."""
    run = same
    run.ask("stop", "speaks")
    waiter = subprocess.Popen(
        ["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "start", "speaks"])
    run.wait_state("speaks", "preparing")
    run.ask("reexec")
    assert waiter.poll() is None
    os.kill(service(run, "ready", 212), signal.SIGUSR1)
    assert waiter.wait(20) == 0
    run.pids["speaks"] = run.status("speaks")["pid"]


def test_many_leak_nothing(same):
    """A client's connection, the pipe of a launcher and of the container that fails come and go."""
    run = same
    run.ask("stop", "fails")
    run.ask("reexec")

    def settled():
        """The new one's logger runs, and the helper of its boot is gone."""
        found = run.snapshot()
        time.sleep(0.5)
        return len(run.processes_of("logger")) == 1 and run.snapshot() == found and found

    before, memory_kib = run.wait("rest", settled), run.rss_kib()
    for _ in range(TIMES):
        run.ask("reexec")
    run.wait("a logger", lambda: len(run.processes_of("logger")) == 1)
    run.check_snapshot(before, f"{TIMES} times", limit_s=20)
    assert run.rss_kib() <= memory_kib + 16
    assert pids(run) == run.pids
    run.run("start", "fails")


@pytest.mark.parametrize("kind, words", [
    ("good", "takes over from no other"),
    ("text", "takes over from no other"),
    ("plain", "takes over from no other"),
    ("hangs", "does not answer"),
])
def test_what_cannot_take_over_is_refused(host, same, kind, words, tmp_path):
    """A program that says yes to all, a text, an nsinit without .reexec, and one that hangs."""
    run = same
    old = run.root / "sbin/nsinit"
    kept = tmp_path / "kept"
    shutil.copy2(old, kept)
    program = tmp_path / "program"
    if kind == "text":
        program.write_text("no program\n")
    elif kind == "good":
        program.write_text("#!/test/serve exit\n")  # whatever it is asked, it exits 0
    elif kind == "plain":
        shutil.copy2(host.place("service") / "nsinit", program)
    else:
        shutil.copy2(host.program("serve"), program)
    program.chmod(0o755)
    count = executed(run)
    install(run, program)
    try:
        status, _, err = run.run("reexec")
    finally:
        install(run, kept)
    assert status == 1 and re.search(words, err), err
    assert executed(run) == count and pids(run) == run.pids
    run.ask("reexec")  # the one that is there again


def test_next_config(host, run):
    """In another order, without one, with a new one on a new bridge."""
    follower = subprocess.Popen(
        ["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "logs", "-f", "gone"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    os.kill(service(run, "scribe", 211), signal.SIGUSR1)
    run.wait("the end", lambda: texts(run, "counts")[-1] == "end")
    groups = [group for group in run.made_groups() if group.endswith("/gone")]
    assert groups and run.path("/run/nsinit/gone").exists()
    install(run, host.place("upgrade_next") / "nsinit")
    run.ask("reexec")
    assert follower.wait(20) == 1 and "nsinit was replaced" in follower.stderr.read()
    assert pids(run) == run.pids
    assert sorted(run.status()) == sorted([*LONG, "fails", "fresh"])
    run.wait_state("fresh", "up")
    assert "lan1" in run.interfaces()
    assert texts(run, "counts")[1:] == [str(number) for number in range(1, 601)] + ["end"]
    run.wait("gone to be cleaned", lambda: not set(groups) & set(run.made_groups()) and
             not run.path("/run/nsinit/gone").exists() and
             not run.path("/run/nsinit/log/gone").exists())
    os.kill(service(run, "ready", 212), signal.SIGUSR1)
    run.wait("its words", lambda: "still warm" in run.ask("status", "speaks"))
    notices = {name: run.status(name)["notice"] for name in LONG}
    assert notices == {name: "changed" if name == "shows" else "" for name in LONG}
    assert "shows: changed: restart to apply" in run.ask("status").splitlines()
    assert "shows: is defined in another way now: a restart applies that" in texts(run, "nsinit")
    run.ask("restart", "shows")
    assert run.status("shows")["notice"] == ""
    environment = Path(f"/proc/{service(run, 'serve', 214)}/environ")
    run.wait("the new definition", lambda: b"VERSION=2\0" in environment.read_bytes())
    install(run, host.place(CONFIG) / "nsinit")
    run.ask("reexec")  # and back
    run.wait_state("gone", "up")
    assert run.status("shows")["notice"] == "changed"
    assert pids(run, "counts", "speaks") == {n: run.pids[n] for n in ("counts", "speaks")}
    assert "fresh" not in run.status()


def test_fault_goes_on(host, run):
    """Three times; the fourth ends it as a restart does."""
    poker = host.program("poke")
    for count in range(1, 4):
        poke(run, poker)
        run.wait("another nsinit", lambda: executed(run) == count)
        assert pids(run) == run.pids
    assert len(re.findall(r"fault in PID 1: SEGV at 0x0, pc 0x0, sp 0x[0-9a-f]{8,}",
                          run.said())) == 3
    before = run.status("fails")["restarts"]
    run.wait("more starts", lambda: run.status("fails")["restarts"] > before + 2)
    run.ask("reexec")  # counts go on
    poke(run, poker)
    run.wait_end()
    assert "restarting the machine" in run.said()


def test_signals_from_outside_are_no_faults(same):
    count = executed(same)
    for number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE):
        os.kill(same.pid, number)
    assert pids(same) == same.pids
    assert executed(same) == count and "fault in PID 1" not in same.said()
