"""Lines to another machine: what a receiver of syslog gets, and what it costs when there is none.

The receiver is a socket in the run's network, on an address that the test gives and takes. There
is none at first, as on a machine whose network comes later.
"""

import ctypes
import os
import re
import select
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

PROGRAMS = ("scribe",)
CONFIG = "remote"
CLONE_NEWNET = 0x40000000
SO_RCVBUFFORCE = 33  # what nobody reads for a while is lost
ADDRESS = "10.99.0.1"

# RFC 5424, 6: the whole of a message, with nothing in the place of what nsinit does not say.
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
MESSAGE = re.compile(rf"<(\d{{1,3}})>1 ({TIME}) ([!-~]{{1,255}}) ([!-~]{{1,48}}) - - - (.*)", re.S)


def in_network(run, make):
    """What make() returns in the run's network."""
    libc = ctypes.CDLL(None, use_errno=True)
    own = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    other = os.open(f"/proc/{run.pid}/ns/net", os.O_RDONLY)
    try:
        assert libc.setns(other, CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())
        return make()
    finally:
        assert libc.setns(own, CLONE_NEWNET) == 0
        os.close(own)
        os.close(other)


def network(run, *words):
    subprocess.run(["nsenter", "-t", str(run.pid), "-n", "ip", *words], check=True)


class Receiver:
    """A socket that gets messages, and all that it got: (facility * 8 + level, name, text)."""

    def __init__(self, run, address=ADDRESS, port=514):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET

        def make():
            made = socket.socket(family, socket.SOCK_DGRAM)
            made.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 1 << 24)
            made.bind((address, port))
            return made
        self.socket = in_network(run, make)
        self.messages, self.hosts = [], []

    def read(self):
        """All that came by now; of any of it, every part is as it must be."""
        while select.select([self.socket], [], [], 0)[0]:
            priority, shown, host, name, text = MESSAGE.fullmatch(
                self.socket.recv(65536).decode()).groups()
            assert int(priority) < 192
            self.hosts.append(host)
            seconds = time.mktime(time.strptime(shown, "%Y-%m-%dT%H:%M:%S.%fZ")) - time.timezone
            assert abs(time.time() - seconds) < 600
            self.messages.append((int(priority), name, text))
        return self.messages

    def of(self, name):
        return [text for _, whose, text in self.read() if whose == name]

    def close(self):
        self.socket.close()


def sender(run):
    pids = run.processes_of("log-remote")
    return pids[0] if len(pids) == 1 else None


def complaints(run):
    return re.findall(r"remote logs: tried again and again: (.*)", run.said())


def scribe(run, uid):
    """The process of a service."""
    return max(run.wait("the service", lambda: run.processes_of("scribe", uid)))


@pytest.fixture(scope="module")
def told(run):
    """The run, with a network and a receiver that came after the boot."""
    run.wait("the complaint", lambda: complaints(run))
    network(run, "link", "set", "lo", "up")
    network(run, "address", "add", f"{ADDRESS}/32", "dev", "lo")
    run.receiver = Receiver(run)
    run.wait("the first lines", lambda: "up" in run.receiver.of("counts"), 60)
    yield run
    run.receiver.close()


def test_what_was_said_before_the_network_came_is_sent(told):
    """From the first line on, each as of whom it is, with its facility and level."""
    (reason,) = complaints(told)
    assert reason in ("Network unreachable", "Network is unreachable")  # musl, glibc
    told.wait("all", lambda: "up" in told.receiver.of("floods"))
    lines = told.receiver.of("nsinit")
    assert "counts: up" in lines, lines
    assert f"remote logs: tried again and again: {reason}" in lines
    levels = {(name, priority) for priority, name, text in told.receiver.read() if text == "up"}
    assert levels == {("counts", 3 * 8 + 6), ("floods", 3 * 8 + 6)}


def test_facility_and_level_of_a_message_are_kept(told):
    os.kill(scribe(told, 221), signal.SIGUSR2)
    line = told.wait("the message", lambda: [
        message for message in told.receiver.read() if "syslog(3)" in message[2]])[0]
    assert line[:2] == (3 * 8 + 4, "counts") and line[2].startswith("scribe["), line


def hostname(run, *name):
    """That of the run's machine, or it is given one."""
    return subprocess.run(["nsenter", "-t", str(run.pid), "-u", "hostname", *name], check=True,
                          capture_output=True, text=True).stdout.strip()


def test_machine_has_the_name_of_now(told):
    before = hostname(told)
    assert set(told.receiver.hosts) == {before}
    hostname(told, "renamed")
    os.kill(scribe(told, 221), signal.SIGUSR2)
    told.wait("a line", lambda: told.receiver.read() and told.receiver.hosts[-1] == "renamed")
    hostname(told, before)


def test_sender_has_no_privileges_and_no_files(told):
    pid = told.wait("a sender", lambda: sender(told))
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    for line in ("Uid:\t65534\t65534\t65534\t65534", "Groups:\t ", "CapEff:\t" + "0" * 16,
                 "CapPrm:\t" + "0" * 16, "NoNewPrivs:\t1", "Seccomp:\t2"):
        assert line in lines, line
    assert os.listdir(f"/proc/{pid}/root") == []
    kinds = sorted(re.sub(r":.*", "", kind) for kind in told.descriptors(pid).values())
    # Standard ones, PID 1's way to the logger, and the socket.
    assert kinds[-1] == "socket" and kinds.count("socket") == 1, kinds
    assert [kind for kind in kinds if kind.startswith("/") and kind not in (
        "/dev/null", str(told.log))] == []


def test_sender_sleeps_while_nobody_says_anything(told):
    def switches():
        pid = sender(told)
        return pid and re.findall(r"ctxt_switches:\t(\d+)",
                                  Path(f"/proc/{pid}/status").read_text())

    def rests():
        before = switches()
        time.sleep(1)
        return before and switches() == before
    told.wait("it to sleep", rests, 60)


def test_nothing_is_left_out_and_nothing_comes_twice(told):
    before = len(told.receiver.of("counts"))
    os.kill(scribe(told, 221), signal.SIGUSR1)
    told.wait("some lines", lambda: len(told.receiver.of("counts")) > before + 50)
    # A sender that is killed goes on where it was.
    os.kill(told.wait("a sender", lambda: sender(told)), signal.SIGTERM)
    told.wait("the end", lambda: told.receiver.of("counts")[-1:] == ["end"], 90)
    assert told.receiver.of("counts")[before:] == [str(n) for n in range(1, 601)] + ["end"]


def test_receiver_that_goes_and_comes_misses_nothing(told):
    """Nobody listens: the kernel says so, what was sent is sent again, and told once."""
    known = len(complaints(told))
    told.receiver.close()
    os.kill(scribe(told, 221), signal.SIGUSR1)
    told.wait("the complaint", lambda: len(complaints(told)) > known)
    told.wait("the service to end its story", lambda: told.ask(
        "logs", "counts", "-n", "1").endswith(" end\n"))
    told.receiver = Receiver(told)
    told.wait("the end", lambda: told.receiver.of("counts")[-1:] == ["end"], 60)
    numbers = [int(line) for line in told.receiver.of("counts") if line.isdigit()]
    first = len(numbers) - numbers[::-1].index(1) - 1
    assert numbers[first:] == list(range(1, 601))
    assert complaints(told)[known:] == ["Connection refused"]


def test_receiver_whose_machine_is_gone_misses_nothing(told):
    """Nothing answers for its address any more: that is heard three seconds later."""
    known = len(complaints(told))
    told.receiver.close()
    network(told, "address", "del", f"{ADDRESS}/32", "dev", "lo")
    network(told, "link", "add", "here", "type", "veth", "peer", "name", "there")
    network(told, "address", "add", "10.99.0.2/24", "dev", "here")
    network(told, "link", "set", "here", "up")
    network(told, "link", "set", "there", "up")
    os.kill(scribe(told, 221), signal.SIGUSR1)
    told.wait("the complaint", lambda: "Host is unreachable" in complaints(told)[known:], 40)
    network(told, "link", "del", "here")
    network(told, "address", "add", f"{ADDRESS}/32", "dev", "lo")
    told.receiver = Receiver(told)
    told.wait("the end", lambda: told.receiver.of("counts")[-1:] == ["end"], 60)
    numbers = [int(line) for line in told.receiver.of("counts") if line.isdigit()]
    first = len(numbers) - numbers[::-1].index(1) - 1
    assert numbers[first:] == list(range(1, 601))


def test_flood_is_paced_and_what_is_lost_is_told(told):
    """The others' lines come; the flood's own service is not held up by a network."""
    pid = scribe(told, 222)
    told.receiver.read()
    before, start = len(told.receiver.messages), time.monotonic()
    ends = told.receiver.of("counts").count("end")
    os.kill(pid, signal.SIGUSR1)
    told.wait("lost lines", lambda: any(
        re.fullmatch(r"\d+ bytes were lost here", text) for text in told.receiver.of("floods")))
    os.kill(scribe(told, 221), signal.SIGUSR1)
    told.wait("the others' end", lambda: told.receiver.of("counts").count("end") > ends, 60)
    count, seconds = len(told.receiver.read()) - before, time.monotonic() - start
    os.kill(pid, signal.SIGKILL)
    assert count < 2000 * seconds + 300, (count, seconds)
    told.wait("the word of it", lambda: any(
        re.search(r"remote logs: \d+ bytes were overwritten", text)
        for text in told.receiver.of("nsinit")), 30)


def test_last_words_are_sent_and_ipv6_is_as_good(host):
    with host.run("remote6", PROGRAMS) as run:
        network(run, "link", "set", "lo", "up")
        network(run, "address", "add", "fd00:99::1/128", "dev", "lo", "nodad")
        receiver = Receiver(run, "fd00:99::1", 5514)
        run.wait("the first lines", lambda: "up" in receiver.of("counts"), 60)
        run.run("poweroff")
        assert run.wait_end() == 0
        lines = receiver.of("nsinit")
        assert set(lines[-4:]) >= {"counts: down", "floods: down"}, lines
        receiver.close()
