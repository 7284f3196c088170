"""Looks for mails that the reader stumbles over: bytes grown from honest and hostile mails by what they make it do (atheris).

    make fuzz                  (or: .venv/bin/python tests/fuzz/read_mail.py [--seconds 60])

Whatever raises, hangs for 5 s, needs more than 2 GB (the fuzzer's own share is most of it) or disguises something is written
into a folder that is named at the end. Read without a guard: here nothing may hide behind it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.policy import SMTP
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

with atheris.instrument_imports(include=["shopper.inbox", "tinycss2", "authres", "icalendar", "email"]):
    from shopper.inbox.parsing import read_fields, read_headers

from inbox.hostile.mails import MAILS  # noqa: E402

from shopper.model import Reading  # noqa: E402
from shopper.practice_shop.orders import Address, OrderBook  # noqa: E402
from shopper.practice_shop.systems import carrier, erp, order_management, platform, shipping  # noqa: E402
from shopper.practice_shop.tenant import GOM_SEN  # noqa: E402

LARGEST = 20_000  # bytes of a mail
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
WRITERS = (
    platform.confirmation,
    order_management.ready_to_ship,
    shipping.shipping_notice,
    erp.invoice,
    carrier.carrier_notice,
    carrier.delivered,
)


def seeds() -> Iterator[bytes]:
    """The practice shop's mails about an order in both of its languages, and all hostile mails that are small."""
    now = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
    who = Address("Nguyễn Thùy Linh", "linh@inbox.test", "0168 000 0142", "25 ngõ 81 phố Láng Hạ", "Hà Nội", "11500", "VN")
    for language in ("vi", "en"):
        order = OrderBook().place({"mug": 2}, who, language=language, placed=now, zone=GOM_SEN.timezone)
        for write in WRITERS:
            yield write(order, language, (), now, GOM_SEN).as_bytes(policy=SMTP)
    yield from (raw for attack in MAILS.values() if len(raw := attack.make()) <= LARGEST)


def read(raw: bytes) -> None:
    """What must hold of any bytes: they are read, they go through JSON, and what is shown on a line stays there."""
    said = Reading.model_validate(json.loads(json.dumps(read_fields(raw))))
    shown = [said.subject, said.sender, said.sender_name, said.preheader, *(part.name for part in said.parts)]
    shown += [link.text for link in said.links]
    if bad := [words for words in shown if _ACTS.search(words) or "\n" in words]:
        raise AssertionError(f"this would act where it is shown: {bad!r}")
    if said.text != "\n".join(block.text for block in said.blocks):
        raise AssertionError("the blocks are not the text")
    json.loads(said.model_dump_json())
    read_headers(raw)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    seconds = parser.parse_args().seconds
    folder = Path(tempfile.mkdtemp(prefix="shopper-fuzz-"))
    (folder / "mails").mkdir()
    for number, raw in enumerate(seeds()):
        (folder / "mails" / f"seed-{number}").write_bytes(raw)
    print(f"Whatever falls lies in {folder}/", flush=True)
    options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-timeout=5", "-rss_limit_mb=2048", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={folder}/", str(folder / "mails")], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
