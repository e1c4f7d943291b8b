"""One definition under nsinit, crun and bubblewrap: what is seen inside must be the same.

The containers of configs/differential.h are written here once more, for crun in the words of the
OCI runtime specification, for bubblewrap as arguments. payloads/survey.c runs under each and says
what it finds. A fact that is not the same under nsinit and the other tool fails the test, unless
ALLOWED has both sides of it with the reason; what ALLOWED has and nobody sees fails too.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
import struct
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

import namespace

CONFIG = "differential"
HERE = Path("/tmp/nsinit-differential")
ROOT = HERE / "root"
CRUN_NAME = "nsinit-differential"
LIMIT_S = 20
LEAKED = (150, 250)  # descriptors that are open when a tool is started

# The definition, as in configs/differential.h.
CAPS = ["CAP_CHOWN", "CAP_NET_BIND_SERVICE"]
ENVIRONMENT = {"PATH": "/bin", "HOME": "/tmp", "LEVEL": "3"}
RLIMITS = {"CORE": (0, 0), "NOFILE": (64, 128), "SIGPENDING": (16, 17),
           "FSIZE": (1 << 20, 2 << 20), "MEMLOCK": (0, 64 << 10)}
UMASK, OOM_SCORE, NICE = 0o027, 500, 3
MEMORY_BYTES, CPU_PERCENT, PROCESSES = 64 << 20, 50, 16
MAPPED = 100000
MASKED_FILES = [f"/proc/{name}" for name in (
    "kcore", "keys", "key-users", "latency_stats", "timer_list", "timer_stats", "sched_debug",
    "sysrq-trigger")]
MASKED_DIRECTORIES = ["/proc/acpi", "/proc/asound", "/proc/scsi", "/sys/firmware",
                      "/sys/devices/virtual/powercap"]
READ_ONLY = [f"/proc/{name}" for name in ("sys", "irq", "bus", "fs", "dynamic_debug", "pressure")]
# What the payload tries: the first must be hidden, the next not be writable.
HIDDEN = MASKED_FILES + MASKED_DIRECTORIES
SHUT = ["/", "/dev", "/data", "/proc/sys/kernel/hostname", "/proc/sys/vm/drop_caches",
        "/proc/irq/default_smp_affinity", "/sys/kernel/mm/ksm/run"]
OPEN = ["/tmp", "/dev/shm", "/dev/null", "/dev/full"]
ARGUMENTS = ["/survey", *HIDDEN, "/data/file", *(f"+{path}" for path in SHUT + OPEN)]


class Difference(NamedTuple):
    """
    Of which "tool container", which facts, what nsinit and what the tool has; "-" is nothing. All
    are patterns of the whole.
    """

    where: str
    fact: str
    ours: str
    theirs: str
    why: str


CONFINED = r"(tmpfs|proc|sysfs|ext4|\w+) r[wo],nosuid,nodev,noexec,relatime"
MASKED = "mount (" + "|".join(HIDDEN + READ_ONLY) + ")"
NODES = "/dev/(null|zero|full|random|urandom|tty)"

ALLOWED = [
    Difference(".*", "securebits", "0x2f", "0",
               "nsinit locks that uid 0 means nothing; OCI and bubblewrap have no word for it"),
    Difference(".* (user|zero)", "status Seccomp_filters", "2", "1",
               "a filter of its own forbids user namespaces where the container has none"),
    Difference(".*", "file /dev/console", ".* device 1:3", "-",
               "where a terminal is bound to: /dev is one template for all, and read-only"),
    Difference(".*", "file /dev/core", "-", "-> /proc/kcore",
               "a link to what is hidden is of no use"),
    Difference("crun .*", "pid", "2", "1", "the program has an init before it, see init.c"),
    Difference("crun .*", "parent", "1", "0", "the program has an init before it, see init.c"),
    Difference("crun .*", "mount /", r"\w+ ro,nosuid,nodev,relatime", r"\w+ ro,relatime",
               "OCI has no flags for the root"),
    Difference("crun .*", MASKED, r"\w+ ro,nosuid,(nodev,)?noexec,relatime", r"\w+ ro,relatime",
               "crun takes the flags away as it covers a path; nsinit leaves all it can"),
    Difference(".*", "options (" + "|".join(MASKED_FILES) + ")", "ro,.*mode=755", "rw,.*",
               "the null device of the container's /dev, which nobody can write; theirs is the"
               " host's"),
    Difference(".*", "options (" + "|".join(MASKED_DIRECTORIES) + ")", "ro,size=4k,nr_inodes=2",
               "rw,.*", "one empty file system for all, without room"),
    Difference(".*", "options /dev", "ro,size=64k,nr_inodes=32,mode=755", "rw,.*",
               "the template is read-only itself, theirs is as it is mounted"),
    Difference("crun mapped|bwrap .*", f"mount {NODES}", "-", "devtmpfs rw,nosuid,.*",
               "their nodes are binds of the host's one by one; nsinit binds the whole template"),
    Difference("crun mapped|bwrap .*", f"options {NODES}", "-", "rw,.*", "the same"),
    Difference(".* mapped", "file /dev(/pts|/shm)?", "04.* 65534:65534 .*", "04.* 0:0 .*",
               "/dev and what every container has there belong to the appliance's root, who is"
               " nobody inside; the modes let everybody use it"),
    Difference(".* mapped", "options /dev/shm", "rw", "rw,uid=100000,gid=100000", "the same"),
    Difference("bwrap .*", "environment PWD", "-", "/tmp", "bubblewrap adds it"),
    Difference("bwrap .*", "(session|group)", "own", "other",
               "bubblewrap's session is of its own init, which the program shares"),
    Difference("bwrap .*", "mount /.*", f"({CONFINED}|tmpfs ro,nosuid,noexec,relatime)",
               r"\w+ r[wo],nosuid,(nodev,)?relatime", "bubblewrap has no noexec"),
    Difference("bwrap .*", "(mount|options) /sys/fs/cgroup.*", "-", ".*",
               "bubblewrap makes no sysfs: the host's is bound with all that is below it"),
    Difference("bwrap .*", "file /sys/class/net/.*", ".*", ".*",
               "the host's sysfs shows the host's interfaces"),
    Difference("bwrap .*", "options /proc(/.*)?", "rw,hidepid=invisible", "rw",
               "bubblewrap has no hidepid"),
    Difference("bwrap .*", "read (" + "|".join(MASKED_FILES) + ")", "nothing", "Permission denied",
               "bubblewrap makes every bind nodev: a device that hides cannot be opened"),
    Difference("bwrap zero", "status CapBnd", "0+401", "[0-9a-f]+",
               "with --cap-add bubblewrap leaves the bounding set as it is"),
    Difference("bwrap .*", "descriptor (150|250)", "-", "/dev/null read",
               "bubblewrap hands on what it inherits; nsinit closes it (CVE-2024-21626)"),
]


# The tools.


def mounts_of_oci(owner):
    """[target, kind, options]; `owner`: options that say who owns /tmp."""
    confined = ["nosuid", "nodev", "noexec"]
    return [
        ("/proc", "proc", [*confined, "hidepid=2"]),
        ("/sys", "sysfs", [*confined, "ro"]),
        ("/dev", "tmpfs", ["nosuid", "noexec", "ro", "mode=755", "size=64k", "nr_inodes=32"]),
        ("/dev/pts", "devpts", ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"]),
        ("/dev/shm", "tmpfs", [*confined, "mode=1777"]),
        ("/tmp", "tmpfs", [*confined, "mode=1777", "size=1m", *owner]),
        ("/data", "bind", [*confined, "bind", "ro"]),
    ]


def oci_process(uid, gid, groups, caps):
    return {
        "user": {"uid": uid, "gid": gid, "umask": UMASK, "additionalGids": list(groups)},
        "args": ARGUMENTS,
        "env": [f"{key}={value}" for key, value in ENVIRONMENT.items()],
        "cwd": "/tmp",
        "capabilities": {one: list(caps) for one in (
            "bounding", "effective", "inheritable", "permitted", "ambient")},
        "rlimits": [{"type": f"RLIMIT_{key}", "soft": soft, "hard": hard}
                    for key, (soft, hard) in RLIMITS.items()],
        "noNewPrivileges": True,
        "oomScoreAdj": OOM_SCORE,
    }


def oci(uid, gid, groups=(), caps=(), mapped=None):
    """The definition in the words of the OCI runtime specification."""
    kinds = ["pid", "network", "ipc", "uts", "mount", "cgroup", *(["user"] if mapped else [])]
    ids = [{"containerID": 0, "hostID": mapped, "size": 1}] if mapped else []
    owner = [f"uid={uid}", f"gid={gid}"] if uid or mapped else []
    return {
        "ociVersion": "1.0.0",
        "process": oci_process(uid, gid, groups, caps),
        "root": {"path": str(ROOT), "readonly": True},
        "hostname": "survey",
        "mounts": [{"destination": target, "type": kind, "options": options,
                    "source": str(HERE / "data") if kind == "bind" else kind}
                   for target, kind, options in mounts_of_oci(owner)],
        "linux": {
            "namespaces": [{"type": kind} for kind in kinds],
            "uidMappings": ids,
            "gidMappings": ids,
            "resources": {
                "memory": {"limit": MEMORY_BYTES},
                "cpu": {"quota": CPU_PERCENT * 1000, "period": 100000},
                "pids": {"limit": PROCESSES},
            },
            "maskedPaths": HIDDEN,
            "readonlyPaths": READ_ONLY,
            "rootfsPropagation": "private",
            "seccomp": {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
                {"names": ["keyctl", "add_key", "request_key"], "action": "SCMP_ACT_ERRNO"}]},
        },
    }


def crun(definition):
    """It refuses the hybrid of both versions of control groups: there it is shown version 1."""
    bundle = HERE / "bundle"
    bundle.mkdir(exist_ok=True)
    (bundle / "config.json").write_text(json.dumps(definition))
    script = 'test ! -d /sys/fs/cgroup/unified || umount /sys/fs/cgroup/unified; exec "$@"'
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh",
            "nice", "-n", str(NICE),
            "crun", "--cgroup-manager", "cgroupfs", "run", "--bundle", bundle, CRUN_NAME]


def before_bwrap(mapped):
    """What bubblewrap has no word for is set before: it hands on what it is given."""
    limits = [f"--{key.lower()}={soft}:{hard}" for key, (soft, hard) in RLIMITS.items()]
    user = ["setpriv", "--reuid", str(mapped), "--regid", str(mapped), "--clear-groups"]
    return ["prlimit", *limits, "nice", "-n", str(NICE), "choom", "-n", str(OOM_SCORE), "--",
            *(user if mapped else [])]


def bwrap(filter_fd, mapped=None, caps=()):
    """The definition as bubblewrap's arguments."""
    words = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
             "--unshare-cgroup", "--new-session", "--hostname", "survey", "--cap-drop", "ALL"]
    if mapped:
        words += ["--unshare-user", "--uid", "0", "--gid", "0"]
    for cap in caps:
        words += ["--cap-add", cap]
    words += ["--clearenv", *(word for item in ENVIRONMENT.items() for word in ("--setenv", *item)),
              "--ro-bind", ROOT, "/", "--proc", "/proc", "--ro-bind", "/sys", "/sys",
              "--dev", "/dev", "--perms", "1777", "--tmpfs", "/dev/shm",
              "--perms", "1777", "--size", str(1 << 20), "--tmpfs", "/tmp",
              "--ro-bind", HERE / "data", "/data", "--chdir", "/tmp",
              "--seccomp", str(filter_fd)]
    for path in filter(os.path.exists, MASKED_FILES):
        words += ["--ro-bind", "/dev/null", path]
    for path in filter(os.path.exists, MASKED_DIRECTORIES):
        words += ["--tmpfs", path, "--remount-ro", path]
    for path in filter(os.path.exists, READ_ONLY):
        words += ["--ro-bind", path, path]
    return [*before_bwrap(mapped), *words, "--remount-ro", "/dev", *ARGUMENTS]


@contextlib.contextmanager
def filter_that_allows():
    """A filter that lets every call pass, for bubblewrap: a pipe with one BPF instruction."""
    ours, theirs = os.pipe()
    os.write(theirs, struct.pack("=HBBI", 0x06, 0, 0, 0x7fff0000))  # BPF_RET, SECCOMP_RET_ALLOW
    os.close(theirs)
    yield ours
    os.close(ours)


@contextlib.contextmanager
def leaked_descriptors():
    null = os.open("/dev/null", os.O_RDONLY)
    opened = [fcntl.fcntl(null, fcntl.F_DUPFD, fd) for fd in LEAKED]
    os.close(null)
    yield opened
    for fd in opened:
        os.close(fd)


# What is found.


class Found(NamedTuple):
    """{fact: value} from inside; {limit: value} of the control groups, seen from outside."""

    facts: dict
    limits: dict


def normal(fact, value):
    """A namespace is the host's or its own: its number is another one each time."""
    value = re.sub(r"\s+", " ", value).strip()
    if not fact.startswith("namespace "):
        return value
    return "host's" if value == os.readlink(f"/proc/self/ns/{fact.split()[1]}") else "own"


def limits_of(pid):
    """Memory, processor time and processes that its control groups give it."""
    found = {}
    for group in namespace.own_groups(pid):
        for file, limit in (("memory.limit_in_bytes", "memory"), ("memory.max", "memory"),
                            ("pids.max", "processes"), ("cpu.max", "processor")):
            if (group / file).exists():
                found[limit] = (group / file).read_text().strip()
        if (group / "cpu.cfs_quota_us").exists():
            found["processor"] = " ".join((group / f"cpu.cfs_{name}_us").read_text().strip()
                                          for name in ("quota", "period"))
    return found


def pid_of_survey():
    """The payload's on this machine; one runs at a time."""
    found = [path.parent.name for path in Path("/proc").glob("[0-9]*/comm")
             if path.read_text() == "survey\n"]
    assert len(found) == 1, found
    return found[0]


def survey(words, *more_fds):
    """Runs a tool that runs the payload, to its end; with no signal ignored, as nohup(1) does."""
    words = ["env", "--default-signal", *words]
    with leaked_descriptors() as leaked, subprocess.Popen(
            [str(word) for word in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, umask=UMASK, pass_fds=[*leaked, *more_fds]) as tool:
        lines = []
        for line in tool.stdout:
            if line == "end\n":
                break
            lines.append(line)
        else:
            raise AssertionError(f"{words}: {''.join(lines)}{tool.stderr.read()}")
        limits = limits_of(pid_of_survey())
        _, err = tool.communicate(timeout=LIMIT_S)
    assert (tool.returncode, err) == (0, ""), words
    facts = {}
    for line in lines:
        fact, value = line.split(":", 1)
        facts[fact] = normal(fact, value)  # the last of a path's mounts is what is seen
    return Found(facts, limits)


CONTAINERS = ("user", "zero", "mapped")
CASES = [("crun", "user"), ("crun", "zero"), ("crun", "mapped"),
         ("bwrap", "zero"), ("bwrap", "mapped")]  # which alone cannot become another user


@pytest.fixture(scope="module")
def place():
    shutil.rmtree(HERE, ignore_errors=True)
    for folder in ("proc", "sys", "dev", "tmp", "data"):
        (ROOT / folder).mkdir(parents=True)
    (HERE / "data").mkdir()
    (HERE / "data" / "file").write_text("some\n")
    yield
    if shutil.which("crun"):
        subprocess.run(["crun", "delete", "--force", CRUN_NAME], capture_output=True, check=False)
    shutil.rmtree(HERE)


@pytest.fixture(scope="module")
def found(host, place):
    """{(tool, container): Found}; a tool that is not installed has none."""
    shutil.copy2(host.program("survey"), ROOT / "survey")
    nsinit = host.place(CONFIG) / "nsinit"
    all_found = {("nsinit", name): survey([nsinit, "run", name, "--", *ARGUMENTS])
                 for name in CONTAINERS}
    if shutil.which("crun"):
        for name, definition in (("user", oci(301, 302, [20, 29], CAPS)),
                                 ("zero", oci(0, 0, caps=CAPS)),
                                 ("mapped", oci(0, 0, mapped=MAPPED))):
            all_found["crun", name] = survey(crun(definition))
    if shutil.which("bwrap"):
        for name, how in (("zero", {"caps": CAPS}), ("mapped", {"mapped": MAPPED})):
            with filter_that_allows() as fd:
                all_found["bwrap", name] = survey(bwrap(fd, **how), fd)
    return all_found


def differences(found, tool, name):
    """[(fact, ours, theirs)]"""
    ours, theirs = found["nsinit", name].facts, found[tool, name].facts
    return [(fact, ours.get(fact, "-"), theirs.get(fact, "-"))
            for fact in sorted(ours.keys() | theirs.keys()) if ours.get(fact) != theirs.get(fact)]


def is_like(allowed, where, values):
    return all(re.fullmatch(pattern, value) for pattern, value in zip(allowed, (where, *values)))


@pytest.mark.parametrize("tool, name", CASES)
def test_same(found, tool, name):
    if (tool, name) not in found:
        pytest.skip(f"needs {tool}")
    unknown = [f"{fact}: nsinit {ours!r}, {tool} {theirs!r}"
               for fact, ours, theirs in differences(found, tool, name)
               if not any(is_like(one[:4], f"{tool} {name}", (fact, ours, theirs))
                          for one in ALLOWED)]
    assert not unknown, "\n".join(unknown)


def test_every_allowed_difference_is_seen(found):
    if len(found) < len(CASES) + len(CONTAINERS):
        pytest.skip("needs crun and bwrap")
    unseen = [one for one in ALLOWED if not any(
        is_like(one[:4], f"{tool} {name}", values)
        for tool, name in CASES for values in differences(found, tool, name))]
    assert not unseen


@pytest.mark.parametrize("name", CONTAINERS)
def test_same_limits(found, name):
    """bubblewrap makes no control groups."""
    if ("crun", name) not in found:
        pytest.skip("needs crun")
    assert found["nsinit", name].limits == found["crun", name].limits
    assert found["nsinit", name].limits["memory"] == str(MEMORY_BYTES)


@pytest.mark.parametrize("name", CONTAINERS)
def test_nothing_is_seen_or_written(found, name):
    """By itself, beside the comparison: what all three let through would be the same."""
    facts = found["nsinit", name].facts
    assert {fact: value for fact, value in facts.items() if fact.startswith("namespace ")} == {
        **{f"namespace {kind}": "own" for kind in ("cgroup", "ipc", "mnt", "net", "pid", "uts")},
        "namespace time": "host's", "namespace user": "own" if name == "mapped" else "host's"}
    for path in HIDDEN:
        assert facts[f"read {path}"] in ("nothing", "empty directory", "No such file or directory")
    for path in SHUT:
        assert facts[f"write {path}"] in ("Read-only file system", "Permission denied"), path
    for path in OPEN:
        assert facts[f"write {path}"] == "open", path
    assert facts["read /data/file"] == "bytes"
    assert [fact for fact in facts if fact.startswith("descriptor")] == [
        "descriptor 0", "descriptor 1", "descriptor 2"]
