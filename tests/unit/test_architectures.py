"""The table of system calls, compiled for each architecture that the tree builds for.

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
SCHEMA = TREE / "init" / "include" / "nsinit" / "syscalls.h"

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
# In the default set nowhere; socketcall would hide the family of a socket from the filter.
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


def macro_list(name):
    """The words of a macro NAME(C) of the schema."""
    text = SCHEMA.read_text().replace("\\\n", "")
    return re.findall(r"\bC\((\w+)\)", re.search(rf"#define {name}\(C\)(.*)", text)[1])


SETS = ["DEFAULT", "NETWORK_SERVICE", "NETWORK_CLIENT", "COMPUTE", "MINIMAL"]
CAPABILITIES = macro_list("NSINIT_CALLING_CAPABILITIES")


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
                      f"-I{TREE}/init/include", f"-I{TREE}/init", f"-I{folder}"]
        self.folder = folder
        self.order = ">" if name == "mips" else "<"
        (folder / "uses.h").write_text(
            "".join(f"#define NSINIT_USES_SYSCALLS_{word} 1\n" for word in SETS))
        self.object = folder / "table.o"
        run(*self.flags, "-c", TABLE, "-o", self.object)
        self.sets = {word: self.members(word) for word in SETS}
        self.allowed = self.sets["DEFAULT"]
        self.names = self.numbers()
        # In the order of enum nsinit_syscall, without its 0.
        self.table = dict(zip(self.listed(), [n for n, in self.rows("seccomp_numbers", "H")][1:]))
        self.by_capability = {word: self.of_capability(word) for word in CAPABILITIES}

    def rows(self, symbol, form):
        """What stands in the section of one array."""
        file = self.folder / symbol
        run("llvm-objcopy", f"--dump-section=.rodata.{symbol}={file}", self.object)
        data = file.read_bytes()
        assert data
        return list(struct.iter_unpack(self.order + form, data))

    def members(self, word):
        """The numbers whose bits are in a set, without the one of what is missing."""
        bits = [self.base + 64 * place + bit
                for place, (bits,) in enumerate(self.rows(f"set_{word}", "Q"))
                for bit in range(64) if bits >> bit & 1]
        return set(bits) - {self.base + 470}

    def preprocessed(self, text):
        source = self.folder / "names.c"
        source.write_text(text)
        return run(*self.flags, "-E", "-P", source)

    def listed(self, macro="NSINIT_SYSCALLS"):
        """The names of a list of the schema, in its order."""
        text = self.preprocessed("#include <nsinit/syscalls.h>\n#define X(name) #name\n"
                                 f"#define N(number, name) #name\nAT {macro}(X, N)\n")
        return re.findall(r'"(\w+)"', text[text.rindex("AT "):])

    def of_capability(self, word):
        numbers = {self.table[name] for name in self.listed(f"NSINIT_CALLS_{word}")}
        return numbers - {self.base + 470}

    def numbers(self):
        """{name: number} of the headers, by the compiler."""
        source = self.folder / "names.c"
        source.write_text("#include <asm/unistd.h>\n")
        names = re.findall(r"^#define __NR_(\w+) ", run(*self.flags, "-dM", "-E", source), re.M)
        text = self.preprocessed("#include <asm/unistd.h>\n" + "".join(
            f"@{name} __NR_{name}\n" for name in names).replace("@", "AT_"))
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


def test_every_name_has_the_number_of_the_headers(table):
    assert len(table.table) > 440
    missing = table.base + 470
    for name, number in table.table.items():
        if name in table.names:
            assert number == table.names[name], name
    # The rest is not there, newer than these headers, or for some architectures only.
    unknown = {n: name for name, n in table.table.items() if name not in table.names}
    del unknown[missing]
    newest = max(n for name, n in table.names.items()
                 if n < missing and name != "syscalls")  # which is their count
    some = {"riscv_hwprobe", "memfd_secret"}
    assert not {name for n, name in unknown.items() if n <= newest} - some


def test_each_number_stands_once_and_in_range(table):
    numbers = [n for n in table.table.values() if n != table.base + 470]
    assert len(set(numbers)) == len(numbers)
    assert all(table.base <= number < table.base + 470 for number in numbers)


def test_sets_have_the_calls_of_their_lists(table):
    for word in SETS:
        names = table.listed(f"NSINIT_SET_{word}")
        assert len(names) > 100
        assert table.sets[word] == {table.table[name] for name in names} - {table.base + 470}
    assert table.sets["MINIMAL"] < table.sets["COMPUTE"] < table.sets["DEFAULT"]
    assert table.sets["MINIMAL"] < table.sets["NETWORK_CLIENT"] < table.sets["NETWORK_SERVICE"]
    assert table.sets["NETWORK_SERVICE"] < table.sets["DEFAULT"]


def test_narrow_sets_leave_out_what_they_say(table):
    without = {
        "NETWORK_SERVICE": "shmget mq_open memfd_create io_setup personality mlock execveat",
        "NETWORK_CLIENT": "listen accept4 shmget",
        "COMPUTE": "listen accept4 setuid setgroups capset shmget mq_open personality",
        "MINIMAL": "clone kill socket socketpair connect unlinkat mkdirat renameat2 wait4 fchown",
    }
    for word, names in without.items():
        found = [name for name in names.split() if table.names[name] in table.sets[word]]
        assert not found, word


def test_what_every_start_needs_is_allowed(table):
    missing = [name for name in NEEDED if table.names[name] not in table.allowed]
    assert not missing
    for word in SETS:  # what stands behind the filter's step in the child
        for name in ("write", "execve", "exit_group"):
            assert table.names[name] in table.sets[word]
    assert {table.names.get("mmap"), table.names.get("mmap2")} & set(table.allowed)


def test_what_administers_is_refused(table):
    known = [name for name in REFUSED if name in table.names]
    assert len(known) > 35
    assert not [name for name in known if table.names[name] in table.allowed]


def test_capabilities_open_their_calls(table):
    for cap, name in WITH_CAPABILITY.items():
        assert table.names[name] in table.by_capability[cap], name
    for numbers in table.by_capability.values():
        assert not numbers & table.allowed
