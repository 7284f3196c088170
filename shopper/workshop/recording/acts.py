"""What was observed while somebody shopped: her acts, and what the pages did and stated meanwhile, in their order.

A page is a stranger: what it sends is checked like any other input, and cut where it is too long to be honest.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from shopper.journey.values import Locator
from shopper.model import Model

Short = Annotated[str, Field(max_length=300)]
Address = Annotated[str, Field(max_length=4000)]


class Act(Model):
    """`at`: the page's address; `tab`: which tab, counted from 0."""

    at: Address = ""
    tab: int = 0


class FieldFacts(Model):
    """What a form field says about itself: HTML's `type`, `autocomplete`, `inputmode`, its names and its label.
    `login`: it stands in a form that asks for a password that exists already."""

    type: Short = ""
    autocomplete: Short = ""
    mode: Short = ""
    name: Short = ""
    label: Short = ""
    login: bool = False


class Clicked(Act):
    kind: Literal["clicked"] = "clicked"
    where: Locator


class Filled(Act):
    """What a field held after a key. It may be a secret: `text` prints in no traceback and no log."""

    kind: Literal["filled"] = "filled"
    where: Locator
    text: Annotated[str, Field(max_length=20_000, repr=False)]
    about: FieldFacts = FieldFacts()


class Chosen(Act):
    kind: Literal["chosen"] = "chosen"
    where: Locator
    option: Short


class Ticked(Act):
    kind: Literal["ticked"] = "ticked"
    where: Locator
    off: bool = False


class Pressed(Act):
    """A key with a meaning of its own. `where`: the field in which it was pressed."""

    kind: Literal["pressed"] = "pressed"
    key: Short
    where: Locator | None = None


class HandedIn(Act):
    """A file was chosen. `content`: base64, empty if it was too large to be taken along."""

    kind: Literal["handed_in"] = "handed_in"
    where: Locator
    file: Short
    content: Annotated[str, Field(max_length=8_000_000, repr=False)] = ""


class Statement(Model):
    """An amount of money or a number that a page shows, with the words that say what it is."""

    where: Locator
    text: Short
    label: Short = ""
    money: bool = False


class Seen(Act):
    """What a page states, looked at after every act."""

    kind: Literal["seen"] = "seen"
    title: Short = ""
    heading: Short = ""
    stated: Annotated[tuple[Statement, ...], Field(max_length=100)] = ()


class Sent(Act):
    """The page sent something that may change the world: a request other than GET, HEAD or OPTIONS."""

    kind: Literal["sent"] = "sent"


class WentTo(Act):
    """A page was opened by its address, by the browser's own buttons or from the bookmarks: by nothing on a page."""

    kind: Literal["went_to"] = "went_to"


class TabOpened(Act):
    """`tab` is new, and came of what was done before."""

    kind: Literal["tab_opened"] = "tab_opened"


class TabClosed(Act):
    kind: Literal["tab_closed"] = "tab_closed"


class Fetched(Act):
    """The act before made the shop hand over a file."""

    kind: Literal["fetched"] = "fetched"
    file: Short


class InFrame(Act):
    """Something was done in a frame, which journeys cannot reach. What it was is not kept."""

    kind: Literal["in_frame"] = "in_frame"


class Lost(Act):
    """Something was done that could not be understood."""

    kind: Literal["lost"] = "lost"


Touched = Clicked | Filled | Chosen | Ticked | Pressed | HandedIn
AnyAct = Touched | Seen | Sent | WentTo | TabOpened | TabClosed | Fetched | InFrame | Lost
FromPage = Annotated[Touched | Seen | WentTo, Field(discriminator="kind")]

_FROM_PAGE: TypeAdapter[FromPage] = TypeAdapter(FromPage)


def from_page(sent: Any, tab: int) -> FromPage:
    """What a page's script sent. Raises pydantic's ValidationError if it is nothing that our script would send."""
    return _FROM_PAGE.validate_python({**sent, "tab": tab} if isinstance(sent, dict) else sent)
