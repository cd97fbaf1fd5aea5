"""What one run did, as values: for people, for `--json`, for exit codes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.log.ledger import FileStatus, LedgerLine
from catalogue.notice import SUFFIX
from catalogue.parting import WHOLE
from indexer.errors import Reason
from indexer.walk import Unlisted

#: Exit codes of a run that came to its end (docs/commandes.md).
DONE = 0
SOME_FAILED = 1


@dataclass(frozen=True, slots=True)
class Trouble:
    """One file that asks for somebody's attention."""

    path: str
    reason: str
    #: A French sentence: why, and what to do.
    message: str


@dataclass(slots=True)
class Report:
    """Counts and lists of one run; grows while it goes on."""

    documents: int = 0
    added: int = 0
    updated: int = 0
    moved: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    #: Files that were opened and read in this run.
    extracted: int = 0
    #: Files whose pages without text an OCR program has read in this run.
    read_by_ocr: int = 0
    failed: list[Trouble] = field(default_factory=list)
    #: Notices that cannot be used; their documents keep their last good description.
    notices: list[Trouble] = field(default_factory=list)
    #: Not a kind of document Fonds reads.
    ignored: list[Trouble] = field(default_factory=list)
    duplicates: list[Trouble] = field(default_factory=list)
    #: Readable, but some pages are images that wait for an OCR program.
    needs_ocr: list[Trouble] = field(default_factory=list)
    #: Mailboxes read as one document, which could be a document a message.
    mailboxes: list[Trouble] = field(default_factory=list)
    warnings: list[Trouble] = field(default_factory=list)
    #: Other centres whose store is damaged: what stands of them stays as it is.
    centres: list[Trouble] = field(default_factory=list)
    #: Files of `state/` that cannot be read: what they told is not done, and all else is.
    state: list[Trouble] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """1 as long as a document or a notice of the corpus cannot be read."""
        return SOME_FAILED if self.failed or self.notices or self.centres or self.state else DONE

    def attention(self) -> list[Trouble]:
        """All that asks for somebody's attention, the gravest first."""
        return [
            *self.failed,
            *self.notices,
            *self.centres,
            *self.state,
            *self.needs_ocr,
            *self.duplicates,
            *self.ignored,
            *self.mailboxes,
            *self.warnings,
        ]

    def tell(self, lines: Iterable[LedgerLine], unlisted: Iterable[Unlisted], documents: int) -> None:
        """Fill the lists from what is known of every file, be it from this run or an earlier one."""
        self.documents = documents
        for each in unlisted:
            told, reason = (
                (self.ignored, Reason.UNSUPPORTED) if each.ignored else (self.failed, Reason.UNREADABLE)
            )
            told.append(Trouble(each.path or "corpus/", reason, each.message))
        lists = {
            FileStatus.FAILED: self.failed,
            FileStatus.IGNORED: self.ignored,
            FileStatus.DUPLICATE: self.duplicates,
        }
        for line in lines:
            if line.status in lists:
                lists[line.status].append(Trouble(line.path, line.reason or line.status, line.message))
            if line.notice_error:
                self.notices.append(Trouble(line.path + SUFFIX, "notice", line.notice_error))
            if line.needs_ocr:
                self.needs_ocr.append(Trouble(line.path, "needs-ocr", _needs_ocr(line)))
            for warning in line.warnings.splitlines():
                told = self.mailboxes if warning == WHOLE else self.warnings
                told.append(Trouble(line.path, "warning", warning))


def _needs_ocr(line: LedgerLine) -> str:
    many = f"{line.needs_ocr} pages sont des images" if line.needs_ocr > 1 else "Une page est une image"
    if line.ocr_tried:
        return f"{many} où rien n'a pu être lu. Si du texte s'y voit, numérisez-la à nouveau, plus nette."
    return f"{many} sans texte. Installez tesseract-ocr et tesseract-ocr-fra, puis relancez « fonds index »."
