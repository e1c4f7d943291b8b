#!/usr/bin/python3
"""boards.py BUILD [BOARD...]: the boot tests that boot/every_board.py names, on each board, two boards at a time.

What fails is shown as pytest says it, each board has a line of its own, and the last line counts all. Called by
`make test-boards`, which has built what the boards boot.
"""
import collections
import concurrent.futures
import os
import re
import subprocess
import sys
import time
from pathlib import Path

TREE = Path(__file__).parent.parent
AT_ONCE = 2


def one_board(build, board):
    """(board, what pytest says, its status, seconds)"""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rsR", "-p", "no:cacheprovider",
         "--every-board", "tests/boot", "--build", build],
        cwd=TREE, env={**os.environ, "BOARD": board, "KERNEL": ""}, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    return board, done.stdout, done.returncode, time.monotonic() - started


def counted(said):
    """{word: count} of pytest's last line."""
    last = (said.rstrip().splitlines() or [""])[-1]
    words = {"error": "failed", "errors": "failed"}
    found = collections.Counter()
    for count, word in re.findall(r"(\d+) (passed|failed|skipped|errors?)\b", last):
        found[words.get(word, word)] += int(count)
    return found


def line(found):
    return ", ".join(f"{found[word]} {word}" for word in ("passed", "failed", "skipped"))


def main():
    build, *boards = sys.argv[1:]
    known = sorted(path.parent.name for path in TREE.glob("board/*/architecture"))
    boards = boards or known
    if unknown := sorted(set(boards) - set(known)):
        sys.exit(f"boards.py: there is no board {unknown[0]}")
    total, good = collections.Counter(), True
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        runs = [pool.submit(one_board, build, board) for board in boards]
        for run in concurrent.futures.as_completed(runs):
            board, said, status, took_s = run.result()
            found = counted(said)
            if status or not found["passed"] + found["skipped"]:
                good = False
                found["failed"] = found["failed"] or 1  # of pytest itself
                print(said)
            else:
                print(*re.findall(r"^(?:SKIPPED|RERUN) .*$", said, re.M), sep="\n")
            print(f"{board}: {line(found)} in {took_s:.0f} s", flush=True)
            total += found
    print(line(total))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
