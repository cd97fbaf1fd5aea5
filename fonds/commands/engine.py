"""`fonds engine`: which engine searches a library, how it stands, made again, or another one instead."""

import sys
from pathlib import Path

import click

from catalogue.library import Library
from catalogue.wording import in_words
from catalogue.wording import translated as _
from fonds.commands.options import Command, Group, json_option, library_option, print_json
from fonds.commands.typed import FilePath
from fonds.terminal import say


@click.group(
    cls=Group,
    examples=(
        "fonds engine status",
        "fonds engine migrate opensearch+https://machine1,machine2/fonds-tours?replicas=1",
        "fonds engine migrate whoosh",
    ),
)
def engine() -> None:
    """Dit où en est le moteur de recherche, le refait, ou en change sans que le site s'arrête."""


@engine.command(cls=Command, examples=("fonds engine status --json",))
@library_option
@json_option
def status(library: Library, *, as_json: bool) -> None:
    """Dit quel moteur répond, ce qu'il tient et son retard sur le journal."""
    from indexer.engine_moves import status as status_of  # the engine is imported when it is asked for

    found = status_of(library)
    if as_json:
        print_json({"address": found.address, "engine": found.engine, "behind": found.behind,
                    "trouble": found.trouble or None})  # fmt: skip
    else:
        say(found.address)
        if found.engine:
            for name, value in found.engine.health.items():
                say(f"  {name} : {value}")
            say(_("{count} notices, jusqu'au numéro {position} du journal.").format(
                count=found.engine.records, position=found.engine.position))  # fmt: skip
        if found.trouble:
            say(in_words(found.trouble))
        elif found.behind:
            say(_("Il a {count} numéros de retard : lancez « fonds index ».").format(count=found.behind))
    sys.exit(5 if found.trouble else 1 if found.behind else 0)


@engine.command(cls=Command, examples=("fonds engine refeed",))
@library_option
def refeed(library: Library) -> None:
    """Refait l'index du moteur d'après le journal, à côté de celui qui répond."""
    from indexer.engine_moves import refeed as feed_again

    say(_("{count} notices cherchables.").format(count=feed_again(library)), err=True)


@engine.command(
    cls=Command,
    examples=("fonds engine migrate opensearch+https://machine1,machine2/fonds-tours?replicas=1",),
)
@click.argument("address", metavar="MOTEUR")
@library_option
def migrate(address: str, library: Library) -> None:
    """Nourrit un autre moteur, puis l'écrit dans fonds.toml : le site change sans s'arrêter."""
    from indexer.engine_moves import migrate as move

    count = move(library, address)
    say(
        _(
            "{count} notices cherchables par ce moteur, écrit dans fonds.toml. L'ancien index reste : "
            "« fonds engine forget {old} » l'efface."
        ).format(count=count, old=library.settings.index.engine),
        err=True,
    )


@engine.command(cls=Command, examples=("fonds engine replicate /mnt/site2/fonds/index",))
@click.argument("folder", metavar="DOSSIER", type=FilePath())
@library_option
def replicate(folder: Path, library: Library) -> None:
    """Copie le journal, à cet instant, pour un site d'une autre machine qui ne fait que lire."""
    from catalogue.log.replica import replicate as copy_log

    say(_("Journal copié jusqu'au numéro {position}.").format(position=copy_log(library, folder)), err=True)


@engine.command(cls=Command, examples=("fonds engine forget whoosh",))
@click.argument("address", metavar="MOTEUR")
@library_option
def forget(address: str, library: Library) -> None:
    """Efface l'index d'un moteur que la bibliothèque n'a plus, et les mots qu'il en garde."""
    from indexer.engine_moves import forget as forget_index

    forget_index(library, address)
