"""LaTeX: the text that a field of a bibliography means, whole, or as it was typed.

Bibliographies are written by programs that do not all know TeX: a bare per cent sign is a per cent sign here
and no comment, a tilde is a space between two words only, and a macro that nobody knows stays as it is.
Addresses and numbers are taken to the letter (`verbatim`).
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

_ADDRESS = re.compile(r"\\(?:url|path)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}(?=\s*\{)|https?://[^\s{}\"<>]+")
_BARE = re.compile(r"(?<!\\)[%&#]")
#: Signs that TeX gives a meaning to, written as macros; the degree sign and ordinals as people make them.
_SIGNS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "{",
    "textbraceright": "}", "textdegree": "°", "lbrace": "{", "rbrace": "}", "textquotesingle": "'",
    "textquotedbl": '"', "textbar": "|", "textless": "<", "textgreater": ">", "og": "« ", "fg": " »",
    "euro": "€", "texteuro": "€", "relax": "", "textsuperscript": "", "textsubscript": "", "up": "",
    "ier": "er", "no": "n°", "numero": "n°",
}  # fmt: skip
_SIGN = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])(?:\{{\}}| )?|\\([~^])\{{\}}|\\([{{}}])")
_DEGREE = re.compile(r"\$\s*\^\s*\{?\s*\\circ\s*\}?\s*\$|\{\\textdegree\}")
_RAISED = re.compile(r"\$\s*\^\s*\{?\s*(?:\\(?:text|mathrm|textrm)\s*)?\{?([\w]+)\}*\s*\$")
_TIE = re.compile(r"(?<!\\)(?<=[\w.)\]»])~(?=[\w(\[«\\{])")
_MACRO = re.compile(r"\\([A-Za-z]+)")
#: Math that is an ornament of a word (`n$^\circ$`), not two sums of dollars.
_MATH = re.compile(r"(?<!\\)\$([^$\s]{1,40}|[^$]*\\[^$]*)(?<!\\)\$")
_ESCAPED = re.compile(
    r"\{\\([%&#_$~])\}|\{([%&#_$~])\}|\\([%&#_$~])(?:\{\})?|\\([{}])"
    r"|\\(text)asciitilde(?:\{\}|\s)?|\\(?:slash|allowbreak)\s*"
)
_UNSEEN_BRACE = re.compile(r"\\vphantom\{\\[{}]\}")
_ONE_PIECE = r'(?:"[^"]*"|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[\w:.-]+)'
_PIECE = re.compile(_ONE_PIECE)
_JOINED = re.compile(rf"{_ONE_PIECE}(?:\s*#\s*{_ONE_PIECE})+")
_HELD = "\ue000{}\ue001"
_HOLDER = re.compile("\ue000(\\d+)\ue001")


def plain(text: str) -> str:
    """The text that a field means, its braces gone."""
    if not set(text) & set("\\${}~") and "--" not in text and "``" not in text:
        return text
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(verbatim(next((each for each in match.groups() if each is not None), match[0])))
        return _HELD.format(len(held) - 1)

    def sign(match: re.Match[str]) -> str:
        held.append(_SIGNS[match[1]] if match[1] else match[2] or match[3])
        return _HELD.format(len(held) - 1)

    kept = _ADDRESS.sub(hold, _UNSEEN_BRACE.sub("", text))
    kept = _RAISED.sub(r"\1", _DEGREE.sub("°", kept))
    kept = _BARE.sub(lambda each: "\\" + each[0], kept)
    kept = re.sub(r"(?<!\\)~", r"\\textasciitilde{}", _TIE.sub(" ", kept))
    kept = _SIGN.sub(sign, _dollars(kept))
    kept = _SIGN.sub(sign, _MACRO.sub(_known, kept))
    told = str(_converter().latex_to_text(kept))
    return _HOLDER.sub(lambda each: held[int(each[1])], told)


def joined(value: str, strings: Mapping[str, str]) -> str:
    """A value put together of pieces (`"Un " # nom # {e}`), names by what `@string` says of them."""
    if "#" not in value or not _JOINED.fullmatch(value):
        return value
    pieces = [each[0] for each in _PIECE.finditer(value)]
    if not any(each[0] in '"{' for each in pieces):
        return value  # of a title in braces, which are gone: « A # B »
    return "".join(
        each[1:-1] if each[0] in '"{' else strings.get(each.lower(), each).strip('{}"') for each in pieces
    )


def verbatim(text: str) -> str:
    """An address or a number: only what LaTeX made people escape is as it was before."""
    return _ESCAPED.sub(_unescaped, text).strip()


def _unescaped(match: re.Match[str]) -> str:
    return "~" if match[5] else next((each for each in match.groups() if each), "")


def _dollars(text: str) -> str:
    """Dollars that are none of mathematics are dollars."""
    kept: list[str] = []
    last = 0
    for match in _MATH.finditer(text):
        kept += [_escaped(text[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*kept, _escaped(text[last:])])


def _escaped(text: str) -> str:
    return re.sub(
        r"(?<!\\)([$_^])", lambda each: r"\textasciicircum{}" if each[1] == "^" else "\\" + each[1], text
    )


def _known(match: re.Match[str]) -> str:
    """The macro, or its name as text where nobody knows it."""
    spec = _macros().get_macro_spec(match[1])
    return match[0] if spec is not None and spec.macroname else rf"\textbackslash{{}}{match[1]}"


@cache
def _macros() -> Any:
    return get_default_latex_context_db()


@cache
def _converter() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", keep_comments=False, strict_latex_spaces=False)
