"""A sign on stderr that something goes on: of steps that nobody can count."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

from catalogue.wording import in_words
from fonds.terminal import plain


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show that something goes on while it does, on a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(Text(f"{plain(in_words(name))}…")):
        yield
