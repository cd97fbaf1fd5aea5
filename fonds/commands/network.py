"""`fonds bundle`, `mount`, `unmount`, `sync`, `key`, `network`: what centres share with each other."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console

from catalogue.centre import Centre, Means
from catalogue.errors import TOLD
from catalogue.library import Library
from catalogue.log import Log
from exchange.bundles.coverage import coverage
from exchange.bundles.creating import Audience, BundleScope, create_bundle
from exchange.bundles.format import Manifest
from exchange.bundles.keys import announce_key, announced_key, change_key, signing_key
from exchange.bundles.mounting import Mount, verify_bundle
from exchange.bundles.obtaining import Obtained, obtain, obtain_news
from exchange.bundles.shelf import publish, published
from exchange.bundles.signing import PublicKey, public_key
from exchange.received import drop, stores
from fonds.commands.options import Command, Group, json_option, library_option, print_json
from indexer.follow import follow_received
from indexer.lock import writing

#: Seconds to wait for an indexing run that goes on beside us.
WAIT_S = 120


@click.group(cls=Group, examples=("fonds bundle create lot.zip", "fonds bundle publish"))
def bundle() -> None:
    """Fait et vérifie des lots : ce que ce centre partage, en un fichier signé."""


@bundle.command(
    cls=Command, examples=("fonds bundle create lot.zip", "fonds bundle create suite.zip --since 1200")
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER")
@click.option("--since", type=click.IntRange(0), metavar="NUMÉRO", help="Seulement ce qui a changé depuis.")
@click.option(
    "--network", "audience", flag_value="network", default="public",
    help="Y mettre aussi ce qui n'est que pour le réseau : à remettre en mains propres.",
)  # fmt: skip
@library_option
@json_option
def create(file: Path, since: int | None, audience: Audience, library: Library, *, as_json: bool) -> None:
    """Écrit un lot : notices, retraits et texte des documents, selon leurs droits ; jamais rien d'interne."""
    with step("Écriture du lot"):
        manifest = create_bundle(library, file, BundleScope(since, audience))
    if as_json:
        print_json(_manifest_object(manifest) | {"file": str(file), "bytes": file.stat().st_size})
        return
    click.echo(f"{file} : {_contents(manifest)}, état {manifest.seq}.")
    fingerprint = PublicKey(manifest.key).fingerprint
    click.echo(f"Empreinte de votre clé, à donner de vive voix : {fingerprint}", err=True)


@bundle.command(cls=Command, examples=("fonds bundle verify lot.zip",))
@click.argument("file", type=click.Path(path_type=Path), metavar="FICHIER")
@library_option
@json_option
def verify(file: Path, library: Library, *, as_json: bool) -> None:
    """Vérifie un lot : signature, sommes de contrôle, chaque ligne. Rien n'est monté."""
    with step("Vérification du lot"):
        found = verify_bundle(library, file)
    manifest = found.manifest
    if as_json:
        print_json(_manifest_object(manifest))
        return
    click.echo(f"{file} est entier et signé : {manifest.centre.name}, {_contents(manifest)}.")
    click.echo(f"État {manifest.seq} du {manifest.created[:10]}, valable jusqu'au {manifest.expires[:10]}.")
    click.echo(f"Empreinte de la clé : {found.key.fingerprint}")


@bundle.command(
    "publish", cls=Command, examples=("fonds bundle publish", "fonds bundle publish --to /media/cle")
)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DOSSIER",
    help="Un dossier, une clé USB ; sinon le site, à l'adresse /partage/.",
)  # fmt: skip
@library_option
@json_option
def publish_bundles(folder: Path | None, library: Library, *, as_json: bool) -> None:
    """Met à disposition ce qui est public : un lot entier et ceux de ce qui a changé depuis."""
    target = folder or published(library)
    with step("Publication"):
        shelf = publish(library, target)
    if as_json:
        print_json(msgspec.to_builtins(shelf))
        return
    for offer in shelf.bundles:
        click.echo(f"{offer.file}\t{offer.bytes} octets")
    click.echo(f"Dans {target}. Relancez cette commande quand le fonds a changé.", err=True)


@click.command(
    cls=Command,
    examples=("fonds mount lot.zip", "fonds mount https://centre.example/partage/"),
)
@click.argument("where", metavar="FICHIER|DOSSIER|ADRESSE")
@click.option("--yes", is_flag=True, help="Faire confiance à la clé sans poser la question.")
@library_option
@json_option
def mount(where: str, library: Library, *, yes: bool, as_json: bool) -> None:
    """Rend cherchable ici ce qu'un autre centre partage, après l'avoir vérifié."""
    with obtain(library, where) as obtained:
        centre, manifest = _kept(library, obtained, ask=not yes)
    with step("Mise en place"), writing(library, wait_s=WAIT_S):
        follow_received(library)
    if as_json:
        print_json({"centre": asdict(centre), "counts": msgspec.to_builtins(manifest.counts)})
        return
    click.echo(f"« {centre.name} » est monté : {_contents(manifest)}, état {centre.position}.")


@click.command(cls=Command, examples=("fonds unmount centre-ville",))
@click.argument("centre", metavar="CENTRE")
@library_option
def unmount(centre: str, library: Library) -> None:
    """Retire tout ce qui vient d'un centre, clé comprise."""
    with writing(library, wait_s=WAIT_S):
        if not drop(library, centre):
            known = ", ".join(stores(library)) or "aucun"
            raise click.ClickException(
                f"Le centre « {centre} » n'est pas monté ici. Centres montés : {known}."
            )
        with step("Retrait"):
            follow_received(library)
    click.echo(f"« {centre} » est retiré ; il n'en reste rien.")


@click.command(cls=Command, examples=("fonds sync", "fonds sync centre-ville"))
@click.argument("centres", nargs=-1, metavar="CENTRE…")
@library_option
@json_option
def sync(centres: tuple[str, ...], library: Library, *, as_json: bool) -> None:
    """Prend les nouvelles des centres montés ; retire ceux qui se taisent depuis trop longtemps."""
    report: dict[str, dict[str, Any]] = {}
    code = 0
    for name, store in stores(library).items():
        if store.centre.means is Means.BUNDLE and (not centres or name in centres):
            try:
                report[name] = _synced(library, store.centre)
            except TOLD as error:
                report[name], code = {"outcome": "failed", "message": str(error)}, error.exit_code
    with step("Mise en place"), writing(library, wait_s=WAIT_S):
        follow_received(library)
    for unknown in set(centres) - report.keys():
        raise click.ClickException(f"Le centre « {unknown} » n'est pas monté ici.")
    if as_json:
        print_json({"centres": report})
    else:
        for name, said in report.items():
            click.echo(f"{name} : {said['message']}", err=said["outcome"] == "failed")
        click.echo(f"{len(report)} centre(s) suivi(s).", err=True)
    sys.exit(code)


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
    click.echo(f"{present.fingerprint}\n{present.text}")
    if following is not None:
        click.echo(f"Prochaine clé annoncée : {told['next_fingerprint']}")


@key.command(cls=Command, examples=("fonds key announce",))
@library_option
def announce(library: Library) -> None:
    """Prépare une nouvelle clé, que les prochains lots annonceront."""
    click.echo(public_key(announce_key(library)).fingerprint)
    click.echo(
        "Publiez des lots pendant quelques semaines, que chacun l'ait apprise ; "
        "puis lancez « fonds key change ».",
        err=True,
    )


@key.command(cls=Command, examples=("fonds key change",))
@library_option
def change(library: Library) -> None:
    """Signe désormais par la clé annoncée."""
    change_key(library)
    click.echo(public_key(signing_key(library)).fingerprint)


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
    click.echo(f"{len(rows)} centre(s).", err=True)


def _print_centre(row: dict[str, Any]) -> None:
    until = f", valable jusqu'au {row['expires'][:10]}" if row["expires"] else ""
    click.echo(f"{row['identifier']}\t{row['name']}\t{row['records']} notices du {row['told'][:10]}{until}")
    for line in row.get("coverage", ()):
        here = line["identifier"] or "—"
        click.echo(f"  {line['records']:5} {line['label']} → {here} ({line['means']})")


def _synced(library: Library, centre: Centre) -> dict[str, Any]:
    """Take the news of one centre, as far as its shelf goes."""
    if _silent(centre):
        with writing(library, wait_s=WAIT_S):
            drop(library, centre.identifier)
        return {"outcome": "dropped", "message": f"sans nouvelles depuis le {centre.told[:10]}, retiré."}
    if not centre.source:
        message = "aucune adresse où prendre ses nouvelles ; montez son prochain lot par « fonds mount »."
        return {"outcome": "unknown", "message": message}
    before = centre.position
    while True:
        position, expires = int(centre.position), centre.expires
        with obtain_news(library, centre.source, position, expires) as obtained:
            if obtained is None:
                break
            centre, _ = _kept(library, obtained, ask=False)
        if (int(centre.position), centre.expires) <= (position, expires):
            break
    if centre.position == before:
        return {"outcome": "same", "message": f"rien de nouveau depuis l'état {before}."}
    return {"outcome": "updated", "message": f"de l'état {before} à l'état {centre.position}."}


def _silent(centre: Centre) -> bool:
    """Whether twice the time has passed for which what it told was good."""
    if not (centre.told and centre.expires):
        return False
    told, expires = (datetime.fromisoformat(each) for each in (centre.told, centre.expires))
    return datetime.now(UTC) > expires + (expires - told)


def _kept(library: Library, obtained: Obtained, *, ask: bool) -> tuple[Centre, Manifest]:
    """Verify a bundle, have its key confirmed the first time, and keep what it tells."""
    with ExitStack() as stack:
        with step("Vérification du lot"):
            mount = stack.enter_context(Mount(library, obtained.path, obtained.source))
        if not mount.known:
            _confirm(mount.bundle.manifest, mount.bundle.key, ask=ask)
        with step("Réception"), writing(library, wait_s=WAIT_S):
            return mount.accept(), mount.bundle.manifest


def _confirm(manifest: Manifest, key: PublicKey, *, ask: bool) -> None:
    """Show whose bundle it seems to be, and have a person say that it is."""
    click.echo(f"Lot de « {manifest.centre.name} » ({manifest.centre.id}) : {_contents(manifest)}.", err=True)
    click.echo(f"Empreinte de sa clé : {key.fingerprint}", err=True)
    if not ask:
        return
    click.echo("Appelez ce centre et comparez les chiffres avant de répondre.", err=True)
    try:
        answer = click.prompt("L'empreinte est-elle la même (oui/non) ?", default="non", err=True)
    except click.Abort:
        answer = ""
    if answer.strip().lower() in {"o", "oui", "y", "yes"}:
        return
    raise click.ClickException(
        "Le lot n'est pas monté. Quand l'empreinte est la bonne, répondez oui ou ajoutez --yes."
    )


def _contents(manifest: Manifest) -> str:
    counts = manifest.counts
    said = f"{counts.records} notice{'s' if counts.records > 1 else ''}"
    return said + (
        f" et {counts.deleted} retrait{'s' if counts.deleted > 1 else ''}" if counts.deleted else ""
    )


def _manifest_object(manifest: Manifest) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(manifest)
    return told | {"fingerprint": PublicKey(manifest.key).fingerprint}


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show that something goes on while it does, on a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(f"{name}…"):
        yield
