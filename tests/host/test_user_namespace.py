"""Containers with a user namespace: who they are, what root in one cannot reach, what it can.

The program, payloads/hostile.c, is root inside with every capability that counts there, and no
filter of system calls: what stops it is the namespace and how its mounts were made.
"""

import errno
import os
import re
import signal
from pathlib import Path

import pytest

import namespace
import starts

CONFIG = "user"
PROGRAMS = ("hostile",)

DONE = 0
DENIED = errno.EPERM
# What each attempt of root inside must come to, and of a user of several ranges, and of a user of
# the appliance with no filter but the one against user namespaces.
STRONG = {
    "remount_root": DENIED, "remount_bind": DENIED, "remount_dev": DENIED, "remount_sys": DENIED,
    "remount_proc_sys": DENIED, "attributes_root": DENIED, "attributes_all": DENIED,
    "bind_and_remount": DENIED, "copy_without_masks": errno.EINVAL,
    "tree_without_masks": errno.EINVAL, "unmask_file": errno.EINVAL, "unmask_sys": errno.EINVAL,
    "umount_proc": errno.EINVAL, "umount_bind": errno.EINVAL, "umount_root": errno.EINVAL,
    "move_proc": errno.EINVAL, "new_proc": DENIED, "new_sysfs": DENIED, "new_cgroup2": DENIED,
    "new_cgroup": DENIED, "own_cgroup": errno.ENOSPC, "new_device_file_system": DENIED,
    "overlay_proc": errno.EINVAL,
    "grow_shm": DENIED, "make_null": DENIED, "make_disk": DENIED,
    "user_by_unshare": errno.ENOSPC, "user_by_clone": errno.ENOSPC,
    "user_by_clone3": errno.ENOSPC, "allow_user": errno.EROFS, "write_map": DENIED,
    "write_core_pattern": errno.EACCES, "unmapped_user": errno.EINVAL, "restart": DENIED,
    "load_module": None, "set_clock": DENIED, "read_secret": errno.EACCES, "own_secret": None,
    "open_handle": DENIED, "leave_root": errno.ECHILD, "leave_by_pivot": errno.EINVAL,
    "own_mount": DONE, "own_hostname": DONE, "own_user": DONE, "own_groups": DONE,
    "own_file": DONE, "use_null": DONE, "use_full": DONE, "use_random": DONE, "use_ptmx": DONE,
    "use_output": DONE,
}


def said(run, name):
    """What the newest run said, without times: {first word: [the rest]}, once it is through."""
    def lines():
        found = [re.sub(r"^\d+\.\d{3} ", "", line) for line in run.ask("logs", name).splitlines()]
        begins = [at for at, line in enumerate(found) if line.startswith("clocks ")]
        newest = found[begins[-1]:] if begins else []
        return newest if "end" in newest else None
    facts = {}
    for line in run.wait(f"{name} to end its attempts", lines):
        word, _, rest = line.partition(" ")
        facts.setdefault(word, []).append(rest)
    return facts


def tries(run, name):
    return {word: int(number) for word, number in
            (line.split() for line in said(run, name)["try"])}


def service(run, name):
    """The pid on this machine of the program of a container."""
    for group in run.groups:
        for folder in group.rglob(name):
            for pid in (folder / "cgroup.procs").read_text().split():
                if Path("/proc", pid, "comm").read_text().strip() in ("hostile", "serve"):
                    return int(pid)
    raise AssertionError(f"{name} does not run")


def status(pid, key):
    return re.search(rf"^{key}:\s+(.*)$", Path(f"/proc/{pid}/status").read_text(), re.M)[1].split()


def inode(pid, name):
    return os.stat(f"/proc/{pid}/ns/{name}").st_ino


@pytest.fixture(scope="module", autouse=True)
def secret(run):
    """A file of root's that nobody else may read, in what the containers see as /srv."""
    for name in run.status():
        starts.stop(run, name)
    path = run.root / "srv/secret"
    path.write_text("secret")
    path.chmod(0o600)
    for name in run.status():
        run.ask("start", name)


# Who they are.


def numbers(text):
    return [[int(word) for word in line.split()] for line in text.splitlines()]


def test_one_range(run):
    pid = service(run, "strong")
    for file in ("uid_map", "gid_map"):
        assert numbers(Path(f"/proc/{pid}/{file}").read_text()) == [[0, 100000, 65536]]
    assert status(pid, "Uid") == ["100000"] * 4 and status(pid, "Gid") == ["100000"] * 4
    assert said(run, "strong")["id"] == ["0:0"]


def test_several_ranges(run):
    pid = service(run, "ranges")
    assert numbers(Path(f"/proc/{pid}/uid_map").read_text()) == [
        [0, 200000, 1], [1000, 201000, 10]]
    assert numbers(Path(f"/proc/{pid}/gid_map").read_text()) == [
        [0, 300000, 100], [1000, 301000, 10]]
    assert status(pid, "Uid") == ["201000"] * 4 and status(pid, "Gid") == ["301001"] * 4
    assert status(pid, "Groups") == ["300020", "300029"]
    assert status(pid, "CapPrm") == status(pid, "CapBnd") == ["0000000000000000"]
    assert said(run, "ranges")["id"] == ["1000:1001"]


def test_capabilities_are_those_asked_for(run):
    """The namespace gives its first process all of them, in the bounding set too."""
    pid = service(run, "strong")
    bits = sum(1 << bit for bit in (21, 12, 7, 6, 0, 1, 2, 3, 5, 18, 19, 24, 8))
    for key in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status(pid, key)[0], 16) == bits, key


def test_init_is_in_it_too(run):
    for name in ("strong", "ranges"):
        pid = service(run, name)
        init = int(status(pid, "PPid")[0])
        for kind in ("user", "mnt", "net", "pid", "uts", "ipc", "cgroup"):
            assert inode(init, kind) == inode(pid, kind) != inode(run.pid, kind), kind
        assert status(init, "Uid") == status(pid, "Uid")


def test_owners(run):
    """Files of the appliance are nobody's; what was made for the container is its own."""
    owners = dict(line.split() for line in said(run, "strong")["owner"])
    assert owners == {"/test": "65534:65534", "/tmp": "0:0", "/proc/self": "0:0",
                      "/proc/self/fd/1": "0:0"}
    owners = dict(line.split() for line in said(run, "ranges")["owner"])
    assert owners["/tmp"] == owners["/proc/self/fd/1"] == "1000:1001"
    owners = dict(line.split() for line in said(run, "plain")["owner"])
    assert owners["/test"] == "0:0" and owners["/tmp"] == "203:203"


def test_network_is_owned_by_it(run):
    """The address came in through the appliance; NET_ADMIN inside is good for this network."""
    pid = service(run, "strong")
    assert sorted(os.listdir(f"/proc/{pid}/root/sys/class/net")) == ["eth0", "lo"]
    namespace.run_host("nsenter", f"--user=/proc/{pid}/ns/user", f"--net=/proc/{pid}/ns/net",
                       "ip", "link", "set", "eth0", "mtu", "1400")
    assert Path(f"/proc/{pid}/root/sys/class/net/eth0/mtu").read_text() == "1400\n"


def test_network_of_the_appliance(run):
    """Shared with a container whose capabilities do not count there: its sysfs shows it all."""
    pid = service(run, "outside")
    assert inode(pid, "net") == inode(run.pid, "net")
    assert inode(pid, "user") != inode(run.pid, "user")
    assert sorted(os.listdir(f"/proc/{pid}/root/sys/class/net")) == run.interfaces()


def test_clocks(run):
    """Ahead by the offsets, exactly, for the service and for its init."""
    monotonic, boot = (int(word) for word in said(run, "ranges")["clocks"][0].split())
    plain_monotonic, plain_boot = (
        int(word) for word in said(run, "plain")["clocks"][0].split())
    assert abs(monotonic - plain_monotonic - 1000000) <= 5
    assert abs(boot - plain_boot - 2000000) <= 5
    pid = service(run, "ranges")
    init = int(status(pid, "PPid")[0])
    assert inode(pid, "time") == inode(init, "time") != inode(run.pid, "time")
    offsets = Path(f"/proc/{pid}/timens_offsets").read_text().split()
    assert offsets == ["monotonic", "1000000", "0", "boottime", "2000000", "0"]
    assert inode(service(run, "plain"), "time") == inode(run.pid, "time")


# What they cannot do.


def test_root_inside(run):
    found = tries(run, "strong")
    assert set(found) == set(STRONG), "an attempt that is not judged here"
    wrong = {name: found[name] for name, expected in STRONG.items()
             if found[name] != expected and not (expected is None and found[name] != DONE)}
    assert not wrong
    assert said(run, "strong")["masked"] == ["1:3 0"]


def test_secret_is_still_root_s(run):
    said(run, "strong")
    found = os.stat(run.root / "srv/secret")
    assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == (0, 0, 0o600)


@pytest.mark.parametrize("name", ["ranges", "plain"])
def test_user_inside(run, name):
    """Without capabilities; only its own devices and output work."""
    allowed = {"use_null", "use_full", "use_random", "use_ptmx", "use_output"}
    if name == "ranges":
        allowed.add("own_user")  # it is this user already
    done = {word for word, number in tries(run, name).items() if number == DONE}
    assert done == allowed


def test_no_user_namespace_without_one(run):
    """No filter was asked for, and user.max_user_namespaces must be above 0 for the others."""
    found = tries(run, "plain")
    assert found["user_by_unshare"] == found["user_by_clone"] == errno.EPERM
    assert found["user_by_clone3"] == errno.ENOSYS


def test_nested_limit(run):
    """Inside it is 0, and the file that says so cannot be written."""
    pid = service(run, "strong")
    inside = namespace.run_host("nsenter", f"--user=/proc/{pid}/ns/user", "--preserve-credentials",
                                "cat", "/proc/sys/user/max_user_namespaces")
    assert inside == "0\n"


def test_mounts_are_the_container_s_alone(run):
    """Below its root; nothing of the appliance is left in the copy, not even unreachable."""
    pid = service(run, "strong")
    lines = Path(f"/proc/{pid}/mountinfo").read_text().splitlines()
    targets = [line.split()[4] for line in lines]
    assert targets[0] == "/" and targets.count("/") == 1
    made = {"/proc", "/sys", "/dev", "/dev/pts", "/dev/shm", "/tmp", "/srv", "/test"}
    assert made <= set(targets)
    assert not [target for target in targets if target.startswith(("/run", "/sbin", "/sys/fs"))]


# Failures.


@pytest.fixture(scope="module")
def tracer(host):
    why = starts.missing(changes=True)
    if why:
        pytest.skip(why)
    return host.program("tracer")


def test_kernel_without(run, tracer):
    """
    unshare(2) of a user namespace fails as it does where user.max_user_namespaces is 0, or where
    the kernel has none: a clear step and reason. Every other call of the start, and its kills, are
    tried in test_injection.py.
    """
    starts.stop(run, "ranges")
    before = run.snapshot()
    start = starts.start(run, tracer, "ranges")
    assert start.status == 0
    starts.stop(run, "ranges")
    call = next(call for call in start.calls if call.role == "holder" and call.name == "unshare")
    for number, words in ((errno.ENOSPC, "No space left on device"),
                          (errno.EINVAL, "Invalid argument")):
        start = starts.start(run, tracer, "ranges", "fail", "holder", call.number, number)
        assert start.status == 1
        assert run.status("ranges")["failure"]["text"] == f"ranges: user namespace: {words}"
        run.check_snapshot(before, "a start without user namespaces")
    run.ask("start", "ranges")
    assert run.status("ranges")["state"] == "up"


def test_restarts_leave_nothing(run):
    """Namespaces die late: the limit on them must hold all that are on their way."""
    for name in ("strong", "ranges", "plain"):
        said(run, name)
    before = run.snapshot()
    pid = run.status("strong")["pid"]
    for _ in range(20):
        run.ask("restart", "strong")
    assert run.status("strong")["state"] == "up" and run.status("strong")["pid"] != pid
    said(run, "strong")
    run.check_snapshot(before, "20 restarts")


def test_service_is_killed(run):
    """Its end is told as that of any other."""
    starts.stop(run, "ranges")
    run.ask("start", "ranges")
    os.kill(service(run, "ranges"), signal.SIGKILL)
    now = run.wait_state("ranges", "failed")
    assert now["exit"] == {"status": 128 + signal.SIGKILL}
