"""Mapping: what a record of another catalogue says, in the form a notice of ours holds.

Words are looked up in the vocabularies whatever their column or field: « Santé » is a theme, « CUCS » a
programme, « Loiret » a place. A word that nothing knows, or that may mean two things, is kept as a keyword
and told. What cannot be used at all (a date that is none) is told as well, never guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import unquote

from catalogue.decided import Decisions
from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.notice import Notice, Value
from catalogue.record import Access, Status
from catalogue.vocabulary import Concept, Vocabularies, Vocabulary
from catalogue.vocabulary.labels import Labels, fold
from exchange.incoming.incoming import FORM, LISTED, SUBJECTS, Incoming, whole
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
_STATUS = {
    "proposed": Status.PROPOSED,
    "a publier": Status.PROPOSED,
    "published": Status.PUBLISHED,
    "publie": Status.PUBLISHED,
}
#: Fields taken word for word.
_PLAIN = (
    "title", "article", "alternative", "publisher", "abstract", "journal", "volume", "issue", "extent",
    "collection", "doi", "shelf_mark", "source", "rights",
)  # fmt: skip
_REPEATED = ("creators", "isbn", "issn")
#: Fields of which a second value joins the first; elsewhere it is left out, and told.
_JOINED = {
    "alternative": " ; ", "publisher": " ; ", "abstract": " ", "collection": " ; ", "shelf_mark": " ; ",
    "rights": " ; ",
}  # fmt: skip
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
#: Parts between commas that one label may have.
_MOST_COMMAS = 5
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
    #: Columns, fields and zones not taken over; further values of a field that holds one.
    left: list[str] = field(default_factory=list)


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
        kept, remarks = whole(record.values)
        mapped = Mapped(remarks=[*record.remarks, *remarks], left=list(record.left))
        record = replace(record, values=kept)
        for name in _PLAIN:
            self._plain(name, record.values.get(name, ()), mapped)
        for name in _REPEATED:
            if record.values.get(name):
                mapped.values[name] = record.values[name]
        self._date(record, mapped)
        self._coded(record, mapped)
        self._words(record, mapped)
        return mapped

    def _plain(self, name: str, said: tuple[str, ...], mapped: Mapped) -> None:
        """A field that holds one text; several become one where that makes sense."""
        if not said:
            return
        if name == "doi":
            said = tuple(_doi(each) for each in said)
        if name in _JOINED:
            mapped.values[name] = _JOINED[name].join(said)
            return
        mapped.values[name] = said[0]
        if len(said) > 1:
            mapped.left.append(f"{BY_NAME[name].label} : deuxième valeur et suivantes")

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
        for name in _WHAT:
            said = record.first(name)
            if not said:
                continue
            if len(record.values[name]) > 1:
                mapped.left.append(f"{BY_NAME[name].label} : deuxième valeur et suivantes")
            if value := self.code(name, said):
                mapped.values[name] = value
            else:
                mapped.remarks.append(f"« {said} » laissé de côté : inconnu comme {_WHAT[name]}.")

    def code(self, name: str, said: str) -> str:
        """The code that words mean in a field of one code: type, language, access…; empty for none."""
        if name == "type":
            return self._types(said)
        if name == "status":
            return str(_STATUS.get(fold(said), ""))
        if name == "embargo":
            day = read_date(said) or ""
            return day if len(day) == len("2007-10-09") else ""
        return _language(said) if name == "language" else str(_ACCESS.get(fold(said), ""))

    def _words(self, record: Incoming, mapped: Mapped) -> None:
        """Themes, programmes, places, audiences and keywords."""
        found: dict[str, dict[str, None]] = {}
        for form in record.values.get(FORM, ()):
            if type_ := self._types(form):
                mapped.values.setdefault("type", type_)
        forms = (each for each in record.values.get(FORM, ()) if not self._types(each))
        listed = [*forms, *(each for said in record.values.get(LISTED, ()) for each in self._labels(said))]
        for name in (*_LOOKED_UP, "audience"):
            for word in (*record.values.get(name, ()), *(listed if name == SUBJECTS else ())):
                kind, value = self.placed(word, name)
                if kind == "keywords":
                    mapped.unknown.append(word)
                found.setdefault(kind, {})[value] = None
        mapped.values.update({kind: tuple(values) for kind, values in found.items()})

    def _labels(self, said: str) -> Iterator[str]:
        """The labels of a list whose commas may be theirs: the longest that a vocabulary knows first."""
        pieces = _COMMA.split(said)
        while pieces:
            for length in range(min(len(pieces), _MOST_COMMAS), 0, -1):
                label = ", ".join(pieces[:length])
                if length == 1 or self.placed(label, SUBJECTS)[0] != "keywords":
                    yield label
                    del pieces[:length]
                    break

    def placed(self, word: str, name: str) -> tuple[str, str]:
        """The field a word belongs to and its value there: its own field's first, then any other's.

        What no vocabulary knows belongs to `keywords`, as it is written.
        """
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


_WHAT = {
    "language": "langue", "access": "diffusion", "type": "type de document",
    "status": "état de publication", "embargo": "jour",
}  # fmt: skip


def _doi(said: str) -> str:
    """The name itself; in an address some of its signs are written in figures."""
    bare = _DOI.sub("", said)
    return unquote(bare) if said.lower().startswith("http") else bare


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
