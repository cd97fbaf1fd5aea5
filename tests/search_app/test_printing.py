"""Printing: as jinja2 prints, and nothing unescaped."""

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import pass_context
from markupsafe import Markup, escape

from search_app.printing import Templates, escaped


class Said(str):
    """Text of a kind of its own."""

    __slots__ = ()


class Tagged:
    """What knows how it stands in a page."""

    def __html__(self) -> str:
        return "<b>sûr</b>"


VALUES = ("<i>\"a\" & 'b'</i>", Said("<i>"), Markup("<i>"), Tagged(), None, True, -3, 2.5, ("<",), {"<": ">"})
SOURCE = """{% macro one(value) %}<p title="{{ value }}">{{ value }}</p>{% endmacro %}
{% for each in values %}{{ one(each) }}{{ each | upper }}{{ each ~ "<" }}{{ missing }}
{{ each is none }}{% endfor %}
{% set kept %}{{ values[0] }}{% endset %}{{ kept }}{% filter upper %}{{ values[0] }}{% endfilter %}
{% autoescape false %}{{ values[0] }}{% endautoescape %}{{ values[0] | safe }}{{ "<" }}"""

CALLING = """{% macro plain(one, two=2) %}{{ one }}-{{ two }}{% endmacro %}
{% macro more(one) %}{{ one }}{{ varargs }}{{ kwargs }}{% endmacro %}
{% macro maybe(one) %}{{ one }}{{ caller() if caller else "-" }}{% endmacro %}
{% macro around() %}<b>{{ caller("<") }}</b>{% endmacro %}
{% for each in values %}{{ plain(each) }}{{ plain(each, "<") }}{{ plain(two="&", one=each) }}
{{ plain(*[each]) }}{{ more(each, 1, a="<") }}{{ more(each) }}{{ maybe(each) }}
{{ loudly(each) }}{{ seen("each") }}{{ each.upper() }}
{{ Kind(each) }}{% call(sign) around() %}{{ sign }}{{ each }}{% endcall %}{% endfor %}{{ plain() }}
{% autoescape false %}{{ plain("<", "<") }}{% endautoescape %}"""


@pass_context
def seen(context, name):
    """What a name stands for where it is asked."""
    return f"<{context.get(name)}>"


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_escaped_as_jinja2_escapes_it(value):
    assert escaped(value) == str(escape(value))


@pytest.mark.parametrize("autoescape", [True, False])
def test_templates_print_what_they_print_elsewhere(autoescape):
    app = Flask(__name__)
    ours, theirs = (kind(app, autoescape=autoescape) for kind in (Templates, Environment))
    printed = [each.from_string(SOURCE).render(values=VALUES) for each in (ours, theirs)]
    assert printed[0] == printed[1]


@pytest.mark.parametrize("autoescape", [True, False])
def test_templates_call_as_they_call_elsewhere(autoescape):
    app = Flask(__name__)
    ours, theirs = (kind(app, autoescape=autoescape) for kind in (Templates, Environment))
    given = {"values": ("<a>", Markup("<b>")), "loudly": lambda text: text + "!", "seen": seen, "Kind": Said}
    printed = [each.from_string(CALLING).render(given) for each in (ours, theirs)]
    assert printed[0] == printed[1]


def test_a_call_that_a_macro_does_not_take_fails():
    templates = Templates(Flask(__name__))
    with pytest.raises(TypeError, match="not more than 1"):
        templates.from_string("{% macro one(a) %}{{ a }}{% endmacro %}{{ one(1, 2) }}").render()


def test_what_one_template_is_given_is_not_given_to_all():
    templates = Templates(Flask(__name__))
    assert templates.from_string("{{ name }}", globals={"name": "ici"}).render() == "ici"
    assert templates.from_string("{{ name }}").render() == ""
