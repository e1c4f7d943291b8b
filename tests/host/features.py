"""Runs whose containers have all that there is: configs/features.h and again.h."""

import contextlib
import re
import shutil
from pathlib import Path

import namespace

WHOLE, GUEST, PLAIN = "whole", "guest", "plain"


def missing():
    """What this machine lacks for it, or None."""
    if not shutil.which("mksquashfs"):
        return "needs mksquashfs (package squashfs-tools)"
    known = Path("/proc/filesystems").read_text().split()
    for name in ("squashfs", "overlay"):
        if name not in known:
            return f"needs a kernel with {name}"
    return None if Path("/dev/loop-control").exists() else "needs loop devices"


def make(host, config):
    """The run, not started, of configs/features.h or again.h, with the files of its containers."""
    run = host.run(config)
    tree = run.folder / "tree"
    for name in ("proc", "sys", "dev", "test", "tmp", "etc", "data", "later"):
        (tree / name).mkdir(parents=True)
    (tree / "etc" / "keys").write_text("secret\n")
    shutil.copy2(run.root / "test" / "serve", tree / "test")
    (run.root / "images").mkdir()
    (run.root / "data" / "later").mkdir(parents=True)
    namespace.run_host("mksquashfs", tree, run.root / "images" / "whole", "-quiet", "-no-progress")
    return run


@contextlib.contextmanager
def running(host, config):
    with make(host, config) as run:
        run.ask("wait")
        yield run


def loop_devices(run):
    """Those of this machine that hold the run's image; it sees its path from its own root."""
    found = []
    for backing in Path("/sys/block").glob("loop*/loop/backing_file"):
        with contextlib.suppress(OSError):  # it goes meanwhile
            if backing.read_text().strip() in ("/images/whole", f"{run.root}/images/whole"):
                found.append(backing.parent.parent.name)
    return found


def slab(*names):
    """{name: active objects} of the kernel's caches, of the whole machine."""
    found = dict(re.findall(r"^(\S+)\s+(\d+) ", Path("/proc/slabinfo").read_text(), re.M))
    return {name: int(found[name]) for name in names if name in found}
