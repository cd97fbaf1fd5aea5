"""`fonds bundle`, `mount`, `unmount`, `sync`, `key`, `network`: what centres share with each other."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.text import Text

from catalogue.library import Library, find_library
from catalogue.log import Log
from catalogue.settings import SharingSettings
from catalogue.wording import N_, in_words
from catalogue.wording import translated as _
from exchange.bundles.coverage import coverage
from exchange.bundles.creating import Audience, BundleScope, create_bundle
from exchange.bundles.format import Manifest
from exchange.bundles.keys import announce_key, announced_key, change_key, signing_key
from exchange.bundles.mounting import Verified, verify_bundle
from exchange.bundles.shelf import Shelf, is_stranger, publish, published, standing
from exchange.bundles.signing import PublicKey, public_key
from exchange.network import SyncOutcome
from exchange.network import mount as mount_bundle
from exchange.network import sync as sync_centres
from exchange.network import unmount as unmount_centre
from fonds.commands.counted import counted
from fonds.commands.options import Command, Group, json_option, library_option, print_json
from fonds.commands.typed import FilePath
from fonds.terminal import plain, say
from indexer.follow import follow_received


@click.group(cls=Group, examples=("fonds bundle create lot.zip", "fonds bundle publish"))
def bundle() -> None:
    """Fait et vérifie des lots : ce que ce centre partage, en un fichier signé."""


@bundle.command(
    cls=Command, examples=("fonds bundle create lot.zip", "fonds bundle create suite.zip --since 1200")
)
@click.argument("file", type=FilePath(dir_okay=False), metavar="FICHIER")
@click.option("--since", type=click.IntRange(0), metavar="NUMÉRO", help="Seulement ce qui a changé depuis.")
@click.option(
    "--network", "audience", flag_value="network", default="public",
    help="Y mettre aussi ce qui n'est que pour le réseau : à remettre en mains propres.",
)  # fmt: skip
@library_option
@json_option
def create(file: Path, since: int | None, audience: Audience, library: Library, *, as_json: bool) -> None:
    """Écrit un lot : notices, retraits et texte des documents, selon leurs droits ; jamais rien d'interne."""
    library.refuse_own(file)
    with step(_("Écriture du lot")):
        manifest = create_bundle(library, file, BundleScope(since, audience))
    if as_json:
        print_json(_manifest_object(manifest) | {"file": str(file), "bytes": file.stat().st_size})
        return
    say(_("{file} : {contents}, état {seq}.", file=file, contents=_contents(manifest), seq=manifest.seq))
    fingerprint = PublicKey(manifest.key).fingerprint
    say(_("Empreinte de votre clé, à donner de vive voix : {fingerprint}", fingerprint=fingerprint), err=True)


@bundle.command(cls=Command, examples=("fonds bundle verify lot.zip",))
@click.argument("file", type=FilePath(), metavar="FICHIER")
@click.option(
    "--library",
    "named",
    type=FilePath(path_type=str),
    metavar="DOSSIER",
    help="Une bibliothèque, pour sa limite de taille.",
)
@json_option
def verify(file: Path, named: str | None, *, as_json: bool) -> None:
    """Vérifie un lot : signature, sommes de contrôle, chaque ligne. Rien n'est monté."""
    sharing = find_library(named).settings.sharing if named else SharingSettings()
    with step(_("Vérification du lot")):
        found = verify_bundle(file, sharing.bundle_mb)
    manifest = found.manifest
    if as_json:
        print_json(_manifest_object(manifest))
        return
    say(
        _(
            "{file} est entier et signé : {name}, {contents}.",
            file=file,
            name=manifest.centre.name,
            contents=_contents(manifest),
        )
    )
    say(
        _(
            "État {seq} du {created}, valable jusqu'au {expires}.",
            seq=manifest.seq,
            created=manifest.created[:10],
            expires=manifest.expires[:10],
        )
    )
    say(_("Empreinte de la clé : {fingerprint}", fingerprint=found.key.fingerprint))


@bundle.command(
    "publish", cls=Command, examples=("fonds bundle publish", "fonds bundle publish --to /media/cle")
)
@click.option(
    "--to", "folder", type=FilePath(file_okay=False), metavar="DOSSIER",
    help="Un dossier, une clé USB ; sinon le site, à l'adresse /partage/.",
)  # fmt: skip
@library_option
@json_option
def publish_bundles(folder: Path | None, library: Library, *, as_json: bool) -> None:
    """Met à disposition ce qui est public : un lot entier et ceux de ce qui a changé depuis."""
    if folder is not None and folder.resolve() != published(library).resolve():
        library.refuse_own(folder)
    target = folder or published(library)
    with step(_("Publication")):
        before = standing(target)
        shelf = publish(library, target)
    if before is not None and is_stranger(before, shelf):
        _warn_of_stranger(before, shelf)
    if as_json:
        print_json(msgspec.to_builtins(shelf))
        return
    for offer in shelf.bundles:
        say(_("{file}\t{size} octets", file=offer.file, size=offer.bytes))
    say(_("Dans {target}. Relancez cette commande quand le fonds a changé.", target=target), err=True)


def _warn_of_stranger(before: Shelf, now: Shelf) -> None:
    """Say that whoever mounted this centre will refuse what was just published, and what to do about it."""
    if before.centre.id != now.centre.id:
        say(
            _(
                "Les lots d'avant étaient ceux de « {before} » : pour qui les a montés, « {now} » est un "
                "autre centre. Prévenez-les : « fonds unmount {before} », puis monter à nouveau.",
                before=before.centre.id,
                now=now.centre.id,
            ),
            err=True,
        )
        return
    say(
        _(
            "Ces lots sont signés par une autre clé que les précédents, qui n'avait pas été annoncée : qui "
            "vous a monté les refusera. Si la clé {before} est dans une sauvegarde, remettez-la "
            "(state/keys/sharing.pem) et publiez à nouveau ; sinon, appelez chaque centre : « fonds unmount "
            "{centre} », puis monter à nouveau en comparant {now}.",
            before=PublicKey(before.key).fingerprint,
            now=PublicKey(now.key).fingerprint,
            centre=now.centre.id,
        ),
        err=True,
    )


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
            contents=_contents(manifest),
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


@click.group(cls=Group, examples=("fonds key show", "fonds key announce"))
def key() -> None:
    """La clé qui signe les lots de ce centre : son empreinte, et comment en changer."""


@key.command("show", cls=Command, examples=("fonds key show",))
@library_option
@json_option
def show_key(library: Library, *, as_json: bool) -> None:
    """Montre la clé publique et son empreinte, à donner de vive voix."""
    present, following = public_key(signing_key(library)), announced_key(library)
    told = {"key": present.text, "fingerprint": present.fingerprint}
    if following is not None:
        told["next_fingerprint"] = public_key(following).fingerprint
    if as_json:
        print_json(told)
        return
    say(present.fingerprint)
    say(present.text)
    if following is not None:
        say(_("Prochaine clé annoncée : {fingerprint}", fingerprint=told["next_fingerprint"]))


@key.command(cls=Command, examples=("fonds key announce",))
@library_option
def announce(library: Library) -> None:
    """Prépare une nouvelle clé, que les prochains lots annonceront."""
    say(public_key(announce_key(library)).fingerprint)
    say(
        _(
            "Publiez des lots pendant quelques semaines, que chacun l'ait apprise ; "
            "puis lancez « fonds key change »."
        ),
        err=True,
    )


@key.command(cls=Command, examples=("fonds key change",))
@library_option
def change(library: Library) -> None:
    """Signe désormais par la clé annoncée."""
    change_key(library)
    say(public_key(signing_key(library)).fingerprint)


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
            contents=_contents(manifest),
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


def _contents(manifest: Manifest) -> str:
    counts = manifest.counts
    said = counted(counts.records, N_("{count} notice"), N_("{count} notices"))
    if not counts.deleted:
        return said
    return said + counted(counts.deleted, N_(" et {count} retrait"), N_(" et {count} retraits"))


def _manifest_object(manifest: Manifest) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(manifest)
    return told | {"fingerprint": PublicKey(manifest.key).fingerprint}


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show that something goes on while it does, on a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(Text(f"{plain(in_words(name))}…")):
        yield
