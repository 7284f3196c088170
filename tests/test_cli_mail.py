"""`shopper mail`: raw mails read as an audit reads them, and judged as far as a mail tells by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from shopper.cli import app
from shopper.cli.beyond import NEEDS
from shopper.cli.single_mail import mails_in
from shopper.errors import UsageError
from shopper.model import Markup, Reading
from shopper.registry import checks
from shopper.testing import CONFIRMATIONS


def a_raw_mail(language: str = "vi", **changes: str) -> bytes:
    subject, text = CONFIRMATIONS[language]
    headers = {
        "From": "Gốm Sen <orders@gomsen.test>",
        "To": "v1@inbox.test",
        "Subject": subject,
        "Date": "Mon, 02 Mar 2026 10:00:00 +0700",
        "Message-ID": "<1.a@gomsen.test>",
        **changes,
    }
    mail = EmailMessage()
    body = headers.pop("text", text)
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(body)
    rows = "".join(f"<p>{line}</p>" for line in body.splitlines())
    mail.add_alternative(f'<html lang="{language}"><title>{subject}</title><body>{rows}</body></html>', subtype="html")
    return mail.as_bytes()


@pytest.fixture
def eml(tmp_path: Path) -> Path:
    path = tmp_path / "confirmation.eml"
    path.write_bytes(a_raw_mail())
    return path


def run(*words: object, input: bytes = b"") -> Any:
    return CliRunner().invoke(app, ["mail", *map(str, words)], input=input, catch_exceptions=False)


def judged(*words: object) -> Any:
    done = run(*words, "--json")
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout)


def test_a_mail_on_the_terminal(eml: Path) -> None:
    done = run(eml)
    for words in ("Gốm Sen <orders@gomsen.test>", "Xác nhận đơn hàng GS-10023", "order.total: 808,000 VND", "vi-VN"):
        assert words in done.stdout


def test_everything_of_the_reading_as_json(eml: Path) -> None:
    (said,) = judged(eml)
    assert said["file"] == str(eml) and said["locale"] == "vi-VN"
    assert set(said["reading"]) == set(Reading.model_fields)
    assert set(said["reading"]["markup"]) == set(Markup.model_fields)
    assert said["reading"]["html"].startswith("<html") and said["reading"]["blocks"][0]["lang"] == "vi"
    assert ("order.number", "GS-10023") in {(fact["name"], str(fact["value"])) for fact in said["facts"]}
    assert not any(finding["outcome"] == "fail" for finding in said["findings"])


def test_what_is_wrong_with_a_mail_gives_1(eml: Path) -> None:
    eml.write_bytes(a_raw_mail(text="Xin chào {{ customer.first_name }},\nCảm ơn bạn đã đặt hàng tại cửa hàng của chúng tôi."))
    done = run(eml)
    assert done.exit_code == 1 and "placeholder-left, " in done.stdout
    (said,) = judged(eml)
    assert "placeholder-left" in {finding["check"] for finding in said["findings"] if finding["outcome"] == "fail"}


def test_checks_that_need_a_visit_are_not_heard(eml: Path) -> None:
    (said,) = judged(eml)
    heard = {finding["check"] for finding in said["findings"]} | set(said["passed"])
    assert not {"missing-mail", "late-mail", "broken-mail-link", "slow-human-reply", "sideways-scroll"} & heard
    assert "placeholder-left" in said["passed"] and "mojibake" in said["passed"]
    needs = said["needs_more"]
    assert needs["low-contrast"] == "a drawn mail" and needs["address-shared"] == "a visit"
    assert needs["duplicate-mail"] == "other mails" and "empty-link" in said["nothing_to_look_at"]


def test_the_last_line_counts_what_could_not_be_looked_at(eml: Path) -> None:
    (said,) = judged(eml)
    passed, idle, more = (len(said[key]) for key in ("passed", "nothing_to_look_at", "needs_more"))
    line = f"{passed} checks passed, {idle} had nothing to look at here, {more} need a drawn mail, a visit or other mails."
    assert run(eml).stdout.rstrip().endswith(line)
    everything = [*said["passed"], *said["nothing_to_look_at"], *needs_and_findings(said)]
    ours = {id for id, check in checks().items() if check.folder == "inbox_checks"}
    assert set(everything) >= ours and len(everything) == len(set(everything))


def needs_and_findings(said: Any) -> list[str]:
    return [*said["needs_more"], *{finding["check"] for finding in said["findings"]}]


def test_only_checks_that_there_are_need_more() -> None:
    assert set(NEEDS) <= {id for id, check in checks().items() if check.folder == "inbox_checks"}


def test_a_mail_is_judged_as_the_shops_whoever_sent_it(eml: Path) -> None:
    garbled = "Xin chÃ\xa0o báº¡n, cáº£m Æ¡n báº¡n Ä‘Ã£ Ä‘áº·t hÃ\xa0ng táº¡i cá»\xada hÃ\xa0ng cá»§a chÃºng tÃ´i."
    eml.write_bytes(a_raw_mail(text=f"{garbled}\n{{{{ customer.first_name }}}}", From="Shop <mail@elsewhere.test>"))
    (alone,), (named,) = judged(eml), judged(eml, "--shop", "gom_sen")
    for said in (alone, named):
        failed = {finding["check"] for finding in said["findings"] if finding["outcome"] == "fail"}
        assert {"mojibake", "placeholder-left"} <= failed
        assert not {"address-shared", "unknown-sender", "dkim-fails"} & {finding["check"] for finding in said["findings"]}
    assert "Not the shop's" in run(eml, "--shop", "gom_sen").stdout and "Not the shop's" not in run(eml).stdout


def test_what_has_no_sender_is_called_no_strangers_where_no_shop_is_named(eml: Path) -> None:
    eml.write_bytes(b"Subject: Hello\r\n\r\nThank you for your order.\r\n")
    assert "Not the shop's" not in run(eml).stdout


def test_an_unsigned_file_that_was_sent_is_told_from_one_that_was_not(eml: Path) -> None:
    assert "dkim-fails" in judged(eml)[0]["needs_more"]
    way = b"Received: from a.test by mx.test; Mon, 02 Mar 2026 10:00:01 +0700\r\n"
    eml.write_bytes(way + a_raw_mail())
    assert "dkim-fails" in {finding["check"] for finding in judged(eml)[0]["findings"]}


def test_what_can_be_read_is_read_though_other_files_cannot(eml: Path) -> None:
    empty = eml.with_name("empty.eml")
    empty.write_bytes(b"")
    done = run(eml, empty, "nothing.eml")
    assert done.exit_code == 2 and "GS-10023" in done.stdout
    assert "empty.eml: it holds no mail" in done.stderr and "nothing.eml: No such file" in done.stderr


def test_a_projects_own_checks_look_at_mails_too(eml: Path) -> None:
    (eml.parent / "journeys").mkdir()
    own = eml.parent / "inbox_checks" / "shouting.py"
    own.parent.mkdir()
    own.write_text(OWN_CHECK, "utf-8")
    words = [sys.executable, "-m", "shopper.cli", "mail", eml.name, "--json"]  # apart: what is loaded once stays
    done = subprocess.run(words, cwd=eml.parent, capture_output=True, text=True, check=False)
    assert "shouting" in {finding["check"] for finding in json.loads(done.stdout)[0]["findings"]}, done.stderr


OWN_CHECK = '''"""A mail shouts."""
from shopper import Evidence, Findings, Outcome, Verdict, check

@check(title="No mail shouts", failure="A mail shouts", category="personal", impact="minor", serves=["4-09"])
def shouting(visit: Evidence) -> Findings:
    for mail in visit.mails:
        yield Verdict(outcome=Outcome.FAIL, sentence="It shouts.", expected="calm", actual="shouting")
'''


def test_dates_links_promises_and_the_guessed_locale_as_a_person_reads_them(eml: Path) -> None:
    html = (
        "<p>Hello Linh, thank you for your order. We are glad that you chose our shop.</p>"
        "<p>We will answer you by 5 March 2026.</p>"
        "<p><a href='https://gomsen.test/o/1'>https://gomsen.test/o/1</a> <a href='https://gomsen.test/r'>Returns</a></p>"
    )
    head = "From: Gốm Sen <orders@gomsen.test>\r\nDate: Mon, 02 Mar 2026 10:00:00 +0700\r\nSubject: Order\r\n"
    eml.write_bytes(f"{head}Content-Type: text/html; charset=utf-8\r\n\r\n{html}".encode())
    page = run(eml).stdout
    assert "2026-03-02 10:00:00+07:00" in page and "en-GB (guessed: pass --locale)" in page
    assert page.split("Links")[1].count("https://gomsen.test/o/1") == 1 and "Returns → https://gomsen.test/r" in page
    assert "reply: until 2026-03-05 (We will answer you by 5 March 2026.)" in page
    assert "guessed" not in run(eml, "--locale", "en-GB").stdout
    (said,) = judged(eml)
    assert said["locale_guessed"] and said["promises"][0]["what"] == "reply"


def test_bytes_of_a_date_that_is_none_do_no_harm(eml: Path) -> None:
    eml.write_bytes(b"Subject: x\r\nDate: Mon, 99 Foo 99999 99:99:99 +9999\r\n\r\nWithin 2 days we answer you.\r\n")
    done = run(eml)
    assert done.exit_code in (0, 1) and "Date" not in done.stdout and "1970" not in done.stdout


def test_whose_mail_it_is(eml: Path) -> None:
    (said,) = judged(eml, "--shop", "gom_sen")
    assert (said["kind"], said["system"], said["solicited"]) == ("order_confirmation", "platform", True)
    eml.write_bytes(a_raw_mail(From="orders@g0msen.test"))
    (said,) = judged(eml, "--shop", "gom_sen")
    assert not said["solicited"] and "orders@g0msen.test" in said["doubt"]


def test_the_locale_is_told_from_the_mail_or_said(eml: Path) -> None:
    eml.write_bytes(a_raw_mail("en"))
    assert judged(eml)[0]["locale"] == "en-GB"
    assert judged(eml, "--locale", "de-DE")[0]["locale"] == "de-DE"


def test_a_mailbox_and_the_standard_input(tmp_path: Path) -> None:
    first, second = a_raw_mail(), a_raw_mail("en", text="Hello\n\nFrom here on\n")
    stuffed = second.replace(b"\nFrom here", b"\n>From here")
    box = b"From a@b Mon Mar  2 10:00:00 2026\n" + first + b"\nFrom a@b Mon Mar  2 10:00:00 2026\n" + stuffed
    (tmp_path / "box").write_bytes(box)
    said = judged(tmp_path / "box")
    assert [one["file"] for one in said] == [f"{tmp_path}/box (1 of 2)", f"{tmp_path}/box (2 of 2)"]
    assert said[0]["reading"]["subject"] == CONFIRMATIONS["vi"][0] and "From here on" in said[1]["reading"]["plain"]
    done = run("-", input=box)
    assert "standard input (2 of 2)" in done.stdout


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_line_that_begins_with_from_parts_mails_only_after_an_empty_one(ending: bytes) -> None:
    box = b"From x\nSubject: 1\n\nFrom us to you:\nFrom all\n\nFrom y\nSubject: 2\n\n>>From z\n".replace(b"\n", ending)
    assert len(mails_in(box, "box")) == 3  # the first line of a text looks just like the beginning of a mail
    assert mails_in(b"From x\n\na\n>From b\n", "box") == [b"\na\nFrom b\n"]
    assert mails_in(b"Subject: 1\n\nx\n\nFrom y\n", "mail") == [b"Subject: 1\n\nx\n\nFrom y\n"]
    with pytest.raises(UsageError, match="holds no mail"):
        mails_in(b"  \n", "mail")


def test_escape_sequences_never_reach_the_terminal(eml: Path) -> None:
    nasty = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    head = "From: =?utf-8?q?=1B[2JShop?= <a@b.test>\r\nSubject: =?utf-8?q?=1B]0;x=07?=[red]markup[/red]\r\n"
    eml.write_bytes(f"{head}Content-Type: text/html\r\n\r\n<p>{nasty}seen<a href='https://x.test/{nasty}'>l</a>".encode())
    for words in ([eml], [eml, "--json"]):
        said = run(*words).stdout
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said) and "[red]markup[/red]" in said


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["nothing.eml"], "nothing.eml: No such file or directory"),
        (["."], ".: this is a folder"),
        (["{prose}"], "notes.txt: this is not a mail\n  It has no From, Date"),
        (["{picture}"], "logo.png: this is not a mail"),
        (["{eml}", "--shop", "nobody"], "nobody"),
        (["{eml}", "--locale", "klingon"], "--locale: `klingon` is no locale"),
    ],
)
def test_wrong_usage(eml: Path, words: list[str], problem: str) -> None:
    prose, picture = eml.with_name("notes.txt"), eml.with_name("logo.png")
    prose.write_text("Note: call Linh.\n\nFrom: here on it is prose.\n", "utf-8")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = run(*(word.format(eml=eml, prose=prose, picture=picture) for word in words))
    assert done.exit_code == 2 and problem in done.stderr and done.stdout == ""


def test_a_hostile_mail_ends_as_a_page_too(eml: Path) -> None:
    eml.write_bytes(b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 1000)
    done = run(eml)
    assert "It has more than 200 parts; the others were not read." in done.stdout


def test_a_mails_currency_tells_the_country_of_its_reader(eml: Path) -> None:
    eml.write_bytes(
        a_raw_mail(text="Gracias por tu compra, María Fernanda. Tu pedido llega mañana por la tarde.\nTotal\t$1,348.00")
    )
    (said,) = judged(eml)
    assert said["locale"] == "es-MX"
    assert "foreign-date-or-money-format" not in {finding["check"] for finding in said["findings"]}
