import pytest

from catalogue.record import Access
from desk.accounts import Accounts, Role
from desk.errors import AccountError, UnknownAccountError

PASSWORD = "quatre mots pris au hasard"


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def accounts(tmp_path, clock):
    kept = Accounts(tmp_path, idle_s=1800, longest_s=36000, clock=clock)
    kept.add("Claire", Role.ADMINISTRATOR, PASSWORD)
    return kept


def session(accounts):
    return accounts.open_session(accounts.verify("claire", PASSWORD))


def test_the_right_password_opens_and_no_other(accounts):
    assert accounts.verify(" CLAIRE ", PASSWORD).name == "claire"
    assert accounts.verify("claire", PASSWORD + "!") is None
    assert accounts.verify("personne", PASSWORD) is None


def test_what_is_kept_is_a_slow_hash_that_others_cannot_read(accounts, tmp_path):
    token = session(accounts)
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"$argon2id$" in content
    assert PASSWORD.encode() not in content and token.encode() not in content
    assert (tmp_path / "accounts.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("password", ["", "trop court", "aaaaaaaaaaaa", "x" * 300])
def test_a_weak_password_is_refused(accounts, password):
    with pytest.raises(AccountError, match="mot de passe"):
        accounts.add("paul", Role.DEPOSITOR, password)


@pytest.mark.parametrize("name", ["", "claire", "../claire", "É", "a" * 65, "a b"])
def test_a_name_must_be_free_and_plain(accounts, name):
    with pytest.raises(AccountError):
        accounts.add(name, Role.DEPOSITOR, PASSWORD)


def test_a_session_ends_when_idle(accounts, clock):
    token = session(accounts)
    clock.now += 1700
    assert accounts.of_session(token).name == "claire"
    clock.now += 1700
    assert accounts.of_session(token)
    clock.now += 1801
    assert accounts.of_session(token) is None


def test_a_session_ends_however_busy(accounts, clock):
    token = session(accounts)
    for _ in range(21):
        clock.now += 1750
        found = accounts.of_session(token)
    assert found is None


@pytest.mark.parametrize(
    "end",
    [
        lambda accounts, token: accounts.close_session(token),
        lambda accounts, _: accounts.close_sessions("claire"),
        lambda accounts, _: accounts.change_password("claire", "un autre mot de passe"),
    ],
    ids=["logout", "everywhere", "password"],
)
def test_a_session_ends_on_the_server(accounts, end):
    token = session(accounts)
    end(accounts, token)
    assert accounts.of_session(token) is None


def test_a_removed_account_has_no_session(accounts):
    accounts.add("paul", Role.DEPOSITOR, PASSWORD)
    token = accounts.open_session(accounts.verify("paul", PASSWORD))
    accounts.remove("paul")
    assert accounts.of_session(token) is None
    with pytest.raises(UnknownAccountError):
        accounts.remove("paul")


def test_one_administrator_stays(accounts):
    with pytest.raises(AccountError, match="seul administrateur"):
        accounts.remove("claire")
    with pytest.raises(AccountError, match="seul administrateur"):
        accounts.change_role("claire", Role.LIBRARIAN)
    accounts.add("paul", Role.ADMINISTRATOR, PASSWORD)
    accounts.change_role("claire", Role.LIBRARIAN)
    assert [each.role for each in accounts.all()] == [Role.LIBRARIAN, Role.ADMINISTRATOR]


def test_roles_see_what_their_work_needs():
    assert Role.LIBRARIAN.includes(Role.DEPOSITOR) and not Role.LIBRARIAN.includes(Role.ADMINISTRATOR)
    assert Access.INTERNAL not in Role.DEPOSITOR.reader.access
    assert Access.INTERNAL in Role.LIBRARIAN.reader.access
