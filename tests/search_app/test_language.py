import ast
import re
import shutil

import pytest
from babel.messages.pofile import read_po

from catalogue.sentences import sentences
from search_app import language
from search_app.messages import ENGLISH, ENGLISH_SENTENCES, SITE, messages_of_the_site, update
from tests.search_app.pages.html import page_of, texts
from tests.web.pages import PAGES

#: Each catalogue, and all that it must hold.
CATALOGUES = pytest.mark.parametrize(
    ("path", "messages"),
    [(ENGLISH, messages_of_the_site), (ENGLISH_SENTENCES, sentences)],
    ids=["site", "below"],
)


def english(path):
    with path.open(encoding="utf-8") as file:
        return read_po(file, locale="en")


@CATALOGUES
def test_every_message_has_its_english(path, messages):
    found = english(path)
    translated = {message.id for message in found if message.id and message.string and all(message.string)}
    assert set(messages()) - translated == set()


@CATALOGUES
def test_no_english_message_is_left_over(path, messages):
    assert {message.id for message in english(path) if message.id} - set(messages()) == set()


@CATALOGUES
def test_the_messages_stand_in_order_as_make_messages_writes_them(path, messages, tmp_path):
    written = shutil.copy(path, tmp_path / "messages.po")
    assert update(written, messages()) == []
    assert written.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_no_message_hides_in_an_f_string_where_it_is_not_extracted():
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in SITE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
        if isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_translations_keep_their_blanks():
    assert [error for _message, errors in english(ENGLISH).check() for error in errors] == []


@pytest.mark.parametrize(
    "url", ["/", "/recherche?q=sante", "/notice/rapport-2007", "/notice/rapport-2007/page/1"]
)
def test_the_choice_of_english_survives_every_link(client, url):
    page = page_of(client.get(url + ("&" if "?" in url else "?") + "hl=en"))
    assert page.get("lang") == "en"
    skipped = ("/static/", "#", "mailto:")
    links = [each for each in page.cssselect("a[href]") if not each.get("href").startswith(skipped)]
    french = [each.get("href") for each in links if "hl=en" not in each.get("href")]
    assert {href for href in french if not href.startswith("http") and "/fichier" not in href} == {url}
    assert page.cssselect("form [name=hl]")[0].get("value") == "en"


def test_labels_of_vocabularies_follow_the_language(client):
    assert "Health" in texts(page_of(client.get("/?hl=en")), ".themes a")


def test_an_unknown_language_is_french(client):
    assert page_of(client.get("/?hl=xx")).get("lang") == "fr"


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        ("2007", "2007"),
        ("2007-10", "octobre 2007"),
        ("2007-10-09", "9 octobre 2007"),
        ("2007-13", "2007-13"),
        ("", ""),
    ],
)
def test_dates_in_words(issued, said):
    assert language.date_text(issued) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 page"), (1, "1 page"), (1204, "1\u202f204 pages")])
def test_french_counts_nought_as_one(number, said):
    assert language.counted("%(num)s page", "%(num)s pages", number) == said


def test_french_signs_are_bound_to_their_words(in_request):
    assert language._("« %(text)s »") == "«\xa0%(text)s\xa0»"
    assert language._("Source : ici ; là ?") == "Source\xa0: ici\xa0; là\xa0?"


@pytest.mark.parametrize(("code", "name"), [("fr", "français"), ("x", "x"), ("", ""), ("../etc", "../etc")])
def test_names_of_languages(code, name):
    assert language.language_name(code) == name


def test_values_in_a_message_of_a_template_are_escaped(app, in_request):
    made = app.jinja_env.from_string("{{ _('Connecté : %(name)s.', name=name) }} {{ _('Aide') }}")
    assert made.render(name="<b>") == "Connecté\N{NO-BREAK SPACE}: &lt;b&gt;. Aide"


#: Words of those who make software. « JSON » names a file one may take, and the plan has a part for programs.
JARGON = re.compile(
    r"\b(facettes?|océris\w+|OCR|Atom|RSS|sections?|token|API|SRU|OAI\w*|permalien|indexation|descripteurs?"
    r"|métadonnées?|hash|full.text|toml|markdown|MD|query|cookies? de session)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "plan" and "anglais" not in name])
def test_no_page_speaks_as_those_who_make_software(client, name):
    page = page_of(client.get(PAGES[name]))
    for each in page.xpath("//script | //style"):
        each.drop_tree()
    assert JARGON.findall(page.text_content()) == []
