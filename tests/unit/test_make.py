"""The Makefile and the set-up, as a person or a distribution uses them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent.parent
SCHEMA = TREE / "init/include/nsinit"


def run(*words, **more):
    return subprocess.run(
        [str(word) for word in words], cwd=TREE, capture_output=True, text=True, timeout=300, **more
    )


def make(*words):
    done = run("make", "--no-print-directory", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("built")
    make(f"O={out}", "CONFIG=config/minimal.h", "all")
    return out


def test_second_build_compiles_nothing(built):
    assert make(f"O={built}", "CONFIG=config/minimal.h", "all") in (
        "",
        "make: Nothing to be done for 'all'.\n",
    )


def test_other_flags_compile_again(built, tmp_path):
    make(f"O={tmp_path}", "CONFIG=config/minimal.h", "all")
    said = make(f"O={tmp_path}", "CONFIG=config/minimal.h", "CFLAGS=-O1", "all")
    assert "CC      minimal/init/pid1/main.o" in said
    assert "LD      minimal/nsctl" in said


def test_changed_header_compiles_again(built):
    header = built / "mine.h"
    header.write_text((TREE / "config/minimal.h").read_text())
    make(f"O={built}", f"CONFIG={header}", "all")
    first = (built / "mine/nsinit").read_bytes()
    header.write_text(header.read_text().replace('"minimal"', '"changed"'))
    make(f"O={built}", f"CONFIG={header}", "all")
    assert (built / "mine/nsinit").read_bytes() != first
    assert b"changed" in (built / "mine/nsinit").read_bytes()


def test_wrong_config_stops_the_build(built):
    header = built / "wrong.h"
    text = (TREE / "config/minimal.h").read_text()
    header.write_text(text.replace(".processes = 4", ".processes = 0"))
    done = run("make", f"O={built}", f"CONFIG={header}", "all")
    assert done.returncode != 0
    assert "limits.processes" in done.stderr
    assert not (built / "wrong/nsinit").exists()


def test_container_that_is_not_listed_stops_the_build(built):
    header = built / "unlisted.h"
    text = (TREE / "config/minimal.h").read_text()
    more = 'static const struct container extra = { .name = "extra" };\n'
    header.write_text(text.replace("static const", more + "static const", 1))
    done = run("make", f"O={built}", f"CONFIG={header}", built / "unlisted/checked")
    assert done.returncode != 0
    assert f"{header}:6:31: error: " in done.stderr and "extra" in done.stderr


def test_image_is_weighed(build, tmp_path):
    """Each part by its name, of an archive and of a folder, and no byte twice."""
    (tmp_path / "kernel").write_bytes(bytes(1000))
    (tmp_path / "toybox").write_text("#!/bin/sh\necho bin/sh\n")
    (tmp_path / "toybox").chmod(0o755)
    weights = {}
    for out in (tmp_path / "image.cpio", f"{tmp_path}/tree/"):
        done = run(TREE / "board/image.sh", out, build / "router/nsinit", build / "router/nsctl",
                   tmp_path / "toybox", "-", "/bin/false")
        assert done.returncode == 0, done.stderr
        done = run(TREE / "board/weigh.py", tmp_path / "kernel", out, "packed=/bin/true")
        lines = dict(line.rsplit(None, 1) for line in done.stdout.splitlines())
        weights[str(out)] = {name: int(size) for name, size in lines.items()}
    first, second = weights.values()
    assert first == second
    assert first["nsinit"] == (build / "router/nsinit").stat().st_size
    assert first["kernel"] == 1000
    assert first["container dns"] > Path("/bin/false").stat().st_size
    assert sum(first.values()) == 2 * first["all"] + first["packed"]


def test_firmware_with_its_own_kernel_is_below_5_mb(build, tmp_path):
    """toybox, nsinit, nsctl and the demo's containers, none of it compressed but the kernel."""
    kernel = build / "qemu-x86_64/own/vmlinuz"
    if not kernel.exists():
        pytest.skip("its kernel was not built: make kernel")
    board = build / "qemu-x86_64"
    done = run(TREE / "board/image.sh", tmp_path / "image.cpio", build / "router/nsinit",
               build / "router/nsctl", board / "toybox", "-", board / "dnsmasq")
    assert done.returncode == 0, done.stderr
    done = run(TREE / "board/weigh.py", kernel, tmp_path / "image.cpio")
    print(done.stdout)
    assert int(done.stdout.splitlines()[-1].split()[1]) < 5_000_000
    assert kernel.stat().st_size + (tmp_path / "image.cpio").stat().st_size < 5_000_000


def test_install(built, tmp_path):
    make(f"O={built}", "CONFIG=config/minimal.h", f"DESTDIR={tmp_path}", "install")
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert [name for name in found if not (tmp_path / name).is_dir()] == [
        "sbin/init",
        "sbin/nsctl",
        "sbin/nsinit",
        "sbin/telinit",
        *(f"usr/include/nsinit/{header.name}" for header in sorted(SCHEMA.glob("*.h"))),
        "usr/share/bash-completion/completions/nsctl",
        "usr/share/man/man1/nsctl.1",
        "usr/share/man/man5/nsinit-config.5",
        "usr/share/man/man8/nsinit.8",
        "usr/share/nsinit/config.txt",
        "usr/share/pkgconfig/nsinit.pc",
    ]
    assert os.readlink(tmp_path / "sbin/init") == "nsinit"
    assert os.readlink(tmp_path / "sbin/telinit") == "nsctl"
    assert os.access(tmp_path / "sbin/nsinit", os.X_OK)


def test_install_of_an_initramfs(built, tmp_path):
    """The root of one, whole; never the root of this machine."""
    make(f"O={built}", "CONFIG=config/minimal.h", f"DESTDIR={tmp_path}", "install-stage")
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "dev", "init", "proc", "run", "sys", "tmp"]
    assert (tmp_path / "init").read_bytes() == (built / "minimal/nsinit-stage").read_bytes()
    assert os.access(tmp_path / "init", os.X_OK)
    done = run("make", f"O={built}", "CONFIG=config/minimal.h", "-n", "install-stage")
    assert done.returncode != 0 and "DESTDIR= names no folder" in done.stderr


@pytest.mark.skipif(not shutil.which("pkg-config"), reason="needs pkg-config")
def test_schema_is_found_by_pkg_config(built, tmp_path):
    """A config header compiles with the flags that it says, wherever the schema was put."""
    make(f"O={built}", "CONFIG=config/minimal.h", f"DESTDIR={tmp_path}", "PREFIX=/opt/x", "install")
    ask = {**os.environ, "PKG_CONFIG_PATH": f"{tmp_path}/opt/x/share/pkgconfig",
           "PKG_CONFIG_SYSROOT_DIR": str(tmp_path)}
    version = re.search(r'^#define NSINIT_VERSION "(.*)"$',
                        (TREE / "init/base/protocol.h").read_text(), re.M)[1]
    assert run("pkg-config", "--modversion", "nsinit", env=ask).stdout == f"{version}\n"
    flags = run("pkg-config", "--cflags", "nsinit", env=ask).stdout.split()
    assert flags == [f"-I{tmp_path}/opt/x/include"]
    done = run("cc", "-std=c11", "-Wall", "-Werror", *flags, "-x", "c", "-fsyntax-only",
               "config/minimal.h")
    assert done.returncode == 0, done.stderr


def test_binaries_are_static(built):
    for name in ("nsinit", "nsctl"):
        said = run("readelf", "-lW", built / "minimal" / name).stdout
        assert "LOAD" in said and "INTERP" not in said and "DYNAMIC" not in said


def test_help_names_every_target():
    said = make("help")
    for target in ("all", "run", "test", "check", "size", "install", "clean", "help"):
        assert f"  {target} " in said, target


@pytest.mark.parametrize("target", ["all", "install"])
def test_build_installs_no_package(target, tmp_path):
    said = run("make", "-n", f"O={tmp_path}", target).stdout
    assert said and "setup.sh" not in said


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with what the script itself uses, and no tool that it looks for."""
    for tool in ("sed", "id", "cat", "mktemp", "rm", "printf"):
        os.symlink(f"/usr/bin/{tool}", tmp_path / tool)
    return {**os.environ, "PATH": str(tmp_path)}


def test_setup_lists_what_is_missing(bare_path):
    done = run("/bin/sh", "board/setup.sh", "--list-only", "run", env=bare_path)
    assert done.returncode == 2
    assert "missing: qemu-system-x86_64 (package qemu-system-x86)\n" in done.stderr
    assert "missing: musl-gcc (package musl-tools)\n" in done.stderr
    assert "apt-get install" in done.stderr and "installing" not in done.stderr


def test_setup_installs_nothing_elsewhere(bare_path, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("another /etc/os-release needs a mount")
    other = tmp_path / "os-release"
    other.write_text("ID=alpine\n")
    script = f"mount --bind {other} /etc/os-release && PATH={tmp_path} exec board/setup.sh run"
    done = run("/usr/bin/unshare", "--mount", "/bin/sh", "-c", script)
    assert done.returncode == 2
    assert "missing: musl-gcc (package musl-tools)\n" in done.stderr
    assert "installing" not in done.stderr


def test_setup_is_silent_when_all_is_there():
    done = run("board/setup.sh", "--list-only", "run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
