"""`nsinit run` on a host whose PID 1 is the distribution's systemd, with control groups of version 2
and of both: it stays in what systemd gave away, and touches nothing else."""

import shutil

import pytest

from appliance import BOARD_NAME, TREE, run_host

HERE = TREE / "tests" / "boot"
GIVEN = "systemd-run --quiet --scope -p Delegate=yes"
REFUSED = "nsinit run: cgroups: systemd has those of this host; start it in a cgroup that is " \
          "delegated to it: systemd-run --scope -p Delegate=yes nsinit run ...\n"
NOT_ALONE = "nsinit run: cgroups: nsinit is not alone in the one that it was given; start it in"
# Limits of the container `web` by their files of version 2, and of version 1.
LIMITS = {"memory.max": "8388608", "pids.max": "7", "cpu.max": "50000 100000"}
LIMITS_V1 = {"memory/{}/memory.limit_in_bytes": "8388608", "pids/{}/pids.max": "7",
             "cpu,cpuacct/{}/cpu.cfs_quota_us": "50000"}

on_both = pytest.mark.parametrize("host", ["v2", "hybrid"], indirect=True)
on_v2 = pytest.mark.parametrize("host", ["v2"], indirect=True)


def until(condition):
    """Lines of sh that wait for it."""
    return f"for i in $(seq 300); do {condition} && break; sleep 0.1; done"


def up(name, unit, *options):
    """Lines of sh that run a container as a unit in the background, until $pid of it is up."""
    return f"""
        systemd-run --quiet --collect --unit={unit} -p Delegate=yes {' '.join(options)} nsinit run {name} &
        {until(f"[ -e /run/nsinit/{name}/pid ]")}
        pid=$(cat /run/nsinit/{name}/pid)"""


def down(*units):
    """Lines of sh that wait until systemd has forgotten the units."""
    return until(f"! systemctl -q is-active {' '.join(units)}")


def held(host):
    """Every control group, what its children have, and every file and mount of nsinit's."""
    return host.ask(
        "find /sys/fs/cgroup -type d | sort; cat $(find /sys/fs/cgroup -name "
        "cgroup.subtree_control | sort); cat /proc/1/mounts").splitlines()


@pytest.fixture(scope="module")
def host(request, images):
    """A machine with systemd and a shell, which is a service of it; it is left as it was."""
    if BOARD_NAME != "qemu-x86_64":
        pytest.skip("the packages are those of this machine's processor")
    tree = images.build / "boot" / "systemd"
    run_host(HERE / "systemd.sh", tree)

    def add(overlay):
        for source in (tree / "tree", HERE / "systemd_root"):
            shutil.copytree(source, overlay, symlinks=True, dirs_exist_ok=True)

    append = f"systemd.unified_cgroup_hierarchy={int(request.param == 'v2')}"
    with images.boot("systemd", append=append, change=add, greeting="systemd is up") as machine:
        machine.hybrid = request.param == "hybrid"
        # The groups of systemd's that come with a scope come and go as it finds the time: one scope
        # keeps them, from before the first look to the end.
        kept = f"/sys/fs/cgroup/{'cpu,cpuacct/' * machine.hybrid}system.slice/kept.scope"
        machine.ask(f"""
            {GIVEN} --unit=kept.scope sleep 100000 >/dev/null 2>&1 &
            {until(f"[ -d {kept} ]")}
            [ -d {kept} ]""")
        before = held(machine)
        yield machine
        assert held(machine) == before


def script(host, text):
    """The lines that a script prints, on either output."""
    _, out, err = host.shell(text)
    return (out + err).splitlines()


@on_both
def test_it_stays_in_its_scope(host):
    """With limits that the kernel has; in version 1 in the scope's own groups too."""
    group = "system.slice/here.scope/nsinit-web/web"
    limits = {f"{group}/{file}": value for file, value in LIMITS.items()}
    if host.hybrid:
        limits = {file.format(group): value for file, value in LIMITS_V1.items()}
    files = " ".join(f"/sys/fs/cgroup/{file}" for file in limits)
    found = script(host, f"""
        {up("web", "here.scope", "--scope")}
        cat {files}
        cat /proc/$pid/cgroup
        find /sys/fs/cgroup -name 'nsinit*' | grep -v here.scope
        systemctl stop here.scope
        {down("here.scope")}""")
    assert found[:3] == list(limits.values())
    groups = {name: line.split(":")[2] for line in found[3:] for name in line.split(":")[1].split(",")}
    assert {groups[name] for name in (["", "memory", "pids", "cpu"] if host.hybrid else [""])} == \
        {f"/{group}"}
    assert all(line.count(":") == 2 for line in found[3:]), "groups outside of the scope"


@on_both
def test_what_is_not_delegated_is_left_alone(host):
    """Neither a service nor a scope, alone in it or not."""
    for before in ("", "systemd-run --quiet --scope "):
        assert host.shell(f"{before}nsinit run web -- true") == (125, "", REFUSED)


@on_both
def test_not_alone_in_its_scope(host):
    """Version 2 passes no controllers on from where a process is."""
    status, _, err = host.shell(f"{GIVEN} sh -c 'nsinit run web -- sh -c \"exit 3\"; exit $?'")
    assert (status, err[:len(NOT_ALONE)]) == ((3, "") if host.hybrid else (125, NOT_ALONE))


@on_v2
def test_status_and_output(host):
    assert host.shell(f"{GIVEN} nsinit run web -- sh -c 'echo out; echo err >&2; exit 7'") == \
        (7, "out\n", "err\n")


@on_v2
def test_two_in_their_scopes(host):
    found = script(host, f"""
        {up("web", "one.scope", "--scope")}
        cat /proc/$pid/cgroup
        {up("dns", "two.scope", "--scope")}
        cat /proc/$pid/cgroup
        systemctl stop one.scope two.scope
        {down("one.scope", "two.scope")}""")
    assert found == ["0::/system.slice/one.scope/nsinit-web/web",
                     "0::/system.slice/two.scope/nsinit-dns/dns"]


@on_v2
def test_it_is_a_service(host):
    """Of systemd's, which ends the run with SIGTERM and then sees no failure."""
    found = script(host, f"""
        {up("web", "web.service", "-p DefaultDependencies=no -p SuccessExitStatus=143")}
        cat /proc/$pid/cgroup
        systemctl stop web.service
        {down("web.service")}
        systemctl is-failed web.service""")
    assert found == ["0::/system.slice/web.service/nsinit-web/web", "inactive"]


@on_v2
def test_killed_run_leaves_an_empty_scope(host):
    """The guard takes away what was made in it, and systemd the scope."""
    assert script(host, f"""
        {up("web", "gone.scope", "--scope")}
        kill -9 $(pgrep -o -x nsinit)
        {down("gone.scope")}
        systemctl is-active gone.scope""") == ["inactive"]
