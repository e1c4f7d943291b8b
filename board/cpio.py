#!/usr/bin/python3
"""cpio.py OUT [TREE...] <LIST: writes an initramfs image, the same bytes for the same input.

LIST has one entry a line, a later one in place of an earlier one of the same path:
    dir PATH MODE | file PATH MODE SOURCE | link PATH TARGET | node PATH MODE c|b MAJOR MINOR
Each TREE is laid over it. An OUT that ends in "/" is a folder, for what packs folders: it is made
anew, without nodes. Everything is owned by 0:0 and has time 0, so neither root nor a staging copy is
needed. Called by image.sh and stage.sh. The format: Documentation/driver-api/early-userspace/
buffer-format.rst of the kernel.
"""
import gzip
import os
import shutil
import stat
import sys


def fail(reason):
    sys.exit(f"cpio.py: {reason}")


def read_list(lines):
    entries = {}
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words:
            continue
        try:
            kind, path = words[0], os.path.normpath(words[1].strip("/"))
            if kind == "dir":
                entries[path] = (stat.S_IFDIR | int(words[2], 8), b"", (0, 0))
            elif kind == "file":
                with open(words[3], "rb") as source:
                    entries[path] = (stat.S_IFREG | int(words[2], 8), source.read(), (0, 0))
            elif kind == "link":
                entries[path] = (stat.S_IFLNK | 0o777, words[2].encode(), (0, 0))
            elif kind == "node":
                form = {"c": stat.S_IFCHR, "b": stat.S_IFBLK}[words[3]]
                device = (int(words[4]), int(words[5]))
                entries[path] = (form | int(words[2], 8), b"", device)
            else:
                fail(f"line {number}: {kind} is no kind of entry")
        except (IndexError, KeyError, ValueError):
            fail(f"line {number}: cannot be understood: {line.strip()}")
        except OSError as error:
            fail(f"{words[3]}: {error.strerror}")
    return entries


def lay_over(entries, tree):
    """Adds a folder of this machine, with the modes its files have here."""
    if not os.path.isdir(tree):
        fail(f"{tree}: not a directory")
    for folder, folders, files in os.walk(tree):
        for name in folders + files:
            source = os.path.join(folder, name)
            path = os.path.relpath(source, tree)
            status = os.lstat(source)
            content, device = b"", (0, 0)
            if stat.S_ISLNK(status.st_mode):
                content = os.readlink(source).encode()
            elif stat.S_ISREG(status.st_mode):
                with open(source, "rb") as opened:
                    content = opened.read()
            elif stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode):
                device = (os.major(status.st_rdev), os.minor(status.st_rdev))
            elif not stat.S_ISDIR(status.st_mode):
                fail(f"{source}: neither a file, a directory, a link nor a device")
            entries[path] = (status.st_mode, content, device)


def add_parents(entries):
    """The kernel makes no directory that the archive does not name."""
    for path in list(entries):
        while path := os.path.dirname(path):
            entries.setdefault(path, (stat.S_IFDIR | 0o755, b"", (0, 0)))
            if not stat.S_ISDIR(entries[path][0]):
                fail(f"/{path}: has entries below it and is no directory")


def record(number, name, mode, content, device):
    """One entry in the `newc` format: a head of hexadecimal fields, the name, the content."""
    links = 2 if stat.S_ISDIR(mode) else 1
    fields = (number, mode, 0, 0, links, 0, len(content), 0, 0, *device, len(name) + 1, 0)
    head = b"070701" + b"".join(b"%08x" % field for field in fields) + name + b"\0"
    return pad(head) + pad(content)


def pad(part):
    return part + bytes(-len(part) % 4)


def archive(entries):
    parts = [record(number, path.encode(), *entries[path])
             for number, path in enumerate(sorted(entries), 1)]
    parts.append(record(0, b"TRAILER!!!", 0, b"", (0, 0)))
    return b"".join(parts)


def write_tree(entries, out):
    """The modes are set from the inside out, so that no directory shuts itself too early."""
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    for path in sorted(entries):
        mode, content, _ = entries[path]
        place = os.path.join(out, path)
        if stat.S_ISDIR(mode):
            os.makedirs(place, exist_ok=True)
        elif stat.S_ISLNK(mode):
            os.symlink(content, place)
        elif stat.S_ISREG(mode):
            with open(place, "wb") as file:
                file.write(content)
    for path in sorted(entries, reverse=True):
        mode = entries[path][0]
        if stat.S_ISDIR(mode) or stat.S_ISREG(mode):
            os.chmod(os.path.join(out, path), stat.S_IMODE(mode))


def main():
    if len(sys.argv) < 2:
        fail("use: cpio.py OUT [TREE...] <LIST")
    entries = read_list(sys.stdin)
    for tree in sys.argv[2:]:
        lay_over(entries, tree)
    add_parents(entries)
    if sys.argv[1].endswith("/"):
        write_tree(entries, sys.argv[1])
        return
    image = archive(entries)
    if sys.argv[1].endswith(".gz"):
        image = gzip.compress(image, 6, mtime=0)
    made = f"{sys.argv[1]}.{os.getpid()}"
    try:
        with open(made, "wb") as out:
            out.write(image)
        os.rename(made, sys.argv[1])
    finally:
        if os.path.exists(made):
            os.unlink(made)


main()
