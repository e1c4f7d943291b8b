"""`nsinit run` on this machine: one container in the foreground, and what is left of it."""

import contextlib
import os
import pty
import select
import shutil
import signal
import subprocess
import termios
import time
from pathlib import Path

import pexpect
import pytest

import namespace

NAMES = ("plain", "typed", "linked", "nowhere", "layered", "joined",
         "admin")
ROOTS = Path("/tmp/nsinit-run")
RECORDS = Path("/run/nsinit")
BRIDGE = "nsinit-run0"
TAIL_BYTES = 1 << 20
LIMIT_S = 20


@pytest.fixture(scope="module")
def nsinit(host):
    """The binary; the containers' roots and their bridge are there as long as the module."""
    program = host.program("foreground")
    for name in NAMES:
        for folder in ("proc", "sys", "dev"):
            (ROOTS / name / folder).mkdir(parents=True, exist_ok=True)
        shutil.copy2(program, ROOTS / name / "payload")
        (ROOTS / name / "text").write_text("no program\n")
        (ROOTS / name / "bin").mkdir(exist_ok=True)
        shutil.copy2(program, ROOTS / name / "bin" / "named")
    subprocess.run(["ip", "link", "del", BRIDGE], capture_output=True, check=False)
    namespace.run_host("ip", "link", "add", BRIDGE, "type", "bridge")
    yield host.place("run") / "nsinit"
    namespace.run_host("ip", "link", "del", BRIDGE)
    shutil.rmtree(ROOTS)


def own_groups():
    """The control groups of runs of this module's containers."""
    return [path for group in namespace.own_groups() for path in group.glob("nsinit-*")
            if path.name.split("-")[1] in NAMES]


def own_processes():
    """{pid: name} of runs and of what they run."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(process / "exe").endswith(("/payload", "/host/run/nsinit")):
                found[int(process.name)] = (process / "comm").read_text().strip()
    return found


def left():
    """What runs leave on this machine: it must be nothing."""
    return [*map(str, own_groups()),
            *(folder for folder, *_ in os.walk(RECORDS)),
            *(line for line in Path("/proc/self/mountinfo").read_text().splitlines()
              if "/run/nsinit/" in line or str(ROOTS) in line),
            *(name for name in os.listdir("/sys/class/net") if name == "v0-linked"),
            *(f"process {pid} {name}" for pid, name in own_processes().items())]


def remove_left():
    """Takes it away, so that a test that failed costs no other one."""
    for pid in own_processes():
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    for group in own_groups():
        namespace.remove_group(group)
    shutil.rmtree(RECORDS, ignore_errors=True)


def wait(what, good, limit_s=LIMIT_S):
    """Waits until good() is true, and returns it."""
    end = time.monotonic() + limit_s
    while not (found := good()):
        assert time.monotonic() < end, f"waited {limit_s} s for {what}"
        time.sleep(0.01)
    return found


@pytest.fixture(autouse=True)
def clean(nsinit):
    """Nothing is there before a test, and nothing after."""
    remove_left()
    assert nsinit and left() == []
    yield
    end = time.monotonic() + 5
    while left() and time.monotonic() < end:
        time.sleep(0.01)
    found = left()
    remove_left()
    assert found == []


def run(nsinit, *words, **options):
    """A run to its end: (status, stdout, stderr)."""
    done = subprocess.run([nsinit, "run", *words], capture_output=True, text=True, timeout=LIMIT_S,
                          **{"stdin": subprocess.DEVNULL, **options})
    return done.returncode, done.stdout, done.stderr


@contextlib.contextmanager
def running(nsinit, *words, **options):
    """A run that says "up"; it is killed if the test leaves it."""
    process = subprocess.Popen([nsinit, "run", *words], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True,
                               **{"stdin": subprocess.DEVNULL, **options})
    try:
        assert process.stdout.readline() == "up\n", process.stderr.read()
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextlib.contextmanager
def typing(nsinit, *words, **options):
    """The same on a terminal of the test's, with a shell's settings before and after."""
    child = pexpect.spawn(str(nsinit), ["run", *words], timeout=LIMIT_S, encoding="utf-8",
                          **options)
    try:
        yield child
    finally:
        child.close(force=True)


# Exit status.


@pytest.mark.parametrize("words, expected", [
    (["exit", "0"], 0), (["exit", "7"], 7), (["exit", "255"], 255),
    (["die", "15"], 128 + 15), (["die", "9"], 128 + 9), (["die", "11"], 128 + 11)], ids=str)
def test_status(nsinit, words, expected):
    assert run(nsinit, "plain", "--", "/payload", *words) == (expected, "", "")


@pytest.mark.parametrize("program, expected, words", [
    ("/missing", 127, "exec /missing: No such file or directory"),
    ("/text", 126, "exec /text: Permission denied"),
])
def test_program_that_cannot_be_executed(nsinit, program, expected, words):
    status, out, err = run(nsinit, "plain", "--", program)
    assert (status, out, err) == (expected, "", f"nsinit run: plain: {words}\n")


def test_program_is_looked_for(nsinit):
    assert run(nsinit, "plain", "--", "named", "exit", "3") == (3, "", "")
    status, _, err = run(nsinit, "plain", "--", "unnamed")
    assert (status, err) == (127, "nsinit run: plain: exec unnamed: No such file or directory\n")


def test_step_that_fails(nsinit):
    """The words that PID 1 would log, and 125."""
    (ROOTS / "plain" / "sys").rmdir()
    try:
        status, out, err = run(nsinit, "plain")
    finally:
        (ROOTS / "plain" / "sys").mkdir()
    assert (status, out) == (125, "")
    assert err == "nsinit run: plain: system /sys: No such file or directory\n"


@pytest.mark.parametrize("words, said", [
    ([], "usage: nsinit run [-t]"),
    (["-x", "plain"], "usage: "),
    (["plain", "more"], "usage: "),
    (["plain", "--"], "usage: "),
    (["nobody"], "nobody: no container has this name; this nsinit has plain, typed, linked, nowhere"),
    (["joined"], "joined: it joins namespaces of another; nsinit run has one container alone: PID 1"),
    (["learns"], "learns: it has SYSCALLS_LEARN; only PID 1 learns from a container"),
    (["nowhere"], "bridge: nsinit-none: No such device; nsinit makes none on a host"),
    (["--ready-fd", "77", "plain"], "--ready-fd: 77; give the number of an open file"),
    (["--ready-fd", "x", "plain"], "--ready-fd: x; give"),
], ids=str)
def test_refusals(nsinit, words, said):
    status, out, err = run(nsinit, *words)
    assert (status, out) == (125, "") and said in err, err


def test_needs_root(nsinit):
    copy = Path("/tmp/nsinit-run/nsinit")
    shutil.copy2(nsinit, copy)
    copy.chmod(0o755)
    done = subprocess.run(["setpriv", "--reuid", "65534", "--clear-groups", copy, "run", "plain"],
                          capture_output=True, text=True, timeout=LIMIT_S)
    assert done.returncode == 125 and "not root; " in done.stderr, done.stderr


def test_needs_mounts(nsinit):
    """Root without the capability is told which one."""
    done = subprocess.run(["setpriv", "--bounding-set", "-sys_admin", "--inh-caps", "-all", nsinit,
                           "run", "plain"], capture_output=True, text=True, timeout=LIMIT_S)
    assert done.returncode == 125, done.stderr
    assert "mount namespace: Operation not permitted; it needs CAP_SYS_ADMIN" in done.stderr


def test_needs_root_of_the_host(nsinit):
    """Root of a user namespace makes no device nodes."""
    done = subprocess.run(["unshare", "--user", "--map-root-user", nsinit, "run", "plain"],
                          capture_output=True, text=True, timeout=LIMIT_S)
    assert done.returncode == 125, done.stderr
    assert done.stderr.endswith("/run/nsinit/dev: Operation not permitted; devices are made by "
                                "root of the host alone\n")


def test_help(nsinit):
    done = subprocess.run([nsinit, "--help"], capture_output=True, text=True, timeout=LIMIT_S)
    assert done.returncode == 0 and done.stderr == ""
    for part in ("SYNOPSIS", "nsinit run [-t]", "EXIT STATUS", "SIGNALS"):
        assert part in done.stdout


# What is read and written.


def test_streams_are_apart(nsinit):
    assert run(nsinit, "plain", "--", "/payload", "apart") == (0, "out\n", "err\n")


@pytest.mark.parametrize("count", [96 << 10, TAIL_BYTES])
def test_tail_is_not_lost(nsinit, count):
    """
    Every byte of a program that ends right after it, to a reader that is late. The smaller one is
    more than the reader's pipe holds and fits into both: the program is gone before it reads.
    """
    with subprocess.Popen([nsinit, "run", "plain", "--", "/payload", "flood", str(count)],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        time.sleep(0.3)
        out = process.stdout.read()
    assert process.returncode == 0
    assert out == b"".join(b"%015d\n" % at for at in range(0, count, 16))


def test_input_and_its_end(nsinit):
    text = "".join(f"line {i}\n" for i in range(20000))
    assert run(nsinit, "plain", "--", "/payload", "cat", input=text, stdin=None) == (0, text, "")


def test_streams_can_be_opened_again(nsinit):
    for name in ("/dev/stdout", "/dev/stderr"):
        status, out, _ = run(nsinit, "plain", "--", "/payload", "open", name)
        assert (status, out) == (0, f"{name} opened\n")


def test_closed_streams(nsinit):
    """Not even 0, 1 and 2: nothing of nsinit's takes their place."""
    done = subprocess.run(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", nsinit, "run", "plain", "--",
                           "/payload", "exit", "3"], timeout=LIMIT_S)
    assert done.returncode == 3


def test_reader_that_goes(nsinit):
    """The program is told by SIGPIPE, as in a pipeline without nsinit."""
    done = subprocess.run(["sh", "-c", '{ "$@"; echo "status $?" >&2; } | head -c 16 >/dev/null',
                           "sh", nsinit, "run", "plain", "--", "/payload", "flood", "10000000"],
                          capture_output=True, text=True, timeout=LIMIT_S)
    assert done.stderr == f"status {128 + signal.SIGPIPE}\n"


def test_environment(nsinit):
    """The config's and the defaults. What a user's terminal is goes from a terminal to one."""
    own = {**os.environ, "TERM": "users", "SECRET": "1"}
    default = ["HOME=/", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
    command = ["--", "/payload", "environment"]
    for name, options, variables in (
            ("plain", [], default), ("plain", ["-t"], default),
            ("layered", [], ["HOME=/home", default[1], "TERM=own"])):
        status, out, _ = run(nsinit, *options, name, *command, env=own)
        assert (status, sorted(out.splitlines())) == (0, variables)
    for name, options, variables in (
            ("plain", ["-t"], [*default, "TERM=users"]), ("plain", [], default),
            ("layered", ["-t"], ["HOME=/home", default[1], "TERM=own"])):
        with typing(nsinit, *options, name, *command, env=own) as child:
            child.expect(pexpect.EOF)
            assert sorted(child.before.split()) == variables


def test_root_with_layers(nsinit):
    assert run(nsinit, "layered", "--", "/payload", "exit", "5") == (5, "", "")


# Signals.


@pytest.mark.parametrize("number", [
    signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR2, signal.SIGCONT])
def test_signals_are_passed_on(nsinit, number):
    with running(nsinit, "plain", "--", "/payload", "hold") as process:
        process.send_signal(number)
        assert process.stdout.readline() == f"signal {int(number)}\n"


def test_stop(nsinit):
    """SIGTERM is the config's stop signal inside."""
    with running(nsinit, "plain", "--", "/payload", "hold") as process:
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == f"signal {int(signal.SIGUSR1)}\n"
        # It is not ended by that: SIGKILL after the limit of half a second.
        assert process.wait(LIMIT_S) == 128 + signal.SIGKILL


def test_stop_of_what_ignores_it(nsinit):
    with running(nsinit, "plain", "--", "/payload", "stubborn") as process:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(LIMIT_S) == 128 + signal.SIGKILL
        assert 0.4 < time.monotonic() - began < 3


# Record, readiness, lock.


def test_record(nsinit, tmp_path):
    """It names the container's first process while that runs, and no longer."""
    for words, directory in ([], RECORDS / "plain"), (["--directory", tmp_path / "a"],
                                                      tmp_path / "a"):
        with running(nsinit, *words, "plain", "--", "/payload", "hold") as process:
            pid = wait("the record", lambda: (directory / "pid").exists()) and int(
                (directory / "pid").read_text())
            stat = Path(f"/proc/{pid}/stat").read_text()
            assert stat.split(" ")[1] == "(init)" and f" {process.pid} " in stat
            assert int((directory / "start").read_text()) == int(
                stat.rpartition(")")[2].split()[19])
            assert sorted(os.listdir(directory)) == ["pid", "start"]
            process.kill()
        wait("its end", lambda: not directory.exists())
        wait("the end of the guard", lambda: not left())


def test_ready(nsinit):
    """One line with the pid when the program was executed; an end without one when it was not."""
    reader, writer = os.pipe()
    with running(nsinit, "--ready-fd", str(writer), "plain", "--", "/payload", "hold",
                 pass_fds=[writer]):
        os.close(writer)
        with open(reader, "rb") as file:
            line = file.read()
        assert line == (RECORDS / "plain" / "pid").read_bytes()
    wait("the end of the guard", lambda: not left())
    reader, writer = os.pipe()
    with subprocess.Popen([nsinit, "run", "--ready-fd", str(writer), "plain", "--", "/missing"],
                          pass_fds=[writer], stderr=subprocess.DEVNULL):
        os.close(writer)
        with open(reader, "rb") as file:
            assert file.read() == b""


def test_same_name_twice(nsinit):
    with running(nsinit, "plain", "--", "/payload", "hold") as process:
        status, _, err = run(nsinit, "plain", "--", "/payload", "exit", "0")
        assert (status, err) == (125, "nsinit run: plain: runs already; stop it first\n")
        process.send_signal(signal.SIGUSR2)  # the first one is none the worse
        assert process.stdout.readline() == f"signal {int(signal.SIGUSR2)}\n"


def test_two_names_at_once(nsinit):
    with running(nsinit, "plain", "--", "/payload", "hold") as one, \
            running(nsinit, "linked", "--", "/payload", "hold") as two:
        assert "v0-linked" in os.listdir("/sys/class/net")
        one.send_signal(signal.SIGINT)
        two.send_signal(signal.SIGUSR2)
        assert one.stdout.readline() == f"signal {int(signal.SIGINT)}\n"
        assert two.stdout.readline() == f"signal {int(signal.SIGUSR2)}\n"
        two.send_signal(signal.SIGTERM)
        assert two.wait(LIMIT_S) == 5
        one.send_signal(signal.SIGINT)  # its cgroups are still there
        assert one.stdout.readline() == f"signal {int(signal.SIGINT)}\n"


# Ends that nobody wished for.


def test_killed_runner(nsinit):
    """The container dies with it, and its guard takes the rest away."""
    with running(nsinit, "linked", "--", "/payload", "hold") as process:
        pid = int((RECORDS / "linked" / "pid").read_text())
        process.kill()
        process.wait()
        wait("the container's end", lambda: not Path(f"/proc/{pid}").exists())
    wait("nothing to be left", lambda: not left())


def test_killed_runner_and_guard(nsinit):
    """Nobody is left to clean: the container is dead, and the next run begins with the rest."""
    with running(nsinit, "linked", "--", "/payload", "hold") as process:
        pid = int((RECORDS / "linked" / "pid").read_text())
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        guard, = [int(one) for one in children if int(one) != pid]
        assert Path(f"/proc/{guard}/comm").read_text() == "guard\n"
        os.kill(guard, signal.SIGKILL)
        process.kill()
        process.wait()
        wait("the container's end", lambda: not Path(f"/proc/{pid}").exists())
    assert [path for path in left() if "cgroup" in path]
    assert run(nsinit, "linked", "--", "/payload", "exit", "0") == (0, "", "")


def test_killed_at_any_moment(nsinit):
    """
    Of the start: no process, mount or link stays, and no group or file after the next run: the
    guard is made after the groups, since in version 2 they want a process that is alone.
    """
    for delay_ms in range(0, 30, 2):
        with subprocess.Popen([nsinit, "run", "linked", "--", "/payload", "hold"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            time.sleep(delay_ms / 1000)
            process.kill()
        wait(f"nobody to be left after {delay_ms} ms", lambda: not [
            what for what in left() if not what.startswith(("/sys/fs/cgroup/", "/run/"))])
        assert run(nsinit, "linked", "--", "/payload", "exit", "0") == (0, "", "")
        assert left() == []


def test_own_file_cannot_be_written(nsinit):
    """Not by root inside, through its init (CVE-2019-5736), on any kernel: see run_self.c."""
    before = nsinit.read_bytes()
    assert run(nsinit, "admin", "--", "/payload", "overwrite", "/proc/1/exe") == \
        (0, "/proc/1/exe Read-only file system\n", "")
    assert nsinit.read_bytes() == before


def chrooted(root, *commands):
    """
    `nsinit run plain` in a chroot, with mounts that are made by these commands. The shell stays: it
    keeps the mount namespace which nsinit leaves.
    """
    for name in ("proc", "sys", "dev", "run", "tmp"):
        (root / name).mkdir()
    script = " && ".join([*commands, "chroot . /nsinit run plain -- /payload exit 3"])
    script += "; exit $?"
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], cwd=root,
                          capture_output=True, text=True, timeout=LIMIT_S, check=False)
    return done.returncode, done.stderr


def test_chroot(nsinit, tmp_path):
    """Its own file is found by the path that it has in there."""
    shutil.copy2(nsinit, tmp_path)
    mounts = [f"mount --rbind /{name} {name}" for name in ("proc", "sys", "dev")]
    copy = f"cp -R {ROOTS} .{ROOTS}"
    assert chrooted(tmp_path, f"mount --bind . . && cd {tmp_path}", *mounts, copy) == (3, "")
    assert left() == [] and not list((tmp_path / "run").rglob("*"))


def test_chroot_that_is_no_mount(nsinit, tmp_path):
    shutil.copy2(nsinit, tmp_path)
    assert chrooted(tmp_path, "mount -t proc proc proc") == (
        125, "nsinit run: private mounts: /: Invalid argument; a chroot must be a mount: "
             "mount --bind DIR DIR\n")


def test_process_left_behind(nsinit):
    """Whatever the program leaves running ends with it."""
    assert run(nsinit, "plain", "--", "/payload", "child") == (4, "", "")


# Terminals.


def test_terminal(nsinit):
    with typing(nsinit, "typed", "--", "/payload", "terminal") as child:
        child.expect(pexpect.EOF)
        child.close()
    assert child.exitstatus == 0
    assert child.before.split("\r\n") == [
        "0 /dev/pts/0", "1 /dev/pts/0", "2 /dev/pts/0", "console same", "controlling yes",
        "leader yes", ""]


def test_no_terminal(nsinit):
    """Not even where nsinit has one itself."""
    with typing(nsinit, "plain", "--", "/payload", "terminal") as child:
        child.expect(pexpect.EOF)
    assert child.before.split("\r\n") == [
        "0 no", "1 no", "2 no", "console other", "controlling no", "leader no", ""]


def test_option_for_a_terminal(nsinit):
    with typing(nsinit, "-t", "plain", "--", "/payload", "terminal") as child:
        child.expect_exact("leader yes")
        child.expect(pexpect.EOF)


def test_window_size(nsinit):
    with typing(nsinit, "typed", "--", "/payload", "size", dimensions=(33, 101)) as child:
        child.expect_exact("size 33 101\r\n")
        child.setwinsize(20, 50)
        child.expect_exact("size 20 50\r\n")


def test_several_terminals(nsinit):
    """Each has its own container, size and keys; one that is refused is left as it was."""
    with typing(nsinit, "typed", "--", "/payload", "hold") as one, \
            typing(nsinit, "-t", "plain", "--", "/payload", "size", dimensions=(20, 30)) as two:
        one.expect_exact("up\r\n")
        two.expect_exact("size 20 30\r\n")
        with typing(nsinit, "typed", "--", "/payload", "hold") as three:
            three.expect_exact("typed: runs already; stop it first\r\n")
            three.expect(pexpect.EOF)
        two.sendcontrol("c")
        two.expect(pexpect.EOF)
        two.close()
        assert two.exitstatus == 128 + signal.SIGINT
        assert not (RECORDS / "plain").exists() and (RECORDS / "dev").exists()
        one.sendcontrol("c")
        one.expect_exact(f"signal {int(signal.SIGINT)}\r\n")
        one.setwinsize(40, 50)
        one.expect_exact(f"signal {int(signal.SIGWINCH)}\r\n")


def test_keys_are_the_containers(nsinit):
    """Ctrl-C is a signal inside, not to nsinit; Ctrl-D is the end of file inside."""
    with typing(nsinit, "typed", "--", "/payload", "hold") as child:
        child.expect_exact("up\r\n")
        child.sendcontrol("c")
        child.expect_exact(f"signal {int(signal.SIGINT)}\r\n")
    wait("the end of the guard", lambda: not left())
    with typing(nsinit, "typed", "--", "/payload", "lines") as child:
        child.expect_exact("up\r\n")
        child.sendline("word")
        child.expect_exact("got word\r\n")
        child.sendcontrol("d")
        child.expect_exact("end of file\r\n")
        child.expect(pexpect.EOF)
        child.close()
    assert child.exitstatus == 0


def test_terminal_with_piped_input(nsinit):
    """The end of the pipe is typed as an end of file."""
    status, out, _ = run(nsinit, "typed", "--", "/payload", "lines", input="one\n", stdin=None)
    assert status == 0 and "got one\n" in out and "end of file\n" in out


def test_tail_of_a_terminal(nsinit):
    status, out, _ = run(nsinit, "typed", "--", "/payload", "flood", str(TAIL_BYTES))
    assert status == 0
    assert out == "".join("%015d\n" % at for at in range(0, TAIL_BYTES, 16))


class Terminal:
    """A pair of this test's: nsinit has the inner side, which outlives it."""

    def __init__(self, nsinit, *words):
        self.master, self.inner = pty.openpty()
        self.before = termios.tcgetattr(self.inner)
        self.process = subprocess.Popen([nsinit, "run", *words], stdin=self.inner,
                                        stdout=self.inner, stderr=self.inner,
                                        start_new_session=True)
        self.text = ""
        self.expect("up\r\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.inner)
        os.close(self.master)

    def expect(self, words):
        """Reads until the words came."""
        while words not in self.text:
            assert select.select([self.master], [], [], LIMIT_S)[0], self.text
            self.text += os.read(self.master, 4096).decode()

    def is_raw(self):
        """Whether keys go through as they are."""
        return not termios.tcgetattr(self.inner)[3] & (termios.ICANON | termios.ECHO | termios.ISIG)


@pytest.mark.parametrize("end", ["exit", "TERM", "HUP", "crash", "KILL"])
def test_settings_are_restored(nsinit, end):
    """Raw while it runs, and as before after every end."""
    with Terminal(nsinit, "typed", "--", "/payload", "lines") as terminal:
        assert terminal.is_raw()
        if end == "exit":
            os.write(terminal.master, b"end\n")
            assert terminal.process.wait(LIMIT_S) == 6
        elif end == "crash":
            os.kill(int((RECORDS / "typed" / "pid").read_text()), signal.SIGKILL)
            assert terminal.process.wait(LIMIT_S) == 128 + signal.SIGKILL
        else:
            terminal.process.send_signal(getattr(signal, f"SIG{end}"))
            terminal.process.wait(LIMIT_S)
        wait("the settings", lambda: termios.tcgetattr(terminal.inner) == terminal.before, 5)
        wait("nothing to be left", lambda: not left())


def test_failed_start_leaves_the_terminal_alone(nsinit):
    with typing(nsinit, "typed", "--", "/missing") as child:
        child.expect_exact("typed: exec /missing: No such file or directory\r\n")
        child.expect(pexpect.EOF)
        child.close()
    assert child.exitstatus == 127
