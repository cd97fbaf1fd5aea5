"""The network: other centres' bundles enter here and leave here, asked for by a command or by a page alike.

`mount` tells the whole story: a bundle is obtained, verified in a limited process, its key confirmed by a
person the first time, and then, within one section of the library's lock, kept (`received`) and made
searchable. What makes it searchable stands in a room above, so the caller hands it in as `follow`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from catalogue.centre import Centre, Means
from catalogue.errors import TOLD
from catalogue.library import Library
from catalogue.lock import PATIENCE_S, writing
from exchange.apply_received import DamagedStore
from exchange.bundles.errors import BundleError, UntrustedBundleError
from exchange.bundles.format import Manifest
from exchange.bundles.mounting import Mount, Verified
from exchange.bundles.obtaining import obtain, obtain_news
from exchange.received import damaged_stores, drop, receive, stores

#: Where a centre stands here of which nothing is kept but its name and its key: the next news are all it has.
_NOTHING = "0"

#: Brings log and engine up to what is kept and tells what cannot be read; called while the lock is held.
Follow = Callable[[Library], tuple[DamagedStore, ...]]
#: Says whether a person has compared the key of a bundle with what its centre told them.
Confirm = Callable[[Verified], bool]
#: Shows that something goes on, named in French, while it does.
Step = Callable[[str], AbstractContextManager[None]]


class NotMountedError(BundleError):
    """No centre of that name is mounted here; list those that are."""


@dataclass(frozen=True, slots=True)
class Mounted:
    """A bundle that was believed, and its centre as it stands here now."""

    centre: Centre
    manifest: Manifest
    #: Why the news since that bundle could not be taken, in a French sentence; empty when they were.
    trouble: str = ""


class SyncOutcome(StrEnum):
    """What asking a centre for news came to."""

    UPDATED = "updated"
    SAME = "same"
    #: There is no place to ask at.
    UNKNOWN = "unknown"
    #: It could not be asked, or what it sent is refused; what stands here stays.
    FAILED = "failed"
    #: Silent for too long: its records are withdrawn, its key is kept.
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class News:
    """What is told of one centre after a sync."""

    centre: str
    outcome: SyncOutcome
    #: A French sentence, without the centre's name.
    message: str
    #: 0, or the exit code of what went wrong.
    code: int = 0


def _quietly(_name: str) -> AbstractContextManager[None]:
    return nullcontext()


def mount(
    library: Library, where: str, *, follow: Follow, confirm: Confirm, step: Step = _quietly
) -> Mounted:
    """Make searchable here what a file, a folder or an address offers; raises what is in its way."""
    with ExitStack() as stack:
        obtained = stack.enter_context(obtain(library, where))
        with step("Vérification du lot"):
            mounting = stack.enter_context(Mount(library, obtained.path, obtained.source))
        manifest = mounting.bundle.manifest
        if not mounting.known and not confirm(mounting.bundle):
            raise UntrustedBundleError(
                f"Le lot de « {manifest.centre.name} » n'est pas monté : l'empreinte de sa clé n'est pas "
                "confirmée. Appelez ce centre, comparez, et montez-le si elle est la même."
            )
        with step("Mise en place"), writing(library, wait_s=PATIENCE_S):
            centre = mounting.accept()
            follow(library)
    if not centre.source:
        return Mounted(centre, manifest)
    # What a shelf has beside its whole bundle says what was withdrawn since: nobody may find that meanwhile.
    try:
        with step("Nouvelles depuis"):
            centre = [centre, *_taken(library, centre, follow)][-1]
    except TOLD as error:
        return Mounted(centre, manifest, str(error))
    return Mounted(centre, manifest)


def unmount(library: Library, centre: str, *, follow: Follow) -> None:
    """Forget a centre, mounted or harvested, its key included; raises NotMountedError."""
    with writing(library, wait_s=PATIENCE_S):
        if not drop(library, centre):
            raise _not_mounted(centre, stores(library))
        follow(library)


def sync(
    library: Library, centres: tuple[str, ...] = (), *, follow: Follow, step: Step = _quietly
) -> tuple[News, ...]:
    """Take the news of these centres, or of all that are mounted; raises NotMountedError before any is asked.

    A centre is asked before it is judged: our clock says only how long we have heard nothing, and a machine
    that was off for months has news waiting. One that is silent all the same loses its records here; its key
    and its address stay, so that it comes back by itself: only `unmount` forgets a key a person confirmed.
    """
    mounted = {
        name: each.centre for name, each in stores(library).items() if each.centre.means is Means.BUNDLE
    }
    damaged = damaged_stores(library)
    for name in centres:
        if name not in mounted and name not in damaged:
            raise _not_mounted(name, mounted)
    told = []
    for name in [each for each in centres or mounted if each in mounted]:
        with step(f"Nouvelles de {name}"):
            told.append(_news_of(library, mounted[name], follow))
    with step("Mise en place"), writing(library, wait_s=PATIENCE_S):
        lost = follow(library)  # takes in what a run that was killed had kept as well
    wrong = [News(each.centre, SyncOutcome.FAILED, each.message, BundleError.exit_code) for each in lost]
    return (*told, *(each for each in wrong if not centres or each.centre in centres))


def _news_of(library: Library, centre: Centre, follow: Follow) -> News:
    """Ask, take what there is, and judge last."""
    said = _asked(library, centre, follow)
    if said.outcome is SyncOutcome.UPDATED or not is_silent(centre, datetime.now(UTC)):
        return said
    return _silenced(library, said, follow)


def _asked(library: Library, centre: Centre, follow: Follow) -> News:
    """Take the news of one centre, as far as its shelf goes."""
    if not centre.source:
        message = "aucune adresse où prendre ses nouvelles ; montez son prochain lot par « fonds mount »."
        return News(centre.identifier, SyncOutcome.UNKNOWN, message)
    try:
        now = [centre, *_taken(library, centre, follow)][-1]
    except TOLD as error:
        return News(centre.identifier, SyncOutcome.FAILED, str(error), error.exit_code)
    if now.position == centre.position:
        return News(centre.identifier, SyncOutcome.SAME, f"rien de nouveau depuis l'état {centre.position}.")
    message = f"de l'état {centre.position} à l'état {now.position}."
    if centre.position == _NOTHING:
        message = f"donne à nouveau de ses nouvelles : état {now.position}."
    return News(centre.identifier, SyncOutcome.UPDATED, message)


def _taken(library: Library, centre: Centre, follow: Follow) -> Iterator[Centre]:
    """The centre after each bundle that brought it further; one lock section a bundle."""
    while True:
        with obtain_news(library, centre.source, int(centre.position), centre.expires) as obtained:
            if obtained is None:
                return
            with Mount(library, obtained.path, obtained.source) as mounting:
                _refuse_stranger(centre, mounting.bundle.manifest)
                with writing(library, wait_s=PATIENCE_S):
                    after = mounting.accept()
                    follow(library)
        if (int(after.position), after.expires) <= (int(centre.position), centre.expires):
            return
        centre = after
        yield centre


def _refuse_stranger(centre: Centre, manifest: Manifest) -> None:
    """Refuse the bundle of a centre nobody asked for: its key would be believed without a person."""
    if manifest.centre.id != centre.identifier:
        raise UntrustedBundleError(
            f"{centre.source} offre un lot de « {manifest.centre.id} », un autre centre. Appelez "
            f"« {centre.name} » ; si son adresse a changé, montez-le de la nouvelle."
        )


def is_silent(centre: Centre, now: datetime) -> bool:
    """Whether twice the time has passed for which what a centre told was good."""
    if not (centre.told and centre.expires):
        return False
    told, expires = (datetime.fromisoformat(each) for each in (centre.told, centre.expires))
    return now > expires + (expires - told)


def _silenced(library: Library, said: News, follow: Follow) -> News:
    """Withdraw what a silent centre told, unless it was heard meanwhile; its key and its address stay."""
    with writing(library, wait_s=PATIENCE_S):
        store = stores(library).get(said.centre)
        if store is None or not is_silent(store.centre, datetime.now(UTC)):
            return said
        centre = store.centre
        if centre.position != _NOTHING:
            receive(library, replace(centre, position=_NOTHING), (), whole=True, vocabulary=b"")
            follow(library)
    why = f" ({said.message.rstrip('.')})" if said.outcome is SyncOutcome.FAILED else ""
    back = "revient dès qu'il en donne" if centre.source else "revient par son prochain lot entier"
    message = (
        f"sans nouvelles depuis le {centre.told[:10]}{why} : ses notices sont retirées, sa clé reste connue "
        f"et il {back}. Pour l'oublier : « fonds unmount {centre.identifier} »."
    )
    return News(said.centre, SyncOutcome.SILENT, message, said.code)


def _not_mounted(name: str, known: Iterable[str]) -> NotMountedError:
    here = ", ".join(known) or "aucun"
    return NotMountedError(f"Le centre « {name} » n'est pas monté ici. Centres montés : {here}.")
