"""What a container sees and may do, as programs inside found out."""

import errno
import shutil

import pytest

from appliance import read_as_number

CONFIG = "inside"


def change_image(folder):
    """A set-user-id copy of the inspector, and the hostile roots."""
    inspector = folder / "test" / "inspect"
    setuid = folder / "test" / "setuid"
    shutil.copy2(inspector, setuid)
    setuid.chmod(0o4755)
    for name in ("links", "dots", "null"):
        root = folder / "containers" / name
        for path in ("test", "etc", "tmp", "proc", "sys", "dev"):
            (root / path).mkdir(parents=True)
        shutil.copy2(inspector, root / "test" / "inspect")
        shutil.copy2(setuid, root / "test" / "setuid")
    links = folder / "containers" / "links"
    for path, target in (("proc", "/etc/proc"), ("sys", "../../../../etc/sys"),
                         ("tmp", "/etc/tmp")):
        (links / path).rmdir()
        (links / path).symlink_to(target)
        (links / "etc" / path).mkdir()
    dots = folder / "containers" / "dots"
    (dots / "dev").rmdir()
    (dots / "dev").symlink_to("../../..")
    (folder / "containers" / "null" / "dev" / "null").write_text("no device\n")


NAMES = ["plain", "said", "super", "unrestricted", "links", "dots", "null"]
everyone = pytest.mark.parametrize("name", NAMES)
# Of the machine's own processes: 10 is NET_BIND_SERVICE.
CAPS = {"said": f"{1 << 10:016x}"}
UIDS = {"plain": (201, 301), "said": (202, 302), "unrestricted": (204, 204)}
MASKED = ["/proc/kcore", "/proc/keys", "/proc/sysrq-trigger", "/proc/timer_list"]


@pytest.fixture(scope="module")
def facts(machine):
    """What each container printed: {container: {first word: [rest of the line]}}."""
    found = {}
    for name in NAMES:
        found[name] = {}
        lines = machine.texts(name)
        assert lines and lines[-1] == "end", f"{name}: {lines[-5:]}"
        for line in lines:
            word, _, rest = line.partition(" ")
            found[name].setdefault(word, []).append(rest)
    return found


def values(lines):
    """{key: value} of lines like "Uid: 1 1"."""
    return {key: " ".join(rest.split()) for key, _, rest in (line.partition(":") for line in lines)}


def tries(facts, name):
    return dict(line.split(" ", 1) for line in facts[name]["try"])


@everyone
def test_identity_is_exact(facts, name):
    uid, gid = UIDS.get(name, (0, 0))
    status = values(facts[name]["status"])
    assert status["Uid"] == f"{uid} {uid} {uid} {uid}"
    assert status["Gid"] == f"{gid} {gid} {gid} {gid}"
    assert status["Groups"] == ("20 29" if name == "said" else "")


@everyone
def test_capabilities_are_exact(facts, name):
    """Root has none either."""
    status = values(facts[name]["status"])
    for key in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert status[key] == CAPS.get(name, "0" * 16), key
    assert tries(facts, name)["bind-53"] == ("done" if name == "said" else "EACCES")


@everyone
def test_no_new_privileges_and_filter(facts, name):
    status = values(facts[name]["status"])
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


@everyone
def test_set_user_id_program_gains_nothing(facts, name):
    before, after = values(facts[name]["status"]), values(facts[name]["setuid"])
    assert after == before


@everyone
def test_namespaces_are_its_own(machine, facts, name):
    outside = {machine.ask(f"readlink /proc/1/ns/{kind}").strip()
               for kind in ("cgroup", "ipc", "mnt", "net", "pid", "uts")}
    inside = set(facts[name]["namespace"])
    assert len(inside) == 6 and not inside & outside
    # A namespace of two containers would be one too few.
    assert len({one for other in NAMES for one in facts[other]["namespace"]}) == 6 * len(NAMES)


@everyone
def test_control_group_is_the_root_of_what_it_sees(machine, facts, name):
    groups = sorted(line.split(":", 1)[1] for line in facts[name]["cgroup"])
    assert groups == ([":/"] if machine.cgroup == "v2" else ["cpu:/", "memory:/", "pids:/"])


@everyone
def test_root_is_read_only(facts, name):
    assert facts[name]["root"] == ["read-only nosuid nodev"]
    found = tries(facts, name)
    for what in ("write-root", "write-etc", "write-dev"):
        assert found[what] == "EROFS"
    # Its own tmpfs, if it has one, takes files and no devices.
    writable = name in ("said", "super", "links")
    assert (found["write-tmp"], found["make-device"]) == (
        ("done", "EPERM") if writable else ("EROFS", "EROFS"))


@everyone
def test_nothing_of_the_appliance_can_be_named(facts, name):
    # Over the root of `dots` lies its own /dev, and nothing else is above.
    assert facts[name]["parent-of-root"] == ["other" if name == "dots" else "itself"]
    assert tries(facts, name)["old-run"] == "ENOENT"
    # The root, what the kernel shows, and its own tmpfs: no other mount came along.
    points = [line.split()[4] for line in facts[name]["mountinfo"]]
    own = {"said": ["/tmp"], "super": ["/tmp"], "links": ["/etc/tmp"]}.get(name, [])
    system = {"links": ["/etc/proc", "/etc/sys", "/dev"],
              "dots": ["/proc", "/sys", "/"]}.get(name, ["/proc", "/sys", "/dev"])
    inner = [f"{system[2].rstrip('/')}/pts", f"{system[2].rstrip('/')}/shm"]
    outer = [point for point in points if not point.startswith((system[0] + "/", system[1] + "/"))]
    assert sorted(outer) == sorted(["/", *system, *inner, *own])


@everyone
def test_masks(machine, facts, name):
    # Not every kernel has each of them.
    there = machine.ask(f"ls {' '.join(MASKED)} 2>/dev/null; true").split()
    assert len(there) > 1 and facts[name]["masked"] == [
        f"{path} device 1:3 reads 0" if path in there else f"{path} ENOENT" for path in MASKED]
    # The owner of the files meets the read-only mount, others their permissions first.
    refused = "EACCES" if name in UIDS else "EROFS"
    found = tries(facts, name)
    assert (found["write-sysctl"], found["write-sys"]) == (refused, refused)


@everyone
def test_container_s_init_is_out_of_reach(facts, name):
    found = tries(facts, name)
    for what in ("open-init", "write-init", "read-init-memory"):
        assert found[what] == ("ENOENT" if name in UIDS else "EACCES")


@everyone
def test_process(facts, name):
    assert facts[name]["pid"] == ["2 parent 1 session 2 group 2"]
    assert facts[name]["umask"] == ["022"]
    # Where the image's /dev is a link to its root, the container's own /dev lies there.
    null = "0 /null" if name == "dots" else "0 /dev/"
    assert facts[name]["fd"] == [null, "1 pipe:", "2 pipe:"]
    assert facts[name]["cwd"] == ["/srv/www" if name == "said" else "/"]
    assert facts[name]["hostname"] == ["other-name" if name == "said" else name]
    assert facts[name]["environment"] == (
        ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "COLOUR=green", "HOME=/srv"] if name == "said"
        else ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/"])
    status = values(facts[name]["status"])
    assert int(status["SigBlk"], 16) == int(status["SigIgn"], 16) == 0


@everyone
def test_network(facts, name):
    interfaces = ["lo 127.0.0.1 255.0.0.0 mtu 65536"]
    routes = []
    if name == "said":
        interfaces.append("eth0 10.77.0.12 255.255.255.0 mtu 1400")
        gateway, network, mask, zero = map(
            read_as_number, ("10.77.0.1", "10.77.0.0", "255.255.255.0", "0.0.0.0"))
        routes = [("eth0", zero, gateway, zero), ("eth0", network, zero, mask)]
    assert facts[name]["interface"] == interfaces
    rows = [line.split() for line in facts[name]["route"][1:]]
    assert [(row[0], row[1], row[2], row[7]) for row in rows] == routes


@everyone
def test_ipv6(facts, name):
    """The addresses that are said, at once and unasked; no other, and no router's word."""
    found = {}
    for line in facts[name]["address6"]:
        address, _, length, _, flags, interface = line.split()
        assert not int(flags, 16) & 0x40, f"tentative: {line}"
        found.setdefault(interface, []).append((address, int(length, 16)))
    assert found.pop("lo") == [("0" * 31 + "1", 128)]
    gateways = [line.split() for line in facts[name]["route6"] if int(line.split()[8], 16) & 2]
    if name == "said":
        local, = (one for one in found["eth0"] if one[0].startswith("fe80"))
        assert sorted(found.pop("eth0")) == sorted(
            [local, ("fd00007700000000000000000000000c", 64)])
        assert [(row[0], row[1], row[4], row[9]) for row in gateways] == [
            ("0" * 32, "00", "fd000077000000000000000000000001", "eth0")]
    else:
        assert gateways == []
    assert found == {}


@pytest.mark.parametrize("version", ["v2", "v1"])
def test_kernel_without_ipv6(images, version):
    """Who asks for it fails with that reason; the others, and IPv4 on the same bridge, work."""
    with images.boot(CONFIG, version, append="ipv6.disable=1", change=change_image) as machine:
        machine.ask("nsctl wait >/dev/null 2>&1; true", 60)
        failure = machine.wait_state("said", "backoff", "failed")["failure"]
        assert failure["text"] == (
            "said: network[0] address6: Address family not supported by protocol")
        assert (failure["index"], failure["item"]) == (0, "address6")
        assert machine.status("plain")["state"] == "done"
        assert "lan0" in machine.ask("cat /proc/net/route")


@everyone
def test_descriptors_can_be_opened_again(facts, name):
    found = tries(facts, name)
    if name == "links":  # its /proc is elsewhere, and so what /dev/stdout means
        assert found["reopen-stdout"] in ("done", "ENOENT")
    else:
        assert found["reopen-stdout"] == "done"
        assert facts[name]["said"] == ["through /dev/stdout"]
    assert (found["open-null"], found["open-ptmx"]) == ("done", "done")


@everyone
def test_foreign_calls_kill(facts, name):
    found = tries(facts, name)
    if "int80" not in found:
        pytest.skip("no foreign calls within reach of this processor's programs")
    assert (found["x32"], found["int80"]) == ("signal 31", "signal 31")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "unrestricted"])
def test_filter(facts, name):
    found = tries(facts, name)
    for what in ("mount", "umount", "unshare", "unshare-user", "clone-user", "ptrace", "keyctl",
                 "bpf", "module", "reboot", "setns", "hostname", "chroot", "io-uring",
                 "push-input"):
        assert found[what] == "EPERM", what
    assert (found["clone3"], found["vsock"]) == ("ENOSYS", "EAFNOSUPPORT")


def test_filter_is_what_refuses(facts):
    """Without the set of calls the kernel allows some of them, so the test above tests it."""
    found = tries(facts, "unrestricted")
    for what in ("clone3", "ptrace", "keyctl"):
        assert found[what] == "done", what
    # Not by a filter: the machine has no user namespaces, so the number of them is at its limit.
    for what in ("unshare-user", "clone-user"):
        assert found[what] == str(errno.ENOSPC), what


def test_hostile_images_change_nothing_outside(machine):
    """What they covered is where it was, on the machine and in the other images."""
    assert machine.ask("cat /proc/sys/kernel/hostname") == "inside\n"
    points = [line.split()[1] for line in machine.ask("cat /proc/1/mounts").splitlines()]
    assert not [point for point in points if point.startswith(("/etc", "/containers", "/test"))]
    assert machine.ask("ls /etc/proc /etc/sys 2>/dev/null | wc -l") == "0\n"
    for path in ("links/etc/proc", "links/etc/tmp", "dots/tmp"):
        assert machine.ask(f"ls -A /containers/{path}") == ""
