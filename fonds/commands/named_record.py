"""Which record somebody names on the command line, as people write one down: not by sixty-four digits.

Understood: the identifier, its beginning where only one has it, the address of its page or its short one,
copied whole or the code alone, and its file's path in the corpus.
"""

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import click

from catalogue.errors import UnknownRecordError
from catalogue.library import Library
from catalogue.log import Log
from catalogue.short_code import read_code
from catalogue.wording import translated as _
from search.reading import open_catalogue

#: Characters of an identifier below which a beginning is no name.
_LEAST = 4
#: Records told where several begin so.
_MOST_TOLD = 5
_ADDRESS = re.compile(r"(?:https?://[^/\s]+)?(?:/\S*)?/(?:notice|d)/([^/?#\s]+)")


def identifier_of(library: Library, typed: str, *, whole: bool = False) -> str:
    """The identifier meant; what was typed where nothing is known that it could mean, for others to refuse.

    A beginning is no name where it must be `whole`: `pmb-12`, which is gone, would be taken for `pmb-120`.
    Raises click.UsageError for it, and where several records begin so.
    """
    log, exact = Log(library.log_path), typed.strip()
    if log.entry(exact):
        return exact
    named = _ADDRESS.match(exact)
    # Dots behind it say that it goes on.
    name = named[1] if named else exact if whole else exact.rstrip(".…")
    if log.entry(name):
        return name
    records = (each.record for each in log.entries() if each.record)
    standing = [(each.identifier, each.title, each.file) for each in records]
    if found := _of_file(library, typed, ((file, identifier) for identifier, _title, file in standing)):
        return found
    begin = [each[:2] for each in standing if each[0].startswith(name)] if _is_beginning(name, named) else []
    if len(begin) > 1:
        told = "".join(f"\n  {identifier}  {title}" for identifier, title in islice(begin, _MOST_TOLD))
        raise click.UsageError(
            _("{count} notices commencent par « {name} », entre autres :", count=len(begin), name=name) + told
        )
    if begin and whole:
        raise click.UsageError(
            _(
                "« {name} » n'est que le début d'un identifiant. Pour vous passer de confirmation, donnez-le "
                "en entier : {identifier}",
                name=name,
                identifier=begin[0][0],
            )
        )
    return begin[0][0] if begin else _of_code(library, name) or typed


def _is_beginning(name: str, named: object) -> bool:
    """Whether what was typed may be one: an address is copied whole, or is a path that looks like one."""
    return named is None and len(name) >= _LEAST


def _of_code(library: Library, name: str) -> str:
    code = read_code(name)
    try:
        return open_catalogue(library).identifier_of(code) if code else ""
    except UnknownRecordError:
        return ""


def _of_file(library: Library, typed: str, files: Iterable[tuple[str, str]]) -> str:
    """The record of a file, named from the corpus or from where one stands."""
    wanted, corpus, path = {typed}, library.corpus.resolve(), Path(typed).resolve()
    if path.is_relative_to(corpus):
        wanted.add(path.relative_to(corpus).as_posix())
    return next((identifier for file, identifier in files if file and file in wanted), "")
