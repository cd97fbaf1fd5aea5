"""Which record somebody names on the command line, as people write one down: not by sixty-four digits.

Understood: the identifier, its beginning where only one has it, the address of its page or its short one,
copied whole or the code alone, and its file's path in the corpus.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from catalogue.errors import UnknownRecordError
from catalogue.library import Library
from catalogue.log import Log
from catalogue.short_code import read_code
from catalogue.wording import translated as _
from fonds.commands.typed import whole_text
from search.reading import open_catalogue

#: Characters of an identifier below which a beginning is no name.
_LEAST = 4
#: Records told where several begin so.
_MOST_TOLD = 5
_ADDRESS = re.compile(r"(?:https?://[^/\s]+)?(?:/\S*)?/(?:notice|d)/([^/?#\s]+)")


class _Standing(NamedTuple):
    """A record that stands, as far as it is named by it."""

    identifier: str
    title: str
    file: str


def identifier_of(library: Library, typed: str, *, whole: bool = False) -> str:
    """The identifier meant; what was typed where nothing is known that it could mean, for others to refuse.

    A beginning is no name where it must be `whole`: `pmb-12`, which is gone, would be taken for `pmb-120`.
    Raises click.UsageError for it, and where several records begin so.
    """
    log, exact = Log(library.log_path), whole_text(typed.strip())
    if log.entry(exact):
        return exact
    address = _ADDRESS.match(exact)
    # Dots behind it say that it goes on.
    name = address[1] if address else exact if whole else exact.rstrip(".…")
    if log.entry(name):
        return name
    records = (each.record for each in log.entries() if each.record)
    standing = [_Standing(each.identifier, each.title, each.file) for each in records]
    if found := _of_file(library, typed, standing):
        return found
    # An address is copied whole, or is a path that looks like one.
    begun = "" if address else _begun(name, standing, whole=whole)
    return begun or _of_code(library, name) or exact


def _begun(name: str, standing: Sequence[_Standing], *, whole: bool) -> str:
    """The identifier of the one record that begins so; empty when none does."""
    begin = [each for each in standing if len(name) >= _LEAST and each.identifier.startswith(name)]
    if len(begin) > 1:
        raise click.UsageError(_several(name, begin))
    if begin and whole:
        raise click.UsageError(
            _(
                "« {name} » n'est que le début d'un identifiant. Pour vous passer de confirmation, donnez-le "
                "en entier : {identifier}",
                name=name,
                identifier=begin[0].identifier,
            )
        )
    return begin[0].identifier if begin else ""


def _several(name: str, begin: Sequence[_Standing]) -> str:
    told = "".join(f"\n  {each.identifier}  {each.title}" for each in begin[:_MOST_TOLD])
    if len(begin) <= _MOST_TOLD:
        return _("{count} notices commencent par « {name} » :", count=len(begin), name=name) + told
    return _("{count} notices commencent par « {name} », entre autres :", count=len(begin), name=name) + told


def _of_code(library: Library, name: str) -> str:
    code = read_code(name)
    try:
        return open_catalogue(library).identifier_of(code) if code else ""
    except UnknownRecordError:
        return ""


def _of_file(library: Library, typed: str, standing: Iterable[_Standing]) -> str:
    """The record of a file, named from the corpus or from where one stands; empty when there is none."""
    wanted, corpus, path = {typed}, library.corpus.resolve(), Path(typed).resolve()
    if path.is_relative_to(corpus):
        wanted.add(path.relative_to(corpus).as_posix())
    return next((each.identifier for each in standing if each.file and each.file in wanted), "")
