"""`nsctl check-kernel` on this machine's kernel: as it is, and with something hidden."""

import os
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
GOOD = "the kernel has what this config needs\n"
ALL = "prepare, dns, web, monitor"


@pytest.fixture
def check(build):
    """Status and lines of the demo's nsctl, after this was done in a mount namespace of its own."""
    def run(before, tmp_path):
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-c", f"{before} {build}/router/nsctl check-kernel"],
            capture_output=True, text=True, cwd=tmp_path)
        assert done.stderr == ""
        return done.returncode, done.stdout
    return run


def without(path, word):
    """A shell's words that hide the lines with it."""
    return f"grep -vw {word} {path} >less; mount --bind less {path};"


def with_version_2(words):
    """A shell's words after which that has these controllers; none without words."""
    return (f"mount -t tmpfs tmpfs /sys/fs/cgroup; echo {words} >/sys/fs/cgroup/cgroup.controllers;"
            if words else "mount -t tmpfs tmpfs /sys/fs/cgroup;")


def without_watchdog(result):
    """A virtual machine may have none."""
    status, told = result
    lines = [line for line in told.splitlines(True) if not line.endswith(": the watchdog\n")]
    return (status, "".join(lines)) if lines else (0, GOOD)


def test_a_kernel_that_has_all(check, tmp_path):
    status, told = without_watchdog(check("", tmp_path))
    assert (status, told) == (0, GOOD)


@pytest.mark.parametrize("path, word, line", [
    ("/proc/filesystems", "tmpfs", f"CONFIG_TMPFS is missing: {ALL}\n"),
    ("/proc/cgroups", "pids", f"CONFIG_CGROUP_PIDS is missing: {ALL}\n"),
    ("/proc/cgroups", "cpu", "CONFIG_CGROUP_SCHED is missing: dns, web, monitor\n")])
def test_what_is_missing_is_told_with_who_needs_it(check, tmp_path, path, word, line):
    assert word in Path(path).read_text()
    before = with_version_2("") + without(path, word)
    status, told = without_watchdog(check(before, tmp_path))
    assert (status, told) == (1, line)


@pytest.mark.parametrize("words, line", [
    ("cpuset cpu io memory pids", GOOD), ("memory", GOOD),
    ("cpuset cpu io memories pids", f"CONFIG_MEMCG is missing: {ALL}\n")])
def test_a_controller_of_version_2_alone(check, tmp_path, words, line):
    """As since Linux 6.12, where MEMCG_V1 is another option."""
    before = without("/proc/cgroups", "memory") + with_version_2(words)
    status, told = without_watchdog(check(before, tmp_path))
    assert (status, told) == (int(line != GOOD), line)


def test_a_controller_that_is_switched_off(check, tmp_path):
    before = "sed '/^pids/s/1$/0/' /proc/cgroups >less; mount --bind less /proc/cgroups;"
    status, told = without_watchdog(check(before, tmp_path))
    assert (status, told) == (1, f"CONFIG_CGROUP_PIDS is switched off: {ALL}\n")


def test_what_cannot_be_tried_is_no_good_news(check, tmp_path):
    status, told = check("exec setpriv --bounding-set=-sys_admin --inh-caps=-all", tmp_path)
    assert status == 1
    assert "CONFIG_VETH cannot be looked for, Operation not permitted: dns, web\n" in told
    assert "CONFIG_BRIDGE cannot be looked for, Operation not permitted: dns, web\n" in told


def test_it_takes_nothing(build):
    assert subprocess.run([build / "router/nsctl", "check-kernel", "web"],
                          capture_output=True).returncode == 2
