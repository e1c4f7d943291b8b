"""
The unit tests again, on processors of other kinds: big-endian, of 32 bits, with numbers of their own.

A board's compiler makes them when it is there, and qemu-user runs them.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent.parent
sys.path.insert(0, str(TREE / "tests"))
from test_programs import LINE, names_in  # noqa: E402

BOARDS = {"qemu-armv7": "arm", "qemu-mips": "mips", "qemu-riscv64": "riscv64"}
WORDS = re.search(r"^EMULATED := ((?:.*\\\n)*.*)$", (TREE / "tests/tests.mk").read_text(), re.M)[1]
SOURCES = [TREE / f"tests/unit/test_{word}.c" for word in WORDS.replace("\\\n", " ").split()]
assert len(SOURCES) > 20
OUTSIDE_MAKE = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}


def compiler_of(board, build):
    """Its compiler, which may be missing."""
    said = (TREE / "board" / board / "architecture").read_text()
    target = re.search(r"^target=(.*)$", said, re.M)[1]
    return build / board / "toolchain/bin" / f"{target}-gcc"


def need_compiler(board, build):
    if not compiler_of(board, build).exists():
        pytest.skip(f"no compiler for {board}: make BOARD={board} builds one")


@pytest.fixture(scope="module", params=sorted(BOARDS))
def programs(request, build):
    """(emulator, folder of the programs) of a board."""
    board = request.param
    need_compiler(board, build)
    emulator = shutil.which(f"qemu-{BOARDS[board]}")
    if not emulator:
        pytest.skip(f"needs qemu-{BOARDS[board]} (package qemu-user)")
    with open(build / board / "emulated.lock", "w") as lock:  # another worker needs them too
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            ["make", "-s", "-C", TREE, f"O={build}", f"BOARD={board}", "-j2", "emulated"],
            capture_output=True, text=True, timeout=600, env=OUTSIDE_MAKE)
    assert done.returncode == 0, done.stdout + done.stderr
    return emulator, build / board / "tests"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_on_another_processor(source, programs):
    emulator, folder = programs
    done = subprocess.run([emulator, folder / source.stem], capture_output=True, text=True,
                          timeout=120)
    results = {name: skip or verdict for verdict, skip, name in LINE.findall(done.stdout)}
    assert set(results) == set(names_in(source)), done.stdout + done.stderr
    assert set(results.values()) == {"ok"} and done.returncode == 0, done.stdout


@pytest.mark.parametrize("board", sorted(BOARDS))
def test_a_compiler_can_be_moved(board, build, tmp_path):
    """Its headers and libraries are found from where it is, and not where it was built."""
    need_compiler(board, build)
    name = compiler_of(board, build).name
    for folder in ("bin", "include", "kernel", "lib"):
        shutil.copytree(build / board / "toolchain" / folder, tmp_path / "a b" / folder,
                        symlinks=True)
    (tmp_path / "main.c").write_text("#include <stdio.h>\n#include <linux/sched.h>\n"
                                     "int main(void) { return puts(\"here\") < 0; }\n")
    done = subprocess.run([tmp_path / "a b/bin" / name, "-v", "main.c"], cwd=tmp_path,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.out").exists() and str(build) not in done.stderr
