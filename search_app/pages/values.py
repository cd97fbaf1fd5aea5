"""All values of one facet within a search, from A to Z: where a list is longer than the form shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.fields import NONE
from catalogue.vocabulary.labels import fold
from search.results import FacetValue, Results
from search_app.language import _, counted, number_text
from search_app.pages.addresses import address
from search_app.pages.labels import facet_label, value_labels
from search_app.pages.links import Link, search_url
from search_app.state import FACET_KEYS, SearchState

#: Values on one page; beyond, a letter or some of the name is asked for.
MOST = 200
#: Keys of the address beside those of the search.
WITHIN, LETTER = "contient", "lettre"
#: What begins with no letter.
OTHER = "#"


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """All that `values.html` prints."""

    title: str
    back: str
    action: str
    #: What the form must send unseen.
    hidden: tuple[tuple[str, str], ...]
    within: str
    letters: tuple[Link, ...]
    #: « 312 valeurs », with what is left out where not all stand here.
    count: str
    values: tuple[Link, ...]


def values_url(facet: str, state: SearchState) -> str:
    """The page of all values of one facet within a search."""
    return address("search.values", state.at(1).pairs(), identifier=FACET_KEYS[facet])


def values_page(
    facet: str,
    state: SearchState,
    results: Results,
    within: str,
    letter: str,
    hidden: Sequence[tuple[str, str]],
) -> ValuesPage:
    """The values whose name holds `within` and begins with `letter`; both may be empty."""
    told = [each for each in results.facets.get(facet, ()) if each.value != NONE]
    labels = value_labels(facet, (each.value for each in told))
    named = [each for each in told if fold(within) in fold(labels[each.value])]
    letters = sorted({_initial(labels[each.value]) for each in named})
    kept = [each for each in named if not letter or _initial(labels[each.value]) == letter]
    shown = sorted(kept[:MOST], key=lambda each: fold(labels[each.value]))
    return ValuesPage(
        title=_("%(facet)s : choisir de A à Z") % {"facet": facet_label(facet)},
        back=search_url(state),
        action=address("search.values", identifier=FACET_KEYS[facet]),
        hidden=(*state.at(1).pairs(), *hidden),
        within=within,
        letters=tuple(_letters(facet, state, letters, within, letter)),
        count=_count(len(kept), len(shown)),
        values=tuple(_value(facet, state, each, labels[each.value]) for each in shown),
    )


def _initial(label: str) -> str:
    first = fold(label)[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def _letters(
    facet: str, state: SearchState, letters: Sequence[str], within: str, chosen: str
) -> Iterator[Link]:
    for each in ("", *letters) if len(letters) > 1 or chosen else ():
        pairs = [*state.at(1).pairs(), (WITHIN, within), (LETTER, each)]
        url = address("search.values", [pair for pair in pairs if pair[1]], identifier=FACET_KEYS[facet])
        yield Link(each or _("Toutes"), url, current=each == chosen)


def _count(kept: int, shown: int) -> str:
    count = counted("%(num)s valeur", "%(num)s valeurs", kept)
    if shown == kept:
        return count
    return _("%(count)s ; voici les %(shown)s plus fréquentes. Choisissez une lettre ou écrivez un mot.") % {
        "count": count,
        "shown": number_text(shown),
    }


def _value(facet: str, state: SearchState, value: FacetValue, label: str) -> Link:
    """The search narrowed by one value more, or without it where it narrows already."""
    chosen = state.values(facet)
    kept = tuple(each for each in chosen if each != value.value)
    url = search_url(state.selecting(facet, kept if value.selected else (*chosen, value.value)))
    return Link(label, url, current=value.selected, count=number_text(value.count))
