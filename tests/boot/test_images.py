"""Roots that are images, and what of a container's files depends on the kernel, on a machine."""

import os
import shutil

import pytest

from appliance import BOARD_NAME, run_host

CONFIG = "images"
LOOPS = "find /sys/devices/virtual/block -name backing_file"
NAMES = "bin dev note proc srv sys tmp"


def change_image(folder):
    """The two images, with toybox's shell inside; they are made from one tree."""
    for tool in ("mksquashfs", "mkfs.erofs"):
        if not shutil.which(tool):
            pytest.skip(f"needs {tool}")
    tree = folder.parent / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    for name in NAMES.split():
        (tree / name).mkdir(parents=True)
    (tree / "note").rmdir()
    (tree / "note").write_text("noted\n")
    build = folder.parents[2 if BOARD_NAME == "qemu-x86_64" else 3]
    shutil.copy2(build / BOARD_NAME / "toybox", tree / "bin" / "toybox")
    for name in ("cat", "ls", "rm", "sh", "sleep"):
        (tree / "bin" / name).symlink_to("toybox")
    images = folder / "images"
    (images / "upper").mkdir(parents=True)
    run_host("mksquashfs", tree, images / "squash", "-quiet", "-no-progress", "-all-root")
    run_host("mkfs.erofs", "--quiet", "--all-root", images / "erofs", tree)


def said(machine, name):
    machine.wait_log(name, "end")
    return machine.texts(name)


def kernel(machine):
    """(major, minor) of the machine's."""
    return tuple(int(word) for word in machine.ask("uname -r").split(".")[:2])


def loops(machine):
    """Files behind the machine's loop devices."""
    return sorted(machine.ask(f"{LOOPS} -exec cat {{}} \\;").split())


def test_squashfs_under_a_layer(machine):
    found = said(machine, "squash")
    assert found[0] == " ".join(sorted([*NAMES.split(), "made"]))
    assert found[1].split() == machine.ask("ls /srv").split() and found[2] == "text"
    assert "No such file" in found[3]  # what it removed is gone for it
    pid = machine.status("squash")["pid"]
    lines = machine.ask(f"cat /proc/{pid}/mountinfo").splitlines()
    assert [line.split(" - ")[1].split()[0] for line in lines if line.split()[4] == "/"] == [
        "overlay"]
    assert not [line for line in lines if "squashfs" in line], "the image is in reach beside"


def test_layer_is_gone_with_the_container(machine):
    said(machine, "squash")
    machine.ask("nsctl restart squash")
    machine.wait_state("squash", "up")
    assert [text for text in said(machine, "squash") if text.startswith("bin ")] == [
        " ".join(sorted([*NAMES.split(), "made"]))] * machine.texts("squash").count("text")


def test_erofs_is_read_only(machine):
    found = said(machine, "erofs")
    assert found[:2] == [NAMES, "noted"] and "Read-only file system" in found[2]
    assert [line.split()[5].split(",")[0] for line in found if line.split()[4:5] == ["/"]] == ["ro"]


def test_images_leave_no_device(machine):
    for name in ("squash", "erofs"):
        said(machine, name)
    held, used = machine.held(), loops(machine)
    assert used == ["/images/erofs", "/images/squash"]
    machine.ask("for i in 1 2 3 4 5; do nsctl restart squash && nsctl restart erofs || exit 1; done")
    for what, before in held.items():
        assert machine.held()[what] == before, what
    assert loops(machine) == used
    machine.ask("nsctl stop squash; nsctl stop erofs")
    try:
        machine.ask(f"while {LOOPS} | grep -q .; do sleep 0.1; done; true", 10)
        assert loops(machine) == []
        assert machine.traces("squash") == machine.traces("erofs") == []
    finally:
        machine.ask("nsctl start squash; nsctl start erofs")


def test_layer_that_cannot_be_kept(machine):
    now = machine.wait_state("unkept", "failed")
    assert now["failure"]["text"] == "unkept: overlay /images/upper: Read-only file system"
    assert loops(machine).count("/images/squash") == 1  # of the container that is up
    assert machine.traces("unkept") == []


def test_own_group_is_what_it_sees(machine):
    found = said(machine, "plain")
    if machine.cgroup == "v2":
        assert {"cgroup.procs", "memory.max", "pids.max"} <= set(found) and "nsinit" not in found
    else:
        assert {"cpu", "memory", "pids", "devices"} <= set(found) and "cgroup.procs" not in found
    assert str(12 << 20) in found
    assert [text for text in found if "mkdir" in text and "Read-only file system" in text]


def test_group_that_was_given(machine):
    if machine.cgroup == "v1":  # there is no safe way to give away a part of these
        now = machine.wait_state("groups", "failed")
        assert now["failure"]["text"] == "groups: cgroup delegate: Not supported"
        return
    found = said(machine, "groups")
    assert str(12 << 20) in found
    refused = [text for text in found if "mkdir" in text]
    assert len(refused) == 1 and "unified" in refused[0]  # there is none beside the one
    assert machine.ask("find /sys/fs/cgroup -type d -name sub").count("groups/sub") == 1
    machine.ask("nsctl stop groups")  # with the group that it made
    assert machine.traces("groups") == []
    machine.ask("nsctl start groups")


def test_node(machine):
    node, = [text for text in said(machine, "plain") if text.startswith("c-")]
    assert node.split()[:6] == ["c-w-------", "1", "0", "0", "1,", "11"]
    assert "spoken" in machine.ask("dmesg | grep spoken")


def test_bind_with_other_owners(machine):
    """As far as the kernel can; where it cannot it says so, and nothing is started."""
    if kernel(machine) >= (6, 3):
        files = [line.split() for line in said(machine, "lent") if line.startswith("-")]
        assert len(files) == 2 and {words[2] for words in files} == {"304"}
        return
    now = machine.wait_state("lent", "failed")
    assert now["failure"]["text"] == "lent: mount[0] /srv: Not supported"
    assert machine.traces("lent") == []
