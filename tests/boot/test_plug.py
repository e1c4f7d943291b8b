"""
Devices that are there at boot and devices that come and go: the module of a disk is loaded by what the
disk is, its node has the owner of the rules, and containers follow it.
"""

import pytest

CONFIG = "plug"


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """What all disks here consist of."""
    path = tmp_path_factory.mktemp("plug") / "disk"
    path.write_bytes(bytes(1 << 20))
    return path


@pytest.fixture(scope="module", params=["v2", "v1"])
def machine(request, images, disk):
    """One disk from the start on, and a free slot for another."""
    with images.boot(CONFIG, request.param, change=images.add_modules, extra=[
            "-blockdev", f"driver=file,filename={disk},node-name=first,read-only=on",
            "-blockdev", f"driver=file,filename={disk},node-name=second,read-only=on",
            "-device", "virtio-blk-pci,drive=first", "-device", "pcie-root-port,id=place"]) as booted:
        yield booted


def owner(machine, node):
    return machine.ask(f"stat -c '%a %u:%g' /dev/{node}").strip()


def test_module_comes_before_the_containers(machine):
    """Of what is there at boot: nobody asked for it by name."""
    assert machine.shell("ls /lib/modules/boot/*virtio_blk*")[0] != 0
    machine.wait_state("cold", "up")
    assert "virtio_blk" in machine.ask("cut -d ' ' -f 1 /proc/modules").split()
    own = machine.texts("nsinit")
    assert "cold: up" in own and "hot: up" not in own
    assert machine.status("hot")["state"] == "waiting"


def test_node_has_its_owner(machine):
    """By the first rule that names it."""
    assert owner(machine, "vda") == "640 5:6"


def test_container_follows_its_device(machine):
    for _ in range(2):
        machine.qmp("device_add", driver="virtio-blk-pci", drive="second", bus="place", id="disk")
        machine.wait_state("hot", "up")
        assert owner(machine, "vdb") == "604 0:7"
        machine.qmp("device_del", id="disk")
        machine.wait_state("hot", "waiting", limit_s=40)
        assert machine.shell("ls /dev/vdb")[0] != 0
        assert machine.wait_event("DEVICE_DELETED", 20)
    assert machine.status("cold")["state"] == "up"
