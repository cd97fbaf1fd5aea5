from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.web import blocks_of, extract, parse


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def read(path: Path, content: str, encoding: str = "utf-8") -> Extracted:
    path.write_bytes(content.encode(encoding))
    return extract(path, Options())


def text(content: str) -> str:
    return "\n".join(block.text for block in blocks_of(parse(content.encode())))


def test_lines_begin_where_browsers_begin_them() -> None:
    body = "<h1>Le <em>bilan</em></h1>Un\n texte<p>Deux<br>trois<ul><li>a<li>b</ul>fin<pre>x\n  y</pre>"
    assert text(body) == "Le bilan\nUn texte\nDeux\ntrois\na\nb\nfin\nx\n  y"


def test_scripts_and_what_surrounds_the_page_are_left_out() -> None:
    around = (
        "<nav>menu</nav><div role=search>chercher</div><script>code</script><style>css</style>"
        "<ul class='menu-haut'><li><a>Accueil</a></ul><footer>pied</footer><!-- mot --><p hidden>caché</p>"
    )
    assert text(f"{around}<div class=menu>Le menu de la cantine</div>") == "Le menu de la cantine"


def test_the_main_part_is_all_that_counts_where_it_is_marked() -> None:
    assert text("<p>avant</p><main><p>corps</p></main><p>après</p>") == "corps"


def test_tables_are_rows() -> None:
    assert (
        text("<table><tr><th>Région<th>ZUS<tr><td>Centre<td><p>30</p></table>") == "Région | ZUS\nCentre | 30"
    )


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("", "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ('<meta http-equiv=x content="text/html; charset=windows-1252">', "cp1252"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso-8859-15"),
    ],
)
def test_accents_survive(path: Path, declaration: str, encoding: str) -> None:
    assert (
        read(path, f"{declaration}<p>L'été à cœur</p>".replace("œ", "oe"), encoding).pages[0].text
        == "L'été à coeur"
    )


def test_the_head_describes_the_page(path: Path) -> None:
    head = (
        '<html lang="fr"><head><title>Le\n bilan</title><meta name="author" content="Anne">'
        '<meta name="DC.creator" content="Luc"><meta name="description" content="Résumé">'
        '<meta name="keywords" content="ville, santé">'
        '<meta name="citation_publication_date" content="2007/10/09">'
        '<meta property="og:site_name" content="Villes au Carré"></head><body>x'
    )
    metadata = read(path, head).metadata
    assert (metadata.title, metadata.creators, metadata.publisher) == (
        "Le bilan",
        ("Anne", "Luc"),
        "Villes au Carré",
    )
    assert (metadata.subject, metadata.keywords) == ("Résumé", ("ville", "santé"))
    assert (metadata.created, metadata.language) == ("2007-10-09", "fr")


def test_xhtml_may_close_what_html_cannot() -> None:
    page = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
        '<body><a id="x"/><p>lu</p></body></html>'
    )
    assert text(page) == "lu"


@given(st.text("<>/ab \"'=&;!-", max_size=200))
def test_any_soup_is_read(soup: str) -> None:
    blocks_of(parse(soup.encode()))


BODY = "<p>" + "Le relogement des familles de l'ornithorynque avance. " * 5 + "</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<main id='app'></main><div>{BODY}</div>",
        f"<article><h2>À lire aussi</h2><p>Un encart.</p></article>{BODY}",
        "<nav>" + BODY + "</nav>",
        f"<noscript>{BODY}</noscript><script>x()</script>",
    ],
)
def test_a_part_that_holds_little_is_not_all_there_is(page: str) -> None:
    assert "ornithorynque" in text(page)


def test_what_is_left_out_beside_a_main_part_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<main>{3 * BODY}</main><aside>{2 * BODY}</aside>", encoding="utf-8")
    assert "hors de sa partie principale" in extract(path, Options()).warnings[0]


def test_a_page_of_frames_has_no_tag_in_its_text() -> None:
    frames = "<frameset><frame src='a'><noframes><body><p>Ce rapport.</p></body></noframes></frameset>"
    assert text(f"<html><head><title>x</title></head>{frames}</html>") == "Ce rapport."


def test_an_encoding_declared_late_is_believed() -> None:
    late = "<head><script>" + " " * 9000 + "</script><meta charset='iso-8859-15'></head><p>coûte 15 €, cœur"
    walked = blocks_of(parse(late.encode("iso-8859-15")))
    assert [block.text for block in walked] == ["coûte 15 €, cœur"]


def test_what_was_typed_and_chosen_in_a_form_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<p>Commune : <input value='Wombatville'></p><select><option>Une</option>"
        "<option selected>Deux</option></select>"
        "<input type=hidden value=jeton><input type=submit value=Envoyer>"
    )
    (page,) = extract(path, Options()).pages
    assert "Wombatville" in page.text
    assert "Deux" in page.text
    assert not any(each in page.text for each in ("Une", "jeton", "Envoyer"))


@pytest.mark.parametrize(
    "unseen",
    [
        '<p style="color:red; DISPLAY : none">x</p>',
        '<p style="visibility:hidden">x</p>',
        "<dialog>x</dialog>",
    ],
)
def test_what_a_page_says_is_not_shown_is_not_read(unseen: str) -> None:
    shown = "<p style='displayed:none'>du quartier</p>"
    assert text(f"<p>Le bilan</p>{unseen}{shown}") == "Le bilan\ndu quartier"


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "x-y"])
def test_no_depth_loses_what_follows(tag: str) -> None:
    page = f"<h1>Titre</h1>{f'<{tag}>' * 5000}<p>Le bilan du quartier"
    assert text(page).split() == ["Titre", "Le", "bilan", "du", "quartier"]
