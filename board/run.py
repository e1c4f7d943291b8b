#!/usr/bin/python3
"""run.py: boots an image on a board, on this terminal or for one command.

Without --cmd it becomes QEMU. With --cmd it boots, waits until every container is up, runs the
command by the appliance's sh and switches the machine off: stdout is the command's alone, byte for
byte, and so are the exit status and stderr, to which only failures are added. 125: the machine
did not boot, or did not switch off. Called by the Makefile's run target.
"""
import argparse
import os
import signal
import socket
import sys

sys.dont_write_bytecode = True  # the tree stays as it was checked out
import machine as machines  # noqa: E402


def parse():
    parser = argparse.ArgumentParser(description="Boots an image on a board.")
    parser.add_argument("--readme", required=True, help="the board's, which has QEMU's command")
    parser.add_argument("--kernel", required=True)
    parser.add_argument("--image", required=True)
    parser.add_argument("--disk", help="a file to boot from; the image is its initramfs then")
    parser.add_argument("--append", default="", help="more words for the kernel's command line")
    parser.add_argument("--cmd", help="run this one command and switch off")
    parser.add_argument("--log", help="with --cmd: a file for all that the console says")
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS",
                        help="with --cmd: for the boot (60)")
    parser.add_argument("--cmd-limit", type=float, default=600, metavar="SECONDS",
                        help="with --cmd: for the command (600)")
    return parser.parse_args()


def say(text):
    print(f"run.py: {text}", file=sys.stderr, flush=True)


def check_files(args):
    for path in filter(None, (args.kernel, args.image, args.disk)):
        if not os.access(path, os.R_OK):
            say(f"{path}: not there")
            sys.exit(125)


def interactive(args):
    """Becomes QEMU on this terminal."""
    ports = machines.default_ports(args.readme)
    for variable, _, protocol, *_ in machines.port_rules(args.readme):
        kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
        with socket.socket(type=kind) as probe:
            # As QEMU does: a port whose last connection only waits to be forgotten is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", ports[variable]))
            except OSError as error:
                say(f"port {ports[variable]} ({protocol}): {error.strerror}; "
                    f"set {variable} to another one")
                sys.exit(125)
    arguments = machines.command_line(args.readme, args.kernel, args.image, args.append, ports,
                                      args.disk)
    shown = ", ".join(f"{variable}={port}" for variable, port in ports.items())
    say(f"starting QEMU ({shown}); leave with poweroff, or with ctrl-a x")
    try:
        os.execvp(arguments[0], arguments)
    except OSError as error:
        say(f"{arguments[0]}: {error.strerror}; board/setup.sh run installs it")
        sys.exit(125)


def one_command(args, log):
    """Boots, runs the command, switches off; the command's status."""
    with machines.Machine(args.readme, args.kernel, args.image, args.append, log=log,
                          disk=args.disk) as machine:
        machine.start()
        machine.wait_shell(args.limit)
        status, out, err = machine.run(f"timeout {args.limit:g} nsctl wait", args.limit + 10)
        if status:
            sys.stderr.buffer.write(out + err)
            say(f"nsctl wait: status {status}; not every container is up")
        status, out, err = machine.run(args.cmd, args.cmd_limit)
        sys.stderr.flush()
        sys.stderr.buffer.write(err)
        sys.stderr.buffer.flush()
        sys.stdout.buffer.write(out)
        sys.stdout.buffer.flush()
        machine.power_off()
    return status


def interrupted(number, _):
    # As an exception, so that the machine is stopped on the way out.
    raise SystemExit(128 + number)


def main():
    args = parse()
    check_files(args)
    if args.cmd is None:
        interactive(args)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupted)
    log = open(args.log, "w", encoding="utf-8") if args.log else None
    try:
        sys.exit(one_command(args, log))
    except machines.BootError as error:
        say(error.reason)
        if error.console:
            print("the last lines of the console:", error.console, sep="\n", file=sys.stderr)
        say(f"limits: {args.limit:g} s for the boot (--limit), "
            f"{args.cmd_limit:g} s for the command (--cmd-limit)")
        sys.exit(125)


main()
