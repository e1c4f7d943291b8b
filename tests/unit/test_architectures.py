"""The table of allowed system calls, compiled for each architecture that the tree builds for.

    /usr/bin/python3 -m pytest tests/unit/test_architectures.py

clang compiles seccomp_table.c against that architecture's kernel headers; the numbers are read
from the object and compared with the same headers' names, and with literals of the ABI.
"""

import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

TREE = Path(__file__).parent.parent.parent
TABLE = TREE / "init" / "kernel" / "seccomp_table.c"

# name: target, its kernel headers, AUDIT_ARCH (linux/audit.h), number of openat, first number.
ARCHITECTURES = {
    "aarch64": ("aarch64-linux-gnu", "aarch64-linux-gnu", 0xC00000B7, 56, 0),
    "arm": ("armv7-linux-gnueabihf", "arm-linux-gnueabihf", 0x40000028, 322, 0),
    "i386": ("i686-linux-gnu", "i686-linux-gnu", 0x40000003, 295, 0),
    "mips": ("mips-linux-gnu", "mips-linux-gnu", 0x00000008, 4288, 4000),
    "mipsel": ("mipsel-linux-gnu", "mipsel-linux-gnu", 0x40000008, 4288, 4000),
    "riscv64": ("riscv64-linux-gnu", "riscv64-linux-gnu", 0xC00000F3, 56, 0),
}

# Without these nothing starts, or a step that fails behind the filter cannot be told.
NEEDED = """write execve exit_group wait4 prctl kill rt_sigtimedwait rt_sigprocmask close_range
    setsid read openat close munmap brk futex rt_sigreturn exit socketpair sendmsg recvmsg
    bind connect listen accept4 ppoll epoll_pwait getrandom""".split()
# Everywhere refused; socketcall would hide the family of a socket from the filter.
REFUSED = """mount umount2 pivot_root unshare setns ptrace process_vm_readv process_vm_writev kcmp
    pidfd_getfd bpf perf_event_open keyctl add_key request_key init_module finit_module
    delete_module kexec_load reboot swapon swapoff chroot acct open_by_handle_at io_uring_setup
    userfaultfd clock_settime clock_settime64 settimeofday stime adjtimex syslog sethostname
    setdomainname quotactl iopl ioperm vhangup socketcall open_tree move_mount fsopen fsmount
    mbind migrate_pages move_pages fanotify_init umount""".split()
WITH_CAPABILITY = {"SYS_TIME": "clock_settime", "SYS_ADMIN": "mount", "SYS_PTRACE": "ptrace",
                   "SYS_BOOT": "reboot", "SYS_MODULE": "finit_module", "SYSLOG": "syslog"}


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stderr}"
    return done.stdout


class Table:
    """One architecture's table as the compiler made it."""

    def __init__(self, name, folder):
        target, place, self.arch, self.openat, self.base = ARCHITECTURES[name]
        headers = Path("/usr") / place / "include"
        if not shutil.which("clang") or not shutil.which("llvm-objcopy"):
            pytest.skip("needs clang and llvm-objcopy")
        if not (headers / "asm" / "unistd.h").exists():
            pytest.skip(f"needs the kernel headers of {name} in {headers}")
        self.flags = ["clang", f"--target={target}", "-ffreestanding", "-std=c11", "-Wall",
                      "-Wextra", "-Werror", "-fdata-sections", "-nostdlibinc", "-isystem", headers,
                      f"-I{TREE}/init/include", f"-I{TREE}/init"]
        self.folder = folder
        self.object = folder / f"{name}.o"
        self.order = ">" if name == "mips" else "<"
        run(*self.flags, "-c", TABLE, "-o", self.object)
        self.allowed = [number for number, in self.rows("seccomp_allowed", "H")]
        self.by_capability = {(number, cap)
                              for number, cap in self.rows("seccomp_by_capability", "HBx")}
        self.names = self.numbers()

    def rows(self, symbol, form):
        """What stands in the section of one array."""
        file = self.folder / symbol
        run("llvm-objcopy", f"--dump-section=.rodata.{symbol}={file}", self.object)
        data = file.read_bytes()
        assert data
        return list(struct.iter_unpack(self.order + form, data))

    def numbers(self):
        """{name: number} of the headers, by the compiler."""
        source = self.folder / "names.c"
        source.write_text("#include <asm/unistd.h>\n")
        names = re.findall(r"^#define __NR_(\w+) ", run(*self.flags, "-dM", "-E", source), re.M)
        source.write_text("#include <asm/unistd.h>\n" + "".join(
            f"@{name} __NR_{name}\n" for name in names).replace("@", "AT_"))
        text = run(*self.flags, "-E", "-P", source)
        found = {}
        for name, value in re.findall(r"^AT_(\w+) ([()\d +xa-f]+)$", text, re.M):
            found[name] = eval(value, {"__builtins__": {}})  # digits, '+' and parentheses
        return found


@pytest.fixture(scope="module", params=sorted(ARCHITECTURES))
def table(request, tmp_path_factory):
    return Table(request.param, tmp_path_factory.mktemp(request.param))


def test_headers_are_those_of_the_architecture(table):
    assert table.names["openat"] == table.openat
    source = table.folder / "arch.c"
    source.write_text(
        '#include "kernel/seccomp_table.h"\n'
        f'_Static_assert((unsigned)SECCOMP_ARCH == {table.arch:#x}u, "architecture");\n'
        f'_Static_assert(SECCOMP_BASE == {table.base}, "first number");\n')
    run(*table.flags, "-fsyntax-only", source)


def test_each_number_stands_once_and_in_range(table):
    assert len(set(table.allowed)) == len(table.allowed)
    assert not {number for number, _ in table.by_capability} & set(table.allowed)
    every = [*table.allowed, *(number for number, _ in table.by_capability)]
    assert all(table.base <= number <= table.base + 469 for number in every)


def test_what_every_start_needs_is_allowed(table):
    missing = [name for name in NEEDED if table.names[name] not in table.allowed]
    assert not missing
    assert {table.names.get("mmap"), table.names.get("mmap2")} & set(table.allowed)


def test_what_administers_is_refused(table):
    known = [name for name in REFUSED if name in table.names]
    assert len(known) > 35
    assert not [name for name in known if table.names[name] in table.allowed]


def test_capabilities_open_their_calls(table):
    text = (TREE / "init/include/nsinit/values.h").read_text()
    caps = {name: int(number) for name, number in re.findall(r"X\((\w+), (\d+)\)", text)}
    for cap, name in WITH_CAPABILITY.items():
        assert (table.names[name], caps[cap]) in table.by_capability, name


def test_tree_of_comparisons_has_short_jumps(table):
    """A jump of classic BPF is 255 instructions at most: more runs could not be loaded at all."""
    for extra in (set(), {number for number, _ in table.by_capability}):
        allowed = set(table.allowed) | extra
        verdicts = [number in allowed for number in range(table.base, table.base + 470)]
        runs = 1 + sum(a != b for a, b in zip(verdicts, verdicts[1:]))
        # Six calls with a verdict of their own split runs; a leaf is a comparison and a return.
        assert (runs + 12) // 2 * 2 + 40 <= 255
