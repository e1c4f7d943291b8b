"""Fixtures of the boot tests.

A module says CONFIG, the name of a header in configs/, and gets `machine`: the config's image,
booted once a module with control groups of version 2 and once with version 1. What a test changes
on it, it puts back. Binaries of configs are built below BUILD/boot, by make, so that a second run
finds them; what the console said is in BUILD/boot/CONFIG/console.*.log. The variable BOARD names
another board than qemu-x86_64, whose things are below BUILD/BOARD; with --every-board only the tests are
run that every_board.py names.
"""

import contextlib
import itertools
import os
import re
import shutil

import pytest

import appliance
import every_board
from appliance import BOARD, BOARD_NAME, TREE, board_kernel, own_kernel, run_host

HERE = TREE / "tests" / "boot"


def pytest_collection_modifyitems(config, items):
    """Takes out what is not tried on every board."""
    if config.getoption("--every-board"):
        items[:], left_out = every_board.select(items)
        config.hook.pytest_deselected(items=left_out)


def make_environment():
    """What was said to the make that runs the tests, without its job server."""
    words = [word for word in os.environ.get("MAKEFLAGS", "").split()
             if not word.startswith(("-j", "--jobserver"))]
    return {**os.environ, "MAKEFLAGS": " ".join(words), "MAKELEVEL": "0"}


def compiler(board):
    """The device's compiler with its arguments: the board's own, else musl's wrapper."""
    said = (BOARD / BOARD_NAME / "architecture").read_text()
    if found := re.search(r"^target=(.*)$", said, re.M):
        return [board / "toolchain" / "bin" / f"{found[1]}-gcc"]
    multiarch = run_host("gcc", "-print-multiarch").strip()
    return [shutil.which("musl-gcc") or "gcc", "-idirafter", "/usr/include", "-idirafter",
            f"/usr/include/{multiarch}"]


class Images:
    """Makes each image once a run."""

    def __init__(self, build):
        self.build = build
        self.board = build / BOARD_NAME
        self.folder = self.board / "boot" if BOARD_NAME != "qemu-x86_64" else build / "boot"
        self.payloads = self.folder / "payloads"
        self._images = {}
        self._logs = itertools.count(1)

    def payload(self, name):
        """A program of payloads/, static, for the guest."""
        source = HERE / "payloads" / f"{name}.c"
        program = self.payloads / name
        newest = max(file.stat().st_mtime for file in (source, *source.parent.glob("*.h")))
        if not program.exists() or program.stat().st_mtime < newest:
            self.payloads.mkdir(parents=True, exist_ok=True)
            run_host(
                *compiler(self.board), "-std=c11", "-D_GNU_SOURCE", "-Os", "-Wall", "-Wextra",
                "-Werror", "-static", "-s", f"-I{TREE}/init/include", f"-I{TREE}/init",
                "-o", program, source)
        return program

    def overlay(self, folder):
        """All payloads in /test."""
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "test").mkdir(parents=True)
        for source in sorted((HERE / "payloads").glob("*.c")):
            shutil.copy2(self.payload(source.stem), folder / "test" / source.stem)
        return folder

    def kernel(self, config):
        """(kernel, folder with its modules or "-"): the board's, or for some configs another."""
        if config not in ("images", "limits", "plug", "store", "stuck", "watchdog"):
            return board_kernel(self.build)
        if BOARD_NAME != "qemu-x86_64" and config in ("images", "watchdog"):
            return own_kernel(self.build)
        folder = self.kernel_folder(config)
        return folder / "vmlinuz", folder

    def kernel_folder(self, config):
        """A kernel with modules that the board does not have."""
        if BOARD_NAME != "qemu-x86_64":
            pytest.skip("the modules for it are taken from qemu-x86_64's kernel")
        name = "kernel-store" if config in ("plug", "store") else "kernel"
        folder = self.folder / name
        run_host(BOARD / "kernel.sh", f"../tests/boot/{name}", folder)
        return self.without_disks(folder) if name == "kernel-store" else folder

    def without_disks(self, kernel):
        """That kernel, with a boot that loads no module for disks."""
        folder = self.folder / "kernel-plug"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kernel, folder)
        for module in folder.glob("modules/*-virtio_blk.ko"):
            module.unlink()
        return folder

    def add_modules(self, overlay):
        """Those of disks too, where depmod has them: by what is there, not among those of the boot."""
        modules = sorted((self.folder / "kernel-store").glob("modules/*.ko"))
        release = run_host("/sbin/modinfo", "-F", "vermagic", modules[0]).split()[0]
        folder = overlay / "lib/modules" / release
        (folder / "kernel").mkdir(parents=True)
        for module in modules:
            shutil.copy2(module, folder / "kernel" / module.name.split("-", 1)[1])
        for name in ("modules.order", "modules.builtin"):
            (folder / name).touch()
        run_host("/sbin/depmod", "-b", overlay, release)

    def build_config(self, config, change, *targets):
        """Its folder, and what is laid over its image."""
        place = self.folder / config
        run_host(
            "make", "-s", "-C", TREE, f"O={self.build}", f"B={place}",
            f"CONFIG=tests/boot/configs/{config}.h", f"-j{os.cpu_count()}", *targets,
            env=make_environment())
        overlay = self.overlay(place / "overlay")
        if change:
            change(overlay)
        return place, overlay

    def disk(self, config, change=None, **variables):
        """(kernel, initramfs, disk) of configs/CONFIG.h, made anew; the initramfs has a shell."""
        kernel, modules = self.board / "vmlinuz", self.board
        if not (BOARD / BOARD_NAME / "modules-disk").exists():
            kernel, modules = own_kernel(self.build)
        place, overlay = self.build_config(config, change, "all", "stage")
        environment = {**os.environ, "MODULES": "modules-disk", **variables}
        run_host(
            BOARD / "image.sh", f"{place}/root/", place / "nsinit", place / "nsctl",
            self.board / "toybox", modules, "--overlay", overlay, env=environment)
        run_host(BOARD / "disk.sh", place / "made", place / "nsinit-stage", modules,
                 place / "root", "--shell", env=environment)
        return kernel, place / "made.stage.cpio.gz", place / "made.disk"

    def image(self, config, change=None):
        """(kernel, image) of configs/CONFIG.h; change(folder) adds to what is laid over it."""
        if config not in self._images:
            kernel, modules = self.kernel(config)
            place, overlay = self.build_config(config, change, "all")
            run_host(
                BOARD / "image.sh", place / "image.cpio", place / "nsinit", place / "nsctl",
                self.board / "toybox", modules, "--overlay", overlay)
            self._images[config] = kernel, place / "image.cpio"
        return self._images[config]

    def open_log(self, config):
        """A file for the console of one more boot."""
        return open(self.folder / config / f"console.{next(self._logs)}.log", "w",
                    encoding="utf-8")

    @contextlib.contextmanager
    def boot(self, config, cgroup="v2", append="", change=None, **options):
        """A machine that runs the config."""
        kernel, image = self.image(config, change)
        with self.open_log(config) as opened:
            with appliance.booted(
                    kernel, image, cgroup, append, log=opened, **options) as machine:
                yield machine


@pytest.fixture(scope="session")
def images(build):
    """Makes and boots images."""
    return Images(build)


@pytest.fixture(scope="module", params=["v2", "v1"])
def machine(request, images):
    """The module's machine, once a version of control groups."""
    change = getattr(request.module, "change_image", None)
    append = getattr(request.module, "APPEND", "")
    with images.boot(request.module.CONFIG, request.param, append, change=change) as booted:
        booted.cgroup = request.param
        booted.ask("nsctl wait >/dev/null 2>&1; true", 60)
        yield booted


@pytest.fixture(autouse=True)
def answering(request):
    """A machine that lost its shell fails one test and not all after it: it is booted anew."""
    for name in {"machine", "router"}.intersection(request.fixturenames):
        machine = request.getfixturevalue(name)
        if machine.lost:
            machine.begin_again()
            machine.ask("nsctl wait >/dev/null 2>&1; true", 60)
