"""SYSCALLS_LEARN: what a program calls is let through, noted, and printed as lines of a config.

The learner of a container ends with it; when the learner is killed, the container is.
"""

import errno
import os
import re
import signal

import pytest

import namespace

CONFIG = "learn"
PROGRAMS = ("calls",)
PERM, NOSYS = errno.EPERM, errno.ENOSYS


@pytest.fixture(scope="module")
def printed(run, tmp_path_factory):
    """printed(container): what `nsctl syscalls` prints, and in it the set and two lists of names."""

    def of(name):
        text = run.ask("syscalls", name)
        compiles(text, tmp_path_factory.mktemp("printed") / "config.h")

        def names(pattern):
            found = re.search(pattern, text, re.S)
            return set(re.findall(r"\w+", found[1])) if found else set()

        sets = re.findall(r"^\t\.syscalls = (\w+),$", text, re.M)
        assert len(sets) == 1, text
        return {"text": text, "set": sets[0],
                "more": names(r"\n\t\.syscalls_add = SYSCALLS\((.*?)\),\n"),
                "less": names(r"/\* In it, and not called; for \.syscalls_remove:(.*?)\*/")}
    return of


def compiles(text, header):
    """As it was printed, in a container, checker and all."""
    header.write_text(f"""#include <nsinit/container.h>
static const struct container web = {{
	.name = "web", .argv = ARGV("/bin/web"), .root = {{ ROOT_HOST }}, .identity = USER(1, 1),
	.limits = LIMITS(.memory_bytes = MiB(1), .processes = 2),
{text}}};
static const struct container *const containers[] = {{ &web }};
const struct appliance appliance = {{
	.schema = NSINIT_SCHEMA, .hostname = "web", .containers = CONTAINERS(containers),
}};
""")
    place = header.parent / "build"
    namespace.run_host("make", "-s", "-C", namespace.TREE, f"B={place}", f"CONFIG={header}",
                       f"{place}/checked", env=namespace.make_environment())


def said(run, name):
    return [line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()]


def learners(run):
    return run.processes_of("learner")


def test_calls_are_let_through_and_noted(run, printed):
    run.wait_state("wide", "done")
    lines = said(run, "wide")
    assert lines[0] == "network 0" and lines[1] == f"rare {errno.EFAULT}"
    assert lines[2] == f"root 0 {PERM}", "with its capability, and not with another's"
    found = printed("wide")
    assert found["set"] == "SYSCALLS_NETWORK_SERVICE"
    assert "io_uring_setup" in found["more"]
    assert "listen" not in found["less"] and "bind" not in found["less"]
    assert {"accept", "fork", "setuid"} <= found["less"]
    # One comes with its capability, the other was of no use.
    assert not {"chroot", "sethostname"} & (found["more"] | found["less"])
    assert "sethostname (SYS_ADMIN)" in found["text"] and "chroot" not in found["text"]


def test_narrowest_set(run, printed):
    """A local socket is in the set of those that reach no network."""
    run.wait_state("brief", "done")
    assert said(run, "brief") == ["local 0"]
    found = printed("brief")
    assert found["set"] == "SYSCALLS_COMPUTE" and found["more"] == set()
    assert {"connect", "fork", "read"} <= found["less"]
    assert not {"write", "execve", "exit_group"} & found["less"]


def test_what_no_set_allows_is_refused(run, printed):
    """Else a library would take the call that it will not have."""
    run.wait_state("refused", "done")
    assert said(run, "refused") == [f"never {PERM} {NOSYS} {PERM}"]
    assert not {"keyctl", "clone3"} & printed("refused")["more"]


def test_notes_are_kept_over_a_restart(run, printed):
    run.wait_state("learns", "up")
    run.wait("it to wait", lambda: "up" in said(run, "learns"))
    assert "ustat" not in printed("learns")["more"]
    run.ask("stop", "learns")
    assert said(run, "learns")[-1] == "down", "SIGTERM reached it"
    assert "ustat" in printed("learns")["more"]
    run.ask("start", "learns")
    assert "ustat" in printed("learns")["more"]


def test_who_enters_is_not_learned_from(run, printed):
    run.wait_state("learns", "up")
    assert run.ask("exec", "learns", "--", "/test/calls", "rare") == f"rare {errno.EFAULT}\n"
    assert "io_uring_setup" not in printed("learns")["more"]


def test_said_loudly(run):
    lines = said(run, "nsinit")
    assert "learns: LEARNS: nearly every call is allowed" in lines
    assert not [line for line in lines if line.startswith("strict: LEARNS")]


def test_only_of_who_learns(run):
    status, out, err = run.run("syscalls", "strict")
    assert (status, out) == (1, "") and "it does not have SYSCALLS_LEARN" in err


def test_learner_has_nothing(run):
    """Of the appliance's: no file but the one that answers, no privilege, no terminal."""
    run.wait_state("learns", "up")
    learner, = learners(run)
    status = open(f"/proc/{learner}/status").read()
    assert re.search(r"Uid:(\t65534){4}", status) and re.search(r"CapEff:\t0+\n", status)
    assert sorted(run.descriptors(learner).values())[3:] == ["anon_inode:seccomp notify"] or \
        "anon_inode:seccomp notify" in run.descriptors(learner).values()
    assert len(run.descriptors(learner)) == 4


@pytest.fixture
def down(run):
    """What there is while it is down."""
    run.ask("stop", "learns")
    run.wait("the learner to end", lambda: not learners(run))
    return run.snapshot()


def test_stop_leaves_nothing(run, down):
    for _ in range(10):
        run.ask("start", "learns")
        run.ask("stop", "learns")
    run.check_snapshot(down, "ten runs")


def test_failed_start_leaves_nothing(run, down):
    assert run.run("start", "bad")[0] == 1
    assert run.status("bad")["failure"]["text"] == "bad: exec /test/nothing: No such file or directory"
    run.check_snapshot(down, "a failed start")


def test_death_of_the_learner_is_the_containers(run, down):
    """Nothing hangs: it is named, and the next start works."""
    run.ask("start", "learns")
    learner, = learners(run)
    os.kill(learner, signal.SIGKILL)
    now = run.wait_state("learns", "failed")
    assert now["failure"]["text"] == "learns: learner killed by signal 9"
    run.check_snapshot(down, "a killed learner")
    run.ask("start", "learns")
    assert run.status("learns")["failure"] is None
    run.ask("stop", "learns")
    run.check_snapshot(down, "the start after it")


def test_death_of_the_container_is_the_learners(run, down):
    run.ask("start", "learns")
    os.kill(run.processes_of("calls")[0], signal.SIGKILL)
    run.wait_state("learns", "failed", "done")
    run.check_snapshot(down, "a killed container")
