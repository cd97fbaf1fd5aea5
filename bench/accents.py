"""Write `search/analysis/accents.txt`: the French words that only their accents tell from another word.

    python bench/accents.py

A word counts when the French dictionary of hunspell also accepts it with other accents or none (`mûr`,
`mur`). Left out are the forms of one verb (`organisé`, `organise`) and what nobody reads today (`organisât`).
Wanted for this script only: `apt install hunspell hunspell-fr`. The dictionary (MPL 2.0) is asked, not
copied.
"""

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.towns import unknown
from search.analysis.exceptions import QUESTION_WORDS, STOP_WORDS, TOLD_BY_ACCENT
from search.analysis.folding import fold

WRITTEN = Path(__file__).resolve().parent.parent / "search" / "analysis" / "accents.txt"
DICTIONARY = Path("/usr/share/hunspell/fr_FR.dic")
#: Letters of the shortest word taken.
SHORTEST = 3
_ACCENTED = {"a": "àâ", "e": "éèê", "i": "îï", "o": "ô", "u": "ùûü", "c": "ç"}
#: Forms of a verb that differ in its é, and old tenses.
_PARTICIPLE = re.compile(r"é(?:e?s?)$|ent$")
_OLD = re.compile(r"[îâû](?:t|mes|tes)$")
#: Longer words with another e inside are the same one in another spelling (scénario, scenario), but for the
#: prefix re- or ré-.
_LONG = 6
_WORD = re.compile(r"[a-zàâéèêëîïôöùûüç]+")


def others_of(word: str) -> set[str]:
    """The same letters without accents, or with one accented otherwise."""
    plain = fold(word)
    if len(plain) != len(word):
        return set()
    found = {plain}
    for at, letter in enumerate(plain):
        for accented in (letter, *_ACCENTED.get(letter, "")):
            found |= {text[:at] + accented + text[at + 1 :] for text in (word, plain)}
    return found - {word}


def of_one_word(word: str, other: str) -> bool:
    """Whether two spellings are most likely forms of one verb, or old and new ways to write one word."""
    letters = list(zip(word, other, strict=True))
    differing = [set(pair) for pair in letters if len(set(pair)) > 1]
    if any(_OLD.search(each) for each in (word, other)):
        return True
    if not all(each <= set("eéè") for each in differing):
        return False
    prefixed = letters[0] == ("r", "r") and len(set(letters[1])) > 1
    inflected = any(_PARTICIPLE.search(each) for each in (word, other)) or {"e", "è"} in differing
    return inflected or {"é", "è"} in differing or (len(word) >= _LONG and not prefixed)


def entries() -> Iterator[str]:
    for line in DICTIONARY.read_text(encoding="utf-8").splitlines()[1:]:
        word = re.split(r"[/\t ]", line)[0]
        if _WORD.fullmatch(word) and len(word) >= SHORTEST and word != fold(word):
            yield from (word + ending for ending in ("", "s", "e", "es"))


def main() -> None:
    others = {
        word: {other for other in others_of(word) if not of_one_word(word, other)} for word in entries()
    }
    asked = {spelling for word, each in others.items() for spelling in (word, *each)}
    no_words = unknown(sorted(asked))
    taken = {word for word, each in others.items() if word not in no_words and each - no_words}
    words = sorted(word for word in taken - TOLD_BY_ACCENT if fold(word) not in STOP_WORDS | QUESTION_WORDS)
    WRITTEN.write_text("\n".join(textwrap.wrap(" ".join(words), 110)) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {WRITTEN.name}")


if __name__ == "__main__":
    main()
