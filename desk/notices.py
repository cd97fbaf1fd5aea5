"""Editing notices: each written whole, checked first, never over what somebody else wrote meanwhile.

A notice has a version, a digest of its text. Whoever writes says which version they saw; when another stands
there, nothing is written and `StaleNoticeError` says so. Comments of a notice edited by hand stay.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.decided import Decisions
from catalogue.errors import NoticeError
from catalogue.fields import BY_NAME
from catalogue.library import Library
from catalogue.notice import SUFFIX, Notice, Value, check_value, parse_notice, read_notice, rewrite_notice
from catalogue.record import Record
from catalogue.rooms import DETAILS
from desk.errors import DeskError
from desk.history import UNDOABLE, VOCABULARIES, Act, History, NoticeChange, new_step


class StaleNoticeError(DeskError):
    """Somebody else changed the notice since it was opened; compare, then save again."""

    http_status = 409


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice as it stands in the corpus now."""

    #: The file's text; None when there is no notice.
    text: str | None
    #: What a person decided; empty when there is no notice or it cannot be read.
    values: Mapping[str, Value]
    #: Why the notice cannot be read; empty when it can.
    error: str = ""

    @property
    def version(self) -> str:
        """Changes with any byte of the notice."""
        return "none" if self.text is None else hashlib.sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Edit:
    """New values of one record; a field given None is left to the software again."""

    record: Record
    values: Mapping[str, Value | None]
    #: Version of the notice the person saw; None writes over whatever stands there.
    version: str | None = None


class Notices:
    """Writes the notices of one library and keeps their history."""

    def __init__(self, library: Library, decisions: Decisions) -> None:
        self._library = library
        self._decisions = decisions
        self.history = History(library)

    def standing(self, path: str) -> NoticeText:
        """The notice beside a document of that path below the corpus."""
        file = self._file(path)
        if not file.is_file():
            return NoticeText(None, {})
        text = file.read_text(encoding="utf-8", errors="replace")
        try:
            return NoticeText(text, read_notice(file).values)
        except NoticeError as error:
            return NoticeText(text, {}, str(error))

    def check(self, values: Mapping[str, Value | None]) -> dict[str, str]:
        """Field → why its value cannot be written: a French sentence; empty when all can."""
        return {name: str(errors[0]) for name, errors in self.refusals(values).items()}

    def refusals(self, values: Mapping[str, Value | None]) -> dict[str, tuple[NoticeError, ...]]:
        """Field → an error for each of its values that cannot be written, with what may have been meant."""
        found = {}
        for name, value in values.items():
            single = [(each,) for each in value] if isinstance(value, tuple) and value else [value]
            errors = tuple(error for each in single if (error := self._refusal(name, each)))
            if errors:
                found[name] = errors
        return found

    def _refusal(self, name: str, value: Value | None) -> NoticeError | None:
        try:
            if name == "title" and value is not None and not value:
                raise NoticeError("Titre : une notice en a toujours un. Écrivez-le.")
            if value is not None:
                self._decisions.read(Notice({name: _formed(name, value)}))
        except NoticeError as error:
            return error
        return None

    def meant(self, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """The values as a record holds them: identifiers, dates in order; they must pass `check`."""
        return self._decisions.read(Notice({name: _formed(name, value) for name, value in values.items()}))

    def write(self, edits: Iterable[Edit], *, by: str, kind: Act = Act.EDIT) -> str:
        """Write all edits as one step, whose mark is returned.

        Raises NoticeError for a value that cannot be, StaleNoticeError for a notice that has changed; then
        none of the edits is written.
        """
        step, edits = new_step(), list(edits)
        with self.history.writing():
            self.history.carry_out(self.changes(edits, step=step, by=by, kind=kind))
        return step

    def changes(self, edits: Iterable[Edit], *, step: str, by: str, kind: Act) -> list[NoticeChange]:
        """What the edits would change, for whoever is `writing` and has more to write in the same step."""
        planned = [self._planned(edit) for edit in edits]
        return [_change(step, kind, by, edit.record, before, after) for edit, before, after in planned]

    def restore(self, change: NoticeChange, *, by: str) -> bool:
        """Write the notice again as it stood after a change; False when its document has gone."""
        _step, kept = self._write_texts([(change, change.after)], by=by, kind=Act.RESTORE)
        return not kept

    def undo(self, step: str, *, by: str) -> tuple[str, list[NoticeChange]]:
        """Take back a step; returns the new step's mark and the changes written over since, which stay."""
        done = reversed(self.history.step(step))
        changes = [each for each in done if each.kind in UNDOABLE and each.before != each.after]
        return self._write_texts(
            [(each, each.before) for each in changes], by=by, kind=Act.UNDO, careful=True
        )

    def _write_texts(
        self, wanted: list[tuple[NoticeChange, str | None]], *, by: str, kind: Act, careful: bool = False
    ) -> tuple[str, list[NoticeChange]]:
        step, kept = new_step(), []
        done: list[NoticeChange] = []
        with self.history.writing():
            for change, text in wanted:
                standing, gone = self._found(change)
                if gone or (careful and standing != change.after):
                    kept.append(change)
                    continue
                done.append(NoticeChange(
                    step=step, kind=kind, by=by, identifier=change.identifier, path=change.path,
                    title=change.title, before=standing, after=text,
                ))  # fmt: skip
            self.history.carry_out(done)
        return step, kept

    def _found(self, change: NoticeChange) -> tuple[str | None, bool]:
        """The text that stands where a change was made, and whether what it speaks of has gone."""
        if change.identifier == VOCABULARIES:
            return self.history.text(change), False
        text = self.standing(change.path).text
        return text, text is None and not (self._library.corpus / change.path).is_file()

    def _planned(self, edit: Edit) -> tuple[Edit, str | None, str | None]:
        """The edit with the notice's text before and after, nothing written yet."""
        standing = self.standing(edit.record.file)
        if edit.version is not None and standing.version != edit.version:
            raise StaleNoticeError(
                "Quelqu'un a modifié cette notice depuis que vous l'avez ouverte. Comparez, puis enregistrez."
            )
        if standing.error:
            raise NoticeError(standing.error)
        for error in self.check(edit.values).values():
            raise NoticeError(error)
        values = {**standing.values, **edit.values}
        kept: dict[str, Value] = {name: value for name, value in values.items() if value is not None}
        if not kept and standing.text is None:
            return edit, None, None
        after = rewrite_notice(standing.text or "", Notice(kept))
        parse_notice(Path(edit.record.file).name + SUFFIX, after)
        return edit, standing.text, after

    def _file(self, path: str) -> Path:
        file = self._library.corpus / (path + SUFFIX)
        inside = file.resolve().is_relative_to(self._library.corpus.resolve())
        if not path or not inside or file.is_symlink():
            raise DeskError(
                "Cette notice n'est pas de ce fonds ; elle se corrige dans le centre qui l'a faite."
            )
        return file


def _formed(name: str, value: Value) -> Value:
    return check_value(name, list(value) if isinstance(value, tuple) else value, _label(name))


def _label(name: str) -> str:
    known = BY_NAME.get(name) or DETAILS.get(name)
    return known.label if known else name


def _change(
    step: str, kind: Act, by: str, record: Record, before: str | None, after: str | None
) -> NoticeChange:
    return NoticeChange(
        step=step, kind=kind, by=by, identifier=record.identifier, path=record.file, title=record.title,
        before=before, after=after,
    )  # fmt: skip
