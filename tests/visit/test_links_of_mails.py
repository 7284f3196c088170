"""Which link of a mail a customer opens, and whose fault it is if it is not there."""

import pytest

from shopper.errors import Blocked, Unreachable
from shopper.model import Link
from shopper.testing import a_mail
from shopper.visit.session import link_in

FAQ = Link(href="https://www.gomsen.test/faq", text="Questions")
TRACK = Link(href="https://track.vanchuyen.test/p/1", text="Track your parcel")
HIDDEN = Link(href="https://www.gomsen.test/old", text="Track your parcel", visible=False)


def test_the_first_visible_link_with_the_words_is_opened_whatever_their_case() -> None:
    assert link_in(a_mail(links=(FAQ, HIDDEN, TRACK)), "track YOUR") == TRACK


def test_a_mail_without_the_link_is_the_shops_fault() -> None:
    with pytest.raises(Blocked, match=r"`shipping_notice` has no link “Track” \(its links: “Questions”\)$"):
        link_in(a_mail("shipping_notice", links=(FAQ, HIDDEN)), "Track")


def test_a_mail_that_could_not_be_read_blames_nobody() -> None:
    unread = a_mail("shipping_notice", problem="It could not be read within 5 s and 512 MB.")
    with pytest.raises(Unreachable, match="“Track” of the mail `shipping_notice` was not found: It could not be read"):
        link_in(unread, "Track")
