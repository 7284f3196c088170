import pytest
from factories import a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.delivery.landed_in_spam import landed_in_spam
from shopper.model import Verdict


def judged(folder: str, **changes: object) -> list[Verdict]:
    return list(landed_in_spam(a_visit(mails=[a_mail("invoice", folder=folder, system="erp", **changes)])))


def test_the_spam_folder_fails() -> None:
    (verdict,) = judged("Junk")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice landed in the folder “Junk”."
    assert (verdict.about, verdict.owner) == ("invoice", "erp")


@pytest.mark.parametrize(
    "folder",
    ["INBOX.Spam", "[Gmail]/Spam", "Junk E-Mail", "Junk-E-Mail", "Bulk Mail", "Thư rác", "[Gmail]/Thư rác", "Spamverdacht",
     "Courrier indésirable", "Indésirables", "Correo no deseado", r"\Junk"],
)  # fmt: skip
def test_it_is_known_by_its_many_names(folder: str) -> None:
    assert [verdict.outcome for verdict in judged(folder)] == [Outcome.FAIL]


@pytest.mark.parametrize("folder", ["INBOX", "[Gmail]/All Mail", "[Gmail]/Tất cả thư", "Posteingang", "Archive", "Einkäufe"])
def test_other_folders_pass(folder: str) -> None:
    assert [verdict.outcome for verdict in judged(folder)] == [Outcome.PASS]


def test_a_stranger_s_mail_belongs_there() -> None:
    assert judged("Junk", solicited=False) == []
