import pytest

from catalogue.library import create_library
from catalogue.presentation import PresentationError, SitePage
from desk.site_files import SiteFiles, StaleSiteError


@pytest.fixture
def files(tmp_path):
    return SiteFiles(create_library(tmp_path))


def test_a_step_is_kept_and_undone(files):
    files.write({"name": "Avant"}, by="claire", title="Nom")
    step = files.write({"name": "Après"}, {SitePage.ABOUT: "Nous."}, by="claire", title="Nom")
    assert (files.presentation().name, files.text(SitePage.ABOUT)) == ("Après", "Nous.\n")
    _undone, kept = files.undo(step, by="anne")
    assert not kept
    assert (files.presentation().name, files.text(SitePage.ABOUT)) == ("Avant", "")


def test_undoing_leaves_what_was_written_since(files):
    step = files.write({"name": "Un"}, by="claire", title="Nom")
    files.write({"place": "Tours"}, by="anne", title="Ville")
    _undone, kept = files.undo(step, by="claire")
    assert len(kept) == 1
    assert files.presentation().name == "Un"


def test_nobody_writes_over_what_they_have_not_seen(files):
    seen = files.version
    files.write({"name": "Un"}, by="claire", title="Nom", version=seen)
    with pytest.raises(StaleSiteError):
        files.write({"name": "Deux"}, by="anne", title="Nom", version=seen)


def test_a_value_that_does_not_hold_is_not_written(files):
    with pytest.raises(PresentationError):
        files.write({"colour": "rouge"}, by="claire", title="Couleur")
    assert files.presentation().colour == ""


def test_what_a_cut_left_to_do_is_done(files, monkeypatch):
    put = type(files.history)._put
    monkeypatch.setattr(type(files.history), "_put", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        files.write({"name": "Un"}, by="claire", title="Nom")
    monkeypatch.setattr(type(files.history), "_put", put)
    files.history.finish_interrupted()
    assert files.presentation().name == "Un"
