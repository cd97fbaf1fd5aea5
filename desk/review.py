"""Review: what the software proposes for a record, and what a person's answers make of it.

A field is written into the notice once all its proposed values are answered, so that nothing is decided by
silence. Answers also go where describing learns from them (`catalogue.corrections`), which remembers those of
a field that is not complete yet.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from catalogue.corrections import Correction, Decision
from catalogue.fields import BY_NAME
from catalogue.notice import Value
from catalogue.record import NOTICE, Evidence, Provenance, Record
from desk.bulk import current

#: Fields a person is asked about, in the order of the page.
FIELDS = (
    "title", "creators", "publisher", "issued", "type", "language", "abstract", "themes", "programmes",
    "places", "audience",
)  # fmt: skip

TITLE = "title"


@dataclass(frozen=True, slots=True)
class ReviewProposal:
    """One value proposed, with why."""

    #: Short name for forms; the same as long as field and value are.
    key: str
    field: str
    value: str
    reason: Provenance

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where it was read."""
        return self.reason.evidence


#: Key of a proposal → what was answered.
Answers = Mapping[str, Decision]


def proposals(record: Record) -> list[ReviewProposal]:
    """What the software proposes for this record and no person has decided."""
    found: dict[str, ReviewProposal] = {}
    for name in FIELDS:
        value = current(record, name)
        held = (value,) if isinstance(value, str) else value
        for reason in record.reasons(name):
            if reason.method != NOTICE and reason.value in held:
                key = hashlib.sha256(f"{name}\n{reason.value}".encode()).hexdigest()[:12]
                found.setdefault(key, ReviewProposal(key, name, reason.value, reason))
    return list(found.values())


def waiting(records: Iterable[Record], reviewed: frozenset[str]) -> Iterator[Record]:
    """Records of this library that nobody has confirmed and that propose something."""
    for record in records:
        if record.identifier not in reviewed and record.file and not record.received and proposals(record):
            yield record


def decided(record: Record, answers: Answers) -> dict[str, Value]:
    """What the answers write into the notice, field by field."""
    asked = proposals(record)
    found: dict[str, Value] = {}
    for name in {each.field for each in asked}:
        given = [(each.value, answers.get(each.key)) for each in asked if each.field == name]
        if any(answer not in (Decision.ACCEPTED, Decision.REFUSED) for _value, answer in given):
            continue
        refused = {value for value, answer in given if answer is Decision.REFUSED}
        value = current(record, name)
        if name == TITLE and refused:
            continue
        if BY_NAME[name].repeated:
            found[name] = tuple(each for each in value if each not in refused)
        else:
            found[name] = "" if value in refused else value
    return found


def title_refused(record: Record, answers: Answers) -> bool:
    """Whether a person must write a title: a record always has one, so a refusal alone writes nothing."""
    return any(
        each.field == TITLE and answers.get(each.key) is Decision.REFUSED for each in proposals(record)
    )


def complete(record: Record, answers: Answers) -> bool:
    """Whether every proposal has its answer, and the record a title."""
    return not title_refused(record, answers) and all(
        answers.get(each.key) in (Decision.ACCEPTED, Decision.REFUSED) for each in proposals(record)
    )


def corrections(record: Record, answers: Answers, by: str) -> list[Correction]:
    """What the answers teach, for `catalogue.corrections`."""
    date = datetime.now().astimezone().isoformat(timespec="seconds")
    return [
        Correction(date, record.identifier, each.field, each.value, answers[each.key], each.reason.terms, by)
        for each in proposals(record)
        if each.key in answers
    ]


def earlier(record: Record, given: Iterable[Correction]) -> dict[str, Decision]:
    """Answers given before to what is still proposed, the last one of each."""
    asked = {(each.field, each.value): each.key for each in proposals(record)}
    found = {
        asked[each.field, each.value]: each.decision
        for each in given
        if each.record == record.identifier and (each.field, each.value) in asked
    }
    return {key: decision for key, decision in found.items() if decision is not Decision.WITHDRAWN}
