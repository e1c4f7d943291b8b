"""Programs that `nsctl exec` runs inside running containers: what they are, have and return, how
they end, and that nobody inside can get hold of them while they come in."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest

import namespace

CONFIG = "exec"
PROGRAMS = ("inside",)
INSIDE = "/test/inside"
EVERYONE = ("plain", "full", "admin", "apart", "guest", "lodger", "neighbour")
NAMESPACES = "cgroup ipc mnt net pid time user uts".split()


def words(run, name, *argv, options=()):
    """The command line of an exec; the process that it makes becomes nsctl itself."""
    return ["nsenter", "-t", str(run.pid), "-a", "-r", "--no-fork", "/sbin/nsctl", "exec",
            *options, name, "--", *argv]


@contextlib.contextmanager
def start(run, name, *argv):
    """An exec that goes on; its client ends with the context."""
    client = subprocess.Popen(words(run, name, *argv), stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        yield client
    finally:
        client.kill()
        client.wait()
        for stream in (client.stdin, client.stdout, client.stderr):
            with contextlib.suppress(BrokenPipeError):
                stream.close()


def entered(run, name="plain"):
    """The pids on this machine of the programs of these tests in a container."""
    return [pid for pid in run.processes_of("inside") if container_of(pid) == name]


def execute(run, name, *argv, given=b"", limit_s=30):
    """(status, stdout, stderr) of one that ends."""
    done = subprocess.run(words(run, name, *argv), input=given, capture_output=True,
                          timeout=limit_s)
    return done.returncode, done.stdout, done.stderr.decode()


def facts(run, name):
    """What a program inside finds: {first word: [rest of the line]}."""
    status, out, err = execute(run, name, INSIDE, "facts")
    assert status == 0, err
    found = {}
    for line in out.decode().splitlines():
        word, _, rest = line.partition(" ")
        found.setdefault(word, []).append(rest)
    return found


def status_of(lines):
    """{key: value} of /proc/PID/status."""
    return {key: " ".join(rest.split()) for key, _, rest in (line.partition(":") for line in lines)}


def service_of(run, name):
    """The pid on this machine of a container's own program: the child of its init."""
    init = {process for process in run.processes() if container_of(process) == name}
    for pid in init:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if Path(f"/proc/{pid}/comm").read_text() == "init\n":
            return int(children[0])
    raise AssertionError(f"{name} is not there: {run.status(name)}")


def container_of(pid):
    """The name of the control group that a process is in."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/cgroup").read_text().splitlines():
            if "pids" in line.split(":")[1] or line.startswith("0::"):
                return line.rsplit("/", 1)[1]
    return None


def pids_of(run, name):
    """All processes of a container."""
    return {pid for pid in run.processes() if container_of(pid) == name}


@pytest.fixture
def clean(run):
    """Nothing is left behind by the test: also not in PID 1."""
    before = run.snapshot()
    yield
    run.check_snapshot(before, "exec", limit_s=5)


# What it is.


@pytest.fixture(scope="module", params=EVERYONE)
def both(request, run):
    """(what the entered program finds, the pid of the container's own program)."""
    return facts(run, request.param), service_of(run, request.param)


def test_namespaces_are_the_containers(both):
    found, service = both
    for kind in NAMESPACES:
        assert found[f"ns/{kind}"] == [os.readlink(f"/proc/{service}/ns/{kind}")], kind


def test_joined_namespaces_are_the_others(run):
    """And only those: the mounts are its own."""
    apart, guest = facts(run, "apart"), facts(run, "guest")
    same = [kind for kind in NAMESPACES if apart[f"ns/{kind}"] == guest[f"ns/{kind}"]]
    assert same == ["ipc", "net", "pid", "time", "user", "uts"]


def test_neighbour_is_among_the_processes_of_pid_1(run):
    """And only among its processes; what enters is in the container's group all the same."""
    own = facts(run, "neighbour")
    same = [kind for kind in NAMESPACES
            if own[f"ns/{kind}"] == [os.readlink(f"/proc/{run.pid}/ns/{kind}")]]
    assert same == ["pid", "time", "user"]
    with start(run, "neighbour", INSIDE, "wait") as client:
        client.stdout.readline()
        program, = entered(run, "neighbour")
        run.ask("stop", "neighbour")
        assert client.wait(10) == 128 + signal.SIGKILL and not Path(f"/proc/{program}").exists()
    run.ask("start", "neighbour")


def test_lodger_has_the_mounts_of_another(run):
    own, other = facts(run, "lodger"), facts(run, "full")
    assert [kind for kind in NAMESPACES if own[f"ns/{kind}"] == other[f"ns/{kind}"]] == [
        "mnt", "pid", "time", "user"]
    assert own["root"] == other["root"]


@pytest.mark.parametrize("name", EVERYONE)
def test_identity_and_privileges_are_the_containers(run, name):
    """Word for word: users, groups, five capability sets, no_new_privs, the filters, signals."""
    with start(run, name, INSIDE, "copy") as client:
        run.wait("the program", lambda: entered(run, name))
        found = {}
        for pid in (entered(run, name)[0], service_of(run, name)):
            run.wait("exec", lambda: os.readlink(f"/proc/{pid}/exe").startswith("/test/"))
            found[pid] = status_of(Path(f"/proc/{pid}/status").read_text().splitlines())
        inside, outside = found.values()
        client.stdin.close()
        assert client.wait(10) == 0
    keys = ["Uid", "Gid", "Groups", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs",
            "Seccomp", "Seccomp_filters", "Umask", "SigIgn", "SigCgt", "Cpus_allowed"]
    assert [(key, inside.get(key)) for key in keys] == [(key, outside.get(key)) for key in keys]
    assert inside["NoNewPrivs"] == "1" and inside["Seccomp"] == "2"
    assert inside["SigBlk"] == "0" * 16 and inside["TracerPid"] == "0"


def test_limits_are_the_containers(both):
    found, service = both
    own = Path(f"/proc/{service}/limits").read_text().splitlines()
    assert [line.split() for line in found["limits"]] == [line.split() for line in own]


def test_it_is_in_every_control_group(run):
    """Of version 1 and 2; what it sees there is the root."""
    for name in ("plain", "full", "admin"):
        assert all(line.endswith(":/") for line in facts(run, name)["cgroup"])
        with start(run, name, INSIDE, "wait") as client:
            client.stdout.readline()
            program, = entered(run, name)
            service = service_of(run, name)
            assert Path(f"/proc/{program}/cgroup").read_text() == \
                Path(f"/proc/{service}/cgroup").read_text()
            assert f"/{name}\n" in Path(f"/proc/{program}/cgroup").read_text()
            client.send_signal(signal.SIGTERM)
            assert client.wait(10) == 0


def test_root_directory_and_environment(both, run):
    found, service = both
    root = os.stat(f"/proc/{service}/root")
    assert found["root"] == [f"{root.st_dev}:{root.st_ino}"]
    assert found["directory"] == [os.readlink(f"/proc/{service}/cwd").replace(
        os.readlink(f"/proc/{service}/root"), "/", 1).replace("//", "/")]
    own = Path(f"/proc/{service}/environ").read_text().rstrip("\0").split("\0")
    assert sorted(found["environment"]) == sorted(own)


def test_descriptors_are_three_pipes(both):
    """And none of them is anything of nsctl's."""
    found, _ = both
    opened = {key: value for key, value in found.items() if key.startswith("fd/")}
    assert sorted(opened) == ["fd/0", "fd/1", "fd/2"]
    assert all(target.startswith("pipe:[") for values in opened.values() for target in values)
    assert len({values[0] for values in opened.values()}) == 3


def test_session_of_its_own_and_no_parent_inside(both, run):
    """But where PID 1 is inside too."""
    found, _ = both
    shared = found["ns/pid"] == [os.readlink(f"/proc/{run.pid}/ns/pid")]
    assert found["session"] == ["1"] and (found["parent"] == ["0"]) != shared


# What goes through it.


def test_output_and_error_are_apart(run, clean):
    assert execute(run, "plain", INSIDE, "say", "hello") == (0, b"hello\n", "error: hello\n")


def test_words_arrive_as_they_are(run):
    text = "a  b\n\"c\" 'd' \\ é $HOME *"
    assert execute(run, "plain", INSIDE, "say", text)[1] == (text + "\n").encode()
    assert execute(run, "plain", INSIDE, "say", "")[1] == b"\n"


def test_a_megabyte_goes_in_and_comes_out(run, clean):
    given = os.urandom(1 << 20)
    status, out, err = execute(run, "plain", INSIDE, "copy", given=given)
    assert status == 0 and out == given, err


def test_last_output_is_not_lost(run):
    """The program is gone when the first byte is read."""
    for count in (1, 4096, 65536, 300000):
        with start(run, "plain", INSIDE, "fill", str(count)) as client:
            time.sleep(0.3)
            assert len(client.stdout.read()) == count
            assert client.wait(10) == 0


def test_end_of_input_is_passed_on(run):
    with start(run, "plain", INSIDE, "copy") as client:
        client.stdin.write(b"first")
        client.stdin.flush()
        assert os.read(client.stdout.fileno(), 100) == b"first"
        client.stdin.close()
        assert client.wait(10) == 0


def test_reader_that_had_enough_ends_the_writer(run, clean):
    with start(run, "plain", INSIDE, "fill", str(1 << 30)) as client:
        assert len(client.stdout.read(100)) == 100
        client.stdout.close()
        assert client.wait(10) == 128 + signal.SIGPIPE


def test_output_can_be_opened_again(run):
    """By its user, as /dev/stdout is."""
    for name in ("plain", "admin"):
        assert execute(run, name, INSIDE, "reopen") == (0, b"again 1\n", "again 2\n")


def test_nobody_is_waited_for_but_the_program(run):
    """A child that stays, with the descriptors, lives on as one of the container's."""
    before = pids_of(run, "plain")
    status, out, _ = execute(run, "plain", INSIDE, "leave")
    assert status == 0 and b"left\n" in out
    for pid in pids_of(run, "plain") - before:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    run.wait("the child to end", lambda: pids_of(run, "plain") == before)


def test_closed_descriptors_of_nsctl(run):
    """None of the program's pipes becomes nsctl's own input or output."""
    line = " ".join(words(run, "plain", INSIDE, "say", "x"))
    done = subprocess.run(["sh", "-c", f"{line} <&- 2>&-"], capture_output=True, timeout=20)
    assert (done.returncode, done.stdout) == (0, b"x\n")
    done = subprocess.run(["sh", "-c", f"{line} <&- >&-"], capture_output=True, timeout=20)
    assert (done.returncode, done.stderr) == (0, b"error: x\n")


# With a terminal.


def attach_words(run, name, options=()):
    """The command line of an attach."""
    line = words(run, name)
    return [*line[:line.index("exec")], "attach", *options, name]


class Screen:
    """A terminal of this machine with an nsctl on it; what it shows is read as it comes."""

    def __init__(self, run, name, *argv, size=(33, 99), term="xterm-test", attach=False,
                 options=()):
        self.master, inner = pty.openpty()
        self.resize(*size)
        self.before = termios.tcgetattr(inner)
        self.shown = b""
        self.client = subprocess.Popen(
            attach_words(run, name, options) if attach else
            words(run, name, *argv, options=["-t", *options]),
            stdin=inner, stdout=inner, stderr=inner, start_new_session=True, env={**os.environ, "TERM": term},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        self.inner = inner

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.kill()
        self.client.wait()
        os.close(self.master)
        os.close(self.inner)

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys):
        os.write(self.master, keys)

    def wait_text(self, pattern, limit_s=10):
        """Reads until the pattern was shown; its match. What is behind it stays."""
        end = time.monotonic() + limit_s
        while not (found := re.search(pattern, self.shown)):
            assert time.monotonic() < end, self.shown
            if select.select([self.master], [], [], 0.1)[0]:
                self.shown += os.read(self.master, 65536)
        self.shown = self.shown[found.end():]
        return found

    def finish(self, limit_s=10):
        """(status, all that was shown); the terminal is as it was before."""
        end = time.monotonic() + limit_s
        while self.client.poll() is None or select.select([self.master], [], [], 0)[0]:
            assert time.monotonic() < end, self.shown
            if select.select([self.master], [], [], 0.05)[0]:
                self.shown += os.read(self.master, 65536)
        assert termios.tcgetattr(self.inner) == self.before
        return self.client.returncode, self.shown


@pytest.mark.parametrize("name", EVERYONE)
def test_terminal_is_of_the_container(run, clean, name):
    """In its own devpts, the controlling one, as large and of the kind that the client's is."""
    with Screen(run, name, INSIDE, "terminal") as screen:
        status, shown = screen.finish()
    found = dict(line.split(" ", 1) for line in shown.decode().splitlines())
    assert status == 0, shown
    assert found.pop("fd/0") == found.pop("fd/1") == found.pop("fd/2") == "/dev/pts/0"
    assert found == {"terminals": "111", "size": "33 99", "own": "1", "again": "1",
                     "term": "xterm-test"}


def test_keys_and_sizes_go_through(run, clean):
    """A ctrl-C is the program's, not nsctl's; and so is a new size."""
    with Screen(run, "plain", INSIDE, "wait") as screen:
        screen.wait_text(b"ready")
        screen.type(b"\x03")
        screen.wait_text(b"\\^C2\r\n")
        screen.resize(40, 100)
        screen.wait_text(b"28\r\n")
        screen.type(b"\x1c")
        screen.wait_text(b"3\r\n")
        screen.client.send_signal(signal.SIGTERM)
        assert screen.finish()[0] == 0


def test_last_output_of_a_terminal_is_not_lost(run):
    with Screen(run, "plain", INSIDE, "fill", "300000") as screen:
        assert screen.finish() == (0, b"x" * 300000)


def test_end_of_input_on_a_terminal(run):
    with Screen(run, "plain", INSIDE, "copy") as screen:
        run.wait("a raw terminal", lambda: termios.tcgetattr(screen.inner) != screen.before)
        screen.type(b"one\r")
        screen.wait_text(b"one\r\none\r\n")  # its echo, and its copy
        screen.type(b"\x04")
        assert screen.finish() == (0, b"")


def test_terminal_is_restored_after_a_failure(run, clean):
    with Screen(run, "plain", "/test/nothing") as screen:
        status, shown = screen.finish()
        assert status == 127 and b"No such file" in shown
    with Screen(run, "brief", INSIDE, "terminal") as screen:
        assert screen.finish()[0] == 125
    with Screen(run, "plain", INSIDE, "deaf") as screen:
        screen.wait_text(b"ready")
        supervisor, = run.processes_of("exec")
        os.kill(supervisor, signal.SIGKILL)
        assert screen.finish()[0] == 125


def test_killed_client_hangs_its_terminal_up(run, clean):
    with Screen(run, "plain", INSIDE, "deaf") as screen:
        screen.wait_text(b"ready")
        screen.client.kill()
        run.wait("its end", lambda: not entered(run))


def test_keys_leave_the_program_alone(run, clean):
    """It goes on, nobody waits for what it writes, and no signal came."""
    with Screen(run, "plain", INSIDE, "wait", options=["--detach-key", "ctrl-a,d"]) as screen:
        screen.wait_text(b"ready")
        screen.type(b"\x10\x11\x01\x03")
        screen.wait_text(b"\\^C2\r\n")
        screen.type(b"\x01d")
        assert screen.finish()[0] == 0
    program, = entered(run)
    status, out, err = execute(run, "plain", INSIDE, "type", "/dev/pts/0", "400000", limit_s=20)
    assert (status, out) == (0, b""), err
    assert entered(run) == [program]
    os.kill(program, signal.SIGTERM)
    run.wait("its end", lambda: not entered(run))


def test_program_that_was_left_ends_with_its_container(run):
    before = run.snapshot()
    with Screen(run, "plain", INSIDE, "deaf", options=["--detach-key", "q"]) as screen:
        screen.wait_text(b"ready")
        screen.type(b"q")
        assert screen.finish()[0] == 0
    assert entered(run)
    run.ask("restart", "plain")
    run.check_snapshot(before, "a program that was left", limit_s=5)


def test_without_detach_key_every_key_is_the_programs(run, clean):
    with Screen(run, "plain", INSIDE, "copy") as screen:
        run.wait("a raw terminal", lambda: termios.tcgetattr(screen.inner) != screen.before)
        screen.type(b"\x10\x11x\r")
        screen.wait_text(b"x\r\n\x10x\r\n")  # its echo; ctrl-q is the line discipline's
        screen.type(b"\x04")
        assert screen.finish()[0] == 0


def test_terminal_needs_one(run):
    done = subprocess.run(words(run, "plain", INSIDE, "terminal", options=["-t"]),
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=20)
    assert (done.returncode, done.stdout) == (125, b"")
    assert b"exec: standard input must be a terminal" in done.stderr


# At the terminal of a container.


@pytest.fixture
def screen(run, clean):
    """An nsctl that is attached, when its keys get through."""
    with Screen(run, "screen", attach=True) as one:
        run.wait("a raw terminal", lambda: termios.tcgetattr(one.inner) != one.before)
        yield one


def leave(screen):
    screen.type(b"\x10\x11")
    return screen.finish()


def test_attached_sees_and_types(run, screen):
    """Keys are the container's, so is the size; its log has all of it too."""
    screen.type(b"\x03")
    screen.wait_text(b"\\^C2\r\n")
    screen.resize(50, 120)
    screen.wait_text(b"28\r\n")
    before = run.status("screen")["pid"]
    assert leave(screen)[0] == 0
    now = run.status("screen")
    assert (now["state"], now["pid"]) == ("up", before)
    assert "^C2" in run.ask("logs", "screen")


def test_only_both_keys_leave(run, screen):
    screen.type(b"\x10x\x11\x10\x10")
    screen.wait_text(b"\\^Px")
    screen.wait_text(b"\\^P")
    screen.type(b"\x11")
    assert screen.finish()[0] == 0
    with Screen(run, "screen", attach=True) as other:
        run.wait("a raw terminal", lambda: termios.tcgetattr(other.inner) != other.before)
        other.type(b"\x10")
        time.sleep(0.2)
        other.type(b"\x11")
        assert other.finish()[0] == 0


def test_other_keys_leave(run, clean):
    with Screen(run, "screen", attach=True, options=["--detach-key", "ctrl-],q"]) as one:
        run.wait("a raw terminal", lambda: termios.tcgetattr(one.inner) != one.before)
        one.type(b"\x10\x11\x1d\x03")
        one.wait_text(b"\\^C2\r\n")
        one.type(b"\x1dq")
        assert one.finish()[0] == 0


def test_several_are_attached(run, screen):
    """All see the same; there is no room for a fifth, and again when one has left."""
    with contextlib.ExitStack() as stack:
        others = [stack.enter_context(Screen(run, "screen", attach=True)) for _ in range(3)]
        for other in others:
            run.wait("a raw terminal", lambda: termios.tcgetattr(other.inner) != other.before)
        screen.type(b"\x03")
        for one in (screen, *others):
            one.wait_text(b"\\^C2\r\n")
        with Screen(run, "screen", attach=True) as fifth:
            status, shown = fifth.finish()
            assert status == 125 and b"screen: too many are attached" in shown
        others[0].client.kill()
        run.wait("its place", lambda: leave_or_none(run))
    assert leave(screen)[0] == 0


def leave_or_none(run):
    """Whether one more can be attached; it leaves again."""
    with Screen(run, "screen", attach=True) as one:
        end = time.monotonic() + 5
        while one.client.poll() is None and time.monotonic() < end:
            if termios.tcgetattr(one.inner) != one.before:
                return leave(one)[0] == 0
            time.sleep(0.01)
    return False


def test_stopped_client_stops_nobody(run, screen):
    """What it does not read it does not see; the container goes on."""
    screen.client.send_signal(signal.SIGSTOP)
    status, out, err = execute(run, "screen", INSIDE, "type", "/dev/pts/0", "400000", limit_s=20)
    assert (status, out) == (0, b""), err
    screen.client.send_signal(signal.SIGCONT)
    assert leave(screen)[0] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signal_leaves_the_container_alone(run, screen, number):
    before = run.status("screen")["pid"]
    screen.client.send_signal(number)
    assert screen.finish()[0] == 128 + number
    assert run.status("screen")["pid"] == before


def test_stopped_container_ends_the_attached(run):
    with Screen(run, "screen", attach=True) as one:
        run.wait("a raw terminal", lambda: termios.tcgetattr(one.inner) != one.before)
        run.ask("stop", "screen")
        assert one.finish()[0] == 0
    with Screen(run, "screen", attach=True) as one:
        status, shown = one.finish()
        assert status == 125 and b"screen: it is not up" in shown
    run.ask("start", "screen")


def test_attach_needs_a_terminal(run, clean):
    with Screen(run, "plain", attach=True) as one:
        status, shown = one.finish()
        assert status == 125 and b"plain: it has no terminal" in shown
    done = subprocess.run(attach_words(run, "screen"), stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=20)
    assert done.returncode == 125 and b"attach: standard input must be" in done.stderr


# How it ends.


@pytest.mark.parametrize("status", [0, 1, 42, 125, 255])
def test_status_is_the_programs(run, status):
    assert execute(run, "plain", INSIDE, "exit", str(status))[0] == status


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGABRT])
def test_status_of_a_killed_one(run, number):
    assert execute(run, "plain", INSIDE, "die", str(int(number)))[0] == 128 + number


@pytest.mark.parametrize("argv, expected, reason", [
    (("/test/nothing",), 127, "plain: exec /test/nothing: No such file or directory"),
    (("nothing",), 127, "plain: exec nothing: No such file or directory"),
    (("/test",), 126, "plain: exec /test: Permission denied"),
    (("/test/text",), 126, "plain: exec /test/text: Exec format error"),
])
def test_what_cannot_be_executed(run, clean, argv, expected, reason):
    text = run.root / "test" / "text"
    text.write_text("no program\n")
    text.chmod(0o755)
    try:
        assert execute(run, "plain", *argv) == (expected, b"", f"nsctl: {reason}\n")
    finally:
        text.unlink()


def test_program_is_found_by_the_containers_path(run):
    assert execute(run, "plain", "inside", "exit", "9")[0] == 9
    assert execute(run, "admin", "inside", "exit", "9")[0] == 127


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_signals_are_forwarded(run, number):
    with start(run, "plain", INSIDE, "wait") as client:
        client.stdout.readline()
        client.send_signal(number)
        assert client.stdout.readline() == b"%d\n" % number
        client.send_signal(signal.SIGTERM)
        assert client.wait(10) == 0


def test_refusals_have_words(run, clean):
    run.wait_state("brief", "done")
    for argv, expected in [
            (("brief", INSIDE), "brief: it is not up"),
            (("nobody", INSIDE), "nobody: no container has this name"),
            (("plain", "x" * 5000), "exec: too many or too long words"),
            (("plain", *["x"] * 65), "exec: too many or too long words")]:
        assert execute(run, *argv) == (125, b"", f"nsctl: {expected}\n")
    assert execute(run, "plain", INSIDE, "say", *["x"] * 62)[1] == b"x\n"
    assert execute(run, "plain", INSIDE, "say", "x" * 4000)[1] == b"x" * 4000 + b"\n"


def test_no_room_inside_is_no_start(run, clean):
    """Its limit of processes is the container's."""
    status, out, err = execute(run, "tight", INSIDE, "exit", "0")
    assert (status, out) == (125, b"")
    assert err == "nsctl: tight: clone: Resource temporarily unavailable\n"


@pytest.mark.parametrize("what, limit_s", [("wait", 2), ("deaf", 4)])
def test_killed_client_ends_the_program(run, clean, what, limit_s):
    """SIGHUP first, SIGKILL to the deaf one."""
    with start(run, "plain", INSIDE, what) as client:
        client.stdout.readline()
        client.kill()
    begin = time.monotonic()
    assert what == "wait" or entered(run)
    run.wait("its end", lambda: not entered(run))
    assert time.monotonic() - begin < limit_s + 1


def test_killed_supervisor_ends_the_program(run, clean):
    with start(run, "plain", INSIDE, "deaf") as client:
        client.stdout.readline()
        supervisor, = run.processes_of("exec")
        os.kill(supervisor, signal.SIGKILL)
        assert client.wait(10) == 125
        assert b"cannot reach PID 1" in client.stderr.read()
    run.wait("its end", lambda: not entered(run))


def test_stopped_container_ends_the_program(run):
    """The stop waits for no exec, and the client learns of it."""
    before = run.snapshot()
    with start(run, "plain", INSIDE, "deaf") as client:
        client.stdout.readline()
        begin = time.monotonic()
        run.ask("stop", "plain")
        assert time.monotonic() - begin < 5
        assert client.wait(10) == 128 + signal.SIGKILL
    assert run.status("plain")["state"] == "down"
    assert execute(run, "plain", INSIDE, "exit", "0")[0] == 125
    run.ask("start", "plain")
    run.check_snapshot(before, "stop during an exec", limit_s=5)


def test_fifty_at_once(run, clean):
    """Each has its own pipes; the control socket still answers."""
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(start(run, "plain", INSIDE, "copy")) for _ in range(50)]
        for number, client in enumerate(clients):
            client.stdin.write(b"%d\n" % number)
            client.stdin.flush()
        for number, client in enumerate(clients):
            assert client.stdout.readline() == b"%d\n" % number
        assert len(entered(run)) == 50
        assert run.status("plain")["state"] == "up"
        for client in clients:
            client.stdin.close()
        assert [client.wait(20) for client in clients] == [0] * 50


# Who comes over the socket.


def ask(run, packet):
    """The answer to one packet."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.settimeout(10)
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        client.send(packet)
        return client.recv(8192)


def request(name, count, block, bytes_=None, version=namespace.CONTROL_VERSION, verb=9, flags=0,
            term=b""):
    length = len(block) if bytes_ is None else bytes_
    return struct.pack("=II32sIIIHH32s", version, verb, name, count, length, flags, 24, 80,
                       term) + block


def test_hostile_requests_are_refused(run, clean):
    for packet, reason in [
            (request(b"plain", 1, b""), b"not a command"),
            (request(b"plain", 0, b"a\0"), b"not a command"),
            (request(b"plain", 2, b"a\0"), b"not a command"),
            (request(b"plain", 1, b"a"), b"not a command"),
            (request(b"plain", 1, b"a\0b\0"), b"not a command"),
            (request(b"plain", 65, b"a\0" * 65), b"not a command"),
            (request(b"plain", 2**32 - 1, b"a\0"), b"not a command"),
            (request(b"plain", 1, b"\0"), b"not a command"),
            (request(b"plain", 1, b"a\0", bytes_=2**32 - 1), b"different builds"),
            (request(b"plain", 1, b"a\0", bytes_=1), b"different builds"),
            (request(b"plain", 1, b"a" * 4096 + b"\0"), b"different builds"),
            (request(b"plain", 1, b"a\0", flags=2), b"not a command"),
            (request(b"plain", 1, b"a\0", flags=1, term=b"x" * 32), b"not a command"),
            (request(b"plain", 1, b"a\0", flags=1, term=b"a b"), b"not a command"),
            (request(b"plain", 1, b"a\0", version=1), b"different builds"),
            (request(b"plain", 1, b"a\0")[:40], b"different builds"),
            (request(b"p" * 32, 1, b"a\0"), b"no container"),
            (request(b"", 1, b"a\0"), b"which container?")]:
        assert reason in ask(run, packet), packet
    assert run.status("plain")["state"] == "up"


def test_client_that_says_nonsense_to_the_supervisor(run, clean):
    """Other packets and other signals are nothing; its end is the program's."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.settimeout(10)
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        client.send(request(b"plain", 2, INSIDE.encode() + b"\0wait\0"))
        head, streams, _, _ = socket.recv_fds(client, 100, 8)
        assert struct.unpack("=II", head) == (5, 0) and len(streams) == 3
        with open(streams[1], "rb") as output:
            assert output.readline().startswith(b"ready")
            for packet in (b"x", bytes(4), b"y" * 3000, struct.pack("=I", signal.SIGKILL),
                           struct.pack("=I", 2**31), struct.pack("=I", signal.SIGUSR1),
                           struct.pack("=I", 0)):  # leaving is for who has a terminal
                client.send(packet)
            client.send(struct.pack("=I", signal.SIGINT))
            assert output.readline() == b"%d\n" % signal.SIGINT
            client.close()
            assert output.readline() == b"%d\n" % signal.SIGHUP
            assert output.read() == b""
        os.close(streams[0])
        os.close(streams[2])


def test_more_than_there_is_room_for(run, clean):
    """The next one is refused, and let in when somebody leaves."""
    with contextlib.ExitStack() as stack:
        for _ in range(64):
            stack.enter_context(start(run, "plain", INSIDE, "copy"))
        run.wait("all of them", lambda: len(entered(run)) == 64)
        status, _, err = execute(run, "plain", INSIDE, "exit", "0")
        assert status == 125 and "too many programs" in err
    run.wait("all of them to end", lambda: not run.processes_of("exec"))
    assert execute(run, "plain", INSIDE, "exit", "3")[0] == 3


# Who waits inside (CVE-2016-9962).


@pytest.mark.parametrize("name, caps", [("spy", 0), ("tracer", 1 << 19)])
def test_nobody_inside_gets_hold_of_what_enters(run, name, caps):
    """
    A process of the same user, and root that may trace everything, race the enter. What they can
    see of it before exec has no more than themselves: no descriptor that leads anywhere, no other
    root, no capability, and the filter already.
    """
    uid = 204 if name == "spy" else 0
    expected = {"Uid": [str(uid)] * 4, "Seccomp": ["2"], "NoNewPrivs": ["1"],
                **{f"Cap{one}": [f"{caps:016x}"] for one in ("Inh", "Prm", "Eff", "Bnd", "Amb")}}
    for _ in range(100):
        assert execute(run, name, INSIDE, "exit", "0")[0] == 0
    lines = [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]
    assert not [line for line in lines if line.startswith("got")], lines
    found = [line.split(":", 1) for line in lines if ":" in line]
    assert name == "spy" or {key for key, _ in found} == set(expected)
    assert [(key, value.split()) for key, value in found if value.split() != expected[key]] == []
    seen, attached = [one.groups() for line in lines
                      if (one := re.fullmatch(r"saw (\d+) attached (\d+)", line))][-1]
    assert int(seen) > 0, "nobody was seen on its way: this test saw nothing"
    assert (int(attached) > 0) == (name == "tracer")
