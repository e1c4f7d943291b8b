#!/usr/bin/python3
"""weigh.py KERNEL TREE|CPIO [NAME=FILE]...: what everything in an image weighs, in bytes.

TREE is the folder of a slot, CPIO an initramfs that is not compressed. More files are what the image
consists of besides, as a packed slot; they are listed and, but for those named `packed`, counted. The
last line is the sum. Called by `make image`.
"""
import os
import re
import stat
import sys


def fail(reason):
    sys.exit(f"weigh.py: {reason}")


def of_tree(tree):
    """(path, bytes) of each regular file."""
    for folder, _, names in os.walk(tree):
        for name in names:
            path = os.path.join(folder, name)
            status = os.lstat(path)
            if stat.S_ISREG(status.st_mode):
                yield os.path.relpath(path, tree), status.st_size


def of_archive(file):
    """The same of an archive in the `newc` format."""
    with open(file, "rb") as opened:
        archive = opened.read()
    at = 0
    while True:
        if archive[at:at + 6] != b"070701":
            fail(f"{file}: no archive at byte {at}")
        fields = [int(archive[at + 6 + 8 * i:at + 14 + 8 * i], 16) for i in range(13)]
        mode, size, name_size = fields[1], fields[6], fields[11]
        name = archive[at + 110:at + 110 + name_size - 1].decode()
        if name == "TRAILER!!!":
            return
        if stat.S_ISREG(mode):
            yield name, size
        at = (at + 110 + name_size + 3) // 4 * 4
        at = (at + size + 3) // 4 * 4


# What is a line of its own, by its path; the first that fits.
PARTS = [
    (r"sbin/nsinit$", "nsinit"),
    (r"sbin/nsctl$", "nsctl"),
    (r"bin/toybox$", "toybox"),
    (r"lib/modules/", "modules"),
    (r"containers/([^/]+)/", r"container \1"),
    (r"images/([^/]+)$", r"image \1"),
]


def part_of(path):
    for pattern, name in PARTS:
        if found := re.match(pattern, path):
            return found.expand(name)
    return "other files"


def main():
    if len(sys.argv) < 3:
        fail("use: weigh.py KERNEL TREE|CPIO [NAME=FILE]...")
    kernel, image = sys.argv[1:3]
    try:
        sizes = {"kernel": os.path.getsize(kernel)}
        for path, size in of_tree(image) if os.path.isdir(image) else of_archive(image):
            name = part_of(path)
            sizes[name] = sizes.get(name, 0) + size
        total = sum(sizes.values())
        for word in sys.argv[3:]:
            name, _, file = word.partition("=")
            sizes[name] = os.path.getsize(file)
            total += 0 if name.startswith("packed") else sizes[name]
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")
    for name, size in sizes.items():
        print(f"{name:20} {size:9}")
    print(f"{'all':20} {total:9}")


main()
