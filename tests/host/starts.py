"""One start of a container under the tracer: its system calls, and calls that fail or kill."""

import ctypes
import functools
import platform
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

CAP_SYS_PTRACE = 19  # capabilities(7)
CALL = re.compile(r"(launcher|holder|child|service) (\d+) (\d+)")


class Call(NamedTuple):
    """A system call of a start: whose, the how-manieth of that process, its name."""

    role: str
    number: int
    name: str


class Start(NamedTuple):
    """What the tracer saw: calls in order, {role: how it ended}, and what nsctl answered."""

    calls: list
    ends: dict
    status: int


@functools.lru_cache(maxsize=None)
def call_names():
    """{number: name} of this machine's system calls."""
    text = subprocess.run(["gcc", "-E", "-dM", "-include", "sys/syscall.h", "-x", "c", "/dev/null"],
                          capture_output=True, text=True, check=True).stdout
    return {int(number): name for name, number in re.findall(r"#define __NR_(\w+) (\d+)\n", text)}


def missing(changes):
    """Why starts cannot be traced here, or calls not be made to fail (changes); or None."""
    held = int(re.search(r"CapEff:\s+(\w+)", Path("/proc/self/status").read_text())[1], 16)
    if not held >> CAP_SYS_PTRACE & 1:
        return "needs CAP_SYS_PTRACE"
    if changes and platform.machine() != "x86_64":
        return "the tracer changes registers of x86_64 alone"
    return None


def landlock_abi():
    """The version of Landlock here; 0 without: landlock_create_ruleset(2)."""
    return max(0, ctypes.CDLL(None).syscall(444, None, 0, 1))


def calls_of(said):
    """Those that the tracer printed."""
    names = call_names()
    return [Call(role, int(number), names[int(call)]) for role, number, call in CALL.findall(said)]


def start(run, tracer, name, *wish, others=0):
    """
    `nsctl start NAME`, followed by the tracer with its wish: see payloads/tracer.c. Others are
    what the launcher forks first and is not followed: the relay of a terminal.
    """
    words = [str(word) for word in wish] or ["count"]
    with subprocess.Popen([tracer, f"{run.pid}:{others}", *words], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True) as traced:
        assert traced.stdout.readline() == "ready\n", traced.stderr.read()
        status, _, _ = run.run("start", name)
        said, err = traced.communicate(timeout=30)
    assert traced.returncode == 0, err
    ends = dict(re.findall(r"(\w+) ((?:killed|exited) \d+)", said))
    return Start(calls_of(said), ends, status)


def stop(run, name):
    """Stops the container and checks that it is down."""
    run.ask("stop", name)
    assert run.status(name)["state"] == "down"
