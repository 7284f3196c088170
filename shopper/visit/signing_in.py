"""Getting into a shop that is closed to the public, and saying so when it does not open."""

from __future__ import annotations

from shopper.errors import Unreachable
from shopper.model import Shop

_CLOSED = (401, 403)


def refused_at_the_door(status: int | None, shop: Shop) -> Unreachable | None:
    """Why the first page of a visit says nothing about the shop: its staging password is missing, or wrong."""
    place = f"shop `{shop.id}`"
    if status in _CLOSED and shop.sign_in:
        ways = ", ".join(shop.sign_in)
        problem = f"the shop does not let us in: it answers {status}, in spite of `sign_in` ({ways})"
        return Unreachable(problem, place=place, remedy="Check the secrets that `sign_in` in the shop's file refers to.")
    if status == 401:
        problem = "the shop asks for a staging password (it answers 401), and its file has no `sign_in`"
        remedy = "Write `sign_in: {basic: ${secret:STAGING}}` into it; the secret is user:password."
        return Unreachable(problem, place=place, remedy=remedy)
    return None
