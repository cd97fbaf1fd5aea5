import pytest

from desk import inbox as inbox_module
from desk.flood import TooManyMessagesError
from desk.inbox import FROM_ONE, Inbox, Letter, Subject

LETTER = Letter(subject=Subject.ERROR, text="La date est fausse.", about="rapport", title="Rapport")


@pytest.fixture
def inbox(tmp_path):
    return Inbox(tmp_path)


def test_what_waits_comes_first_until_it_is_dealt_with(inbox):
    for text in ("un", "deux"):
        inbox.receive(Letter(subject=Subject.QUESTION, text=text), text)
    inbox.deal_with(1, by="claire")
    assert [(each.text, each.done_by) for each in inbox.letters()] == [("deux", ""), ("un", "claire")]
    assert inbox.waiting() == 1
    inbox.reopen(1)
    inbox.delete(2)
    assert [each.text for each in inbox.letters()] == ["un"]


def test_one_address_sends_few_in_an_hour_and_others_still_may(inbox):
    for _ in range(FROM_ONE):
        inbox.receive(LETTER, "192.0.2.1")
    with pytest.raises(TooManyMessagesError) as refused:
        inbox.receive(LETTER, "192.0.2.1")
    assert 3500 < refused.value.wait_s <= 3600
    inbox.receive(LETTER, "192.0.2.2")
    assert inbox.waiting() == FROM_ONE + 1


def test_no_address_is_kept(inbox, tmp_path):
    inbox.receive(LETTER, "192.0.2.1")
    assert b"192.0.2.1" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


def test_what_was_dealt_with_long_ago_goes(inbox, monkeypatch):
    for _ in range(2):
        inbox.receive(LETTER, "192.0.2.1")
    monkeypatch.setattr(inbox_module, "KEPT_DAYS", -1)
    inbox.deal_with(1, by="claire")
    assert [each.number for each in inbox.letters()] == [2]
