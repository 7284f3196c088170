"""Which checks a mail by itself does not suffice for, and what they would need: a drawn mail, a visit or other mails.

A check that is not named here, a project's own for instance, judges the mail as in an audit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from shopper.model import Reading

Need = Literal["a drawn mail", "a visit", "other mails"]

NEEDS: Mapping[str, Need] = {
    **dict.fromkeys(
        (
            "broken-image", "invisible-in-dark-mode", "logo-differs", "low-contrast", "sideways-scroll",
            "unreadable-without-images",
        ),
        "a drawn mail",
    ),
    **dict.fromkeys(
        (
            "address-differs", "address-shared", "asked-again", "bad-news-without-next-step", "boilerplate-repeated",
            "broken-mail-link", "broken-promise", "case-number-missing", "delivery-date-differs", "dkim-fails",
            "dmarc-unaligned", "guessable-order-link", "invoice-differs", "item-differs", "landed-in-spam",
            "landing-language-differs", "landing-shows-wrong-order", "late-mail", "link-acts-on-get",
            "link-expired-at-first-click", "login-wall-on-guest-link", "marketing-without-consent", "missing-mail",
            "no-greeting-or-closing", "no-signature", "not-greeted-by-name", "order-number-differs",
            "payment-or-delivery-method-differs", "please-call-us", "question-not-answered", "redirect-chain",
            "refund-differs", "reply-bounces", "sells-before-solving", "slow-acknowledgement", "slow-human-reply",
            "slow-relay", "spf-fails", "tax-differs", "thread-broken", "total-differs", "unknown-sender",
            "whole-order-total-on-partial-shipment", "wrong-sender-clock",
        ),
        "a visit",
    ),
    **dict.fromkeys(
        (
            "case-number-changes", "contradicting-replies", "duplicate-mail", "inconsistent-template",
            "out-of-order-mails", "return-deadline-differs", "same-auto-reply-out-of-hours",
            "survey-before-solution", "survey-missing", "too-many-mails",
        ),
        "other mails",
    ),
}  # fmt: skip
"""Check → what it needs. Such a check that finds something to judge in the one mail is heard all the same, except these:"""

_NEVER_HEARD = frozenset(
    {
        "address-shared", "unknown-sender",  # who was given the address, nobody knows
        "marketing-without-consent",  # nor what she agreed to
        "landed-in-spam",  # nor where it lay
        "duplicate-mail", "missing-mail", "out-of-order-mails", "too-many-mails",
    }
)  # fmt: skip

_ON_ITS_WAY = frozenset({"dkim-fails", "dmarc-unaligned", "slow-relay", "spf-fails", "wrong-sender-clock"})
"""They judge how it came. A file without `Received` may never have been sent, and its time of arrival is made up."""


def is_heard(check: str, reading: Reading) -> bool:
    """Whether what this check says of the one mail can be true."""
    return check not in _NEVER_HEARD and (bool(reading.hops) or check not in _ON_ITS_WAY)
