"""Quality: what records lack or say wrongly, each with its remedy; for `fonds check` and for the desk.

Looks at the log and the files' states only: no engine, no corpus. What other centres describe is theirs to
correct and is left out. Findings name files, so they are for those who keep the library.
"""

import mimetypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalogue.library import Library
from catalogue.log import Files, LedgerLine, Log, LogEntry
from catalogue.notice import SUFFIX
from catalogue.record import NOTICE, Record
from catalogue.rooms import EXPERIENCES
from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary.regions import SUCCESSORS

#: Documents of more pages that hold no text are scans, which the files' states tell.
FEW_PAGES = 3
#: Since then the regions of before stand for the past only (law of 16 January 2015).
NEW_REGIONS = 2016
NO_TEXT = "Aucun texte : il ne se trouve que par sa notice. Numérisez-le avec reconnaissance de texte."


class ProblemKind(StrEnum):
    """What is to be seen to, the gravest first."""

    NOTICE = "notice"
    NO_TEXT = "no-text"
    NEEDS_OCR = "needs-ocr"
    ORPHAN = "orphan"
    UNKNOWN_CONCEPT = "unknown-concept"
    OLD_REGION = "old-region"
    NO_THEME = "no-theme"
    NO_DATE = "no-date"
    ALIKE = "alike"
    DEAD_LINK = "dead-link"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to see to."""

    kind: str
    #: The file, notice or part of the index concerned.
    where: str
    #: What is wrong and what to do: a French sentence.
    message: str
    #: Line of the notice, where the finding is about one.
    line: int | None = None
    #: The record concerned; empty where there is none.
    identifier: str = ""


def record_findings(log: Log, vocabularies: Vocabularies) -> Iterator[Finding]:
    """What is wrong with the records themselves, in the order of the log."""
    states = {each.identifier: each for each in Files(log).with_images()}
    for entry in log.entries():
        record = entry.record
        if record is None or record.received:
            continue
        told = list(findings_of(record, vocabularies))
        if _is_without_text(log, entry, record, states.get(record.identifier)):
            told.append((ProblemKind.NO_TEXT, NO_TEXT))
        where = record.file or record.title
        yield from (Finding(kind, where, message, identifier=record.identifier) for kind, message in told)


def file_findings(log: Log) -> Iterator[Finding]:
    """Notices that cannot be used, and pages that wait for an OCR program."""
    files = Files(log)
    for state in files.troubled():
        if state.notice_error:
            yield notice_finding(state.path + SUFFIX, state.notice_error, state.identifier)
    for state in files.with_images():
        message = f"{state.needs_ocr} page(s) sont des images sans texte lu."
        yield Finding(ProblemKind.NEEDS_OCR, state.path, message, identifier=state.identifier)


def notice_finding(notice: str, error: str, identifier: str = "") -> Finding:
    """A notice to correct; its error says the line first, which is told apart here."""
    name = re.escape(notice.rpartition("/")[2])
    placed = re.match(rf"{name}(?:, ligne (\d+))? : ", error)
    line = int(placed[1]) if placed and placed[1] else None
    said = error[placed.end() :] if placed else error
    return Finding(ProblemKind.NOTICE, notice, said[:1].upper() + said[1:], line, identifier)


def alike_findings(library: Library, log: Log) -> Iterator[Finding]:
    """Documents that say nearly the same, each named with the one that came first."""
    from desk.duplicates import alike  # numpy, which every command would import

    for pair in alike(library):
        first, second = (_current(log, each) for each in (pair.first, pair.second))
        if first is None or second is None:
            continue
        much = (
            "Même texte que" if pair.same_text else f"Texte très proche ({100 * pair.likeness:.0f}\u202f%) de"
        )
        message = f"{much} {first.file or first.title}. Gardez les deux, ou retirez celui qui est de trop."
        yield Finding(ProblemKind.ALIKE, second.file or second.title, message, identifier=second.identifier)


def findings_of(record: Record, vocabularies: Vocabularies) -> Iterator[tuple[ProblemKind, str]]:
    """What one record says wrongly or lacks, as far as it tells by itself."""
    if _is_orphan(record):
        yield (
            ProblemKind.ORPHAN,
            f"Le document de cette notice n'est pas là. Remettez-le, ou renommez {record.file}{SUFFIX} si "
            "elle se suffit à elle-même.",
        )
    for label, value in _unknown_concepts(record, vocabularies):
        yield (
            ProblemKind.UNKNOWN_CONCEPT,
            f"{label} : « {value} » n'est plus dans les vocabulaires. Remplacez-le dans la notice, ou "
            "rajoutez le concept.",
        )
    for former in _former_regions(record):
        then, now = vocabularies.regions.label(former), vocabularies.regions.label(SUCCESSORS[former])
        yield (
            ProblemKind.OLD_REGION,
            f"{then} n'est plus une région depuis 2016. Écrivez « {now} », ou datez un document d'avant.",
        )
    if record.room in ("", EXPERIENCES):
        yield from _lacking(record)


def _lacking(record: Record) -> Iterator[tuple[ProblemKind, str]]:
    """What a document is looked for by; an actor, an event, a question say what their room asks."""
    if not record.themes:
        yield ProblemKind.NO_THEME, 'Aucun thème. Ajoutez themes = ["…"] à sa notice.'
    if not record.issued:
        yield ProblemKind.NO_DATE, 'Aucune date. Ajoutez issued = "2007" à sa notice.'


def _is_orphan(record: Record) -> bool:
    """Whether a notice without a document is named as if it had one: `rapport.pdf.toml`."""
    return not record.sha256 and mimetypes.guess_type(record.file)[0] is not None


def _unknown_concepts(record: Record, vocabularies: Vocabularies) -> Iterable[tuple[str, str]]:
    for label, values, vocabulary in (
        ("Thèmes", record.themes, vocabularies.themes),
        ("Dispositifs", record.programmes, vocabularies.programmes),
        ("Type de document", (record.type,) if record.type else (), vocabularies.types),
        ("Publics", record.audience, vocabularies.audiences),
    ):
        yield from ((label, value) for value in values if value not in vocabulary.concepts)


def _former_regions(record: Record) -> Iterator[str]:
    """Regions of before 2016 that a person gave to a document of after, or of no known year."""
    if record.year is not None and record.year < NEW_REGIONS:
        return
    for reason in record.reasons("places"):
        former = reason.value.removeprefix("reg:")
        if reason.method == NOTICE and former in SUCCESSORS and reason.value != former:
            yield former


def _is_without_text(log: Log, entry: LogEntry, record: Record, state: LedgerLine | None) -> bool:
    if not record.sha256:
        return False
    if state is not None and state.needs_ocr >= record.pages:
        return True
    if record.pages > FEW_PAGES:
        return False
    return not any(page.text.strip() for page in log.pages_at(entry.sequence))


def _current(log: Log, identifier: str) -> Record | None:
    entry = log.entry(identifier)
    return entry.record if entry else None
