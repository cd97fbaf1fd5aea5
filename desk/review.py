"""Review: what the software proposes for a record, and what a person's answers make of it.

A field is written into the notice once all its proposed values are answered, so that nothing is decided by
silence. Answers also go where describing learns from them (`catalogue.corrections`), which remembers those of
a field that is not complete yet.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

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
    #: Where it was read, whatever led to it: each page once, the first found before the others.
    evidence: tuple[Evidence, ...] = ()


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
                before = found.get(key, ReviewProposal(key, name, reason.value, reason))
                found[key] = replace(before, evidence=_merged(before.evidence, reason.evidence))
    return list(found.values())


def _merged(*given: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Pages of evidence, each once, with what it says first."""
    found: dict[int, Evidence] = {}
    for each in chain.from_iterable(given):
        found.setdefault(each.page, each)
    return tuple(found.values())


def judged(
    record: Record, standing: Collection[str], said: Answers, *, everything: bool = False
) -> dict[str, Decision]:
    """What a form that was sent answers, by the keys of the proposals.

    A proposal that no longer stands in its box was refused, whatever else was said of it; `everything`
    accepts what stands and was not refused. What is in neither is not answered.
    """
    found = {}
    for each in proposals(record):
        if each.key not in standing or said.get(each.key) is Decision.REFUSED:
            found[each.key] = Decision.REFUSED
        elif everything or said.get(each.key) is Decision.ACCEPTED:
            found[each.key] = Decision.ACCEPTED
    return found


def waiting(records: Iterable[Record], reviewed: frozenset[str]) -> Iterator[Record]:
    """Records of this library that nobody has confirmed and that propose something."""
    for record in records:
        if record.identifier not in reviewed and record.file and not record.received and proposals(record):
            yield record


def decided(record: Record, answers: Answers) -> dict[str, Value]:
    """What the answers write into the notice, field by field."""
    asked = proposals(record)
    found: dict[str, Value] = {}
    for name in dict.fromkeys(each.field for each in asked):
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
