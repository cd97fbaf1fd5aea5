"""The notice editor: every field a person may decide, with what the software proposes where they have not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalogue.corrections import Decision
from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME, Field
from catalogue.record import Record
from desk.bulk import current
from desk.notices import NoticeText
from desk.review import ReviewProposal
from search_app.desk.choices import options, suggestions, written
from search_app.desk.refusals import RefusedValue, refused_values
from search_app.language import N_, _
from search_app.pages.evidence import ValueReason, doubts, method_text, reasons
from search_app.pages.labels import place_label

#: The fields in the order of the form; the identifier is pinned by hand only, in the file.
ORDER = (
    "title", "article", "alternative", "creators", "publisher", "issued", "type", "language", "abstract",
    "themes", "programmes", "places", "audience", "keywords", "journal", "volume", "issue", "extent",
    "collection", "sharing", "isbn", "issn", "doi", "shelf_mark", "source", "rights", "access", "status",
    "embargo", "relations",
)  # fmt: skip
#: Those by which a document is handed to its readers.
PUBLISHING = frozenset({"status", "embargo"})
LONG = frozenset({"abstract"})
#: Those that few documents have, folded until one of them holds something.
RARE = frozenset(
    {
        "article", "alternative", "journal", "volume", "issue", "extent", "collection", "sharing", "isbn",
        "issn", "doi", "shelf_mark", "source", "rights", "relations",
    }
)  # fmt: skip
#: Empty boxes after the values of a repeated field.
SPARE = 2
HINTS = {
    "issued": N_("2007, « octobre 2007 » ou « 9 octobre 2007 »"),
    "article": N_("Ce que le titre a de trop pour son classement : « Der » dans « Der Raum »"),
    "creators": N_("Nom, Prénom ; un organisme par son nom"),
    "embargo": N_(
        "« 31 janvier 2027 » : d'ici là, seul l'atelier le voit ; ce jour-là, il paraît de lui-même"
    ),
    "places": N_(
        "Commune, intercommunalité, département ou région ; si plusieurs ont ce nom, on demande laquelle"
    ),
}


@dataclass(frozen=True, slots=True)
class ProposedQuote:
    """What the document says on one page."""

    text: str
    #: 0 for what stands on no page.
    page: int
    #: « p. 3 »; empty there.
    name: str


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """Why a value that nobody has decided stands in its box, and what was answered so far."""

    key: str
    #: « lu sur la première page, presque certain ».
    method: str
    quotes: tuple[ProposedQuote, ...]
    #: `accepted`, `refused` or empty.
    answer: str

    @property
    def page(self) -> int:
        """The page of its first quote that stands on one; 0 for none."""
        return next((each.page for each in self.quotes if each.page), 0)


@dataclass(frozen=True, slots=True)
class FormValue:
    """One box and what it holds."""

    text: str
    proposed: ProposedValue | None = None


@dataclass(frozen=True, slots=True)
class FormDoubt:
    """A value the describer saw and doubts, to be ticked by who knows better."""

    #: What its box would hold.
    text: str
    reason: ValueReason


@dataclass(frozen=True, slots=True)
class FormBox:
    """One field of the form."""

    name: str
    label: str
    #: As typed or as they stand; at least one, spare boxes included where the field is repeated.
    values: tuple[FormValue, ...]
    repeated: bool
    long: bool
    required: bool
    hint: str
    #: (value, label) of a closed list; empty where one types.
    options: tuple[tuple[str, str], ...]
    suggestions: tuple[tuple[str, str], ...]
    #: Why the value cannot be written; empty when it can.
    error: str
    #: The values that cannot, each with what may have been meant.
    refused: tuple[RefusedValue, ...]
    #: The values whose boxes are marked; all of them when the error is the field's.
    wrong: frozenset[str]
    #: Whether a person decided it; else the software proposes it, for `reasons`.
    decided: bool
    reasons: tuple[ValueReason, ...]
    #: What the describer saw and doubts: to be looked at, in no box until somebody writes it there.
    doubted: tuple[FormDoubt, ...]
    #: What somebody else wrote meanwhile, for comparing; empty when nobody did.
    theirs: str
    #: Whether it is shown among those few documents have.
    rare: bool


def proposed(record: Record, proposal: ReviewProposal, answer: Decision | None) -> ProposedValue:
    """A proposal as its box shows it."""
    return ProposedValue(
        proposal.key,
        method_text(proposal.reason),
        tuple(
            ProposedQuote(each.quote, each.page, place_label(record, each.page) if each.page else "")
            for each in proposal.evidence
        ),
        answer.value if answer else "",
    )


def boxes(
    record: Record,
    standing: NoticeText,
    required: tuple[str, ...],
    order: tuple[str, ...] = ORDER,
    *,
    typed: Mapping[str, tuple[str, ...]] | None = None,
    errors: Mapping[str, str] | None = None,
    refusals: Mapping[str, tuple[NoticeError, ...]] | None = None,
    compare: bool = False,
    asked: Mapping[tuple[str, str], ProposedValue] | None = None,
) -> tuple[FormBox, ...]:
    """The form: of what stands, or of what was typed when it could not be saved.

    `asked` are the proposals to be answered, by their field and what its box holds.
    """
    return tuple(
        _box(
            BY_NAME[name],
            record,
            standing,
            required,
            typed or {},
            (errors or {}).get(name, ""),
            refused_values((refusals or {}).get(name, ()), name),
            compare=compare,
            asked=asked or {},
        )
        for name in order
    )


def standing_values(record: Record, standing: NoticeText, field: str) -> tuple[str, ...]:
    """What a field holds now: a person's word, else what the software proposes."""
    value = standing.values.get(field, current(record, field))
    return tuple(each for each in ((value,) if isinstance(value, str) else value) if each)


def _box(
    field: Field,
    record: Record,
    standing: NoticeText,
    required: tuple[str, ...],
    typed: Mapping[str, tuple[str, ...]],
    error: str,
    refused: tuple[RefusedValue, ...],
    *,
    compare: bool,
    asked: Mapping[tuple[str, str], ProposedValue],
) -> FormBox:
    name, closed = field.name, options(field.name)
    stands = shown(record, standing, name)
    values = typed.get(name, stands)
    held = values + ("",) * SPARE if field.repeated else values or ("",)
    answerable = any(each == name for each, _text in asked)
    return FormBox(
        name=name,
        label=_(field.label),
        values=tuple(FormValue(each, asked.get((name, each))) for each in held),
        repeated=field.repeated,
        long=name in LONG,
        required=name in required,
        hint=_(HINTS[name]) if name in HINTS else "",
        options=closed,
        suggestions=suggestions(name),
        error=error,
        refused=refused,
        wrong=frozenset(each.value for each in refused)
        or (frozenset(values or ("",)) if error else frozenset()),
        decided=name in standing.values,
        reasons=() if name in standing.values or answerable else reasons(record, name),
        doubted=() if name in standing.values else tuple(_doubts(record, name)),
        theirs=(" ; ".join(stands) or "—") if compare and values != stands else "",
        rare=name in RARE and not any(values) and not error and name not in required,
    )


def _doubts(record: Record, name: str) -> Iterator[FormDoubt]:
    values = [each.value for each in record.doubted if each.field == name]
    for value, reason in zip(values, doubts(record, name), strict=True):
        yield FormDoubt(value if options(name) else written(name, value), reason)


def shown(record: Record, standing: NoticeText, field: str) -> tuple[str, ...]:
    """What the form shows of a field: labels where one types, values where one chooses."""
    values = standing_values(record, standing, field)
    return values if options(field) else tuple(written(field, each) for each in values)


def touched(
    record: Record, standing: NoticeText, typed: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The fields a person changed, as they typed them: only these become their word."""
    return {name: each for name, each in typed.items() if each != shown(record, standing, name)}


def missing(required: tuple[str, ...], typed: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Required fields without a value, with what to do."""
    why = _("Ce champ est attendu pour ce type : remplissez-le, ou laissez la notice « à vérifier ».")
    return {name: why for name in required if not any(typed.get(name, ()))}
