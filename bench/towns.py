"""Write `search/analysis/towns.txt`: the communes whose name is also a French word.

    python bench/towns.py

A commune of the gazetteer counts when the French dictionary of hunspell accepts its name in small letters
(`rue`, `avion`; not `avignon`). Wanted for this script only: `apt install hunspell hunspell-fr`. The names
are the gazetteer's (Licence Ouverte); the dictionary (MPL 2.0) is asked, not copied.
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

WRITTEN = Path(__file__).resolve().parent.parent / "search" / "analysis" / "towns.txt"
#: Letters of the shortest name taken.
SHORTEST = 3


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
    names = sorted({name.lower() for _code, name, _people in load_gazetteer().communes() if name.isalpha()})
    others = unknown(names)
    taken = {fold(name) for name in names if name not in others and len(name) >= SHORTEST}
    words = sorted(taken - PLACES - STOP_WORDS - QUESTION_WORDS)
    WRITTEN.write_text("\n".join(textwrap.wrap(" ".join(words), 110)) + "\n", encoding="utf-8")
    print(f"{len(words)} towns in {WRITTEN.name}")


if __name__ == "__main__":
    main()
