"""Creating: what this library may tell, as one bundle; memory stays that of one document's text.

Only its own records, only those the audience may see, each with as much text as its rights allow. All is read
from one state of the log, whatever the indexer does meanwhile.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from catalogue.centre import CENTRE
from catalogue.disk import stamp
from catalogue.errors import ConfigurationError
from catalogue.library import Library
from catalogue.likeness import SketchStore
from catalogue.log import Log, Register, Span, Withdrawal
from catalogue.record import Record, Withdrawing
from catalogue.rights import NETWORK_COPIER, PUBLIC_COPIER
from catalogue.vocabulary import load_vocabularies
from exchange.bundles.bag import BagWriter, swells
from exchange.bundles.bundle_concepts import FIELDS, shared_concepts
from exchange.bundles.format import (
    DELETED,
    FORMAT,
    MANIFEST,
    MINOR,
    RATIO_FROM,
    RECORDS,
    VOCABULARY,
    BundleCounts,
    CentreCard,
    Deletion,
    Licences,
    Manifest,
    Reason,
    Sharing,
    line,
)
from exchange.bundles.keys import announced_key, signing_key
from exchange.bundles.records import Teller, page_lines
from exchange.bundles.signing import PublicKey, public_key

Audience = Literal["public", "network"]
READERS = {"public": PUBLIC_COPIER, "network": NETWORK_COPIER}
_REASONS: dict[Withdrawing, Reason] = {
    Withdrawing.REPLACED: "remplace",
    Withdrawing.RESTRICTED: "restreint",
    Withdrawing.BY_RIGHT: "droit",
}


@dataclass(frozen=True, slots=True)
class BundleScope:
    """Which bundle is wanted."""

    #: None for all there is, else only what has changed since that number.
    since: int | None = None
    audience: Audience = "public"
    #: Called with how many records are done, and of how many.
    on_progress: Callable[[int, int], None] = lambda _done, _total: None


@dataclass(frozen=True, slots=True)
class _Row:
    """What must be known of each record at once; its content is read again when it is written."""

    identifier: str
    sequence: int
    datestamp: str
    standing: bool
    replaced_by: str


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of one record, to be written once all records are."""

    sha256: str
    sequence: int
    sharing: Sharing


def create_bundle(library: Library, path: Path, asked: BundleScope | None = None) -> Manifest:
    """Write a bundle and return its manifest.

    Raises ConfigurationError when the centre has no proper name, IndexMissingError when nothing is indexed.
    """
    return _Creation(library, asked or BundleScope()).write(path)


def centre_card(library: Library) -> CentreCard:
    """How this library's centre presents itself; raises ConfigurationError when it cannot."""
    settings = library.settings.library
    if not CENTRE.fullmatch(settings.centre):
        raise ConfigurationError(
            f"[library] centre = « {settings.centre} » dans fonds.toml ne peut nommer un centre dans un lot. "
            "Écrivez des lettres minuscules sans accent, des chiffres et des tirets."
        )
    url = settings.url if settings.url.startswith(("http://", "https://")) else ""
    return CentreCard(
        id=settings.centre, name=settings.centre_name or settings.name, url=url, contact=settings.contact
    )


class _Creation:
    """One bundle being made."""

    def __init__(self, library: Library, asked: BundleScope) -> None:
        self._library, self._asked = library, asked
        self._centre = centre_card(library)
        self._log = Log(library.log_path)
        self._reader = READERS[asked.audience]
        self._vocabularies = load_vocabularies(library.vocabularies)
        self._teller = Teller(library, self._vocabularies)
        self._sketches = SketchStore(library).sketches()
        #: Concepts of the records told, by vocabulary.
        self._used: dict[str, set[str]] = {name: set() for name in FIELDS.values()}

    def write(self, path: Path) -> Manifest:
        key = signing_key(self._library)
        with _one_state(self._log):
            seq = self._log.position()
            rows = sorted(self._rows(), key=lambda row: row.identifier)
            with BagWriter(path, f"{self._centre.id}-{seq}", key) as bag:
                counts = self._payload(bag, rows)
                manifest = self._manifest(public_key(key), seq, counts)
                with bag.file(MANIFEST) as write:
                    write(line(manifest))
                bag.finish(_information(manifest), f"{manifest.bundle_id} seq:{seq}")
        self._log.close()
        return manifest

    def _rows(self) -> Iterator[_Row]:
        """All that the audience was ever told of, since the number asked."""
        for entry in self._log.within(Span(self._reader.access, after=self._asked.since or 0)):
            seen = entry.record is not None and self._reader.may_see(entry.record)
            yield _Row(entry.identifier, entry.sequence, entry.datestamp, seen, entry.replaced_by)

    def _payload(self, bag: BagWriter, rows: list[_Row]) -> BundleCounts:
        standing = [row for row in rows if row.standing]
        gone = [row for row in rows if not row.standing]
        with bag.file(RECORDS) as write:
            texts = [self._record(row, write) for row in standing]
        with bag.file(DELETED) as write:
            withdrawals = Register(self._library.state).withdrawals()
            for row in gone:
                write(line(_deletion(row, withdrawals.get(row.identifier))))
        text_bytes = 0
        for done, text in enumerate(texts, 1):
            text_bytes += self._text(bag, text) if text else 0
            self._asked.on_progress(done, len(texts))
        with bag.file(VOCABULARY) as write:
            write(self._vocabulary())
        return BundleCounts(records=len(standing), deleted=len(gone), text_bytes=text_bytes)

    def _record(self, row: _Row, write: Callable[[bytes], None]) -> _Text | None:
        """Write one record; what to write of its text, None when that is not shared."""
        record = self._log.record_at(row.sequence)
        assert record is not None  # noqa: S101 - one state: the row stands
        sketch = self._sketches.get(row.identifier)
        told = self._teller.tell(record, row.datestamp, sketch.text if sketch else "")
        write(line(told))
        self._note_concepts(record)
        return None if told.rights_text == "none" else _Text(told.sha256, row.sequence, told.rights_text)

    def _note_concepts(self, record: Record) -> None:
        for field, name in FIELDS.items():
            value = getattr(record, field)
            self._used[name].update((value,) if isinstance(value, str) else value)

    def _text(self, bag: BagWriter, text: _Text) -> int:
        """Write the text of one record; how many bytes that is."""
        lines = tuple(page_lines(self._log.pages_at(text.sequence), text.sharing))
        size = sum(map(len, lines))
        with bag.file(f"data/text/{text.sha256}.jsonl", stored=size > RATIO_FROM and swells(lines)) as write:
            for told in lines:
                write(told)
        return size

    def _vocabulary(self) -> bytes:
        from exchange.bundles.skos import turtle  # rdflib is slow to import

        return turtle(shared_concepts(self._vocabularies, self._used, self._centre.id))

    def _manifest(self, key: PublicKey, seq: int, counts: BundleCounts) -> Manifest:
        sharing, now = self._library.settings.sharing, datetime.now(UTC)
        following = announced_key(self._library)
        return Manifest(
            format=FORMAT,
            minor=MINOR,
            centre=self._centre,
            key=key.text,
            bundle_id=str(uuid.uuid4()),
            seq=seq,
            kind="full" if self._asked.since is None else "delta",
            base_seq=self._asked.since or 0,
            audience=self._asked.audience,
            created=stamp(now),
            expires=stamp(now + timedelta(days=sharing.expires_days)),
            generator=f"Fonds {version('fonds')}",
            counts=counts,
            licence=Licences(metadata=sharing.licence, text=sharing.text_licence),
            next_key=public_key(following).text if following else "",
        )


@contextmanager
def _one_state(log: Log) -> Iterator[None]:
    """Read as the log stands at this moment, to the end of the block."""
    log.connection.execute("BEGIN")
    try:
        yield
    finally:
        log.connection.execute("COMMIT")


def _deletion(row: _Row, withdrawal: Withdrawal | None) -> Deletion:
    reason = _REASONS.get(withdrawal.reason, "retire") if withdrawal else "retire"
    return Deletion(id=row.identifier, datestamp=row.datestamp, reason=reason, replaced_by=row.replaced_by)


def _information(manifest: Manifest) -> dict[str, str]:
    """What `bag-info.txt` says for people and for other readers of bags."""
    return {
        "Source-Organization": " ".join(manifest.centre.name.split()),
        "External-Identifier": manifest.bundle_id,
        "Bagging-Date": manifest.created[:10],
        "Bag-Software-Agent": manifest.generator,
    }
