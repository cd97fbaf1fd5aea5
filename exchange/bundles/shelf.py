"""Shelves: a folder of bundles with a list, on a site, a share or a USB stick, from which others keep up.

`publish` puts there one full bundle and the deltas since, so that whoever stands at any of their states finds
the way to the newest; `choose` is how a reader finds it. What was withdrawn, trashed or narrowed since is
taken off the shelf with all bundles that hold it: `recall` does so after each indexing.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from catalogue import disk
from catalogue.errors import CatalogueError
from catalogue.library import Library
from catalogue.log import Log, Register
from catalogue.record import Withdrawing
from exchange.bundles.creating import BundleScope, centre_card, create_bundle
from exchange.bundles.errors import BundleError, DamagedBundleError
from exchange.bundles.format import SHORT, BundleLine, CentreCard, Licences, Manifest
from exchange.bundles.keys import announced_key, signing_key
from exchange.bundles.recalling import narrowed_since, tells_too_much
from exchange.bundles.signing import public_key

LIST = "index.json"
FORMAT = "biblio-partage-liste/1"
#: Bytes of a list, and bundles on it.
MOST_LIST_BYTES = 256 << 10
#: Deltas kept, and the share of the full one's size they may reach together before all is told anew.
MOST_DELTAS = 24
MOST_SHARE = 0.5
#: A bundle is renewed when less than this share of its time is left.
RENEWED_AT = 0.5
_FILE = re.compile(r"[a-z0-9][a-z0-9.-]{0,150}\.zip")
#: Names that `_name` gives: whatever else is called after the centre on somebody's stick is theirs.
_OURS = r"{}-\d+(?:-\d+)?-[0-9a-f]{{8}}\.zip"


class Offer(BundleLine, frozen=True, kw_only=True):
    """One bundle on a shelf."""

    file: Annotated[str, Meta(pattern=f"^{_FILE.pattern}$")]
    kind: Literal["full", "delta"]
    seq: Annotated[int, Meta(ge=0)]
    base_seq: Annotated[int, Meta(ge=0)] = 0
    bytes: Annotated[int, Meta(ge=0)]
    created: Annotated[str, Meta(max_length=20)]
    expires: Annotated[str, Meta(max_length=20)]


class Shelf(BundleLine, frozen=True, kw_only=True):
    """What stands on a shelf, oldest first."""

    format: Annotated[str, Meta(max_length=60)] = FORMAT
    centre: CentreCard
    #: The public key of the newest bundle, to be shown; a bundle's own is what counts.
    key: Annotated[str, Meta(max_length=SHORT)] = ""
    #: What else that bundle says beside records: a change of it is news, though no record has changed.
    next_key: Annotated[str, Meta(max_length=SHORT)] = ""
    licence: Licences = Licences()
    bundles: tuple[Offer, ...] = ()

    @property
    def full(self) -> Offer | None:
        """The bundle that tells all."""
        return next((each for each in reversed(self.bundles) if each.kind == "full"), None)

    @property
    def newest(self) -> int:
        """The newest state told; -1 on an empty shelf."""
        return max((each.seq for each in self.bundles), default=-1)


_decoder = msgspec.json.Decoder(Shelf)


def read_shelf(content: bytes) -> Shelf:
    """A list as it was published; raises DamagedBundleError."""
    try:
        shelf = _decoder.decode(content)
    except (msgspec.DecodeError, RecursionError) as error:
        raise DamagedBundleError(f"La liste des lots est illisible ({error}). Prévenez le centre.") from error
    if shelf.format != FORMAT:
        raise DamagedBundleError(f"La liste des lots est au format « {shelf.format} », inconnu ici.")
    return shelf


def choose(shelf: Shelf, position: int, expires: str) -> Offer | None:
    """The next bundle for who stands at `position`, and may believe it until then; None without news.

    A delta that has nothing new still says until when what stands may be believed.
    """
    deltas = [each for each in shelf.bundles if each.kind == "delta" and each.base_seq <= position]
    later = [each for each in deltas if (each.seq, each.expires) > (position, expires)]
    if later:
        return max(later, key=lambda each: (each.seq, each.expires))
    return shelf.full if shelf.newest > position else None


def published(library: Library) -> Path:
    """The folder from which the site offers bundles to anybody."""
    return library.state / "published"


def standing(folder: Path) -> Shelf | None:
    """The list that stands in a folder, None where none does; raises DamagedBundleError."""
    path = folder / LIST
    return read_shelf(path.read_bytes()) if path.exists() else None


def publish(library: Library, folder: Path) -> Shelf:
    """Put what is new on a shelf, made if need be; returns it as it stands now."""
    folder.mkdir(parents=True, exist_ok=True)
    now = _presented(library)
    before = standing(folder) or now
    if before.centre.id != now.centre.id and folder.resolve() != published(library).resolve():
        raise DamagedBundleError(
            f"{folder} contient les lots d'un autre centre, « {before.centre.id} ». Donnez un autre dossier, "
            "ou videz celui-ci si ces lots sont les vôtres d'avant un changement de nom."
        )
    shelf = replace(now, bundles=tuple(_offers(library, folder, before, now)))
    _write_list(folder, shelf)
    kept = {each.file for each in shelf.bundles}
    named = re.compile(_OURS.format(re.escape(now.centre.id)))
    ours = {path.name for path in folder.glob("*.zip") if named.fullmatch(path.name)}
    for stale in ({each.file for each in before.bundles} | ours) - kept:
        (folder / stale).unlink(missing_ok=True)
    return shelf


def is_stranger(before: Shelf, now: Shelf) -> bool:
    """Whether who believed the bundles of a shelf has no reason to believe those that stand there now."""
    return before.centre.id != now.centre.id or now.key not in (before.key, before.next_key)


def _presented(library: Library) -> Shelf:
    """What each bundle says of its centre today, without any bundle."""
    sharing, following = library.settings.sharing, announced_key(library)
    return Shelf(
        centre=centre_card(library),
        key=public_key(signing_key(library)).text,
        next_key=public_key(following).text if following else "",
        licence=Licences(metadata=sharing.licence, text=sharing.text_licence),
    )


def recall(library: Library) -> None:
    """Take off the site's own shelf what tells more than it may today, and say anew what stands.

    Where that cannot be said, or nobody would believe it (another key, no proper centre), the bundles go all
    the same; `publish` asked by a person tells who must be called.
    """
    folder = published(library)
    try:
        shelf = read_shelf((folder / LIST).read_bytes())
    except (OSError, BundleError):
        return
    oldest = min((each.seq for each in shelf.bundles), default=0)
    log = Log(library.log_path)
    narrowed = narrowed_since(library, log, oldest)
    log.close()
    if not narrowed or not (stale := _too_wide(library, folder, shelf)):
        return
    for name in stale:
        (folder / name).unlink(missing_ok=True)
    with suppress(BundleError, CatalogueError):
        if not is_stranger(shelf, _presented(library)):
            publish(library, folder)
            return
    kept = tuple(each for each in shelf.bundles if each.file not in stale)
    _write_list(folder, replace(shelf, bundles=kept))


def _too_wide(library: Library, folder: Path, shelf: Shelf) -> frozenset[str]:
    """The bundles that tell what may no longer be told, or that have gone."""
    log = Log(library.log_path)
    try:
        found = (each.file for each in shelf.bundles)
        return frozenset(name for name in found if tells_too_much(library, folder / name, log))
    finally:
        log.close()


def _write_list(folder: Path, shelf: Shelf) -> None:
    disk.replace(folder / LIST, msgspec.json.format(msgspec.json.encode(shelf)) + b"\n")


def _offers(library: Library, folder: Path, before: Shelf, now: Shelf) -> Iterator[Offer]:
    """What the shelf must hold now.

    No bundle signed by another key stays: who mounts the centre today believes one key, and one that was
    lost and came back from a backup would be refused for what was signed meanwhile.
    """
    same_centre = before.centre.id == now.centre.id
    otherwise = same_centre and replace(before, bundles=()) != now
    shelf = before if same_centre and before.key == now.key else now
    too_wide = _too_wide(library, folder, shelf)
    log = Log(library.log_path)
    position = log.position()
    log.close()
    full = shelf.full if shelf.full and shelf.full.file not in too_wide else None
    withdrawals = Register(library.state).withdrawals().values()
    by_right = (each.sequence for each in withdrawals if each.reason is Withdrawing.BY_RIGHT)
    erased = max(by_right, default=0)
    deltas = [
        each
        for each in shelf.bundles
        if each.kind == "delta" and each.seq >= erased and each.file not in too_wide
    ]
    stale = bool(shelf.bundles) and _ages(max(shelf.bundles, key=lambda each: each.expires))
    if before.bundles and (otherwise or (shelf.bundles and position > shelf.newest) or stale):
        deltas.append(_made(library, folder, since=before.newest))
    heavy = full is not None and sum(each.bytes for each in deltas) > MOST_SHARE * full.bytes
    if full is None or full.seq < erased or heavy or len(deltas) > MOST_DELTAS or _ages(full):
        full = _made(library, folder, since=None)
    yield full
    yield from deltas[-MOST_DELTAS:]


def _made(library: Library, folder: Path, since: int | None) -> Offer:
    partial = disk.partial_of(folder / "new")
    manifest = create_bundle(library, partial, BundleScope(since))
    name = _name(manifest)
    disk.move(partial, folder / name)
    return Offer(
        file=name,
        kind=manifest.kind,
        seq=manifest.seq,
        base_seq=manifest.base_seq,
        bytes=(folder / name).stat().st_size,
        created=manifest.created,
        expires=manifest.expires,
    )


def _name(manifest: Manifest) -> str:
    """A name that no other bundle has, so that caches never answer an old one for it."""
    what = f"{manifest.base_seq}-{manifest.seq}" if manifest.kind == "delta" else str(manifest.seq)
    return f"{manifest.centre.id}-{what}-{manifest.bundle_id[:8]}.zip"


def _ages(offer: Offer) -> bool:
    """Whether so much of a bundle's time has passed that its readers need another."""
    created, expires = disk.moment_of(offer.created), disk.moment_of(offer.expires)
    left: timedelta = expires - datetime.now(UTC)
    return left < RENEWED_AT * (expires - created)
