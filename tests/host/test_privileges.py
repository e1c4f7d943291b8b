"""What the processes of a container are and may do: said in the config, and not said.

A program in each container prints its own state as the kernel shows it; the numbers of capabilities,
policies and classes are those of the kernel's headers.
"""

import os
import re
import shutil
import struct
import sys
from pathlib import Path

import pytest

import namespace

CONFIG = "privileges"
CHOWN, SETUID, NET_BIND_SERVICE, NET_RAW, SYS_NICE, SYS_RESOURCE = (
    1 << number for number in (0, 7, 10, 13, 23, 24))
SETS = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
# securebits.h: NOROOT 0, NO_SETUID_FIXUP 2, KEEP_CAPS 4, each with its lock one above; and the
# locks alone, where set-user-ID programs are allowed.
LOCKED_ROOT, LOCKED_ALONE = "0x2f", "0x2a"
SCHED_OTHER, SCHED_RR, SCHED_BATCH, SCHED_IDLE = 0, 2, 3, 5


def held():
    """The capabilities of these tests, and so of nsinit."""
    text = Path("/proc/self/status").read_text()
    return int(re.search(r"CapEff:\s+(\w+)", text)[1], 16)


def capability_attribute(permitted=0, inheritable=0):
    """security.capability of linux/capability.h, version 2, with the effective bit."""
    return struct.pack("<IIIII", 0x02000001, permitted, inheritable, 0, 0)


def give_files(folder, program):
    """The payload three times: set-user-ID-root, with permitted, with inheritable capabilities."""
    for name in ("privileges", "setuid", "permitted", "inheritable"):
        shutil.copy2(program, folder / name)
        os.chown(folder / name, 0, 0)
        (folder / name).chmod(0o755)
    (folder / "setuid").chmod(0o4755)
    for name, words in (("permitted", {"permitted": NET_RAW}),
                        ("inheritable", {"inheritable": NET_RAW})):
        os.setxattr(folder / name, "security.capability", capability_attribute(**words))


@pytest.fixture(scope="module")
def run(host):
    program = host.program("privileges")
    made = host.run(CONFIG)
    shutil.copy2(program, made.root / "test" / "privileges")
    for folder in ("containers/full/test", "srv"):
        give_files(made.root / folder, program)
    mapped = made.root / "containers" / "mapped"
    shutil.copytree(made.root / "containers" / "full", mapped)
    shutil.copy2(mapped / "test" / "setuid", mapped / "test" / "foreign")
    (mapped / "test" / "foreign").chmod(0o4755)
    os.chown(mapped / "test" / "setuid", 100000, 100000)
    (mapped / "test" / "setuid").chmod(0o4755)
    with made as running:
        running.run("wait")
        yield running


def facts_of(lines):
    """{"self CapEff": "...", "setuid Uid": ...} of what the program printed."""
    assert lines[-1] == "end", lines
    found = {}
    for line in lines[:-1]:
        who, _, rest = line.partition(" ")
        kind, _, rest = rest.partition(" ")
        split = {"status": ":\t", "limit": "  "}.get(kind)
        if kind == "dropped":
            who, split = f"{who} dropped", ":\t"
        what, _, value = rest.partition(split) if split else (kind, "", rest)
        found[f"{who} {what}"] = value.strip()
    return found


@pytest.fixture(scope="module")
def facts(run):
    """facts(container): of what its program said."""
    known = {}

    def of(name):
        if name not in known:
            run.wait_state(name, "done")
            lines = [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]
            known[name] = facts_of(lines)
        return known[name]
    return of


def sets(found, who="self"):
    return tuple(int(found[f"{who} {name}"], 16) for name in SETS)


# What nobody said.


def test_silent_container_has_nothing(facts):
    found = facts("silent")
    assert sets(found) == (0, 0, 0, 0, 0)
    assert found["self securebits"] == LOCKED_ROOT
    assert found["self NoNewPrivs"] == "1" and found["self Seccomp"] == "2"
    assert found["self Uid"].split() == ["201"] * 4 and found["self Gid"].split() == ["201"] * 4
    assert found["self Groups"] == ""


def test_silent_container_is_treated_like_pid_1(run, facts):
    found = facts("silent")
    assert found["self umask"] == "022" and found["self oom"] == Path(
        f"/proc/{run.pid}/oom_score_adj").read_text().strip()
    assert found["self scheduler"].startswith(f"{SCHED_OTHER} priority 0 nice 0 ")
    assert {int(cpu) for cpu in found["self cpus"].split()} == os.sched_getaffinity(run.pid)
    assert found["self HOME"] == "/" and found["self PATH"] == "/usr/sbin:/usr/bin:/sbin:/bin"


def test_silent_container_has_default_limits(run, facts):
    """Said by nsinit: cores and files. The others are inherited."""
    found = facts("silent")
    assert found["self Max core file size"].split()[:2] == ["0", "unlimited"]
    assert found["self Max open files"].split()[:2] == ["1024", "4096"]
    inherited = Path(f"/proc/{run.pid}/limits").read_text()
    line = re.search(r"Max stack size +(\w+) +(\w+)", inherited)
    assert found["self Max stack size"].split()[:2] == [line[1], line[2]]


def test_session_is_its_own_and_without_a_terminal(facts):
    found = facts("silent")
    assert found["self session"] == "own group own"
    assert found["self terminal"] == "none"


# What was said.


def test_capabilities_are_all_five(facts):
    found = facts("says")
    assert sets(found) == (NET_BIND_SERVICE | CHOWN,) * 5
    assert found["self securebits"] == LOCKED_ROOT and found["self NoNewPrivs"] == "1"


def test_identity_and_groups(facts):
    found = facts("says")
    assert found["self Uid"].split() == ["202"] * 4 and found["self Gid"].split() == ["203"] * 4
    assert found["self Groups"].split() == ["20", "29"]
    assert found["self HOME"] == "/srv"


@pytest.mark.parametrize("line, soft, hard", [
    ("Max address space", 60 << 20, 61 << 20), ("Max core file size", 0, 4096),
    ("Max cpu time", 3600, 7200), ("Max data size", 32 << 20, 33 << 20),
    ("Max file size", 1 << 20, 2 << 20), ("Max locked memory", 0, 4096),
    ("Max msgqueue size", 0, 65536), ("Max nice priority", 0, 0), ("Max open files", 64, 128),
    ("Max processes", 16, 17), ("Max realtime priority", 0, 0),
    ("Max realtime timeout", 1000000, "unlimited"), ("Max pending signals", 8, 9),
    ("Max stack size", 1 << 20, 2 << 20)])
def test_limit(facts, line, soft, hard):
    """Each by the kernel's own name: no two numbers are swapped."""
    assert facts("says")[f"self {line}"].split()[:2] == [str(soft), str(hard)]


def test_umask_scheduling_and_score(facts):
    found = facts("says")
    assert found["self umask"] == "027" and found["self oom"] == "500"
    assert found["self scheduler"] == f"{SCHED_BATCH} priority 0 nice 7 io {2 << 13 | 6:#x}"
    assert found["self cpus"] == "0"


def test_idle(facts):
    found = facts("idle")
    assert found["self scheduler"] == f"{SCHED_IDLE} priority 0 nice 0 io {3 << 13:#x}"


def test_eager(facts):
    found = facts("eager")
    assert found["self scheduler"] == f"{SCHED_OTHER} priority 0 nice -9 io {1 << 13 | 2:#x}"


def test_keyring_is_its_own(facts):
    """Anonymous, and another than any other container's."""
    first, second = facts("idle"), facts("eager")
    assert first["self keyring"] != second["self keyring"]
    for found in (first, second):
        assert found["self session-keyring"].split(";")[0] == "keyring"
        assert found["self session-keyring"].split(";")[4] == "_ses"


# Files with privilege.


def test_files_give_nothing_unless_allowed(facts):
    found = facts("closed")
    for who in ("setuid", "permitted", "inheritable"):
        assert found[f"{who} Uid"].split() == ["206"] * 4, who
        assert sets(found, who) == (CHOWN,) * 5, who


def test_allowed_files_below_a_layer_are_what_they_are(facts):
    found, plain = facts("layered"), facts("opened")
    assert found["setuid Uid"].split() == ["219", "0", "0", "0"]
    for who in ("self", "setuid", "permitted", "inheritable"):
        assert sets(found, who) == sets(plain, who), who
    assert found["mount Uid"].split() == ["219"] * 4


def test_allowed_setuid_is_root_of_its_own_users(facts):
    """A file of the container's root makes root of it, with no more than the bounding set; one of
    the appliance's root is one of nobody. Capabilities of files count within the namespace."""
    found = facts("mapped")
    assert found["setuid Uid"].split() == ["7", "0", "0", "0"]
    assert sets(found, "setuid")[1:4] == (CHOWN | NET_RAW | SETUID,) * 3
    for who, holds in (("foreign", CHOWN), ("permitted", NET_RAW)):
        assert found[f"{who} Uid"].split() == ["7"] * 4, who
        assert sets(found, who)[1:3] == (holds,) * 2, who


def test_allowed_setuid_holds_no_more_than_before(facts):
    """Without the right over its own filter, and with all that its lock allows it."""
    found = facts("opened")
    assert found["self Uid"].split() == ["207"] * 4
    extra = NET_RAW | SETUID
    assert sets(found) == (CHOWN | NET_RAW, CHOWN, CHOWN, CHOWN | extra, CHOWN)
    assert found["self securebits"] == LOCKED_ALONE
    assert found["self NoNewPrivs"] == "0" and found["self Seccomp"] == "2"


def test_allowed_setuid_becomes_root_within_the_bounding_set(facts):
    found = facts("opened")
    assert found["setuid Uid"].split() == ["207", "0", "0", "0"]
    every = CHOWN | NET_RAW | SETUID
    assert sets(found, "setuid")[1:4] == (every,) * 3
    assert found["setuid NoNewPrivs"] == "0" and found["setuid Seccomp"] == "2"


def test_allowed_setuid_can_drop_what_it_got(facts):
    """The kernel's fix-up, on which such programs rely, is on again."""
    found = facts("opened")
    assert found["setuid dropped Uid"].split() == ["207"] * 4
    assert found["setuid dropped CapPrm"] == found["setuid dropped CapEff"] == "0" * 16


def test_allowed_files_give_their_capabilities(facts):
    found = facts("opened")
    assert sets(found, "permitted")[1:3] == (NET_RAW,) * 2
    assert sets(found, "inheritable")[1:3] == (NET_RAW,) * 2
    assert found["permitted Uid"].split() == ["207"] * 4


def test_mounts_stay_nosuid(facts):
    for name, uid in (("opened", "207"), ("closed", "206")):
        assert facts(name)["mount Uid"].split() == [uid] * 4
        assert sets(facts(name), "mount")[1:3] == (CHOWN,) * 2


def test_bits_alone_give_the_user_alone(facts):
    """A set-user-ID-root program is uid 0 without any capability, and files' are refused."""
    found = facts("narrow")
    assert found["setuid Uid"].split() == ["208", "0", "0", "0"]
    assert sets(found, "setuid") == (0,) * 5
    # With the effective bit, what cannot be had whole is not executed at all: capabilities(7).
    assert "permitted CapPrm" not in found or sets(found, "permitted")[1] == 0


# What enters.


def test_entrant_is_treated_like_the_container(run):
    run.wait_state("stays", "up")
    found = facts_of(run.ask("exec", "stays", "--", "/test/privileges").splitlines())
    assert found["self scheduler"] == f"{SCHED_BATCH} priority 0 nice 4 io {2 << 13 | 5:#x}"
    assert found["self cpus"] == "0" and found["self oom"] == "400"
    assert found["self umask"] == "027"
    assert found["self Max open files"].split()[:2] == ["64", "128"]
    assert sets(found) == (CHOWN,) * 5 and found["self NoNewPrivs"] == "1"


# What cannot be had.


def failure(run, name):
    """Nothing was left in doubt: it failed, and the text says where."""
    now = run.wait_state(name, "failed")
    return now["failure"]["text"]


def test_processor_that_is_missing_is_named(run):
    assert failure(run, "far-cpu") == "far-cpu: cpu[63]: No such device"
    assert failure(run, "no-cpu") == "no-cpu: cpu[62]: No such device"


def test_limit_that_is_too_high_is_named(run):
    assert failure(run, "high-limit") == "high-limit: rlimits NOFILE: Operation not permitted"


def test_score_that_needs_privilege(run, facts):
    if held() & SYS_RESOURCE:
        assert facts("precious")["self oom"] == "-900"
    else:
        assert failure(run, "precious") == "precious: scheduling oom_score: Permission denied"


def test_real_time_where_groups_have_a_share(run, facts):
    """A version 1 group with such a share starts with none of it; elsewhere it is given."""
    if any((group / "cpu.rt_runtime_us").exists() for group in run.groups):
        assert failure(run, "real-time") == "real-time: scheduling scheduler: Operation not permitted"
    else:
        assert facts("real-time")["self scheduler"].startswith(f"{SCHED_RR} priority 3 ")


@pytest.mark.parametrize("name", ["apparmor", "selinux"])
def test_label_of_a_module_that_is_not_there(run, name):
    """No silence: it does not run without its label."""
    active = Path("/sys/kernel/security/lsm")
    if active.exists() and name in active.read_text().split(","):
        pytest.skip(f"{name} is active here")
    label = {"apparmor": "no-such-profile", "selinux": "system_u:system_r:init_t:s0"}[name]
    assert failure(run, name) == f"{name}: label {label}: Not supported"


def mount_nosuid(pid, directory):
    """An empty file system that knows no set-user-ID bits, in the mount namespace of a process."""
    script = ("import ctypes, os, sys; libc = ctypes.CDLL(None)\n"
              "fd = os.open(f'/proc/{sys.argv[1]}/ns/mnt', os.O_RDONLY)\n"
              "where = sys.argv[2].encode()\n"
              "sys.exit(libc.setns(fd, 0) or libc.mount(b'none', where, b'tmpfs', 2, None))")
    namespace.run_host(sys.executable, "-c", script, pid, directory)


def test_setuid_on_a_file_system_without_it(run):
    """What was asked for would have no effect: it is refused, and said."""
    root = run.path("/tmp/nosuid")
    for path in ("test", "proc", "sys", "dev"):
        (root / path).mkdir(parents=True, exist_ok=True)
    shutil.copy2(run.root / "test" / "serve", root / "test" / "serve")
    assert run.run("start", "nosuid")[0] == 0 and run.status("nosuid")["state"] == "done"
    mount_nosuid(run.pid, "/tmp/nosuid")
    assert run.run("start", "nosuid")[0] == 1
    assert failure(run, "nosuid") == "nosuid: root /tmp/nosuid: Operation not permitted"
