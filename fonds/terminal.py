"""Terminal: the one way by which the command line says anything.

What documents, notices, file names and other centres hold may carry characters that a terminal obeys
(`ESC[2J` clears it, a title is set, a line is drawn over). None passes here: text is made plain, then bold.
"""

import io
import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import click

#: Control characters but line feed, carriage return and tab, for output that programs read.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: What stands for a line feed.
LINE_FEED = "↵"
#: And what else is never seen, such as marks that turn the direction of a line.
_UNSEEN = frozenset(("Cc", "Cf", "Cs"))


def open_streams() -> None:
    """Make sure that something can be said, whatever the program was started with.

    What it was started without (`2>&-`, a service that has no console) leads nowhere: a file opened later
    would take the free number, and be written over by whoever speaks to it. A letter that the terminal does
    not have (Latin-1, Windows' redirections) becomes a question mark and ends nothing.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)  # noqa: FBT003 - the system's form
    os.close(number)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - while we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def plain(text: str) -> str:
    """A text without the characters that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in _UNSEEN)


def on_one_line(text: str) -> str:
    """The same on one line: a line feed, which the name of a file may hold, is shown and starts no line."""
    return plain(text).replace("\n", LINE_FEED)


def say(text: object = "", *, err: bool = False, nl: bool = True, bold: bool = False) -> None:
    """Say one line to a person, on stdout or on stderr."""
    click.secho(on_one_line(str(text)), err=err, nl=nl, bold=bold or None)


def say_marked(parts: Iterable[tuple[str, bool]]) -> None:
    """Say parts on one line, each in bold or not."""
    told = ((on_one_line(text), bold) for text, bold in parts)
    click.echo("".join(click.style(text, bold=True) if bold else text for text, bold in told))


def say_again(text: str, *, last: bool) -> None:
    """Say how far something is, over what was said before, on stderr."""
    click.echo(f"\r{on_one_line(text)}", err=True, nl=last)


def give(text: str, *, nl: bool = True) -> None:
    """Give a program its output, on stdout: whole but for control characters."""
    click.echo(_CONTROLS.sub("", text), nl=nl)
