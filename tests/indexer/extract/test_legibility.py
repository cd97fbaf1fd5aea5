import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.legibility import is_junk, is_language, likeness, scattering, without_doubles

FRENCH = (
    "Les habitants des quartiers prioritaires ont été associés à l'évaluation du projet de territoire. La "
    "médiation sociale, la prévention de la délinquance et la réussite éducative sont les trois priorités "
    "retenues par la communauté d'agglomération pour les années à venir."
)
ENGLISH = "The residents of the districts were asked what they think of the schools and the tramway. " * 2
OTHERS = [
    "Los vecinos de los barrios han participado en la evaluación del proyecto y de las políticas sociales. ",
    "Die Bewohner der Stadtteile wurden an der Bewertung des Projekts und der Schulen beteiligt. ",
    "Mieszkańcy dzielnic zostali zaproszeni do udziału w ocenie projektu oraz szkół w tym mieście. ",
    "Жители районов участвовали в оценке проекта и школ этого города в прошлом году. ",
    "ساكنو الأحياء شاركوا في تقييم المشروع والمدارس في هذه المدينة خلال العام الماضي. ",
]


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(letter) + by) if letter > " " else letter for letter in text)


@pytest.mark.parametrize("text", [FRENCH, ENGLISH, FRENCH.upper(), *[2 * other for other in OTHERS]])
def test_languages_are_told(text: str) -> None:
    assert is_language(text)


@pytest.mark.parametrize("by", [1, 2, 3, -1, -2, -3])
def test_a_cipher_is_no_language(by: int) -> None:
    assert not is_language(shifted(FRENCH, by))


@pytest.mark.parametrize(
    "junk",
    [
        "f.w1l cjrww,fjf l1tInlcw ;,vf.|If rc;n;k,.; ulctu rcn 1ww .1; ln;; II, ckjInl1" * 5,
        "‘lonuenb np suonersosse sa] Jed sogquooual say[ruey sap suonednosogid say juajsar Topdura" * 3,
        FRENCH[::-1],
    ],
    ids=["below a scan", "on its head", "backwards"],
)
def test_what_scanners_leave_is_no_language(junk: str) -> None:
    assert not is_language(junk)


def test_a_heading_in_words_does_not_save_a_body_that_is_a_cipher() -> None:
    assert not is_language(f"{FRENCH} {shifted(2 * FRENCH, 1)}")


BRETON = (
    "Pal politikerezh kêr eo gwellaat aozioù buhez an dud er c'harterioù. Bep sizhun en em vod an annezidi "
    "evit kaozeal eus raktresoù lojeiñ ha deskadurezh. An ti-kêr a sikour ar skolioù ha kreizennoù sokial."
)
CREOLE = (
    "Politik lavil ni pou bi amélyoré kondisyon lavi adan sé katyé popilè-la. Moun ka réyini yo chak simenn "
    "pou palé dè pwojé lojman é lédikasyon. Lakomin ka édé sé lékòl-la."
)
WOLOF = (
    "Politigu dëkk bi mooy jëm ci gëna yokk dundu nit ñi ci gox yi. Nit ñi dañuy daje ayu-bis bu nekk ngir "
    "waxtaan ci tabaxte kër yi ak njàng mi."
)


def test_breton_is_a_language_and_what_nothing_here_knows_is_no_junk() -> None:
    assert is_language(BRETON)
    assert [is_junk(each) for each in (FRENCH, BRETON, CREOLE, WOLOF)] == [False] * 4
    assert all(is_junk(shifted(FRENCH, by)) for by in (-3, -1, 1, 2, 3))


@pytest.mark.parametrize("text", ["", "CUCS", "A2_gen_ass EL3_gen_zhlg", "12 340 € | 15 %", "مرحبا بالعالم"])
def test_what_is_too_short_or_too_foreign_is_let_be(text: str) -> None:
    assert is_language(text)
    assert likeness(text) is None


def test_letters_set_apart_are_scattered() -> None:
    assert scattering(" ".join(FRENCH.replace(" ", ""))) > 0.9
    assert scattering(FRENCH) < 0.1


def test_lines_drawn_twice_are_halved_and_others_are_not() -> None:
    drawn = "MMuunniicciippaalliittéé ddee SSaaiinntt--SSaauuvveeuurr"
    assert without_doubles(f"{drawn}\n11 22 33\naabb") == "Municipalité de Saint-Sauveur\n11 22 33\naabb"


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert isinstance(is_language(text), bool)
    assert len(without_doubles(text)) <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι"
        " προικισμένοι με λογική και συνείδηση, και οφείλουν να συμπεριφέρονται με πνεύμα αδελφοσύνης.",
        "Все люди рождаются свободными и равными в своём достоинстве и правах. Они наделены разумом и"
        " совестью и должны поступать в отношении друг друга в духе братства.",
    ],
)
def test_languages_in_other_letters_are_told(text: str) -> None:
    assert is_language(text)


@pytest.mark.parametrize(
    "letters", ["αβχδεφγηιϕκλμνοπθρστυϖωξψζ", "αβγδεζηθικλμνξοπρστυφχψωαβ", "абвгдежзийклмнопрстуфхцчшщ"]
)
def test_a_cipher_in_other_letters_is_no_language(letters: str) -> None:
    plain = (
        "Les habitants du quartier ont ete consultes au printemps, la ville et le bailleur ont presente le"
        " projet de renovation urbaine, et trois ateliers ont prepare le plan de relogement des familles."
    )
    cipher = plain.lower().translate(dict(zip(map(ord, "abcdefghijklmnopqrstuvwxyz"), letters, strict=True)))
    assert not is_language(cipher)
    assert is_junk(cipher)


@pytest.mark.parametrize("rare", ["\U0001d40b\U0001d41e\U0001d42c ", "\ud800", "\U0001f4da "], ids=ascii)
def test_letters_that_take_two_numbers_or_are_half_of_one_are_no_one_elses(rare: str) -> None:
    among = likeness(FRENCH.replace("Les ", f"Les {rare}"))
    assert among is not None
    assert among > 0.8
    assert likeness(rare * 60) in (None, 0.0)
