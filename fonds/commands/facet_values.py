"""Facet values: what a person types after `--theme` or `--place`, by its code or by its name.

A value that stands for nothing is refused and its neighbours told: a search that finds nothing because of a
mistyped filter would say that the library holds nothing.
"""

from collections.abc import Mapping
from difflib import get_close_matches

import click

from catalogue.fields import FACETS, NONE
from catalogue.vocabulary import Vocabularies, Vocabulary
from catalogue.vocabulary.gazetteer import Gazetteer
from catalogue.vocabulary.labels import key
from catalogue.wording import spoken
from catalogue.wording import translated as _

#: The facet of all places, which the gazetteer names.
_PLACES = "place"
#: Most values told as what may have been meant.
_TOLD = 5


def identified(vocabularies: Vocabularies, facet: str, value: str) -> str:
    """The value of a facet that a code or a name stands for; a usage error where none or several do.

    Values of facets that no vocabulary holds (authors, keywords) are any text, and given back.
    """
    vocabulary = vocabularies.of_facet(facet)
    if value == NONE or (vocabulary is None and facet != _PLACES):
        return value
    found = _place(vocabularies.places, value) if vocabulary is None else _concept(vocabulary, value)
    if len(found) == 1:
        return found[0]
    near = () if found else _near(vocabularies, vocabulary, value)
    said = {"value": value, "facet": _(FACETS[facet].label), "written": _(FACETS[facet].written)}
    known = ", ".join(f"{each} ({_label(vocabularies, facet, each)})" for each in (found or near)[:_TOLD])
    if found:
        told = _("« {value} » a plusieurs sens ({facet}) : écrivez {known}.", known=known, **said)
    elif near:
        told = _("« {value} » n'est pas connu ({facet}). Peut-être : {known}.", known=known, **said)
    else:
        told = _(
            "« {value} » n'est pas connu ({facet}). S'écrit par son nom, ou : {written} "
            "(« fonds vocabulary list » les énumère).",
            **said,
        )
    raise click.UsageError(told)


def _concept(vocabulary: Vocabulary, value: str) -> tuple[str, ...]:
    """The concepts that bear a code or a name; one that was merged is the one that took its place."""
    value = vocabulary.merged.get(value, value)
    if value in vocabulary.concepts:
        return (value,)
    return _names_of(vocabulary).get(key(value), ())


def _names_of(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """Name → the concepts that bear it: as their label if any has it so, else as another name or acronym."""
    main: dict[str, tuple[str, ...]] = {}
    other: dict[str, tuple[str, ...]] = {}
    for identifier, concept in vocabulary.concepts.items():
        for each in dict.fromkeys(map(key, concept.labels.values())):
            main[each] = (*main.get(each, ()), identifier)
        for each in dict.fromkeys(map(key, (*concept.alternatives, *concept.acronyms))):
            other[each] = (*other.get(each, ()), identifier)
    return other | main


def _place(places: Gazetteer, value: str) -> tuple[str, ...]:
    """The communes and intercommunalities of a code or a name."""
    if places.place(value) is not None or value.startswith("reg:"):
        return (value,)
    wanted = key(value)
    communes = (code for code, name, _people in places.communes() if key(name) == wanted)
    groups = (
        each.code for each in places.intercommunalities() if wanted in (key(each.name), key(each.title))
    )
    return tuple(communes) or tuple(groups)


def _near(vocabularies: Vocabularies, vocabulary: Vocabulary | None, value: str) -> tuple[str, ...]:
    """The values that may have been meant: a number without its kind, a part of a name, a slip."""
    known: Mapping[str, tuple[str, ...]] = (
        {key(name): (code,) for code, name, _people in vocabularies.places.communes()}
        if vocabulary is None
        else {**_names_of(vocabulary), **{code: (code,) for code in vocabulary.concepts}}
    )
    wanted = key(value)
    numbered = [f"dep:{value}"] if f"dep:{value}" in known else []
    parts = [name for name in known if wanted and f" {wanted} " in f" {name} "] if vocabulary else []
    close = numbered or parts or get_close_matches(wanted, known, _TOLD, 0.75)
    return tuple(dict.fromkeys(code for name in close for code in known[name]))


def _label(vocabularies: Vocabularies, facet: str, value: str) -> str:
    vocabulary = vocabularies.of_facet(facet)
    return vocabulary.label(value, spoken()) if vocabulary else vocabularies.places.label(value)
