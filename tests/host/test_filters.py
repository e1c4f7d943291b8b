"""What a container's program may call: each set, changed sets, rules, actions.

One program makes the same calls in each container and says the error of each.
"""

import errno
import shutil

import pytest

EPERM, ENOSYS, EAFNOSUPPORT = errno.EPERM, errno.ENOSYS, errno.EAFNOSUPPORT
# What every filter refuses, with its error.
NEVER = {"namespace": EPERM, "clone3": ENOSYS, "type": EPERM, "mount": EPERM, "keyctl": EPERM,
         "newer": ENOSYS}
# In every set.
BASIC = {"open", "read", "executable"}
FILES = {"mkdir", "rename"}
PROCESSES = {"fork", "wait", "kill"}
LOCAL = {"local", "pair", "datagrams"}
INTERNET = {"internet", "bind", "connect", "netlink"}
LISTEN = {"listen", "accept"}
NETWORK = BASIC | FILES | PROCESSES | LOCAL | INTERNET


@pytest.fixture(scope="module")
def run(host):
    made = host.run("filters")
    shutil.copy2(host.program("filters"), made.root / "test" / "filters")
    with made as running:
        running.run("wait")
        yield running


def calls_of(lines):
    assert lines[-1] == "end", lines
    return {name: int(error) for name, error in (line.split() for line in lines[:-1])}


def calls(run, name):
    """{call: its error}, of a container's program."""
    run.wait_state(name, "done")
    return calls_of([line.split(" ", 1)[1] for line in run.ask("logs", name).splitlines()])


def check(found, good, other, never=NEVER):
    """`good` do not fail, `other` are all the rest with their errors."""
    assert {name: error for name, error in found.items() if name not in good} == {**never, **other}
    assert {name for name in found if name in good and found[name] != 0} == set()


def refused(*names):
    return dict.fromkeys(names, EPERM)


def without_can(found):
    """Where the filter lets it through: then the kernel says whether it knows the family."""
    found = dict(found)
    found.pop("can")
    return found


def test_default_set(run):
    found = without_can(calls(run, "ordinary"))
    check(found, NETWORK | LISTEN | {"setuid", "shmget", "memfd", "personality"},
          refused("userfaultfd"))


def test_network_service(run):
    found = calls(run, "server")
    check(found, NETWORK | LISTEN | {"setuid"},
          {**refused("shmget", "memfd", "personality", "userfaultfd"), "can": EAFNOSUPPORT})


def test_network_client(run):
    found = calls(run, "client")
    # Nobody listens, so nobody is there to connect to.
    assert found.pop("connect") == errno.ECONNREFUSED
    check(found, NETWORK | {"setuid"},
          {**refused("listen", "accept", "shmget", "memfd", "personality", "userfaultfd"),
           "can": EAFNOSUPPORT})


def test_compute(run):
    found = calls(run, "compute")
    check(found, BASIC | FILES | PROCESSES | LOCAL | {"memfd"},
          {**refused("setuid", "shmget", "personality", "userfaultfd"),
           **dict.fromkeys(("internet", "netlink", "can"), EAFNOSUPPORT)})


def test_minimal(run):
    found = calls(run, "minimal")
    check(found, BASIC,
          refused("mkdir", "rename", "fork", "kill", "setuid", "local", "pair", "netlink", "can",
                  "datagrams", "internet", "shmget", "memfd", "personality", "userfaultfd"))


def test_added_and_removed_calls(run):
    found = calls(run, "changed")
    # Through the filter, and to the kernel, which wants other flags.
    assert found.pop("userfaultfd") == errno.EINVAL
    assert found.pop("rename") == errno.ENOENT  # of what was not made
    check(found, (NETWORK | LISTEN | {"setuid", "shmget"}) - {"mkdir", "rename", "kill"},
          {**refused("mkdir", "kill", "memfd", "personality"), "can": EAFNOSUPPORT})


def test_rules_for_arguments(run):
    found = without_can(calls(run, "ruled"))
    check(found, (BASIC | FILES | PROCESSES | {"local", "pair", "setuid"}) - {"executable"},
          {**refused("executable", "datagrams", "shmget", "memfd", "personality", "userfaultfd"),
           **dict.fromkeys(("internet", "netlink"), EAFNOSUPPORT)})


def test_logged_calls_pass_if_the_default_set_has_them(run):
    found = without_can(calls(run, "logged"))
    check(found, BASIC | FILES | PROCESSES | {"local", "pair", "datagrams", "setuid", "shmget",
                                              "memfd", "personality"},
          {**refused("userfaultfd"), **dict.fromkeys(("internet", "netlink"), EAFNOSUPPORT)})


def test_refused_call_kills(run):
    run.wait_state("killed", "failed")
    status = run.status("killed")
    assert "159" in str(status), status  # 128 and SIGSYS


def test_setuid_programs_have_their_set(run):
    assert calls(run, "setuid") == {**calls(run, "compute")}


@pytest.mark.parametrize("name, like", [("narrow", "minimal"), ("wide", "compute")])
def test_what_enters_has_the_filter_of_the_container(run, name, like):
    run.wait_state(name, "up")
    out = run.ask("exec", name, "--", "/test/filters")
    assert calls_of(out.splitlines()) == calls(run, like)


def test_init_has_a_filter_of_its_own(run):
    """Two processes inside, each with one filter."""
    found = [dict(line.split(":", 1) for line in open(f"/proc/{pid}/status"))
             for pid in run.processes() if "narrow" in open(f"/proc/{pid}/cgroup").read()]
    assert {one["Name"].strip() for one in found} == {"init", "filters"}
    for one in found:
        assert (one["Seccomp"].strip(), one["Seccomp_filters"].strip()) == ("2", "1")
