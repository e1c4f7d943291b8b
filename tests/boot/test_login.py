"""A login on a real serial line, with a shell that wants job control."""

import socket
import time

import pytest

CONFIG = "login"
PROMPT = "login> "


class Line:
    """The far end of the second serial line."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.socket.settimeout(1)
        self.seen = ""

    def type(self, text):
        self.socket.sendall(text.encode())

    def expect(self, text, limit_s=30):
        """Waits for it, and forgets all up to it."""
        end = time.monotonic() + limit_s
        while text not in self.seen:
            assert time.monotonic() < end, f"waited for {text!r}: {self.seen!r}"
            try:
                self.seen += self.socket.recv(4096).decode(errors="replace")
            except TimeoutError:
                continue
        self.seen = self.seen.split(text, 1)[1]


@pytest.fixture(scope="module", params=["v2", "v1"])
def machine(request, images, tmp_path_factory):
    path = tmp_path_factory.mktemp("login") / "line"
    with images.boot(CONFIG, request.param, extra=[
            "-serial", f"unix:{path},server=on,wait=off"]) as booted:
        booted.line = Line(path)
        yield booted


def wait_login(machine, restarts):
    """Until it is up again, after so many ends."""
    now = machine.wait_state("login", "up")
    while now["restarts"] < restarts:
        now = machine.wait_state("login", "up")
    assert now["restarts"] == restarts and now["kind"] == "console"


def test_login_on_a_serial_line(machine):
    """A terminal by its name, whose device the filter allows; each end is followed by the next."""
    wait_login(machine, 0)
    line = machine.line
    line.type("\n")
    line.expect(PROMPT)
    line.type("readlink /proc/self/fd/0; stat -c %t:%T /dev/console\n")
    line.expect("/dev/console\r\n")
    line.expect("4:41\r\n")
    line.type("exit 3\n")
    wait_login(machine, 1)
    line.type("\n")
    line.expect(PROMPT)
    # The foreground is the terminal's to signal, and the shell has its terminal back.
    line.type("cat\n")
    end = time.monotonic() + 30
    while "cat" not in machine.processes():
        assert time.monotonic() < end, line.seen
    line.type("echoed by cat\n")
    line.expect("echoed by cat\r\nechoed by cat\r\n")
    line.type("\x03")
    line.expect(PROMPT)
    line.type("echo a''gain\n")
    line.expect("\nagain\r\n")
    wait_login(machine, 1)


def test_stop(machine):
    """The shell hears of the end of its line; nobody has to kill it."""
    mark = machine.now()
    machine.ask("nsctl stop login")
    assert "login: killing" not in machine.own_since(mark)
    machine.ask("nsctl start login")


def test_line_of_the_console_shell(machine):
    """Which line that is shows only on the machine: the start is refused, the shell goes on."""
    machine.wait_log("nsinit", "busy: tty ttyS0: Resource busy")
    assert machine.status("busy")["state"] != "up" and machine.ask("echo here") == "here\n"
