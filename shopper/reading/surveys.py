"""Mails that ask for an opinion."""

from __future__ import annotations

import re

from shopper.model import Evidence, Mail, MailKind

_SURVEY = re.compile(r"survey|feedback|satisfaction|csat|nps|rating(?!s)|rate_")


def is_survey(name: str, kind: MailKind) -> bool:
    """Whether a kind of mail asks for an opinion: by its purpose or, where none is stated, by its name."""
    return kind.purpose == "survey" or (not kind.purpose and not kind.reply and bool(_SURVEY.search(name)))


def surveys(visit: Evidence) -> list[Mail]:
    """The shop's surveys, in order of arrival."""
    kinds = {name for name, kind in visit.plan.shop.mails.items() if is_survey(name, kind)}
    return sorted((mail for mail in visit.mails if mail.solicited and mail.kind in kinds), key=lambda mail: mail.arrived)
