#!/usr/bin/python3
"""start.py --build DIRECTORY: what the start of a container costs, beside other programs.

All start a static program that exits at once, with mount, pid, net, uts, ipc and cgroup
namespaces, limits of memory, processor and processes, a read-only root with /proc, /sys and /dev of
its own, masks, an unprivileged user and a filter of system calls; all end when the program exited
and interface and groups are removed. First with one veth in a bridge:

- bare: tests/bench/bare.c, from its first kernel call to its last.
- nsinit: a oneshot container, from the request on the control socket to its answer. That is a fork
  of PID 1 for the launcher, the container with its own init, and a fork for the cleaner.

Then without the veth both again, and, each as a command from its fork to its end:

- nsinit run: the same container in the foreground.
- crun, runc and bubblewrap where they are installed; bubblewrap makes no control groups.

The runs alternate, with a pause between them, on the control groups of this machine. Last the
system calls of one start each, by name. Fails when the smallest time of nsinit with the veth is
over the budget.
"""

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import textwrap
import time
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True  # the tree stays as it was checked out
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "host"))
import namespace  # noqa: E402
import tools  # noqa: E402

BUDGET = 1.25
RUNS = 60
WARMUPS = 3  # what is touched once is touched now
# The kernel takes a network namespace apart after its end, and who comes next would pay for it.
SETTLE_S = 0.1


ROOT = Path("/tmp/nsinit-bench")  # of the container in command.h


def inside(run, *words):
    """A command in the namespaces and groups of the run."""
    procs = " ".join(str(group / "cgroup.procs") for group in run.groups)
    script = f'for file in {procs}; do echo $$ >"$file"; done; exec "$@"'
    return ["sh", "-c", script, "sh", "nsenter", "-t", str(run.pid), "-a", "-r", *words]


def commands(run, nsinit):
    """({name: command that prints its microseconds}, {the same without a veth})"""
    stopwatch = run.root / "test" / "stopwatch"
    linked = {"bare": inside(run, "/test/bare"),
              "nsinit": inside(run, "/test/client", "nothing")}
    alone = {"bare": inside(run, "/test/bare", "alone"),
             "nsinit": inside(run, "/test/client", "alone"),
             "nsinit run": tools.around(run, stopwatch, nsinit, "run", "command")}
    for name, words in tools.working(run).items():
        alone[name] = tools.around(run, stopwatch, *words)
    return linked, alone


def measure(steps, runs):
    """{name: microseconds of each run}; in turn each is the first."""
    times = {name: [] for name in steps}
    for number in range(runs):
        for name in list(steps) if number % 2 else list(steps)[::-1]:
            time.sleep(SETTLE_S)
            times[name].append(int(namespace.run_host(*steps[name])))
    return times


def show(times, what):
    smallest = min(times["bare"])
    print(f"{what:40}     min  median  min beside bare")
    for name, values in times.items():
        print(f"  {name:38} {min(values) / 1000:7.2f} {statistics.median(values) / 1000:7.2f} ms"
              f" {min(values) / smallest:10.2f} x")


# System calls.


def calls_in(log, program):
    """{name: how many} in what strace wrote, from the execution of the program on."""
    lines = log.read_text(errors="replace").splitlines()
    at = next((at for at, line in enumerate(lines) if f'execve("{program}"' in line), 0)
    names = (line.split(None, 1)[1].partition("(") for line in lines[at:])
    return Counter(name for name, bracket, _ in names if bracket and name.isidentifier())


def count_command(run, words, program):
    """Of a command, in all its processes."""
    log = run.folder / "calls"
    namespace.run_host("strace", "-f", "-qq", "-e", "signal=none", "-s", "64", "-o", log, *words)
    return calls_in(log, program)


def count_supervised(run, name):
    """Of a start by PID 1: its own calls, of launcher, container and cleaner."""
    log = run.folder / "calls"
    with subprocess.Popen(["strace", "-f", "-e", "signal=none", "-o", log, "-p", str(run.pid)],
                          stderr=subprocess.PIPE, text=True) as strace:
        assert "attached" in strace.stderr.readline()
        namespace.run_host(*inside(run, "/test/client", name))
        strace.send_signal(signal.SIGINT)
    return calls_in(log, "")


def show_calls(run, steps, nsinit):
    """Of one start without a veth each."""
    programs = {"bare": "/test/bare", "nsinit run": nsinit}
    print("system calls of one start without a veth, all processes")
    for name, words in steps.items():
        counts = (count_supervised(run, "alone") if name == "nsinit" else
                  count_command(run, words, programs.get(name) or shutil.which(name)))
        text = ", ".join(f"{call} {count}" for call, count in counts.most_common())
        print(textwrap.fill(f"{name} {sum(counts.values())}: {text}", 100, initial_indent="  ",
                            subsequent_indent="    "))


# The bench.


def make_root(run):
    shutil.rmtree(ROOT, ignore_errors=True)
    for folder in ("proc", "sys", "dev", "test"):
        (ROOT / folder).mkdir(parents=True)
    shutil.copy2(run.root / "test" / "serve", ROOT / "test")


def prepare(build):
    """The run, not started, with the programs in it."""
    payloads = HERE.parent / "host" / "payloads"
    layers = sorted((namespace.TREE / "init").glob("base/*.c"))
    layers += sorted((namespace.TREE / "init").glob("kernel/*.c"))
    place = namespace.make_config(build, HERE / "start.h")
    programs = [namespace.make_program(build, HERE / "bare.c", f"-I{place}", *layers),
                namespace.make_program(build, HERE / "client.c"),
                namespace.make_program(build, HERE / "stopwatch.c"),
                namespace.make_program(build, payloads / "serve.c")]
    return namespace.Namespace(place, namespace.make_program(build, payloads / "enter.c"),
                               programs, build / "host" / "runs" / "bench")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build", type=Path)
    parser.add_argument("--runs", default=RUNS, type=int)
    options = parser.parse_args()
    if why := namespace.missing():
        sys.exit(f"start.py: {why}")
    build = options.build.resolve()
    nsinit = namespace.make_config(build, HERE / "command.h") / "nsinit"
    with prepare(build) as run:
        run.ask("wait")
        make_root(run)
        linked, alone = commands(run, nsinit)
        steps = {**{("linked", name): words for name, words in linked.items()},
                 **{("alone", name): words for name, words in alone.items()}}
        measure(steps, WARMUPS)
        times = measure(steps, options.runs)
        linked_times = {name: times["linked", name] for name in linked}
        show(linked_times, f"start to exit, {options.runs} alternating runs, a veth")
        show({name: times["alone", name] for name in alone}, "the same without a veth")
        if shutil.which("strace"):
            show_calls(run, alone, nsinit)
    shutil.rmtree(ROOT)
    ratio = min(linked_times["nsinit"]) / min(linked_times["bare"])
    print(f"nsinit {ratio:.2f} x of {BUDGET} x: {'fits' if ratio <= BUDGET else 'OVER'}")
    return ratio > BUDGET


if __name__ == "__main__":
    sys.exit(main())
