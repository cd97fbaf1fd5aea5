"""What one may choose in a form: vocabularies, languages and levels of access, in words.

A form shows labels and takes labels or identifiers back; `Decisions` tells which concept is meant.
"""

from collections.abc import Iterator

from catalogue.code_labels import CODE_LABELS
from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.notice import DAYS
from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.labels import fold
from search_app.desk.corpus import notices, vocabularies
from search_app.language import N_, _, current, language_name, worded
from search_app.pages.evidence import value_text
from search_app.pages.places import place_name
from search_app.site_library import site_library

#: Letters from which towns are offered, and how many.
SHORTEST, MOST = 3, 12
SHARINGS = {
    "full": N_("Tout le texte"),
    "extract": N_("Un extrait"),
    "none": N_("La notice seule"),
}


def label_of(field: str, value: str) -> str:
    """A value as a form shows it: as everywhere on the site, but dates as they are typed."""
    if field in CODE_LABELS:
        return worded(CODE_LABELS[field].get(value, value))
    if field == "sharing":
        return _(SHARINGS.get(value, value))
    return value if field in ("issued", *DAYS) else value_text(field, value)


def written(field: str, value: str) -> str:
    """A value as a person may write it back: its French label where that is enough, else its identifier."""
    vocabulary = _vocabulary(field)
    if vocabulary is not None:
        label = vocabulary.label(value)
        same = [each for each in vocabulary.concepts.values() if each.label() == label]
        return label if len(same) == 1 else value
    if field == "places":
        return _place_written(value)
    return value


def _place_written(value: str) -> str:
    """The name of a place where it is enough to tell which is meant."""
    label = place_name(value)
    try:
        meant = notices().meant({"places": (label,)})["places"]
    except NoticeError:
        return value
    return label if meant == (value,) else value


def complete_places(typed: str) -> list[str]:
    """Communes whose name begins so, the most inhabited first, as a form takes them back."""
    wanted = fold(typed)
    if len(wanted) < SHORTEST:
        return []
    found = [
        (-inhabitants, code)
        for code, name, inhabitants in vocabularies().places.communes()
        if fold(name).startswith(wanted)
    ]
    return [_place_written(code) for _inhabitants, code in sorted(found)[:MOST]]


def suggestions(field: str) -> tuple[tuple[str, str], ...]:
    """What a field may be completed with: (what is written, what it means)."""
    vocabulary = _vocabulary(field)
    if vocabulary is not None:
        return tuple((written(field, each), "") for each in vocabulary.offered)
    return tuple(_places()) if field == "places" else ()


def options(field: str) -> tuple[tuple[str, str], ...]:
    """The choices of a closed field: (value, label)."""
    if field in CODE_LABELS:
        return tuple((str(code), worded(label)) for code, label in CODE_LABELS[field].items())
    if field == "sharing":
        return tuple((value, _(label)) for value, label in SHARINGS.items())
    if field == "language":
        return tuple(
            (code, language_name(code)) for code in site_library().library.settings.library.languages
        )
    types = vocabularies().types
    return tuple((each, types.label(each, current())) for each in types.offered) if field == "type" else ()


def _vocabulary(field: str):  # type: ignore[no-untyped-def]
    known = vocabularies()
    return {
        "themes": known.themes, "programmes": known.programmes, "type": known.types,
        "audience": known.audiences,
    }.get(BY_NAME[field].name)  # fmt: skip


def _places() -> Iterator[tuple[str, str]]:
    for code, region in vocabularies().regions.concepts.items():
        yield f"reg:{code}", region.label()
    for code, name in NAMES.items():
        yield f"dep:{code}", name
