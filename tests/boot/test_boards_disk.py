"""A machine that boots from a disk, on each board: its slot, its data, and the values that are its own."""

import contextlib

import pytest

from appliance import booted
from test_disk import DEFAULTS, SET, in_effect, leave, set_slots

CONFIG = "disk"


def change_image(overlay):
    """What checks the data is a program of the distribution's; here is none for this processor, and one
    that says that it has mended something."""
    (overlay / "sbin").mkdir()
    (overlay / "sbin/e2fsck").write_text("#!/bin/sh\n[ \"$*\" = '-p /dev/vda3' ] && exit 1\nexit 8\n")
    (overlay / "sbin/e2fsck").chmod(0o755)


@pytest.fixture(scope="module")
def boot(images):
    """boot(): the machine with its one disk, whose containers are up."""
    kernel, initramfs, disk = images.disk(CONFIG, change_image)

    @contextlib.contextmanager
    def started():
        with images.open_log(CONFIG) as log, booted(
                kernel, initramfs, "v2", log=log, disk=str(disk)) as machine:
            machine.ask("nsctl wait 2>/dev/null; true")
            assert machine.ask("cat /run/nsinit/slot /run/nsinit/root-device") == "a\n/dev/vda1\n"
            assert machine.ask("cat /run/nsinit/store-device") == "/dev/vda3\n"
            assert "store: /sbin/e2fsck: status 1" in machine.texts("nsinit")
            yield machine
    return started


def test_values_outlive_a_boot(boot):
    with boot() as machine:
        mounts = machine.ask("cat /proc/mounts")
        assert "/dev/vda1 / squashfs ro," in mounts and "rootfs" not in mounts
        assert machine.texts("first") == ["runs"]
        assert in_effect(machine) == DEFAULTS
        set_slots(machine)
        machine.ask("echo kept >/etc/kept")
        leave(machine)
    with boot() as machine:
        assert machine.ask("cat /etc/kept") == "kept\n" and machine.texts("first") == []
        assert in_effect(machine) == SET
        leave(machine)
