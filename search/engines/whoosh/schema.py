"""The Whoosh schema, made from the table of fields.

Text fields hold exact words with positions and no boost: weights are the query's, so changing one needs no
new index. `names` holds the acronyms and places that capitals announce, `identifier` finds one document,
and `card` keeps what is shown of it.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from whoosh import fields, formats
from whoosh.analysis import Analyzer, Token

from search.analysis import tokens
from search.ranking.word_fields import WORD_FIELDS


class Positions(formats.Positions):  # type: ignore[misc]  # whoosh has no types
    """Positions as differences in variable-length bytes, where Whoosh's own format pickles every posting.

    After each position one byte tells the little word that stands before (`little_codes`), 0 for none.
    """

    def encode(self, positions: Sequence[int], little: Sequence[int]) -> bytes:
        """Seven bits a byte, low first, the high bit set on all but the last."""
        encoded = bytearray()
        before = 0
        for position, code in zip(positions, little, strict=True):
            difference, before = position - before, position
            while difference > 127:
                encoded.append(difference & 127 | 128)
                difference >>= 7
            encoded += bytes((difference, code))
        return bytes(encoded)

    def decode(self, encoded: bytes) -> tuple[list[int], list[int]]:
        """The inverse of `encode`."""
        numbers, number, shift = [], 0, 0
        for byte in encoded:
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                numbers.append(number)
                number = shift = 0
        return list(accumulate(numbers[::2])), numbers[1::2]

    def decode_positions(self, encoded: bytes) -> list[int]:
        """Where the word stands."""
        return self.decode(encoded)[0]

    def decode_frequency(self, encoded: bytes) -> int:
        """How many positions there are."""
        return sum(byte < 128 for byte in encoded) // 2

    def decode_weight(self, encoded: bytes) -> float:
        """The frequency, times the field's boost."""
        return self.decode_frequency(encoded) * float(self.field_boost)


class FrenchAnalyzer(Analyzer):  # type: ignore[misc]  # whoosh has no types
    """Our analysis in Whoosh's form, for whoever searches these files through Whoosh itself."""

    def __call__(self, value: str, **options: Any) -> Iterable[Token]:
        """Yield one token per indexed word."""
        token = Token(**options)
        for word in tokens(value, options.get("start_pos", 0)):
            token.text, token.pos, token.boost, token.stopped = word.exact, word.position, 1.0, False
            token.startchar, token.endchar = word.start, word.end
            yield token


def schema() -> fields.Schema:
    """The schema of a new index."""
    columns: dict[str, Any] = {name: _words() for name in WORD_FIELDS}
    columns["identifier"] = fields.ID(unique=True)
    columns["card"] = fields.STORED
    return fields.Schema(**columns)


def _words() -> fields.TEXT:
    field = fields.TEXT(FrenchAnalyzer())
    field.format = Positions()
    return field
