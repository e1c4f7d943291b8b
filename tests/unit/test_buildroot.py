"""
The external tree for Buildroot. What needs a checkout of Buildroot runs when BUILDROOT names one;
its check-package needs python3-magic, flake8 and shellcheck besides.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent.parent
EXTERNAL = TREE / "board" / "buildroot"
BUILDROOT = os.environ.get("BUILDROOT")
CONFIGS = sorted(EXTERNAL.glob("configs/*_defconfig"))

with_buildroot = pytest.mark.skipif(not BUILDROOT, reason="BUILDROOT names no checkout")
configs = pytest.mark.parametrize("config", CONFIGS, ids=lambda path: path.name)


def run(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False, **options)


def board_of(config):
    """The board of its scripts."""
    return re.search(r'^BR2_ROOTFS_POST_SCRIPT_ARGS="(.*)"$', config.read_text(), re.M)[1]


def test_kernel_options_are_those_of_the_fragment():
    """The recipe asks a kernel for nothing that the fragment does not have."""
    recipe = (EXTERNAL / "package/nsinit/nsinit.mk").read_text()
    block = re.search(r"^NSINIT_LINUX_OPTIONS = ((?:.*\\\n)*.*)$", recipe, re.M)[1]
    asked = set(block.replace("\\\n", " ").replace("\\", " ").split())
    taken = set(re.findall(r"^CONFIG_(\w+)=y$", (TREE / "board/nsinit.config").read_text(), re.M))
    assert len(asked) > 30 and asked <= taken, asked - taken


@configs
def test_run_script_has_the_command_of_the_board(config, tmp_path):
    """Whole, with every brace filled in, on the kernel that is there."""
    board = board_of(config)
    if not (TREE / "board" / board / "readme.md").exists():
        pytest.skip(f"no board {board} yet")
    (tmp_path / "Image").touch()
    done = run(EXTERNAL / "post-image.sh", tmp_path, board)
    assert (done.returncode, done.stderr) == (0, "")
    script = (tmp_path / "run-qemu.sh").read_text()
    assert os.access(tmp_path / "run-qemu.sh", os.X_OK)
    assert not re.search(r"[{}]", script)
    assert "-kernel Image -initrd rootfs.cpio.gz" in script
    assert "hostfwd=tcp:127.0.0.1:8080-10.77.0.3:8080," in script
    assert run("sh", "-n", tmp_path / "run-qemu.sh").returncode == 0


def test_run_script_without_kernel_or_board(tmp_path):
    done = run(EXTERNAL / "post-image.sh", tmp_path, "qemu-x86_64")
    assert (done.returncode, done.stderr) == (1, f"post-image.sh: {tmp_path}: no kernel\n")
    done = run(EXTERNAL / "post-image.sh", tmp_path, "nothing")
    assert (done.returncode, done.stderr) == (1, "post-image.sh: nothing: no such board\n")
    assert list(tmp_path.iterdir()) == []


def test_root_of_the_demo(tmp_path):
    """dns has its program, and places to mount on."""
    (tmp_path / "usr/sbin").mkdir(parents=True)
    (tmp_path / "usr/sbin/dnsmasq").write_text("program")
    for _ in range(2):  # Buildroot runs it at every make
        done = run(EXTERNAL / "post-build.sh", tmp_path, "qemu-x86_64")
        assert (done.returncode, done.stderr) == (0, "")
    root = tmp_path / "containers/dns"
    assert (root / "usr/sbin/dnsmasq").read_text() == "program"
    assert {path.name for path in root.iterdir()} == {"usr", "proc", "sys", "dev", "run", "tmp"}


@with_buildroot
def test_check_package_is_silent():
    files = sorted(path.relative_to(EXTERNAL) for path in EXTERNAL.rglob("*") if path.is_file())
    done = run(sys.executable, Path(BUILDROOT) / "utils/check-package", "-b", *files, cwd=EXTERNAL)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    """A function of a config: a folder of Buildroot that has it, made once."""
    folders = {}

    def configure(config):
        if config not in folders:
            folder = tmp_path_factory.mktemp("buildroot")
            done = run("make", "-s", "-C", BUILDROOT, f"O={folder}", f"BR2_EXTERNAL={EXTERNAL}",
                       config.name)
            assert done.returncode == 0, done.stdout + done.stderr
            folders[config] = folder
        return folders[config]
    return configure


@with_buildroot
@configs
def test_config_is_taken_as_written(config, folder_of, tmp_path):
    """Its short form is the file: no line of it is refused, or was a default."""
    done = run("make", "-s", "savedefconfig", f"BR2_DEFCONFIG={tmp_path}/saved",
               cwd=folder_of(config))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "saved").read_text() == config.read_text()


@with_buildroot
@configs
def test_packages_of_the_image(config, folder_of):
    """nsinit is the init, of the header that was named; nothing brings BusyBox along."""
    done = run("make", "-s", "printvars", "VARS=PACKAGES NSINIT_CONFIG", cwd=folder_of(config))
    assert done.returncode == 0, done.stderr
    packages = re.search(r"^PACKAGES=(.*)$", done.stdout, re.M)[1].split()
    assert {"nsinit", "toybox", "dnsmasq", "linux", "skeleton-init-none"} <= set(packages)
    assert "busybox" not in packages
    header = Path(re.search(r"^NSINIT_CONFIG=(.*)$", done.stdout, re.M)[1])
    assert header.resolve() == TREE / "config/router.h"


@with_buildroot
def test_missing_header_is_refused(folder_of):
    """Before anything is built."""
    done = run("make", "-s", "nsinit", 'BR2_PACKAGE_NSINIT_CONFIG="/nowhere.h"',
               cwd=folder_of(CONFIGS[0]))
    assert done.returncode != 0
    assert 'BR2_PACKAGE_NSINIT_CONFIG: no such file: "/nowhere.h"' in done.stderr
