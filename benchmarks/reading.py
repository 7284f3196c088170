"""What reading and judging a mail costs: an ordinary order confirmation of 60 KB, read; one through the guarded process; and
all checks of mails on it. Each many times, with the median and the middle half against its goal.

    make bench                 (or: .venv/bin/python -m benchmarks.reading [--times 31])
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from email.message import EmailMessage

from benchmarks.authoring import said
from shopper.cli.single_mail import evidence_of
from shopper.inbox.guard import Reader
from shopper.inbox.parsing import read_fields
from shopper.registry import checks
from shopper.verdict.running import run_checks

SIZE = 60_000  # bytes of HTML
_TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" style="border-collapse:collapse">'
_FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_CELL = f"{_FONT};font-size:14px;line-height:150%;color:#333333;padding:12px 8px;vertical-align:top;text-align:left"
_SPACE = f'{_TABLE}<tr><td style="{_CELL};height:16px;line-height:16px;mso-line-height-rule:exactly">&nbsp;</td></tr></table>'
_ROW = (
    f'{_TABLE}<tr><td class="wide" style="{_CELL};width:{{w}}px"><a href="https://www.gomsen.test/p/{{i}}" style="{_FONT};'
    'color:#0b6b5d;text-decoration:none"><img src="https://www.gomsen.test/i/{i}.jpg" alt="Cốc {i}" width="80" height="80" '
    'style="display:block;border:0;outline:none;text-decoration:none;-ms-interpolation-mode:bicubic;border-radius:8px"></a></td>'
    f'<td class="wide name" style="{_CELL};font-weight:600">Cốc men ngọc số {{i}}<br><span style="{_CELL};color:#777777">'
    f'Số lượng: 1</span></td><td class="wide" style="{_CELL};text-align:right;white-space:nowrap">389.000 ₫</td></tr></table>'
    f"{_SPACE * 2}\n"
)
_HEAD = (
    '<!doctype html><html lang="vi"><head><title>Xác nhận đơn hàng</title><style>.preheader{display:none}.name{color:#222222}'
    "@media (max-width:600px){.wide{width:100%!important}}a:hover{color:#073f37}</style></head><body bgcolor=#f4f4f4>"
    '<div class="preheader">Chúng tôi đã nhận được đơn hàng của bạn.</div><table role="presentation" class="wide"><tr><td>'
    "<p>Xin chào Linh, cảm ơn bạn đã đặt hàng tại Gốm Sen.</p><p>Mã đơn hàng: GS-10023</p>"
)


def ordinary_mail(number: int = 0) -> bytes:
    """An order confirmation as big shops send them; each number is another mail."""
    html, row = _HEAD, 0
    while len(html.encode()) < SIZE:
        row += 1
        html += _ROW.format(i=row, w=80 + row % 60)
    mail = EmailMessage()
    mail["Received"] = "from out.gomsen.test by mx.inbox.test with ESMTPS id 1; Mon, 02 Mar 2026 03:00:05 +0000"
    mail["Authentication-Results"] = "mx.inbox.test; dkim=pass header.d=gomsen.test; spf=pass smtp.mailfrom=gomsen.test"
    mail["From"], mail["To"] = "Gốm Sen <orders@gomsen.test>", "linh@inbox.test"
    mail["Subject"], mail["Date"] = "Xác nhận đơn hàng GS-10023", "Mon, 02 Mar 2026 10:00:00 +0700"
    mail["Message-ID"] = f"<{number}@gomsen.test>"
    mail.set_content("Xin chào Linh, cảm ơn bạn đã đặt hàng tại Gốm Sen.\nMã đơn hàng: GS-10023\n")
    mail.add_alternative(f"{html}</td></tr></table></body></html>", subtype="html")
    return mail.as_bytes()


def timed(work: Callable[[int], object], times: int) -> list[float]:
    """Seconds of each of so many times, after one that is thrown away."""
    work(0)
    found = []
    for number in range(1, times + 1):
        began = time.perf_counter()
        work(number)
        found.append(time.perf_counter() - began)
    return found


def reading(times: int) -> list[float]:
    mails = [ordinary_mail(number) for number in range(times + 1)]
    return timed(lambda number: read_fields(mails[number]), times)


def reading_under_guard(times: int) -> list[float]:
    mails = [ordinary_mail(number) for number in range(times + 1)]
    with Reader(workers=1) as reader:
        return timed(lambda number: reader.read(mails[number]), times)


def starting(times: int) -> list[float]:
    """The first mail, with all that must start for it."""

    def start(number: int) -> None:
        with Reader(workers=1) as reader:
            reader.read(b"Subject: x\r\n\r\nx")

    return timed(start, min(times, 15))


def judging(times: int) -> list[float]:
    """All checks of mails on a mail that has been read, as when old evidence is judged again."""
    mails = {id: check for id, check in checks().items() if check.folder == "inbox_checks"}
    with Reader(workers=1) as reader:
        visit = evidence_of(ordinary_mail(), reader, name="ordinary.eml")
    return timed(lambda number: run_checks(visit, mails), times)


MEASURES: Sequence[tuple[str, Callable[[int], list[float]], float]] = (
    ("reading an ordinary mail of 60 KB", reading, 0.015),
    ("the same under guard, in another process", reading_under_guard, 0.040),
    ("starting the guarded process", starting, 0.5),
    ("all checks of mails on it, readings cached", judging, 0.010),
)
"""What, how, and the goal in seconds."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=31)
    options = parser.parse_args(arguments)
    missed = 0
    for what, measure, goal in MEASURES:
        found = measure(options.times)
        first, middle, third = statistics.quantiles(found, n=4)
        missed += middle > goal
        half = f"middle half {said(first)} … {said(third)}, {len(found)} times"
        print(f"{'✗' if middle > goal else '✓'} {what}: median {said(middle)} ({half}); goal < {said(goal)}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
