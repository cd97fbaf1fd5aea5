"""Sentences: all that the packages below the site, and the command line, say in French (`make messages`).

No part of the program imports this: it is for those who change what is said, and for the tests that fail
while a sentence has no English. Nothing has to be marked, so nothing can be forgotten: every text of the code
that reads as French is taken, an f-string with the names of its values, but for the files in which texts are
words to look for in documents rather than words to say. A word alone, without an accent, is marked by `N_`.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("confined", "catalogue", "search", "desk", "exchange", "alerts", "indexer", "fonds")
#: What a limited process of the site answers, which is kept like what those below say.
FILES = ("search_app/desk/archive.py",)
#: Where French texts are looked for, matched or written into files, and never said.
UNSAID = (
    "catalogue/sentences.py",
    "catalogue/document_formats.py",  # the site's own messages have these names
    "catalogue/encodings.py",
    "catalogue/library.py:INITIAL_SETTINGS",
    "catalogue/vocabulary/departements.py",
    "catalogue/vocabulary/labels.py",
    "catalogue/vocabulary/gazetteer/build.py",
    "catalogue/vocabulary/gazetteer/places.py",
    "exchange/formats/",
    "exchange/incoming/mapping.py:_ISO_639_2",
    "exchange/incoming/rows.py:_COLUMNS",
    "exchange/oai/",
    "exchange/sru/",
    "exchange/incoming/record_dates.py",
    "indexer/describe/",
    "indexer/extract/legibility.py",
    "indexer/extract/word_walker.py",
    "search/analysis/",
    "search/questions.py",
    "fonds/click_words.py",
    "indexer/__main__.py",  # the same as `fonds index`, for programs
)
_LITTLE_WORDS = re.compile(
    r"\b(?:le|la|les|de|un|une|est|pas|des|ce|et|par|du|en|sans|au|sur|avec|pour|son|sa|ses|ou|à|votre|leur|ligne)\b"
    r"|\b[ldnsc]['’]|[éèêàçîôœÉÀÊ]"
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
#: Queries, alternatives, encodings, ranges of letters: no sentence has these.
_UNSAID_SIGNS = re.compile(r"\\|\||A-Z|\b(?:SELECT|INSERT|WHERE)\b|=\w\w |^utf-|^\S{14,}$")
#: Calls whose text is compiled, joined or looked up.
_UNSAID_CALLS = frozenset(("compile", "frozenset", "split", "execute", "executescript"))
_MARKS = frozenset(("_", "N_"))
#: Rows of a table of labels → which argument is told.
_ROWS = {"Field": 2, "Facet": 2, "Missing": 0}
#: Arguments of the command line's tables whose text is shown as it stands, whatever it looks like.
_SHOWN = frozenset(("help", "metavar"))


def sentences(root: Path = ROOT) -> list[str]:
    """Every sentence once, in the order of files and lines."""
    files = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    files += [root / each for each in FILES]
    found = (said for path in files for said in sentences_in(path, path.relative_to(root).as_posix()))
    return list(dict.fromkeys(found))


def sentences_in(path: Path, name: str) -> Iterator[str]:
    """The sentences of one file."""
    unsaid = [each.partition(":") for each in UNSAID if name.startswith(each.partition(":")[0])]
    if any(not variable for _file, _colon, variable in unsaid):
        return
    reader = _Reader({variable for _file, _colon, variable in unsaid})
    reader.visit(ast.parse(path.read_text(encoding="utf-8")))
    yield from reader.found


class _Reader(ast.NodeVisitor):
    """Goes through one file; what stands in an f-string is read with it."""

    def __init__(self, unsaid: set[str]) -> None:
        self.found: list[str] = []
        self._unsaid = unsaid

    def visit_Expr(self, node: ast.Expr) -> None:
        """A text that stands alone is a docstring."""
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(each, ast.Name) and each.id in self._unsaid for each in node.targets):
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """What a command says of itself is its docstring."""
        decorators = [ast.unparse(each) for each in node.decorator_list]
        if any(re.match(r"\w+\.(command|group)\b", each) for each in decorators) and (
            said := ast.get_docstring(node)
        ):
            self.found.append(said)
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        """A text as a key is looked up, never said."""
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None and not isinstance(key, ast.Constant):
                self.visit(key)
            self.visit(value)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        told = 0 if called in _MARKS else _ROWS.get(called)
        if told is not None and told < len(node.args) and isinstance(node.args[told], ast.Constant):
            self.found.append(ast.literal_eval(node.args.pop(told)))
        if called not in _UNSAID_CALLS:
            self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg in _SHOWN and isinstance(node.value, ast.Constant) and node.value.value:
            self.found.append(str(node.value.value))
        else:
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and is_french(node.value):
            self.found.append(node.value.replace("{", "{{").replace("}", "}}"))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        written = "".join(str(each.value) for each in node.values if isinstance(each, ast.Constant))
        if is_french(written):
            self.found.append(_message(node))
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                self.visit(each.value)


def is_french(text: str) -> bool:
    """Whether a text reads as French, by its little words and accents."""
    return (
        len(_LETTERS.findall(text)) > 1
        and bool(_LITTLE_WORDS.search(text))
        and not _UNSAID_SIGNS.search(text)
    )


def _message(node: ast.JoinedStr) -> str:
    """The f-string with the names of its values."""
    taken: dict[str, str] = {}
    parts = []
    for each in node.values:
        if isinstance(each, ast.FormattedValue):
            written = ast.unparse(each.value)
            if written not in taken:
                name, number = _name(each.value), 1
                while name in taken.values():
                    number += 1
                    name = f"{_name(each.value)}_{number}"
                taken[written] = name
            parts.append(f"{{{taken[written]}}}")
        elif isinstance(each, ast.Constant):
            parts.append(str(each.value).replace("{", "{{").replace("}", "}}"))
    return "".join(parts)


def _name(node: ast.expr) -> str:
    """By which name a value goes: that of the variable, attribute or function it comes from."""
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Call):
        return _name(node.func).strip("_")
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return "value"
