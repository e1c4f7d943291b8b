"""What outlives a reboot, on a disk of its own: a random seed that is never used twice, and the time, and
what is kept of crashes."""

import calendar
import re
import struct
import subprocess
import time

import pytest

CONFIG = "store"
FLOOR_S = 1767225600  # of the config, the first second of 2026


def debugfs(disk, command):
    """What e2fsprogs finds in the file system, which is not mounted."""
    return subprocess.run(["/sbin/debugfs", "-R", command, disk], capture_output=True,
                          check=True).stdout


def settle(disk):
    """What a loss of power has left in its journal becomes the file system."""
    done = subprocess.run(["/sbin/e2fsck", "-p", disk], capture_output=True)
    assert done.returncode in (0, 1), done.stdout


def content(disk, name):
    return debugfs(disk, f"cat /{name}")


@pytest.fixture
def disk(tmp_path):
    """A new file system."""
    path = tmp_path / "disk"
    with open(path, "wb") as file:
        file.truncate(16 << 20)
    subprocess.run(["/sbin/mkfs.ext4", "-q", path], check=True)
    return path


@pytest.fixture
def change_image(images):
    """The module of the disk comes late: by what the boot finds, while the store is waited for."""
    def change(overlay):
        (overlay / "data").mkdir()
        images.add_modules(overlay)
    return change


@pytest.fixture
def boot(images, disk, change_image):
    """boot(RTC): a machine with the disk whose real-time clock begins with that."""
    def booted(rtc, append="", more=()):
        return images.boot(CONFIG, append=append, change=change_image, extra=[
            "-rtc", f"base={rtc}", "-drive", f"file={disk},if=virtio,format=raw", *more])
    return booted


def leave(machine):
    machine.send("poweroff\r")
    assert machine.wait_end(60) == "guest-shutdown"


def wait_seed(machine):
    """It is kept when the kernel has enough randomness, beside the rest of the boot."""
    machine.ask("while [ ! -e /data/seed ]; do sleep 0.1; done; true")
    return machine.ask("sha256sum </data/seed")


def check_first(boot, disk):
    """It has nothing, and keeps all."""
    with boot("2031-05-06T07:08:09") as machine:
        wait_seed(machine)
        assert machine.ask("stat -c '%a %u %s' /data/seed") == "600 0 64\n"
        mounts = machine.ask("grep ' /data ' /proc/mounts")
        assert re.match(r"/dev/vda /data ext4 rw,nosuid,nodev,noexec", mounts)
        texts = machine.texts("nsinit")
        assert not any(text.startswith(("random seed", "store", "clock")) for text in texts)
        assert machine.ask("date -u +%Y-%m").strip() == "2031-05"
        # So that nobody but the end of the machine can write what is said from now on.
        machine.ask("kill -STOP $(pgrep log-files) $(pgrep logger)")
        leave(machine)
    assert b"Filesystem state:         clean" in debugfs(disk, "stats")
    assert int(content(disk, "clock")) // 86400 == 22405  # the days from 1970 to 2031-05-06
    assert len(content(disk, "seed")) == 64 and len(set(content(disk, "seed"))) > 16
    assert b"Mode:  0600" in debugfs(disk, "stat /clock")
    # To the last line before the power went.
    lines = content(disk, "logs/nsinit.log").decode().splitlines()
    assert lines[-1].endswith(" stay: down"), lines[-8:]
    assert any(line.endswith(" stopping every container") for line in lines)


def check_second(boot, disk):
    """It takes both, and a loss of power leaves a seed that was not used."""
    used = content(disk, "seed")
    stamp = int(content(disk, "clock"))
    with boot("2027-01-01T00:00:00") as machine:
        wait_seed(machine)
        texts = machine.texts("nsinit")
        assert "random seed: credited" in texts
        assert f"clock: set to {stamp} by the last save" in texts
        assert int(machine.ask("date +%s")) >= stamp
        machine.ask("sync")
    settle(disk)
    fresh = content(disk, "seed")
    assert len(fresh) == 64 and fresh != used


def test_seed_and_time_over_two_boots(boot, disk):
    check_first(boot, disk)
    check_second(boot, disk)


def test_time_of_the_config_is_the_least(boot, disk):
    """With a file that is no time, which is named; and a seed that others could have written."""
    debugfs_write(disk, "write /etc/hostname clock", "set_inode_field /clock mode 0100666")
    debugfs_write(disk, "write /etc/hostname seed", "set_inode_field /seed mode 0100666")
    with boot("2001-01-01T00:00:00") as machine:
        texts = machine.texts("nsinit")
        assert "store: clock: Operation not permitted" in texts
        assert "store: seed: Operation not permitted" in texts
        assert not any(text.startswith("random seed") for text in texts)
        assert f"clock: set to {FLOOR_S} by the config" in texts
        leave(machine)
    assert len(content(disk, "seed")) == 64
    assert FLOOR_S <= int(content(disk, "clock")) < FLOOR_S + 3600


def debugfs_write(disk, *commands):
    for command in commands:
        subprocess.run(["/sbin/debugfs", "-w", "-R", command, disk], capture_output=True,
                       check=True)


def test_missed_runs_are_made_up_for_once(boot, disk, tmp_path):
    """After years of being off, and after a clock that jumped by years; set back, nothing runs."""
    stamp = tmp_path / "timers"
    stamp.write_bytes(struct.pack("32sq", b"nightly", seconds("2033-01-01") * 1000))
    stamp.chmod(0o600)
    debugfs_write(disk, f"write {stamp} timers")

    def wait_runs(count):
        end = time.monotonic() + 20
        while (runs := machine.texts("nsinit").count("nightly: done")) < count:
            assert time.monotonic() < end, machine.texts("nsinit")
        assert runs == count

    with boot("2035-01-01T12:00:00") as machine:
        wait_runs(1)
        machine.ask(f"date -s @{seconds('2045-01-01')}")
        wait_runs(2)
        # The time is kept now and then, too.
        end = time.monotonic() + 60
        while int(machine.ask("cat /data/clock || echo 0")) < seconds("2045-01-01"):
            assert time.monotonic() < end
            time.sleep(0.5)
        kept = machine.ask("sha256sum </data/timers")
        machine.ask(f"date -s @{seconds('2035-01-01')}")
        end = time.monotonic() + 20
        while machine.ask("sha256sum </data/timers") == kept:  # it takes that for right
            assert time.monotonic() < end, machine.texts("nsinit")
        wait_runs(2)
        leave(machine)
    name, last_ms = struct.unpack("32sq", content(disk, "timers"))
    assert name.rstrip(b"\0") == b"nightly" and 0 <= last_ms // 1000 - seconds("2035-01-01") < 600


def test_stalls_of_memory_and_disk_are_told(boot):
    """By the kernel, each to the container whose processes wait; and a store that hangs at the end."""
    with boot("2035-01-01T12:00:00") as machine:
        machine.ask("mkdir -p /data/reads && chown 204:204 /data/reads")
        for name, words in (("slowed", "memory is short"), ("reads", "input and output are slow")):
            machine.ask(f"nsctl start {name} & true")
            machine.wait_log("nsinit", f"{name}: {words}")
            assert machine.status(name)["notice"] == "stalled"
            machine.ask(f"nsctl stop {name}")
        # And one on which every write waits for ever does not keep the machine from its end.
        machine.ask("fsfreeze -f /data")
        begin = time.monotonic()
        leave(machine)
        assert time.monotonic() - begin > 10, "it did not hang"


def seconds(date):
    return calendar.timegm(time.strptime(date, "%Y-%m-%d"))


def test_missing_disk_is_no_end(images, change_image):
    with images.boot(CONFIG, change=change_image) as machine:
        lines = machine.log("nsinit")
        at, = (at for at, text in lines if text == "store: /dev/vda: No such device")
        assert at - lines[0][0] > 7, "it was not waited for"
        assert machine.status("stay")["state"] == "up"
        assert machine.ask("ls /data") == ""


# A megabyte at 192 MiB for what a kernel says last; a record holds 32 KiB.
RAMOOPS = "memmap=1M$0xc000000 ramoops.mem_address=0xc000000 ramoops.mem_size=0x100000 " \
          "ramoops.record_size=0x8000"

RESETS = ["-action", "reboot=reset"]


def test_crashes_are_kept(boot, disk):
    """Of a program in a container, and of a kernel: its panic is a reset here, and memory stays."""
    with boot("2030-01-01T00:00:00", append=RAMOOPS, more=RESETS) as machine:
        pid = machine.status("stay")["pid"]
        machine.ask(f"kill -SEGV $(pgrep -P {pid})")
        end = time.monotonic() + 30
        while not (name := machine.ask("ls /data/crashes").strip()).endswith("-11"):
            assert time.monotonic() < end, name
        assert re.fullmatch(r"\d{6}-core-stay-11", name)
        assert machine.ask(f"stat -c '%a %u' /data/crashes/{name}") == "600 0\n"
        assert machine.ask(f"head -c 4 /data/crashes/{name} | tail -c 3") == "ELF"
        size = int(machine.ask(f"stat -c %s /data/crashes/{name}"))
        assert 0 < size <= 256 << 10
        assert machine.ask("stat -c '%a %u' /data/crashes") == "700 0\n"
        machine.ask("sync")
        machine.send("echo last-words >/dev/kmsg; echo c >/proc/sysrq-trigger\r")
        machine.expect(r"Kernel panic - not syncing[^\r\n]*[\r\n]")
        machine.wait_shell()
        found = machine.ask("ls /data/crashes").split()
        record, = (one for one in found if "dmesg-ramoops" in one)
        assert name in found
        text = machine.ask(f"cat /data/crashes/{record}")
        assert "last-words" in text and "sysrq triggered crash" in text
        machine.ask("mount -t pstore pstore /sys/fs/pstore")
        assert "dmesg" not in machine.ask("ls /sys/fs/pstore")
        machine.ask("umount /sys/fs/pstore")
