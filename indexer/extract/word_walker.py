"""The walk through a Word file: each element that matters has its handler, the rest is passed through."""

import re

from lxml import etree

from indexer.extract.ooxml import DIAGRAM, MC, A, C, R, pour_drawing
from indexer.extract.walker import Handler, Walker
from indexer.extract.word_breaks import WordBreaks
from indexer.extract.word_package import WordPackage
from indexer.extract.word_styles import Style, Styles, W, child, is_hidden, outline_level, run_size

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"

_RUN, _PARAGRAPH, _CONTROL, _ROW = f"{W}r", f"{W}p", f"{W}sdt", f"{W}tr"
#: Drawn a second time for old programs, deleted or moved away under revision, or properties without text.
_PROPERTIES = ("pPr", "rPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr")
_SKIPPED = frozenset([f"{MC}Fallback", *(f"{W}{name}" for name in ("del", "moveFrom", *_PROPERTIES))])
#: What Word writes where nothing was filled in; what an author of a form wrote there is kept.
_INVITATION = re.compile(
    r"\W*(?:cliquez|appuyez|choisi|sélectionnez|entrez|tapez|click|tap |choose|select|enter|type )",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


class WordWalker(Walker):
    """Pours a Word file into a flow."""

    def __init__(self, word: WordPackage) -> None:
        super().__init__()
        self.breaks = WordBreaks(self.flow, word.body)
        self._word = word
        self._styles = Styles(word.stories["styles"])
        self._notes = {
            kind: {note.get(f"{W}id", ""): note for root in word.stories[kind] for note in root}
            for kind in ("footnotes", "comments", "endnotes")
        }
        #: The large first letter of the next paragraph, which Word keeps in one of its own.
        self._initial = ""
        #: Whether the style of the paragraph hides what is written in it.
        self._paragraph_hides = False
        #: Fields that are open: instruction, and whether the result has begun.
        self._fields: list[tuple[str, bool]] = []
        self.starts = self._start_handlers()
        self.ends = self._end_handlers()

    def walk_document(self) -> None:
        """Headers and footers first, which land on the first page; endnotes and stray notes last."""
        for kind in ("header", "footer"):
            for story in {_letters(story): story for story in self._word.stories[kind]}.values():
                self._walk_aside(story)
        self.walk(self._word.body)
        for notes in self._notes.values():
            while notes:
                self._walk_aside(notes.pop(next(iter(notes))))

    def skips(self, element: etree._Element) -> bool:
        """Leave out what is drawn twice, deleted, hidden, an invitation to write, or mere properties."""
        tag = element.tag
        if tag in _SKIPPED:
            return True
        if tag == _RUN:
            return self._is_hidden(element)
        if tag == _PARAGRAPH and _is_initial(element):
            self._initial = "".join(text.text or "" for text in element.iter(f"{W}t")).strip()
            return True
        if tag == _CONTROL:
            invites = child(child(element, "sdtPr"), "showingPlcHdr") is not None
            return invites and bool(_INVITATION.match("".join(t.text or "" for t in element.iter(f"{W}t"))))
        return tag == _ROW and child(child(element, "trPr"), "del") is not None

    def _is_hidden(self, run: etree._Element) -> bool:
        """Whether a run says so, or else the style of its characters, or else that of its paragraph."""
        properties = child(run, "rPr")
        named = child(properties, "rStyle")
        styled = self._paragraph_hides or (
            named is not None and self._styles.of(named.get(f"{W}val", "")).hidden
        )
        return is_hidden(properties, inherited=styled)

    def _walk_aside(self, story: etree._Element) -> None:
        self.flow.begin_aside()
        self.breaks.start_box()
        self.walk(story)
        self.breaks.end_box()
        self.flow.end_aside()

    def _start_handlers(self) -> dict[str, Handler]:
        return {
            f"{W}p": self._start_paragraph,
            f"{A}p": self._start_paragraph,
            f"{W}t": self._text,
            f"{A}t": self._text,
            f"{_M}t": self._text,
            f"{W}br": self._break,
            f"{W}cr": self._break,
            f"{W}tab": lambda _: self.flow.write("\t"),
            f"{W}noBreakHyphen": lambda _: self.flow.write("-"),
            f"{W}lastRenderedPageBreak": lambda _: self.breaks.laid_out(),
            f"{W}fldChar": self._field_mark,
            f"{W}instrText": self._field_instruction,
            f"{W}fldSimple": self._start_simple_field,
            f"{W}tr": self._start_row,
            f"{W}tc": self._start_cell,
            f"{W}txbxContent": lambda _: self.breaks.start_box(),
            f"{W}footnoteReference": lambda element: self._note("footnotes", element),
            f"{W}commentReference": lambda element: self._note("comments", element),
            f"{DIAGRAM}relIds": lambda element: self._drawing(element.get(f"{R}dm", "")),
            f"{C}chart": lambda element: self._drawing(element.get(f"{R}id", "")),
            f"{_VML}textpath": self._word_art,
            f"{W}ddList": self._chosen,
            f"{W}sym": lambda _: self.flow.write(" "),
        }

    def _end_handlers(self) -> dict[str, Handler]:
        return {
            f"{W}p": self._end_paragraph,
            f"{A}p": lambda _: self.flow.end_paragraph(),
            f"{W}fldSimple": self._end_field,
            f"{W}tr": self._end_row,
            f"{W}tc": lambda _: self.flow.end_cell(),
            f"{W}txbxContent": lambda _: self.breaks.end_box(),
        }

    def _start_paragraph(self, paragraph: etree._Element) -> None:
        properties = child(paragraph, "pPr")
        self._paragraph_hides = self._style(properties).hidden
        self.breaks.before_paragraph(properties)
        self.flow.begin_paragraph()
        if self._initial:
            self.flow.write(self._initial)
            self._initial = ""

    def _end_paragraph(self, paragraph: etree._Element) -> None:
        properties = child(paragraph, "pPr")
        style = self._style(properties)
        level = outline_level(properties)
        size = max(style.size, run_size(paragraph) or 0) if style.level else run_size(paragraph) or style.size
        self.flow.end_paragraph(style.level if level is None else level, size)
        self.breaks.after_paragraph(properties)

    def _style(self, properties: etree._Element | None) -> Style:
        name = child(properties, "pStyle")
        return self._styles.of("" if name is None else name.get(f"{W}val", ""))

    def _text(self, element: etree._Element) -> None:
        if not any(shown and _PAGE_NUMBER.match(instruction) for instruction, shown in self._fields):
            self.flow.write(element.text or "")

    def _break(self, element: etree._Element) -> None:
        if element.get(f"{W}type") == "page":
            self.breaks.typed()
        else:
            self.flow.write("\n")

    def _field_mark(self, mark: etree._Element) -> None:
        match mark.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append(("", False))
            case "separate" if self._fields:
                self._fields[-1] = (self._fields[-1][0], True)
            case "end":
                self._end_field(mark)

    def _start_simple_field(self, field: etree._Element) -> None:
        self._fields.append((field.get(f"{W}instr", ""), True))

    def _end_field(self, _: etree._Element) -> None:
        if self._fields:
            self._fields.pop()

    def _field_instruction(self, element: etree._Element) -> None:
        if self._fields:
            instruction, shown = self._fields[-1]
            self._fields[-1] = (instruction + (element.text or ""), shown)

    def _start_row(self, _: etree._Element) -> None:
        self.breaks.start_row()
        self.flow.begin_row()

    def _start_cell(self, _: etree._Element) -> None:
        self.breaks.start_cell()
        self.flow.begin_cell()

    def _end_row(self, _: etree._Element) -> None:
        self.flow.end_row()
        self.breaks.end_row()

    def _note(self, kind: str, reference: etree._Element) -> None:
        note = self._notes[kind].pop(reference.get(f"{W}id", ""), None)
        if note is not None:
            self._walk_aside(note)

    def _drawing(self, identifier: str) -> None:
        drawing = self._word.drawings.get(identifier)
        if drawing is not None:
            pour_drawing(self.flow, drawing)

    def _chosen(self, choices: etree._Element) -> None:
        """The entry chosen in a list, which Word draws from its number: the first unless another is told."""
        entries = [entry.get(f"{W}val", "") for entry in choices.iterfind(f"{W}listEntry")]
        told = child(choices, "result")
        number = "0" if told is None else told.get(f"{W}val", "0")
        if number.isdigit() and int(number) < len(entries):
            self.flow.write(entries[int(number)])

    def _word_art(self, shape: etree._Element) -> None:
        self.flow.begin_paragraph()
        self.flow.write(shape.get("string", ""))
        self.flow.end_paragraph()


def _is_initial(paragraph: etree._Element) -> bool:
    frame = child(child(paragraph, "pPr"), "framePr")
    return frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")


def _letters(story: etree._Element) -> str:
    """What tells two headers apart: their text without the numbers of pages."""
    text = "".join(piece.text or "" for piece in story.iter(f"{W}t"))
    return "".join(letter for letter in text if not letter.isdigit())
