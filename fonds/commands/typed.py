"""Typed: what somebody typed as a text or as the path of a file, before a command sees it.

A shell hands over bytes. Those that are no UTF-8 (a terminal in Latin-1, a name pasted from an old disk)
arrive as half characters, which no search, database or JSON takes: as a text they are read like those of any
file from outside, as a path they are kept, since a file may be called so.
"""

import os
from pathlib import Path
from typing import Any

import click

from catalogue.encodings import decoded
from catalogue.wording import translated as _


def whole_text(typed: str) -> str:
    """A text in whole characters, whatever the bytes that were typed."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        return decoded(os.fsencode(typed))
    return typed


class Text(click.types.StringParamType):
    """A text in whole characters."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The text that was meant."""
        return whole_text(super().convert(value, param, ctx))


class FilePath(click.Path):
    """A path, which is never empty: of a variable nobody set, `"$FOLDER"` is not the folder one stands in."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"path_type": Path, **options})

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; refuses an empty one."""
        if value == "":
            self.fail(_("un nom vide ne désigne ni fichier ni dossier."), param, ctx)
        return super().convert(value, param, ctx)
