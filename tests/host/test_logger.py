"""The logger as a process: what it may do, what its deaths cost, and clients that do not read."""

import os
import re
import signal
import socket
import struct
import subprocess
import time
from pathlib import Path

import namespace
import pytest

CONFIG = "logs"
PROGRAMS = ("scribe",)
LOGS = 4  # base/protocol.h


def texts(run, *names):
    return [line.split(" ", 1)[1] for line in run.ask("logs", *names).splitlines()]


def logger_pid(run):
    pids = run.processes_of("logger")
    return pids[0] if len(pids) == 1 else None


def scribe(run, uid):
    """The process of a service; its container's init is another one of that name."""
    return max(run.processes_of("scribe", uid))


def to_log(run, pid):
    """A socket to the /dev/log that a service sees."""
    log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    log.connect(f"/proc/{pid}/root/dev/log")
    log.settimeout(4)
    return log


def kill_logger(run):
    """Kills it and waits for the next one."""
    pid = run.wait("a logger", lambda: logger_pid(run))
    os.kill(pid, signal.SIGKILL)
    run.wait("another logger", lambda: logger_pid(run) not in (None, pid))


def test_logger_has_no_privileges(run):
    pid = logger_pid(run)
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    for line in ("Uid:\t65534\t65534\t65534\t65534", "Gid:\t65534\t65534\t65534\t65534",
                 "Groups:\t ", "CapEff:\t" + "0" * 16, "CapPrm:\t" + "0" * 16,
                 "NoNewPrivs:\t1", "Seccomp:\t2"):
        assert line in lines, line
    limits = Path(f"/proc/{pid}/limits").read_text()
    for limit in ("processes", "open files", "file size", "core file size"):
        assert re.search(rf"^Max {limit} +0 +0 ", limits, re.M), limits


def test_logger_has_no_files(run):
    """Its root is the empty directory where others put roots together; it holds pipes alone."""
    pid = logger_pid(run)
    assert os.listdir(f"/proc/{pid}/root") == []
    assert os.stat(f"/proc/{pid}/root").st_mode & 0o777 == 0o700
    held = sorted(re.sub(r":.*", "", target) for target in run.descriptors(pid).values())
    # The epoll; a pipe of each container and of PID 1; a socket of each container.
    assert held == ["anon_inode"] + ["pipe"] * 4 + ["socket"] * 3


def test_dead_logger_loses_and_repeats_nothing(run):
    """Three times killed while a line comes each millisecond."""
    os.kill(scribe(run, 211), signal.SIGUSR1)
    run.wait("the first lines", lambda: len(texts(run, "counts")) > 10)
    for _ in range(3):
        kill_logger(run)
        time.sleep(0.02)
    run.wait("the end", lambda: texts(run, "counts")[-1] == "end")
    lines = texts(run, "counts")
    start = len(lines) - lines[::-1].index("up") - 1
    assert lines[start + 1:] == [str(number) for number in range(1, 601)] + ["end"]
    assert texts(run, "nsinit").count("the logger died") == 3
    assert not [line for line in texts(run, "nsinit") if "lost" in line]


def test_log_survives_the_death_of_the_logger(run):
    """What was sent while there was none waits in the socket."""
    pid = run.wait("a logger", lambda: logger_pid(run))
    os.kill(pid, signal.SIGSTOP)
    with to_log(run, scribe(run, 211)) as log:
        for number in range(8):
            log.send(b"<13>waits %d" % number)
    os.kill(pid, signal.SIGKILL)
    run.wait("all", lambda: texts(run, "counts")[-1] == "waits 7")
    assert texts(run, "counts")[-8:] == [f"waits {number}" for number in range(8)]


def writes(pid):
    return int(re.search(r"^wchar: (\d+)", Path(f"/proc/{pid}/io").read_text(), re.M)[1])


@pytest.fixture
def flood(run):
    pid = scribe(run, 212)
    os.kill(pid, signal.SIGUSR1)
    run.wait("the flood", lambda: len(texts(run, "floods")) > 10)
    yield pid
    os.kill(pid, signal.SIGKILL)


def test_no_service_waits_for_a_logger_that_cannot_run(run, flood):
    """After five deaths PID 1 empties the pipes; then the logger is tried again."""
    said = len(texts(run, "nsinit"))
    for _ in range(10):
        pid = logger_pid(run)
        if pid:
            os.kill(pid, signal.SIGKILL)
        if "the logger died: what is written is lost" in run.said():
            break
        run.wait("a change", lambda now=pid: logger_pid(run) != now)
        if logger_pid(run) is None:
            run.wait("another logger or none", lambda: logger_pid(run) or
                     "what is written is lost" in run.said())
    assert logger_pid(run) is None
    before = writes(flood)
    # More than a socket's queue holds: net.unix.max_dgram_qlen.
    with to_log(run, flood) as log:
        for _ in range(100):
            log.send(b"<13>lost")
    # Much more than a pipe holds, and much less than PID 1 could throw away if it did nothing else.
    run.wait("the flood to go on", lambda: writes(flood) > before + 300000, 4)
    assert run.run("status", limit_s=2)[0] == 0
    run.wait("the logger", lambda: logger_pid(run), 10)
    run.wait("what was lost", lambda: re.search(
        r"(\d+) bytes were lost without a logger", "\n".join(texts(run, "nsinit")[said:])))
    lines = texts(run, "floods")
    run.wait("newer lines", lambda: run.ask("logs", "floods", "-n", "1") != lines[-1:])


def test_clients_that_do_not_read_hold_nobody_up(run):
    """Two hundred ask for the logs and stay; none keeps a seat, and lines go on coming."""
    clients = []
    for _ in range(200):
        client = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        client.send(struct.pack("=II32s", namespace.CONTROL_VERSION, LOGS, b""))
        clients.append(client)
    start = time.monotonic()
    assert run.run("status", limit_s=5)[0] == 0
    run.ask("restart", "counts")
    run.wait("its line", lambda: texts(run, "counts")[-1] == "up")
    assert time.monotonic() - start < 5
    assert len(run.descriptors()) < 40
    for client in clients:
        client.close()


def test_book_cannot_be_written(run):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        client.send(struct.pack("=II32s", namespace.CONTROL_VERSION, LOGS, b""))
        _, fds, _, _ = socket.recv_fds(client, 100, 1)
    for change in (lambda: os.write(fds[0], b"x"), lambda: os.ftruncate(fds[0], 0)):
        with pytest.raises(PermissionError):
            change()
    os.close(fds[0])


def test_follower_sees_a_line_as_it_comes(run):
    words = ["nsenter", "-t", str(run.pid), "-a", "-r", "/sbin/nsctl", "logs", "-f", "-n", "0",
             "counts", "nsinit"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as nsctl:
        time.sleep(0.2)
        start = time.monotonic()
        run.ask("restart", "counts")
        lines = []
        while not lines or not lines[-1].endswith("counts: up"):
            lines.append(nsctl.stdout.readline().rstrip().split(" ", 1)[1])
        assert "nsinit: counts: up" in lines or "counts: up" in lines
        assert "nsinit: counts: starting" in lines and time.monotonic() - start < 5
        nsctl.kill()


# What is not kept.


def dropped(lines):
    return [int(line.split()[0]) for line in lines if line.endswith(" lines dropped")]


def test_rate_limit_tells_what_it_dropped(run):
    """Every line is there or counted, and of a burst no more than was said."""
    before = texts(run, "limited")
    assert before[-1] == "up"
    os.kill(scribe(run, 213), signal.SIGUSR1)

    def all_told():
        lines = texts(run, "limited")[len(before):]
        kept = [line for line in lines if line == "end" or line.isdigit()]
        return lines if len(kept) + sum(dropped(lines)) == 601 else None
    lines = run.wait("all of them", all_told)
    # The bucket has twenty, without the one that is "up"; the counts are no part of it.
    assert lines[:19] == [str(number) for number in range(1, 20)]
    assert dropped(lines) and '"level":"warning"' in run.ask(
        "logs", "--json", "limited").splitlines()[-1]
    # Others are not held up by it, and have no limit.
    assert dropped(texts(run, "counts")) == []


def test_rate_limit_is_for_its_messages_too(run):
    before = len(texts(run, "limited"))
    with to_log(run, scribe(run, 213)) as log:
        for number in range(100):
            log.send(b"<13>message %d" % number)
    run.wait("the count", lambda: dropped(texts(run, "limited")[before:]))
    lines = texts(run, "limited")[before:]
    kept = sum(line.startswith("message ") for line in lines)
    assert 0 < kept < 100 and kept + sum(dropped(lines)) == 100


def test_container_without_a_log_writes_to_nowhere(run):
    pid = scribe(run, 214)
    assert run.descriptors(pid)[1] == run.descriptors(pid)[2] == "/dev/null"
    assert not Path(f"/proc/{pid}/root/dev/log").is_socket()
    assert not run.path("/run/nsinit/log/silent").exists()
    assert texts(run, "silent") == []


# /dev/log.


def test_program_of_musl_writes_to_it(run):
    os.kill(scribe(run, 211), signal.SIGUSR2)
    run.wait("its message", lambda: texts(run, "counts")[-1] == "scribe[2]: by syslog(3)")
    line = run.ask("logs", "--json", "-n", "1", "counts")
    assert '"level":"warning","facility":3,' in line


def test_foreign_program_writes_to_it(run):
    """logger(1) of this machine, in both forms."""
    path = f"/proc/{scribe(run, 211)}/root/dev/log"
    for form in ("--rfc3164", "--rfc5424"):
        subprocess.run(["logger", form, "-u", path, "-p", "local3.err", "-t", "tag", f"as {form}"],
                       check=True)
    run.wait("both", lambda: texts(run, "counts")[-1].endswith(" as --rfc5424"))
    lines = texts(run, "counts")[-2:]
    assert re.fullmatch(r"(\S+ )?tag: as --rfc3164", lines[0]), lines
    assert lines[1].startswith("tag: "), lines


HOSTILE = [
    (b"<30>Nov 24 12:00:00 nsinit: web: up", "nsinit: web: up"),
    (b"<3>1 2003-10-11T22:14:15Z floods floods 1 - - x", "floods[1]: x"),
    (b"<30>a\n99.999 30 forged\n", "a?99.999 30 forged"),
    (b"\x1b[2J\xc2\x9b\0", "?[2J??"), (b"", ""), (b"<999>" + b"\xff" * 10, "<999>" + "?" * 10)]


@pytest.mark.parametrize("said, shown", HOSTILE, ids=range(len(HOSTILE)))
def test_message_is_whose_socket_it_came_through(run, said, shown):
    """Whatever it claims; nothing of it is another record or drives a terminal."""
    others = texts(run, "floods"), texts(run, "nsinit")
    before = len(texts(run, "counts"))
    with to_log(run, scribe(run, 211)) as log:
        log.send(said)
        log.send(b"<13>behind")
    run.wait("both", lambda: texts(run, "counts")[-1] == "behind")
    assert texts(run, "counts")[before:] == [shown, "behind"]
    assert (texts(run, "floods"), texts(run, "nsinit")) == others


def test_message_that_is_too_long_is_cut(run):
    with to_log(run, scribe(run, 211)) as log:
        log.send(b"<13>" + b"Z" * 60000)
        log.send(b"<13>behind all")
    run.wait("both", lambda: texts(run, "counts")[-1] == "behind all")
    assert sum(line.count("Z") for line in texts(run, "counts")) == 2048 - 4


def test_each_container_has_its_own(run):
    inside = {os.stat(f"/proc/{scribe(run, uid)}/root/dev/log").st_ino for uid in (211, 212)}
    assert len(inside) == 2
    # Outside of the containers nobody but root gets to them.
    assert os.stat(run.path("/run/nsinit/log")).st_mode & 0o777 == 0o700
