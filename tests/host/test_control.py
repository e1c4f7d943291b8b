"""The control socket with many clients, slow ones and those that meet half-way."""

import errno
import itertools
import os
import re
import resource
import select
import signal
import socket
import struct
import time

import pytest

import namespace

CONFIG = "control"

# base/protocol.h
VERSION = namespace.CONTROL_VERSION
VERBS = {"status": 0, "start": 1, "stop": 2, "restart": 3, "logs": 4, "wait": 5}
CLIENTS_MAX = 8


@pytest.fixture
def connect(run):
    """Makes connections, at most for the length of a test."""
    made = []

    def one():
        client = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        client.settimeout(5)
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        made.append(client)
        return client

    yield one
    for client in made:
        client.close()


def ask(client, verb, name=""):
    client.send(struct.pack("=II32s", VERSION, VERBS[verb], name.encode()))


def answers_status(run):
    """Whether a new client is served, soon."""
    start = time.monotonic()
    status, _, _ = run.run("status", limit_s=15)
    return status == 0 and time.monotonic() - start < 3


def rests(run):
    """Whether PID 1 sleeps whenever it is looked at: no call of its loop waits but one."""
    for _ in range(20):
        if not run.sleeps():
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def deaf(run):
    """base, which does not hear its stop signal; it is as before afterwards."""
    service, = run.processes_of("serve", 201)
    os.kill(service, signal.SIGSTOP)
    yield service
    run.wait("base settled", lambda: run.status("base")["state"] in ("up", "down"))
    run.ask("start", "top")


def test_full_house_opens_again(run, connect):
    """A seat that a reader of the log leaves is given to who waits at the door."""
    inside = [connect() for _ in range(CLIENTS_MAX)]
    time.sleep(0.2)  # all are seated
    connect()
    time.sleep(0.2)  # and this one was turned away for now
    ask(inside[0], "logs")
    while inside[0].recv(8192):
        pass
    for client in inside[1:]:
        client.close()
    assert answers_status(run)


def test_silent_clients_are_dropped(run, connect):
    clients = [connect() for _ in range(CLIENTS_MAX)]
    time.sleep(5.5)
    for client in clients:
        assert client.recv(1) == b""
    assert answers_status(run)


def test_no_descriptor_for_a_client(run, connect):
    """It waits at the door, and PID 1 for better times: it sleeps. Then who waits is served."""
    limits = resource.prlimit(run.pid, resource.RLIMIT_NOFILE)
    used = run.descriptors()
    free = next(number for number in itertools.count() if number not in used)
    resource.prlimit(run.pid, resource.RLIMIT_NOFILE, (free, limits[1]))
    try:
        client = connect()
        ask(client, "status")
        run.wait("PID 1 to rest", lambda: rests(run))
        assert not select.select([client], [], [], 0)[0]
    finally:
        resource.prlimit(run.pid, resource.RLIMIT_NOFILE, limits)
    client.settimeout(20)
    assert client.recv(8192)
    assert answers_status(run)


def test_two_hundred_who_do_not_read(run):
    """Each is answered and forgotten: nobody keeps a seat or a descriptor."""
    before = len(run.descriptors())
    clients = [socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(200)]
    for client in clients:
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        ask(client, "status")
    assert answers_status(run)
    run.wait("all to be forgotten", lambda: len(run.descriptors()) <= before)
    for client in clients:
        client.close()


def test_two_hundred_who_say_nothing(run):
    """The seats and the queue are full, and the kernel turns the others away. Supervision goes on,
    and who waits is served when they leave."""
    before = len(run.descriptors())
    clients, away = [], 0
    for _ in range(200):
        client = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        client.setblocking(False)
        clients.append(client)
        away += client.connect_ex(f"/proc/{run.pid}/root/run/nsinit/control") == errno.EAGAIN
    assert away > 100
    assert len(run.descriptors()) <= before + CLIENTS_MAX
    said = run.said().count("base: up")
    service, = run.processes_of("serve", 201)
    os.kill(service, signal.SIGKILL)
    run.wait("another run", lambda: run.said().count("base: up") > said)
    for client in clients:
        client.close()
    assert answers_status(run)
    run.wait("all to be forgotten", lambda: len(run.descriptors()) <= before)
    run.wait_state("top", "up")


def test_waiters_leave_room_for_others(run, connect, deaf):
    waiters = [connect() for _ in range(CLIENTS_MAX)]
    for client in waiters:
        ask(client, "stop", "base")
    assert answers_status(run)
    replies = [client.recv(8192) for client in waiters]
    assert any(b"too many wait already" in reply for reply in replies)
    assert any(b"too many" not in reply for reply in replies)


def test_start_meets_a_need_that_stops(run, deaf):
    """base is still on its way down when top wants it up."""
    stop = run.status("base")["pid"]
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        ask(client, "stop", "base")
        run.wait("base stopping", lambda: run.status("base")["state"] == "stopping")
        run.ask("start", "top")
    assert run.status("base")["state"] == "up" and run.status("base")["pid"] != stop
    assert run.status("top")["state"] == "up"


def test_stop_ends_when_somebody_starts(run, connect, deaf):
    client = connect()
    ask(client, "stop", "base")
    run.wait("base stopping", lambda: run.status("base")["state"] == "stopping")
    run.ask("start", "base")
    assert b"somebody started it again" in client.recv(8192)


def test_broken_line_is_not_glued_to_the_next_run(run):
    run.ask("start", "broken")
    lines = [re.sub(r"^\d+\.\d{3} ", "", line) for line in run.ask("logs", "broken").splitlines()]
    assert lines == ["whole", "broken"] * (len(lines) // 2) and len(lines) >= 4


def test_logs_of_all_have_those_of_pid_1(run):
    assert "nsinit: top: up\n" in run.ask("logs")


def test_command_without_its_name_is_refused(run, connect):
    client = connect()
    ask(client, "start")
    assert b"which container?" in client.recv(8192)
    assert run.status("broken")["state"] == "done"


@pytest.mark.parametrize("words", [("exec", "base", "--", "/test/serve"), ("pause", "base"),
                                   ("set", "base", "cpu=10"), ("signal", "base", "HUP"),
                                   ("reload", "base"), ("enable", "base")])
def test_what_the_config_does_not_allow(run, words):
    status, out, err = run.run(*words)
    assert (status, out) == (125 if words[0] == "exec" else 1, "")
    assert err == f"nsctl: base: the config does not allow it: .{words[0]}\n"


def test_other_packets_are_refused(run, connect):
    for packet in (b"x", struct.pack("=II32s", VERSION - 1, 0, b""),
                   struct.pack("=II32s", VERSION, 99, b"")):
        client = connect()
        client.send(packet)
        assert b"different builds" in client.recv(8192)
    assert answers_status(run)
