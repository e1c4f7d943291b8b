"""A machine that boots from a disk: which root it takes, and what it says when that is none."""

import contextlib
import subprocess

import pytest

from appliance import README, Appliance, booted, run_host

CONFIG = "disk"
SLOT_BYTES = 16 << 20
SLOT_B = (1 << 20) + SLOT_BYTES
GUID_B = "00000000-0000-4000-8000-0000000000bb"


@pytest.fixture(scope="module")
def made(images):
    """(kernel, initramfs, disk)."""
    return images.disk(CONFIG)


@pytest.fixture
def start(images, made):
    """start(append): a machine that was only switched on."""
    kernel, initramfs, disk = made

    @contextlib.contextmanager
    def started(append, initramfs=initramfs, disk=disk):
        with images.open_log(CONFIG) as log, Appliance(
                README, str(kernel), str(initramfs), append, log=log, disk=str(disk)) as machine:
            machine.start()
            yield machine
    return started


def put_slot_b(disk, content):
    """Into the running machine's disk, which nobody has open there."""
    assert len(content) <= SLOT_BYTES
    with open(disk, "r+b") as file:
        file.seek(SLOT_B)
        file.write(content.ljust(SLOT_BYTES, b"\0"))


def pack(folder, image):
    run_host("mksquashfs", folder, image, "-all-root", "-noappend", "-quiet", "-no-progress")
    return image.read_bytes()


def test_root_by_label(images, made):
    kernel, initramfs, disk = made
    with images.open_log(CONFIG) as log, booted(
            kernel, initramfs, "v2", log=log, disk=str(disk)) as machine:
        assert machine.ask("cat /run/nsinit/slot /run/nsinit/root-device") == "a\n/dev/vda1\n"
        assert "/dev/vda1 / squashfs ro," in machine.ask("cat /proc/mounts")
        assert machine.ask("cat /proc/1/cmdline | tr '\\0' ' '") == "/sbin/nsinit "
        assert machine.status("stay")["state"] == "up"
        # Nothing of the initramfs is left: no mount, no file, no memory.
        assert "rootfs" not in machine.ask("cat /proc/mounts")
        assert machine.ask("ls -d /new-root /lib/modules/boot/*squashfs* 2>/dev/null; true") == ""
        said = machine.texts("nsinit")
        assert not [text for text in said if "fail" in text.lower()], said


def test_bad_root_is_named_and_tried_again(start, made, tmp_path):
    """By its GUID: empty, without init, broken, without a place for /proc; then it is a good one."""
    _, _, disk = made
    with open(disk, "rb") as file:
        file.seek(SLOT_B)
        good = file.read(SLOT_BYTES)
    tree = tmp_path / "tree"
    for name in ("proc", "sys", "dev", "run", "sbin"):
        (tree / name).mkdir(parents=True)
    without_init = pack(tree, tmp_path / "without")
    (tree / "sbin/nsinit").write_bytes(b"\x7fELF" + subprocess.run(
        ["head", "-c", "60000", "/dev/urandom"], capture_output=True, check=True).stdout)
    (tree / "sbin/nsinit").chmod(0o755)
    without_tmp = pack(tree, tmp_path / "without-tmp")
    (tree / "sbin/nsinit").write_bytes(bytes(range(256)) * 240)
    broken = bytearray(pack(tree, tmp_path / "broken"))
    broken[96:400] = bytes(304)
    put_slot_b(disk, b"")
    with start(f"nsinit.cgroup=v2 root=PARTUUID={GUID_B.upper()}") as machine:
        for next_content, pattern in (
                (without_init, r"root: it holds no squashfs, erofs or ext4"),
                (bytes(broken), r"root: /sbin/nsinit: No such file or directory"),
                (without_tmp, r"root: /sbin/nsinit: I/O error"),
                (good, r"root: /tmp: No such file or directory")):
            machine.expect(pattern)
            machine.expect(r"There is no root file system to go on in")
            put_slot_b(disk, next_content)
            machine.send("exit\r")
        machine.wait_shell()
        assert machine.ask("cat /run/nsinit/slot /run/nsinit/root-device") == "b\n/dev/vda2\n"


def test_no_root_and_no_shell_is_a_restart(start, made, tmp_path, images):
    """With what there is instead, in words."""
    kernel, _, disk = made
    place = images.folder / CONFIG
    run_host("cp", disk, tmp_path / "made.disk")
    (tmp_path / "root").mkdir()
    run_host(README.parent.parent / "disk.sh", tmp_path / "bare", place / "nsinit-stage",
             images.board, tmp_path / "root")
    with start("root=PARTLABEL=root-c", initramfs=tmp_path / "bare.stage.cpio.gz") as machine:
        machine.expect(r"root: PARTLABEL=root-c: No such device")
        found = machine.expect(r"root: there are: ([^\r\n]*)")[1]
        assert sorted(found.split(", ")) == ["vda", "vda1 root-a", "vda2 root-b", "vda3 data"]
        machine.expect(r"rescue: no shell here; the machine restarts in 10 s")
        assert machine.wait_end(40) == "guest-reset"
