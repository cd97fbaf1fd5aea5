"""`fonds export`: a list of references in the format of another program."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click
from rich.console import Console
from rich.progress import track

from catalogue import disk
from catalogue.library import Library
from catalogue.record import Access, Record
from catalogue.rights import NETWORK_READER, PUBLIC_READER, STAFF_READER, Reader
from catalogue.wording import N_
from catalogue.wording import translated as _
from exchange.formats import FORMATS
from exchange.formats.reference import reference_of
from exchange.selection import all_records
from fonds.commands.counted import counted
from fonds.commands.options import Command, library_option
from fonds.commands.selection import selection_options
from fonds.commands.typed import FilePath
from fonds.terminal import say
from search.reading import open_catalogue
from search.search import Search

_STDOUT = Path("-")
_READERS: dict[str, Reader] = {
    Access.PUBLIC: PUBLIC_READER,
    Access.NETWORK: NETWORK_READER,
    Access.INTERNAL: STAFF_READER,
}


@click.command(
    cls=Command,
    examples=(
        "fonds export rénovation urbaine --format odt -o bibliographie.odt",
        "fonds export --theme sante --year 2005..2010 --format ris > sante.ris",
    ),
)
@selection_options
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="ris", help="Format ; ris à défaut."
)
@click.option(
    "-o", "--output", type=FilePath(dir_okay=False, allow_dash=True), default="-",
    metavar="FICHIER",
    help="Le fichier à écrire ; sinon la sortie standard.",
)  # fmt: skip
@click.option(
    "--access", type=click.Choice([each.value for each in Access]), default=Access.PUBLIC.value,
    help="Jusqu'à quelle diffusion ; public à défaut.",
)  # fmt: skip
@library_option
def export(selection: Search, form: str, output: Path, access: str, library: Library) -> None:
    """Exporte toutes les références trouvées, pour Zotero, un tableur ou un rapport."""
    if output != _STDOUT:
        library.refuse_own(output)
    catalogue = open_catalogue(library)
    query = catalogue.query(selection, _READERS[access], facets=())
    total = catalogue.search(query).total
    records = _watched(all_records(catalogue.search, query), total)
    root = library.settings.library.url
    with _opened(output) as file:
        for chunk in FORMATS[form].write(reference_of(each, catalogue.label, root) for each in records):
            file.write(chunk)
    say(counted(total, N_("{count} référence exportée."), N_("{count} références exportées.")), err=True)
    if not root:
        say(_("Sans [library] url dans fonds.toml, les références n'ont pas d'adresse."), err=True)


@contextmanager
def _opened(output: Path) -> Iterator[IO[bytes]]:
    """The standard output, or a file that takes its place once whole: an export that fails loses none."""
    if output == _STDOUT:
        yield sys.stdout.buffer
    elif output.exists() and not output.is_file():
        with output.open("wb") as file:  # a pipe, a device
            yield file
    else:
        with disk.replacing(output.resolve()) as file:
            yield file


def _watched(records: Iterable[Record], total: int) -> Iterator[Record]:
    """The records, with a bar on a terminal once they have taken a moment."""
    console = Console(stderr=True)
    yield from track(
        records, "Export", total=total, console=console, transient=True, disable=not console.is_terminal
    )
