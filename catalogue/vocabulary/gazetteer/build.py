"""Makes `places.tsv.gz` from the npm package @etalab/decoupage-administratif (`make gazetteer`).

    python -m catalogue.vocabulary.gazetteer.build PACKAGE [EARLIER]

PACKAGE is the unpacked package of this year: communes, former communes that live on inside another one,
intercommunalities and their members. EARLIER is that of 2020 (0.8.0), the last one with the history of
communes since 1943: names that were changed. The same packages give the same file, byte for byte.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from catalogue.vocabulary.departements import NAMES
from catalogue.vocabulary.labels import fold

OUTPUT = Path(__file__).parent / "places.tsv.gz"
HEADER = (
    "# Communes, communes anciennes et intercommunalités de France, millésime {year}.\n"
    "# Source : INSEE (Code officiel géographique, populations) et DGCL (Banatic), par le paquet npm\n"
    "# @etalab/decoupage-administratif {version} (code MIT, données sous Licence Ouverte 2.0).\n"
    "# Fait par catalogue/vocabulary/gazetteer/build.py ; ne pas modifier à la main.\n"
)
#: Two apostrophes in a row are a spelling of the source.
_QUOTES = re.compile(r"''|\s+")

Row = dict[str, Any]


def rows(package: Path, earlier: Path | None) -> Iterator[str]:
    """The lines of the file: communes, other names of communes, intercommunalities."""
    listed: list[Row] = _read(package, "communes")
    communes = [each for each in listed if each["type"] == "commune-actuelle" and _known(each["code"])]
    groups: list[Row] = [*_read(package, "epci"), *_read(package, "ept")]
    within: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for member in group["membres"]:
            within[member["code"]].append(group["code"])
    for each in communes:
        population = str(each.get("population", 0))
        yield _line("com", each["code"], each["nom"], population, " ".join(within[each["code"]]))
    current = {each["code"]: each for each in communes}
    yield from (_line("old", code, name) for name, code in _other_names(listed, current, earlier))
    for group in sorted(groups, key=lambda each: each["code"]):
        people: Counter[str] = Counter()
        for member in group["membres"]:
            people[departement_of(member["code"])] += member.get("populationMunicipale") or 1
        main, _count = people.most_common(1)[0]
        yield _line("epci", group["code"], _name(group), str(people.total()), main, group["type"])


def _other_names(
    listed: Iterable[Row], current: dict[str, Row], earlier: Path | None
) -> list[tuple[str, str]]:
    """Names of former communes, of arrondissements and names since changed, each with today's commune."""
    names = {
        (each["nom"], each.get("chefLieu") or each.get("commune"))
        for each in listed
        if each["type"] != "commune-actuelle"
    }
    if earlier:
        names |= {(each["nom"], each["code"]) for each in _read(earlier, "historique-communes")}
    return sorted(
        (name, code)
        for name, code in names
        # « Aire » that became « Aire-sur-l'Adour » would only make the name doubtful.
        if code in current and not fold(current[code]["nom"]).startswith(fold(name))
    )


def _name(group: Row) -> str:
    """Without the initials of its kind, which has its own column."""
    return re.sub(r"^(CC|CA|CU) ", "", _QUOTES.sub(" ", group["nom"])).strip()


def _line(*columns: str) -> str:
    return "\t".join(column.replace("\t", " ").strip() for column in columns)


def _read(package: Path, name: str) -> list[Row]:
    rows: list[Row] = json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def departement_of(commune: str) -> str:
    """The département that begins an INSEE code of commune."""
    return commune[:3] if commune.startswith("97") else commune[:2]


def _known(commune: str) -> bool:
    """Whether a commune lies in a département; those of the Pacific lie in none."""
    return departement_of(commune) in NAMES


def main() -> None:
    """Write the file beside this one."""
    package, *earlier = (Path(argument) for argument in sys.argv[1:3])
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    year = re.search(rf"\| *(\d{{4}}) +\| +{re.escape(version)} ", (package / "README.md").read_text("utf-8"))
    header = HEADER.format(version=version, year=year[1] if year else "inconnu")
    text = header + "\n".join(rows(package, earlier[0] if earlier else None)) + "\n"
    OUTPUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(  # noqa: T201 - a script
        f"{OUTPUT} : {text.count(chr(10))} lignes, {OUTPUT.stat().st_size >> 10} Ko"
    )


if __name__ == "__main__":
    main()
