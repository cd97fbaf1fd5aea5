"""Evidence: why a field says what it says, in words a visitor can judge."""

from dataclasses import dataclass

from catalogue.fields import FACET_OF_FIELD
from catalogue.methods import confidence_words, method_words
from catalogue.record import NOTICE, Evidence, Provenance, Record
from search_app.language import date_text, worded
from search_app.pages.labels import place_label, value_label
from search_app.pages.links import Link, page_url
from search_app.pages.places import place_name


@dataclass(frozen=True, slots=True)
class Quote:
    """Where it was read."""

    text: str
    #: None for what stands on no page.
    page: Link | None


@dataclass(frozen=True, slots=True)
class ValueReason:
    """Why one value was given."""

    value: str
    method: str
    #: Empty for a person's word.
    confidence: str
    quotes: tuple[Quote, ...]


def reasons(record: Record, field: str) -> tuple[ValueReason, ...]:
    """Why the values of a field are what they are."""
    return tuple(_reason(record, each) for each in record.reasons(field))


def doubts(record: Record, field: str) -> tuple[ValueReason, ...]:
    """What may be said of a field too, and is more likely wrong than right: for those who describe."""
    return tuple(_reason(record, each) for each in record.doubted if each.field == field)


def method_text(provenance: Provenance) -> str:
    """How a value was found and how sure that is: « lu sur la première page, presque certain »."""
    name = worded(method_words(provenance.method))
    return name if provenance.method == NOTICE else f"{name}, {confidence_text(provenance.confidence)}"


def confidence_text(confidence: float) -> str:
    """How sure something is, in a word."""
    return worded(confidence_words(confidence))


def _reason(record: Record, provenance: Provenance) -> ValueReason:
    certain = provenance.method == NOTICE
    return ValueReason(
        value=value_text(provenance.field, provenance.value),
        method=worded(method_words(provenance.method)),
        confidence="" if certain else confidence_text(provenance.confidence),
        quotes=tuple(_quote(record, each) for each in provenance.evidence),
    )


def _quote(record: Record, evidence: Evidence) -> Quote:
    if not evidence.page:
        return Quote(evidence.quote, None)
    place = Link(place_label(record, evidence.page), page_url(record.identifier, evidence.page))
    return Quote(evidence.quote, place)


def value_text(field: str, value: str) -> str:
    """One value of a field of the record as a visitor reads it."""
    if field in FACET_OF_FIELD:
        return value_label(FACET_OF_FIELD[field], value)
    if field == "places":
        return place_name(value)
    return date_text(value) if field == "issued" else value
