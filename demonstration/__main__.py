"""`python -m demonstration [FOLDER]`: write the demonstration corpus, into `corpus/` by default."""

import sys
from pathlib import Path

from demonstration.build import build


def main() -> None:
    """Write the files and say how many."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "corpus"
    written = build(corpus)
    size = sum(path.stat().st_size for path in written)
    print(f"{len(written)} fichiers écrits dans {corpus}, {size / 1e6:.2f} Mo.")


if __name__ == "__main__":
    main()
