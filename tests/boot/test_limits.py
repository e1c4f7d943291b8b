"""Every limit that control groups have, of both versions; policies, limits and scores that take
privilege; labels of AppArmor (on the machine with version 2) and SELinux (on that with 1).

Policies are loaded when their tests begin: before, a label has to fail the start.
"""

import errno
import re

import pytest

from appliance import run_host

CONFIG = "limits"
MIB = 1024 * 1024
# Both modules are in the kernel; one boots as the machine's.
APPEND = {"v2": "security=apparmor apparmor=1", "v1": "security=selinux selinux=1"}
OTHER = {"v2": "typed", "v1": "confined"}

PROFILE = """
abi <abi/kernel-5.4-vanilla>,
profile nsinit-test {
  capability,
  network,
  file,
  signal,
  ptrace,
  unix,
  deny /srv/** r,
}
"""

# The least that the kernel takes; what it does not name is allowed. A program without new privileges
# on a mount without set-user-ID takes another type by process2's permissions alone.
POLICY = """
class process
class process2
class security
sid kernel
sid security
sid unlabeled
class process { fork transition dyntransition setexec }
class process2 { nnp_transition nosuid_transition }
class security { load_policy }
policycap nnp_nosuid_transition;
type kernel_t;
type confined_t;
role system_r;
role system_r types { kernel_t confined_t };
allow kernel_t self:process *;
allow kernel_t confined_t:process *;
allow kernel_t confined_t:process2 *;
user system_u roles { system_r };
sid kernel system_u:system_r:kernel_t
sid security system_u:system_r:kernel_t
sid unlabeled system_u:system_r:kernel_t
fs_use_trans tmpfs system_u:system_r:kernel_t;
genfscon proc / system_u:system_r:kernel_t
"""


def change_image(folder):
    source = folder.parent / "policy"
    source.write_text(PROFILE)
    run_host("apparmor_parser", "-Q", "-K", "-T", "-o", folder / "test" / "profile", source)
    source.write_text(POLICY)
    run_host("checkpolicy", "-U", "allow", "-c", "31", "-o", folder / "test" / "policy", source)


@pytest.fixture(scope="module", params=["v2", "v1"])
def machine(request, images):
    """With two processors, so that one can be chosen."""
    with images.boot(CONFIG, request.param, append=APPEND[request.param], change=change_image,
                     extra=("-smp", "2")) as booted:
        booted.cgroup = request.param
        booted.ask("nsctl wait >/dev/null 2>&1; true", 60)
        yield booted


def only(machine, version):
    if machine.cgroup != version:
        pytest.skip(f"of the machine with {version}")


# Limits of control groups.

BOTH = {
    "v2": {
        "memory.max": 32 * MIB, "memory.low": 8 * MIB, "memory.swap.max": 16 * MIB,
        "memory.oom.group": 1, "cpu.max": "25000 50000", "cpu.max.burst": 10000, "cpu.weight": 200,
        "pids.max": 9, "cpuset.cpus": 1, "cpuset.mems": 0, "hugetlb.2MB.max": 4 * MIB,
        "io.max": f"7:0 rbps={8 * MIB} wbps={4 * MIB} riops=500 wiops=100\n"
                  "7:1 rbps=max wbps=max riops=50 wiops=max",
        "cgroup.max.depth": 3},
    "v1": {
        "memory.limit_in_bytes": 32 * MIB, "memory.soft_limit_in_bytes": 8 * MIB,
        "memory.memsw.limit_in_bytes": 48 * MIB, "cpu.cfs_quota_us": 25000,
        "cpu.cfs_period_us": 50000, "cpu.cfs_burst_us": 10000,
        "cpu.shares": 512,  # 2048 of the weight; the raw value is written last
        "pids.max": 9, "cpuset.cpus": 1, "cpuset.mems": 0, "hugetlb.2MB.limit_in_bytes": 4 * MIB,
        "blkio.throttle.read_bps_device": f"7:0 {8 * MIB}",
        "blkio.throttle.write_bps_device": f"7:0 {4 * MIB}",
        "blkio.throttle.read_iops_device": "7:0 500\n7:1 50",
        "blkio.throttle.write_iops_device": "7:0 100"}}

# {container: {version: (file, value) or (file, errno of the start)}}
EOPNOTSUPP = errno.EOPNOTSUPP
ALONE = {
    "high": {"v2": ("memory.high", str(12 * MIB)), "v1": ("memory.high", EOPNOTSUPP)},
    "least": {"v2": ("memory.min", str(2 * MIB)), "v1": ("memory.min", EOPNOTSUPP)},
    "whole": {"v2": ("memory.oom.group", "1"), "v1": ("memory.oom.group", EOPNOTSUPP)},
    "single": {"v2": ("memory.oom.group", "0"), "v1": ("memory.limit_in_bytes", str(16 * MIB))},
    "swaps": {"v2": ("memory.swappiness", EOPNOTSUPP), "v1": ("memory.swappiness", "10")},
    "weighs": {"v2": ("io.weight", "default 320"), "v1": ("blkio.bfq.weight", "120")},
    "given": {"v2": ("cgroup.procs", None), "v1": ("delegate", EOPNOTSUPP)},
    "nobody": {"v2": ("io.max", errno.ENODEV),
               "v1": ("blkio.throttle.read_bps_device", errno.ENODEV)},
    "unknown": {"v2": ("memory.no", EOPNOTSUPP), "v1": ("memory.no", EOPNOTSUPP)},
    "refused": {"v2": ("pids.max", errno.EINVAL), "v1": ("pids.max", errno.EINVAL)},
}


def group_file(machine, name, file):
    """The path of a file of the container's control group."""
    middle = "" if machine.cgroup == "v2" else file.split(".")[0] + "/"
    return f"/sys/fs/cgroup/{middle}nsinit/{name}/{file}"


@pytest.mark.parametrize("file", sorted({*BOTH["v2"], *BOTH["v1"]}))
def test_limit_of_both(machine, file):
    if file not in BOTH[machine.cgroup]:
        pytest.skip("of the other version")
    assert machine.status("both")["state"] == "up"
    said = machine.ask(f"cat {group_file(machine, 'both', file)}").strip()
    assert sorted(said.splitlines()) == str(BOTH[machine.cgroup][file]).splitlines()


def test_limits_are_those_of_the_program(machine):
    """It is in the group whose files these are, and runs where they say."""
    inside = machine.ask("nsctl exec both -- /bin/cat /proc/self/status")
    assert re.search(r"^Cpus_allowed_list:\s+1$", inside, re.M)
    assert re.search(r"^Mems_allowed_list:\s+0$", inside, re.M)
    pid = machine.status("both")["pid"]
    paths = {line.split(":", 2)[2] for line in
             machine.ask(f"cat /proc/{pid}/cgroup").splitlines() if ":name=" not in line}
    assert paths == {"/nsinit/both"} or machine.cgroup == "v1" and "/nsinit/both" in paths
    procs = group_file(machine, "both", "pids.max").replace("pids.max", "cgroup.procs")
    assert str(pid) in machine.ask(f"cat {procs}").split()


@pytest.mark.parametrize("name", ALONE)
def test_limit_alone(machine, name):
    file, expected = ALONE[name][machine.cgroup]
    now = machine.status(name)
    if isinstance(expected, int):
        assert now["state"] == "failed", now
        failure = now["failure"]
        assert (failure["step"], failure["item"], failure["errno"]) == ("cgroup", file, expected)
        assert failure["text"].startswith(f"{name}: cgroup {file}: ")
        assert machine.traces(name) == []
        return
    assert now["state"] == "up", now
    path = group_file(machine, name, file)
    if expected is None:
        assert machine.ask(f"stat -c %u:%g {path}").strip() == "208:208"
    else:
        assert machine.ask(f"cat {path}").strip() == expected


# Privileges.

# {container: (policy, priority) of /proc/PID/stat, nice value, OOM score}
SCHEDULED = {"first": (1, 10, 0, -500), "turns": (2, 5, 0, -999), "eager": (0, 0, -20, 0)}


@pytest.mark.parametrize("name", SCHEDULED)
@pytest.mark.parametrize("entered", [False, True])
def test_policy_and_score(machine, name, entered):
    """Of the container itself, and of a program that enters it."""
    policy, priority, nice, score = SCHEDULED[name]
    pid = "self" if entered else machine.status(name)["pid"]
    command = f"nsctl exec {name} -- " if entered else ""
    stat, adj = machine.ask(
        f"{command}/bin/cat /proc/{pid}/stat /proc/{pid}/oom_score_adj").splitlines()
    fields = stat[stat.rindex(")") + 2:].split()  # from the third on, proc(5)
    assert (int(fields[41 - 3]), int(fields[40 - 3])) == (policy, priority)
    if policy == 0:
        assert int(fields[19 - 3]) == nice
    assert int(adj) == score


@pytest.mark.parametrize("entered", [False, True])
def test_hard_limits_are_raised(machine, entered):
    pid = "self" if entered else machine.ask("pgrep -u 220 -x stay").split()[0]
    command = "nsctl exec first -- " if entered else ""
    said = machine.ask(f"{command}/bin/cat /proc/{pid}/limits")
    for words in (r"Max open files\s+3000\s+6000", rf"Max locked memory\s+{MIB}\s+unlimited",
                  r"Max realtime priority\s+0\s+20"):
        assert re.search(words, said), said
    # More than what PID 1 has: it was raised.
    own = re.search(r"Max open files\s+\d+\s+(\d+)", machine.ask("cat /proc/1/limits"))
    assert int(own[1]) < 6000


def test_io_priority(machine):
    pid = machine.ask("pgrep -u 220 -x stay").split()[0]
    assert machine.ask(f"iorenice {pid}").strip() == f"Pid {pid}, class rt (1), prio 3"


# Labels.


def failed_label(machine, name, *errors):
    assert machine.shell(f"nsctl start {name}")[0] == 1
    failure = machine.status(name)["failure"]
    assert failure["step"] == "label" and failure["errno"] in errors, failure


def current(machine, name, file="current"):
    """The label of the container's program, and of one that enters it."""
    init = machine.status(name)["pid"]
    program = machine.ask(f"cat /proc/{init}/task/{init}/children").split()[0]
    entered = machine.ask(f"nsctl exec {name} -- /bin/cat /proc/self/attr/{file}")
    return [text.strip("\0\n") for text in
            (machine.ask(f"cat /proc/{program}/attr/{file}"), entered)]


def test_label_of_the_module_that_is_not_there(machine):
    failed_label(machine, OTHER[machine.cgroup], errno.EOPNOTSUPP)


def test_apparmor(machine):
    only(machine, "v2")
    failed_label(machine, "confined", errno.ENOENT)  # no such profile
    machine.ask("mount -t securityfs none /sys/kernel/security && "
                "cat /test/profile >/sys/kernel/security/apparmor/.load")
    machine.ask("nsctl start confined")
    assert current(machine, "confined") == ["nsinit-test (enforce)"] * 2
    status, _, err = machine.shell("nsctl exec confined -- /bin/cat /srv/www/index.html")
    assert status != 0 and "Permission denied" in err
    assert machine.shell("nsctl exec both -- /bin/cat /srv/www/index.html")[0] == 0
    assert current(machine, "both") == ["unconfined"] * 2


def test_selinux(machine):
    only(machine, "v1")
    failed_label(machine, "typed", errno.EOPNOTSUPP)  # no policy: nobody knows what it means
    machine.ask("mount -t selinuxfs none /sys/fs/selinux && cat /test/policy >/sys/fs/selinux/load")
    machine.ask("nsctl start typed")
    assert current(machine, "typed") == ["system_u:system_r:confined_t"] * 2
    assert current(machine, "both") == ["system_u:system_r:kernel_t"] * 2
