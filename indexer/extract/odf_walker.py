"""The walk through OpenDocument content: each element that matters has its handler."""

import re
from collections.abc import Iterable

from lxml import etree

from indexer.extract.odf_styles import OdfStyles, Style, prominence
from indexer.extract.sections import BODY_SIZE
from indexer.extract.walker import Walker

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
DRAW, META, OFFICE, PRESENTATION, STYLE, TABLE, TEXT = (
    _NS % name for name in ("drawing", "meta", "office", "presentation", "style", "table", "text")
)
_DC = "{http://purl.org/dc/elements/1.1/}"

#: Deletions under revision, declarations, numbers the program prints, who annotated when.
_SKIPPED = frozenset(
    {
        *(TEXT + name for name in ("tracked-changes", "note-citation", "page-number", "page-count")),
        *(TEXT + name for name in ("variable-decls", "sequence-decls", "user-field-decls")),
        *(OFFICE + name for name in ("scripts", "forms", "font-face-decls", "styles", "automatic-styles")),
        OFFICE + "binary-data",
        *(_DC + name for name in ("creator", "date")),
        META + "date-string",
    }
)
#: What a slide repeats from its model.
_REPEATED = frozenset({"page-number", "date-time", "footer", "header", "page", "handout"})
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100


class OdfWalker(Walker):
    """Pours OpenDocument content into a flow."""

    def __init__(self, styles: Iterable[etree._Element]) -> None:
        super().__init__()
        #: Whether the program that saved the file recorded where its pages began.
        self.laid_out = False
        self._styles = OdfStyles(styles)
        self._slides = 0
        self._in_title = False
        #: Within a table of contents, whose lines look like the headings they list.
        self._in_contents = False
        self._after_typed_break = False
        self.starts = {
            f"{TEXT}p": self._start_paragraph,
            f"{TEXT}h": self._start_paragraph,
            f"{TEXT}s": self._spaces,
            f"{TEXT}tab": lambda _: self.flow.write("\t"),
            f"{TEXT}line-break": lambda _: self.flow.write("\n"),
            f"{TEXT}soft-page-break": self._recorded_break,
            f"{TEXT}note": lambda _: self.flow.begin_aside(),
            f"{OFFICE}annotation": lambda _: self.flow.begin_aside(),
            f"{PRESENTATION}notes": lambda _: self.flow.begin_aside(),
            f"{TABLE}table-row": lambda _: self.flow.begin_row(),
            f"{TABLE}table-cell": lambda _: self.flow.begin_cell(),
            f"{DRAW}page": self._start_slide,
            f"{DRAW}frame": self._start_frame,
            f"{TEXT}index-body": lambda _: self._set_in_contents(to=True),
        }
        self.ends = {
            f"{TEXT}p": self._end_paragraph,
            f"{TEXT}h": self._end_paragraph,
            f"{TEXT}note": lambda _: self.flow.end_aside(),
            f"{OFFICE}annotation": lambda _: self.flow.end_aside(),
            f"{PRESENTATION}notes": lambda _: self.flow.end_aside(),
            f"{TABLE}table-row": lambda _: self.flow.end_row(),
            f"{TABLE}table-cell": lambda _: self.flow.end_cell(),
            f"{DRAW}frame": self._end_frame,
            f"{TEXT}index-body": lambda _: self._set_in_contents(to=False),
        }

    def skips(self, element: etree._Element) -> bool:
        """Leave out deletions, what is hidden, patterns of tables of contents, and what slides repeat."""
        if element.tag in _SKIPPED or _is_template(element) or _repeats_model(element):
            return True
        return self._is_hidden(element)

    def _is_hidden(self, element: etree._Element) -> bool:
        """Whether a reader does not see it, as the program that saved the file last found."""
        if element.tag in (f"{TEXT}section", f"{TEXT}hidden-text"):
            return _says_hidden(element) or element.get(f"{TEXT}display") == "none"
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            return self._style(element).hidden or any(
                map(_says_hidden, element.iter(f"{TEXT}hidden-paragraph"))
            )
        return element.tag == f"{TEXT}span" and self._styles.hides(element.get(f"{TEXT}style-name", ""))

    def walk_asides(self, stories: Iterable[etree._Element]) -> None:
        """Pour headers and footers, each text once."""
        for story in {"".join(story.itertext()).strip(): story for story in stories}.values():
            self.flow.begin_aside()
            self.walk(story)
            self.flow.end_aside()

    def enter(self, element: etree._Element) -> None:
        """Take the characters of text elements; elsewhere they are indentation."""
        super().enter(element)
        if element.text and _is_text(element):
            self.flow.write(_SPACE.sub(" ", element.text))

    def after(self, element: etree._Element) -> None:
        """The same for the characters of the parent that follow a child."""
        parent = element.getparent()
        if element.tail and parent is not None and _is_text(parent):
            self.flow.write(_SPACE.sub(" ", element.tail))

    def _start_paragraph(self, paragraph: etree._Element) -> None:
        if self._style(paragraph).break_before and not self.flow.page_is_blank:
            self._typed_break()
        self.flow.begin_paragraph()

    def _end_paragraph(self, paragraph: etree._Element) -> None:
        style = self._style(paragraph)
        stated = paragraph.get(f"{TEXT}outline-level", "1") if paragraph.tag == f"{TEXT}h" else ""
        level = int(stated) if stated.isdigit() else int(self._in_title)
        self.flow.end_paragraph(*((0, BODY_SIZE) if self._in_contents else prominence(style, level)))
        self._after_typed_break = False
        if style.break_after:
            self._typed_break()

    def _style(self, paragraph: etree._Element) -> Style:
        return self._styles.of(paragraph.get(f"{TEXT}style-name", ""))

    def _spaces(self, element: etree._Element) -> None:
        count = element.get(f"{TEXT}c", "1")
        self.flow.write(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES))

    def _typed_break(self) -> None:
        self.flow.break_page()
        self._after_typed_break = True

    def _recorded_break(self, _: etree._Element) -> None:
        """Begin a page, unless it is the one that a typed break has just begun (Word records it again)."""
        self.laid_out = True
        if not (self._after_typed_break and self.flow.page_is_blank):
            self.flow.break_page()
        self._after_typed_break = False

    def _set_in_contents(self, *, to: bool) -> None:
        self._in_contents = to

    def _start_slide(self, _: etree._Element) -> None:
        if self._slides:
            self.flow.break_page()
        self._slides += 1

    def _start_frame(self, frame: etree._Element) -> None:
        self._in_title = frame.get(f"{PRESENTATION}class") == "title"

    def _end_frame(self, _: etree._Element) -> None:
        self._in_title = False


def _is_text(element: etree._Element) -> bool:
    return str(element.tag).startswith(TEXT)


def _says_hidden(element: etree._Element) -> bool:
    return element.get(f"{TEXT}is-hidden") == "true"


def _is_template(element: etree._Element) -> bool:
    """Whether an element holds the pattern of a table of contents, not the table itself."""
    return _is_text(element) and str(element.tag).endswith("-source")


def _repeats_model(element: etree._Element) -> bool:
    return element.tag == f"{DRAW}frame" and element.get(f"{PRESENTATION}class") in _REPEATED
