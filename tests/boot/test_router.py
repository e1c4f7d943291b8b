"""The demo appliance, as `make run` boots it: its services, its control, and board/run.py."""

import contextlib
import os
import random
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from xml.etree import ElementTree

import pytest

import appliance
from appliance import BOARD, BOARD_NAME, README, TREE, board_kernel

RUN_PY = BOARD / "run.py"
# As from a terminal: a make inside make says which folder it enters.
OUTSIDE_MAKE = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
NAMES = ["prepare", "dns", "web", "monitor"]


@pytest.fixture(scope="session")
def demo(build):
    """(kernel, image) of `make image`."""
    kernel, _ = board_kernel(build)
    place = build if BOARD_NAME == "qemu-x86_64" else build / BOARD_NAME
    found = kernel, place / "router" / f"{BOARD_NAME}.cpio"
    for path in found:
        assert path.exists(), f"{path}: run `make image` first"
    return found


@pytest.fixture(scope="module", params=["v2", "v1"])
def router(request, demo):
    with appliance.booted(*demo, request.param) as machine:
        machine.cgroup = request.param
        assert machine.shell("nsctl wait") == (0, "", "")
        yield machine


def get_page(machine, path="/index.html"):
    """What the web server says on the forwarded port; None when nobody answers."""
    url = f"http://127.0.0.1:{machine.ports['HTTP_PORT']}{path}"
    with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
        with urllib.request.urlopen(url, timeout=1) as answer:
            return answer.read()
    return None


def wait_page(machine, limit_s=8):
    """The page. QEMU keeps the address that it once learned of a neighbour: a container that got
    another one with its restart would not be heard of again."""
    end = time.monotonic() + limit_s
    while (page := get_page(machine)) is None and time.monotonic() < end:
        time.sleep(0.2)
    return page


def resolve(machine, name):
    """Asks for the address of a name by one packet (RFC 1035): (response code, [addresses])."""
    number = random.randrange(65536)
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    question = labels + b"\0" + b"\0\1" + b"\0\1"
    packet = number.to_bytes(2, "big") + b"\1\0" + b"\0\1" + bytes(6) + question
    with socket.socket(type=socket.SOCK_DGRAM) as client:
        client.settimeout(2)
        # A kernel without a seed makes it of time, in which the first who asks must wait.
        for _ in range(8):
            client.sendto(packet, ("127.0.0.1", machine.ports["DNS_PORT"]))
            with contextlib.suppress(TimeoutError):
                answer = client.recv(512)
                break
        else:
            raise AssertionError("the name server does not answer")
    assert answer[:2] == packet[:2] and answer[2] & 0x80, answer
    assert answer[12:12 + len(question)] == question
    count = int.from_bytes(answer[6:8], "big")
    records = answer[12 + len(question):]
    # Each: a pointer to the name, type A, class IN, time to live, 4 bytes.
    addresses = [".".join(str(byte) for byte in records[at + 12:at + 16])
                 for at in range(0, 16 * count, 16)]
    return answer[3] & 15, addresses


def test_greeting(router):
    text = router.console_text()
    assert "router: nsinit runs prepare dns web monitor\n" in text
    for line in ("nsctl status ", "nsctl logs ", "poweroff "):
        assert f"\n  {line}" in text


def test_every_container_is_up(router):
    said = router.machine_status()
    assert said["hostname"] == "router"
    assert said["cgroup"] == router.cgroup
    assert said["release"] == router.ask("uname -r").strip()
    uptime_ms = float(router.ask("cat /proc/uptime").split()[0]) * 1000
    assert 0 < said["up_ms"] <= uptime_ms
    found = said["containers"]
    assert [one["name"] for one in found] == NAMES
    assert [one["state"] for one in found] == ["done", "up", "up", "up"]
    assert [one["kind"] for one in found] == ["oneshot", "service", "service", "service"]
    assert all(one["failure"] is None for one in found)
    assert found[0]["exit"] == {"status": 0} and found[0]["pid"] is None
    for one in found[1:]:
        # The container's init and what it runs.
        assert one["tasks"] >= 2 and one["memory_bytes"] > 0
        assert router.ask(f"cat /proc/{one['pid']}/comm") == "init\n"


def test_end_of_the_boot_is_told_once(router):
    told = [text for text in router.texts("nsinit") if text.startswith("boot finished")]
    assert len(told) == 1 and re.fullmatch(r"boot finished after \d+ ms", told[0]), told
    assert 100 < int(told[0].split()[3]) < router.now() * 1000


def test_table_shows_the_same(router):
    lines = router.ask("nsctl status").splitlines()
    assert lines[0].split() == "NAME STATE SINCE PID RESTARTS MEMORY TASKS".split()
    assert [line.split()[:2] for line in lines[1:]] == [
        ["prepare", "done"], ["dns", "up"], ["web", "up"], ["monitor", "up"]]


def test_config_in_words(router):
    told = router.ask("nsctl config dns")
    assert told.startswith("name              dns\nkind              service\n")
    assert router.shell("nsctl config dsn") == (
        1, "", "nsctl: dsn: no such container\nnsctl: did you mean dns?\n")


def test_charts_of_the_boot(router):
    """The order and the times that PID 1 noted, as people get them."""
    assert router.ask("nsctl deps") == (
        "prepare:\ndns: needs prepare\nweb: after dns\nmonitor:\n")
    times = dict(reversed(line.split()) for line in router.ask("nsctl blame").splitlines())
    assert set(times) == set(NAMES)
    assert all(0 <= float(time.rstrip("s")) < 30 for time in times.values())
    picture = ElementTree.fromstring(router.ask("nsctl plot"))
    bars = [bar for bar in picture.iter("{http://www.w3.org/2000/svg}rect")
            if bar.get("class") == "ready"]
    assert len(bars) == len(NAMES)
    rows = {text.text.split()[0]: int(text.get("y"))
            for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert rows["prepare"] < rows["dns"] < rows["web"]  # by the order of their starts


def test_web_serves_the_page(router):
    page = TREE / "rootfs-skel" / "srv" / "www" / "index.html"
    assert wait_page(router) == page.read_bytes()


def test_dns_answers(router):
    assert resolve(router, "web.lan") == (0, ["10.77.0.3"])
    assert resolve(router, "nobody.lan") == (3, [])


def test_logs(router):
    said = router.texts("prepare")
    assert re.fullmatch(r"\w{3} \w{3} .*\d{4}", said[0]), said
    own = router.texts("nsinit")
    for name in NAMES:
        assert own.index(f"{name}: starting") < own.index(f"{name}: up")
    assert own.index("prepare: done") < own.index("dns: starting")
    whole = [line.split(" ", 2) for line in router.ask("nsctl logs").splitlines()]
    times = [float(line[0]) for line in whole]
    assert times == sorted(times)
    assert {line[1] for line in whole} >= {"prepare:", "nsinit:"}


def test_stop_and_start(router):
    before = router.status("web")
    assert wait_page(router)
    assert router.shell("nsctl stop web") == (0, "", "")
    try:
        now = router.status("web")
        assert (now["state"], now["pid"]) == ("down", None)
        assert router.shell(f"kill -0 {before['pid']}")[0] != 0
        assert router.traces("web") == []
        assert get_page(router) is None
        assert router.status("dns")["state"] == "up"
    finally:
        assert router.shell("nsctl start web") == (0, "", "")
    now = router.status("web")
    assert now["state"] == "up" and now["pid"] not in (None, before["pid"])
    assert wait_page(router)


def test_restart(router):
    before = router.status()
    assert router.shell("nsctl restart web") == (0, "", "")
    now = router.status()
    assert now["web"]["state"] == "up" and now["web"]["pid"] not in (None, before["web"]["pid"])
    for name in ("dns", "monitor"):
        assert now[name]["pid"] == before[name]["pid"]
    assert wait_page(router)


@pytest.mark.parametrize("verb", ["start", "stop", "restart", "status", "logs", "wait"])
def test_unknown_name_is_refused(router, verb):
    assert router.shell(f"nsctl {verb} nobody") == (
        1, "", "nsctl: nobody: no container has this name\n")


def test_the_board_s_kernel_has_what_the_demo_needs(router):
    assert router.shell("nsctl check-kernel") == (0, "the kernel has what this config needs\n", "")


def test_what_a_kernel_lacks_is_named_with_who_needs_it(demo):
    """A controller that is switched off, and a module that is not to be had, where there are modules."""
    with appliance.booted(*demo, "v2", "cgroup_disable=memory module_blacklist=veth") as machine:
        lines = ["CONFIG_MEMCG is switched off: prepare, dns, web, monitor"]
        if list(demo[0].parent.glob("modules/*-veth.ko")):
            lines.append("CONFIG_VETH is missing: dns, web")
        status, out, err = machine.shell("nsctl check-kernel")
        assert (status, out.splitlines(), err) == (1, lines, "")
        assert machine.shell("nsctl wait")[0] == 1
        assert machine.status("monitor")["failure"]["text"] == \
            "monitor: cgroup memory.max: Not supported"


# board/run.py.

def run_py(demo, *words, image=None):
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, RUN_PY, "--readme", README, "--kernel", demo[0],
         "--image", image or demo[1], *words], capture_output=True, timeout=120)
    return done.returncode, done.stdout, done.stderr, time.monotonic() - started


def test_run_prints_what_the_command_prints(demo):
    code, out, err, _ = run_py(
        demo, "--cmd", r"printf 'one\ttwo\377\n\nlast'; echo worse >&2; nsctl stop nix; exit 7")
    assert (code, out) == (7, b"one\ttwo\xff\n\nlast")
    assert err == b"worse\nnsctl: nix: no container has this name\n"


@pytest.mark.parametrize("append, limit_s, words", [
    # The kernel finds no program to run, and panics.
    ("init=/nonexistent rdinit=/nonexistent", "30", "Kernel panic"),
    # The console is somewhere else, so nothing is heard of the boot.
    ("console=tty0", "4", "waited 4 s for the greeting"),
])
def test_run_tells_a_boot_that_failed(demo, append, limit_s, words):
    code, out, err, took_s = run_py(
        demo, "--append", append, "--limit", limit_s, "--cmd", "true")
    assert (code, out) == (125, b"")
    assert words in err.decode()
    assert took_s < 20


@pytest.mark.usefixtures("demo")  # there, or skipped with it: make builds a kernel for an hour
@pytest.mark.parametrize("status", [0, 7, 200])
def test_make_run_exits_with_the_status(build, status):
    """stdout is the command's alone; make by itself knows no status but 2."""
    done = subprocess.run(
        ["make", f"O={os.path.relpath(build, TREE)}", "run", f"CMD=echo said; exit {status}"],
        cwd=TREE, capture_output=True, text=True, timeout=120, env=OUTSIDE_MAKE)
    assert (done.returncode, done.stdout) == (status, "said\n"), done.stderr


@pytest.mark.usefixtures("demo")
def test_make_run_tells_a_boot_that_failed(build):
    done = subprocess.run(
        ["make", f"O={os.path.relpath(build, TREE)}", "run", "CMD=true",
         "APPEND=rdinit=/nonexistent init=/nonexistent"],
        cwd=TREE, capture_output=True, text=True, timeout=120, env=OUTSIDE_MAKE)
    assert (done.returncode, done.stdout) == (125, ""), done.stderr
    assert "panic" in done.stderr
