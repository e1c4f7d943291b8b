"""A virtual machine that a program drives: QEMU with its console and its control socket.

Used by run.py and by the boot tests. The command comes from a board's readme. Every wait has a
limit; when one passes, or QEMU ends where it should not, BootError says why and what was last on
the console. QEMU never outlives the object: use it as a context manager.

    with Machine(readme, kernel, image) as machine:
        machine.start()
        machine.wait_shell()
        status, out, err = machine.run("nsctl status --json")
        machine.power_off()
"""
import base64
import contextlib
import json
import os
import re
import shlex
import shutil
import socket
import tempfile
import threading
import time
import zlib

import pexpect

GREETING = "nsctl status"
# A line of the console's input is cut at 4095 bytes (termios(3)); this is well below.
LINE_BYTES = 1024


class BootError(Exception):
    """The machine did not do what was waited for. `console` has its last lines."""

    def __init__(self, reason, console=""):
        super().__init__(reason)
        self.reason = reason
        self.console = console


def fenced_blocks(readme):
    """The fenced blocks of a readme, by their language word."""
    with open(readme, encoding="utf-8") as text:
        found = re.findall(r"^```(\w+)\n(.*?)^```$", text.read(), re.M | re.S)
    return {word: block for word, block in found}


def free_port():
    """A port of the loopback that nothing has, for TCP and for UDP."""
    for _ in range(100):
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind(("127.0.0.1", 0))
            port = tcp.getsockname()[1]
            with contextlib.suppress(OSError):
                udp.bind(("127.0.0.1", port))
                return port
    raise BootError("no port is free on the loopback")


def port_rules(readme):
    """Rows (variable, default port, protocol, guest address, guest port) of the readme."""
    return [line.split() for line in fenced_blocks(readme)["forwards"].splitlines() if line]


def default_ports(readme):
    """The host's ports by variable: the environment's, else the readme's."""
    ports = {}
    for variable, default, *_ in port_rules(readme):
        ports[variable] = int(os.environ.get(variable) or default)
    return ports


def free_ports(readme):
    """The host's ports by variable: the environment's, else free ones."""
    ports = {}
    for variable, *_ in port_rules(readme):
        if variable not in ports:
            ports[variable] = int(os.environ.get(variable) or free_port())
    return ports


def command_line(readme, kernel, image, append="", ports=None, disk=None):
    """The board's QEMU command as a list of arguments, with those for a disk when there is one."""
    blocks = fenced_blocks(readme)
    ports = ports or default_ports(readme)
    if disk and "disk" not in blocks:
        raise BootError(f"{readme}: says nothing of a disk")
    if disk and not re.search(r"(^| )root=", append):
        append = f"root=PARTLABEL=root-a {append}".strip()
    forwards = ",".join(
        f"hostfwd={protocol}:127.0.0.1:{ports[variable]}-{address}:{port}"
        for variable, _, protocol, address, port in port_rules(readme))
    values = {"accel": os.environ.get("QEMU_ACCEL") or "tcg", "kernel": kernel, "image": image,
              "append": append, "forwards": forwards, "disk": disk}
    words = shlex.split(blocks["sh"] + (blocks["disk"] if disk else ""))
    # A comma in a file name ends an option of QEMU only inside option lists; these stand alone.
    return [re.sub(r"\{(\w+)\}", lambda found: values[found[1]], word).strip() for word in words]


class Control:
    """QEMU's control socket (QMP): a thread collects events, the caller sends commands."""

    def __init__(self, path, is_alive, limit_s=10):
        self.events = []
        self._replies = []
        self._changed = threading.Condition()
        self._closed = False
        self._socket = socket.socket(socket.AF_UNIX)
        end = time.monotonic() + limit_s
        while True:
            try:
                self._socket.connect(path)
                break
            except OSError:
                if time.monotonic() > end or not is_alive():
                    self._socket.close()
                    raise
                time.sleep(0.01)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self.command("qmp_capabilities")

    def _read(self):
        with contextlib.suppress(OSError, ValueError), self._socket.makefile() as lines:
            for line in lines:
                message = json.loads(line)
                with self._changed:
                    if "event" in message:
                        self.events.append(message)
                    elif "QMP" not in message:
                        self._replies.append(message)
                    self._changed.notify_all()
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def command(self, name, limit_s=10, **arguments):
        """Sends one command; its `return`. An error of QEMU is raised."""
        request = {"execute": name, "arguments": arguments}
        self._socket.sendall(json.dumps(request).encode() + b"\n")
        with self._changed:
            if not self._changed.wait_for(lambda: self._replies or self._closed, limit_s):
                raise BootError(f"QEMU does not answer {name} within {limit_s} s")
            if not self._replies:
                raise BootError(f"QEMU ended before it answered {name}")
            reply = self._replies.pop(0)
        if "error" in reply:
            raise BootError(f"QEMU refuses {name}: {reply['error'].get('desc')}")
        return reply["return"]

    def wait_event(self, name, limit_s):
        """The first event of this name, or None when it does not come."""
        def first():
            return next((event for event in self.events if event["event"] == name), None)
        with self._changed:
            self._changed.wait_for(lambda: first() or self._closed, limit_s)
            return first()

    def close(self):
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._socket.close()


class Machine:
    """One boot of a board. `extra` are more arguments of QEMU, `log` a file for the
    console, `greeting` what that says when its shell is there, `disk` a file to boot from."""

    def __init__(self, readme, kernel, image, append="", ports=None, extra=(), log=None,
                 greeting=GREETING, disk=None):
        self.ports = ports or free_ports(readme)
        self.arguments = command_line(readme, kernel, image, append, self.ports,
                                      disk) + list(extra)
        self._log = log
        self._greeting = greeting
        self._folder = None
        self._console = None
        self._control = None
        self._text = []
        self._runs = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    # Life.

    def start(self):
        """Starts QEMU. The guest runs from here."""
        if not shutil.which(self.arguments[0]):
            raise BootError(f"{self.arguments[0]} is missing: run board/setup.sh run")
        self._folder = tempfile.mkdtemp(prefix="nsinit-qemu-")
        path = os.path.join(self._folder, "qmp")
        self._console = pexpect.spawn(
            self.arguments[0], self.arguments[1:] + ["-qmp", f"unix:{path},server=on,wait=off"],
            encoding="utf-8", codec_errors="replace", timeout=None, maxread=65536)
        self._console.delaybeforesend = None
        self._console.logfile_read = self
        try:
            self._control = Control(path, self._console.isalive)
        except (OSError, BootError):
            with contextlib.suppress(pexpect.TIMEOUT):
                self._console.expect(pexpect.EOF, timeout=1)
            raise BootError("QEMU did not start", self.console_tail()) from None

    def write(self, text):
        """Takes what pexpect reads of the console."""
        self._text.append(text)
        if self._log:
            self._log.write(text)

    def flush(self):
        """pexpect's log file protocol."""
        if self._log:
            self._log.flush()

    def stop(self):
        """Ends QEMU whatever it does, and removes its socket. May be called twice."""
        if self._console:
            self._console.close(force=True)
        if self._control:
            self._control.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = self._control = None

    @property
    def pid(self):
        """QEMU's process."""
        return self._console.pid

    # Console.

    def console_text(self):
        """All that was on the console so far, lines ended by a newline."""
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF, ValueError, OSError):
            while True:
                self._console.buffer += self._console.read_nonblocking(65536, timeout=0)
        return "".join(self._text).replace("\r", "")

    def console_tail(self, lines=20):
        """The last lines of the console."""
        return "\n".join("".join(self._text).replace("\r", "").rstrip().split("\n")[-lines:])

    def send(self, text):
        """Types on the console. ctrl-a is QEMU's own key there: double it to send one."""
        self._console.send(text)

    def expect(self, pattern, limit_s=60, what=None, window=None):
        """Waits for a regular expression on the console; the match. Fails early on a panic.
        `window` is how many of the last characters it can lie in, where much is to be read."""
        what = what or f"{pattern!r} on the console"
        panic = r"Kernel panic - not syncing[^\r\n]*[\r\n]"
        try:
            found = self._console.expect([pattern, panic, pexpect.EOF], timeout=limit_s,
                                         searchwindowsize=window)
        except pexpect.TIMEOUT:
            raise BootError(f"waited {limit_s:g} s for {what}", self.console_tail()) from None
        if found == 1 and pattern != panic:
            line = self._console.match.group().strip()
            raise BootError(f"{line} (while waiting for {what})", self.console_tail())
        if found == 2:
            raise BootError(f"QEMU ended while waiting for {what}: {self._ending()}",
                            self.console_tail())
        return self._console.match

    def _ending(self):
        self._console.close(force=True)
        if self._console.signalstatus:
            return f"signal {self._console.signalstatus}"
        return f"status {self._console.exitstatus}, {self.shutdown_reason() or 'no reason given'}"

    def wait_shell(self, limit_s=60):
        """Waits until the shell on the console takes commands, and makes it quiet."""
        end = time.monotonic() + limit_s
        self.expect(self._greeting, limit_s, f"the greeting with \"{self._greeting}\"")
        # The shell may start after the greeting, and flush what was typed before it did.
        while True:
            self.send("echo NSINIT''-READY\r")
            left = end - time.monotonic()
            try:
                self.expect("NSINIT-READY", min(1, max(left, 0.1)), "the console's shell")
                break
            except BootError as error:
                if left <= 0 or not error.reason.startswith("waited"):
                    raise
        # Messages of the kernel would fall into what is read here; echo doubles what is sent.
        self._say("stty -echo; dmesg -n 1")

    # Commands.

    def _say(self, line, limit_s=60, what=None):
        """Types one line, waits until the shell is done with it; its status."""
        self._runs += 1
        self.send(f"{line}; echo @@''{self._runs}:$?:\r")
        what = what or f"the end of: {line}"
        return int(self.expect(rf"@@{self._runs}:(\d+):", limit_s, what)[1])

    def _put(self, path, content):
        """Writes a file of the guest."""
        coded = base64.b64encode(content).decode()
        self._say(f": >{path}.b64")
        for at in range(0, len(coded), LINE_BYTES):
            self._say(f"echo {coded[at:at + LINE_BYTES]} >>{path}.b64")
        if self._say(f"base64 -d <{path}.b64 >{path}"):
            raise BootError(f"the guest cannot write {path}", self.console_tail())

    def _get(self, path):
        """Reads a file of the guest. What others write to the console meanwhile breaks the
        length or the checksum, and the file is read again."""
        for _ in range(5):
            self._runs += 1
            self.send(f"echo @@''{self._runs}[; base64 -w 76 {path}; "
                      f"echo @@''{self._runs}]$(wc -c <{path}):$(crc32 {path}):\r")
            self.expect(rf"@@{self._runs}\[\r*\n", 60, f"the start of {path}")
            found = self.expect(rf"@@{self._runs}\]\s*(\d+):\s*([0-9a-f]+):", 120,
                                f"the end of {path}", window=200)
            coded = re.sub(r"[\r\n]", "", self._console.before)
            with contextlib.suppress(ValueError):
                content = base64.b64decode(coded, validate=True)
                if len(content) == int(found[1]) and zlib.crc32(content) == int(found[2], 16):
                    return content
        raise BootError(f"the console is too noisy to read {path}", self.console_tail())

    def run(self, command, limit_s=60):
        """Runs a command by the guest's sh: (status, stdout, stderr), the outputs as bytes."""
        folder = f"/run/.machine.{self._runs}"
        if self._say(f"mkdir -m 700 {folder}"):
            raise BootError(f"the guest cannot make {folder}", self.console_tail())
        self._put(f"{folder}/cmd", command.encode() + b"\n")
        status = self._say(f"sh {folder}/cmd </dev/null >{folder}/out 2>{folder}/err", limit_s,
                           f"the end of the command: {command}")
        out, err = self._get(f"{folder}/out"), self._get(f"{folder}/err")
        self._say(f"rm -r {folder}")
        return status, out, err

    # Control.

    def qmp(self, command, **arguments):
        """One command of QEMU's control protocol; what it returns."""
        return self._control.command(command, **arguments)

    def ctrl_alt_del(self):
        """Presses the three keys."""
        keys = [{"type": "qcode", "data": key} for key in ("ctrl", "alt", "delete")]
        self.qmp("send-key", keys=keys)

    def wait_event(self, name, limit_s):
        """The first event of this name that QEMU told since the start, or None."""
        return self._control.wait_event(name, limit_s)

    def shutdown_reason(self):
        """Why the guest stopped: "guest-shutdown", "guest-reset" (a reboot), "guest-panic", or
        another of QEMU's words; None while it runs."""
        if "Kernel panic - not syncing" in "".join(self._text):
            return "guest-panic"
        event = self._control and self._control.wait_event("SHUTDOWN", 0)
        return event["data"]["reason"] if event else None

    def wait_end(self, limit_s=60):
        """Waits until QEMU has ended; the reason."""
        try:
            self._console.expect(pexpect.EOF, timeout=limit_s)
        except pexpect.TIMEOUT:
            raise BootError(f"QEMU still runs after {limit_s:g} s", self.console_tail()) from None
        if self._control:
            # The socket is at its end too: all events are read before the reason is looked up.
            self._control.wait_event("no such event", 5)
        self._console.wait()
        # The off-switch of riscv64's virt in an older QEMU ends it at once, without an event.
        off = "guest-shutdown" if self._console.exitstatus == 0 else None
        return self.shutdown_reason() or off

    def wait_halt(self, limit_s=60):
        """Waits until the guest has halted: QEMU runs on then."""
        self.expect("System halted", limit_s, "the kernel's words \"System halted\"")

    def power_off(self, limit_s=60):
        """Switches the guest off by its own command; fails when QEMU does not end of it."""
        self.send("poweroff\r")
        reason = self.wait_end(limit_s)
        if reason != "guest-shutdown":
            raise BootError(f"poweroff ended with {reason}", self.console_tail())
