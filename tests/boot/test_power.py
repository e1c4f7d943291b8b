"""Losses of power under writes: QEMU is killed at moments that nobody chose, and the next boot has all that
was told to be on the medium.

POWER_CUTS=50 makes so many of them; every third is in the middle of a boot. What QEMU was given by the guest
survives it; test_writes.py is about disks that lose what they took without a flush.
"""

import os
import random
import re
import signal
import time

import pytest

from appliance import BootError, README, Appliance, run_host
from test_disk import change_image

CONFIG = "disk"
CUTS = int(os.environ.get("POWER_CUTS") or 3)


@pytest.fixture(scope="module")
def made(images, tmp_path_factory):
    """(kernel, initramfs, disk), the disk a new one."""
    kernel, initramfs, disk = images.disk(CONFIG, change_image)
    own = tmp_path_factory.mktemp("power") / "disk"
    run_host("cp", "--sparse=always", disk, own)
    return kernel, initramfs, own


def cut(machine):
    """No signal that QEMU could do anything about."""
    os.kill(machine.pid, signal.SIGKILL)
    with pytest.raises(BootError, match="QEMU ended"):
        machine.expect("nothing that is ever said", 20)


def check_data(machine, synced):
    """The value is whole, and none that was told is lost; its number."""
    assert machine.ask("cat /run/nsinit/store-device") == "/dev/vda3\n"
    value = set(machine.ask("cat /data/cut/value 2>/dev/null; true").split())
    assert len(value) <= 1, f"a mixture: {sorted(value)[:3]}"
    number = int(value.pop()) if value else -1
    assert number >= synced, f"{synced} was told to be on the medium, and {number} is"
    assert machine.status("stay")["state"] == "up"
    return number


def write_until_cut(machine, first, pause_s):
    """The last number that was told to be on the medium."""
    machine.ask("mkdir -p /data/cut; sync")
    machine.send(f"/test/commit /data/cut {first}\r")
    machine.expect(rf"SYNCED {first}\.")
    time.sleep(pause_s)
    cut(machine)
    told = re.findall(r"SYNCED (\d+)\.", machine.console_text())
    return int(told[-1])


def test_nothing_that_was_synced_is_lost(images, made):
    kernel, initramfs, disk = made
    seed = int(os.environ.get("POWER_SEED") or random.randrange(1 << 30))
    chance = random.Random(seed)
    print(f"POWER_SEED={seed}")
    synced = -1
    for number in range(CUTS + 1):
        with images.open_log(CONFIG) as log, Appliance(
                README, str(kernel), str(initramfs), "nsinit.cgroup=v2", log=log,
                disk=str(disk)) as machine:
            machine.start()
            if number < CUTS and number % 3 == 1:
                time.sleep(chance.uniform(1, 6))
                cut(machine)
                continue
            machine.wait_shell()
            machine.ask("nsctl wait 2>/dev/null; true")
            found = check_data(machine, synced)
            if number < CUTS:
                synced = write_until_cut(machine, found + 1, chance.uniform(0.1, 2))
    assert synced > 0, "nothing was written"
