"""`fonds bundle`: what this centre shares, as one signed file or a shelf of them."""

from pathlib import Path
from typing import Any

import click
import msgspec

from catalogue.library import Library, find_library
from catalogue.settings import SharingSettings
from catalogue.wording import N_
from catalogue.wording import translated as _
from exchange.bundles.creating import Audience, BundleScope, create_bundle
from exchange.bundles.format import Manifest
from exchange.bundles.mounting import verify_bundle
from exchange.bundles.shelf import Shelf, is_stranger, publish, published, standing
from exchange.bundles.signing import PublicKey
from fonds.commands.counted import counted
from fonds.commands.options import Command, Group, json_option, library_option, print_json
from fonds.commands.step import step
from fonds.commands.typed import FilePath
from fonds.terminal import say


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
    say(_("{file} : {contents}, état {seq}.", file=file, contents=contents(manifest), seq=manifest.seq))
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
            contents=contents(manifest),
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


def contents(manifest: Manifest) -> str:
    """What a bundle holds, in a few words: its records, and its withdrawals where it tells some."""
    counts = manifest.counts
    said = counted(counts.records, N_("{count} notice"), N_("{count} notices"))
    if not counts.deleted:
        return said
    return said + counted(counts.deleted, N_(" et {count} retrait"), N_(" et {count} retraits"))


def _manifest_object(manifest: Manifest) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(manifest)
    return told | {"fingerprint": PublicKey(manifest.key).fingerprint}
