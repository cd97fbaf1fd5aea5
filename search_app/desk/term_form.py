"""Presenter of one term's form, and how what was typed in it is read back into a concept."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import category

from werkzeug.datastructures import MultiDict

from catalogue.vocabulary import Concept
from catalogue.vocabulary.labels import is_acronym
from desk.terms import ChangedTermError, TermError
from search_app.desk.corpus import vocabularies
from search_app.desk.term_tree import merged_into
from search_app.language import N_, _, current

#: Fields of several lines, one value a line: name, label, what they are for.
LISTS = (
    (
        "synonyms",
        N_("Synonymes et sigles"),
        N_("Un par ligne. Une recherche de l'un trouve aussi ce terme ; une notice peut l'écrire ainsi."),
    ),
    (
        "cues",
        N_("Indices"),
        N_("Un par ligne. Les mots qui trahissent ce terme dans un document qui ne le nomme pas."),
    ),
    (
        "contexts",
        N_("Mots du contexte"),
        N_("Un par ligne. Si les sigles ont un autre sens ailleurs : l'un de ces mots doit être auprès."),
    ),
)
#: Links to other terms: name, label.
LINKS = (
    ("broader", N_("Au-dessous de")),
    ("predecessors", N_("Remplace")),
    ("successors", N_("Remplacé par")),
)
#: Boxes of one line, and the definition: name, label.
BOXES = (
    ("label", N_("Nom")),
    ("english", N_("Nom en anglais")),
    ("definition", N_("Définition")),
    ("start", N_("En vigueur depuis")),
    ("end", N_("jusqu'en")),
)
#: Characters of a name, at most.
LONGEST = 200
#: Controls, marks of direction and halves: they would go into every export.
_UNSEEN = frozenset(("Cc", "Cf", "Cs"))
_YEAR = re.compile(r"[12]\d{3}")


@dataclass(frozen=True, slots=True)
class TermForm:
    """All that `desk/term.html` prints of one term."""

    name: str
    identifier: str
    title: str
    label: str
    english: str
    definition: str
    start: str
    end: str
    hidden: bool
    lists: tuple[tuple[str, str, str, str], ...]
    #: Name, label, chosen identifiers with an empty one to add.
    links: tuple[tuple[str, str, tuple[str, ...]], ...]
    #: Names of terms merged into this one.
    merged: tuple[str, ...]
    #: Changes with anything of the term that the form shows, as it stands.
    version: str


def term_form(name: str, concept: Concept, typed: "MultiDict[str, str] | None" = None) -> TermForm:
    """The form of what stands, or of what was typed when it could not be written."""
    loaded = getattr(vocabularies(), name).concepts.get(concept.identifier, concept)
    stands = _standing(concept, loaded)
    said = {key: (typed.get(key, "") if typed is not None else value) for key, value in stands.items()}
    links = {
        key: tuple(filter(None, typed.getlist(key))) if typed is not None else tuple(getattr(loaded, key))
        for key, _label in LINKS
    }
    return TermForm(
        name=name,
        identifier=concept.identifier,
        title=concept.label(),
        label=said["label"],
        english=said["english"],
        definition=said["definition"],
        start=said["start"],
        end=said["end"],
        hidden="hidden" in typed if typed is not None else concept.hidden,
        lists=tuple((key, _(label), _(why), said[key]) for key, label, why in LISTS),
        links=tuple((key, _(label), (*links[key], "")) for key, label in LINKS),
        merged=merged_into(name, concept.identifier),
        version=version_of(name, concept),
    )


def version_of(name: str, concept: Concept) -> str:
    """What whoever opened the form saw: another one means that somebody changed the term since."""
    loaded = getattr(vocabularies(), name).concepts.get(concept.identifier, concept)
    shown = (_standing(concept, loaded), concept.hidden, [getattr(loaded, key) for key, _label in LINKS])
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def check_version(name: str, concept: Concept, typed: "MultiDict[str, str]") -> None:
    """Raise ChangedTermError when the form was made of the term as it stood before."""
    if typed.get("version", "") not in ("", version_of(name, concept)):
        raise ChangedTermError


def differing(name: str, concept: Concept, typed: "MultiDict[str, str]") -> tuple[tuple[str, str], ...]:
    """What stands where something else was typed: how the form calls it, and its value."""
    known = getattr(vocabularies(), name).concepts
    loaded = known.get(concept.identifier, concept)
    stands = _standing(concept, loaded)
    boxes = [
        (_(label), ", ".join(stands[key].splitlines()))
        for key, label in (*BOXES, *((key, label) for key, label, _why in LISTS))
        if [*_lines(stands[key])] != [*_lines(typed.get(key, ""))]
    ]
    links = [
        (_(label), ", ".join(known[each].label(current()) for each in getattr(loaded, key) if each in known))
        for key, label in LINKS
        if set(getattr(loaded, key)) != set(filter(None, typed.getlist(key)))
    ]
    hidden = (_("Caché"), _("oui") if concept.hidden else _("non"))
    return (*boxes, *links, *([hidden] if concept.hidden != ("hidden" in typed) else []))


def read_term(before: Concept, typed: "MultiDict[str, str]") -> Concept:
    """The concept that was typed; raises TermError for what cannot be."""
    label = seen_words(typed.get("label", ""))[:LONGEST]
    if not label:
        raise TermError(_("Écrivez le nom du terme."))
    english = seen_words(typed.get("english", ""))[:LONGEST]
    labels = {key: each for key, each in before.labels.items() if key not in ("fr", "en")}
    names = tuple(_lines(typed.get("synonyms", "")))
    start, end = _year(typed.get("start", "")), _year(typed.get("end", ""))
    links = {key: tuple(dict.fromkeys(filter(None, typed.getlist(key)))) for key, _label in LINKS}
    return replace(
        before,
        labels={"fr": label} | ({"en": english} if english else {}) | labels,
        alternatives=tuple(each for each in names if not is_acronym(each)),
        acronyms=tuple(each for each in names if is_acronym(each)),
        cues=tuple(_lines(typed.get("cues", ""))),
        contexts=tuple(_lines(typed.get("contexts", ""))),
        definition=seen_words(typed.get("definition", "")),
        start=start,
        end=end,
        hidden="hidden" in typed,
        broader=links["broader"],
        predecessors=links["predecessors"],
        successors=links["successors"],
    )


def _standing(concept: Concept, loaded: Concept) -> dict[str, str]:
    return {
        "label": concept.label(),
        "english": concept.labels.get("en", ""),
        "definition": concept.definition,
        "start": str(loaded.start or ""),
        "end": str(loaded.end or ""),
        "synonyms": "\n".join((*concept.alternatives, *concept.acronyms)),
        "cues": "\n".join(concept.cues),
        "contexts": "\n".join(concept.contexts),
    }


def _lines(text: str) -> Iterator[str]:
    return iter(dict.fromkeys(filter(None, map(seen_words, text.splitlines()))))


def seen_words(text: str) -> str:
    """The words of a text on one line, without characters that nobody sees."""
    return " ".join("".join(each for each in text if each.isspace() or category(each) not in _UNSEEN).split())


def _year(typed: str) -> int | None:
    typed = typed.strip()
    if typed and not _YEAR.fullmatch(typed):
        raise TermError(_("« %(typed)s » n'est pas une année ; écrivez 2007.") % {"typed": typed[:40]})
    return int(typed) if typed else None
