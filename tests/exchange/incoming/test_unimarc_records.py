"""Two hundred records as PMB and the SUDOC write them: whatever their letters are written in, what half of
them falsely say these are, and what their directory counts, every value is whole or refused by name."""

import random
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from catalogue.intake import Rejection
from exchange.incoming.incoming import whole
from exchange.incoming.iso2709 import read

COUNT = 200
_TEXT = (
    "ville cité quartier été évaluation médiation réussite éducative préfecture œuvre cœur façade naïf "
    "aïeul Noël forêt hôpital sûreté où là déjà Évry Île-de-France Ébène çà garçon Besançon Orléans Bègles "
    "août maître politique contrat logement santé emploi jeunesse habitat école insertion bilan étude "
    "observatoire agenda prévention délinquance rénovation urbaine concertation habitants participation"
)
WORDS = _TEXT.split()
FOREIGN = (
    "Müller",
    "Łódź",
    "Køge",
    "Dvořák",
    "São",
    "Señor",
    "Mesarović",
    "Åström",
    "Straße",
    "Győr",
    "Ægir",
)
FAMILIES = ("Lefèvre", "Dupont", "d’Ormesson", "Le Goaziou", "Müller", "Dvořák", "Mésenge", "N’Diaye", "Peña")
GIVEN = ("Élise", "Jean-François", "Zoé", "Chloé", "Ahmed", "Björn", "Inès", "André", "Marie")
ARTICLES = ("L’", "L'", "Le ", "La ", "Les ", "Une ", "Des ", "Der ", "The ", "El ")

#: ISO 5426 and MARC-8 (ANSEL), written from the standards and not from the reader's tables.
ISO5426_ACCENTS = {
    "\u0300": 0xC1, "\u0301": 0xC2, "\u0302": 0xC3, "\u0303": 0xC4, "\u0308": 0xC8, "\u030a": 0xCA,
    "\u030b": 0xCD, "\u030c": 0xCF, "\u0327": 0xD0,
}  # fmt: skip
ISO5426_LETTERS = {
    "œ": 0xFA, "Œ": 0xEA, "æ": 0xF1, "Æ": 0xE1, "ø": 0xF9, "Ø": 0xE9, "ł": 0xF8, "Ł": 0xE8, "ß": 0xFB,
    "«": 0xAB, "»": 0xBB, "’": 0xB9, "\x98": 0x88, "\x9c": 0x89, "£": 0xA3, "§": 0xA7,
}  # fmt: skip
ANSEL_ACCENTS = {
    "\u0300": 0xE1, "\u0301": 0xE2, "\u0302": 0xE3, "\u0303": 0xE4, "\u0308": 0xE8, "\u030a": 0xEA,
    "\u030b": 0xEE, "\u030c": 0xE9, "\u0327": 0xF0,
}  # fmt: skip
ANSEL_LETTERS = {
    "œ": 0xB6, "Œ": 0xA6, "æ": 0xB5, "Æ": 0xA5, "ø": 0xB2, "Ø": 0xA2, "ł": 0xB1, "Ł": 0xA1, "ß": 0xC7,
    "\x98": 0x88, "\x9c": 0x89, "£": 0xB9,
}  # fmt: skip

Zones = list[tuple[str, str]]


def before_letters(accents: dict[str, int], letters: dict[str, int]) -> Callable[[str], bytes]:
    """An encoding in which accents stand before their letter; raises KeyError for what it lacks."""

    def encode(text: str) -> bytes:
        found = bytearray()
        for letter in unicodedata.normalize("NFC", text):
            base, *marks = unicodedata.normalize("NFD", letter)
            found += bytes(accents[each] for each in marks)
            found.append(ord(base) if base < "\x80" else letters[base])
        return bytes(found)

    return encode


ENCODINGS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "utf-8": (lambda text: text.encode(), "50"),
    "iso5426": (before_letters(ISO5426_ACCENTS, ISO5426_LETTERS), "0103"),
    "marc8": (before_letters(ANSEL_ACCENTS, ANSEL_LETTERS), "01  "),
    "cp1252": (lambda text: text.encode("cp1252"), "11  "),
    "latin-1": (lambda text: text.encode("latin-1"), "    "),
    "cp850": (lambda text: text.encode("cp850"), "    "),
}


@cache
def can_write(encoding: str, text: str) -> bool:
    try:
        ENCODINGS[encoding][0](text)
    except (UnicodeEncodeError, KeyError):
        return False
    return True


class Generated:
    """One record: what it says, and its zones."""

    def __init__(self, seed: int, encoding: str) -> None:
        self._random = random.Random(f"{seed} {encoding}")
        self.seed, self.encoding = seed, encoding
        several = self._random.randrange
        self.marked = encoding in ("utf-8", "iso5426", "marc8") and several(2) == 0
        self.article = self.one(ARTICLES)
        self.title = f"{self.article}{self.words(4)} à {self.one(('Évry', 'Orléans', 'Bègles'))}"
        if several(2) == 0:
            self.title += f" {self.one(FOREIGN)}"
        self.subtitle = self.words(3)
        authors = (f"{self.one(FAMILIES)}, {self.one(GIVEN)}" for _ in range(several(1, 4)))
        self.creators = list(dict.fromkeys(authors))
        self.publisher = f"Éditions {self.words(2)}"
        self.year = str(several(1975, 2026))
        self.isbn = f"978-2-11-{several(100000, 999999)}-{several(10)}"
        self.subjects = list(dict.fromkeys(self.words(2) for _ in range(3)))
        self.collection = f"Les Cahiers de l'été ; {several(1, 60)}"
        self.abstract = self.words(30)

    def one(self, texts: Sequence[str]) -> str:
        """One of those that this encoding can write."""
        return self._random.choice([each for each in texts if can_write(self.encoding, each)])

    def words(self, count: int) -> str:
        return " ".join(self.one(WORDS) for _ in range(count))

    def zones(self, charset: str) -> Zones:
        shown = self.title
        if self.marked:
            shown = f"\x98{self.article}\x9c{self.title[len(self.article) :]}"
        series, _mark, number = self.collection.partition(" ; ")
        zones = [
            ("001", f"PPN{self.seed:06}"),
            ("010", f"  \x1fa{self.isbn}\x1fbbr.\x1fd20 EUR"),
            ("100", f"  \x1fa20100607d{self.year}    m  y0frey{charset:4}    ba"),
            ("101", "0 \x1fafre"),
            ("200", f"1 \x1fa{shown}\x1fe{self.subtitle}"),
            ("210", f"  \x1faParis\x1fc{self.publisher}\x1fd{self.year}"),
            ("215", "  \x1fa1 vol. (320 p.)"),
            ("225", f"0 \x1fa{series}\x1fv{number}"),
            ("330", f"  \x1fa{self.abstract}"),
            *(("606", f"  \x1fa{each}\x1f2rameau") for each in self.subjects),
            ("995", f"  \x1fkATL {self.seed}"),
        ]
        for place, name in enumerate(self.creators):
            family, given = name.split(", ")
            zones.append((f"70{1 if place else 0}", f" 1\x1fa{family}\x1fb{given}\x1f4070"))
        return sorted(zones, key=lambda zone: zone[0])


def written(zones: Zones, encode: Callable[[str], bytes], *, by_characters: bool) -> bytes:
    directory, body, counted = b"", b"", 0
    for tag, text in zones:
        content = encode(text) + b"\x1e"
        length = len(text) + 1 if by_characters else len(content)
        directory += f"{tag}{length:04d}{counted:05d}".encode()
        counted += length
        body += content
    base = 24 + len(directory) + 1
    length = base + counted + 1
    leader = f"{length:05d}nam0 22{base:05d}   450 ".encode()
    return leader + directory + b"\x1e" + body + b"\x1d"


@pytest.mark.parametrize("by_characters", [False, True], ids=["bytes", "characters"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_value_is_whole_or_refused_by_name(encoding: str, *, by_characters: bool) -> None:
    encode, charset = ENCODINGS[encoding]
    false = "0103" if encoding == "utf-8" else "50  "
    said = [Generated(seed, encoding) for seed in range(COUNT)]
    content = b"".join(
        written(each.zones(false if each.seed % 2 else charset), encode, by_characters=by_characters)
        for each in said
    )
    found = list(read(content))
    assert len(found) == COUNT
    wrong = []
    for record, each in zip(said, found, strict=True):
        if isinstance(each, Rejection):
            wrong.append((record.seed, each.reason))
            continue
        values, _remarks = whole(each.values)
        expected = {
            "title": (f"{record.title} : {record.subtitle}",),
            "creators": tuple(record.creators),
            "publisher": (record.publisher,),
            "isbn": (record.isbn,),
            "collection": (record.collection,),
            "abstract": (record.abstract,),
            "subjects": tuple(record.subjects),
            "shelf_mark": (f"ATL {record.seed}",),
            "article": (record.article.strip(),) if record.marked and record.article.strip() else None,
        }
        wrong += [
            (record.seed, name, values.get(name), told)
            for name, told in expected.items()
            if values.get(name) != told
        ]
        if each.values["issued"][0] != record.year:
            wrong.append((record.seed, "issued", each.values["issued"], record.year))
    assert wrong == []
