"""Programs inside running containers on a machine, where PID 1 came from an initramfs."""

import contextlib
import time

import pytest

from appliance import BootError

CONFIG = "exec"
everyone = pytest.mark.parametrize("name", ["plain", "apart", "small"])


@pytest.fixture
def clean(machine):
    """What the machine holds is as it was before."""
    before = machine.held()
    yield
    end = time.monotonic() + 10
    while (now := machine.held()) != before and time.monotonic() < end:
        pass  # the supervisor is gone a moment after it said how the program ended
    assert now == before


def service_of(machine, name):
    """The container's own program: the child of its init."""
    init = machine.status(name)["pid"]
    return machine.ask(f"pgrep -P {init}").split()[0]


@everyone
def test_it_is_in_the_container(machine, clean, name):
    """Its namespaces, root, groups and privileges; nothing of the initramfs or of PID 1."""
    service = service_of(machine, name)
    links = "/proc/{}/ns/cgroup /proc/{}/ns/ipc /proc/{}/ns/mnt /proc/{}/ns/net /proc/{}/ns/pid " \
            "/proc/{}/ns/user /proc/{}/ns/uts".replace("{}", "%s")
    own = machine.ask(f"readlink {links % ((service,) * 7)}")
    assert machine.ask(f"nsctl exec {name} -- readlink {links % (('self',) * 7)}") == own
    assert own.split()[2] != machine.ask("readlink /proc/1/ns/mnt").strip()
    words = "grep -E '^(Cap|NoNew|Seccomp|Groups)'"
    assert machine.ask(f"nsctl exec {name} -- cat /proc/self/status | {words}") == \
        machine.ask(f"{words} /proc/{service}/status")
    assert machine.ask(f"nsctl exec {name} -- pwd") == ("/tmp\n" if name == "apart" else "/\n")
    lines = machine.ask(f"nsctl exec {name} -- cat /proc/self/cgroup").splitlines()
    assert lines and all(line.endswith(":/") for line in lines)


def test_identity_inside(machine):
    for name, uid, gid in (("plain", 201, 301), ("apart", 0, 0)):
        words = machine.ask(f"nsctl exec {name} -- grep -E '^[UG]id' /proc/self/status").split()
        assert words == ["Uid:", *[str(uid)] * 4, "Gid:", *[str(gid)] * 4]


def test_input_output_and_status(machine, clean):
    assert machine.ask("echo hello | nsctl exec plain -- cat") == "hello\n"
    said = machine.shell("nsctl exec plain -- sh -c 'echo out; echo err >&2; exit 7'")
    assert said == (7, "out\n", "err\n")
    assert machine.shell("nsctl exec plain -- sh -c 'kill -9 $$'")[0] == 137
    assert machine.shell("nsctl exec plain -- nothing")[0] == 127
    assert machine.ask("head -c 1000000 /dev/zero | nsctl exec apart -- cat | wc -c") == "1000000\n"


def test_its_memory_counts_in_the_container(machine):
    """Over the limit it is killed, and not the machine's memory taken."""
    assert machine.shell("nsctl exec small -- /test/hog memory")[0] == 137
    machine.wait_state("small", "up")


def test_stop_ends_it(machine):
    machine.ask("(nsctl exec plain -- sleep 1000; echo $? >/tmp/ended) >/dev/null 2>&1 &")
    machine.ask("until grep -q ^sleep.1000 /proc/[0-9]*/cmdline; do sleep 0.1; done")
    machine.ask("nsctl stop plain")
    assert machine.ask("until [ -s /tmp/ended ]; do sleep 0.1; done; cat /tmp/ended") == "137\n"
    machine.ask("rm /tmp/ended; nsctl start plain")
    assert machine.shell("nsctl exec plain -- true") == (0, "", "")


# On the machine's console: what is typed goes through QEMU, the shell's terminal and nsctl.


@contextlib.contextmanager
def typing(machine, command):
    """
    A command on the console, which has a size for it, and its own settings afterwards. What is
    typed before its shell prompts would be the console's, or flushed by stty; a shell that runs
    already is asked to.
    """
    machine.send(f"stty rows 31 cols 97; {command}; status=$?; stty rows 0 cols 0; "
                 "echo left''-$status\r")
    for _ in range(10):
        with contextlib.suppress(BootError):
            machine.expect(r"\$ ", 2)
            break
        machine.send("\r")
    yield
    assert machine.ask("echo again") == "again\n"


def test_terminal_over_the_console(machine, clean):
    """As large as the console, also when that changes; ctrl-c is the program's."""
    go, sized = "/dev/shm/go", "/dev/shm/sized"
    machine.ask(f"nsctl exec plain -- mkfifo {go} {sized}")
    root = f"/proc/{service_of(machine, 'plain')}/root"
    # A session of its own: no signal of the console's job control reaches it. stty drops what was
    # typed and not read yet when it sets a size: nothing is typed until it is done.
    machine.ask(f"setsid sh -c 'cat {root}{go}; stty -F /dev/$(cat /sys/class/tty/console/active) "
                f"rows 40 cols 90; echo sized >{root}{sized}' >/dev/null 2>&1 &")
    with typing(machine, "nsctl exec -t plain -- sh"):
        machine.send("tty; stty size\r")
        machine.expect(r"/dev/pts/0\s+31 97\s", 20)
        machine.send(f"echo now >{go}; cat {sized}; rm {go} {sized}\r")
        machine.expect(r"\ssized\s", 20)
        for _ in range(15):
            machine.send("stty size\r")
            with contextlib.suppress(BootError):
                machine.expect(r"\s40 90\s", 2)
                break
        else:
            pytest.fail("the size stayed as it was")
        machine.send("echo st''art; cat\r")
        machine.expect("start", 20)
        machine.send("word\r")
        machine.expect(r"word\s+word\s", 20)  # its echo, and its copy: cat runs
        machine.send("\x03")
        machine.expect(r"\$ ", 20)
        machine.send("exit 5\r")
        machine.expect(r"left-5\s", 20)


def test_leaving_over_the_console(machine, clean):
    """The keys of one's choice leave a program alone, and the default ones a container."""
    with typing(machine, "nsctl exec -t --detach-key ctrl-x,q plain -- sh"):
        machine.send("echo in''side-$$\r")
        pid = machine.expect(r"inside-(\d+)\s", 20)[1]
        machine.send("\x18q")
        machine.expect(r"left-0\s", 20)
    machine.ask(f"nsctl exec plain -- kill -9 {pid}")
    pid = machine.status("screen")["pid"]
    for word in ("first", "second"):
        with typing(machine, "nsctl attach screen"):
            machine.send(f"echo it''-is-{word}; stty size\r")
            machine.expect(rf"it-is-{word}\s+31 97\s", 20)
            machine.send("\x10\x11")
            machine.expect(r"left-0\s", 20)
    assert machine.status("screen")["pid"] == pid
    assert "it-is-first\n" in machine.ask("nsctl logs screen")
