"""Starts in which one system call fails, or one process is killed: at every call in turn.

Each time the status names the step and the error, nothing is left behind, and the next start works:
it gets as far as the next call that is to fail, and once for each kind of call it gets to its end.
Two containers are started: one that has all that there is, and one without a user namespace.
"""

import errno
import time

import pytest

import features
import starts

CONFIG = "features"
WHOLE, GUEST, PLAIN = features.WHOLE, features.GUEST, features.PLAIN
# Containers, and how many processes of each start are not followed: see starts.py.
OTHERS = {WHOLE: 1, PLAIN: 0, GUEST: 0}
TRIES = 5

# What each kind of call is used for: the steps that may be named when one fails.
STEPS = {
    "mkdirat": {"cgroup", "overlay", "mount"},
    "openat": {"cgroup", "user namespace", "id map", "mount owners", "time namespace",
        "cgroup.procs", "link", "network", "root", "overlay", "masks", "terminal"},
    "write": {"cgroup", "user namespace", "id map", "mount owners", "time namespace",
        "cgroup.procs", "scheduling", "link", "release", "network", "exec"},
    "fcntl": {"descriptors"},
    "munmap": {"descriptors"},
    "pipe2": {"user namespace", "mount owners", "clone"},
    "clone3": {"mount owners", "clone"},
    "socket": {"link", "network"},
    "ioctl": {"link", "root", "terminal", "session"},
    "sendto": {"link", "network"},
    "recvfrom": {"link", "network"},
    "dup3": {"descriptors", "masks", "terminal"},
    "read": {"user namespace", "release"},
    "unshare": {"user namespace", "time namespace", "namespace", "enter user namespace"},
    "keyctl": {"keyring"},
    "mount": {"propagation", "masks"},
    "openat2": {"scheduling", "root", "system", "mount", "paths", "masks", "terminal"},
    "open_tree": {"root", "system", "mount", "paths", "terminal"},
    "mount_setattr": {"root", "system", "mount", "paths"},
    "move_mount": {"root", "overlay", "system", "mount", "paths", "terminal"},
    "fsopen": {"scheduling", "root", "overlay", "system", "mount"},
    "fsconfig": {"scheduling", "root", "overlay", "system", "mount"},
    "fsmount": {"scheduling", "root", "overlay", "system", "mount"},
    "fchdir": {"pivot_root", "masks"},
    "pivot_root": {"pivot_root"},
    "umount2": {"pivot_root"},
    "statx": {"root", "mount", "paths", "masks"},
    "fstatfs": {"scheduling", "masks"},
    "sethostname": {"hostname"},
    "prlimit64": {"rlimits"},
    "prctl": {"enter user namespace", "bounding set", "securebits", "ambient set", "no_new_privs",
        "init"},
    "setgroups": {"groups"},
    "setresgid": {"user"},
    "setresuid": {"user"},
    "capset": {"capabilities"},
    "chdir": {"directory"},
    "getcwd": {"directory"},
    "seccomp": {"seccomp", "init"},
    "clone": {"user namespace", "terminal", "init"},
    "close_range": {"init"},
    "setsid": {"session"},
    "rt_sigprocmask": {"init", "session"},
    "execve": {"exec"},
    "socketpair": {"terminal"},
    "bpf": {"devices"},
    "pidfd_open": {"user namespace", "join"},
    "setns": {"user namespace", "join", "enter user namespace"},
    "sched_setscheduler": {"scheduling"},
    "setpriority": {"scheduling"},
    "ioprio_set": {"scheduling"},
    "sched_setaffinity": {"cpu"},
    "sched_getaffinity": {"cpu"},
    "fchownat": {"overlay"},
    "fchown": {"terminal"},
    "sendmsg": {"terminal"},
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
def run(host):
    if why := features.missing():
        pytest.skip(why)
    with features.running(host, CONFIG) as running:
        yield running


@pytest.fixture(scope="module")
def calls(run, tracer):
    """{container: [call]} of starts that work, in order; of the guest while the other is up."""
    stop_all(run)
    found = {}
    for name in (PLAIN, WHOLE, GUEST):
        start = starts.start(run, tracer, name, others=OTHERS[name])
        assert start.status == 0
        found[name] = start.calls
    stop_all(run)
    return found


@pytest.fixture(scope="module")
def before(run, calls):
    """What there is while the containers are down."""
    assert features.loop_devices(run) == []
    return run.snapshot()


def stop_all(run):
    for name in (PLAIN, GUEST, WHOLE):
        starts.stop(run, name)


@pytest.fixture(autouse=True)
def down(run):
    """Nobody is up; a test that failed may have left the container so."""
    stop_all(run)


def clone_of_service(calls):
    """The number of the child's call after which it is the container's init."""
    number, = (call.number for call in calls if (call.role, call.name) == ("child", "clone"))
    return number


def is_harmless(call, calls):
    """
    Whether nothing follows when it fails: close(2) closes all the same, exec closes what a
    close_range left, the last prctl is the name of the container's init, umask(2) never fails, the
    holder ends by itself, and a terminal need not have a size.
    """
    after = call.role == "child" and call.number > clone_of_service(calls)
    sizes = [other for other in calls if (other.role, other.name) == ("child", "ioctl")][-3:-2]
    return {"close": True, "close_range": not after, "prctl": after, "umask": True, "wait4": True,
            "ioctl": call in sizes}.get(call.name, False)


def to_fail(calls, name):
    """Those of this name. The holder's wait is its end, whatever it returns: it is killed there."""
    return [call for call in calls if call.name == name and not is_harmless(call, calls) and
            (call.role, name) != ("holder", "read")]


def check_failure(run, before, call, name, number):
    """The start that failed is named and left nothing."""
    now = run.status(name)
    assert now["state"] == "failed", f"{call}: {now}"
    assert now["failure"], f"{call}: no step is named"
    assert now["failure"]["step"] in STEPS[call.name], f"{call}: {now['failure']}"
    # The launcher hears of an end of the holder only, as ECHILD or ESRCH.
    assert call.role == "holder" or now["failure"]["errno"] == number, f"{call}: {now['failure']}"
    check_nothing_left(run, before, call)


def check_nothing_left(run, before, call, loops=()):
    run.check_snapshot(before, f"{call} left something")
    run.wait("the loop device", lambda: features.loop_devices(run) == list(loops))


def check_next(run, before, call, name):
    """The next start, without a fault, works, and its stop leaves nothing."""
    status, _, err = run.run("start", name)
    now = run.status(name)
    assert status == 0 and now["state"] == "up" and now["failure"] is None, f"{call}: {err}{now}"
    starts.stop(run, name)
    check_nothing_left(run, before, f"the start after {call}")


def test_every_kind_is_known(calls):
    """A call that a start makes and this file does not know is not tested."""
    assert {call.name for those in calls.values() for call in those
            if not is_harmless(call, those)} - LAST == set(STEPS)


def start_with(run, tracer, name, wish, call, *more):
    """
    A start in which it happens to the call. Another that has this number is not meant: openat2 is
    called again where somebody mounts or renames meanwhile (openat2(2), EAGAIN).
    """
    for _ in range(TRIES):
        start = starts.start(run, tracer, name, wish, call.role, call.number, *more,
                             others=OTHERS[name])
        if call in start.calls:
            return start
        starts.stop(run, name)
    raise AssertionError(f"{call} was not made")


def fail(run, tracer, name, call):
    """A start in which the call fails; the error."""
    number = errno.EPERM if call.name in PRIVILEGE else errno.ENOSPC
    start = start_with(run, tracer, name, "fail", call, number)
    assert start.status == 1, f"{call} failed and nobody noticed"
    return number


@pytest.mark.parametrize("kind", STEPS)
def test_call_fails(run, tracer, calls, before, kind):
    chosen = [(name, call) for name in (WHOLE, PLAIN) for call in to_fail(calls[name], kind)]
    for name, call in chosen:
        check_failure(run, before, call, name, fail(run, tracer, name, call))
    if chosen:
        check_next(run, before, chosen[-1][1], chosen[-1][0])


def test_call_of_who_joins_fails(run, tracer, calls):
    """What only the launcher of such a container does; the child is as others are."""
    run.ask("start", WHOLE)
    before, loops = run.snapshot(), features.loop_devices(run)
    chosen = [call for kind in STEPS for call in to_fail(calls[GUEST], kind)
              if call.role == "launcher" or kind == "setns"]
    assert {call.name for call in chosen} >= {"setns", "pidfd_open"}
    for call in chosen:
        number = fail(run, tracer, GUEST, call)
        now = run.status(GUEST)
        assert now["state"] == "failed" and now["failure"]["errno"] == number, f"{call}: {now}"
        assert now["failure"]["step"] in STEPS[call.name], f"{call}: {now['failure']}"
        check_nothing_left(run, before, call, loops)
    run.ask("start", GUEST)
    assert run.status(WHOLE)["state"] == "up"


@pytest.mark.parametrize("name", [WHOLE, PLAIN])
def test_harmless_call_fails(run, tracer, calls, before, name):
    """One of each row of the same call, and what comes after it."""
    chosen = ends_of_rows([call for call in calls[name] if is_harmless(call, calls[name])])
    assert chosen
    for call in chosen:
        start = start_with(run, tracer, name, "fail", call, errno.EPERM)
        assert start.status == 0, f"{call}: {run.status(name)}"
        descriptors = [run.descriptors(pid) for pid in run.processes_of("serve")]
        assert [sorted(one) for one in descriptors] == [[0, 1, 2]], f"{call}: {descriptors}"
        starts.stop(run, name)
        check_nothing_left(run, before, call)


def ends_of_rows(calls):
    """Of calls of the same name that follow each other the first and the last."""
    def is_inner(at):
        return 0 < at < len(calls) - 1 and all(
            (other.role, other.name) == (calls[at].role, calls[at].name)
            for other in (calls[at - 1], calls[at + 1]))
    return [call for at, call in enumerate(calls) if not is_inner(at)]


def kill(run, tracer, name, call):
    """A start whose process is killed as it makes the call; it must be known soon."""
    began = time.monotonic()
    start = start_with(run, tracer, name, "kill", call)
    took_s = time.monotonic() - began
    assert start.ends.get(call.role) == "killed 9", f"{call}: {start.ends}"
    assert took_s < 5, f"{call}: known only after {took_s:.1f} s: {run.status(name)}"
    return start


@pytest.mark.parametrize("name", [WHOLE, PLAIN])
def test_launcher_is_killed(run, tracer, calls, before, name):
    """Before the child is released the start has failed; after that the child goes on alone."""
    for call in (call for call in calls[name] if call.role == "launcher"):
        start = kill(run, tracer, name, call)
        now = run.status(name)
        if call.name == "exit_group":
            assert start.status == 0 and now["state"] == "up", f"{call}: {now}"
            assert now["failure"] is None, f"{call}: {now}"
            starts.stop(run, name)
        else:
            assert start.status == 1 and now["state"] == "failed", f"{call}: {now}"
            assert now["failure"]["step"] in ("launcher", "release"), f"{call}: {now}"
        check_nothing_left(run, before, call)
    check_next(run, before, call, name)


def test_holder_is_killed(run, tracer, calls, before):
    """Who makes a user namespace, while the launcher waits for it."""
    chosen = [call for call in calls[WHOLE] if call.role == "holder" and call.name not in LAST]
    assert chosen
    for call in chosen:
        start = kill(run, tracer, WHOLE, call)
        now = run.status(WHOLE)
        if start.status == 0:  # past its last word: the launcher may have what it needs
            assert call.name in ("close", "read") and now["state"] == "up", f"{call}: {now}"
            starts.stop(run, WHOLE)
        else:
            assert now["failure"]["step"] in ("user namespace", "id map", "mount owners"), now
        check_nothing_left(run, before, call)
    check_next(run, before, chosen[-1], WHOLE)


@pytest.mark.parametrize("name", [WHOLE, PLAIN])
@pytest.mark.parametrize("role", ["child", "service"])
def test_child_is_killed(run, tracer, calls, before, role, name):
    """
    Never up: an end of the status pipe is no exec. The signal, or its init's status, is told. What
    is left of a child does not depend on how many equal calls it made in a row.
    """
    forked = clone_of_service(calls[name])
    released = min((call.number for call in calls[name] if call.role == role and
                    call.name == "read"), default=0)
    for call in ends_of_rows([call for call in calls[name] if call.role == role]):
        if call.name in LAST:
            continue
        kill(run, tracer, name, call)
        now = run.wait_state(name, "failed")
        assert now["failure"] or now["exit"], f"{call}: nothing says why: {now}"
        # Until it is released the launcher, which is at work for it, may see it first. Past its
        # clone the child is the container's init, and the program may run by then.
        if role == "child" and call.number <= released:
            assert now["exit"] == {"signal": 9}, f"{call}: {now}"
        elif role == "child" and call.number <= forked:
            assert now["failure"]["text"] == f"{name}: child killed by signal 9", f"{call}: {now}"
        check_nothing_left(run, before, call)
    check_next(run, before, call, name)
