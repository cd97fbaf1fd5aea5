from pathlib import Path

import pytest

from catalogue.library import create_library, open_library
from catalogue.presentation import (
    Block,
    Presentation,
    PresentationError,
    parse_presentation,
    read_presentation,
    rewrite_presentation,
)


def write(folder: Path, text: str) -> None:
    (folder / "site").mkdir(exist_ok=True)
    (folder / "site" / "site.toml").write_text(text, encoding="utf-8")


def test_nothing_said_is_nothing_shown(tmp_path: Path) -> None:
    assert read_presentation(tmp_path) == Presentation()


def test_what_is_written_is_read_again_with_its_comments() -> None:
    values = {"name": 'Villes "au carré"', "address": "2 rue\n37000 Tours", "blocks": (Block.MAP, Block.TEXT)}
    text = rewrite_presentation("# à nous\nphone = '02'\n", values)
    assert text.startswith("# à nous")
    said = parse_presentation(text)
    assert (said.name, said.address, said.blocks, said.phone) == (*values.values(), "02")
    assert "address" not in rewrite_presentation(text, {"address": ""})


@pytest.mark.parametrize(
    "text",
    ["name = ", "colour = 'red'", "blocks = ['map', 'map']", "blocks = ['autre']", "logo = '../fonds.toml'"],
)
def test_what_does_not_hold_is_refused_and_named(text: str) -> None:
    with pytest.raises(PresentationError, match=r"site/site\.toml"):
        parse_presentation(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "La doc\n', 'ligne 1, TOML illisible, « name = "La doc »'),
        ("phone = 2", "valeur refusée pour phone = 2 ; écrivez un texte entre guillemets"),
        ("blocks = ['autre']", "écrivez une liste parmi"),
        ("name = 'a'\nname = 'b'", "la clé « name » est écrite deux fois"),
    ],
)
def test_what_to_write_instead_is_said_in_french(text: str, said: str) -> None:
    with pytest.raises(PresentationError) as refused:
        parse_presentation(text)
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["contact = 'a@b.fr\\nBcc: c@d.fr'", f"name = '{'N' * 301}'"])
def test_a_name_that_no_settings_hold_is_refused_here_and_takes_no_library_down(
    tmp_path: Path, text: str
) -> None:
    """The settings were blamed for it, and nothing opened any more."""
    write(tmp_path, text.replace("'", '"'))
    with pytest.raises(PresentationError, match=r"site/site\.toml.*300 signes"):
        read_presentation(tmp_path)
    assert create_library(tmp_path, centre_name="Villes").settings.library.centre_name == "Villes"


def test_the_names_said_at_the_desk_win_over_the_settings(tmp_path: Path) -> None:
    library = create_library(tmp_path, centre_name="Villes au carré", place="Tours")
    said = library.settings.library
    assert (said.name, said.centre, said.place) == ("Villes au carré", "villes-au-carre", "Tours")
    write(tmp_path, 'name = "La doc"\n')
    assert open_library(tmp_path).settings.library.name == "La doc"
    assert open_library(tmp_path).settings.library.centre_name == "Villes au carré"


def test_a_broken_file_takes_nothing_down(tmp_path: Path) -> None:
    create_library(tmp_path, centre_name="Villes au carré")
    write(tmp_path, "name = [")
    assert open_library(tmp_path).settings.library.name == "Villes au carré"
