"""
The external tree for Buildroot. What needs a checkout of Buildroot runs when BUILDROOT names one;
its check-package needs python3-magic, flake8 and shellcheck besides.
"""

import gzip
import json
import os
import re
import shlex
import shutil
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
    return re.search(r'^BR2_ROOTFS_POST_SCRIPT_ARGS="([^ "]*)', config.read_text(), re.M)[1]


def test_kernel_options_are_those_of_the_fragment():
    """The recipe asks a kernel for nothing that the fragment does not have."""
    recipe = (EXTERNAL / "package/nsinit/nsinit.mk").read_text()
    block = re.search(r"^NSINIT_LINUX_OPTIONS = ((?:.*\\\n)*.*)$", recipe, re.M)[1]
    asked = set(block.replace("\\\n", " ").replace("\\", " ").split())
    taken = set(re.findall(r"^CONFIG_(\w+)=y$", (TREE / "board/nsinit.config").read_text(), re.M))
    assert len(asked) > 30 and asked <= taken, asked - taken


def test_each_board_has_a_config():
    boards = {path.parent.name for path in TREE.glob("board/*/architecture")}
    assert len(boards) > 5 and {board_of(config) for config in CONFIGS} == boards


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


def program(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("program")
    path.chmod(0o755)


def test_run_script_of_a_disk(tmp_path):
    """Where nsinit-stage is, an initramfs of it and of the image's shell leads to the disk."""
    images, target = tmp_path / "images", tmp_path / "target"
    program(images / "nsinit-stage")
    program(target / "bin/toybox")
    (target / "usr/bin").mkdir(parents=True)
    (target / "bin/sh").symlink_to("toybox")
    (target / "usr/bin/nc").symlink_to("../../bin/toybox")
    (images / "bzImage").touch()
    done = run(EXTERNAL / "post-image.sh", images, "qemu-x86_64", "-c", "genimage.cfg",
               env={**os.environ, "TARGET_DIR": str(target)})
    assert (done.returncode, done.stderr) == (0, "")
    script = (images / "run-qemu.sh").read_text()
    assert not re.search(r"[{}]", script)
    assert "-kernel bzImage -initrd stage.cpio.gz" in script
    assert '-append "console=ttyS0 quiet panic=-1 root=PARTLABEL=root-a"' in script
    assert re.search(r"-drive file=disk.img,if=none,id=disk,.* -device virtio-blk-pci,drive=disk\n",
                     script)
    archive = gzip.decompress((images / "stage.cpio.gz").read_bytes())
    for name in (b"init\0", b"bin/sh\0", b"usr/bin/nc\0", b"bin/toybox\0", b"dev/console\0"):
        assert name in archive, name


@pytest.mark.skipif(not shutil.which("genimage"), reason="needs genimage")
def test_disk_has_the_partitions_of_the_demo(tmp_path):
    """Those of board/disk.sh, by name, place and size; the root in both slots; data that is ext4."""
    images, root = tmp_path / "images", tmp_path / "root"
    images.mkdir()
    program(root / "bin/toybox")
    program(tmp_path / "stage")
    path = {**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"}
    done = run(TREE / "board/disk.sh", tmp_path / "own", tmp_path / "stage", "-", root, env=path)
    assert done.returncode == 0, done.stderr
    slot = (tmp_path / "own.slot").read_bytes()
    (images / "rootfs.squashfs").write_bytes(slot)
    (tmp_path / "empty").mkdir()
    done = run("genimage", "--rootpath", tmp_path / "empty", "--tmppath", tmp_path / "tmp",
               "--inputpath", images, "--outputpath", images, "--config", EXTERNAL / "genimage.cfg",
               env=path)
    assert done.returncode == 0, done.stdout + done.stderr
    tables = [json.loads(run("sfdisk", "--json", disk, env=path).stdout)["partitiontable"]
              for disk in (images / "disk.img", tmp_path / "own.disk")]
    assert [table["label"] for table in tables] == ["gpt", "gpt"]
    made, own = ([(part["name"], part["start"], part["size"], part["type"])
                  for part in table["partitions"]] for table in tables)
    assert made == own and [part[0] for part in made] == ["root-a", "root-b", "data"]
    disk = (images / "disk.img").read_bytes()
    for _, start, *_ in made[:2]:
        assert disk[512 * start:][:len(slot)] == slot
    data = disk[512 * made[2][1]:]
    assert data[1080:1082] == b"\x53\xef" and data[1144:1149] == b"data\0"


def test_root_of_the_demo(tmp_path):
    """dns has its program, and places to mount on; so has the appliance, for a store too."""
    (tmp_path / "usr/sbin").mkdir(parents=True)
    (tmp_path / "usr/sbin/dnsmasq").write_text("program")
    for _ in range(2):  # Buildroot runs it at every make
        done = run(EXTERNAL / "post-build.sh", tmp_path, "qemu-x86_64")
        assert (done.returncode, done.stderr) == (0, "")
    root = tmp_path / "containers/dns"
    assert (root / "usr/sbin/dnsmasq").read_text() == "program"
    assert {path.name for path in root.iterdir()} == {"usr", "proc", "sys", "dev", "run", "tmp"}
    assert (tmp_path / "data").is_dir() and (tmp_path / "sys/fs/cgroup").is_dir()


@pytest.mark.parametrize("name, brings",
                         [("musl-gcc", False), ("x86_64-buildroot-linux-musl-gcc", True)])
def test_kernel_headers_of_the_compiler(name, brings, tmp_path):
    """Buildroot's compiler for musl, which stops at a folder of this machine, is named no such folder;
    musl's own wrapper, which brings no such headers, is named this machine's."""
    compiler = tmp_path / name
    compiler.write_text(f'#!/bin/sh\nexec gcc {"" if brings else "-nostdinc"} "$@"\n')
    compiler.chmod(0o755)
    done = run("make", "-n", "V=1", f"CC={compiler}", f"O={tmp_path}/build", cwd=TREE)
    assert done.returncode == 0, done.stderr
    assert f"{compiler} -std=c11" in done.stdout
    assert ("-idirafter /usr/include" in done.stdout) != brings


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
    """nsinit is the init, of the header that was named; nothing brings what is for other inits."""
    done = run("make", "-s", "printvars", "VARS=PACKAGES NSINIT_CONFIG", cwd=folder_of(config))
    assert done.returncode == 0, done.stderr
    packages = re.search(r"^PACKAGES=(.*)$", done.stdout, re.M)[1].split()
    assert {"nsinit", "toybox", "dnsmasq", "linux", "skeleton-init-none"} <= set(packages)
    assert not {"busybox", "ifupdown-scripts", "initscripts"} & set(packages)
    header = Path(re.search(r"^NSINIT_CONFIG=(.*)$", done.stdout, re.M)[1])
    assert header.resolve() == TREE / "config/router.h"


@with_buildroot
@configs
def test_kernel_of_the_image(config, folder_of):
    """Its file is one that the run script looks for; its fragments are there, the shared one first."""
    done = run("make", "-s", "printvars",
               "VARS=LINUX_IMAGE_NAME LINUX_KCONFIG_FRAGMENT_FILES", cwd=folder_of(config))
    assert done.returncode == 0, done.stderr
    value = dict(line.split("=", 1) for line in done.stdout.splitlines())
    script = (EXTERNAL / "post-image.sh").read_text()
    assert value["LINUX_IMAGE_NAME"] in re.search(r"^for kernel in (.*);", script, re.M)[1].split()
    fragments = [Path(name).resolve() for name in value["LINUX_KCONFIG_FRAGMENT_FILES"].split()]
    assert fragments[0] == TREE / "board/nsinit.config"
    assert all(fragment.exists() for fragment in fragments)


@with_buildroot
def test_compiler_of_toybox(folder_of):
    """It writes the prefix and the compiler's name together: what comes out is Buildroot's compiler."""
    done = run("make", "-s", "printvars", "VARS=TOYBOX_MAKE_OPTS TARGET_CC",
               cwd=folder_of(CONFIGS[0]))
    assert done.returncode == 0, done.stderr
    value = dict(line.split("=", 1) for line in done.stdout.splitlines())
    said = dict(word.split("=", 1) for word in shlex.split(value["TOYBOX_MAKE_OPTS"]))
    assert said["CROSS_COMPILE"] + said["CC"] == value["TARGET_CC"]


@with_buildroot
def test_toybox_is_the_shell(folder_of, tmp_path):
    """/bin/sh after the hooks that end an image, one of which removes it."""
    target = tmp_path / "target"
    (target / "bin").mkdir(parents=True)
    (target / "bin/sh").symlink_to("toybox")
    (tmp_path / ".config").write_text("CONFIG_SH=y\n")
    hooks = "$(foreach hook,$(filter %_BIN_SH,$(TARGET_FINALIZE_HOOKS)),$($(hook))$(sep))"
    done = run("make", "-s", "--eval", f"end-of-sh: ; {hooks}", "end-of-sh",
               f"TARGET_DIR={target}", f"TOYBOX_DIR={tmp_path}", cwd=folder_of(CONFIGS[0]))
    assert done.returncode == 0, done.stderr
    assert os.readlink(target / "bin/sh") == "toybox"


@with_buildroot
def test_missing_header_is_refused(folder_of):
    """Before anything is built."""
    done = run("make", "-s", "nsinit", 'BR2_PACKAGE_NSINIT_CONFIG="/nowhere.h"',
               cwd=folder_of(CONFIGS[0]))
    assert done.returncode != 0
    assert 'BR2_PACKAGE_NSINIT_CONFIG: no such file: "/nowhere.h"' in done.stderr
