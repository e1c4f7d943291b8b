"""Containers that are started by their sockets, with real clients."""

import contextlib
import ctypes
import os
import socket
import stat
import threading
import time

import pytest

from namespace import own_groups

CONFIG = "sockets"
PROGRAMS = ("listener",)
CLONE_NEWNET = 0x40000000


def in_network(run, make):
    """What make() returns, called by a thread in the run's network: a socket stays in it."""
    found = []

    def call():
        libc = ctypes.CDLL(None, use_errno=True)
        fd = os.open(f"/proc/{run.pid}/ns/net", os.O_RDONLY)
        try:
            assert libc.setns(fd, CLONE_NEWNET) == 0
            found.append(make())
        except OSError as error:
            found.append(error)
        finally:
            os.close(fd)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    if isinstance(found[0], OSError):
        raise found[0]
    return found[0]


def connect(run, port, address="127.0.0.1"):
    made = in_network(run, lambda: socket.create_connection((address, port), timeout=20))
    made.settimeout(20)
    return made


def ask(connection, text):
    """The answer to one line; "" when there is none."""
    connection.sendall(text.encode())
    return connection.recv(600).decode()


def ask_datagram(run, port, text, address="127.0.0.1"):
    def make():
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.settimeout(20)
        made.connect((address, port))
        return made
    with in_network(run, make) as made:
        made.send(text.encode())
        return made.recv(600).decode()


def path_in(run, path):
    return str(run.path(path))


def starts(run, name):
    """The first lines of all runs so far."""
    return [line.split(" ", 1)[1] for line in run.ask("logs", "-n", "1000", name).splitlines()
            if line.split(" ", 1)[1].startswith("up ")]


def restart(run, name):
    """From any state to one that listens."""
    run.run("stop", name)
    run.ask("start", name)
    run.wait_state(name, "listening")


def test_listens_at_boot(run):
    """Nothing runs, and who needs it is up: whoever connects is served."""
    assert run.wait_state("kinds", "listening")["pid"] is None
    run.wait_state("needs", "up")
    assert "listening" in run.ask("status", "kinds")
    assert starts(run, "kinds") == []


def test_every_kind(run):
    """Each of the sockets is the descriptor of its place, and one program has them all."""
    with connect(run, 80) as made:
        assert ask(made, "a") == "3 a"
    assert ask_datagram(run, 53, "b") == "4 b"
    with socket.socket(socket.AF_UNIX) as made:
        made.connect(path_in(run, "/run/kinds/stream"))
        assert ask(made, "c") == "5 c"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
        made.bind(path_in(run, "/run/answers"))
        os.chmod(path_in(run, "/run/answers"), 0o666)
        made.settimeout(20)
        made.sendto(b"d", path_in(run, "/run/kinds/datagrams"))
        # It lives in another root, where the path of the answer is not.
        run.wait("the datagram to be read", lambda: run.status("kinds")["state"] == "up")
    with connect(run, 81, "10.77.0.1") as made:
        assert ask(made, "e") == "7 e"
    with connect(run, 82, "::1") as made:
        assert ask(made, "f") == "8 f"
    assert starts(run, "kinds") == ["up for me 6 http:kinds:kinds:kinds:kinds:kinds blocking of 10"]
    run.wait_state("kinds", "up")


def test_owner_and_mode(run):
    for name, mode, uid, gid in (("stream", 0o666, 0, 0), ("datagrams", 0o600, 201, 20)):
        found = os.stat(path_in(run, f"/run/kinds/{name}"))
        assert stat.S_ISSOCK(found.st_mode) and stat.S_IMODE(found.st_mode) == mode
        assert (found.st_uid, found.st_gid) == (uid, gid)


def test_restart_keeps_them(run):
    """Who connects while it is stopped waits for the next run; who had a connection loses that."""
    with connect(run, 80) as before:
        assert ask(before, "x") == "3 x"
        run.ask("restart", "kinds")
        with connect(run, 80) as made:
            assert ask(made, "again") == "3 again"
        assert before.recv(10) == b""
    assert len(starts(run, "kinds")) == 2
    assert starts(run, "kinds")[1].endswith("blocking of 10") and run.status("needs")["state"] == "up"


def test_stop_closes_them(run):
    run.ask("stop", "kinds")
    with pytest.raises(ConnectionRefusedError):
        connect(run, 80)
    assert not os.path.exists(path_in(run, "/run/kinds/stream"))
    before = run.snapshot()
    run.ask("start", "kinds")
    assert run.wait_state("kinds", "listening") and starts(run, "kinds")[2:] == []
    with connect(run, 80) as made:
        assert ask(made, "new") == "3 new"
    run.ask("stop", "kinds")
    run.check_snapshot(before, "after another run")
    run.ask("start", "needs")


def test_inside(run):
    """Its network is there before it, and each run is in the same one, with its sockets."""
    run.wait_state("inside", "listening")
    link = [name for name in run.interfaces() if "inside" in name]
    assert len(link) == 1
    index = run.path(f"/sys/class/net/{link[0]}/ifindex").read_text()
    for text in ("a", "b"):
        with connect(run, 8080, "10.77.0.3") as made:
            assert ask(made, text) == f"3 {text}"
        run.wait_state("inside", "listening")
    assert ask_datagram(run, 53, "c", "10.77.0.3") == "4 c"
    run.wait_state("inside", "listening")
    with connect(run, 83) as made:
        assert ask(made, "d") == "5 d"
    run.wait_state("inside", "listening")
    assert len(starts(run, "inside")) == 4
    assert run.path(f"/sys/class/net/{link[0]}/ifindex").read_text() == index
    with pytest.raises(ConnectionRefusedError):
        connect(run, 8080)
    run.ask("stop", "inside")
    run.wait("its link to go", lambda: link[0] not in run.interfaces())
    restart(run, "inside")
    with connect(run, 8080, "10.77.0.3") as made:
        assert ask(made, "e") == "3 e"


def test_no_connection_is_lost(run):
    """A program that ends after each: all that came at once are served, one run each."""
    run.wait_state("one", "listening")
    made = [connect(run, 84) for _ in range(10)]
    for number, connection in enumerate(made):
        with connection:
            assert ask(connection, str(number)) == f"3 {number}"
    run.wait_state("one", "listening")
    assert len(starts(run, "one")) == 10
    assert run.status("one")["restarts"] == 0


def test_failures_are_delayed(run):
    """The connection stays in the queue: only the delays keep it from a hot loop."""
    run.wait_state("fails", "listening")
    with connect(run, 85):
        now = run.wait("three failures", lambda: (
            now := run.status("fails"))["restarts"] >= 3 and now)
        begin, count = time.monotonic(), len(starts(run, "fails"))
        time.sleep(1)
        # From 800 ms on each delay is at least as long as all before.
        assert len(starts(run, "fails")) - count <= 2 + (time.monotonic() - begin) / 0.8
        assert now["state"] != "failed"
    run.ask("stop", "fails")


def test_gives_up(run):
    """Its sockets are closed then: who connects hears it."""
    run.wait_state("gives-up", "listening")
    with connect(run, 86):
        run.wait_state("gives-up", "failed")
    run.wait_state("spare", "up")
    with pytest.raises(ConnectionRefusedError):
        connect(run, 86)
    assert not os.path.exists(path_in(run, "/run/gives-up/socket"))


@pytest.mark.parametrize("name, port", [("ignores", 87), ("shuts", 88)])
def test_who_reads_nothing_is_delayed(run, name, port):
    """Ends that are good, and come too often."""
    run.wait_state(name, "listening")
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ConnectionResetError):  # by the program, if it is that fast
            stack.enter_context(connect(run, port))
        now = run.wait("too many starts", lambda: (
            now := run.status(name))["restarts"] >= 1 and now)
        assert f"{name}: triggered too often" in run.ask("logs", "nsinit")
        assert len(starts(run, name)) >= 20
    assert now["state"] != "failed"
    run.ask("stop", name)


def test_port_is_taken(run):
    run.ask("stop", "taken")
    before = run.snapshot()
    with in_network(run, lambda: socket.create_server(("", 89))):
        assert run.run("start", "taken")[0] == 1
        now = run.wait_state("taken", "backoff")
        assert (now["failure"]["step"], now["failure"]["index"]) == ("sockets", 1)
        assert "taken: sockets[1]: Address in use" in run.ask("logs", "nsinit")
    run.wait_state("taken", "listening")
    with connect(run, 89) as made:
        assert ask(made, "a") == "4 a"
    run.ask("stop", "taken")
    run.check_snapshot(before, "after a failure and a run")


def test_nobody_can_be_forked_to_open_them(run):
    """As when there are too many processes; it is tried again."""
    run.ask("stop", "taken")
    before = run.snapshot()
    limit, = (group / "pids.max" for group in own_groups(run.pid) if (group / "pids.max").exists())
    limit.write_text("1")
    try:
        assert run.run("start", "taken")[0] == 1
        now = run.wait_state("taken", "backoff")
        assert now["failure"]["step"] == "fork"
        assert "taken: fork: Resource temporarily unavailable" in run.ask("logs", "nsinit")
    finally:
        limit.write_text("max")
    run.wait_state("taken", "listening")
    with connect(run, 89) as made:
        assert ask(made, "a") == "4 a"
    run.ask("stop", "taken")
    run.check_snapshot(before, "after a fork that failed")


def ends_idle(run, since):
    """Waits until it was stopped; when, in s."""
    run.wait_state("idle", "listening")
    return time.monotonic() - since


def test_idle(run):
    """Stopped after .idle_ms, and started by the next one; that is no failure."""
    run.wait_state("idle", "listening")
    for text in ("a", "b"):
        begin = time.monotonic()
        with connect(run, 90) as made:
            assert ask(made, text) == f"3 {text}"
        assert ends_idle(run, begin) >= 0.3
    assert len(starts(run, "idle")) == 2 and run.status("idle")["restarts"] == 0
    assert "idle: idle" in run.ask("logs", "nsinit")


@pytest.mark.parametrize("kind", ["tcp", "unix"])
def test_open_connection_is_not_idle(run, kind):
    """Although nothing comes by it."""
    run.wait_state("idle", "listening")
    before = len(starts(run, "idle"))
    if kind == "tcp":
        made = connect(run, 90)
    else:
        made = socket.socket(socket.AF_UNIX)
        made.connect(path_in(run, "/run/idle/socket"))
    with made:
        assert ask(made, "a").endswith(" a")
        time.sleep(1.5)
        assert run.status("idle")["state"] == "up"
        assert ask(made, "b").endswith(" b")
    run.wait_state("idle", "listening")
    assert len(starts(run, "idle")) == before + 1


def test_datagrams_keep_it_up(run):
    run.wait_state("idle", "listening")
    before = len(starts(run, "idle"))
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        assert ask_datagram(run, 90, "x") == "4 x"
        time.sleep(0.05)
    assert run.status("idle")["state"] == "up" and len(starts(run, "idle")) == before + 1
    run.wait_state("idle", "listening")


def listening(run):
    return sorted(target for target in run.descriptors().values() if target.startswith("socket:"))


def test_another_image_goes_on_with_them(run):
    """One that runs and is idle, one that listens, and one that is stopped."""
    for name in ("kinds", "one", "idle"):
        restart(run, name)
    with connect(run, 90) as used:
        assert ask(used, "a") == "3 a"
        before, count = listening(run), len(starts(run, "one"))
        run.ask("reexec")
        # The socket of control is another one for each who asks.
        assert len(set(listening(run)) & set(before)) >= len(before) - 1
        assert run.status("idle")["state"] == "up"
        assert run.status("kinds")["state"] == "listening"
        assert ask(used, "b") == "3 b"
        with connect(run, 84) as made:
            assert ask(made, "c") == "3 c"
        assert len(starts(run, "one")) == count + 1
    run.wait_state("idle", "listening")
    run.ask("stop", "kinds")
    with pytest.raises(ConnectionRefusedError):
        connect(run, 80)


def test_nothing_is_left(run):
    """No descriptor stays with PID 1 when all are stopped, and no process that looks."""
    for name in ("kinds", "inside", "one", "fails", "gives-up", "ignores", "shuts", "taken",
                 "idle"):
        run.ask("stop", name)
    sockets = [target for target in run.descriptors().values() if target.startswith("socket:")]
    assert len(sockets) <= 2  # of control, and of who asks
    names = sorted(run.processes().values())
    assert names.count("nsinit") == 1 and set(names) <= {"nsinit", "logger", "serve", "init"}
