"""Programs inside running containers on a machine, where PID 1 came from an initramfs."""

import time

import pytest

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
    return machine.ask(f"cat /proc/{init}/task/{init}/children").split()[0]


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
