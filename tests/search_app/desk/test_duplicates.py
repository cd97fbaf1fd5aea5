from tests.search_app.desk.test_deposit import TEXT


def test_the_sweep_names_copies_and_pairs(log_in, run_index, desk_library):
    (desk_library.corpus / "a.md").write_text(TEXT, encoding="utf-8")
    (desk_library.corpus / "copie.md").write_text(TEXT, encoding="utf-8")
    (desk_library.corpus / "b.txt").write_text(TEXT.replace("# ", ""), encoding="utf-8")
    run_index()
    page = log_in("claire").get("/atelier/doublons").text
    assert "Même texte" in page and "b.txt" in page
    assert "copie.md" in page and "Même contenu que a.md" in page


def test_an_empty_library_has_no_duplicates(log_in, run_index):
    page = log_in("claire").get("/atelier/doublons").text
    assert "Aucun fichier n'est là deux fois" in page
