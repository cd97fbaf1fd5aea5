"""The manner of a text: whom it speaks to, whom it quotes, what it counts, whether it lists its contents.

A press item quotes people, a notice says « vous », a study has contents and figures. Taken alone each says
little; with weights learnt for each family of types (`weights`) they tell what words do not.
"""

import re
from collections.abc import Iterator

from catalogue.record import Page
from indexer.describe.folded_text import fold

#: Type → family of types that are written alike; a type that is in none has no manner of its own.
FAMILIES = {
    "presse": "press",
    "article": "article",
    "fiche-repere": "notice",
    "fiche-experience": "case sheet",
    "actes": "minutes",
    **dict.fromkeys(("contrat", "texte-officiel", "appel-a-projets"), "act"),
    **dict.fromkeys(("donnees", "annuaire"), "list"),
    **dict.fromkeys(("lettre", "video", "presentation"), "issue"),
    **dict.fromkeys(
        ("rapport-activite", "rapport-etude", "rapport-evaluation", "rapport-public", "guide"), "long"
    ),
    **dict.fromkeys(("dossier-ressources", "ouvrage", "memoire"), "long"),
}
#: Characters of a page that are read.
REACH = 4000
_FEWEST_WORDS = 80
_FIGURES = re.compile(r"\d ?%|\d{3} ?\d{3}")
_CONTENTS = re.compile(
    r"sommaire|table des matieres|contents|introduction ?\d|partie i|\d\. [a-z]+.{5,80} \d\. "
)
_YOU = re.compile(r"(?<!\w)(vous|votre|vos)(?!\w)")
_WE = re.compile(r"(?<!\w)(nous|notre|nos|je|mon|ma)(?!\w)")
_FUTURE = re.compile(r"(?<!\w)[a-z]+(era|eront|ira|iront|dra|dront)(?!\w)")
_MUST = re.compile(r"(?<!\w)(il faut|doit|doivent|peut|peuvent|permet|permettent|convient)(?!\w)")


def manner(pages: tuple[Page, ...], title: str) -> Iterator[tuple[str, float]]:
    """What is seen of the manner, each from 0 to 1."""
    folded = fold("\n".join([title, *(page.text[:REACH] for page in pages[:2])]))
    words = max(_FEWEST_WORDS, folded.count(" "))
    yield "figures", min(1.0, 40 * len(_FIGURES.findall(folded)) / words)
    yield "quotes", min(1.0, folded.count("«") / 4)
    yield "questions", min(1.0, folded.count("?") / 3)
    yield "contents", float(bool(_CONTENTS.search(folded)))
    yield "you", float(bool(_YOU.search(folded)))
    yield "we", float(len(_WE.findall(folded)) > 1)
    yield "future", min(1.0, len(_FUTURE.findall(folded)) / 3)
    yield "must", min(1.0, len(_MUST.findall(folded)) / 4)
