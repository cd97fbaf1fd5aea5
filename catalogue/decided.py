"""What a person decided: the values of a notice in the form the record holds.

Concepts may be written as identifiers or as any of their labels, places as codes (`reg:54`) or names. A value
nobody knows is an error that names it and the nearest known ones: a typing mistake must not become a facet.
"""

import re
from collections.abc import Mapping
from functools import cached_property

from rapidfuzz import fuzz, process

from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.notice import Notice, Value
from catalogue.record import NOTICE, Provenance
from catalogue.vocabulary import Vocabularies, Vocabulary
from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.labels import Labels, fold

#: Places that other lists hold are taken as they are written.
_CODED = re.compile(r"(qpv|zus):[0-9A-Z]{7,8}")


#: Names proposed instead of one that nobody knows or that several places share, and how near they must be.
MOST, NEAR = 6, 70


class Decisions:
    """Reads notices against the vocabularies; built once, used for every document."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies: Mapping[str, Vocabulary] = {
            "themes": vocabularies.themes,
            "programmes": vocabularies.programmes,
            "type": vocabularies.types,
            "audience": vocabularies.audiences,
        }
        self._labels = {name: Labels(vocabulary) for name, vocabulary in self._vocabularies.items()}
        self._places = _places(vocabularies.regions)
        regions = [region.label() for region in vocabularies.regions.concepts.values()]
        self._gazetteer = vocabularies.places
        self._place_names = (*regions, *NAMES.values())

    def read(self, notice: Notice | None) -> dict[str, Value]:
        """Field → value for each field the person wrote; raises NoticeError for a value no vocabulary has."""
        values = dict(notice.values) if notice else {}
        values.pop("identifier", None)
        return {name: self._value(name, value) for name, value in values.items()}

    def _value(self, name: str, value: Value) -> Value:
        if name != "places" and name not in self._vocabularies:
            return value
        if isinstance(value, str):
            return self._identifier(name, value) if value else ""
        return tuple(dict.fromkeys(self._identifier(name, each) for each in value))

    def _identifier(self, name: str, value: str) -> str:
        return self._place(value) if name == "places" else self._concept(name, value)

    def _concept(self, name: str, value: str) -> str:
        vocabulary = self._vocabularies[name]
        value = vocabulary.merged.get(value, value)
        if value in vocabulary.concepts:
            return value
        found = self._labels[name].find(value)
        if len(found) == 1:
            return found[0].identifier
        if found:
            raise _ambiguous(name, value, [(each.identifier, each.label()) for each in found])
        raise _unknown(name, value, _nearest(value, [each.label() for each in vocabulary.offered.values()]))

    def _place(self, value: str) -> str:
        if value in self._places.values() or self._gazetteer.place(value) or _CODED.fullmatch(value):
            return value
        found = self._places.get(fold(value)) or self._commune(value)
        if found is None:
            raise _unknown("places", value, self._nearest_places(value))
        return found

    def _commune(self, value: str) -> str | None:
        """The commune of that name, or of that label where several share it: « Saint-Denis (La Réunion) »."""
        named = self._communes.get(fold(value.partition(" (")[0]), [])
        if len(named) == 1:
            return named[0]
        labels = {self._gazetteer.label(code): code for code in named}
        exact = next((code for label, code in labels.items() if fold(label) == fold(value)), None)
        if labels and exact is None:
            raise _ambiguous("places", value, [(code, label) for label, code in labels.items()])
        return exact

    def _nearest_places(self, value: str) -> list[str]:
        """Regions, départements and towns whose names are nearest, the most inhabited of equals first."""
        wanted = fold(value.partition(" (")[0])
        names = [*self._places, *self._communes]
        found = process.extract(wanted, names, scorer=fuzz.ratio, limit=MOST, score_cutoff=NEAR)
        towns = [code for name, _score, _place in found for code in self._communes.get(name, ())[:2]]
        labels = {fold(each): each for each in self._place_names}
        above = [labels[name] for name, _score, _place in found if name in labels]
        return list(dict.fromkeys((*above, *map(self._gazetteer.label, towns))))[:MOST]

    @cached_property
    def _communes(self) -> dict[str, list[str]]:
        """Codes by folded name, made when a notice first names a town."""
        found: dict[str, list[str]] = {}
        largest = sorted(self._gazetteer.communes(), key=lambda each: -each[2])
        for code, name, _population in largest:
            found.setdefault(fold(name), []).append(code)
        for group in self._gazetteer.intercommunalities():
            found.setdefault(fold(group.title), []).append(group.code)
        return found


def provenances(decided: Mapping[str, Value]) -> tuple[Provenance, ...]:
    """One for every value a person wrote."""
    return tuple(
        Provenance(name, value, NOTICE)
        for name, values in decided.items()
        for value in ((values,) if isinstance(values, str) else values)
        if value
    )


def _places(regions: Vocabulary) -> dict[str, str]:
    """Folded name → place; where a region and a département share a name, the region."""
    named = {fold(name): f"dep:{code}" for code, name in NAMES.items()}
    for region in regions.concepts.values():
        for label in (*region.labels.values(), *region.alternatives, *region.acronyms):
            named[fold(label)] = f"reg:{region.identifier}"
    return named | {"centre": "reg:24"} if "24" in regions.concepts else named


def _nearest(value: str, known: list[str]) -> list[str]:
    return [each[0] for each in process.extract(value, known, limit=3, score_cutoff=45)]


def _unknown(name: str, value: str, nearest: list[str]) -> NoticeError:
    advice = f" Le plus proche : {', '.join(f'« {each} »' for each in nearest[:3])}." if nearest else ""
    label = BY_NAME[name].label
    message = f"{label} : « {value} » n'est pas dans le vocabulaire.{advice} Corrigez la notice."
    return NoticeError(message, field=name, value=value, choices=tuple((each, each) for each in nearest))


def _ambiguous(name: str, value: str, choices: list[tuple[str, str]]) -> NoticeError:
    told = " ou ".join(f"{identifier} ({label})" for identifier, label in choices[:MOST])
    message = f"{BY_NAME[name].label} : « {value} » désigne {told}. Écrivez l'identifiant voulu."
    return NoticeError(message, field=name, value=value, choices=tuple(choices))
