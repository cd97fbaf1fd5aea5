"""`fonds harvest`: the notices of another catalogue, by OAI-PMH."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from catalogue.library import Library
from catalogue.wording import N_, in_words
from catalogue.wording import translated as _
from exchange.harvesting.harvest import Harvested, centre_name, harvested, known_state
from exchange.harvesting.harvest import harvest as harvest_centre
from exchange.harvesting.harvest_state import HarvestState
from fonds.commands.counted import counted
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.terminal import plain, say
from indexer.follow import follow_received


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
    sys.exit(max((each.failure.exit_code for each in told if each.failure), default=0))


def _harvested(library: Library, name: str, state: HarvestState, *, full: bool) -> Harvested:
    with _counting() as show:
        return harvest_centre(library, name, state, whole=full, follow=follow_received, on_page=show)


def _print(told: Harvested) -> None:
    received = counted(told.received, N_("{count} notice reçue"), N_("{count} notices reçues"))
    withdrawn = counted(told.withdrawn, N_("{count} retrait"), N_("{count} retraits"))
    say(f"{told.centre}{_(' : ')}{received}, {withdrawn}.")
    if told.cut:
        said = counted(
            told.cut,
            N_("{count} notice dit plus de 500 auteurs ou mots ; les 500 premiers sont gardés."),
            N_("{count} notices disent plus de 500 auteurs ou mots ; les 500 premiers sont gardés."),
        )
        say(said, err=True)
    if told.failure:
        say(
            _(
                "Interrompu : {failure} Le prochain moissonnage reprendra là.",
                failure=in_words(str(told.failure)),
            ),
            err=True,
        )


def _object(told: Harvested) -> dict[str, Any]:
    return asdict(replace(told, failure=None)) | {"error": str(told.failure or "")}


@contextmanager
def _counting() -> Iterator[Callable[[Harvested], None]]:
    """What to call with how far it is; seen on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _told: None
        return
    with Console(stderr=True).status(_("Moissonnage…")) as status:
        yield lambda told: status.update(
            Text(
                plain(
                    _(
                        "{centre} : {received} notices, {withdrawn} retraits",
                        centre=told.centre,
                        received=told.received,
                        withdrawn=told.withdrawn,
                    )
                )
            )
        )
