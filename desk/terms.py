"""Terms: the words of a library as a person changes them at the desk, each change one step of the history.

What is written is the library's own `vocabularies/<name>.ttl`, whole and durably, with the notices a merge
moves: all of a step or nothing. Undoing a step puts the file back, unless somebody changed it since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.errors import ConfigurationError
from catalogue.library import Library
from catalogue.log import Log
from catalogue.record import NOTICE, Record
from catalogue.vocabulary import Concept
from catalogue.vocabulary.amending import amended, free_identifier, with_links
from catalogue.vocabulary.gazetteer.quarters import FILE_NAME
from catalogue.vocabulary.labels import Labels
from catalogue.vocabulary.loading import load_vocabularies, stated
from catalogue.vocabulary.merging import QUARTERS
from desk.bulk import BulkEdit, Operation, edits, plan
from desk.errors import DeskError
from desk.history import VOCABULARIES, Act, NoticeChange, new_step
from desk.notices import Notices

#: The vocabularies one edits here, with the field of records that holds each; none for words of searches.
FIELD_OF = {
    "themes": "themes",
    "programmes": "programmes",
    "types": "type",
    "audiences": "audience",
    "glossary": "",
}


class TermError(DeskError):
    """A term cannot be written so; the message says what to correct."""

    http_status = 400


class ChangedTermError(TermError):
    """Somebody changed a term since it was opened; what was typed is to be held against it."""

    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            "Quelqu'un a changé ce terme depuis que vous l'avez ouvert. Comparez, puis enregistrez."
        )


@dataclass(frozen=True, slots=True)
class Holders:
    """The records of this library that have a concept."""

    #: Those whose notice says so: a merge writes these anew.
    decided: tuple[Record, ...]
    #: How many others have it by proposal: they follow when they are described again.
    proposed: int


class Terms:
    """One library's words; `Notices` writes the notices that move."""

    def __init__(self, library: Library, notices: Notices) -> None:
        self._library = library
        self._notices = notices

    def find(self, name: str, identifier: str) -> Concept:
        """A concept as its file states it; raises TermError when there is none."""
        found = stated(name, self._library.vocabularies).get(identifier)
        if found is None:
            raise TermError("Ce terme n'existe plus ; rechargez la liste.")
        return found

    def add(self, name: str, label: str, below: str, *, by: str, english: str = "") -> tuple[Concept, str]:
        """A new term, below another one when `below` names it; with the mark of the step."""
        label = " ".join(label.split())
        if not label:
            raise TermError("Écrivez le nom du terme.")
        labels, step = {"fr": label} | ({"en": english} if english else {}), new_step()
        with self._notices.history.writing():
            self._refuse_known(name, label)
            if below:
                self.find(name, below)
            identifier = free_identifier(name, label, self._library.vocabularies)
            concept = Concept(identifier, labels, broader=(below,) if below else ())
            self._notices.history.carry_out([self._change(name, [concept], label, by, step)])
        return concept, step

    def save(self, name: str, concept: Concept, *, before: Concept, by: str) -> str:
        """Write a term as it shall be; both sides of its successions agree afterwards.

        Raises ChangedTermError when it stands no longer as `before`, TermError when another took its place.
        """
        step, title = new_step(), concept.label()
        with self._notices.history.writing():
            self._refuse_changed(name, before)
            concepts = with_links(name, self._library.vocabularies, concept)
            self._notices.history.carry_out([self._change(name, concepts, title, by, step)])
        return step

    def _refuse_known(self, name: str, label: str) -> None:
        known = getattr(load_vocabularies(self._library.vocabularies), name)
        if same := Labels(known).find(label):
            raise TermError(f"« {label} » existe déjà : c'est un nom de « {same[0].label()} ».")

    def _refuse_changed(self, name: str, before: Concept) -> None:
        standing = self.find(name, before.identifier)
        if standing.merged_into:
            kept = self.find(name, standing.merged_into).label()
            raise TermError(f"Ce terme est maintenant fusionné avec « {kept} ». Reportez-y vos changements.")
        if standing != before:
            raise ChangedTermError

    def merge(self, name: str, gone: str, into: str, held: Iterable[Record], *, by: str) -> str:
        """Let one term take another's place: its names, its children, and the notices that hold it."""
        field = FIELD_OF[name]
        edit = BulkEdit(field, Operation.REPLACE, (into,), gone)
        moved = edits(plan(held, edit), field) if field else []
        step = new_step()
        with self._notices.history.writing():
            old, new = self.find(name, gone), self.find(name, into)
            if gone == into or new.merged_into or old.merged_into:
                raise TermError("Choisissez un autre terme, qui reste.")
            changes = self._notices.changes(moved, step=step, by=by, kind=Act.VOCABULARY)
            merged = replace(old, merged_into=into, successors=(), predecessors=())
            title = f"{old.label()} → {new.label()}"
            self._notices.history.carry_out([*changes, self._change(name, [merged], title, by, step)])
        return step

    def text(self, name: str) -> str | None:
        """The library's own file as it stands; None when it has none."""
        file = self._library.vocabularies / _file_name(name)
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None

    def write_text(self, name: str, text: str, before: str | None, *, title: str, by: str) -> str:
        """Put a whole file in place, as an import made it of the file that stood `before`."""
        step = new_step()
        with self._notices.history.writing():
            if self.text(name) != before:
                raise TermError("Quelqu'un a changé ce vocabulaire entre-temps. Recommencez.")
            self._notices.history.carry_out([self._file_change(name, text, title, by, step)])
        return step

    def _change(self, name: str, concepts: list[Concept], title: str, by: str, step: str) -> NoticeChange:
        try:
            text = amended(name, self._library.vocabularies, concepts)
        except ConfigurationError as error:
            raise TermError(str(error)) from error
        return self._file_change(name, text, title, by, step)

    def _file_change(self, name: str, text: str, title: str, by: str, step: str) -> NoticeChange:
        return NoticeChange(
            step=step, kind=Act.VOCABULARY, by=by, identifier=VOCABULARIES, path=_file_name(name),
            title=title,
            before=self.text(name), after=text,
        )  # fmt: skip


def _file_name(name: str) -> str:
    return FILE_NAME if name == QUARTERS else f"{name}.ttl"


def holders(log: Log, name: str, identifier: str) -> Holders:
    """The records of this library that have a concept, as a person's word or as a proposal."""
    field, decided, proposed = FIELD_OF[name], [], 0
    for entry in log.entries() if field else ():
        record = entry.record
        if record is None or record.received or not record.file:
            continue
        methods = {each.method for each in record.reasons(field) if each.value == identifier}
        if NOTICE in methods:
            decided.append(record)
        else:
            proposed += bool(methods)
    return Holders(tuple(decided), proposed)
