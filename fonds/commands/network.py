"""`fonds mount`, `unmount`, `sync`, `network`: what other centres share, searchable here."""

import sys
from dataclasses import asdict
from typing import Any

import click
import msgspec

from catalogue.library import Library
from catalogue.log import Log
from catalogue.wording import N_, in_words
from catalogue.wording import translated as _
from exchange.bundles.coverage import coverage
from exchange.bundles.mounting import Verified
from exchange.network import SyncOutcome
from exchange.network import mount as mount_bundle
from exchange.network import sync as sync_centres
from exchange.network import unmount as unmount_centre
from fonds.commands.bundle import contents
from fonds.commands.counted import counted
from fonds.commands.options import Command, json_option, library_option, print_json
from fonds.commands.step import step
from fonds.commands.typed import FilePath
from fonds.terminal import say
from indexer.follow import follow_received


@click.command(
    cls=Command,
    examples=("fonds mount lot.zip", "fonds mount https://centre.example/partage/"),
)
@click.argument("where", type=FilePath(path_type=str), metavar="FICHIER|DOSSIER|ADRESSE")
@click.option("--yes", is_flag=True, help="Faire confiance à la clé sans poser la question.")
@library_option
@json_option
def mount(where: str, library: Library, *, yes: bool, as_json: bool) -> None:
    """Rend cherchable ici ce qu'un autre centre partage, après l'avoir vérifié."""
    confirm = _trusted if yes else _asked
    mounted = mount_bundle(library, where, follow=follow_received, confirm=confirm, step=step)
    centre, manifest = mounted.centre, mounted.manifest
    if as_json:
        print_json({"centre": asdict(centre), "counts": msgspec.to_builtins(manifest.counts)})
        return
    say(
        _(
            "« {name} » est monté : {contents}, état {position}.",
            name=centre.name,
            contents=contents(manifest),
            position=centre.position,
        )
    )
    if mounted.trouble:
        say(
            _("Ce qui a changé depuis n'a pu être pris : {trouble}", trouble=in_words(mounted.trouble)),
            err=True,
        )


@click.command(cls=Command, examples=("fonds unmount centre-ville",))
@click.argument("centre", metavar="CENTRE")
@library_option
def unmount(centre: str, library: Library) -> None:
    """Retire tout ce qui vient d'un centre, clé comprise."""
    with step(_("Retrait")):
        unmount_centre(library, centre, follow=follow_received)
    say(_("« {centre} » est retiré ; il n'en reste rien.", centre=centre))


@click.command(cls=Command, examples=("fonds sync", "fonds sync centre-ville"))
@click.argument("centres", nargs=-1, metavar="CENTRE…")
@library_option
@json_option
def sync(centres: tuple[str, ...], library: Library, *, as_json: bool) -> None:
    """Prend les nouvelles des centres montés ; retire les notices de ceux qui se taisent trop longtemps."""
    told = sync_centres(library, centres, follow=follow_received, step=step)
    if as_json:
        print_json(
            {"centres": {each.centre: {"outcome": each.outcome, "message": each.message} for each in told}}
        )
    else:
        for each in told:
            say(each.centre + _(" : ") + in_words(each.message), err=each.outcome is SyncOutcome.FAILED)
        say(counted(len(told), N_("{count} centre suivi."), N_("{count} centres suivis.")), err=True)
    sys.exit(max((each.code for each in told), default=0))


@click.command(cls=Command, examples=("fonds network", "fonds network --coverage"))
@click.option("--coverage", "covering", is_flag=True, help="Ce que leurs thèmes et dispositifs sont ici.")
@library_option
@json_option
def network(library: Library, *, covering: bool, as_json: bool) -> None:
    """Énumère les centres dont les notices sont ici : date, taille, échéance."""
    log = Log(library.log_path)
    rows = [asdict(each) | {"records": log.count(each.identifier)} for each in log.centres()]
    for row in rows:
        if covering:
            row["coverage"] = [asdict(each) for each in coverage(library, row["identifier"])]
    if as_json:
        print_json({"centres": rows})
        return
    for row in rows:
        _print_centre(row)
    say(counted(len(rows), N_("{count} centre."), N_("{count} centres.")), err=True)


def _print_centre(row: dict[str, Any]) -> None:
    until = _(", valable jusqu'au {day}", day=row["expires"][:10]) if row["expires"] else ""
    say(
        _(
            "{centre}\t{name}\t{count} notices du {day}{until}",
            centre=row["identifier"],
            name=row["name"],
            count=row["records"],
            day=row["told"][:10],
            until=until,
        )
    )
    for line in row.get("coverage", ()):
        here = line["identifier"] or "—"
        say(f"  {line['records']:5} {line['label']} → {here} ({line['means']})")


def _trusted(bundle: Verified) -> bool:
    """Show whose bundle it seems to be; whoever typed `--yes` has answered already."""
    manifest = bundle.manifest
    say(
        _(
            "Lot de « {name} » ({id}) : {contents}.",
            name=manifest.centre.name,
            id=manifest.centre.id,
            contents=contents(manifest),
        ),
        err=True,
    )
    say(_("Empreinte de sa clé : {fingerprint}", fingerprint=bundle.key.fingerprint), err=True)
    return True


def _asked(bundle: Verified) -> bool:
    """Show the same, and have a person say whether the key is the one they were told."""
    _trusted(bundle)
    say(_("Appelez ce centre et comparez les chiffres avant de répondre (ou ajoutez --yes)."), err=True)
    try:
        answer = click.prompt(_("L'empreinte est-elle la même (oui/non) ?"), default=_("non"), err=True)
    except click.Abort:
        return False
    return str(answer).strip().lower() in {"o", "oui", "y", "yes"}
