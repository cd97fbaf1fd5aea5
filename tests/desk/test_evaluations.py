import pytest

from catalogue.library import create_library
from desk import evaluations
from desk.evaluations import Evaluation, EvaluationError, Evaluations
from desk.flood import Dam, TooManyMessagesError


@pytest.fixture
def kept(tmp_path):
    return Evaluations(create_library(tmp_path / "lib"))


def test_sheets_are_counted_by_event_and_statement(kept):
    kept.receive("jour", Evaluation({"useful": 4, "speakers": 2}), "192.0.2.1")
    kept.receive("jour", Evaluation({"useful": 3}, {"kept": " Beaucoup. "}), None)
    kept.receive("autre", Evaluation({"useful": 1}), None)
    assert kept.counts() == {"jour": 2, "autre": 1}
    said = {each.statement: each for each in kept.opinions(["jour"])}
    assert (said["useful"].counts, said["useful"].mean) == ((0, 0, 1, 1), 3.5)
    assert said["contents"].mean is None
    assert [each.text for each in kept.remarks("jour")] == ["Beaucoup."]
    assert {each.statement: each.answers for each in kept.opinions(["jour", "autre"])}["useful"] == 3


def test_nothing_of_who_filled_it_in_is_kept(kept, tmp_path):
    kept.receive("jour", Evaluation({"useful": 4}), "192.0.2.77")
    assert b"192.0.2.77" not in b"".join(each.read_bytes() for each in (tmp_path / "lib/state").glob("eval*"))


@pytest.mark.parametrize("said", [Evaluation(), Evaluation({"useful": 9}), Evaluation({}, {"kept": "  "})])
def test_an_empty_sheet_is_refused(kept, said):
    with pytest.raises(EvaluationError):
        kept.receive("jour", said, None)


def test_one_room_full_of_people_passes_and_a_flood_does_not(kept, monkeypatch):
    monkeypatch.setattr(evaluations, "_DAM", Dam("evaluations", 3, 5))
    for _sheet in range(3):
        kept.receive("jour", Evaluation({"useful": 4}), "192.0.2.1")
    with pytest.raises(TooManyMessagesError):
        kept.receive("jour", Evaluation({"useful": 4}), "192.0.2.1")
    kept.receive("jour", Evaluation({"useful": 4}), None)  # entered at the desk
    assert kept.counts()["jour"] == 4


def test_an_event_takes_so_many_and_no_more(kept, monkeypatch):
    monkeypatch.setattr(evaluations, "MOST", 1)
    kept.receive("jour", Evaluation({"useful": 4}), None)
    with pytest.raises(EvaluationError, match="toutes les fiches"):
        kept.receive("jour", Evaluation({"useful": 4}), None)


def test_a_deleted_sheet_leaves_no_word(kept):
    kept.receive("jour", Evaluation({"useful": 4}, {"better": "Monsieur Martin parlait trop."}), None)
    kept.delete(kept.remarks("jour")[0].sheet)
    assert not kept.remarks("jour") and not kept.counts()
