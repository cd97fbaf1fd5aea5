"""Evidence: why a field says what it says, in words a visitor can judge."""

from dataclasses import dataclass

from catalogue.fields import FACET_OF_FIELD
from catalogue.record import NOTICE, Evidence, Method, Provenance, Record
from search_app.language import N_, _, date_text
from search_app.pages.labels import place_label, value_label
from search_app.pages.links import Link, page_url
from search_app.pages.places import place_name

#: Method → how it is said; a method not listed is shown by its own name.
METHODS = {
    NOTICE: N_("indiqué par le centre"),
    Method.METADATA: N_("lu dans les propriétés du fichier"),
    Method.LAYOUT: N_("lu dans la mise en page"),
    Method.TITLE: N_("lu dans le titre"),
    Method.COVER: N_("lu sur la première page"),
    Method.FIRST_LINE: N_("première ligne du texte"),
    Method.STATED: N_("le document le dit"),
    Method.HEADING: N_("lu sous un intertitre du document"),
    Method.BYLINE: N_("signature dans le texte"),
    Method.EVENT: N_("jour de l'événement rapporté"),
    Method.OPENING: N_("jour par lequel le texte commence"),
    Method.NEWS: N_("dernière date que l'article cite"),
    Method.EXTRACT: N_("premières phrases du document"),
    Method.WORDS: N_("mots qui désignent ce type de document"),
    Method.SHAPE: N_("d'après la forme du document"),
    Method.RUBRICS: N_("d'après ses rubriques"),
    Method.FORMAT: N_("d'après le format du fichier"),
    Method.GAZETTEER: N_("noms de lieux trouvés dans le texte"),
    Method.ONLY_LANGUAGE: N_("seule langue de la bibliothèque"),
    Method.FILE_NAME: N_("tiré du nom du fichier"),
    Method.ORIGIN: N_("d'après l'adresse d'origine ou le dossier"),
    Method.VOCABULARY: N_("termes du vocabulaire trouvés dans le texte"),
    Method.TEXT: N_("lu dans le texte"),
}
#: Least confidence → how it is said.
_CONFIDENCE = (
    (0.9, N_("presque certain")),
    (0.7, N_("probable")),
    (0.45, N_("possible")),
    (0.0, N_("incertain")),
)


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
    method = METHODS.get(provenance.method)
    name = _(method) if method else provenance.method
    return name if provenance.method == NOTICE else f"{name}, {confidence_text(provenance.confidence)}"


def confidence_text(confidence: float) -> str:
    """A number nobody can judge, in a word."""
    return next(_(word) for least, word in _CONFIDENCE if confidence >= least or least == 0.0)


def _reason(record: Record, provenance: Provenance) -> ValueReason:
    method = METHODS.get(provenance.method)
    certain = provenance.method == NOTICE
    return ValueReason(
        value=value_text(provenance.field, provenance.value),
        method=_(method) if method else provenance.method,
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
