"""File systems of the kernel that the config mounts: each looked at from inside, and its flags.

What shows more than the container is as the usual one: the same masks, nothing to write to that
reaches the machine.
"""

import errno
import os
import re
import shutil
from pathlib import Path

import pytest

CONFIG = "kinds"
PROGRAMS = ("kinds",)
OWN = ("fixed", "instead", "other", "beside", "ranges", "hidden", "given", "kept")
FLAGS = {"nosuid", "nodev", "noexec"}
# Root of the appliance may open anything; for root of ranges of its own it is somebody else's.
DENIED = {"beside": str(errno.EROFS), "ranges": str(errno.EACCES)}
KINDS = {"proc": "/p", "sysfs": "/s", "mqueue": "/q", "devpts": "/t", "tmpfs": "/m"}


def make_image(run):
    root = run.root / "containers" / "fixed"
    for name in ("test", "proc", "sys", "dev", "tmp", "srv", "p", "s", "q", "t", "m", "g"):
        (root / name).mkdir(parents=True)
    shutil.copy2(run.root / "test" / "kinds", root / "test" / "kinds")


@pytest.fixture(scope="module")
def run(host):
    running = host.run(CONFIG, PROGRAMS)
    make_image(running)
    with running:
        running.run("wait")
        yield running


def service(run, name):
    """The pid of the container's program on this machine."""
    run.wait_state(name, "up")
    group = next(group for group in run.groups
                 if (group / "nsinit" / name / "cgroup.procs").exists())
    for pid in (group / "nsinit" / name / "cgroup.procs").read_text().split():
        if int(re.search(r"^NSpid:.*\s(\d+)$", Path(f"/proc/{pid}/status").read_text(), re.M)[1]) != 1:
            return int(pid)
    raise AssertionError(f"{name} has no program")


def mounts_of(run, name):
    """{target: (options of the mount, type)}."""
    found = {}
    for line in Path(f"/proc/{service(run, name)}/mountinfo").read_text().splitlines():
        words = line.split()
        found[words[4]] = set(words[5].split(",")), words[words.index("-") + 1]
    return found


@pytest.mark.parametrize("name", ["beside", "ranges"])
def test_flags(run, name):
    found = mounts_of(run, name)
    for kind, target in KINDS.items():
        options, is_kind = found[target]
        assert is_kind == kind
        assert FLAGS - ({"nodev"} if kind == "devpts" else set()) <= options
        assert ("ro" in options) == (kind == "sysfs"), f"{target}: {options}"
    assert "ro" in found["/g"][0]


@pytest.mark.parametrize("name", ["beside", "ranges"])
def test_other_proc_is_masked_as_the_usual_one(run, name):
    found = mounts_of(run, name)
    usual = {target.replace("/proc", "", 1): what for target, what in found.items()
             if target.startswith("/proc/")}
    other = {target.replace("/p", "", 1): what for target, what in found.items()
             if target.startswith("/p/")}
    assert other == usual and "/timer_list" in other and "ro" in other["/sys"][0]
    said = run.touched(name)
    assert said["write:/p/sys/kernel/domainname"] == DENIED[name]
    assert said["read:/p/timer_list"] == "0 bytes"
    assert said["write:/p/timer_list"] == "written"  # it is the null device
    assert said["write:/p/self/comm"] == "written"
    assert said["list:/p/acpi"] in ("", str(errno.ENOENT))
    root = Path(f"/proc/{service(run, name)}/root")
    for mask in ("kcore", "sysrq-trigger", "keys", "timer_list"):
        if (Path("/proc") / mask).exists():
            assert (root / "p" / mask).is_char_device(), mask


@pytest.mark.parametrize("name", ["beside", "ranges"])
def test_other_sysfs_is_masked_as_the_usual_one(run, name):
    found = mounts_of(run, name)
    usual = {target.replace("/sys", "", 1) for target in found if target.startswith("/sys/")}
    assert {target.replace("/s", "", 1) for target in found if target.startswith("/s/")} == usual
    said = run.touched(name)
    assert said["list:/s/firmware"] in ("", str(errno.ENOENT))
    assert said["write:/s/kernel/mm/ksm/run"] in (DENIED[name], str(errno.ENOENT))
    net = Path(f"/proc/{service(run, name)}/root/s/class/net")
    assert os.listdir(net) == ["lo"]  # of its own network


@pytest.mark.parametrize("name, queues, shm", [
    ("beside", "/q", "/m"), ("ranges", "/q", "/m"),
    ("instead", "/dev/mqueue", "/dev/shm"), ("other", "/dev/mqueue", "/dev/shm")])
def test_queues_and_shared_memory(run, name, queues, shm):
    said = run.touched(name)
    assert said[f"queue:{queues}"] == said[f"list:{queues}"] == "made"
    assert said[f"fill:{shm}/a"] == f"4 {errno.ENOSPC}"
    found = mounts_of(run, name)
    assert FLAGS <= found[queues][0] and FLAGS <= found[shm][0]
    assert (Path(f"/proc/{service(run, name)}/root") / shm[1:]).stat().st_mode & 0o7777 == 0o1777


@pytest.mark.parametrize("name", ["beside", "ranges"])
def test_terminals_are_others_than_the_usual_ones(run, name):
    said = run.touched(name)
    assert said["terminal:/t"] == "0" and said["list:/t"] == "0 ptmx"
    assert said["list:/dev/pts"] == "ptmx"


@pytest.mark.parametrize("name", ["instead", "other"])
def test_instead_of_the_usual_ones(run, name):
    """One mount each, not one on the other; of /proc the processes alone."""
    lines = Path(f"/proc/{service(run, name)}/mountinfo").read_text().splitlines()
    targets = [line.split()[4] for line in lines]
    for target in ("/proc", "/dev/shm", "/dev/mqueue", "/sys/fs/cgroup"):
        assert targets.count(target) == 1
    assert not [target for target in targets if target.startswith("/proc/")]
    # Not of its init, which nobody inside can trace.
    assert set(run.touched(name)["list:/proc"].split()) == {"2", "self", "thread-self"}


def test_others_have_the_usual_ones(run):
    assert "dev/mqueue" not in str(mounts_of(run, "beside").keys())
    assert mounts_of(run, "beside")["/dev/shm"][1] == "tmpfs"


@pytest.mark.parametrize("name, view", [
    ("beside", "g"), ("ranges", "g"), ("instead", "sys/fs/cgroup"), ("other", "sys/fs/cgroup")])
def test_own_groups_are_seen_read_only(run, name, view):
    """A directory for each hierarchy of version 1, and one for version 2."""
    root = Path(f"/proc/{service(run, name)}/root") / view
    own = {group.parent.name: group / "nsinit" / name for group in run.groups
           if (group / "nsinit" / name).exists()}
    if list(own) == ["cgroup"]:  # version 2 alone, at its own mount point
        pytest.skip("no hierarchy of version 1 here: see the boot tests")
    names = {line.split(":")[1] or "unified"
             for line in Path(f"/proc/{service(run, name)}/cgroup").read_text().splitlines()
             if line.endswith(f"/nsinit/{name}")}
    assert names >= {"memory", "pids", "cpu"} or "unified" in names
    assert set(run.touched(name)[f"list:/{view}"].split()) == names
    found = mounts_of(run, name)
    for hierarchy in names:
        options, kind = found[f"/{view}/{hierarchy}"]
        assert FLAGS | {"ro"} <= options and kind in ("cgroup", "cgroup2")
        text = (root / hierarchy / "cgroup.procs").read_text().split()
        assert str(service(run, name)) in text, "it is not its own group that it sees"
    assert "ro" in found[f"/{view}"][0]


def test_group_that_was_given_can_be_divided(run):
    said = run.touched("given")["group:/g/unified"].split()
    assert said == ["0", "0", str(errno.EACCES)]
    assert run.touched("kept")["group:/g/unified"].split()[0] == str(errno.EROFS)
    assert "rw" in mounts_of(run, "given")["/g/unified"][0]
    assert "ro" in mounts_of(run, "given")["/g"][0]
    assert "ro" in mounts_of(run, "given")["/g/memory"][0]


def test_what_a_stranger_sees_of_a_process(run):
    """Two numbers of a stranger, two of one who is in group 0: is it there, can it be read."""
    said = {key.split("/")[1]: value.split() for key, value in run.touched("hidden").items()}
    gone = str(errno.ENOENT)
    assert said["proc"] == said["invisible"] == [gone, gone, "0", "0"]
    assert said["closed"] == ["0", str(errno.EPERM), "0", "0"]
    assert said["open"] == ["0"] * 4
    assert said["ptraceable"] == [gone] * 4


def test_root_that_cannot_be_written(run):
    """Every kind of mount, on a read-only image that has the targets."""
    found = mounts_of(run, "fixed")
    assert "ro" in found["/"][0]
    assert {"/tmp", "/srv", "/p", "/s", "/q", "/t", "/m", "/g"} <= found.keys()
    assert run.touched("fixed")["fill:/m/a"] == f"4 {errno.ENOSPC}"


def test_restarts_leave_nothing(run):
    for name in OWN:
        run.wait_state(name, "up")
    before = run.snapshot()
    for name in OWN:
        run.ask("restart", name)
        run.wait_state(name, "up")
    run.check_snapshot(before, "restarts")
    assert str(run.root) not in Path("/proc/self/mountinfo").read_text()
