#!/usr/bin/env python3
"""Every command whose answer people read in a pseudo-terminal of 80 columns: no line is wider, on stdout and stderr alike
(`schema` and `--json` answer programs, and no line of theirs is broken).
Usage: terminal.py PROGRAM FOLDER (an empty folder to work in)."""
import fcntl
import os
import pty
import re
import struct
import sys
import termios
import unicodedata

program, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
COLUMNS = 80
SMALL = ["--set", "residents.population=300", "-r", "3", "--progress", "none"]
COMMANDS = [
    ["run", "government-led", "z-home", "full-package", *SMALL, "-o", "one"],
    ["compare", "z-home", "support", "assessment", "capacity", "full-package", *SMALL, "-o", "two"],
    ["compare", "z-home", "support", "--full", *SMALL, "-o", "three"],
    ["compare", "z-home", "support", "--lang", "zh", *SMALL, "-o", "four"],
    ["diagnose", "z-home", *SMALL, "--draws", "12", "-o", "five"],
    ["decision", "z-home", "support", *SMALL[:4], "--progress", "none"],
    ["survey", *SMALL[:2], "-r", "1"],
    ["new", "mine"], ["examples"], ["check", "z-home", "mine.toml"], ["explain", "z-home"], ["levers"], ["outputs"],
    ["new", "town", "--place"], ["explain", "z-home", "--actors"], ["story", "two"],
    ["verify", "one"], ["report", "two"], ["plot", "two", "--kind", "ranking", "-o", "figure.svg"],
    ["run", "no-such-scenario"], ["compare", "z-home", "support", "--set", "grant=1"], ["--help"], ["compare", "--help"],
]
# The most lines of an answer on one screen.
MOST = {1: 40}


def wide(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def lines(arguments):
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.update(TERM="dumb", LANG="C.UTF-8")
        # The parent sets the size before the program begins.
        sys.stdin.readline()
        os.execv(program, [program, *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    attributes = termios.tcgetattr(terminal)
    attributes[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)
    os.write(terminal, b"\n")
    text = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        text += part
    os.waitpid(pid, 0)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text.decode(errors="replace"))
    return plain.replace("\r\n", "\n").strip("\n").split("\n")


faults = 0
for at, arguments in enumerate(COMMANDS):
    said = lines(arguments)
    long = [line for line in said if wide(line) > COLUMNS]
    many = len(said) > MOST.get(at, sys.maxsize)
    if long or many:
        faults += 1
        print(f"{' '.join(arguments)}: {len(long)} of {len(said)} lines are wider than {COLUMNS}", *long[:2], sep="\n  ")
print(f"{len(COMMANDS)} commands at {COLUMNS} columns: {faults} faults")
sys.exit(1 if faults else 0)
