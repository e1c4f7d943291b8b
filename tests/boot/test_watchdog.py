"""The hardware watchdog: healthy runs do not let it fire, a PID 1 that stands still does, so does an
essential container that failed for good, and a power-off that fails is not turned into a reboot."""

import re
import time

import pytest

from appliance import BOARD, BOARD_NAME

CONFIG = "watchdog"
TIMEOUT_S = 2  # of the config
# QEMU's own device; its reset is one of the machine, which then boots again.
DEVICE = ["-device", "i6300esb", "-action", "watchdog=reset,reboot=reset"]


def fired(machine, limit_s):
    """Whether QEMU's watchdog reaches its end within the time."""
    return machine.wait_event("WATCHDOG", limit_s) is not None


@pytest.fixture(scope="module")
def machine(images):
    """One machine for all that it survives."""
    if "CONFIG_I6300ESB_WDT=y" not in (BOARD / BOARD_NAME / "kernel.config").read_text():
        pytest.skip(f"{BOARD_NAME} cannot reach QEMU's watchdog, see its kernel.config")
    with images.boot(CONFIG, extra=DEVICE) as booted:
        yield booted


def test_first_boot_has_no_reason(machine):
    assert machine.ask("cat /run/nsinit/reset-reason") == "other\n"
    assert "reset by: other" in machine.texts("nsinit")


def test_healthy_run_does_not_fire(machine):
    assert machine.ask("cat /sys/class/watchdog/watchdog0/state") == "active\n"
    assert not fired(machine, 3 * TIMEOUT_S)


def stay(machine):
    """The pid of the container."""
    return re.search(r'"pid": ?(\d+)', machine.ask("nsctl status --json stay"))[1]


def test_replaced_pid1_feeds_on(machine):
    """By a wish, and after a fault; its file is where the initramfs was moved to."""
    pid = stay(machine)
    machine.ask("nsctl reexec")
    assert "goes on with 1 container" in "\n".join(machine.texts("nsinit"))
    machine.ask("/test/poke 1; nsctl wait")
    lines = "\n".join(machine.texts("nsinit"))
    assert re.search(r"fault in PID 1: SEGV at 0x0, pc 0x0, sp 0x[0-9a-f]+", lines), lines
    assert "goes on after the fault with 1 container" in lines
    assert stay(machine) == pid
    assert not fired(machine, 3 * TIMEOUT_S)
    assert machine.ask("cat /sys/class/watchdog/watchdog0/state") == "active\n"


def test_held_pid1_is_reset_and_told(machine):
    started = time.monotonic()
    machine.ask("/test/hold 1 >/dev/null 2>&1 &")
    assert fired(machine, 3 * TIMEOUT_S)
    # It was fed at most half of its time before.
    assert time.monotonic() - started > TIMEOUT_S / 2 - 0.2
    machine.wait_shell()
    assert machine.ask("cat /run/nsinit/reset-reason") == "watchdog\n"
    assert "reset by: watchdog" in machine.texts("nsinit")


def test_essential_container_that_failed_starves_it(machine):
    pid = machine.status("stay")["pid"]
    machine.ask(f"kill -9 {pid}")
    assert fired(machine, 3 * TIMEOUT_S)
    machine.wait_shell()
    assert machine.ask("cat /run/nsinit/reset-reason") == "watchdog\n"


@pytest.mark.parametrize("way, fires", [("poweroff", False), ("halt", True)])
def test_end_that_leaves_the_power_on(images, way, fires):
    """Without ACPI this machine cannot switch itself off, and halts. The kernel does not stop the
    device by itself, which not every driver asks it to."""
    with images.boot(CONFIG, append="acpi=off watchdog.stop_on_reboot=0",
                     extra=DEVICE) as machine:
        machine.send(f"{way}\r")
        machine.wait_halt(40)
        assert fired(machine, 2 * TIMEOUT_S + 1) == fires
