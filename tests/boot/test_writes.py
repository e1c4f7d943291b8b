"""Losses of power of disks that lose what they took: from the log of all writes of one run of the machine,
the disks that could be left at any moment of it are made, and looked at on this machine; one is booted.

WRITE_CUTS=1000 looks at so many of them, WRITE_SEED repeats a run.
"""

import bisect
import os
import random
import re
import subprocess

import pytest

import log_writes
from appliance import README, Appliance, run_host
from test_disk import DATA, SLOT_BYTES, change_data, change_image, leave
from test_power import check_data

CONFIG = "disk"
CUTS = int(os.environ.get("WRITE_CUTS") or 60)
USED_SEED = bytes(range(64))
PORT, PORTS = 8080, 11
COMMITS = 60


@pytest.fixture(scope="module")
def made(images, tmp_path_factory):
    """(kernel, initramfs, disk), the disk with a seed that the first boot uses."""
    folder = tmp_path_factory.mktemp("writes")
    kernel, initramfs, disk = images.disk(CONFIG, change_image)
    run_host("cp", "--sparse=always", disk, folder / "disk")
    (folder / "seed").write_bytes(USED_SEED)
    change_data(folder / "disk", folder, f"write {folder / 'seed'} seed",
                "set_inode_field seed mode 0100600", "set_inode_field seed uid 0")
    return kernel, initramfs, folder / "disk"


@pytest.fixture
def boot(images, made):
    """boot(DISK): a machine with a shell, whose containers are up."""
    kernel, initramfs, _ = made

    def booted(disk, log):
        machine = Appliance(README, str(kernel), str(initramfs), "nsinit.cgroup=v2", log=log,
                            disk=str(disk))
        machine.begin()
        machine.ask("nsctl wait 2>/dev/null; true")
        return machine
    return booted


def work(machine):
    """Slots are set, then a program commits; each says when the medium has it."""
    assert "random seed: credited" in machine.texts("nsinit")
    machine.ask(f"mkdir -p /data/cut /data/word; /test/tell /data/word begin 0; "
                f"for i in $(seq 0 {PORTS - 1}); do nsctl slot set port $(({PORT} + i)) && "
                "/test/tell /data/word port $i || exit 1; done; "
                f"/test/commit /data/cut 0 {COMMITS} >/dev/null")
    leave(machine)


class Told:
    """What the log says to be on the medium."""

    def __init__(self, writes):
        self._found = {"begin": ([], []), "port": ([], []), "value": ([], [])}
        for at, write in enumerate(writes):
            if found := re.match(rb"TOLD (\w+) (\d+)\n", write.content):
                moments, values = self._found[found[1].decode()]
                moments.append(at)
                values.append(int(found[2]))

    def before(self, name, count):
        """The last value that was told in so many requests; -1: none."""
        moments, values = self._found[name]
        at = bisect.bisect_left(moments, count)
        return values[at - 1] if at > 0 else -1

    def ends(self, name):
        """The moments right after its words."""
        return [at + 1 for at in self._found[name][0]]

    def all(self, name):
        """All values."""
        return self._found[name][1]


def mended(data, folder):
    """Files of a file system as the machine would find them after its own check."""
    part = folder / "part"
    part.write_bytes(data)
    done = subprocess.run(["/sbin/e2fsck", "-p", part], capture_output=True, text=True)
    assert done.returncode in (0, 1), f"e2fsck -p: {done.returncode}: {done.stdout}{done.stderr}"
    done = subprocess.run(["/sbin/e2fsck", "-fn", part], capture_output=True, text=True)
    assert done.returncode == 0, f"e2fsck -p left: {done.stdout}{done.stderr}"
    names = {"value": "/cut/value", "port": "/slots/port", "seed": "/seed", "clock": "/clock"}
    found = {}
    (folder / "commands").write_text("".join(
        f"dump {path} {folder / name}\n" for name, path in names.items()))
    run_host("/sbin/debugfs", "-f", folder / "commands", part)
    for name in names:
        file = folder / name
        if file.exists():
            found[name] = file.read_bytes()
            file.unlink()
    return found


def check_files(found, told, count):
    """Each is whole, and none older than what was told."""
    value = set(found.get("value", b"").split())
    assert len(value) <= 1, f"a mixture: {sorted(value)[:3]}"
    assert not value or len(found["value"]) == 512 * 9
    port = found.get("port")
    assert port is None or re.fullmatch(rb"80[89]\d\n", port), port
    for name, number in (("value", int(value.pop()) if value else -1),
                         ("port", int(port) - PORT if port else -1)):
        least = told.before(name, count)
        assert number in (least, least + 1), f"{name}: {least} was told, {number} is there"
    seed = found.get("seed")
    assert seed is None or len(seed) == 64
    if told.before("begin", count) == 0:
        assert seed != USED_SEED, "a seed that was used is there again"
    assert re.fullmatch(rb"\d+\n", found.get("clock", b"1\n"))


def moments(writes, told, chance):
    """Cuts: (requests before it, whether some of what waits for a flush is kept)."""
    flushes = [at + 1 for at, write in enumerate(writes) if write.flags & log_writes.FLUSH]
    points = told.ends("begin") + told.ends("port")
    for ends in (told.ends("value"), flushes):
        points += chance.sample(ends, min(CUTS // 6, len(ends)))
    while len(points) < CUTS:
        points.append(chance.randrange(len(writes) + 1))
    return sorted((count, number >= CUTS // 2) for number, count in enumerate(points))


def test_disks_that_lose_what_they_took(images, made, boot, tmp_path):
    disk = made[2]
    before = disk.read_bytes()
    log = tmp_path / "log"
    log.touch()
    with images.open_log(CONFIG) as console, boot(log_writes.drive(disk, log), console) as machine:
        work(machine)
    writes = log_writes.read(log)
    told = Told(writes)
    assert told.all("port") == list(range(PORTS)) and len(told.all("value")) >= COMMITS
    assert all(DATA <= write.at and write.at + write.size <= DATA + SLOT_BYTES
               for write in writes if write.size), "the GPT or a slot is written"
    assert log_writes.Replay(before, writes).everything() == disk.read_bytes(), "requests are missing"

    seed = int(os.environ.get("WRITE_SEED") or random.randrange(1 << 30))
    chance = random.Random(seed)
    print(f"WRITE_SEED={seed}")
    replay = log_writes.Replay(before, writes)
    points = moments(writes, told, chance)
    booted = points[chance.randrange(CUTS // 2, CUTS)]
    for count, some in points:
        left = replay.anything(count, chance) if some else replay.nothing_more(count)
        try:
            check_files(mended(left[DATA:DATA + SLOT_BYTES], tmp_path), told, count)
        except AssertionError as error:
            raise AssertionError(f"{count} of {len(writes)} requests, "
                                 f"{'some' if some else 'nothing'} of the rest: {error}") from error
        if (count, some) == booted:
            (tmp_path / "left").write_bytes(left)
    with images.open_log(CONFIG) as console, boot(tmp_path / "left", console) as machine:
        check_data(machine, told.before("value", booted[0]))
        leave(machine)

