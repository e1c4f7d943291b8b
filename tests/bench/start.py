#!/usr/bin/python3
"""start.py --build DIRECTORY: how long the start of a container takes beside a bare program.

Both start a static program that exits at once, with mount, pid, net, uts, ipc and cgroup
namespaces, one veth in a bridge, limits of memory, processor and processes, a read-only root with
/proc, /sys and /dev of its own, the default masks, an unprivileged user and the system call filter;
both end when the program exited and interface and groups are removed.

- bare: tests/bench/bare.c, from its first kernel call to its last.
- nsinit: a oneshot container, from the request on the control socket to its answer. That is a fork
  of PID 1 for the launcher, the container with its own init, and a fork for the cleaner.

The runs alternate, with a pause between them, in the same namespaces, on the control groups of this
machine. Tools that start containers and are installed are measured too, with fewer kernel calls:
namespaces and mounts, but no veth and no limits. Fails when the smallest time of nsinit is over the
budget.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True  # the tree stays as it was checked out
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "host"))
import namespace  # noqa: E402

BUDGET = 1.25
RUNS = 60
# The kernel takes a network namespace apart after its end, and who comes next would pay for it.
SETTLE_S = 0.1


def inside(run, *words):
    """The number that a program prints in the namespaces and groups of the run."""
    procs = " ".join(str(group / "cgroup.procs") for group in run.groups)
    script = 'for file in $PROCS; do echo $$ >"$file"; done; exec nsenter -t "$PID" -a -r "$@"'
    return int(namespace.run_host("sh", "-c", script, "sh", *words, env={
        **os.environ, "PROCS": procs, "PID": str(run.pid)}))


def others(run):
    """{name: command} of other tools here that start a program in namespaces."""
    found = {}
    if tool := shutil.which("bwrap"):
        found["bwrap"] = [tool, "--unshare-all", "--ro-bind", run.root, "/", "--proc", "/proc",
                          "--dev", "/dev", "/test/serve", "exit", "0"]
    for name in ("crun", "runc"):
        if tool := shutil.which(name):
            bundle = run.folder / name
            bundle.mkdir()
            made = subprocess.run([tool, "spec"], cwd=bundle, capture_output=True, text=True)
            if made.returncode != 0:
                print(f"{name} is left out: {made.stderr.strip()}")
                continue
            text = (bundle / "config.json").read_text()
            text = text.replace('"sh"', '"/test/serve", "exit", "0"')
            text = text.replace('"terminal": true', '"terminal": false')
            text = text.replace('"path": "rootfs"', f'"path": "{run.root}"')
            (bundle / "config.json").write_text(text)
            found[name] = [tool, "run", "--bundle", bundle, f"bench-{os.getpid()}"]
    return found


def time_us(words):
    """From the start of a command to its end."""
    began = time.monotonic_ns()
    subprocess.run([str(word) for word in words], check=True, stdin=subprocess.DEVNULL,
                   capture_output=True)
    return (time.monotonic_ns() - began) // 1000


def working(commands):
    """Those that work here; of the others, why not."""
    found = {}
    for name, words in commands.items():
        tried = subprocess.run([str(word) for word in words], stdin=subprocess.DEVNULL,
                               capture_output=True, text=True)
        if tried.returncode == 0:
            found[name] = words
        else:
            print(f"{name} is left out: status {tried.returncode}: {tried.stderr.strip()}")
    return found


def measure(run, commands, runs):
    """{name: microseconds of each run}; in turn each is the first."""
    steps = {"bare": lambda: inside(run, "/test/bare"),
             "nsinit": lambda: inside(run, "/test/client", "nothing")}
    for name, words in commands.items():
        steps[name] = lambda words=words: time_us(words)
    times = {name: [] for name in steps}
    for number in range(runs):
        for name in list(steps) if number % 2 else list(steps)[::-1]:
            time.sleep(SETTLE_S)
            times[name].append(steps[name]())
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build", type=Path)
    parser.add_argument("--runs", default=RUNS, type=int)
    options = parser.parse_args()
    build = options.build.resolve()
    if why := namespace.missing():
        sys.exit(f"start.py: {why}")
    payloads = HERE.parent / "host" / "payloads"
    layers = sorted((namespace.TREE / "init").glob("base/*.c"))
    layers += sorted((namespace.TREE / "init").glob("kernel/*.c"))
    place = namespace.make_config(build, HERE / "start.h")
    programs = {
        "bare": namespace.make_program(build, HERE / "bare.c", f"-I{place}",
                                       *layers),
        "client": namespace.make_program(build, HERE / "client.c"),
    }
    run = namespace.Namespace(
        place, namespace.make_program(build, payloads / "enter.c"),
        [namespace.make_program(build, payloads / "serve.c")], build / "host" / "runs" / "bench")
    for name, program in programs.items():
        shutil.copy2(program, run.root / "test" / name)
    with run:
        run.ask("wait")
        commands = working(others(run))
        measure(run, commands, 3)  # what is touched once is touched now
        times = measure(run, commands, options.runs)
    smallest = min(times["bare"])
    print(f"start to exit, {options.runs} alternating runs      min    median  min beside bare")
    for name, values in times.items():
        print(f"  {name:8} {min(values) / 1000:38.2f} {statistics.median(values) / 1000:7.2f} ms"
              f" {min(values) / smallest:6.2f} x")
    ratio = min(times["nsinit"]) / smallest
    print(f"nsinit {ratio:.2f} x of {BUDGET} x: {'fits' if ratio <= BUDGET else 'OVER'}")
    return ratio > BUDGET


if __name__ == "__main__":
    sys.exit(main())
