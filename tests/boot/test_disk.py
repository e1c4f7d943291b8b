"""A machine that boots from a disk: which root it takes, and what it says when that is none; and what it
keeps there."""

import contextlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from appliance import README, Appliance, booted, run_host
from test_store import wait_seed

CONFIG = "disk"
SLOT_BYTES = 16 << 20
SLOT_B = (1 << 20) + SLOT_BYTES
DATA = SLOT_B + SLOT_BYTES
GUID_B = "00000000-0000-4000-8000-0000000000bb"


def change_image(overlay):
    """e2fsck and mke2fs of this machine, with their libraries, behind a program that can hang."""
    (overlay / "usr/share").mkdir(parents=True)
    for program in ("/sbin/e2fsck", "/sbin/mke2fs"):
        for file in [program, *re.findall(r"(/\S+) \(", run_host("ldd", program))]:
            place = overlay / file.lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(Path(file).resolve(), place)
        place = overlay / program.lstrip("/")
        place.rename(f"{place}.real")
        shutil.copy2(overlay / "test/fsck", place)


@pytest.fixture(scope="module")
def made(images):
    """(kernel, initramfs, disk), the disk as it comes from the factory."""
    return images.disk(CONFIG, change_image)


@pytest.fixture
def disk(made, tmp_path):
    """One of the test's own."""
    run_host("cp", "--sparse=always", made[2], tmp_path / "disk")
    return tmp_path / "disk"


@pytest.fixture
def boot(images, made, disk):
    """boot(): a machine with a shell, whose containers are up."""
    kernel, initramfs, _ = made

    @contextlib.contextmanager
    def started(append=""):
        with images.open_log(CONFIG) as log, booted(
                kernel, initramfs, "v2", append, log=log, disk=str(disk)) as machine:
            machine.ask("nsctl wait 2>/dev/null; true")
            yield machine
    return started


@pytest.fixture
def start(images, made, disk):
    """start(append): a machine that was only switched on."""
    kernel, initramfs, _ = made

    @contextlib.contextmanager
    def started(append, initramfs=initramfs):
        with images.open_log(CONFIG) as log, Appliance(
                README, str(kernel), str(initramfs), append, log=log, disk=str(disk)) as machine:
            machine.start()
            yield machine
    return started


def put(disk, place, content):
    """Into the running machine's disk, which nobody has open there."""
    assert len(content) <= SLOT_BYTES
    with open(disk, "r+b") as file:
        file.seek(place)
        file.write(content)


def put_slot_b(disk, content):
    """And nothing behind it."""
    put(disk, SLOT_B, content.ljust(SLOT_BYTES, b"\0"))


def pack(folder, image):
    run_host("mksquashfs", folder, image, "-all-root", "-noappend", "-quiet", "-no-progress")
    return image.read_bytes()


def leave(machine):
    machine.send("poweroff\r")
    assert machine.wait_end(40) == "guest-shutdown"


def change_data(disk, tmp_path, *commands):
    """By debugfs, which has no way to name a part of a file."""
    part = tmp_path / "part"
    with open(disk, "r+b") as file:
        file.seek(DATA)
        part.write_bytes(file.read(SLOT_BYTES))
        for command in commands:
            run_host("/sbin/debugfs", "-w", "-R", command, part)
        file.seek(DATA)
        file.write(part.read_bytes())


SET = {"hostname": "device-7", "address": "10.77.0.15", "mac": "02:00:00:00:00:77",
       "port": "8081", "extra": "on"}
REFUSED = [("hostname", "two words"), ("hostname", "-x"), ("address", "10.77.0.21"),
           ("address", "10.77.0.1"), ("address", "10.77.0.015"), ("mac", "03:00:00:00:00:77"),
           ("mac", "02:00:00:00:00:77:01"), ("port", "8079"), ("port", "8091"), ("port", "+8081"),
           ("extra", "yes"), ("extra", "")]


def set_slots(machine):
    """What can be is kept, in files of root alone; what cannot is named with what can."""
    lines = "; ".join(f"nsctl slot set {name} '{value}' && echo TAKEN {name}"
                      for name, value in REFUSED)
    _, out, err = machine.shell(lines)
    assert out == "" and len(err.splitlines()) == len(REFUSED), (out, err)
    assert "nsctl: 10.77.0.21: not a value that it can have: address 10.77.0.10 to 10.77.0.20" \
        in err.splitlines()
    assert machine.ask("ls /data/slots 2>/dev/null; true") == ""
    assert machine.shell("nsctl slot get adress")[2] == "nsctl: adress: no slot has this name\n"
    machine.ask(" && ".join(f"nsctl slot set {name} {value}" for name, value in SET.items()))
    assert machine.ask("stat -c '%a %u' /data/slots /data/slots/mac") == "700 0\n600 0\n"
    rows = machine.ask("nsctl slot list").splitlines()
    assert "port 8080 8080 port 8080 to 8090; from the next boot 8081".split() == \
        next(row for row in rows if row.startswith("port")).split()
    assert machine.ask("nsctl slot get mac") == SET["mac"] + "\n"


def in_effect(machine):
    """The values as the machine has them, by the slots' names."""
    pid = machine.status("net")["pid"]
    address = re.search(r"\|-- (10\.77\.0\.\d+)\n\s+/32 host LOCAL",
                        machine.ask(f"cat /proc/{pid}/net/fib_trie"))[1]
    machine.ask(f"nc -w 1 {address} 9 </dev/null; true")
    mac = re.search(rf"^{address} .*? ((?:\w\w:){{5}}\w\w)", machine.ask("cat /proc/net/arp"),
                    re.M)[1]
    port = re.search(r":(1F\w\w) [0:]+ 0A ", machine.ask("cat /proc/net/tcp /proc/net/tcp6"))[1]
    extra = "on" if machine.status("extra")["state"] == "up" else "off"
    return {"hostname": machine.ask("hostname").strip(), "address": address, "mac": mac,
            "port": str(int(port, 16)), "extra": extra}


DEFAULTS = {"hostname": "disk", "address": "10.77.0.10", "mac": "02:00:00:00:00:01",
            "port": "8080", "extra": "off"}


def check_first(boot, disk, tmp_path):
    """And data by label: empty, and a layer over /etc."""
    with boot() as machine:
        assert machine.ask("cat /run/nsinit/slot /run/nsinit/root-device") == "a\n/dev/vda1\n"
        assert "/dev/vda1 / squashfs ro," in machine.ask("cat /proc/mounts")
        assert machine.ask("cat /proc/1/cmdline | tr '\\0' ' '") == "/sbin/nsinit "
        assert machine.status("stay")["state"] == "up"
        # Nothing of the initramfs is left: no mount, no file, no memory.
        assert "rootfs" not in machine.ask("cat /proc/mounts")
        assert machine.ask("ls -d /new-root /lib/modules/boot/*squashfs* 2>/dev/null; true") == ""
        said = machine.texts("nsinit")
        assert not [text for text in said if "fail" in text or "store" in text], said
        assert machine.texts("first") == ["runs"]
        assert machine.ask("cat /run/nsinit/store-device") == "/dev/vda3\n"
        assert "/dev/vda3 /data ext4 rw,nosuid,nodev,noexec" in machine.ask("cat /proc/mounts")
        assert machine.ask("stat -c '%a %u' /etc") == "755 0\n"
        machine.ask("echo kept >/etc/kept; rm /etc/hosts; cat /etc/passwd; echo x >/usr/share/x")
        assert in_effect(machine) == DEFAULTS
        set_slots(machine)
        machine.ask("nsctl disable called")
        leave(machine)
    change_data(disk, tmp_path, "ssv free_blocks_count 7", "ssv state 2")


def check_second(boot):
    """What was wrong with its file system is mended before."""
    with boot() as machine:
        assert "store: /sbin/e2fsck: status 1" in machine.texts("nsinit")
        assert machine.ask("cat /etc/kept; ls /etc/hosts 2>&1; ls /usr/share") == \
            "kept\nls: /etc/hosts: No such file or directory\nnsinit\nx\n"
        assert machine.status("first")["state"] == "done" and machine.texts("first") == []
        assert machine.status("stay")["state"] == "up"
        called = machine.status("called")
        assert called["state"] == "down" and called["reason"] == "disabled"
        machine.ask("nsctl start called")
        assert in_effect(machine) == SET
        assert machine.machine_status()["hostname"] == SET["hostname"]
        assert "next boot" not in machine.ask("nsctl slot list")
        machine.ask("nsctl slot unset address; echo 8091 >/data/slots/port; rm /data/slots/extra; "
                    "mkdir /data/slots/extra; head -c 99 /dev/zero >/data/slots/mac")
        machine.ask("mkdir -p /data/calibration/a /data/other/b; echo 1 >/data/calibration/a/x; "
                    "echo 2 >/data/other/b/y; touch /data/factory-reset")
        leave(machine)


def check_reset(boot):
    """It was asked for by a file; what was disabled is not any more."""
    with boot() as machine:
        assert "store: factory reset: by the file factory-reset" in machine.texts("nsinit")
        wait_seed(machine)
        assert machine.ask("cat /data/calibration/a/x; ls -A /data") == \
            "1\ncalibration\nlost+found\nonce\noverlay\nseed\nslots\n"
        # What is no good value of a slot is named, and its default counts.
        assert in_effect(machine) == {**DEFAULTS, "hostname": SET["hostname"]}
        named = [text for text in machine.texts("nsinit") if text.startswith("slot: ")]
        assert named == ["slot: its default counts: mac: Invalid argument",
                         "slot: its default counts: port: Invalid argument",
                         "slot: its default counts: extra: Operation not permitted"]
        assert machine.ask("ls /etc/kept 2>/dev/null; ls /etc/hosts /usr/share") == \
            "/etc/hosts\n\n/usr/share:\nnsinit\n"
        assert machine.texts("first") == ["runs"]
        leave(machine)


def test_three_boots_of_a_device(boot, disk, tmp_path):
    """The first one, another after a loss of power, and one after a factory reset."""
    check_first(boot, disk, tmp_path)
    check_second(boot)
    check_reset(boot)


def get_data(disk):
    """The bytes of its partition."""
    with open(disk, "rb") as file:
        file.seek(DATA)
        return file.read(SLOT_BYTES)


def in_memory(machine):
    """It is loud, and all works."""
    texts = machine.texts("nsinit")
    assert "store: NOTHING IS KEPT: it is in memory" in texts
    assert machine.ask("cat /run/nsinit/store-device; ls /run/nsinit/store-formatted 2>/dev/null; "
                       "true") == "memory\n"
    assert "store /data tmpfs rw,nosuid,nodev,noexec" in machine.ask("cat /proc/mounts")
    assert machine.status("stay")["state"] == "up"
    return texts


def formatted(machine, disk):
    """As it should be, and in use."""
    assert machine.ask("cat /run/nsinit/store-device") == "/dev/vda3\n"
    assert "/dev/vda3 /data ext4 rw,nosuid,nodev,noexec" in machine.ask("cat /proc/mounts")
    assert not [text for text in machine.texts("nsinit") if "NOTHING" in text or "fail" in text]
    assert machine.status("first")["state"] == "done" and machine.texts("first") == ["runs"]
    machine.ask("echo 1 >/data/one; echo 1 >/etc/one")
    leave(machine)
    assert b"\x53\xef" == get_data(disk)[1080:1082]


def test_broken_data_is_memory_and_loud(boot, disk):
    """The medium is not touched."""
    put(disk, DATA + 1024, bytes(1024))
    before = get_data(disk)
    with boot() as machine:
        texts = in_memory(machine)
        assert "store: /sbin/e2fsck: status 8" in texts
        assert "store: not blank, and so not formatted: /dev/vda3" in texts
        machine.ask("echo 1 >/etc/one; echo 1 >/data/one")
        assert in_effect(machine) == DEFAULTS
        leave(machine)
    assert get_data(disk) == before


def test_factory_reset_of_broken_data_makes_it_anew(boot, disk, tmp_path):
    """By the kernel's command line, each time it says so: a format that fails, one, and a reset of what is
    good, which formats nothing."""
    put(disk, DATA + 1024, bytes(1024))
    with boot("nsinit.factory-reset format=fails") as machine:
        texts = in_memory(machine)
        assert "store: FORMATS what cannot be mounted: /dev/vda3" in texts
        assert "store: /sbin/mke2fs: status 3" in texts
        assert "store: factory reset: by the kernel's command line" in texts
        leave(machine)
    with boot("nsinit.factory-reset") as machine:
        assert "nsinit: store: FORMATS what cannot be mounted: /dev/vda3" in machine.console_text()
        assert machine.ask("cat /run/nsinit/store-formatted") == "factory-reset\n"
        formatted(machine, disk)
    change_data(disk, tmp_path, "mkdir calibration")
    with boot("nsinit.factory-reset") as machine:
        assert machine.ask("ls -d /data/one /data/calibration /run/nsinit/store-formatted "
                           "2>/dev/null; true") == "/data/calibration\n"
        assert not [text for text in machine.texts("nsinit") if "FORMATS" in text]


def test_blank_data_is_formatted(boot, disk):
    """As flash is when it comes from the factory; and the next boot has what was kept."""
    put(disk, DATA, b"\xff" * SLOT_BYTES)
    with boot() as machine:
        assert "nsinit: store: FORMATS what is blank: /dev/vda3" in machine.console_text()
        assert machine.ask("cat /run/nsinit/store-formatted") == "blank\n"
        formatted(machine, disk)
    with boot() as machine:
        assert machine.ask("cat /data/one /etc/one; ls /run/nsinit/store-formatted 2>/dev/null; "
                           "true") == "1\n1\n"
        assert machine.texts("first") == []


def test_check_that_hangs_is_ended(boot):
    """With what it started; the medium is left alone then."""
    with boot("check=hangs") as machine:
        texts = machine.texts("nsinit")
        assert "store: /sbin/e2fsck: Operation timed out" in texts
        assert "store: NOTHING IS KEPT: it is in memory" in texts
        assert machine.ask("cat /run/nsinit/store-device") == "memory\n"
        assert "e2fsck" not in machine.processes()
        assert machine.status("stay")["state"] == "up"


def test_full_data_costs_what_is_new_alone(boot):
    """What was there stays whole, and the next boot has it; from the other slot, by its device."""
    with boot() as machine:
        wait_seed(machine)
        machine.ask("nsctl slot set port 8081")
        machine.ask("for size in 1024k 64k 1k; do "
                    "dd if=/dev/zero of=/data/all-$size bs=$size 2>/dev/null; done; true")
        for words, named in (("slot set port 8082", "port"), ("slot set hostname other", "hostname")):
            status, out, err = machine.shell(f"nsctl {words}")
            assert status != 0 and out == "" and err == \
                f"nsctl: {named}: No space left on device\n", (status, out, err)
        assert machine.ask("cat /data/slots/port; ls -A /data/slots") == "8081\nport\n"
        machine.ask("nsctl restart stay; nsctl wait 2>/dev/null; true")
        assert machine.status("stay")["state"] == "up"
        leave(machine)
    with boot("root=/dev/vda2") as machine:
        assert machine.ask("cat /run/nsinit/slot /run/nsinit/root-device") == "b\n/dev/vda2\n"
        assert machine.ask("cat /run/nsinit/store-device") == "/dev/vda3\n"
        assert in_effect(machine) == {**DEFAULTS, "port": "8081"}
        assert machine.status("stay")["state"] == "up"


def test_bad_root_is_named_and_tried_again(start, disk, tmp_path):
    """By its GUID: empty, without init, broken, without a place for /proc; then it is a good one."""
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


def test_initramfs_of_make_install_stage(start, images, tmp_path):
    """With modules put there, packed by cpio(1): no device, no shell, the files of whoever packs."""
    tree = tmp_path / "tree"
    images.build_config(CONFIG, None, f"DESTDIR={tree}", "install-stage")
    shutil.copytree(images.board / "modules-root", tree / "lib/modules/boot")
    run_host("sh", "-c", 'cd "$1" && find . | cpio --quiet -o -H newc -R 1000:1000 | gzip >"$2"',
             "sh", tree, tmp_path / "stage.cpio.gz")
    with start("root=PARTLABEL=root-b", initramfs=tmp_path / "stage.cpio.gz") as machine:
        machine.wait_shell()
        assert machine.ask("cat /run/nsinit/slot") == "b\n"


def test_root_by_label(start, images, disk, tmp_path):
    """Of ext4: nobody has it, then two have it, then one; what it is called has nothing to do with it."""
    tree, image = images.folder / CONFIG / "root", tmp_path / "labelled"
    run_host("/sbin/mke2fs", "-q", "-t", "ext4", "-L", "system", "-d", tree, image, "16M")
    good = image.read_bytes()
    with start("nsinit.cgroup=v2 root=LABEL=system") as machine:
        machine.expect(r"root: LABEL=system: No such device")
        machine.expect(r"There is no root file system to go on in")
        put(disk, SLOT_B, good)
        put(disk, DATA, good)
        machine.send("exit\r")
        machine.expect(r"root: several are called: LABEL=system")
        machine.expect(r"There is no root file system to go on in")
        put(disk, DATA, bytes(4096))
        machine.send("exit\r")
        machine.wait_shell()
        assert machine.ask("cat /run/nsinit/slot /run/nsinit/root-device") == "b\n/dev/vda2\n"
        assert "/dev/vda2 / ext4 ro," in machine.ask("cat /proc/mounts")


def test_root_on_a_disk_with_an_mbr(start, disk):
    """By the signature of the disk and the number, as the kernel writes them; slots have no names there."""
    run_host("/sbin/sfdisk", "-q", "--wipe", "always", disk, input=(
        "label: dos\nlabel-id: 0x1234abcd\n"
        "start=1MiB, size=16MiB\nsize=16MiB\nsize=16MiB\n"))
    with start("nsinit.cgroup=v2 root=PARTUUID=1234ABCD-02 nsinit.slot=b") as machine:
        machine.wait_shell()
        assert machine.ask("cat /run/nsinit/slot /run/nsinit/root-device") == "b\n/dev/vda2\n"
        assert machine.ask("cat /run/nsinit/store-device") == "memory\n"


def test_no_root_and_no_shell_is_a_restart(start, tmp_path, images):
    """With what there is instead, in words."""
    place = images.folder / CONFIG
    (tmp_path / "root").mkdir()
    run_host(README.parent.parent / "disk.sh", tmp_path / "bare", place / "nsinit-stage",
             images.board, tmp_path / "root")
    with start("root=PARTLABEL=root-c", initramfs=tmp_path / "bare.stage.cpio.gz") as machine:
        machine.expect(r"root: PARTLABEL=root-c: No such device")
        found = machine.expect(r"root: there are: ([^\r\n]*)[\r\n]")[1]
        assert sorted(found.split(", ")) == ["vda", "vda1 root-a", "vda2 root-b", "vda3 data"]
        machine.expect(r"rescue: no shell here; the machine restarts in 10 s")
        assert machine.wait_end(40) == "guest-reset"
