"""User namespaces on a machine: made below the limit that boot sets, and by nobody else."""

import errno
import re

CONFIG = "user"
NAMES = ("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts")


def tries(machine, name):
    """{what: name of its errno, or "done"}"""
    machine.wait_log(name, "end")
    found = [re.fullmatch(r"try (\S+) (\d+)", text) for text in machine.texts(name)]
    return {line[1]: errno.errorcode.get(int(line[2]), "done") for line in found if line}


def namespaces(machine, name):
    """Of the init of a container, or of PID 1."""
    pid = machine.status(name)["pid"] if name else 1
    return [machine.ask(f"readlink /proc/{pid}/ns/{kind}").strip() for kind in NAMES]


def test_ids(machine):
    tries(machine, "inside")
    pid = machine.status("inside")["pid"]
    assert machine.ask(f"cat /proc/{pid}/uid_map").split() == ["0", "100000", "65536"]
    assert re.search(r"^Uid:\s+100000\s", machine.ask(f"cat /proc/{pid}/status"), re.M)
    guest = machine.status("guest")["pid"]
    assert re.search(r"^Uid:\s+101000\s", machine.ask(f"cat /proc/{guest}/status"), re.M)


def test_each_has_its_own_and_a_guest_those_of_its_host(machine):
    own, host = namespaces(machine, "inside"), namespaces(machine, None)
    assert not set(own) & set(host)
    assert namespaces(machine, "guest") == own
    shared = set(namespaces(machine, "beside")) & set(host)
    assert {name.split(":")[0] for name in shared} == {"time", "user"}


def test_limit_on_user_namespaces(machine):
    """Four times the containers; none for root of the appliance beside, whose filter is open."""
    assert machine.ask("cat /proc/sys/user/max_user_namespaces").strip() == "12"
    assert tries(machine, "beside")["unshare-user"] == "EPERM"
    assert tries(machine, "inside")["unshare-user"] == "ENOSPC"


def test_limits_of_the_group_stay(machine):
    """SYS_ADMIN inside mounts no hierarchy of control groups (CVE-2022-0492)."""
    found = tries(machine, "inside")
    assert found["unshare-cgroup"] == "ENOSPC"
    assert found["mount-cgroup2"] == found["mount-cgroup"] == "EPERM"
    for path in machine.ask("find /sys/fs/cgroup -path '*/inside/*' -name 'pids.max'").split():
        assert machine.ask(f"cat {path}").strip() == "8"


def test_restart(machine):
    """The guest comes back with it; namespaces that die late are within the limit."""
    for _ in range(5):
        machine.ask("nsctl restart inside")
    machine.wait_state("guest", "up")
    assert namespaces(machine, "guest") == namespaces(machine, "inside")
