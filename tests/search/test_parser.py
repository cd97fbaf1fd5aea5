"""What a person types, and the tree it means."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from search.parser import MAX_CHARACTERS, MAX_WORDS, parse, unparse
from search.query import And, Everything, Expanded, Node, Not, Nothing, Or, Phrase, Prefix, Term

A, B, C = Term("a"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", Everything()),
        (' ?! - + * ( ) " « ', Nothing()),
        ("🎉", Nothing()),
        (" ", Everything()),
        ("a", A),
        ("a b c", And((A, B, C))),
        ("a ET b AND c", And((A, B, C))),
        ("a et b", And((A, Term("et"), B))),
        ("a b OU c", Or((And((A, B)), C))),
        ("a OR b ou", Or((A, And((B, Term("ou")))))),
        ("a (b OU c)", And((A, Or((B, C))))),
        ("a SAUF b", And((A, Not(B)))),
        ("SAUF a", Not(A)),
        ("a ET NOT (b c)", And((A, Not(And((B, C)))))),
        ("-a +b", And((Not(A), B))),
        ("-(-a)", A),
        ("-«a b»", Not(Phrase("a b"))),
        ("a (b (c", And((A, B, C))),
        ("a) b) OU", And((A, B))),
        ("OU ET a", A),
        ('"a b"~3 “b  c” « a »', And((Phrase("a b", slop=3), Phrase("b c"), Phrase("a")))),
        ('"a b', And((A, B))),
        ("educ*", Prefix("educ")),
        ("*ville a* b*c", And((Term("ville"), A, Term("b*c")))),
        ("titre:a Auteur:«b c»", And((Term("a", "title"), Phrase("b c", "creators")))),
        ("titre:(a texte:b) c", And((Term("a", "title"), Term("b", "body"), C))),
        ("titre: ab*", Prefix("ab", "title")),
        ("titre:ET titre:", And((Term("ET", "title"), Term("titre")))),
        ("lieu:a 10:30 https://a.fr/b?c=d", And((Term("lieu:a"), Term("10:30"), Term("https://a.fr/b?c=d")))),
        ("l'accès-aux-droits, REP+.", And((Term("l'accès-aux-droits"), Term("REP+")))),
        ("\x00a\ud800b\u200b", And((A, B))),
    ],
)
def test_reads(typed: str, tree: Node) -> None:
    parsed = parse(typed)
    assert parsed.root == tree
    assert not parsed.ignored


def test_words_beyond_the_limit_are_left_out_and_said_so() -> None:
    parsed = parse("mot " * (MAX_WORDS + 1))
    assert parsed.ignored
    assert isinstance(parsed.root, And)
    assert len(parsed.root.children) == MAX_WORDS


def test_a_phrase_is_cut_at_the_limit() -> None:
    assert parse('"' + "mot " * 40 + '"').root == Phrase(" ".join(["mot"] * MAX_WORDS))


def test_the_word_the_limit_falls_in_is_left_out() -> None:
    parsed = parse("court " + "x" * MAX_CHARACTERS)
    assert (parsed.root, parsed.ignored) == (Term("court"), True)


@pytest.mark.parametrize("flood", ["(", ")", "-", '"', "«", "-(", "titre:", "a OU ", "a" * 50, '~9"', "* "])
def test_a_flood_is_cut_and_read(flood: str) -> None:
    parsed = parse(flood * 1_000_000)
    assert parsed.ignored
    assert parse(unparse(parsed.root)).root == parsed.root


def test_unparse_leaves_synonyms_out() -> None:
    assert unparse(And((Expanded(Or((A, B)), (Phrase("x y"),)), Not(C)))) == "(a OU b) -c"


@given(st.text())
def test_any_text_is_read_and_written_back(typed: str) -> None:
    root = parse(typed).root
    assert parse(unparse(root)).root == root


_PIECES = st.sampled_from(
    [
        "a",
        "ville",
        "ASV",
        "ET",
        "OU",
        "SAUF",
        "-",
        "+",
        "(",
        ")",
        '"',
        "«",
        "»",
        "~2",
        "*",
        "ab*",
        "titre:",
        "text:",
        ":",
        " ",
        " ",
    ]
)


@given(st.lists(_PIECES).map("".join))
def test_any_mixture_of_operators_is_read_and_written_back(typed: str) -> None:
    root = parse(typed).root
    written = unparse(root)
    assume(len(written) <= MAX_CHARACTERS)
    assert parse(written).root == root


_LEAVES = st.one_of(
    st.builds(
        Term, st.sampled_from(["ville", "l'emploi", "REP+", "10:30"]), st.sampled_from([None, "title"])
    ),
    st.builds(Phrase, st.just("santé ville"), st.sampled_from([None, "creators"]), st.integers(0, 99)),
    st.builds(Prefix, st.just("édu")),
)


def _compound(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def several(kind: type[And | Or]) -> st.SearchStrategy[Node]:
        members = children.filter(lambda child: not isinstance(child, kind))
        return st.lists(members, min_size=2, max_size=3).map(lambda made: kind(tuple(made)))

    return st.one_of(several(And), several(Or), children.filter(lambda c: not isinstance(c, Not)).map(Not))


@given(st.recursive(_LEAVES, _compound, max_leaves=10))
def test_any_tree_is_written_and_read_back(tree: Node) -> None:
    assert parse(unparse(tree)).root == tree
