"""What of the appliance is let into a container with owners that it knows: nodes and binds.

The nodes are those of loop devices, which do nothing when they are only opened. Files lie on this
machine's own file system and on a tmpfs; both must be able to show other owners.
"""

import contextlib
import errno
import os
import re
import shutil
import stat
from pathlib import Path

import pytest

import starts

CONFIG = "owners"
USUAL = {"console", "fd", "full", "mqueue", "null", "ptmx", "pts", "random", "shm", "stderr",
         "stdin", "stdout", "tty", "urandom", "zero"}
ROOT_OF = {"with-nodes": 0, "in-ranges": 100000, "fixed": 0}
USER_OF = {"with-nodes": 311, "in-ranges": 100312, "fixed": 313}


def own(path, uid, mode):
    path.mkdir(parents=True)
    os.chown(path, uid, uid)
    path.chmod(mode)
    return path


def make_files(run):
    """Directories of user 5000, as a product's data partition has them."""
    for name in ("one", "two", "tree", "unable"):
        folder = own(run.root / "data" / name, 5000, 0o700)
        own(folder / "private", 5000, 0o700)
        (folder / "private" / "note").write_text("noted\n")
    own(run.root / "data" / "tree" / "below", 0, 0o700)
    own(run.root / "data" / "open", 0, 0o777)
    (own(run.root / "data" / "secret", 0, 0o700) / "note").write_text("secret\n")
    shutil.copy2(run.root / "test" / "touch", run.root / "containers" / "full" / "test" / "touch")


@pytest.fixture(scope="module")
def run(host):
    running = host.run(CONFIG, ("touch",))
    make_files(running)
    with running:
        running.run("wait")
        running.mount("/data/tree/below", "tmpfs", "uid=5000,gid=5000,mode=700,size=64k")
        running.mount("/data/unable", "ramfs", "mode=755")
        for name in ("tree", "unable"):
            running.run("restart", name)
        yield running


def service(run, name):
    """The pid of the container's program on this machine."""
    run.wait_state(name, "up")
    group = next(group for group in run.groups if (group / "nsinit" / name).exists())
    for pid in (group / "nsinit" / name / "cgroup.procs").read_text().split():
        with contextlib.suppress(OSError):
            numbers = re.search(r"^NSpid:(.*)$", Path(f"/proc/{pid}/status").read_text(), re.M)[1]
            if numbers.split()[-1] != "1":
                return int(pid)
    raise AssertionError(f"{name} has no program")


def inside(run, name, path):
    return Path(f"/proc/{service(run, name)}/root{path}")


# Nodes.


@pytest.mark.parametrize("name", ["with-nodes", "in-ranges", "fixed"])
def test_nodes_are_as_said(run, name):
    assert set(run.touched(name)["/dev/"].split()) == USUAL | {"by", "control", "disk", "other"}
    dev = inside(run, name, "/dev")
    found = {}
    for node in ("control", "disk/loop0", "disk/loop1", "other"):
        seen = (dev / node).lstat()
        found[node] = (stat.filemode(seen.st_mode), os.major(seen.st_rdev), os.minor(seen.st_rdev),
                       seen.st_uid, seen.st_gid)
    root, user = ROOT_OF[name], USER_OF[name]
    assert found == {
        "control": ("crw--w----", 10, 237, user, root + 5),
        "disk/loop0": ("brw-rw----", 7, 0, root, user),
        "disk/loop1": ("brw-r-----", 7, 1, root, user),
        "other": ("crw----r--", 10, 237, root, root),
    }
    assert os.readlink(dev / "by" / "name") == "../control"


@pytest.mark.parametrize("name", ["with-nodes", "in-ranges", "fixed"])
def test_nodes_open_as_their_modes_and_the_filter_let(run, name):
    found = run.touched(name)
    # "full": it was opened, and took nothing of what was written.
    assert found["/dev/control"] == found["/dev/by/name"] == "full"
    assert found["/dev/disk/loop0"] == str(errno.EPERM)  # its mode lets, the filter does not
    assert found["/dev/disk/loop1"] == found["/dev/other"] == str(errno.EACCES)
    assert found["/dev/new"] == str(errno.EROFS) and found["/dev/null"] == "made"


def test_others_have_the_usual_nodes(run):
    assert set(run.touched("without")["/dev/"].split()) == USUAL


def test_nodes_are_made_once(run):
    """By PID 1 at boot: no start makes any, and none is left of it."""
    for name in ("with-nodes", "in-ranges"):
        before = run.snapshot()
        run.ask("restart", name)
        assert run.touched(name)["/dev/control"] == "full"
        run.check_snapshot(before, name)
    assert sorted(os.listdir(run.path("/run/nsinit/nodes"))) == ["fixed", "in-ranges", "with-nodes"]


# Binds with mapped owners.


@pytest.mark.parametrize("name, folder, owner", [
    ("mapped", "one", 321), ("inner", "two", 200000)])
def test_owner_is_mapped_both_ways(run, name, folder, owner):
    found = run.touched(name)
    assert (found["/lent/here"], found["/lent/private/"]) == ("made", "note")
    made = (run.root / "data" / folder / "here").stat()
    assert (made.st_uid, made.st_gid) == (5000, 5000)
    for path in ("/lent", "/lent/here"):
        seen = inside(run, name, path).stat()
        assert (seen.st_uid, seen.st_gid) == (owner, owner)
    note = inside(run, name, "/lent/private/note").stat()
    assert note.st_uid == 65534  # of root of the appliance, whom no range has


def test_who_is_not_mapped_makes_nothing(run):
    assert run.touched("nobody")["/lent/here"] == str(errno.EOVERFLOW)
    assert os.listdir(run.root / "data" / "open") == []


def test_mounts_below_are_mapped_too(run):
    found = run.touched("tree")
    assert found["/lent/here"] == found["/lent/below/here"] == "made"
    below = Path(f"/proc/{run.pid}/root/data/tree/below/here").stat()
    assert (below.st_uid, inside(run, "tree", "/lent/below/here").stat().st_uid) == (5000, 324)


def test_root_s_files_can_be_lent_to_be_read(run):
    found = run.touched("secret")
    assert (found["/lent/"], found["/lent/here"]) == ("note", str(errno.EROFS))


def test_root_that_cannot_be_written(run):
    lines = Path(f"/proc/{service(run, 'fixed')}/mountinfo").read_text().splitlines()
    options = {line.split()[4]: line.split()[5].split(",") for line in lines}
    assert "ro" in options["/"] and "rw" in options["/srv"] and "idmapped" in options["/srv"]


def test_file_system_without_other_owners(run):
    """No silence: a bind that is not mapped would show the files to somebody else."""
    run.wait_state("unable", "failed")
    before = run.snapshot()
    assert run.run("start", "unable")[0] == 1
    assert run.status("unable")["failure"]["text"] == \
        "unable: mount[1] /lent: Not supported"
    run.check_snapshot(before, "a bind that could not be mapped")


# Failures.


@pytest.fixture(scope="module")
def traced(run, host):
    """The launcher's calls of a start with a map, and what there is without the container."""
    why = starts.missing(changes=True)
    if why:
        pytest.skip(why)
    tracer = host.program("tracer")
    starts.stop(run, "mapped")
    before = run.snapshot()
    start = starts.start(run, tracer, "mapped")
    assert start.status == 0
    starts.stop(run, "mapped")
    return tracer, [call for call in start.calls if call.role == "launcher"], before


def of_the_map(calls):
    """From the pipe of the process that makes it to the end of that process."""
    names = [call.name for call in calls]
    end = names.index("wait4")
    first = max(at for at in range(end) if names[at] == "pipe2")
    return calls[first:end + 1]


def test_calls_that_fail(run, traced):
    tracer, calls, before = traced
    own_calls = of_the_map(calls)
    assert {"pipe2", "clone3", "openat", "write"} <= {call.name for call in own_calls}
    for call in own_calls:
        if call.name in ("close", "wait4"):  # of what is there: they do not fail
            continue
        start = starts.start(run, tracer, "mapped", "fail", "launcher", call.number, errno.EPERM)
        assert start.status == 1, f"{call} failed and nobody noticed"
        assert run.status("mapped")["failure"]["text"] == \
            "mapped: mount owners[1] /lent: Operation not permitted", call
        run.check_snapshot(before, f"{call} left something")


def test_launcher_is_killed(run, traced):
    tracer, calls, before = traced
    for call in of_the_map(calls):
        start = starts.start(run, tracer, "mapped", "kill", "launcher", call.number)
        assert start.ends.get("launcher") == "killed 9", f"{call}: {start.ends}"
        run.check_snapshot(before, f"{call} left something")
    run.ask("start", "mapped")
    assert run.touched("mapped")["/lent/here"] == "made"
