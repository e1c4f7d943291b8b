"""Networks of containers: who reaches whom, by which address, and what is left of a link."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import namespace

CONFIG = "network"
NAMES = ["both", "six", "shut", "away", "four", "pair", "pair4", "user", "many-of-them"]
BRIDGES = ["dmz0", "lan0", "old0"]

# Says "hello" to the address and waits for the echo.
SAY = """
import socket, sys
where = socket.getaddrinfo(sys.argv[1], 4711, type=socket.SOCK_DGRAM)[0]
client = socket.socket(where[0], socket.SOCK_DGRAM)
client.settimeout(float(sys.argv[2]))
client.sendto(b"hello", where[4])
sys.exit(client.recv(8) != b"hello")
"""


@pytest.fixture(scope="module")
def run(host):
    running = host.run(CONFIG)
    shutil.copy2(host.program("echo"), running.root / "test" / "echo")
    with running:
        running.run("wait")
        yield running


@pytest.fixture(autouse=True)
def up(run):
    """Everybody is up, whatever a test before has left."""
    for name in NAMES:
        if run.status(name)["state"] != "up":
            run.ask("start", name)


def pid_of(run, name):
    """The pid, on this machine, of the program in a container."""
    group, = {path for path in Path(run.groups[0]).rglob(name) if path.is_dir()}
    pids = [int(pid) for pid in (group / "cgroup.procs").read_text().split()]
    found = [pid for pid in pids if Path(f"/proc/{pid}/comm").read_text() == "echo\n"]
    assert len(found) == 1, f"{name}: {pids}"
    return found[0]


def inside(run, name, *words, good=True):
    """A command of this machine in the network namespace of a container, or of PID 1."""
    pid = pid_of(run, name) if name else run.pid
    done = subprocess.run(["nsenter", "-t", str(pid), "-n", *words],
                          capture_output=True, text=True)
    assert done.returncode == 0 or not good, done.stderr
    return done


def reaches(run, name, address, limit_s=2.0):
    """Whether the echo at an address is heard from a container, or from PID 1's namespace."""
    return inside(run, name, "/usr/bin/python3", "-c", SAY, address, str(limit_s),
                  good=False).returncode == 0


def addresses(run, name):
    """{interface: {address/length, ...}} of a network namespace."""
    found = {}
    for line in inside(run, name, "ip", "-o", "addr").stdout.splitlines():
        _, interface, _, address, *rest = line.split()
        found.setdefault(interface, set()).add(address)
        assert "tentative" not in rest and "dynamic" not in rest, line
    return found


def routes(run, name, family):
    """{destination: (router or None, interface)} that were not made by the kernel."""
    lines = inside(run, name, "ip", f"-{family}", "route", "show", "proto", "static").stdout
    found = [re.match(r"(\S+) (?:via (\S+) )?dev (\S+) ", line).groups()
             for line in lines.splitlines()]
    return {to: (via, interface) for to, via, interface in found}


def link_local(mac):
    """The address that follows from a MAC, as the kernel prints it."""
    b = [int(byte, 16) for byte in mac.split(":")]
    groups = [(b[0] ^ 2) << 8 | b[1], b[2] << 8 | 0xff, 0xfe << 8 | b[3], b[4] << 8 | b[5]]
    return "fe80::" + ":".join(f"{group:x}" for group in groups) + "/64"


def mac_of(run, name, interface):
    out = inside(run, name, "ip", "-o", "link", "show", interface).stdout
    return re.search(r"link/ether ([0-9a-f:]+)", out)[1]


# What is inside.


def test_everybody_bound_at_once(run):
    """Nobody waits for an IPv6 address to be found unique."""
    for name in NAMES:
        assert run.ask("logs", name).splitlines()[-1].endswith(" bound"), run.ask("logs", name)


def test_addresses_are_those_that_are_said(run):
    local = {name: link_local(mac_of(run, name, "eth0")) for name in ("both", "six", "pair")}
    assert addresses(run, "both") == {
        "lo": {"127.0.0.1/8", "::1/128"},
        "eth0": {"10.77.0.2/24", "fd00:77::2/64", local["both"]}}
    assert addresses(run, "six")["eth0"] == {"fd00:77::3/64", local["six"]}
    assert addresses(run, "four")["eth0"] == {"10.79.0.2/24"}
    assert addresses(run, "pair")["eth0"] == {
        "10.80.0.2/32", "fd00:80::2/128", local["pair"]}
    assert addresses(run, "pair4")["eth0"] == {"10.80.0.3/32"}
    many = addresses(run, "many-of-them")
    assert set(many) == {"lo", "wan", "eth1", "eth2", "eth3"}
    assert many["wan"] == {"10.77.0.9/24"} and many["eth1"] == {"10.78.0.9/24"}
    assert many["eth2"] == {"10.80.0.9/32"}
    assert many["eth3"] == {"fd00:79::9/64", link_local(mac_of(run, "many-of-them", "eth3"))}


def test_routes_are_those_that_are_said(run):
    assert routes(run, "both", 4) == {"default": ("10.77.0.1", "eth0")}
    assert routes(run, "both", 6) == {"default": ("fd00:77::1", "eth0")}
    assert routes(run, "pair", 4) == {
        "default": ("10.80.0.1", "eth0"), "10.80.0.1": (None, "eth0")}
    assert routes(run, "pair", 6) == {
        "default": ("fd00:80::1", "eth0"), "fd00:80::1": (None, "eth0")}
    assert routes(run, "pair4", 4) == {"10.80.0.1": (None, "eth0")}
    assert routes(run, "many-of-them", 4) == {
        "default": ("10.80.0.1", "eth2"), "10.80.0.1": (None, "eth2"),
        "192.168.0.0/16": ("10.77.0.2", "wan"), "172.16.0.0/12": ("10.77.0.1", "wan")}
    assert routes(run, "many-of-them", 6) == {
        "default": ("fe80::1", "eth3"), "2001:db8::/32": ("fe80::2", "eth3")}
    for name in ("six", "shut", "four"):
        assert routes(run, name, 4) == routes(run, name, 6) == {}


def test_interface_is_as_said(run):
    inner = inside(run, "many-of-them", "ip", "-o", "link", "show", "wan").stdout
    outer = inside(run, None, "ip", "-o", "link", "show", "v0-many-of-them").stdout
    for line in (inner, outer):
        assert "mtu 1400" in line and "qlen 55" in line
    assert mac_of(run, "many-of-them", "wan") == "02:00:00:00:77:09"


def settings(run, name, interface):
    """(accept_ra, disable_ipv6) of an interface: /proc/sys/net is that of who reads it."""
    folder = f"/proc/sys/net/ipv6/conf/{interface}"
    out = inside(run, name, "cat", f"{folder}/accept_ra", f"{folder}/disable_ipv6").stdout
    return tuple(out.split())


def test_no_router_is_believed(run):
    """With IPv6 no advertisement counts, and without there is no IPv6."""
    for name, interface in (("both", "eth0"), ("six", "eth0"), ("pair", "eth0"),
                            ("many-of-them", "eth3"), (None, "lan0"), (None, "v0-pair"),
                            ("user", "eth0"), (None, "v0-user")):
        assert settings(run, name, interface) == ("0", "0"), (name, interface)
    for name, interface in (("four", "eth0"), ("pair4", "eth0"), ("many-of-them", "wan"),
                            (None, "old0"), (None, "v0-pair4")):
        assert settings(run, name, interface)[1] == "1", (name, interface)


# What is outside.


def test_host_ends(run):
    found = addresses(run, None)
    assert found["v0-pair"] == {"10.80.0.1/32", "fd00:80::1/128",
                                link_local(mac_of(run, None, "v0-pair"))}
    assert found["v0-pair4"] == {"10.80.0.1/32"}
    # A port of a bridge has no address, and so says nothing into the container.
    assert not [name for name in found if name.startswith("v") and "pair" not in name and name != "v0-user"
                and name != "v2-many-of-them"]
    assert found["lan0"] == {"10.77.0.1/24", "fd00:77::1/64",
                             link_local(mac_of(run, None, "lan0"))}
    assert found["old0"] == {"10.79.0.1/24"}
    assert "mtu 1450" in inside(run, None, "ip", "-o", "link", "show", "lan0").stdout


def port_flag(run, name, flag):
    """"on" or "off": an option of a port of a bridge."""
    out = inside(run, None, "ip", "-d", "-o", "link", "show", name).stdout
    return re.search(rf" {flag} (on|off) ", out)[1]


def test_ports_are_isolated_unless_the_bridge_is_open(run):
    assert port_flag(run, "v0-both", "isolated") == "off"
    assert port_flag(run, "v0-shut", "isolated") == port_flag(run, "v0-four", "isolated") == "on"
    assert port_flag(run, "v0-shut", "hairpin") == "on"
    assert port_flag(run, "v0-both", "hairpin") == "off"


# Who reaches whom.


@pytest.mark.parametrize("address", [
    "10.77.0.2", "fd00:77::2", "fd00:77::3", "10.78.0.2", "fd00:78::2", "10.79.0.2", "10.80.0.2",
    "fd00:80::2", "10.80.0.3", "10.80.0.4", "fd00:80::4", "10.77.0.9", "10.78.0.9", "10.80.0.9"])
def test_appliance_reaches(run, address):
    assert reaches(run, None, address)


def test_containers_reach_each_other_on_an_open_bridge(run):
    assert reaches(run, "both", "fd00:77::3") and reaches(run, "six", "fd00:77::2")
    assert reaches(run, "both", "10.77.0.9") and reaches(run, "many-of-them", "10.77.0.2")


@pytest.mark.parametrize("name, address", [
    ("shut", "10.78.0.3"), ("shut", "fd00:78::3"), ("away", "10.78.0.2"), ("away", "fd00:78::2"),
    ("many-of-them", "10.78.0.2")])
def test_containers_do_not_reach_each_other_elsewhere(run, name, address):
    assert not reaches(run, name, address, 0.3)


def test_an_isolated_port_is_what_stops_them(run):
    """The same packets pass once one of the ports is open, so the test above tests it."""
    inside(run, None, "ip", "link", "set", "v0-shut", "type", "bridge_slave", "isolated", "off")
    assert reaches(run, "away", "10.78.0.2") and reaches(run, "away", "fd00:78::2")
    run.ask("restart", "shut")
    assert not reaches(run, "away", "10.78.0.2", 0.3)


# Links over time.


def test_restarts_leave_nothing_and_keep_the_name(run):
    """The same names and hardware addresses again and again; reached each time."""
    before = run.snapshot()
    mac = mac_of(run, "both", "eth0"), mac_of(run, None, "v0-both")
    for number in range(100):
        run.ask("restart", "both")
        if number % 10 == 0:
            assert reaches(run, "six", "fd00:77::2") and reaches(run, None, "10.77.0.2"), number
    assert (mac_of(run, "both", "eth0"), mac_of(run, None, "v0-both")) == mac
    run.check_snapshot(before, "100 restarts")


@pytest.mark.parametrize("name, link", [("both", "v0-both"), ("pair", "v0-pair"),
                                        ("many-of-them", "v3-many-of-them")])
def test_stale_link_is_replaced(run, name, link):
    """Whatever has the name: it is nobody else's."""
    before = run.snapshot()
    run.ask("stop", name)
    assert link not in run.interfaces()
    inside(run, None, "ip", "link", "add", link, "type", "bridge")
    run.ask("start", name)
    assert " bridge " not in inside(run, None, "ip", "-d", "link", "show", link).stdout
    run.check_snapshot(before, "a start over a stale link")


def test_stop_removes_every_link(run):
    assert [link for link in run.interfaces() if link.endswith("-many-of-them")] == [
        f"v{number}-many-of-them" for number in range(4)]
    run.ask("stop", "many-of-them")
    assert not [link for link in run.interfaces() if link.endswith("-many-of-them")]
    assert run.status("many-of-them")["state"] == "down"


def test_absent_bridge_is_named(run):
    run.ask("stop", "four")
    inside(run, None, "ip", "link", "set", "old0", "name", "gone0")
    try:
        status, _, _ = run.run("start", "four")
        failure = run.status("four")["failure"]
        assert status == 1 and failure["text"] == "four: link[0]: No such device", failure
        assert "v0-four" not in run.interfaces()
    finally:
        inside(run, None, "ip", "link", "set", "gone0", "name", "old0")
    run.ask("start", "four")


def test_machine_has_no_part_in_it(run):
    """All of it is in PID 1's own network namespace."""
    assert not {"lan0", "v0-both"} & set(os.listdir("/sys/class/net"))
    assert sorted(name for name in run.interfaces() if name in BRIDGES) == BRIDGES
    assert namespace.machine_snapshot()["interfaces"]
