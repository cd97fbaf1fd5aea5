"""Importing: one file of another catalogue into the corpus, with an account of every record.

A record becomes `corpus/imports/<prefix>/<identifier>.toml`, or the notice of the document that it names
when that document stands in the corpus. Its identifier is pinned and made of the number it has in its
catalogue, so that importing twice changes nothing. What a person wrote since is kept, unless `replace` is
asked.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from catalogue.errors import NoticeError
from catalogue.intake import IntakeError, Rejection
from catalogue.library import Library
from catalogue.notice import IDENTIFIER, SUFFIX, Notice, Value, read_notice
from catalogue.vocabulary import load_vocabularies
from confined import Limits, Pool
from desk.notices import Edit
from exchange.incoming.corpus_places import CorpusPlaces, standing
from exchange.incoming.corrections import Correction, TableCorrections
from exchange.incoming.doubles import Doubles
from exchange.incoming.incoming import FILES, Incoming
from exchange.incoming.installing import finish_interrupted_import, install
from exchange.incoming.mapping import NoticeMapper
from exchange.incoming.messages import ImportAnswer, ImportRequest

TASK = "exchange.incoming.parsing:handle"
LIMITS = Limits(memory_mb=1200, cpu_s=120, wall_s=180)
#: Largest file taken in: a hundred thousand notices.
FILE_MB = 200
#: How the identifiers of each format begin, unless the person says otherwise.
PREFIXES = {"csv": "csv", "ris": "ris", "bibtex": "bib", "marcxml": "marc", "unimarc": "marc"}


@dataclass(slots=True)
class NoticeImport:
    """What became of each record of a file."""

    #: Records read, refused ones included.
    total: int = 0
    #: New notices, below the corpus.
    created: list[str] = field(default_factory=list)
    #: Notices that stood there and got values they had not, or others where replacing was asked.
    updated: list[str] = field(default_factory=list)
    #: How many notices said all of it already.
    unchanged: int = 0
    #: Notices that say otherwise since a person wrote them; left as they are.
    kept: list[Rejection] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    #: Records taken in without one of their values, with the reason.
    remarks: list[Rejection] = field(default_factory=list)
    #: Words that no vocabulary knows → how many records bear them; they are keywords now.
    unknown: dict[str, int] = field(default_factory=dict)
    #: Columns, fields and zones that nothing here answers to → how many records have them filled.
    left: dict[str, int] = field(default_factory=dict)
    #: Records that may be of a publication that is here already.
    doubles: list[Rejection] = field(default_factory=list)
    #: What a table of ours, corrected and brought back, changes in the notices it was made of.
    corrections: list[Correction] = field(default_factory=list)
    #: How many notices that is.
    corrected: int = 0
    #: The mark of that change in the desk's history, by which it is undone; empty when nothing was changed.
    step: str = ""
    written: bool = False


def import_notices(
    library: Library,
    content: bytes,
    *,
    form: str,
    prefix: str = "",
    access: str = "",
    replace: bool = False,
    dry_run: bool = False,
    by: str = "",
) -> NoticeImport:
    """Take in all notices of a file; `form` is one of FORMATS, `by` who does it, for the desk's history.

    `access` is who may see the notices that do not say so themselves. Raises IntakeError when nothing of the
    file can be read, LockedError while another import runs.
    """
    if len(content) > FILE_MB << 20:
        raise IntakeError(f"Ce fichier dépasse {FILE_MB} Mo. Exportez-le en plusieurs fois.")
    finish_interrupted_import(library)
    answer = _parsed(ImportRequest(form, content))
    made = _Making(library, prefix or PREFIXES[form], {"access": access} if access else {}, replace=replace)
    for record in answer.records:
        made.take(record)
    report = made.report
    report.total = len(answer.records) + len(answer.rejected)
    report.rejected = sorted([*answer.rejected, *report.rejected], key=lambda each: each.number)
    report.unknown = dict(made.unknown.most_common())
    report.left = dict(made.left.most_common())
    if not dry_run:
        install(library, made.notices)
        if made.edits:
            report.step = made.corrections.write(made.edits, by or "fonds import")
        report.written = bool(made.notices or made.edits)
    return report


class _Making:
    """Notices in the making, none written yet."""

    def __init__(self, library: Library, prefix: str, defaults: Mapping[str, str], *, replace: bool) -> None:
        self.report = NoticeImport()
        self.notices: dict[str, Notice] = {}
        self.unknown: Counter[str] = Counter()
        self._library = library
        self._prefix = _slug(prefix) or "import"
        self._defaults: dict[str, Value] = dict(defaults)
        self._replace = replace
        vocabularies = load_vocabularies(library.vocabularies)
        self._mapper = NoticeMapper(vocabularies)
        self.corrections = TableCorrections(library, vocabularies, self._mapper)
        self.edits: list[Edit] = []
        self.left: Counter[str] = Counter()
        self._doubles = Doubles(library)
        self._standing: CorpusPlaces = standing(library.corpus)
        #: Identifier → number of the record that has it.
        self._taken: dict[str, int] = {}

    def take(self, record: Incoming) -> None:
        """Make the notice of one record, or say why there is none."""
        if record.cells and self._corrects(record):
            return
        mapped = self._mapper.map(record)
        title = str(mapped.values.get("title", ""))
        if not title:
            self._reject(record, "", " ".join(mapped.remarks) or "le titre manque.")
            return
        identifier = self._identifier(record, mapped.values)
        if identifier in self._taken:
            before = self._taken[identifier]
            self._reject(record, title, f"la notice n° {before} a le même numéro ; changez l'un des deux.")
            return
        self._taken[identifier] = record.number
        self.unknown.update(set(mapped.unknown))
        self.left.update(set(mapped.left))
        self._remark(record, title, mapped.remarks)
        if double := self._doubles.of(identifier, mapped.values):
            self.report.doubles.append(Rejection(record.number, record.line, title, double))
        self._doubles.add(identifier, mapped.values)
        path, values = self._place(record, identifier, self._defaults | mapped.values)
        self._settle(record, path, values)

    def _corrects(self, record: Incoming) -> bool:
        """Whether a row is about a notice of this library; then what it changes there is noted."""
        try:
            held = self.corrections.record(record.own)
            if held is None:
                return False
            found = self.corrections.read(held, record)
        except NoticeError as error:
            self._reject(record, record.first("title"), str(error))
            return True
        if record.own in self._taken:
            self._reject(record, held.title, f"la ligne n° {self._taken[record.own]} est de la même notice.")
            return True
        self._taken[record.own] = record.number
        self.unknown.update(set(found.unknown))
        self.left.update(set(record.left))
        self._remark(record, held.title, found.remarks)
        if found.corrections:
            self.edits.append(found.edit)
            self.report.corrections += found.corrections
            self.report.corrected += 1
        else:
            self.report.unchanged += 1
        return True

    def _remark(self, record: Incoming, title: str, remarks: Iterable[str]) -> None:
        self.report.remarks += (Rejection(record.number, record.line, title, each) for each in remarks)

    def _reject(self, record: Incoming, title: str, reason: str) -> None:
        self.report.rejected.append(Rejection(record.number, record.line, title or record.own, reason))

    def _identifier(self, record: Incoming, values: Mapping[str, Value]) -> str:
        """Made of the record's number, else of what it says: the same at every import."""
        if record.own in self._standing.notices:  # a table of ours, of what is not indexed yet
            return record.own
        own = _slug(record.own)
        if not own or own != record.own:  # a number that had to be changed may meet another one
            told = record.own or f"{values.get('title')}|{values.get('creators')}|{values.get('issued')}"
            own = f"{own[:60]}-{hashlib.sha256(told.encode()).hexdigest()[:12]}".strip("-")
        return f"{self._prefix}-{own}"[:128]

    def _place(
        self, record: Incoming, identifier: str, values: dict[str, Value]
    ) -> tuple[str, dict[str, Value]]:
        """Where the notice goes. Beside a document, which its content identifies, it pins nothing."""
        there = self._standing.notices.get(identifier)
        if there is None:
            for told in record.values.get(FILES, ()):
                path = self._standing.document(told) + SUFFIX
                if path != SUFFIX and path not in self.notices:
                    return path, values
        return there or f"imports/{self._prefix}/{identifier}{SUFFIX}", {"identifier": identifier} | values

    def _settle(self, record: Incoming, path: str, values: dict[str, Value]) -> None:
        """Create, complete or leave the notice of that path."""
        target = self._library.corpus / path
        if not target.exists():
            self.notices[path] = Notice(values)
            self.report.created.append(path)
            return
        try:
            said = read_notice(target).values
        except NoticeError as error:
            self._reject(record, str(values["title"]), f"sa notice {path} est à corriger d'abord. {error}")
            return
        others = [name for name, value in values.items() if said.get(name) not in (value, None)]
        merged = said | values if self._replace else values | said
        if merged != said:
            self.notices[path] = Notice(merged)
            self.report.updated.append(path)
        elif others:
            reason = (
                f"{path} dit autre chose ({', '.join(others)}) et reste ainsi ; --replace le remplacerait."
            )
            self.report.kept.append(Rejection(record.number, record.line, str(values["title"]), reason))
        else:
            self.report.unchanged += 1


def _slug(text: str) -> str:
    """The text as an identifier may hold it."""
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")
    return slug if IDENTIFIER.fullmatch(slug) else ""


def _parsed(request: ImportRequest) -> ImportAnswer:
    with Pool(TASK, workers=1, limits=LIMITS) as pool:
        outcome = pool.run(msgspec.json.encode(request))
    if outcome.value is None:
        raise IntakeError(
            f"Ce fichier n'a pas pu être lu comme {request.form} : il demande trop de mémoire ou de temps, "
            "ou il est d'un autre format. Vérifiez --format, ou exportez-le en plusieurs fois."
        )
    answer = msgspec.json.decode(outcome.value, type=ImportAnswer)
    if answer.error:
        raise IntakeError(answer.error)
    return answer
