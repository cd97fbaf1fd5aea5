"""Synonyms: what may be searched beside a word or a phrase, because a vocabulary says it means the same.

Programmes and the glossary give their full names and acronyms. Of the themes, only those that name one
notion do ("Médiation sociale", not "Habitat, logement social"), and only for acronyms and several words:
« sport » alone says enough. What would add nothing, since it holds the words already typed, is left out.
"""

from collections.abc import Sequence, Set
from functools import lru_cache

from catalogue.vocabulary.concepts import Concept, Vocabularies, Vocabulary
from catalogue.vocabulary.labels import Labels, fold, is_acronym, key

#: The most that is searched beside one word or phrase; more makes the answer hard to understand.
MAX_SYNONYMS = 4
#: Marks of a label that is no plain name: a period in parentheses, a quoted name, two notions in one.
_MARKS = frozenset("(«,/")


class Synonyms:
    """Synonyms by the words of one library's vocabularies."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._names = (Labels(vocabularies.programmes), Labels(vocabularies.glossary))
        self._themes = Labels(_single_notions(vocabularies.themes))
        #: Words in the longest label, hence the longest run of words worth looking up.
        self.longest = max(each.longest for each in (*self._names, self._themes))
        #: Keys of the words that labels begin with.
        self.openings = frozenset[str]().union(*(each.openings for each in (*self._names, self._themes)))

    def of(self, text: str, around: Set[str] = frozenset()) -> tuple[str, ...]:
        """What else to search for `text`; `around` holds the keys of the other words typed.

        An acronym with several meanings counts only when written in capitals, and a word around that
        belongs to one meaning ("CLS santé") rules the others out.
        """
        concepts = next((found for labels in self._names if (found := labels.find(text))), ())
        if not concepts and (is_acronym(text) or " " in fold(text)):
            concepts = self._themes.find(text)
        meant = _meant(concepts, text, around)
        return _telling(text, [name for name in _names_of(meant, text) if self._means_no_more(name, meant)])

    def _means_no_more(self, name: str, concepts: Sequence[Concept]) -> bool:
        """Whether a name is of these concepts only: « contrat de ville » says more than "Quartiers 2030"."""
        return all(concept in concepts for labels in self._names for concept in labels.find(name))


@lru_cache(maxsize=4)
def synonyms_of(vocabularies: Vocabularies) -> Synonyms:
    """Return the synonyms of a library, made once."""
    return Synonyms(vocabularies)


def _single_notions(themes: Vocabulary) -> Vocabulary:
    kept = {each.identifier: each for each in themes.concepts.values() if not _MARKS & set(each.label())}
    return Vocabulary(themes.name, kept)


def _meant(concepts: Sequence[Concept], text: str, around: Set[str]) -> Sequence[Concept]:
    """The concepts that the text may mean, given how it is written and what stands around it."""
    doubtful = [each for each in concepts if each.contexts and key(text) in map(key, each.acronyms)]
    if not is_acronym(text):
        return [each for each in concepts if each not in doubtful]
    told = [each for each in doubtful if around & set(map(key, each.contexts))]
    return told or concepts


def _names_of(concepts: Sequence[Concept], text: str) -> Sequence[str]:
    """Other names of one concept, or those several share; of an acronym, else the first name of each."""
    names = [_names(concept, but=key(text)) for concept in concepts]
    if len(names) < 2:
        return names[0] if names else ()
    shared = [name for name in names[0] if all(key(name) in map(key, others) for others in names[1:])]
    if shared or not is_acronym(text):
        return shared
    return [each[0] for each in names if each]


def _names(concept: Concept, but: str) -> list[str]:
    """The names that a search may use: no acronym that means other things too, no period in parentheses."""
    acronyms = () if concept.contexts else concept.acronyms
    names = (concept.label(), *acronyms, *concept.alternatives)
    return [name for name in names if not _MARKS & set(name) and key(name) != but]


def _telling(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names that find more than the text and each other do: none holds another's words in a row."""
    kept: dict[str, str] = {f" {key(text)} ": text}
    for name in sorted(names, key=lambda each: len(key(each).split())):
        words = f" {key(name)} "
        if not any(shorter in words for shorter in kept):
            kept[words] = name
    return tuple(kept.values())[1 : MAX_SYNONYMS + 1]
