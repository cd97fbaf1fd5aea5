"""Whether questions lead to the right page of long documents, beside bm25s over pages.

    python bench/pages.py LIBRARY [--half built|kept|all]

LIBRARY has the real documents of FONDS_TEST_DATA indexed (`fonds init`, copy `documents/*` into `corpus/`,
`fonds index`). `bench/questions/pages.tsv` holds question, document and page; the texts are not ours to keep.
One line in two was looked at while building, the others are kept for the end. Pages of the same words (copies
of one document) are equally right. bm25s is wanted for this file only: `pip install bm25s`.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from catalogue.library import open_library
from catalogue.rights import STAFF_READER
from search.analysis import stem, tokens
from search.reading import open_catalogue
from search.search import Search

QUESTIONS = Path(__file__).with_name("questions") / "pages.tsv"
#: Documents, and pages of each, that a person looks at.
DOCUMENTS, PAGES = 5, 3

#: A file and the number of one of its pages.
Place = tuple[str, int]
#: Question → the first documents, each with its first pages.
Answer = Callable[[str], list[tuple[str, list[int]]]]


class Question(NamedTuple):
    """One line of the file."""

    text: str
    file: str
    page: int


def read_questions(half: str) -> list[Question]:
    lines = [line for line in QUESTIONS.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    every = [Question(text, file, int(page)) for text, file, page in (line.split("\t") for line in lines)]
    chosen = {"built": every[::2], "kept": every[1::2], "all": every}
    return chosen[half]


def read_pages(catalogue) -> dict[Place, str]:
    return {
        (record.file, page.number): page.text
        for record in catalogue.records(STAFF_READER)
        for page in catalogue.pages(record)
    }


def twins_of(pages: dict[Place, str]) -> Callable[[Place], set[Place]]:
    """For each page all that have the same words."""
    same: dict[int, set[Place]] = defaultdict(set)
    keys = {place: hash(" ".join(text.split())) for place, text in pages.items()}
    for place, key in keys.items():
        same[key].add(place)
    return lambda place: same[keys[place]] if place in keys else set()


def ours(catalogue) -> Answer:
    def answer(question: str) -> list[tuple[str, list[int]]]:
        query = catalogue.query(Search(question), STAFF_READER, size=DOCUMENTS, passages=PAGES, facets=())
        results = catalogue.search(query)
        hits = (*results.hits, *results.partly)[:DOCUMENTS]
        return [(hit.record.file, [passage.page for passage in hit.passages]) for hit in hits]

    return answer


def peer(pages: dict[Place, str]) -> Answer:
    """bm25s over pages, with our words and families, so that ranking alone is compared."""
    import bm25s

    places = list(pages)
    engine = bm25s.BM25()
    engine.index([list(_families(pages[place])) for place in places], show_progress=False)

    def answer(question: str) -> list[tuple[str, list[int]]]:
        found, _ = engine.retrieve([list(_families(question))], k=min(len(places), 300), show_progress=False)
        by_file: dict[str, list[int]] = defaultdict(list)
        for number in found[0].tolist():
            by_file[places[number][0]].append(places[number][1])
        return [(file, numbers[:PAGES]) for file, numbers in list(by_file.items())[:DOCUMENTS]]

    return answer


def _families(text: str) -> Iterator[str]:
    return (stem(token.exact) for token in tokens(text))


def measure(answer: Answer, questions: list[Question], twins: Callable[[Place], set[Place]], missed) -> str:
    documents = pages = 0
    for question in questions:
        right = twins((question.file, question.page)) or {(question.file, question.page)}
        found = answer(question.text)
        files = {file for file, _ in right}
        documents += any(file in files for file, _ in found)
        met = any((file, number) in right for file, numbers in found for number in numbers)
        pages += met
        if not met:
            missed.append(question)
    share = len(questions)
    return f"document in {DOCUMENTS}: {documents / share:.3f}   page in {PAGES} passages: {pages / share:.3f}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("library", type=Path)
    arguments.add_argument("--half", choices=("built", "kept", "all"), default="built")
    arguments.add_argument("--missed", action="store_true", help="print questions whose page is not found")
    options = arguments.parse_args()
    catalogue = open_catalogue(open_library(options.library))
    questions, pages = read_questions(options.half), read_pages(catalogue)
    twins, missed = twins_of(pages), []
    print(f"{len(questions)} questions, {len(pages)} pages")
    print("fonds ", measure(ours(catalogue), questions, twins, missed))
    for question in missed if options.missed else ():
        print(f"   {question.text} → {question.file} p. {question.page}")
    try:
        print("bm25s ", measure(peer(pages), questions, twins, []))
    except ImportError:
        print("bm25s  not installed")


if __name__ == "__main__":
    main()
