"""
The layer for Yocto. What needs checkouts runs when OECORE and BITBAKE name some; bitbake wants its tools
besides (chrpath, diffstat, gawk, lz4, zstd, file, cpio, wget, rpcsvc-proto) and the locale en_US.UTF-8.
"""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent.parent
LAYER = TREE / "board/yocto/meta-nsinit"
RECIPE, = LAYER.glob("recipes-core/nsinit/nsinit_*.bb")
OECORE, BITBAKE = os.environ.get("OECORE"), os.environ.get("BITBAKE")

with_checkouts = pytest.mark.skipif(not (OECORE and BITBAKE),
                                    reason="OECORE and BITBAKE name no checkouts")


def test_recipe_is_of_this_version_and_licence():
    said = (TREE / "init/base/protocol.h").read_text()
    assert RECIPE.stem == "nsinit_" + re.search(r'NSINIT_VERSION "(.*)"', said)[1]
    licence = hashlib.md5((TREE / "LICENSE").read_bytes()).hexdigest()
    assert f"file://LICENSE;md5={licence}" in RECIPE.read_text()


def test_recipe_takes_all_that_make_install_reads(tmp_path):
    """Nothing is left in the tree that the build would miss."""
    recipe = RECIPE.read_text()
    block = re.search(r'^SRC_URI = " \\\n(.*?)"', recipe, re.M | re.S)[1]
    for name in re.findall(r"file://(\S+)", block):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (TREE / name).is_dir() else shutil.copy2
        copy(TREE / name, tmp_path / name)
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "-n", f"O={tmp_path}/build", f"DESTDIR={tmp_path}/root", "CC=cc", "install",
         f"CONFIG={tmp_path}/config/minimal.h"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    targets = set(re.findall(r"^    oe_runmake (?:DESTDIR=\S+ )?(.*)", recipe, re.M))
    assert targets == {"all stage", "install", "install-stage"}
    pages = re.search(r"^\s*for page in (.*); do", done.stdout, re.M)[1].split()
    template = re.search(r"(\S+\.pc\.in)", done.stdout)[1]
    assert len(pages) == 3
    for name in (*pages, template):
        assert (tmp_path / name).exists(), name


def test_kernel_gets_the_fragment_of_the_boards():
    link = LAYER / "recipes-kernel/linux/files/nsinit.cfg"
    assert link.is_symlink() and link.resolve() == TREE / "board/nsinit.config"


@pytest.fixture(scope="module")
def bitbake(tmp_path_factory):
    """A function that runs a tool of bitbake in a build folder with this layer."""
    build = tmp_path_factory.mktemp("yocto")
    (build / "conf").mkdir()
    (build / "conf/sanity.conf").touch()  # bitbake's own way to let root build
    (build / "conf/bblayers.conf").write_text(
        'LCONF_VERSION = "7"\nBBPATH = "${TOPDIR}"\nBBFILES ?= ""\n'
        f'BBLAYERS = "{Path(OECORE).resolve()}/meta {LAYER}"\n')
    (build / "conf/local.conf").write_text(
        'CONF_VERSION = "2"\nMACHINE = "qemux86-64"\nDISTRO = "appliance"\n'
        f'NSINIT_CONFIG = "{TREE}/config/router.h"\n')
    tools = f"{Path(OECORE).resolve()}/scripts:{Path(BITBAKE).resolve()}/bin"
    # No name of a file has this HOME in it: that would be the build machine in a package.
    environment = {**os.environ, "HOME": str(build), "BUILDDIR": str(build), "BBPATH": str(build),
                   "PATH": f"{tools}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
                   "PYTHONDONTWRITEBYTECODE": "1", "BB_SERVER_TIMEOUT": "-1"}

    def run(*words):
        done = subprocess.run(words, cwd=build, env=environment, capture_output=True, text=True,
                              timeout=1800)
        assert done.returncode == 0, done.stdout + done.stderr
        # With the colon: there are variables of that name.
        complaints = re.findall(r"^(?:WARNING|ERROR): .*", done.stdout + done.stderr, re.M)
        assert not [line for line in complaints if "dependencies will not be handled" not in line]
        return done.stdout

    run.build = build
    yield run
    subprocess.run(["bitbake", "--kill-server"], cwd=build, env=environment, capture_output=True)


@with_checkouts
def test_layer_parses_without_a_warning(bitbake):
    assert ", 0 errors" in bitbake("bitbake", "-p")


@with_checkouts
def test_recipe_builds_the_header_that_is_named(bitbake):
    said = bitbake("bitbake", "-e", "nsinit")
    assert f'\nNSINIT_CONFIG="{TREE}/config/router.h"\n' in said
    assert re.search(rf'^EXTRA_OEMAKE=.*CONFIG={TREE}/config/router.h ', said, re.M)
    assert '\nTCLIBC="musl"\n' in said
    assert re.search(r'^PACKAGES=".* nsinit-stage nsinit"$', said, re.M)
    assert '\nFILES:nsinit-stage="/sbin/nsinit-stage"\n' in said


@with_checkouts
def test_image_has_nsinit_and_no_other_init(bitbake):
    said = bitbake("bitbake", "-e", "nsinit-image")
    packages = re.search(r'^IMAGE_INSTALL="(.*)"$', said, re.M)[1].split()
    assert "nsinit" in packages
    assert not {"sysvinit", "systemd", "initscripts", "busybox-mdev", "udev"} & set(packages)


@with_checkouts
def test_initramfs_has_the_stage_alone(bitbake):
    said = bitbake("bitbake", "-e", "nsinit-initramfs")
    assert re.search(r'^export PACKAGE_INSTALL="(.*)"$', said, re.M)[1].split() == ["nsinit-stage"]
    assert '\nIMAGE_FSTYPES="cpio.gz"\n' in said


@with_checkouts
def test_kernel_takes_the_fragment(bitbake):
    said = bitbake("bitbake", "-e", "linux-yocto")
    assert "file://nsinit.cfg" in re.search(r'^SRC_URI="(.*)"$', said, re.M)[1]


# This recipe alone, by this machine's compiler, and by root, who needs nobody to play root to.
BY_THE_HOST = """
INHERIT:remove = "uninative"
HOSTTOOLS += "musl-gcc x86_64-linux-gnu-gcc"
CC:pn-nsinit = "musl-gcc"
STRIP:pn-nsinit = "strip"
OBJCOPY:pn-nsinit = "objcopy"
OBJDUMP:pn-nsinit = "objdump"
FAKEROOTCMD = "${TOPDIR}/as-root"
HOST_USER_UID:pn-nsinit = "65534"
HOST_USER_GID:pn-nsinit = "65534"
SKIP_FILEDEPS = "1"
"""


@with_checkouts
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("musl-gcc") or os.uname()[4] != "x86_64",
                    reason="needs root and musl-gcc on x86_64")
def test_packages_have_all_that_is_installed(bitbake):
    """Compiled, installed and split for real; what is in no package would be an error."""
    place = bitbake.build
    (place / "host.conf").write_text(BY_THE_HOST)
    (place / "as-root").write_text('#!/bin/sh\n[ "$1" = -S ] || exec "$@"\n')
    (place / "as-root").chmod(0o755)
    bitbake("bitbake", "-R", "host.conf", "-b", str(RECIPE), "-c", "package_qa")
    split, = place.glob("tmp/**/packages-split")
    packages = {package.name: {str(path.relative_to(package)) for path in package.rglob("*")
                               if not path.is_dir() or path.is_symlink()}
                for package in split.iterdir() if package.is_dir()}
    assert packages["nsinit"] >= {
        "init", "sbin/init", "sbin/nsctl", "sbin/nsinit", "sbin/telinit",
        "usr/share/nsinit/config.txt"}
    assert packages["nsinit-bash-completion"] == {"usr/share/bash-completion/completions/nsctl"}
    assert packages["nsinit-stage"] == {"sbin/nsinit-stage"}
    assert "usr/include/nsinit/container.h" in packages["nsinit-dev"]
    assert "usr/share/pkgconfig/nsinit.pc" in packages["nsinit-dev"]
    assert "usr/share/man/man8/nsinit.8" in packages["nsinit-doc"]
