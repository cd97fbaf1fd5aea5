"""Papers, stations and sites of news: names that authors of articles publish under.

Known ones stand in `papers.txt`; others are told by how such are called (« La Gazette de l'Oise », « France 3
Limousin »), or by an address that is a name (« Aqui.fr »).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from indexer.describe.folded_text import WORD, fold

_FILE = Path(__file__).parent / "papers.txt"
_PLACE = r"[A-ZÀ-Ý][\w-]*(?:[ -](?:(?:et|de|du|des|la|le|les)[ -])*[A-ZÀ-Ý][\w-]*){0,3}"
_CALLED = (
    rf"(?:France 3|France Bleu|Ici)(?: {_PLACE})?"
    r"|L(?:a |e |['’])(?:Crieur|Courrier|Gazette|[ÉE]cho|D[ée]p[êe]che|Journal|Tribune|Voix"
    r"|Petit Journal|Quotidien"
    r"|Messager|[ÉE]claireur|Phare|Populaire|Ind[ée]pendant|Semaine|Feuille)"
    rf" (?:de la |de l['’]|du |des |de |d['’])(?:{_PLACE}|[a-zà-ÿ]{{4,}})"
    # An address that begins with a capital is how a site calls itself.
    r"|[A-ZÀ-Ý][a-zà-ÿ]+(?:-[\w]+)*\.(?:fr|com|info|net|re|corsica|bzh)(?![\w/@.-])"
)


def _listed() -> list[str]:
    lines = (line.strip() for line in _FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return [line for line in lines if line]


@lru_cache(maxsize=1)
def _papers() -> re.Pattern[str]:
    known = "|".join(
        re.escape(each).replace("'", "['’]") for each in sorted(_listed(), key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w@./'’-])(?:{known}|{_CALLED})(?![\w-])")


def papers_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names papers."""
    return (found.span() for found in _papers().finditer(text))


@lru_cache(maxsize=4096)
def is_paper(name: str) -> bool:
    """Whether a name is a paper's, a station's or a site's of news."""
    return bool(_papers().fullmatch(name))


@lru_cache(maxsize=1)
def joined_papers() -> Mapping[str, str]:
    """Every known paper without what parts the words of its name, as addresses do → its name."""
    return {"".join(WORD.findall(fold(each.removesuffix(".fr")))): each for each in _listed()}
