import io
import zipfile

from catalogue.indexing import Activity, tell_indexing
from catalogue.log.ledger import Files
from catalogue.log.reader import Log
from tests.search_app.desk.conftest import send, token_of

PAGE = "/atelier/deposer"
TEXT = "# Bilan du Sanitas\n\n" + "La rénovation urbaine du quartier avance avec ses habitants. " * 30


def deposit(browser, *files, **form):
    form |= {
        "csrf_token": token_of(browser, PAGE),
        "files": [(io.BytesIO(text), name) for name, text in files],
    }
    return browser.post(PAGE, data=form, content_type="multipart/form-data")


def stages(browser, answer):
    found = browser.get(answer.location + ".json").get_json()
    return {each["name"]: (each["stage"], each["message"]) for each in found["files"]}


def test_from_received_to_searchable(log_in, run_index):
    browser = log_in("claire")
    answer = deposit(browser, ("bilan.md", TEXT.encode()), ("cassé.pdf", b"%PDF-1.4 rien"))
    assert stages(browser, answer) == {"bilan.md": ("received", ""), "cassé.pdf": ("received", "")}
    run_index()
    found = stages(browser, answer)
    assert found["bilan.md"][0] == "searchable"
    assert found["cassé.pdf"][0] == "failed" and found["cassé.pdf"][1]
    page = browser.get(answer.location).text
    assert "Bilan du Sanitas" in page and "1 ajouté, 1 échec" in page
    assert "1 résultat" in browser.get("/recherche?q=sanitas").text


def test_duplicates_are_named(log_in, run_index):
    browser = log_in("claire")
    deposit(browser, ("bilan.md", TEXT.encode()))
    run_index()
    alike = deposit(browser, ("copie.md", TEXT.encode()), ("autre.md", (TEXT + "\n\nFin.").encode()))
    run_index()
    page = browser.get(alike.location).text
    assert stages(browser, alike)["copie.md"][0] == "duplicate"
    assert "Texte très proche de « Bilan du Sanitas »" in page.replace("\xa0", " ")


def test_a_restricted_deposit_is_never_public(log_in, run_index, visitor, desk_library):
    browser = log_in("claire")
    answer = deposit(browser, ("bilan.md", TEXT.encode()), access="internal")
    run_index()
    assert "Sanitas" not in visitor.get("/recherche?q=sanitas").text.replace('value="sanitas"', "")
    assert stages(browser, answer)["bilan.md"][0] == "searchable"


def test_an_archive_becomes_its_documents(log_in, run_index, desk_library):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("dossier/bilan.md", TEXT)
        written.writestr("../note.txt", "Une note.")
    browser = log_in("claire")
    answer = deposit(browser, ("lot.zip", archive.getvalue()))
    assert set(stages(browser, answer)) == {"lot.zip › dossier/bilan.md", "lot.zip › ../note.txt"}
    kept = sorted(path.name for path in desk_library.corpus.rglob("*") if path.is_file())
    assert kept == ["bilan.md", "note.txt"]
    assert not list(desk_library.state.glob("incoming-*"))


def test_a_mailbox_becomes_its_messages_in_an_archive_too(log_in, run_index, desk_library):
    head = "From - Thu Oct 14 16:04:30 2010\nFrom: a@exemple.fr\nDate: Thu, 14 Oct 2010 16:04:30 +0200\n"
    box = f"{head}Subject: Bilan\n\nLa médiation.\n\n{head}Subject: Suite\n\nLe logement.\n".encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("dossier/liste.mbox", box + b"\n" + head.splitlines()[0].encode() + b"\n\nrien\n")
    browser = log_in("claire")
    first = deposit(browser, ("liste.mbox", box))
    second = deposit(browser, ("lot.zip", archive.getvalue()))
    run_index()
    assert {name: stage for name, (stage, _) in stages(browser, first).items()} == {
        "liste.mbox › 2010-10-14 16h04 Bilan.eml": "searchable",
        "liste.mbox › 2010-10-14 16h04 Suite.eml": "searchable",
    }
    assert {name.rpartition(" › ")[2]: stage for name, (stage, _) in stages(browser, second).items()} == {
        "2010-10-14 16h04 Bilan.eml": "duplicate",
        "2010-10-14 16h04 Suite.eml": "duplicate",
        "n° 3": "failed",
    }
    (folder,) = {path.parent.name for path in desk_library.corpus.rglob("*.eml")}
    assert folder == "liste"


def test_a_script_sends_file_by_file_into_one_deposit(log_in, run_index):
    browser = log_in("paul")
    form = {"csrf_token": token_of(browser, PAGE), "files": (io.BytesIO(b"un"), "a.txt")}
    json = {"Accept": "application/json"}
    first = browser.post(PAGE, data=form, content_type="multipart/form-data", headers=json).get_json()
    form |= {"deposit": first["deposit"], "files": (io.BytesIO(b"deux"), "b.txt")}
    second = browser.post(PAGE, data=form, content_type="multipart/form-data", headers=json).get_json()
    assert second == first
    assert len(browser.get(first["url"] + ".json").get_json()["files"]) == 2


def test_a_depositor_sees_their_own_deposits_only(log_in, run_index):
    answer = deposit(log_in("claire"), ("a.txt", b"un"))
    assert log_in("paul").get(answer.location).status_code == 403
    assert log_in("anne").get(answer.location).status_code == 200
    assert log_in("paul").get("/atelier/depots/rien").status_code == 404


def test_a_deposit_of_nothing_is_none(log_in, desk_library):
    browser = log_in("paul")
    answer = send(browser, "/atelier/deposer", page="/atelier/deposer")
    assert answer.headers["Location"].endswith("/atelier/deposer?fait=rien")
    assert "Aucun fichier" in browser.get(answer.headers["Location"]).text
    assert (
        "Aucun dépôt" in browser.get("/atelier").text
        or "/atelier/depots/" not in browser.get("/atelier").text
    )


def test_the_page_of_a_deposit_says_what_the_indexer_does(log_in, desk_library):
    browser = log_in("paul")
    answer = send(
        browser, "/atelier/deposer", page="/atelier/deposer", files=(io.BytesIO(b"Texte."), "note.txt")
    )
    tell_indexing(desk_library, Activity.FAILED, "Le disque est plein.")
    for page in (answer.headers["Location"], "/atelier"):
        assert "en échec depuis" in browser.get(page).text
        assert "Le disque est plein." in browser.get(page).text


def test_forms_stay_small_where_no_file_is_sent(log_in):
    browser = log_in("anne")
    assert send(browser, "/atelier/compte", page=PAGE, current="x" * 70_000).status_code == 413


def test_nobody_sends_files_without_an_account(visitor):
    data = {"files": (io.BytesIO(b"x" * 100_000), "a.txt")}
    assert visitor.post(PAGE, data=data, content_type="multipart/form-data").status_code == 403


def test_files_tell_what_became_of_them(log_in, run_index, desk_library):
    deposit(log_in("paul"), ("bilan.md", TEXT.encode()), ("cassé.pdf", b"%PDF-1.4 rien"))
    log = Log(desk_library.log_path)
    assert Files(log).troubled() == [] and Files(log).with_content("0") is None
    run_index()
    assert [each.path.rpartition("/")[2] for each in Files(log).troubled()] == ["cassé.pdf"]
    log.close()


def test_an_embargo_is_set_as_one_deposits(log_in, run_index, visitor, desk_library):
    browser = log_in("claire")
    deposit(browser, ("bilan.md", TEXT.encode()), embargo="31 janvier 2999")
    (notice,) = desk_library.corpus.rglob("*.toml")
    assert 'embargo = "2999-01-31"' in notice.read_text(encoding="utf-8")
    run_index()
    assert "1 résultat" in browser.get("/recherche?q=sanitas").text
    assert "Aucun résultat" in visitor.get("/recherche?q=sanitas").text


def test_an_embargo_that_is_no_day_keeps_the_document_out(log_in, desk_library):
    browser = log_in("claire")
    for typed in ("bientôt", "janvier 2999"):
        answer = deposit(browser, ("bilan.md", TEXT.encode()), embargo=typed)
        assert answer.status_code == 400 and f'value="{typed}"' in answer.text
        assert 'id="embargo-error"' in answer.text
    assert not list(desk_library.corpus.iterdir())
