"""The folders of board/: each has the same files, and each file says what its readers look for."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BOARD = Path(__file__).parent.parent.parent / "board"
sys.path.insert(0, str(BOARD))
sys.path.insert(0, str(BOARD.parent / "tests"))
import boards  # noqa: E402
import machine  # noqa: E402

BOARDS = sorted(folder for folder in BOARD.glob("qemu-*") if folder.is_dir())
assert BOARDS
# The distribution has no kernel that boots there.
OWN_KERNEL_ONLY = {"qemu-mips", "qemu-riscv64"}
CONFIG_LINE = re.compile(r'CONFIG_\w+=(y|"[^"]*"|\d+)|# CONFIG_\w+ is not set')


def every_board(test):
    return pytest.mark.parametrize("board", BOARDS, ids=lambda folder: folder.name)(test)


@every_board
def test_it_has_a_processor_and_a_kernel(board):
    said = dict(re.findall(r"^(\w+)=(.*)$", (board / "architecture").read_text(), re.M))
    assert said["kernel_arch"] and said["kernel_image"]
    cross = {"target", "debian", "gnu", "flags"} & set(said)
    assert cross == (set() if board.name == "qemu-x86_64" else {"target", "debian", "gnu", "flags"})
    if board.name in OWN_KERNEL_ONLY:
        assert (board / "kernel.config").exists()
        assert not (board / "kernel").exists() and not (board / "modules").exists()
        return
    kernel = [line for line in (board / "kernel").read_text().splitlines() if line[:1] != "#"]
    assert len(kernel) == 1 and re.fullmatch(r"linux-image-[\w-]+(:\w+)?", kernel[0])
    assert "virtio_net" in (board / "modules").read_text().split()


@pytest.mark.parametrize("board", ["qemu-mips", "qemu-riscv64"])
def test_boot_tests_without_its_kernel_say_how_to_build_it(board, tmp_path):
    """They do not build it, which takes an hour, and do not fail."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider",
         "tests/boot/test_router.py", "tests/boot/test_entry.py", "--build", str(tmp_path)],
        cwd=BOARD.parent, env={**os.environ, "BOARD": board, "KERNEL": ""}, capture_output=True,
        text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\d+ skipped", done.stdout.splitlines()[-1]), done.stdout
    assert f"no kernel for {board}: make kernel BOARD={board}" in done.stdout


def run_boards(*words):
    return subprocess.run([sys.executable, BOARD.parent / "tests" / "boards.py", *words],
                          capture_output=True, text=True, timeout=120)


def test_boards_without_kernels_are_skipped_and_counted(tmp_path):
    done = run_boards(tmp_path, *sorted(OWN_KERNEL_ONLY))
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    for board in OWN_KERNEL_ONLY:
        assert f"no kernel for {board}: make kernel BOARD={board}" in done.stdout
    each = [int(re.fullmatch(r"qemu-\w+: 0 passed, 0 failed, (\d+) skipped in \d+ s", line)[1])
            for line in lines if line.startswith("qemu-")]
    assert len(each) == len(OWN_KERNEL_ONLY) and min(each) > 50
    assert lines[-1] == f"0 passed, 0 failed, {sum(each)} skipped"


def test_boards_that_do_not_exist(tmp_path):
    done = run_boards(tmp_path, "qemu-none")
    assert (done.returncode, done.stderr) == (1, "boards.py: there is no board qemu-none\n")


@pytest.mark.parametrize("said, counts", [
    ("1 failed\n3 failed, 12 passed, 1 skipped, 2 deselected in 3.2s\n", (12, 3, 1)),
    ("2 passed, 1 error in 9.9s\n", (2, 1, 0)),
    ("1 passed, 2 errors in 9.9s\n", (1, 2, 0)),
    ("no tests ran in 0.1s\n", (0, 0, 0)),
    ("", (0, 0, 0)),
])
def test_counts_of_a_board(said, counts):
    found = boards.counted(said)
    assert (found["passed"], found["failed"], found["skipped"]) == counts


@every_board
def test_a_processor_of_32_bits_has_its_time(board):
    """musl asks by the old calls whatever fits into them; tinyconfig has none of these."""
    fragment = (board / "kernel.config").read_text()
    narrow = "CONFIG_64BIT=y" not in fragment and board.name != "qemu-aarch64"
    assert ("CONFIG_COMPAT_32BIT_TIME=y" in fragment) == narrow


@every_board
def test_every_brace_of_its_command_is_filled(board):
    words = machine.command_line(board / "readme.md", "KERNEL", "IMAGE", "more",
                                 {"HTTP_PORT": 1, "DNS_PORT": 2})
    assert words[0].startswith("qemu-system-") and "KERNEL" in words and "IMAGE" in words
    assert not [word for word in words if "{" in word or "}" in word]
    console = next(word for word in words if word.startswith("console="))
    assert console.endswith(" more")
    user, = [word for word in words if word.startswith("user,")]
    assert user.count("hostfwd=") == 3


@every_board
def test_a_disk_has_its_words(board):
    words = machine.command_line(board / "readme.md", "KERNEL", "IMAGE", "more",
                                 {"HTTP_PORT": 1, "DNS_PORT": 2}, "DISK")
    assert sum("DISK" in word for word in words) == 1
    assert "root=PARTLABEL=root-a more" in next(word for word in words if "console=" in word)
    said = machine.command_line(board / "readme.md", "KERNEL", "IMAGE", "root=/dev/vda2",
                                {"HTTP_PORT": 1, "DNS_PORT": 2}, "DISK")
    assert not [word for word in said if "PARTLABEL" in word]


DISKS = [folder for folder in BOARDS if (folder / "modules-root").exists()]
assert DISKS


@pytest.mark.parametrize("board", DISKS, ids=lambda folder: folder.name)
def test_a_disk_has_all_modules_of_the_board(board):
    def modules(name):
        lines = (board / name).read_text().splitlines()
        return {line for line in lines if not line.startswith("#")}
    assert modules("modules") < modules("modules-disk")
    assert {"virtio_blk", "squashfs", "erofs"} <= modules("modules-root")


@pytest.mark.parametrize("file", [BOARD / "nsinit.config", *BOARD.glob("*/kernel.config")],
                         ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_fragment_says_each_symbol_once(file):
    lines = [line for line in file.read_text().splitlines() if "CONFIG_" in line
             and CONFIG_LINE.fullmatch(line)]
    names = [re.search(r"CONFIG_\w+", line)[0] for line in lines]
    assert lines and len(set(names)) == len(names)
    # What is no symbol is a comment, or a line that merge_config.sh would pass over unseen.
    rest = [line for line in file.read_text().splitlines() if line and line not in lines]
    assert all(line.startswith("# ") for line in rest)
    shared = (BOARD / "nsinit.config").read_text() if file.name == "kernel.config" else ""
    assert not [name for name in names if re.search(rf"\b{name}\b", shared)]
