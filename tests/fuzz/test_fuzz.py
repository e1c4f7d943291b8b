"""Fuzz targets: each parser of what others write meets inputs of libFuzzer's making for some seconds.

    make fuzz TARGET=syslog SECONDS=3600

runs one for longer. The bytes of an input that breaks a parser are in the failure's words; as a file
among the seeds they are tried for ever after.
"""

import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INIT = HERE.parent.parent / "init"
TARGETS = sorted(path.stem for path in HERE.glob("*.c"))
SECONDS = 60 // len(TARGETS)  # of each


def run(out, target, seconds):
    """What it said, and its status."""
    done = subprocess.run([HERE / "run.sh", out, target, str(seconds)], capture_output=True,
                          text=True, errors="replace", timeout=seconds + 120)
    return done.stderr, done.returncode


def crashes(out, target):
    """Inputs that a target broke at, each as Python writes bytes."""
    found = [path for path in (out / target).iterdir()
             if re.match("(crash|timeout|oom|leak)-", path.name)]
    return {path.name: path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def runs(build):
    """A run of every target, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield {target: pool.submit(run, build / "fuzz", target, SECONDS) for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_breaks_it(target, runs, build):
    said, status = runs[target].result()
    assert status == 0, f"{said[-6000:]}\n{crashes(build / 'fuzz', target)}"
    seeds = len(list((HERE / "corpus" / target).iterdir()))
    read = sum(int(count) for count in re.findall(r"(\d+) files found in .*/corpus/", said))
    assert read == seeds >= 5, said
    runs_made = int(re.search(r"stat::number_of_executed_units: *(\d+)", said)[1])
    assert runs_made > 200 + seeds, said


def test_broken_bound_is_found(build, tmp_path):
    """The same with a parser that writes one byte too many: a target that fails looks like this."""
    source = (INIT / "service" / "notify.c").read_text()
    broken = source.replace("length >= sizeof notify->words)", "length > sizeof notify->words)")
    assert broken != source
    (tmp_path / "notify.c").write_text(broken)
    (tmp_path / "notify").mkdir()
    flags = ["-std=c11", "-D_GNU_SOURCE", "-g", "-O1", "-fsanitize=fuzzer,address,undefined",
             "-fno-sanitize-recover=all", f"-I{INIT}", f"-I{INIT}/include", f"-I{build}/tests"]
    subprocess.run(["clang", *flags, "-o", tmp_path / "notify" / "target", tmp_path / "notify.c",
                    HERE / "notify.c", build / "fuzz" / "library.a"], check=True,
                   env={**os.environ, "LC_ALL": "C"}, timeout=120)
    said, status = run(tmp_path, "notify", 30)
    assert status != 0, said
    assert "runtime error" in said or "AddressSanitizer" in said, said
    assert len(crashes(tmp_path, "notify")) == 1
