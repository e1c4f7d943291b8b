"""What is mounted over a root: trees, later mounts, hidden and read-only paths, hostile images.

The image of a hostile container is a directory with links where a start puts its mounts. Whatever
it tries, the appliance's mounts and files are as they were.
"""

import contextlib
import errno
import os
import re
import shutil
from pathlib import Path

import pytest

CONFIG = "mounts"


def make_image(run, name, *directories, **links):
    """A directory with the program, what every root needs, and links."""
    root = run.root / "containers" / name
    for directory in ("test", "tmp", *directories):
        (root / directory).mkdir(parents=True, exist_ok=True)
    shutil.copy2(run.root / "test" / "touch", root / "test" / "touch")
    for link, target in links.items():
        (root / link.replace("_", "/")).symlink_to(target)
    for directory in {"proc", "sys", "dev"} - set(links):
        (root / directory).mkdir(exist_ok=True)
    return root


def make_files(run):
    for name in ("srv/inner", "srv/media", "srv/folder/deep", "data/fixed/deep", "outside/there"):
        (run.root / name).mkdir(parents=True)
    (run.root / "srv" / "secret").write_text("secret\n")
    (run.root / "srv" / "circle").symlink_to("circle")
    make_image(run, "dev", "etc", dev="/etc")
    make_image(run, "proc", "etc", proc="etc")
    planted = make_image(run, "planted", "dev", dev_null="../outside/there", dev_pts="/outside",
                         dev_console="../../../../outside", dev_shm="/proc/self/root")
    (planted / "outside").mkdir()
    make_image(run, "chain", "outside", "a/b", link="a/b/next", a_b_next="../../../../../end",
               end="/outside")
    make_image(run, "magic", link="/proc/self/root/outside")
    os.chmod(run.root / "outside", 0o777)


@pytest.fixture(scope="module")
def run(host):
    running = host.run(CONFIG, ("touch",))
    make_files(running)
    with running:
        running.run("wait")
        yield running


def mount_inside(run, path):
    """A tmpfs with a directory, as a hot-plugged disk would bring it."""
    run.mount(path, "tmpfs", "size=64k")
    run.path(f"{path}/deep").mkdir()


def pid_of(run, name):
    """Of the container's init, as a pid of this machine."""
    inside = run.status(name)["pid"]
    for pid in run.processes():
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{pid}/status").read_text()
            if re.search(r"^NSpid:\s+\d+\s+(\d+)", status, re.M)[1] == str(inside):
                return pid
    raise AssertionError(f"{name} has no process {inside}")


def mounts_of(run, name):
    """{target: options} of the container's mounts."""
    lines = Path(f"/proc/{pid_of(run, name)}/mountinfo").read_text().splitlines()
    return {line.split()[4]: line.split()[5].split(",") for line in lines}


@pytest.fixture(scope="module")
def tree(run):
    """The appliance has a mount below a source; the containers are started after it."""
    mount_inside(run, "/srv/inner")
    for name in ("flat", "tree", "follows"):
        run.ask("restart", name)


def test_bind_is_one_mount(run, tree):
    found = run.touched("flat")
    assert found["/srv/"].split() == ["circle", "folder", "inner", "media", "secret"]
    assert "deep" not in found["/srv/inner/"].split()
    assert "/srv/inner" not in mounts_of(run, "flat")


def test_recursive_bind_is_all_of_them(run, tree):
    found = run.touched("tree")
    assert found["/srv/inner/"] == "deep"
    assert found["/srv/inner/here"] == str(errno.EROFS)
    assert found["/open/inner/here"] == "made"
    for target in ("/srv", "/srv/inner", "/open", "/open/inner"):
        options = mounts_of(run, "tree")[target]
        assert {"nosuid", "nodev", "noexec"} <= set(options)
        assert ("ro" in options) == target.startswith("/srv"), f"{target}: {options}"


def test_later_mount_shows_where_it_was_asked_for(run, tree):
    before = [run.touched(name) for name in ("follows", "flat")]
    assert before[0]["/media/"] == "" and before[1]["/srv/media/"] == ""
    (run.root / "srv" / "media" / "later").mkdir()
    mount_inside(run, "/srv/media/later")
    assert mounts_of(run, "follows").keys() >= {"/media", "/media/later"}
    inside = Path(f"/proc/{pid_of(run, 'follows')}/root/media/later")
    assert os.listdir(inside) == ["deep"]
    for name in ("flat", "tree", "covered"):
        assert not [path for path in mounts_of(run, name) if path.endswith("later")], name
    lines = Path(f"/proc/{pid_of(run, 'follows')}/mountinfo").read_text().splitlines()
    assert [line.split()[4] for line in lines if "master:" in line] == ["/media", "/media/later"]
    assert not [line for line in lines if "shared:" in line]


def test_only_who_asked_is_a_slave(run):
    for name in ("flat", "tree", "covered", "planted"):
        text = Path(f"/proc/{pid_of(run, name)}/mountinfo").read_text()
        assert not re.search(r"(shared|master):", text), text


def test_masked_paths_are_empty(run):
    found = run.touched("covered")
    root = Path(f"/proc/{pid_of(run, 'covered')}/root")
    assert found["/srv/folder/"] == ""
    assert (root / "srv/secret").read_bytes() == b"" and (root / "srv/secret").is_char_device()
    assert (root / "proc/uptime").read_bytes() == b""
    assert os.listdir(run.root / "srv" / "folder") == ["deep"]
    assert (run.root / "srv" / "secret").read_text() == "secret\n"
    assert not (run.root / "srv" / "absent").exists()


def test_read_only_paths_are_so_with_what_is_below(run):
    found = run.touched("covered")
    assert found["/data/here"] == "made"
    assert found["/data/fixed/here"] == found["/data/fixed/deep/here"] == str(errno.EROFS)
    assert (run.root / "data" / "here").exists()


@pytest.mark.parametrize("name, text", [
    ("lost", "mount[1] /media: No such file or directory"),
    ("circle", "paths /srv/circle: Symbolic link loop"),
    ("magic", "mount[0] /link: Symbolic link loop"),
])
def test_what_cannot_be_is_named_and_leaves_nothing(run, name, text):
    run.wait_state(name, "failed")
    before = run.snapshot()
    assert run.run("start", name)[0] == 1
    assert run.status(name)["failure"]["text"] == f"{name}: {text}"
    run.check_snapshot(before, f"{name} left something")


# Hostile images. What a link names is found inside the image, or not at all.


def test_dev_that_is_a_link(run):
    found = run.touched("devices")
    assert found["/etc/"] == found["/dev/"] and "null" in found["/dev/"].split()
    mounts = mounts_of(run, "devices")
    assert {"/etc", "/etc/pts", "/etc/shm"} <= mounts.keys() and "ro" in mounts["/etc"]
    assert os.listdir(run.root / "containers" / "dev" / "etc") == []


def test_proc_that_is_a_link(run):
    """Masks are on the procfs itself, wherever it came to lie."""
    found = run.touched("proc")
    assert found["/etc/timer_list"] == "made"  # it is the null device
    mounts = mounts_of(run, "proc")
    assert "ro" in mounts["/etc/sys"] and "/etc/timer_list" in mounts
    assert os.listdir(run.root / "containers" / "proc" / "etc") == []


def test_planted_devices(run):
    found = run.touched("planted")
    assert found["/dev/pts/"] == "ptmx" and found["/dev/null"] == "made"
    devices = Path(f"/proc/{pid_of(run, 'planted')}/root/dev")
    assert (devices / "null").is_char_device()
    assert not [name for name in ("null", "console", "pts", "shm") if (devices / name).is_symlink()]


def test_chain_of_links_ends_inside(run):
    found = run.touched("chain")
    assert found["/outside/"] == "" and found["/outside/here"] == "made"
    assert "/outside" in mounts_of(run, "chain")
    assert os.listdir(run.root / "outside") == ["there"]


def test_appliance_is_as_it_was(run):
    """No mount of a container is seen in PID 1's namespace or on this machine."""
    mounts = "\n".join(run.mounts())
    assert not re.search(r" /(containers|outside|run/nsinit/root)\S* ", mounts), mounts
    assert str(run.root) not in Path("/proc/self/mountinfo").read_text()
    assert sorted(os.listdir(run.root / "outside")) == ["there"]
