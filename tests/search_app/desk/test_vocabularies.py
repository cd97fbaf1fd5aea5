import hashlib
import io
import re

import pytest

from catalogue.vocabulary import load_vocabularies
from tests.search_app.desk.conftest import send, token_of

TEXT = "# Bilan du Sanitas\n\n" + "La rénovation urbaine du quartier avance avec ses habitants. " * 30
THEMES = "/atelier/vocabulaires/themes"


@pytest.fixture
def bilan(desk_library, run_index):
    (desk_library.corpus / "bilan.md").write_text(TEXT, encoding="utf-8")
    (desk_library.corpus / "bilan.md.toml").write_text('themes = ["jeunesse"]\n', encoding="utf-8")
    run_index()
    return hashlib.sha256(TEXT.encode()).hexdigest()


def themes(library):
    return load_vocabularies(library.vocabularies).themes


def undo(browser, answer):
    step = re.search(r"pas=([^&]+)", answer.location)[1]
    return send(browser, f"/atelier/historique/{step}", page="/atelier/historique")


def test_a_term_is_added_below_another_found_by_a_notice_and_taken_back(log_in, desk_library, bilan):
    browser = log_in("claire")
    answer = send(browser, THEMES, label="Friches urbaines", below="cadre-de-vie", english="Wastelands")
    assert "friches-urbaines" in themes(desk_library).narrower("cadre-de-vie")
    assert "Friches urbaines" in browser.get(THEMES).text
    undo(browser, answer)
    assert "friches-urbaines" not in themes(desk_library).concepts


def test_a_name_that_another_term_has_is_refused(log_in, desk_library, bilan):
    answer = send(log_in("claire"), THEMES, label="Politique jeunesse", below="")
    assert answer.status_code == 400 and "existe déjà" in answer.text and "<title>Erreur" in answer.text
    assert not desk_library.vocabularies.exists()


def test_a_term_is_renamed_given_synonyms_and_hidden_and_keeps_what_is_not_in_the_form(
    log_in, desk_library, bilan
):
    before = themes(desk_library).concepts["sante"]
    form = {"label": "Santé et soin", "english": "Health", "synonyms": "bien-être\nSSP", "cues": "hôpital"}
    send(log_in("claire"), f"{THEMES}/sante", **form, broader="cohesion-sociale", hidden="1")
    after = themes(desk_library).concepts["sante"]
    assert after.label() == "Santé et soin" and after.alternatives == ("bien-être",)
    assert after.acronyms == ("SSP",) and after.cues == ("hôpital",) and after.notation == before.notation
    assert after.hidden and "sante" not in themes(desk_library).offered


def test_a_wrong_year_is_told_and_nothing_typed_is_lost(log_in, desk_library, bilan):
    answer = send(log_in("claire"), f"{THEMES}/sante", label="Tapé longuement", start="hier")
    assert answer.status_code == 400 and "écrivez 2007" in answer.text and "Tapé longuement" in answer.text


def test_merging_says_what_moves_moves_it_and_is_undone_whole(log_in, desk_library, bilan, run_index):
    browser, notice = log_in("claire"), desk_library.corpus / "bilan.md.toml"
    preview = send(browser, f"{THEMES}/jeunesse/fusion", into="education")
    assert "1 notice sera réécrite" in preview.text and "jeunesse" in notice.read_text()
    answer = send(browser, f"{THEMES}/jeunesse/fusion", into="education", confirm="oui")
    assert notice.read_text() == 'themes = ["education"]\n'
    assert themes(desk_library).merged == {"jeunesse": "education"}
    assert "Jeunesse" in themes(desk_library).concepts["education"].alternatives
    run_index()
    assert browser.get(f"{THEMES}/jeunesse").status_code == 302
    late = send(browser, f"{THEMES}/jeunesse", page=f"{THEMES}/education", label="Jeunes")
    assert (
        late.status_code == 400 and "maintenant fusionné avec" in late.text and 'value="Jeunes"' in late.text
    )
    stale = {"page": f"{THEMES}/education", "into": "sante", "confirm": "oui"}
    assert send(browser, f"{THEMES}/jeunesse/fusion", **stale).status_code == 400
    undo(browser, answer)
    assert notice.read_text() == 'themes = ["jeunesse"]\n'
    assert not themes(desk_library).merged


def test_a_succession_is_taken_back_from_both_sides(log_in, desk_library, bilan):
    programmes = load_vocabularies().programmes.concepts
    later = next(each for each in programmes.values() if each.predecessors)
    former = programmes[later.predecessors[0]]
    send(
        log_in("claire"), f"/atelier/vocabulaires/programmes/{later.identifier}",
        label=later.label(), synonyms="\n".join(later.acronyms), start=str(later.start or ""),
    )  # fmt: skip
    now = load_vocabularies(desk_library.vocabularies).programmes.concepts
    assert former.identifier not in now[later.identifier].predecessors
    assert later.identifier not in now[former.identifier].successors


def test_what_is_given_comes_back_and_a_new_line_is_added(log_in, desk_library, bilan):
    browser = log_in("claire")
    table = browser.get(f"{THEMES}.csv").text
    assert "skos:Concept" in browser.get(f"{THEMES}.ttl").text
    content = f"{table.rstrip()}\nfriches,Friches,Wasteland\n".encode()
    form = {"csrf_token": token_of(browser), "file": (io.BytesIO(content), "themes.csv")}
    looked = browser.post(f"{THEMES}/import", data=form | {"look": "1"})
    assert "1 termes nouveaux" in looked.text and not desk_library.vocabularies.exists()
    form = {"csrf_token": token_of(browser), "file": (io.BytesIO(content), "themes.csv")}
    assert "Import fait" in browser.post(f"{THEMES}/import", data=form).text
    assert "friches" in themes(desk_library).concepts


@pytest.mark.parametrize("address", ["/atelier/vocabulaires", f"{THEMES}/sante", f"{THEMES}.ttl"])
def test_a_depositor_edits_no_vocabulary(log_in, bilan, address):
    assert log_in("paul").get(address).status_code == 403


def test_an_unknown_vocabulary_or_term_is_told(log_in, bilan):
    browser = log_in("claire")
    assert browser.get("/atelier/vocabulaires/rien").status_code == 404
    assert "n&#39;existe plus" in browser.get(f"{THEMES}/rien").text


def test_nobody_writes_over_a_term_that_changed_since_it_was_opened(log_in, desk_library, bilan):
    claire, anne = log_in("claire"), log_in("anne")
    pages = [browser.get(f"{THEMES}/sante").text for browser in (claire, anne)]
    version = re.search(r'name="version" value="([^"]+)"', pages[0])[1]
    form = {"label": "Santé", "version": version}
    assert send(claire, f"{THEMES}/sante", **form, synonyms="bien-être").status_code == 302
    answer = send(anne, f"{THEMES}/sante", **form, synonyms="soin")
    assert answer.status_code == 409 and "Quelqu&#39;un a changé ce terme" in answer.text
    # What was typed stays in the form; what the other wrote stands above it.
    assert re.search(r"<textarea[^>]*>soin</textarea>", answer.text)
    assert (
        "<dt>Synonymes et sigles</dt><dd>bien-être</dd>" in answer.text and "<dt>Nom</dt>" not in answer.text
    )
    assert themes(desk_library).concepts["sante"].alternatives == ("bien-être",)
    # Sent twice, as by a double click, it is saved.
    assert send(claire, f"{THEMES}/sante", **form, synonyms="bien-être").status_code == 302
    # Who has read that may write over it.
    form["version"] = re.search(r'name="version" value="([^"]+)"', answer.text)[1]
    assert send(anne, f"{THEMES}/sante", **form, synonyms="soin").status_code == 302


def test_what_nobody_sees_is_no_part_of_a_name(log_in, desk_library, bilan):
    added = send(log_in("claire"), THEMES, label="Fri\u202eches\x07 urbaines", english="Waste\u200flands")
    assert added.status_code == 302
    assert themes(desk_library).concepts["friches-urbaines"].labels == {
        "fr": "Friches urbaines",
        "en": "Wastelands",
    }
    send(log_in("claire"), f"{THEMES}/sante", label="Santé\x00 \u202epublique\n", synonyms="so\x07in")
    after = themes(desk_library).concepts["sante"]
    assert (after.label(), after.alternatives) == ("Santé publique", ("soin",))
