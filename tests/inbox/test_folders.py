"""Which folders are looked into, at servers that call them differently."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from inbox.conftest import Dovecot, running_dovecot
from inbox.gmail import ALL_MAIL, SPAM, TRASH, Gmail
from inbox.test_harvest import letter, mailbox, played, refusal, subjects

from shopper.clock import RealClock
from shopper.errors import UsageError
from shopper.inbox.folders import Folder, watched
from shopper.inbox.harvest import Arrival, Harvester
from shopper.model import Mailbox
from shopper.practice_shop.mailserver import MailServer

ME = "v1@shop.test"
USUAL = [Folder("INBOX"), Folder("Sent", "sent"), Folder("Junk", "junk")]
GMAIL = [Folder("INBOX"), Folder("[Gmail]/All Mail", "all"), Folder("[Gmail]/Spam", "junk")]


@pytest.mark.parametrize(
    ("named", "there", "gmail", "expected"),
    [
        ((), USUAL, False, ["INBOX", "Junk"]),
        ((), USUAL[:2], False, ["INBOX"]),
        ((), GMAIL, True, ["[Gmail]/All Mail", "[Gmail]/Spam"]),
        ((), GMAIL, False, ["INBOX", "[Gmail]/Spam"]),
        ((), [GMAIL[0], GMAIL[2]], True, ["INBOX", "[Gmail]/Spam"]),
        (("inbox",), USUAL, False, ["INBOX"]),
        (("Sent", "\\Junk", "Sent"), USUAL, False, ["Sent", "Junk"]),
        (("\\ALL", "INBOX"), GMAIL, True, ["[Gmail]/All Mail", "INBOX"]),
    ],
)
def test_which_folders_are_looked_into(named: tuple[str, ...], there: list[Folder], gmail: bool, expected: list[str]) -> None:
    box = Mailbox(name="box", folders=named)
    assert [folder.name for folder in watched(box, there, gmail=gmail)] == expected


@pytest.mark.parametrize("named", ["Spam", "\\All", "junk"])
def test_a_folder_that_is_not_there_gets_an_error_that_names_the_others(named: str) -> None:
    with pytest.raises(UsageError) as caught:
        watched(Mailbox(name="box", folders=("INBOX", named)), USUAL)
    assert f"`{named}`" in caught.value.problem and "INBOX, Sent (\\Sent), Junk (\\Junk)" in caught.value.remedy


@pytest.mark.parametrize(
    ("flags", "name", "use"),
    [
        ([b"\\HasNoChildren", b"\\Junk"], "Thùng rác của tôi", "junk"),
        ([], "INBOX.Spam", "junk"),
        ([], "Thư rác", "junk"),
        ([b"\\Trash"], "Spam", "trash"),
        ([], "Spam/2025", ""),
    ],
)
def test_what_a_folder_is_for(flags: list[bytes], name: str, use: str) -> None:
    assert Folder.listed(flags, name).use == use


def test_a_junk_folder_that_is_made_later_is_looked_into_from_its_first_mail_on() -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        async with MailServer(RealClock()) as server:
            await server._mailboxes.delete_mailbox("Junk")
            async with Harvester(mailbox(server), RealClock()) as harvest:
                harvest.watch(ME, mine.append)
                await harvest.sweep()
                await server.add_folder("Spam")
                await server.deliver(letter(1), ME, folder="Spam")
                await server.deliver(letter(2), ME)
                await harvest.sweep()
        assert {(mail.folder, mail.junk) for mail in mine} == {("Spam", True), ("INBOX", False)}

    played(story)


def test_at_gmail_all_mail_and_spam_are_searched_and_a_mail_is_told_once_by_its_number() -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        async with Gmail() as gmail:
            box = Mailbox(name="gmail", imap="imap://{}:{}".format(*gmail.imap), user="u", password="p")
            async with Harvester(box, RealClock()) as harvest:
                harvest.watch(ME, mine.append)
                gmail.receive(7, letter(1), ALL_MAIL)
                gmail.receive(8, letter(2), SPAM)
                await harvest.sweep()
                assert {(mail.folder, mail.junk) for mail in mine} == {(ALL_MAIL, False), (SPAM, True)}
                assert (await harvest.probe()).problem == "" and gmail.moved == [TRASH], "expunged, it would stay in All Mail"
            named = box.model_copy(update={"folders": ("INBOX", "\\All")})
            async with Harvester(named, RealClock()) as harvest:
                harvest.watch(ME, mine.append)
                gmail.receive(9, letter(3), ALL_MAIL, "INBOX")
                gmail.receive(10, letter(3), ALL_MAIL)
                await harvest.sweep()
        assert sorted(subjects(mine)) == ["Mail 1", "Mail 2", "Mail 3", "Mail 3"]
        assert any("X-GM-MSGID" in command for command in gmail.commands)

    played(story)


# --- at a real server -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    settings = "namespace inbox {\n inbox = yes\n mailbox Unerwünscht {\n special_use = \\Junk\n auto = create\n }\n}"
    with running_dovecot(settings) as server:
        yield server


@pytest.mark.server
def test_dovecot_junk_folder_is_known_by_its_use(dovecot: Dovecot) -> None:
    me, mine = "mystery+j1@shop.test", list[Arrival]()

    async def story() -> None:
        for box in (dovecot.mailbox, dovecot.mailbox.model_copy(update={"folders": ("INBOX", "\\Junk")})):
            mine.clear()
            async with Harvester(box, RealClock()) as harvest:
                harvest.watch(me, mine.append)
                await harvest._ask(lambda c: c._client.append("Unerwünscht", letter(1, me)), list)
                await harvest.sweep()
                assert [(mail.folder, mail.junk) for mail in mine] == [("Unerwünscht", True)]

    played(story)
    said = refusal(dovecot.mailbox.model_copy(update={"folders": ("INBOX", "Spam")}))
    assert "there is no folder `Spam`" in said and "Unerwünscht (\\Junk)" in said
