"""Containers that serve one connection each, with real clients, some of them more than are served."""

import itertools
import os
import resource
import select
import shutil
import signal
import socket
import time

import pytest
from test_sockets import in_network

CONFIG = "connections"
SERVED = b"served of 3 same yes blocking yes log yes\n"
THREE = ("a", "b", "c")


@pytest.fixture(scope="module")
def run(host, build):
    made = host.run(CONFIG, ("each",))
    toybox = build / "qemu-x86_64" / "toybox"
    if toybox.exists():
        shutil.copy2(toybox, made.root / "test/toybox")
    (made.root / "srv/index.html").write_text("<p>one at a time</p>\n")
    with made as running:
        for name in (*THREE, "d", "e", "f", "broken"):
            running.wait_state(name, "listening")
        yield running


def connect(run, port, source="127.0.0.1"):
    made = in_network(run, lambda: socket.create_connection(
        ("127.0.0.1", port), timeout=20, source_address=(source, 0)))
    made.settimeout(20)
    return made


def connect_path(run, path):
    made = socket.socket(socket.AF_UNIX)
    made.settimeout(20)
    made.connect(str(run.path(path)))
    return made


def ask(connection, text):
    connection.sendall(text)
    return connection.recv(600)


def ended(connection):
    """Whether the other side is closed; it is waited for."""
    try:
        return connection.recv(10) == b""
    except ConnectionResetError:
        return True


def wait_free(run, *names):
    for name in names:
        run.wait_state(name, "listening")


def test_twenty_clients(run):
    """Three are served at once, the others wait without being told so; then nothing is left."""
    before = run.snapshot()
    waiting = [connect(run, 8000) for _ in range(20)]
    served, peak = [], 0
    for one in waiting:
        one.sendall(b"hello\n")
    end = time.monotonic() + 60
    while waiting or served:
        assert time.monotonic() < end, f"{len(waiting)} wait: {run.said()}"
        for one in select.select(waiting, [], [], 0.05)[0]:
            assert one.recv(600) == SERVED
            waiting.remove(one)
            served.append(one)
        peak = max(peak, len(served))
        assert peak <= 3
        if served and (len(served) == 3 or len(waiting) < 3):
            served.pop().close()
    assert peak == 3
    wait_free(run, *THREE)
    run.check_snapshot(before, "after 20 clients", limit_s=10)
    logs = "".join(run.ask("logs", "-n", "100", name) for name in THREE)
    assert logs.count(" said hello\n") == 20


def test_every_end_is_good(run):
    """And the client sees it: nobody but the program has the connection."""
    for last in (b"0\n", b"3\n", b"die\n"):
        with connect(run, 8000) as made:
            assert ask(made, b"hello\n") == SERVED
            made.sendall(last)
            assert ended(made)
        wait_free(run, *THREE)
    assert [run.status(name)["restarts"] for name in THREE] == [0, 0, 0]
    assert not any(f"{name}: backoff" in run.said() for name in THREE)


def test_log_of_the_next_one(run):
    """Whatever a program makes of the pipe that all its runs have."""
    for _ in range(2):
        with connect_path(run, "/run/each/socket") as made:
            assert ask(made, b"hello\n") == SERVED
            assert ask(made, b"own\n") == b"done\n"


def test_stop(run):
    """Who is stopped is one less; the last one closes the socket. Each of them can open it."""
    with connect(run, 8000) as made:
        assert ask(made, b"hello\n") == SERVED
        busy = [name for name in THREE if run.status(name)["state"] == "up"]
        assert len(busy) == 1
        run.ask("stop", busy[0])
        assert ended(made)
    with connect(run, 8000) as made:
        assert ask(made, b"hello\n") == SERVED
    for name in THREE:
        run.ask("stop", name)
    with pytest.raises(ConnectionRefusedError):
        connect(run, 8000)
    for name in reversed(THREE):
        run.ask("start", name)
    wait_free(run, *THREE)
    with connect(run, 8000) as made:
        assert ask(made, b"hello\n") == SERVED
    wait_free(run, *THREE)


def test_path_goes_with_the_last(run):
    assert os.path.exists(run.path("/run/each/socket"))
    wait_free(run, "f")
    run.ask("stop", "f")
    assert not os.path.exists(run.path("/run/each/socket"))
    run.ask("start", "f")
    with connect_path(run, "/run/each/socket") as made:
        assert ask(made, b"hello\n") == SERVED


def test_limit_of_an_address(run):
    """More than one of it are closed; another one's are served meanwhile."""
    with connect(run, 8001) as first:
        assert ask(first, b"hello\n") == SERVED
        with connect(run, 8001) as second:
            assert ended(second)
        with connect(run, 8001, "127.0.0.2") as other:
            assert ask(other, b"hello\n") == SERVED
    wait_free(run, "d", "e")
    assert "too many connections of one address" in run.said()
    with connect(run, 8001) as first:
        assert ask(first, b"hello\n") == SERVED
    wait_free(run, "d", "e")


def test_start_that_fails(run):
    """Its connection ends, and it listens on after its delay."""
    for _ in range(2):
        with connect_path(run, "/run/each/broken") as made:
            assert ended(made)
        wait_free(run, "broken")
    assert run.status("broken")["restarts"] >= 1 and "broken: exec /test/nothing" in run.said()


def test_another_image(run):
    """Who is served goes on, who waits is served by the next image, with as many at once."""
    held = [connect(run, 8000) for _ in range(3)]
    for one in held:
        assert ask(one, b"hello\n") == SERVED
    with connect(run, 8000) as waits:
        waits.sendall(b"hello\n")
        pids = [run.status(name)["pid"] for name in THREE]
        run.ask("reexec")
        assert [run.status(name)["pid"] for name in THREE] == pids
        for one in held:
            one.sendall(b"0\n")
            assert ended(one)
            one.close()
        assert waits.recv(600) == SERVED
    wait_free(run, *THREE)


def test_another_image_has_who_waits_for_a_need(run):
    """Accepted, and not launched yet: what it needs is not there."""
    wait_free(run, "late")
    service, = run.processes_of("serve", 209)
    os.kill(service, signal.SIGKILL)
    run.wait_state("need", "backoff")
    with connect_path(run, "/run/each/late") as made:
        made.sendall(b"hello\n")
        run.wait_state("late", "waiting")
        run.ask("reexec")
        assert run.status("late")["state"] == "waiting"
        run.ask("start", "need")
        assert made.recv(600) == SERVED
    wait_free(run, "late")


def test_no_descriptor_for_who_comes(run):
    """It waits in the queue, and is served when there is one."""
    wait_free(run, "f")
    limits = resource.prlimit(run.pid, resource.RLIMIT_NOFILE)
    used = run.descriptors()
    free = next(number for number in itertools.count() if number not in used)
    resource.prlimit(run.pid, resource.RLIMIT_NOFILE, (free, limits[1]))
    try:
        with connect_path(run, "/run/each/socket") as made:
            made.sendall(b"hello\n")
            run.wait("it to be told", lambda: "f: accept: " in run.said())
            run.wait("a delay", lambda: "f: backoff" in run.said())
            resource.prlimit(run.pid, resource.RLIMIT_NOFILE, limits)
            assert made.recv(600) == SERVED
    finally:
        resource.prlimit(run.pid, resource.RLIMIT_NOFILE, limits)
    wait_free(run, "f")


def test_httpd_of_toybox(run):
    """One that has no idea of listening."""
    if not os.path.exists(run.path("/test/toybox")):
        pytest.skip("needs the toybox of `make image`")
    for path, status, body in (("/", b"200", b"one at a time"), ("/none", b"404", b"")):
        wait_free(run, "httpd")
        with connect(run, 8002) as made:
            made.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
            made.shutdown(socket.SHUT_WR)
            got = b""
            while more := made.recv(4096):
                got += more
        assert status in got.split(b"\r\n")[0] and body in got, got
