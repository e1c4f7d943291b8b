"""Starts in which one system call fails, or one process is killed: at every call in turn.

Each time the status names the step and the error, nothing is left behind, and the next start works.
"""

import errno
import time

import pytest

import starts

CONFIG = "starts"
NAME = "full"  # of the container that makes every call a start can make

# What each kind of call is used for: the steps that may be named when one fails.
STEPS = {
    "mkdirat": {"cgroup"},
    "openat": {"cgroup", "clone", "cgroup.procs", "link", "network", "root", "masks"},
    "write": {"cgroup", "cgroup.procs", "link", "network", "release", "exec"},
    "fcntl": {"descriptors"},
    "munmap": {"descriptors"},
    "pipe2": {"clone"},
    "clone3": {"clone"},
    "socket": {"link", "network"},
    "ioctl": {"link"},
    "sendto": {"link", "network"},
    "recvfrom": {"link", "network"},
    "dup3": {"descriptors", "masks"},
    "read": {"release"},
    "unshare": {"namespace"},
    "keyctl": {"keyring"},
    "mount": {"propagation", "masks"},
    "openat2": {"root", "system", "mount", "masks"},
    "open_tree": {"root", "system", "mount"},
    "mount_setattr": {"root", "system", "mount"},
    "move_mount": {"root", "system", "mount"},
    "fsopen": {"system", "mount"},
    "fsconfig": {"system", "mount"},
    "fsmount": {"system", "mount"},
    "fchdir": {"pivot_root", "masks"},
    "pivot_root": {"pivot_root"},
    "umount2": {"pivot_root"},
    "statx": {"masks"},
    "fstatfs": {"masks"},
    "sethostname": {"hostname"},
    "prlimit64": {"rlimits"},
    "prctl": {"bounding set", "securebits", "ambient set", "no_new_privs", "init"},
    "setgroups": {"groups"},
    "setresgid": {"user"},
    "setresuid": {"user"},
    "capset": {"capabilities"},
    "chdir": {"directory"},
    "getcwd": {"directory"},
    "seccomp": {"seccomp"},
    "clone": {"init"},
    "close_range": {"init"},
    "setsid": {"session"},
    "rt_sigprocmask": {"session", "init"},
    "execve": {"exec"},
}

if starts.landlock_abi():
    STEPS.update({f"landlock_{call}": {"landlock"}
                  for call in ("create_ruleset", "add_rule", "restrict_self")})
    STEPS["openat2"] |= {"landlock"}

# What takes a privilege away fails with EPERM, what makes something with ENOSPC.
PRIVILEGE = {"prctl", "setgroups", "setresgid", "setresuid", "capset", "seccomp", "unshare",
             "setsid", "keyctl", "pivot_root", "umount2"}

# Not calls that fail: the end of the launcher, and the wait that the container's init begins.
LAST = {"exit_group", "rt_sigtimedwait"}


@pytest.fixture(scope="module")
def tracer(host):
    why = starts.missing(changes=True)
    if why:
        pytest.skip(why)
    return host.program("tracer")


@pytest.fixture(scope="module")
def calls(run, tracer):
    """Those of a start that works."""
    for name in run.status():
        starts.stop(run, name)
    start = starts.start(run, tracer, NAME)
    assert start.status == 0
    starts.stop(run, NAME)
    return start.calls


@pytest.fixture(scope="module")
def before(run, calls):
    """What there is while the container is down."""
    return run.snapshot()


@pytest.fixture(autouse=True)
def down(run):
    """Nobody is up; a test that failed may have left the container so."""
    for name in run.status():
        starts.stop(run, name)


def is_harmless(call, calls):
    """
    Whether nothing follows when it fails: exec closes what a close left, since all is
    close-on-exec, the last prctl is the name of the container's init, and umask(2) never fails.
    """
    forked, = (other.number for other in calls if other.name == "clone")
    after = call.role == "child" and call.number > forked
    return {"close": True, "close_range": not after, "prctl": after, "umask": True}.get(
        call.name, False)


def check_failure(run, before, call, number):
    """The start that failed is named and left nothing."""
    now = run.status(NAME)
    assert now["state"] == "failed", f"{call}: {now}"
    assert now["failure"], f"{call}: no step is named"
    assert now["failure"]["step"] in STEPS[call.name], f"{call}: {now['failure']}"
    assert now["failure"]["errno"] == number, f"{call}: {now['failure']}"
    run.check_snapshot(before, f"{call} left something")


def check_next(run, before, call):
    """The next start, without a fault, works, and its stop leaves nothing."""
    status, _, err = run.run("start", NAME)
    now = run.status(NAME)
    assert status == 0 and now["state"] == "up" and now["failure"] is None, f"{call}: {err}{now}"
    starts.stop(run, NAME)
    run.check_snapshot(before, f"the start after {call} left something")


def test_every_kind_is_known(calls):
    """A call that a start makes and this file does not know is not tested."""
    assert {call.name for call in calls if not is_harmless(call, calls)} - LAST == set(STEPS)


@pytest.mark.parametrize("name", STEPS)
def test_call_fails(run, tracer, calls, before, name):
    chosen = [call for call in calls if call.name == name and not is_harmless(call, calls)]
    number = errno.EPERM if name in PRIVILEGE else errno.ENOSPC
    assert chosen
    for call in chosen:
        start = starts.start(run, tracer, NAME, "fail", call.role, call.number, number)
        assert call in start.calls, f"{call} was not made"
        assert start.status == 1, f"{call} failed and nobody noticed"
        check_failure(run, before, call, number)
        check_next(run, before, call)


def test_harmless_call_fails(run, tracer, calls, before):
    chosen = [call for call in calls if is_harmless(call, calls)]
    assert chosen
    for call in chosen:
        start = starts.start(run, tracer, NAME, "fail", call.role, call.number, errno.EPERM)
        assert call in start.calls, f"{call} was not made"
        assert start.status == 0, f"{call}: {run.status(NAME)}"
        descriptors = [run.descriptors(pid) for pid in run.processes_of("serve")]
        assert [sorted(one) for one in descriptors] == [[0, 1, 2]], f"{call}: {descriptors}"
        starts.stop(run, NAME)
        run.check_snapshot(before, f"{call} left something")


def kill(run, tracer, call):
    """A start whose process is killed as it makes the call; it must be known soon."""
    began = time.monotonic()
    start = starts.start(run, tracer, NAME, "kill", call.role, call.number)
    took_s = time.monotonic() - began
    assert start.ends.get(call.role) == "killed 9", f"{call}: {start.ends}"
    assert took_s < 5, f"{call}: known only after {took_s:.1f} s: {run.status(NAME)}"
    return start


def test_launcher_is_killed(run, tracer, calls, before):
    """Before the child is released the start has failed; after that the child goes on alone."""
    for call in (call for call in calls if call.role == "launcher"):
        start = kill(run, tracer, call)
        now = run.status(NAME)
        if call.name == "exit_group":
            assert start.status == 0 and now["state"] == "up", f"{call}: {now}"
            assert now["failure"] is None, f"{call}: {now}"
            starts.stop(run, NAME)
        else:
            assert start.status == 1 and now["state"] == "failed", f"{call}: {now}"
            assert now["failure"]["step"] in ("launcher", "release"), f"{call}: {now}"
        run.check_snapshot(before, f"{call} left something")
        check_next(run, before, call)


@pytest.mark.parametrize("role", ["child", "service"])
def test_child_is_killed(run, tracer, calls, before, role):
    """Never up: an end of the status pipe is no exec. The signal, or its init's status, is told."""
    for call in (call for call in calls if call.role == role and call.name not in LAST):
        kill(run, tracer, call)
        now = run.wait_state(NAME, "failed")
        assert now["failure"] or now["exit"], f"{call}: nothing says why: {now}"
        # Past its clone the child is the container's init, and the program may run by then.
        forked = next(other.number for other in calls if other.name == "clone")
        if role == "child" and call.number <= forked:
            assert now["failure"]["text"] == f"{NAME}: child killed by signal 9", f"{call}: {now}"
        run.check_snapshot(before, f"{call} left something")
        check_next(run, before, call)
