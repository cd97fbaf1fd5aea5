"""The manner of a text: whom it speaks to, whom it quotes, what it counts, whether it lists its contents.

A press item quotes people, a notice says « vous », a study has contents and figures. Taken alone each says
little; with weights learnt for each family of types (`weights`) they tell what words do not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from catalogue.record import Page
from indexer.describe.folded_text import fold
from indexer.describe.phrase import Phrase
from indexer.describe.shapes import HEADLINE_VERBS
from indexer.describe.wordings import Wording

#: Type → family of types that are written alike; a type that is in none has no manner of its own.
FAMILIES = {
    "presse": "press",
    "article": "press",
    "fiche-repere": "notice",
    "fiche-experience": "case sheet",
    "actes": "minutes",
    **dict.fromkeys(("contrat", "texte-officiel", "appel-a-projets"), "act"),
    **dict.fromkeys(("donnees", "annuaire"), "list"),
    **dict.fromkeys(("lettre", "video", "presentation"), "issue"),
    **dict.fromkeys(
        ("rapport-activite", "rapport-etude", "rapport-evaluation", "rapport-public", "guide"), "long"
    ),
    **dict.fromkeys(("dossier-ressources", "ouvrage"), "book"),
    "memoire": "thesis",
}
#: Characters of a page that are read.
REACH = 4000
#: Words from which a text has a manner, and over fewer of which nothing is counted as frequent.
FEW, _FEWEST_WORDS = 10, 80
#: Characters of a title and its first lines in which an issue says its number.
HEAD = 400
#: Words of a title that only names its subject.
NAME = 4
_FIGURES = re.compile(r"\d(?: ?%|\d\d ?\d{3})")
_CONTENTS = Phrase(r"sommaire|table des matieres|contents|introduction ?\d|partie i|\d\. [a-z]+.{5,80} \d\. ")
_ANY_WORD = re.compile(r"\w+")
_YOU = ("vous", "votre", "vos")
_WE = ("nous", "notre", "nos", "je", "mon", "ma")
_FUTURE = re.compile(r"[a-z]+(era|eront|ira|iront|dra|dront)")
#: Told of a word far sooner.
_FUTURE_ENDS = ("ra", "ront")
_MUST = ("doit", "doivent", "peut", "peuvent", "permet", "permettent", "convient")
_IT_MUST = re.compile(r"il faut(?<!\wil faut)(?!\w)")
#: What shows a document of many pages put on a site: its pages counted, leaders of its contents.
_PAGED = re.compile(
    r"(?<!\w)(transcri(pt|ption)|embed size|upload|issuu)(?!\w)|(?<!\w)pages? 1 ?[:/]|\.{6,}|…{3,}"
)
_PAGED_LETTERS = ("transcri", "embed size", "upload", "issuu", "page 1", "pages 1", "......", "………")
_ITEMS = (re.compile(r"(?m)^[ \t]*[–−*-] "), re.compile(r"[;:.] ?[–−-] "))
_NUMBER = re.compile(r"n° ?\d|# ?\d")
_LAW = ("loi", "decret", "circulaire", "arrete")
_OF_CODE = re.compile(r"article [lr](?<!\warticle [lr])(?!\w)")
_MONEY = ("€", "euros", "millions")
_PICTURES = ("©", "photo", "illustration")
_DAY = Wording(r"(?<!\w)(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?!\w)")
_CRUMBS = re.compile(r"[>»] [A-Z]")
#: « Limoges : … », « Guyane – … »: where it happens, then what.
_PLACE_TOLD = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]+[ -]?){1,3}(?: ?: |\. | [-–—] )")
_VERB = re.compile(
    rf"(?<!\w){HEADLINE_VERBS}(?!\w)|(?<!\w)(est|sont|a|ont|fait|font|veut|veulent|peut|doit|obtient|rencontre"
    r"|poursuit|reste|se|s['’]\w+)(?!\w)"
)


def has_manner(pages: tuple[Page, ...]) -> bool:
    """Whether there are words enough to have one: of a title alone nobody knows how it goes on."""
    return sum(len(page.text.split(None, FEW)) for page in pages[:2]) >= FEW


def manner(pages: tuple[Page, ...], title: str) -> Iterator[tuple[str, float]]:
    """What is seen of the manner, each from 0 to 1."""
    text = "\n".join([title, *(page.text[:REACH] for page in pages[:2])])
    folded = fold(text)
    words, length = Counter(_ANY_WORD.findall(folded)), max(_FEWEST_WORDS, folded.count(" "))
    yield "figures", min(1.0, 40 * len(_FIGURES.findall(folded)) / length)
    yield "quotes", min(1.0, folded.count("«") / 4)
    yield "questions", min(1.0, folded.count("?") / 3)
    yield "contents", float(bool(_CONTENTS.search(folded)))
    yield "you", float(any(map(words.get, _YOU)))
    yield "we", float(_times(words, _WE) > 1)
    yield "future", min(1.0, _times(words, filter(_is_future, words)) / 3)
    yield "must", min(1.0, (_times(words, _MUST) + len(_IT_MUST.findall(folded))) / 4)
    yield "paged", float(any(each in folded for each in _PAGED_LETTERS) and bool(_PAGED.search(folded)))
    yield "items", min(1.0, (text.count("•") + sum(len(each.findall(text)) for each in _ITEMS)) / 4)
    yield "an issue", float(bool(_NUMBER.search(folded[:HEAD])))
    yield "law", min(1.0, (_times(words, _LAW) + len(_OF_CODE.findall(folded))) / 4)
    yield "money", min(1.0, sum(folded.count(each) for each in _MONEY) / 3)
    yield "pictures", float(any(each in folded for each in _PICTURES))
    yield "a day", float(bool(_DAY.search(folded[: 3 * HEAD])))
    yield "crumbs", float("accueil" in folded or "menu" in folded or bool(_CRUMBS.search(text)))
    yield from _of_title(title)


def _times(words: Counter[str], these: Iterable[str]) -> int:
    """How often a text says any of these words."""
    return sum(words[each] for each in these)


def _is_future(word: str) -> bool:
    return word.endswith(_FUTURE_ENDS) and _FUTURE.fullmatch(word) is not None


def _of_title(title: str) -> Iterator[tuple[str, float]]:
    """How it is told: news where it happens and who does it, a notice the bare name of what it is about."""
    yield "place told", float(bool(_PLACE_TOLD.match(title)))
    yield "verb", float(bool(_VERB.search(title)))
    yield "name", float(len(title.split()) <= NAME)
