"""`fonds harvest`: the notices of another catalogue, by OAI-PMH."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import click
from rich.console import Console

from catalogue.errors import TOLD, Told
from catalogue.library import Library
from exchange.harvesting.harvest import Harvest, centre_name, harvested, known_state
from exchange.harvesting.harvest_state import HarvestState
from exchange.received import Sent
from fonds.commands.options import Command, json_option, library_option, print_json
from indexer.follow import follow_received
from indexer.lock import writing

#: Seconds to wait for an indexing run that goes on beside us.
WAIT_S = 120


@dataclass(slots=True)
class Harvested:
    """What one repository brought."""

    centre: str
    received: int = 0
    withdrawn: int = 0
    pages: int = 0
    #: Why it was cut short; empty when it was not. What had come is kept, and the next harvest goes on.
    error: str = ""
    _code: int = field(default=0, repr=False)

    @property
    def code(self) -> int:
        """The exit code it stands for."""
        return self._code

    def failed(self, error: Told) -> None:
        """Note why it was cut short."""
        self.error, self._code = str(error), error.exit_code


@click.command(
    cls=Command,
    examples=(
        "fonds harvest https://centre.example/oai",
        "fonds harvest https://centre.example/oai --set theme:sante --centre centre-ville",
        "fonds harvest",
    ),
)
@click.argument("url", required=False, metavar="ADRESSE")
@click.option("--centre", metavar="NOM", help="Nom court du centre ; sinon celui de sa machine.")
@click.option("--set", "spec", default="", metavar="LOT", help="Seulement ce lot (setSpec).")
@click.option("--prefix", default="oai_dc", metavar="FORMAT", help="Format des notices ; oai_dc à défaut.")
@click.option("--full", is_flag=True, help="Tout reprendre, et non ce qui a changé.")
@library_option
@json_option
def harvest(
    url: str | None,
    centre: str | None,
    spec: str,
    prefix: str,
    library: Library,
    *,
    full: bool,
    as_json: bool,
) -> None:
    """Moissonne un catalogue par OAI-PMH ; sans adresse, reprend tous ceux qui l'ont été."""
    if url:
        asked = [(centre or centre_name(url), HarvestState(url, spec, prefix))]
    else:
        asked = [(name, known_state(library, name)) for name in ([centre] if centre else harvested(library))]
    told = [_harvested(library, name, state, full=full) for name, state in asked]
    if as_json:
        print_json({"centres": [_object(each) for each in told]})
    else:
        for each in told:
            _print(each)
    sys.exit(max((each.code for each in told), default=0))


def _harvested(library: Library, name: str, state: HarvestState, *, full: bool) -> Harvested:
    """Take what a repository has; what came before something went wrong is kept and made searchable."""
    told = Harvested(name)
    before = known_state(library, name) if name in harvested(library) else None
    if before is not None and (before.url, before.set, before.prefix) == (state.url, state.set, state.prefix):
        state = before
    with _counting() as show, Harvest(library, name, state, whole=full) as harvesting:
        try:
            for page in harvesting.pages():
                with writing(library, wait_s=WAIT_S):
                    harvesting.keep(page)
                sent = sum(isinstance(each, Sent) for each in page.changes)
                told.received += sent
                told.withdrawn += len(page.changes) - sent
                told.pages += 1
                show(f"{name} : {told.received} notices, {told.withdrawn} retraits")
        except TOLD as error:
            told.failed(error)
        with writing(library, wait_s=WAIT_S):
            follow_received(library)
    return told


def _print(told: Harvested) -> None:
    click.echo(f"{told.centre} : {told.received} notice(s) reçue(s), {told.withdrawn} retrait(s).")
    if told.error:
        click.echo(f"Interrompu : {told.error} Le prochain moissonnage reprendra là.", err=True)


def _object(told: Harvested) -> dict[str, Any]:
    return {name: value for name, value in asdict(told).items() if not name.startswith("_")}


@contextmanager
def _counting() -> Iterator[Any]:
    """What to call with how far it is; seen on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _text: None
        return
    with Console(stderr=True).status("Moissonnage…") as status:
        yield status.update
