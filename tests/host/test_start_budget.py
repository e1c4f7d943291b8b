"""How many system calls one start makes: one veth, three limits, default masks.

Counted are launcher and child, with the container's init up to its first wait and the service up to
and with execve. Here with the control groups of this machine; on a virtual machine with those of
version 2, where clone puts the container into its group, and with those of version 1, where the
launcher moves it into one of each controller.
"""

import sys
from collections import Counter

import pytest

import namespace
import starts

sys.path.insert(0, str(namespace.TREE / "tests" / "boot"))
import appliance  # noqa: E402

CONFIG = "starts"
BUDGETS = {"v1": 200, "hybrid": 200, "v2": 150}


def check(calls, version):
    """Says the figures; from the launcher's first call to its end and to the program."""
    print(f"\n{len(calls)} system calls of {BUDGETS[version]}, control groups {version}")
    for role in ("launcher", "child", "service"):
        names = Counter(call.name for call in calls if call.role == role)
        print(f"  {role} {sum(names.values())}: " + ", ".join(
            f"{name} {count}" for name, count in names.most_common()))
        numbers = [call.number for call in calls if call.role == role]
        assert numbers == list(range(1, len(numbers) + 1)), "one was missed"
    last = {call.role: call.name for call in calls}
    assert last == {"launcher": "exit_group", "child": "rt_sigtimedwait", "service": "execve"}
    names = Counter(call.name for call in calls)
    assert names["clone3"] == 1 and names["clone"] == 1 and names["pivot_root"] == 1
    assert len(calls) <= BUDGETS[version]


def test_here(run, host):
    if why := starts.missing(changes=False):
        pytest.skip(why)
    version = run.json()["cgroup"]
    starts.stop(run, "budget")
    start = starts.start(run, host.program("tracer"), "budget")
    assert start.status == 0 and run.status("budget")["state"] == "up"
    assert start.ends == {"launcher": "exited 0"}
    check(start.calls, version)


@pytest.fixture(scope="module")
def image(host):
    """An image of the same config with the tracer in it, and its kernel."""
    board = host.build / appliance.README.parent.name
    if not (board / "toybox").exists():
        pytest.skip(f"needs {board}/toybox, of `make image`")
    overlay = host.build / "host" / "budget"
    (overlay / "test").mkdir(parents=True, exist_ok=True)
    for name in ("serve", "tracer"):
        namespace.shutil.copy2(host.program(name), overlay / "test" / name)
    place = host.place(CONFIG)
    cpio = place / "image.cpio"
    namespace.run_host(appliance.BOARD / "image.sh", cpio, place / "nsinit", place / "nsctl",
                       board / "toybox", board, "--overlay", overlay)
    return board / "vmlinuz", cpio


@pytest.mark.parametrize("version", ["v2", "v1"])
def test_on_a_machine(image, version):
    with appliance.booted(*image, version) as machine:
        machine.wait_state("budget", "up")
        machine.ask("nsctl stop budget")
        said = machine.ask("/test/tracer 1 count >/tmp/calls 2>&1 & sleep 1; nsctl start budget; "
                           "wait; cat /tmp/calls")
        assert machine.machine_status()["cgroup"] == version
        assert machine.status("budget")["state"] == "up"
    check(starts.calls_of(said), version)
