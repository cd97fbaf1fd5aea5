"""The limited process that opens bundles, and how it is asked.

In come requests that name a file and a part of it; out go what was checked, or some lines of it, as plain
JSON. `handle` runs in the limited process, `BundleReader` in ours; nothing else opens a bundle's zip.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import msgspec

from catalogue.record import Page, Withdrawing
from confined import Failure, FailureKind, Limits, Pool
from exchange.bundles import errors
from exchange.bundles.bundle_concepts import SharedConcept
from exchange.bundles.checking import BAD_LINE, check_bag, lines_of
from exchange.bundles.container import Container
from exchange.bundles.errors import BundleError, DamagedBundleError, UnsafeBundleError
from exchange.bundles.format import (
    DELETED,
    RECORDS,
    TEXT_FILE,
    VOCABULARY,
    Deletion,
    Manifest,
    PageText,
    SharedRecord,
)
from exchange.bundles.records import heard, heard_page
from exchange.received import Sent, Withdrawn

TASK = "exchange.bundles.bundle_reader:handle"
#: What opening a bundle may cost; a part of it is asked for at a time.
LIMITS = Limits(memory_mb=900, cpu_s=600, wall_s=900, answer_mb=256)
#: Bytes of text after which an answer is handed over.
_BATCH_BYTES = 16 << 20
_BATCH_LINES = 1000
_VOCABULARY_BYTES = 16 << 20

Part = Literal["check", "records", "deleted", "concepts"]


class BundleRequest(msgspec.Struct, frozen=True):
    """One question to the limited process."""

    path: str
    part: Part
    #: Lines passed already.
    start: int = 0


class Refusal(msgspec.Struct, frozen=True, tag=True):
    """Why a bundle cannot be read: the name of the error and its sentence."""

    kind: str
    message: str


class Checked(msgspec.Struct, frozen=True, tag=True):
    """A bundle that is whole and signed, every line of it as it should be."""

    manifest: Manifest


class Records(msgspec.Struct, frozen=True, tag=True):
    """Some records with their pages; none at the end."""

    found: list[Sent]


class Deletions(msgspec.Struct, frozen=True, tag=True):
    """Some withdrawals; none at the end."""

    found: list[Withdrawn]


class Concepts(msgspec.Struct, frozen=True, tag=True):
    """The concepts of the bundle."""

    found: list[SharedConcept]


Answer = Refusal | Checked | Records | Deletions | Concepts
_request = msgspec.json.Decoder(BundleRequest)
_answer: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


class BundleReader:
    """Reads one bundle through a limited process; a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._open = ExitStack()
        # One process from the check to the last line, so that a file is opened and walked through once.
        self._pool = Pool(TASK, workers=1, limits=LIMITS, recycle_after=1_000_000)

    def check(self) -> Manifest:
        """Check signature, digests and every line; raises BundleError that says what is wrong."""
        answer = self._ask("check")
        assert isinstance(answer, Checked)  # noqa: S101 - the answer to that question
        return answer.manifest

    def changes(self) -> Iterator[Sent | Withdrawn]:
        """Records with their pages, then withdrawals, a batch in memory at a time."""
        parts: tuple[Part, Part] = ("records", "deleted")
        for part in parts:
            start = 0
            while found := self._batch(part, start):
                yield from found
                start += len(found)

    def concepts(self) -> list[SharedConcept]:
        """The concepts its records name."""
        answer = self._ask("concepts")
        assert isinstance(answer, Concepts)  # noqa: S101 - the answer to that question
        return answer.found

    def __enter__(self) -> Self:
        self._open.enter_context(self._pool)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def _batch(self, part: Part, start: int) -> list[Sent] | list[Withdrawn]:
        answer = self._ask(part, start)
        assert isinstance(answer, Records | Deletions)  # noqa: S101 - the answer to those questions
        return answer.found

    def _ask(self, part: Part, start: int = 0) -> Answer:
        outcome = self._pool.run(msgspec.json.encode(BundleRequest(self._path, part, start)))
        if outcome.value is None:
            raise _failed(outcome.failure)
        answer = _answer.decode(outcome.value)
        if isinstance(answer, Refusal):
            kind = getattr(errors, answer.kind, DamagedBundleError)
            raise kind(answer.message)
        return answer


def _failed(failure: Failure | None) -> BundleError:
    if failure is not None and failure.kind in (FailureKind.MEMORY, FailureKind.CPU, FailureKind.WALL):
        return UnsafeBundleError(
            "Le lot demande plus de mémoire ou de temps qu'aucun lot honnête : il est refusé."
        )
    return DamagedBundleError("Le lot ne peut être lu : il est abîmé. Demandez-le à nouveau au centre.")


class _Walk:
    """One part of one bundle, walked through from request to request."""

    def __init__(self, request: BundleRequest) -> None:
        self.at = (request.path, request.part)
        self.passed = 0
        container = Container(Path(request.path))
        if request.part == "records":
            self._values: Iterator[Sent | Withdrawn] = _sent(container)
        else:
            self._values = _withdrawn(container)

    def batch(self, start: int) -> list[Sent | Withdrawn]:
        """Some values after the first `start`."""
        for _ in islice(self._values, start - self.passed):
            pass
        found, size = [], 0
        for value in self._values:
            found.append(value)
            size += sum(len(page.text) for page in value.pages) if isinstance(value, Sent) else 0
            if size > _BATCH_BYTES or len(found) == _BATCH_LINES:
                break
        self.passed = start + len(found)
        return found


_walks: list[_Walk] = []


def handle(content: bytes) -> bytes:
    """Answer one question about a bundle."""
    request = _request.decode(content)
    try:
        answer = _check(request) if request.part == "check" else _part(request)
    except BundleError as error:
        answer = Refusal(type(error).__name__, str(error))
    return msgspec.json.encode(answer)


def _check(request: BundleRequest) -> Answer:
    container = Container(Path(request.path))
    manifest = check_bag(container)
    counts = manifest.counts
    records = sum(1 for _ in lines_of(container, RECORDS, SharedRecord))
    deleted = sum(1 for _ in lines_of(container, DELETED, Deletion))
    if (records, deleted) != (counts.records, counts.deleted):
        raise DamagedBundleError("Le lot ne contient pas autant de notices qu'il l'annonce.")
    for name in sorted(container.names):
        if TEXT_FILE.fullmatch(name):
            for _ in lines_of(container, name, PageText):
                pass
    _concepts(container)
    return Checked(manifest)


def _part(request: BundleRequest) -> Answer:
    if request.part == "concepts":
        return Concepts(_concepts(Container(Path(request.path))))
    if not _walks or _walks[0].at != (request.path, request.part) or _walks[0].passed > request.start:
        _walks[:] = [_Walk(request)]
    found = _walks[0].batch(request.start)
    if request.part == "records":
        return Records([each for each in found if isinstance(each, Sent)])
    return Deletions([each for each in found if isinstance(each, Withdrawn)])


def _sent(container: Container) -> Iterator[Sent]:
    for told in lines_of(container, RECORDS, SharedRecord):
        name = f"data/text/{told.sha256}.jsonl"
        pages: tuple[Page, ...] = ()
        if told.rights_text != "none" and name in container.names:
            pages = tuple(heard_page(each) for each in lines_of(container, name, PageText))
        yield Sent(heard(told), pages)


def _withdrawn(container: Container) -> Iterator[Withdrawn]:
    for told in lines_of(container, DELETED, Deletion):
        yield Withdrawn(told.id, Withdrawing(told.reason))


def _concepts(container: Container) -> list[SharedConcept]:
    content = container.read(VOCABULARY, _VOCABULARY_BYTES)
    if not content.strip():
        return []
    from exchange.bundles.skos import UNREADABLE, concepts_in  # rdflib is slow to import

    try:
        return list(concepts_in(content))
    except (*UNREADABLE, *BAD_LINE) as error:
        raise DamagedBundleError(
            f"{VOCABULARY} n'est pas du Turtle lisible. Demandez un autre lot."
        ) from error
