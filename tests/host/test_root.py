"""Roots in memory, in images and under layers: what is seen inside, what lasts, what fails and how.

Images are made here by mksquashfs and mkfs.erofs. After every start that failed there is what there
was before: no mount, no loop device, no file.
"""

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import namespace

CONFIG = "root"
PROGRAMS = ("touch",)
# File systems for layers that cannot be: no inode but its own, and read-only.
LAYERS = {"full": "nr_inodes=1", "sealed": "ro"}
IMAGE_NAMES = ["astray", "dev", "proc", "sys", "test", "tmp"]


def missing():
    """What the kernel or this machine lacks for images, or None."""
    for tool, package in (("mksquashfs", "squashfs-tools"), ("mkfs.erofs", "erofs-utils")):
        if not shutil.which(tool):
            return f"needs {tool} (package {package})"
    known = Path("/proc/filesystems").read_text().split()
    for name in ("squashfs", "erofs", "overlay"):
        if name not in known:
            return f"needs a kernel with {name}"
    return None if Path("/dev/loop-control").exists() else "needs loop devices"


def make_images(run):
    """The appliance's /images and /data."""
    tree = run.folder / "tree"
    for name in IMAGE_NAMES[1:]:
        (tree / name).mkdir(parents=True)
    shutil.copy2(run.root / "test" / "touch", tree / "test" / "touch")
    (tree / "astray").symlink_to("/leads/nowhere")
    images = run.root / "images"
    (images / "folder").mkdir(parents=True)
    namespace.run_host("mksquashfs", tree, images / "squash", "-quiet", "-no-progress")
    namespace.run_host("mkfs.erofs", "--quiet", images / "erofs", tree)
    blunt = run.folder / "blunt"
    blunt.mkdir()
    (blunt / "proc").write_text("no directory\n")
    namespace.run_host("mkfs.erofs", "--quiet", images / "blunt", blunt)
    (images / "garbage").write_bytes(b"no file system" * 1000)
    (images / "link").symlink_to("squash")
    for name in ("kept", "crowded", *LAYERS):
        (run.root / "data" / name).mkdir(parents=True)
    (run.root / "data" / "file").write_text("no directory\n")
    (run.root / "srv" / "note").write_text("noted\n")


def devices(run):
    """Loop devices that hold a file of the run."""
    found = []
    for backing in Path("/sys/block").glob("loop*/loop/backing_file"):
        try:
            if str(run.folder) in backing.read_text() or "/images/" in backing.read_text():
                found.append(backing.parent.parent.name)
        except OSError:  # it went meanwhile
            continue
    return found


def layers(run):
    """Every file of the appliance that a start could have made or changed."""
    return {str(path): path.lstat().st_mtime_ns for name in ("images", "data", "srv", "test")
            for path in (run.root / name).rglob("*")}


@pytest.fixture(scope="module")
def run(host):
    if why := missing():
        pytest.skip(why)
    running = host.run(CONFIG, PROGRAMS)
    make_images(running)
    with running:
        for name, options in LAYERS.items():
            running.mount(f"/data/{name}", "tmpfs", options)
        running.run("wait")
        for name in LAYERS:  # they may have been started before
            running.run("restart", name)
        yield running


def said(run, name):
    """{path: what the container said of it in its last run}."""
    return run.touched(name)


def test_tmpfs_has_what_is_bound_and_no_more(run):
    found = said(run, "bound")
    assert found["/"] == "deep dev etc proc sys test"
    assert found["/here"] == str(errno.EROFS)
    assert (found["/deep/"], found["/deep/er/"], found["/etc/"]) == ("er", "tmp", "note")
    assert found["/deep/er/tmp/here"] == "made"
    pid, = [pid for pid in run.processes_of("touch")
            if Path(f"/proc/{pid}/root/etc/note").exists()]
    assert Path(f"/proc/{pid}/root/etc/note").read_text() == "noted\n"


def test_writable_tmpfs_is_root_s(run):
    found = said(run, "loose")
    assert found["/here"] == "made"
    assert found["/"] == "dev here proc sys test"


@pytest.mark.parametrize("name", ["squash", "erofs"])
def test_image_is_read_only(run, name):
    found = said(run, name)
    assert found["/"].split() == IMAGE_NAMES
    assert found["/here"] == str(errno.EROFS)


def test_layer_in_memory_is_gone_with_the_container(run):
    found = said(run, "layered")
    assert found["/here"] == "made"
    assert found["/"].split() == sorted([*IMAGE_NAMES, "made"])
    assert found["/made/"] == "note"
    run.ask("restart", "layered")
    assert "here" not in said(run, "layered")["/"].split()


def test_layer_on_disk_is_kept(run):
    assert said(run, "kept")["/here"] == "made"
    run.ask("restart", "kept")
    assert said(run, "kept")["/"].split() == sorted([*IMAGE_NAMES, "here"])
    kept = run.root / "data" / "kept" / "upper" / "here"
    assert kept.read_text() == "touched\n"
    assert kept.stat().st_uid == 600000  # root inside


def test_layer_over_the_appliance_s_own_root(run):
    found = said(run, "over")
    assert found["/test/here"] == "made"
    assert "here" in found["/test/"].split()
    assert not (run.root / "test" / "here").exists()


def test_device_lives_as_long_as_the_container(run):
    run.wait_state("squash", "up")
    before = devices(run)
    run.ask("stop", "squash")
    run.wait("the loop device to go", lambda: len(devices(run)) == len(before) - 1)
    run.ask("start", "squash")
    assert len(devices(run)) == len(before)


@pytest.mark.parametrize("name, text", [
    ("garbage", "root /images/garbage: Invalid argument"),
    ("wrong", "root /images/squash: Invalid argument"),
    ("missing", "root /images/missing: No such file or directory"),
    ("linked", "root /images/link: Symbolic link loop"),
    ("folder", "root /images/folder: Invalid argument"),
    ("nowhere", "overlay /data/nowhere: No such file or directory"),
    ("filed", "overlay /data/file: Not a directory"),
    ("full", "overlay /data/full: No space left on device"),
    ("sealed", "overlay /data/sealed: Read-only file system"),
    ("blunt", "system /proc: Not a directory"),
    ("blocked", "mount[0] /test/touch/deep: Not a directory"),
    ("covering", "mount[0] /test/touch: Not a directory"),
    ("bare", "mount[0] /nothing/here: No such file or directory"),
    ("astray", "mount[0] /astray/here: File exists"),
])
def test_what_cannot_be_is_named_and_leaves_nothing(run, name, text):
    run.wait_state(name, "failed")
    held, used, files = run.snapshot(), devices(run), layers(run)
    assert run.run("start", name)[0] == 1
    now = run.status(name)
    assert now["state"] == "failed" and now["failure"]["text"] == f"{name}: {text}"
    run.check_snapshot(held, f"{name} left something")
    run.wait("the loop device to go", lambda: devices(run) == used)
    assert layers(run) == files


def test_layer_without_room_for_a_target(run):
    """Its file system has inodes for the layer itself, and for two of three directories."""
    run.ask("stop", "crowded")
    run.mount("/data/crowded", "tmpfs", "nr_inodes=7")
    held, used = run.snapshot(), devices(run)
    assert run.run("start", "crowded")[0] == 1
    assert run.status("crowded")["failure"]["text"] == \
        "crowded: mount[0] /one/two/three: No space left on device"
    run.check_snapshot(held, "a full layer")
    run.wait("the loop device to go", lambda: devices(run) == used)


def test_no_device_is_left(run):
    for name in run.status():
        run.ask("stop", name)
    run.wait("every loop device to go", lambda: not devices(run))
    assert not (run.root / "leads").exists()
    assert subprocess.run(["grep", "-F", str(run.folder), "/proc/self/mountinfo"],
                          capture_output=True, check=False).stdout == b""
    assert os.listdir(run.path("/run/nsinit/lower")) == []
    assert os.listdir(run.path("/run/nsinit/upper")) == []
