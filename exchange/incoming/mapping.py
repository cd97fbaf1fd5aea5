"""Mapping: what a record of another catalogue says, in the form a notice of ours holds.

Words are looked up in the vocabularies whatever their column or field: « Santé » is a theme, « CUCS » a
programme, « Loiret » a place. A word that nothing knows, or that may mean two things, is kept as a keyword
and told. What cannot be used at all (a date that is none) is told as well, never guessed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from catalogue.decided import Decisions
from catalogue.errors import NoticeError
from catalogue.notice import Notice, Value
from catalogue.record import Access
from catalogue.vocabulary import Concept, Vocabularies, Vocabulary
from catalogue.vocabulary.labels import Labels, fold
from exchange.incoming.incoming import SUBJECTS, Incoming
from exchange.incoming.record_dates import read_date

#: ISO 639-2 in both its forms, and names → 639-1, for the languages of French libraries.
_ISO_639_2 = (
    "fre=fr fra=fr eng=en ger=de deu=de spa=es ita=it por=pt dut=nl nld=nl ara=ar tur=tr oci=oc bre=br "
    "cat=ca baq=eu eus=eu cos=co rus=ru pol=pl rum=ro ron=ro gre=el ell=el chi=zh zho=zh jpn=ja francais=fr "
    "anglais=en allemand=de espagnol=es italien=it portugais=pt arabe=ar french=fr english=en"
)
_LANGUAGES = {name: code for name, _, code in (each.partition("=") for each in _ISO_639_2.split())}
_ACCESS = {
    "public": Access.PUBLIC,
    "network": Access.NETWORK,
    "reseau": Access.NETWORK,
    "internal": Access.INTERNAL,
    "interne": Access.INTERNAL,
}
#: Fields taken word for word.
_PLAIN = ("title", "alternative", "publisher", "abstract", "source", "rights")
_TOWNS = ("com:", "epci:")
#: Fields whose words are looked up everywhere.
_LOOKED_UP = (SUBJECTS, "programmes", "places")


@dataclass(slots=True)
class Mapped:
    """One record as a notice, with what could not be placed."""

    values: dict[str, Value] = field(default_factory=dict)
    #: Words that no vocabulary knows, or that mean several things in it: they became keywords.
    unknown: list[str] = field(default_factory=list)
    #: What was set aside, one French sentence each.
    remarks: list[str] = field(default_factory=list)


class NoticeMapper:
    """Maps records by the vocabularies of one library."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._themes = _lookup(vocabularies.themes)
        self._programmes = _lookup(vocabularies.programmes)
        self._types = _lookup(vocabularies.types)
        self._audiences = _lookup(vocabularies.audiences)
        self._decisions = Decisions(vocabularies)
        #: The same words come again and again, and finding out that one is no place takes a while.
        self._place: Callable[[str], str] = cache(self._find_place)

    def map(self, record: Incoming) -> Mapped:
        """The notice of one record; its title may be missing, which is the caller's to refuse."""
        mapped = Mapped()
        for name in _PLAIN:
            if record.first(name):
                mapped.values[name] = record.first(name)
        if record.values.get("creators"):
            mapped.values["creators"] = record.values["creators"]
        self._date(record, mapped)
        self._coded(record, mapped)
        self._words(record, mapped)
        return mapped

    def _date(self, record: Incoming, mapped: Mapped) -> None:
        """The most precise of the dates told; a later one that disagrees is no remark (a reprint)."""
        told = record.values.get("issued", ())
        dates = [found for each in told if (found := read_date(each))]
        if dates:
            mapped.values["issued"] = max(dates, key=lambda each: (each.startswith(dates[0][:4]), len(each)))
        elif told and all(read_date(each) is None for each in told):
            mapped.remarks.append(f"date « {told[0]} » laissée de côté ; elle n'est pas une date.")

    def _coded(self, record: Incoming, mapped: Mapped) -> None:
        """Fields that hold one code each."""
        readers: Mapping[str, Callable[[str], str]] = {
            "language": _language,
            "access": lambda said: str(_ACCESS.get(fold(said), "")),
            "type": self._types,
        }
        for name, reader in readers.items():
            said = record.first(name)
            if not said:
                continue
            if value := reader(said):
                mapped.values[name] = value
            else:
                mapped.remarks.append(f"« {said} » laissé de côté : inconnu comme {_WHAT[name]}.")

    def _words(self, record: Incoming, mapped: Mapped) -> None:
        """Themes, programmes, places, audiences and keywords."""
        found: dict[str, dict[str, None]] = {}
        for name in (*_LOOKED_UP, "audience"):
            for word in record.values.get(name, ()):
                kind, value = self._placed(word, name)
                if kind == "keywords":
                    mapped.unknown.append(word)
                found.setdefault(kind, {})[value] = None
        mapped.values.update({kind: tuple(values) for kind, values in found.items()})

    def _placed(self, word: str, name: str) -> tuple[str, str]:
        """The field a word belongs to and its value there: its own field's first, then any other's."""
        if name == "audience":
            audience = self._audiences(word)
            return ("audience", audience) if audience else ("keywords", word)
        lookups = {"themes": self._themes, "programmes": self._programmes, "places": self._place}
        for kind in lookups if name == SUBJECTS else (name, *lookups):
            value = lookups[kind](word)
            # Among subjects « Sens » or « Rue » is more often the word than the town.
            if value and not (name == SUBJECTS and value.startswith(_TOWNS)):
                return kind, value
        return "keywords", word

    def _find_place(self, word: str) -> str:
        """Its code, by the rules of notices; empty for a name nobody bears or several do."""
        try:
            places = self._decisions.read(Notice({"places": (word,)}))["places"]
        except NoticeError:
            return ""
        return places[0]


_WHAT = {"language": "langue", "access": "diffusion", "type": "type de document"}


def _language(said: str) -> str:
    folded = fold(said)
    return folded if len(folded) == 2 else _LANGUAGES.get(folded, "")


def _lookup(vocabulary: Vocabulary) -> Callable[[str], str]:
    """A function from a word to the one concept it names, empty when there is none or more."""
    labels = Labels(vocabulary)

    def find(word: str) -> str:
        if word in vocabulary.concepts:
            return word
        return _only(labels.find(word))

    return find


def _only(found: Iterable[Concept]) -> str:
    identifiers = [each.identifier for each in found]
    return identifiers[0] if len(identifiers) == 1 else ""
