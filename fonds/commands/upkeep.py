"""`fonds check` and `fonds completion`: what is wrong in a library, and help for typing."""

import sys

import click
from click.shell_completion import get_completion_class

from catalogue.library import Library
from catalogue.log import Log
from catalogue.wording import translated as _
from desk.quality import Finding
from fonds.commands.findings import print_findings
from fonds.commands.named_record import identifier_of
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.terminal import give, say, say_again
from indexer.check import check_library
from indexer.check_deeply import check_deeply


@click.command(cls=Command, examples=("fonds check --all", "fonds check --json", "fonds check --links"))
@click.option("--links", is_flag=True, help="Vérifier aussi que les adresses des notices répondent.")
@click.option("--deep", is_flag=True, help="Comparer aussi corpus, journal et moteur, octet par octet.")
@click.option("--all", "whole", is_flag=True, help="Montrer tout, et non les premiers de chaque sorte.")
@library_option
@json_option
def check(library: Library, *, links: bool, deep: bool, whole: bool, as_json: bool) -> None:
    """Dit ce qui demande attention : fichiers illisibles, notices à corriger ou à compléter, doublons."""
    findings = check_library(library)
    if deep:
        findings += check_deeply(library)
    if links:
        findings += _dead_links(library)
    if as_json:
        print_json({"findings": findings})
    else:
        print_findings(findings, whole=whole)
    sys.exit(1 if findings else 0)


def _dead_links(library: Library) -> list[Finding]:
    from exchange.links import dead_links  # what reaches the network is imported when asked for

    def say(done: int, total: int) -> None:
        say_again(_("{done}/{total} adresses", done=done, total=total), last=done == total)

    log = Log(library.log_path)
    records = [entry.record for entry in log.entries() if entry.record and not entry.record.received]
    return list(dead_links(records, on_progress=say))


#: A document is erased on no shorter answer.
YES = frozenset(("oui", "yes"))


@click.command(cls=Command, examples=("fonds erase 3f2a…",))
@click.argument("identifier", metavar="IDENTIFIANT")
@click.option("--yes", is_flag=True, help="Ne pas demander confirmation.")
@library_option
def erase(identifier: str, library: Library, *, yes: bool) -> None:
    """Efface de droit un document et tout ce qui en est gardé, ici puis dans les autres centres."""
    from indexer.erase import erase as erase_record

    identifier = identifier_of(library, identifier, whole=yes)
    record = Log(library.log_path).entry(identifier)
    title = record.record.title if record and record.record else identifier
    if (
        not yes
        and click.prompt(
            _(
                "Effacer « {title} » ({identifier}) pour toujours (oui/non) ?",
                title=title,
                identifier=identifier,
            ),
            default=_("non"),
            err=True,
        )
        not in YES
    ):
        raise click.ClickException(_("Rien n'est effacé. Répondez oui, ou ajoutez --yes."))
    for path in erase_record(library, identifier):
        say(path)
    say(
        _(
            "Effacé. Lancez « fonds bundle publish » pour que les autres centres l'apprennent, et pensez à "
            "vos sauvegardes."
        ),
        err=True,
    )


@click.command(cls=Command, examples=("fonds completion bash >> ~/.bashrc",))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Affiche de quoi compléter les commandes au clavier."""
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - one of the choices
    give(kind(click.get_current_context().find_root().command, {}, "fonds", "_FONDS_COMPLETE").source())
