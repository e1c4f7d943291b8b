"""Limits that are changed while the container runs, by the files of its control groups."""

import os
import re
import signal
import socket
import struct
import time
from pathlib import Path

import pytest

import namespace

CONFIG = "set"
MIB = 1024 * 1024
# base/protocol.h, base/settings.h
SET = 13
MEMORY, SWAP, COUNT = 0, 4, 8

# {what: file and how it is written in version 1, and in version 2}
FILES = {
    "memory": (("memory.limit_in_bytes", str), ("memory.max", str)),
    "memory+swap": (("memory.memsw.limit_in_bytes", str), ("memory.swap.max", None)),
    "cpu": (("cpu.cfs_quota_us", lambda percent: str(percent * 1000)),
            ("cpu.max", lambda percent: f"{percent * 1000} 100000")),
    "processes": (("pids.max", str), ("pids.max", str)),
    "cpu-weight": (("cpu.shares", lambda weight: str((weight * 1024 + 50) // 100)),
                   ("cpu.weight", str)),
}


def shown(run, name, what):
    """(what the group's file says, how a value is written there)"""
    for file, form in FILES[what]:
        for group in run.groups:
            for path in group.glob(f"*/{name}/{file}"):
                return path.read_text().strip(), form
    pytest.skip(f"no controller for {what} here")
    return None


def expect(run, name, **limits):
    for what, value in limits.items():
        text, form = shown(run, name, what.replace("_", "-"))
        assert text == form(value), what


@pytest.fixture(autouse=True)
def as_before(run):
    yield
    for name in ("limited", "loose"):
        run.ask("restart", name)


def test_each_and_what_was_set_before_stays(run):
    run.ask("set", "limited", "memory=24M")
    run.ask("set", "limited", "cpu=25%", "processes=6", "cpu-weight=300")
    expect(run, "limited", memory=24 * MIB, cpu=25, processes=6, cpu_weight=300)
    run.ask("set", "limited", "cpu=75")
    expect(run, "limited", memory=24 * MIB, cpu=75, processes=6, cpu_weight=300)
    log = run.ask("logs", "nsinit")
    assert "limited: memory set to 25165824" in log and "limited: cpu set to 75" in log


@pytest.mark.parametrize("megabytes", [64, 9, 33])
def test_memory_and_what_is_counted_with_it(run, megabytes):
    """Version 1 refuses memory above memory and swap together, and the sum below the one."""
    for size in (megabytes, 16, megabytes):
        run.ask("set", "limited", f"memory={size}M")
        expect(run, "limited", memory=size * MIB)
        both, form = shown(run, "limited", "memory+swap")
        assert both == (form(size * MIB) if form else "0")
    run.ask("set", "limited", "swap=4M")
    expect(run, "limited", memory=megabytes * MIB)
    both, form = shown(run, "limited", "memory+swap")
    assert both == (form((megabytes + 4) * MIB) if form else str(4 * MIB))


def test_next_start_is_as_the_config_says(run):
    for end in ("restart", "kill"):
        run.ask("set", "limited", "memory=32M", "processes=5")
        before = run.status("limited")["pid"]
        if end == "restart":
            run.ask("restart", "limited")
        else:
            for pid in run.processes_of("serve", 201):
                os.kill(pid, signal.SIGKILL)
            run.wait("another", lambda: run.status("limited")["pid"] not in (None, before))
            run.wait_state("limited", "up")
        expect(run, "limited", memory=16 * MIB, processes=8, cpu=50)
        # And what is set now has nothing left of it.
        run.ask("set", "limited", "cpu=40")
        expect(run, "limited", memory=16 * MIB, processes=8, cpu=40)


def test_limits_where_there_were_none(run):
    refused = run.run("set", "loose", "swap=4M")
    assert refused == (1, "", "nsctl: loose: swap is beside a limit of memory, and there is none\n")
    run.ask("set", "loose", "memory=32M", "processes=9", "cpu=30")
    expect(run, "loose", memory=32 * MIB, processes=9, cpu=30)


def test_what_this_version_does_not_have_is_named(run):
    shown(run, "limited", "memory")
    v1 = any(list(group.glob("*/limited/memory.limit_in_bytes")) for group in run.groups)
    status, _, err = run.run("set", "limited", "memory-high=8M")
    if not v1:
        assert (status, err) == (0, "")
        return
    assert status == 1 and re.fullmatch("nsctl: limited: memory.high: .* supported\n", err)
    # It is not remembered either.
    run.ask("set", "limited", "memory=20M")
    expect(run, "limited", memory=20 * MIB)


def test_kernel_refuses(run):
    """More processors than a group may have time of: what was there stays, and is named."""
    text, _ = shown(run, "limited", "memory")
    pid = run.processes_of("serve", 201)[0]
    assert Path(f"/proc/{pid}").exists()
    # A group above that has less time than this refuses in version 1 alone.
    limits = [path for group in run.groups for path in group.glob("cpu.cfs_quota_us")]
    if not limits:
        pytest.skip("version 2 takes any quota")
    limits[0].write_text("60000")
    try:
        status, _, err = run.run("set", "limited", "cpu=90")
        assert status == 1
        assert err == "nsctl: limited: cpu.cfs_quota_us: Invalid argument\n"
        expect(run, "limited", cpu=50)
        assert shown(run, "limited", "memory")[0] == text
    finally:
        limits[0].write_text("-1")
    run.ask("set", "limited", "processes=7")
    expect(run, "limited", cpu=50, processes=7)


@pytest.mark.parametrize("words, says", [
    (["limited", "memory=1K"], "not a value that it can have"),
    (["limited", "memory=lots"], "not a value"), (["limited", "memory"], "not a value"),
    (["limited", "memory=99999999999999999999"], "not a value"),
    (["limited", "memory=9999999999G"], "not a value"), (["limited", "memory=2MB"], "not a value"),
    (["limited", "memory=unlimited"], "not a value"), (["limited", "memory=-1"], "not a value"),
    (["limited", "cpu=0"], "not a value"), (["limited", "cpu=5M"], "not a value"),
    (["limited", "processes=1"], "not a value"), (["limited", "swap=0"], "not a value"),
    (["limited", "cpu=10", "colour=1"], "no such limit"), (["limited", "mem=1M"], "no such limit"),
    (["limited"], "which limit?"), ([], "which container?"), (["memory=32M"], "which container?")])
def test_what_nsctl_does_not_understand(run, words, says):
    """Then nothing is asked for, not the words before it either."""
    status, out, err = run.run("set", *words)
    assert (status, out) == (2, "") and says in err
    expect(run, "limited", cpu=50)


def test_one_that_is_not_up(run):
    run.ask("stop", "limited")
    assert run.run("set", "limited", "cpu=10") == (1, "", "nsctl: limited: it is not up\n")
    assert run.run("set", "nobody", "cpu=10")[0] == 1
    run.ask("start", "limited")


@pytest.mark.parametrize("setting, value", [
    (COUNT, 5), (2**32 - 1, 5), (MEMORY, 0), (MEMORY, -1), (MEMORY, 4096), (MEMORY, 2**63 - 1),
    (SWAP, -2**63)])
def test_hostile_packets(run, setting, value):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.settimeout(5)
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        client.send(struct.pack("=II32sqII", namespace.CONTROL_VERSION, SET, b"limited", value, setting, 0))
        assert b"no config could say so" in client.recv(8192)


@pytest.mark.parametrize("length", [40, 41, 55, 57, 4184])
def test_packets_of_a_wrong_length(run, length):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.settimeout(5)
        client.connect(f"/proc/{run.pid}/root/run/nsinit/control")
        packet = struct.pack("=II32sqII", namespace.CONTROL_VERSION, SET, b"limited", 2**25, MEMORY, 0)
        client.send(packet.ljust(length, b"\0")[:length])
        assert b"different builds" in client.recv(8192)
    time.sleep(0.05)
    expect(run, "limited", memory=16 * MIB)
