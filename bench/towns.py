"""Write the places whose name is also a French word, or may be taken for one.

    python bench/towns.py

A commune of the gazetteer counts when the French dictionary of hunspell accepts its name in small letters
(`rue`, `avion`; not `avignon`), or when it is short and its people are many: such a name is easily a form
of another word (`Thiers` and tiers), an abbreviation (`Melle`) or a foreign word (`Crest`): these are
`search/analysis/towns.txt`. Of the places that people look for, `search/homonyms.txt` has those that are a
word once their accents are gone, as they are typed. Wanted for this script only: `apt install hunspell
hunspell-fr`. The names are the gazetteer's (Licence Ouverte), the dictionary (MPL 2.0) is asked, not
copied.
"""

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from catalogue.vocabulary.gazetteer import load_gazetteer
from search.analysis.exceptions import PLACES, QUESTION_WORDS, STOP_WORDS
from search.analysis.folding import fold
from search.names import looked_for_names

SEARCH = Path(__file__).resolve().parent.parent / "search"
WRITTEN, HOMONYMS = SEARCH / "analysis" / "towns.txt", SEARCH / "homonyms.txt"
#: Letters of the shortest name taken.
SHORTEST = 3
#: Letters of a short name, and inhabitants of a commune that people look for.
SHORT, PEOPLE = 6, 2000


def unknown(words: list[str]) -> set[str]:
    """The words that no French text writes so."""
    program = shutil.which("hunspell")
    if program is None:
        sys.exit("hunspell manque : apt install hunspell hunspell-fr")
    command = [program, "-d", "fr_FR", "-l", "-i", "utf-8"]
    asked = "\n".join(words)
    return set(
        subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout.split()
    )


def main() -> None:
    communes = [(name.lower(), people) for _code, name, people in load_gazetteer().communes()]
    names = sorted({name for name, _people in communes if name.isalpha() and len(name) >= SHORTEST})
    looked_for = {name for name, people in communes if len(name) <= SHORT and people >= PEOPLE}
    no_words = unknown(names)
    taken = {fold(name) for name in names if name not in no_words or name in looked_for}
    words = sorted(taken - PLACES - STOP_WORDS - QUESTION_WORDS)
    _write(WRITTEN, words)
    looked_for = {each for each in looked_for_names() if each.isalpha()}
    as_typed = looked_for | {fold(each) for each in looked_for}
    _write(HOMONYMS, sorted({fold(each) for each in as_typed - unknown(sorted(as_typed))}))


def _write(path: Path, words: list[str]) -> None:
    path.write_text("\n".join(textwrap.wrap(" ".join(words), 110)) + "\n", encoding="utf-8")
    print(f"{len(words)} names in {path.name}")


if __name__ == "__main__":
    main()
