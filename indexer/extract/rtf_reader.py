"""The reading of RTF: groups and what they inherit, encodings, destinations."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.extract import rtf_tables
from indexer.extract.flow import Flow
from indexer.extract.rtf_paragraphs import RtfParagraphs
from indexer.extract.rtf_tokens import Kind, Token, tokens

Handler = Callable[[int | None], None]

#: Size of text that states none.
_HALF_POINTS = 24


@dataclass(frozen=True, slots=True)
class _Group:
    """What a group inherits from the one around it; control words replace one value at a time."""

    #: Where text goes: `text`, nowhere (`skip`), `fonttbl`, `stylesheet`, `info`, or a property's name.
    destination: str = "text"
    #: Encoding of the font; empty for the file's own.
    encoding: str = ""
    #: Characters that follow a `\\u` for programs without Unicode.
    fallback: int = 1
    half_points: int = _HALF_POINTS
    #: Hidden, or deleted under revision.
    unseen: frozenset[str] = frozenset()
    #: The first word may be unknown, and then the group is skipped.
    optional: bool = False
    #: What the group's end closes: `aside`, `box`, `repeated`; inner groups do not inherit it.
    closes: str = ""


class RtfReader:
    """Reads one file into a flow; `said` holds the properties and dates of its group `info`."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self._paragraphs = RtfParagraphs()
        self._group = _Group()
        self._stack: list[_Group] = []
        self._pending = bytearray()
        self._fallback_left = 0
        #: Whether the last token opened a group.
        self._opened = False
        self._file_encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        #: Number of the font or style being declared.
        self._declared = 0
        self._on_text = self._text_handlers()

    def read(self, content: bytes) -> Flow:
        """Read a whole file, or what a truncated one still holds."""
        for token in tokens(content):
            if token.kind is Kind.TEXT:
                self._take(token.text)
                self._opened = False
                continue
            self._flush()
            self._fallback_left = 0
            if token.kind is Kind.CLOSE:
                self._close()
                if not self._stack:
                    break
            else:
                self._control(token)
            self._opened = token.kind is Kind.OPEN
        self._flush()
        while self._stack:
            self._close()
        return self._paragraphs.finish()

    def _control(self, token: Token) -> None:
        if token.kind is Kind.OPEN:
            self._stack.append(self._group)
            self._group = replace(self._group, closes="", optional=False)
        elif token.value == "*":
            self._change(optional=self._opened)
        elif token.kind is Kind.SYMBOL:
            self._write(rtf_tables.SYMBOLS.get(token.value, ""))
        elif self._group.destination != "skip":
            self._word(token.value, token.number)

    def _close(self) -> None:
        if self._group.closes:
            self._paragraphs.end(self._group.closes)
        self._group = self._stack.pop() if self._stack else _Group()

    def _word(self, word: str, number: int | None) -> None:
        optional, destination = self._group.optional, self._group.destination
        if optional:
            self._change(optional=False)
        if word in rtf_tables.SKIPPED or (optional and word not in rtf_tables.OPTIONAL_READ):
            self._change(destination="skip")
        elif word in rtf_tables.CHARACTERS:
            self._write(rtf_tables.CHARACTERS[word])
        elif word in rtf_tables.GROUPS:
            self._enter(word)
        elif destination == "text" and word in self._on_text:
            self._on_text[word](number)
        elif destination in rtf_tables.DATES:
            self._say(f" {word}{number or 0}")
        else:
            self._declare(word, number)

    def _enter(self, word: str) -> None:
        """A word that says where the text of its group goes."""
        kind = rtf_tables.GROUPS[word]
        if kind == "declaration":
            self._change(destination=word, encoding="")
            self.said.pop(word, None)
        elif kind == "text":
            self._change(destination="text")
        elif self._group.destination == "text":
            self._change(closes=kind)
            self._paragraphs.begin(kind)

    def _declare(self, word: str, number: int | None) -> None:
        """A word of the head, or one that counts in every destination."""
        match word:
            case "u":
                self._unicode(number)
            case "uc":
                self._change(fallback=max(number or 0, 0))
            case "ansicpg":
                self._file_encoding = _codec(f"cp{number}") or self._file_encoding
            case "ansi" | "mac" | "pc" | "pca":
                self._file_encoding = rtf_tables.FILE_CHARSETS[word]
            case "f" | "s":
                self._declared = number or 0
            case "fcharset":
                self._fonts[self._declared] = rtf_tables.CHARSETS.get(number or 0, "")

    def _text_handlers(self) -> dict[str, Handler]:
        paragraphs = self._paragraphs
        return {
            "par": lambda _: paragraphs.end_paragraph(),
            "nestrow": lambda _: paragraphs.end_paragraph(),
            "cell": lambda _: paragraphs.end_cell(),
            "row": lambda _: paragraphs.end_row(),
            "page": lambda _: paragraphs.break_page(),
            "pagebb": lambda _: paragraphs.begin_on_new_page(),
            "sect": lambda _: paragraphs.end_section(),
            "sbknone": lambda _: paragraphs.continue_page(),
            "sbkcol": lambda _: paragraphs.continue_page(),
            "pard": lambda _: paragraphs.reset(),
            "intbl": lambda _: setattr(paragraphs.paragraph, "in_table", True),
            "s": lambda number: setattr(paragraphs.paragraph, "style", number or 0),
            "outlinelevel": lambda number: setattr(paragraphs.paragraph, "outline", number),
            "plain": lambda _: self._change(half_points=_HALF_POINTS, unseen=frozenset(), encoding=""),
            "f": lambda number: self._change(encoding=self._fonts.get(number or 0, "")),
            "fs": lambda number: self._change(half_points=number or _HALF_POINTS),
            "v": lambda number: self._see("hidden", unseen=number != 0),
            "deleted": lambda number: self._see("deleted", unseen=number != 0),
        }

    def _see(self, reason: str, *, unseen: bool) -> None:
        reasons = self._group.unseen - {reason}
        self._change(unseen=reasons | {reason} if unseen else reasons)

    def _change(self, **values: object) -> None:
        self._group = replace(self._group, **values)  # type: ignore[arg-type]

    def _take(self, text: bytes) -> None:
        """Keep bytes until their end is known: a character may take several."""
        dropped = min(self._fallback_left, len(text))
        self._fallback_left -= dropped
        if self._group.destination != "skip":
            self._pending += text[dropped:]

    def _flush(self) -> None:
        if self._pending:
            text = self._pending.decode(self._group.encoding or self._file_encoding, "replace")
            self._pending.clear()
            self._write(text)

    def _unicode(self, number: int | None) -> None:
        if number is not None and -0x8000 <= number < 0x110000:
            self._write(chr(number if number >= 0 else number + 0x10000))
        self._fallback_left = self._group.fallback

    def _write(self, text: str) -> None:
        if self._group.destination == "text":
            if not self._group.unseen:
                self._paragraphs.write(text, self._group.half_points)
        elif self._group.destination == "stylesheet":
            styles = self._paragraphs.styles
            styles[self._declared] = styles.get(self._declared, "") + text
        else:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._group.destination in rtf_tables.GROUPS:
            self.said[self._group.destination] = self.said.get(self._group.destination, "") + text


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
