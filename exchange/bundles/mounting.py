"""Mounting: whether to believe a bundle, and keeping it when we do.

A bundle is looked at in this order, and refused at the first thing that is wrong: its seal, over raw bytes;
its container, its signature and every line, in a limited process; then whose it is, how old, and whether it
fits what stands here. Only then is anything written, all of it or nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from catalogue import disk, disk_errors
from catalogue.centre import Centre, Means
from catalogue.library import Library
from catalogue.settings import SharingSettings
from exchange.bundles.bundle_concepts import pack_concepts, unpack_concepts
from exchange.bundles.bundle_reader import BundleReader
from exchange.bundles.errors import (
    DamagedBundleError,
    UnsafeBundleError,
    UnsuitableBundleError,
    UntrustedBundleError,
)
from exchange.bundles.format import Manifest
from exchange.bundles.seal import check_seal
from exchange.bundles.signing import PublicKey
from exchange.received import receive, stores
from exchange.received_store import Store

#: Megabytes of a bundle, where no library says otherwise.
_LIMIT_MB = SharingSettings().bundle_mb


@dataclass(frozen=True, slots=True)
class Verified:
    """A bundle that is whole and signed by the key it names, whether that key is trusted or not."""

    path: Path
    manifest: Manifest

    @property
    def key(self) -> PublicKey:
        """Who signed it."""
        return PublicKey(self.manifest.key)


def verify_bundle(path: Path, limit_mb: int = _LIMIT_MB) -> Verified:
    """Check a bundle by itself, wherever one stands; raises BundleError that says what is wrong with it."""
    with BundleReader(path) as reader:
        return _verify(path, reader, limit_mb)


class Mount:
    """A bundle on its way into a library; a context manager, in which `accept` writes."""

    def __init__(self, library: Library, path: Path, source: str = "") -> None:
        self._library, self._path, self._source = library, path, source
        self._reader = BundleReader(path)

    def __enter__(self) -> "Mount":
        """Verify it and hold it against what stands here; raises BundleError."""
        self._reader.__enter__()
        try:
            self.bundle = _verify(self._path, self._reader, self._library.settings.sharing.bundle_mb)
            self._compare()
        except BaseException:
            self._reader.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.__exit__(None, None, None)

    @property
    def known(self) -> bool:
        """Whether its key is the one pinned for its centre; a person must confirm it when none was yet."""
        return self._store is not None

    def accept(self) -> Centre:
        """Keep what the bundle tells, all or nothing; the caller holds the library's lock."""
        self._compare()  # while a person was asked, another bundle may have come
        manifest = self.bundle.manifest
        whole = manifest.kind == "full"
        concepts = {each.address: each for each in self._reader.concepts()}
        if self._store is not None and not whole:
            concepts = {each.address: each for each in unpack_concepts(self._store.vocabulary)} | concepts
        centre = self._centre()
        packed = pack_concepts(concepts.values())
        receive(self._library, centre, self._reader.changes(), whole=whole, vocabulary=packed)
        return centre

    def _centre(self) -> Centre:
        manifest = self.bundle.manifest
        before = self._store.centre if self._store else None
        return Centre(
            identifier=manifest.centre.id,
            name=manifest.centre.name,
            means=Means.BUNDLE,
            url=manifest.centre.url,
            contact=manifest.centre.contact,
            position=str(manifest.seq),
            told=manifest.created,
            expires=manifest.expires,
            source=self._source or (before.source if before else ""),
            licence=manifest.licence.metadata,
            text_licence=manifest.licence.text,
            key=manifest.key,
            next_key=manifest.next_key,
            audience=manifest.audience,
        )

    def _compare(self) -> None:
        """Hold the bundle against what stands here; raises UnsuitableBundleError or UntrustedBundleError."""
        manifest = self.bundle.manifest
        self._store = stores(self._library).get(manifest.centre.id)
        if manifest.centre.id == self._library.settings.library.centre:
            raise UnsuitableBundleError(
                f"Ce lot est celui de votre propre centre, « {manifest.centre.id} ». Si un autre centre "
                "porte le même identifiant, changez [library] centre dans le fonds.toml de l'un des deux."
            )
        if manifest.expires <= disk.stamp():
            raise UnsuitableBundleError(
                f"Le lot de « {manifest.centre.name} » a expiré le {manifest.expires[:10]}. "
                "Demandez-en un plus récent, ou vérifiez la date de cette machine."
            )
        if self._store is None:
            self._refuse_harvested(manifest)
            if manifest.kind == "delta":
                raise UnsuitableBundleError(
                    f"Ce lot ne dit que ce qui a changé depuis l'état {manifest.base_seq} : "
                    f"montez d'abord un lot entier de « {manifest.centre.name} »."
                )
            return
        _refuse_unfit(manifest, self._store)

    def _refuse_harvested(self, manifest: Manifest) -> None:
        """Refuse a centre whose catalogue is harvested here under another name: all would stand double."""
        address = f"{manifest.centre.url.rstrip('/')}/oai"
        for name, store in stores(self._library).items():
            if store.centre.means is Means.HARVEST and store.centre.source == address:
                raise _harvested(manifest.centre.name, name)


def _refuse_unfit(manifest: Manifest, store: Store) -> None:
    """Refuse what does not go on from what stands here."""
    centre = store.centre
    if centre.means is not Means.BUNDLE:
        raise _harvested(centre.name, centre.identifier)
    if manifest.key not in (centre.key, centre.next_key):
        raise UntrustedBundleError(
            f"Le lot est signé par une autre clé que celle de « {centre.name} » : attendue "
            f"{PublicKey(centre.key).fingerprint}, reçue {PublicKey(manifest.key).fingerprint}. "
            f"Appelez le centre ; s'il a changé de clé sans l'annoncer, lancez "
            f"« fonds unmount {centre.identifier} » et montez son lot à nouveau."
        )
    if _is_older(manifest, centre):
        raise UnsuitableBundleError(
            f"Ce lot (état {manifest.seq}, {manifest.created[:10]}) est plus ancien que ce que "
            f"« {centre.name} » a déjà donné (état {centre.position}, {centre.told[:10]}). "
            "Demandez le dernier."
        )
    if manifest.audience != centre.audience:
        raise UnsuitableBundleError(
            f"Ce lot est fait pour un autre public ({manifest.audience}) que celui qui est monté "
            f"({centre.audience}). Lancez « fonds unmount {centre.identifier} », puis montez un lot entier."
        )
    if manifest.kind == "delta" and manifest.base_seq > int(centre.position):
        raise UnsuitableBundleError(
            f"Ce lot part de l'état {manifest.base_seq}, et « {centre.name} » en est ici à l'état "
            f"{centre.position}. Montez d'abord les lots intermédiaires, ou un lot entier."
        )


def _harvested(name: str, identifier: str) -> UnsuitableBundleError:
    return UnsuitableBundleError(
        f"« {name} » est déjà moissonné. Lancez « fonds unmount {identifier} » d'abord."
    )


def _is_older(manifest: Manifest, centre: Centre) -> bool:
    """Whether a bundle was made before the one that stands here.

    A clock may have been a year ahead, and is set right: while that date lies ahead of us as well, only the
    number of the state tells. Numbers alone would not do: those of a library restored from a backup begin
    again lower, and an old bundle of it would bring back what it has withdrawn since.
    """
    if (manifest.seq, manifest.created) < (int(centre.position), centre.told):
        return True
    return manifest.created < centre.told <= disk.stamp()


def _verify(path: Path, reader: BundleReader, limit: int) -> Verified:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise DamagedBundleError(f"{path} n'est pas un fichier. Donnez le fichier du lot.")
        if size > limit * 1_000_000:
            raise UnsafeBundleError(
                f"Le lot fait {size // 1_000_000} Mo ; la limite est {limit} Mo. S'il est bien celui "
                "attendu, relevez [sharing] bundle_mb dans fonds.toml."
            )
        sealed_by = check_seal(path)
    except OSError as error:
        raise DamagedBundleError(
            f"{path} ne peut être lu ({disk_errors.cause(error)}). Vérifiez son nom."
        ) from error
    manifest = reader.check()
    if sealed_by is not None and sealed_by.text != manifest.key:
        raise DamagedBundleError("Le sceau du lot et son contenu ne sont pas de la même clé. Il est refusé.")
    return Verified(path, manifest)
