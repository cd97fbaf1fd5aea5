from pathlib import Path

import pytest

from catalogue.errors import ConfigurationError
from catalogue.settings import read_settings


def write(folder: Path, text: str) -> Path:
    (folder / "fonds.toml").write_text(text, encoding="utf-8")
    return folder


def test_environment_wins_over_file_which_wins_over_defaults(tmp_path: Path) -> None:
    folder = write(tmp_path, '[library]\nname = "Villes"\n[index]\nworkers = 3\n')
    settings = read_settings(folder, {"FONDS_INDEX_WORKERS": "1", "FONDS_LIBRARY_LANGUAGES": "fr,oc"})
    assert (settings.library.name, settings.index.workers, settings.index.commit_every) == ("Villes", 1, 100)
    assert settings.library.languages == ("fr", "oc")


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}).library.languages == ("fr", "en")


@pytest.mark.parametrize(
    ("text", "said"),
    [("[index\n", "TOML valide"), ('[index]\nworkers = "beaucoup"\n', "workers"), ("[indx]\n", "indx")],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read_settings(write(tmp_path, text), {})


def test_settings_saved_by_notepad_are_read_and_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "fonds.toml").write_bytes("\ufeff[library]\r\nname = 'Été'\r\n".encode())
    assert read_settings(tmp_path, {}).library.name == "Été"
    (tmp_path / "fonds.toml").write_bytes("[library]\nname = 'Été'\n".encode("cp1252"))
    with pytest.raises(ConfigurationError, match="n'est pas en UTF-8"):
        read_settings(tmp_path, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[library]\naccess = "interne"', '[library] access = "interne" ; écrivez parmi public, network'),
        ('[library]\nlanguages = "fr"', '[library] languages = "fr" ; écrivez une liste de textes'),
        ("[index]\nworkers = -1", "[index] workers = -1 ; écrivez un nombre entier de 0 à 64."),
        ("[limits]\nmemory_mb = 99999999999999999999", "écrivez un nombre entier de 1 à 1000000."),
        ("[index]\nocr = 2", "[index] ocr = 2 ; écrivez true ou false."),
        ("[sharing]\nrequests_per_minute = 0", "écrivez un nombre entier à partir de 1."),
        ("[serve]\nmetrics_token = 5", "[serve] metrics_token ; écrivez un texte entre guillemets."),
        ("[library]\nname = 2007-10-09", '[library] name = "2007-10-09" ; écrivez un texte'),
        ('[library]\ntimezone = "Paris"', "timezone : « Paris » ; écrivez un fuseau comme Europe/Paris"),
        ('[library]\ntimezone = "Europe"', "timezone : « Europe » ; écrivez un fuseau"),
        ('[library]\ntimezone = "../etc"', "timezone : « ../etc » ; écrivez un fuseau"),
        ('[library]\nlanguages = ["fr", "Français"]', "languages : « Français » ; écrivez un code"),
        ('[serve]\nproxies = ["nginx"]', "proxies : « nginx » n'est ni une adresse ni un réseau"),
        ('[library]\ncontact = "a@b.fr\\nBcc: c@d.fr"', "d'une ligne et de 300 signes au plus"),
        ('[library]\nurl = "https://médiathèque.fr/"', "sans accent"),
        ('[library]\nurl = "https://moi:secret@x.fr/"', "sans accent, blanc, nom"),
        (f'[sharing]\nlicence = "{"Licence " * 50}"', "de 300 signes au plus"),
        ('[sharing]\ncors_origins = ["https://x.fr/"]', "cors_origins : « https://x.fr/ » ; écrivez"),
        ('[library]\nurl = "https://x.fr/#"', "ni « # »"),
        ('[library]\nurl = "https://x.fr/?"', "n'est pas l'adresse d'un site"),
        ('[sharing]\ncors_origins = ["https://Portail.fr"]', "« https://Portail.fr » ; écrivez"),
        ('[sharing]\ncors_origins = ["https://x.fr:443"]', "« https://x.fr:443 » ; écrivez"),
        ('[sharing]\ncors_origins = ["https://médiathèque.fr"]', "sans accent"),
        ('[sharing]\ncors_origins = ["ftp://x.fr"]', "« ftp://x.fr » ; écrivez"),
        ('[sharing]\ncors_origins = ["portail.fr"]', "cors_origins : « portail.fr » ; écrivez"),
        ('[sharing]\nprivate_hosts = ["x.fr:8080"]', "private_hosts : « x.fr:8080 » ; écrivez"),
        ('[mail]\nhost = "smtp.x.fr:25"', "host : « smtp.x.fr:25 » ; écrivez un nom de machine"),
        ('library = "Villes"', "« library » est une section ; écrivez [library]"),
        ('[[library]]\nname = "Villes"', "« library » est une section ; écrivez [library]"),
        ('[library]\nname = "a"\n[library]\nplace = "b"', "la clé « library » est écrite deux fois"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_settings(write(tmp_path, text), {})
    assert said in str(raised.value)
    assert str(raised.value).startswith(str(tmp_path / "fonds.toml"))


def test_a_wrong_variable_is_named_and_not_the_file(tmp_path: Path) -> None:
    for name, value in (("FONDS_INDEX_WORKERS", "deux"), ("FONDS_LIBRARY_URL", "exemple.fr")):
        with pytest.raises(ConfigurationError, match=f"^{name} : "):
            read_settings(write(tmp_path, "[index]\nworkers = 1\n"), {name: value})


def test_several_values_of_a_variable_stand_between_commas_and_blanks(tmp_path: Path) -> None:
    settings = read_settings(
        tmp_path, {"FONDS_LIBRARY_LANGUAGES": "fr, zh-cn,", "FONDS_SHARING_PRIVATE_HOSTS": ""}
    )
    assert (settings.library.languages, settings.sharing.private_hosts) == (("fr", "zh-cn"), ())
