"""The log of a disk's writes, in the format of Linux's dm-log-writes (Documentation/admin-guide/
device-mapper/log-writes.rst), as QEMU's driver `blklogwrites` makes one outside of the guest; and what a
disk has that lost its power somewhere in it.

A disk may keep what it took since the last flush, lose it, or keep parts of it; what the guest had flushed,
and what it wrote through (FUA), stays.
"""

import dataclasses
import json
import struct

MAGIC, VERSION = 0x6a736677736872, 1
FLUSH, FUA, DISCARD, MARK = 1, 2, 4, 8
# What is written as a whole or not at all.
SECTOR = 512


@dataclasses.dataclass
class Write:
    """One request: a write, a flush, or a discard, which has no content."""
    at: int
    size: int
    flags: int
    content: bytes


def drive(disk, log):
    """The file of a `-drive` option that is the disk and logs. The host is not what loses its power here."""
    def file(path):
        return {"driver": "file", "filename": str(path), "cache": {"no-flush": True}}
    logging = {"driver": "blklogwrites", "file": file(disk), "log": file(log)}
    described = {"driver": "raw", "file": logging}
    return ("json:" + json.dumps(described)).replace(",", ",,")


def read(log):
    """The requests, in the order in which they ended."""
    with open(log, "rb") as file:
        magic, version, count, sector = struct.unpack("<QQQI", file.read(28))
        assert (magic, version) == (MAGIC, VERSION), f"{log}: no log of writes"
        found = []
        at = sector
        for _ in range(count):
            file.seek(at)
            first, sectors, flags, _ = struct.unpack("<QQQQ", file.read(32))
            at += sector
            content = b""
            if not flags & (DISCARD | MARK):
                file.seek(at)
                content = file.read(sectors * sector)
                # Zeros that were never written make the file shorter.
                content = content.ljust(sectors * sector, b"\0")
                at += sectors * sector
            found.append(Write(first * sector, sectors * sector, flags, content))
    return found


class Replay:
    """A disk on its way through a log. `begin` is its content before the first request."""

    def __init__(self, begin, writes):
        self._stable = bytearray(begin)
        self._writes = writes
        self._done = 0  # requests that are in it
        self._taken = []  # those that wait for a flush

    def _go(self, count):
        """On to the moment after so many requests; there is no way back."""
        assert count >= self._done
        for write in self._writes[self._done:count]:
            if write.flags & FLUSH:
                for taken in self._taken:
                    self._put(self._stable, taken)
                self._taken = []
            if write.flags & FUA:
                # What it lies over is in the past for this place.
                self._put(self._stable, write)
                self._taken = [taken for taken in self._taken if not inside(taken, write)]
            elif write.content:
                self._taken.append(write)
        self._done = count

    @staticmethod
    def _put(disk, write):
        disk[write.at:write.at + len(write.content)] = write.content

    def nothing_more(self, count):
        """The disk that lost its power after so many requests, and all that waited for a flush."""
        self._go(count)
        return bytes(self._stable)

    def everything(self):
        """The disk after all requests."""
        self._go(len(self._writes))
        disk = bytearray(self._stable)
        for taken in self._taken:
            self._put(disk, taken)
        return bytes(disk)

    def anything(self, count, chance):
        """The same, but each of them is kept, lost, or in part kept."""
        self._go(count)
        disk = bytearray(self._stable)
        share = chance.random()
        for write in self._taken:
            if chance.random() < 0.2:
                for at in range(0, len(write.content), SECTOR):
                    if chance.random() < share:
                        part = write.content[at:at + SECTOR]
                        disk[write.at + at:write.at + at + len(part)] = part
            elif chance.random() < share:
                self._put(disk, write)
        return bytes(disk)


def inside(one, other):
    """Whether one lies in the other as a whole."""
    return other.at <= one.at and one.at + one.size <= other.at + other.size
