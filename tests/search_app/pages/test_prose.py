import re

from hypothesis import given
from hypothesis import strategies as st

from search_app.pages.prose import paragraphs, prose


def test_headings_begin_below_the_title_and_never_jump():
    made = str(prose("# Un\n\n#### Deux\n\n## Trois\n"))
    assert re.findall(r"<(h\d)>", made) == ["h2", "h3", "h3"]


def test_no_html_no_script_no_image_comes_through():
    made = str(
        prose("<script>x</script> <b onclick=x>\n\n[a](javascript:x) ![i](https://autre.example/i.png)")
    )
    assert "<script" not in made
    assert "<b" not in made
    assert "<img" not in made
    assert 'href="javascript' not in made


@given(st.text())
def test_any_text_gives_only_known_elements(text):
    known = {
        "p",
        "a",
        "em",
        "strong",
        "ul",
        "ol",
        "li",
        "h2",
        "h3",
        "h4",
        "code",
        "pre",
        "blockquote",
        "hr",
        "br",
    }
    tables = {"table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"<([a-zA-Z]\w*)", str(prose(text)))) <= known | tables


def test_its_words_alone_are_told_in_their_order() -> None:
    text = "## Faire\n\nTrois **façons** d'en\n[parler](https://a.fr) :\n\n- une `instance` ;\n- <b>2 * 3</b>"
    assert paragraphs(text) == ("Faire", "Trois façons d'en parler :", "une instance ;", "<b>2 * 3</b>")
