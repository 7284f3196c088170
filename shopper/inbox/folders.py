"""Which folders of a mailbox are looked into: those that its file names, or else wherever mail arrives. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shopper.errors import UsageError
from shopper.model import Mailbox

_SPECIAL = (b"\\all", b"\\archive", b"\\drafts", b"\\flagged", b"\\junk", b"\\sent", b"\\trash")
_JUNK = ("junk", "spam", "junk e-mail", "junk email", "bulk mail", "thư rác")


@dataclass(frozen=True)
class Folder:
    """A folder of the mailbox. `use`: what the server keeps it for, such as `junk` (RFC 6154), or its name says."""

    name: str
    use: str = ""

    @classmethod
    def listed(cls, flags: Sequence[bytes], name: str) -> Folder:
        """A folder as the server lists it; one without a special use is known by its name."""
        last = re.split(r"[./]", name)[-1].casefold()
        special = next((flag.decode("ascii").lower() for flag in flags if flag.lower() in _SPECIAL), "")
        return cls(name, special.removeprefix("\\") or ("junk" if last in _JUNK else ""))

    def is_called(self, wanted: str) -> bool:
        """Whether a mailbox's file means this folder: by its name, or by its use (`\\Junk`)."""
        if wanted.startswith("\\"):
            return self.use == wanted[1:].lower()
        return self.name == wanted or self.name.upper() == wanted.upper() == "INBOX"


def watched(mailbox: Mailbox, there: Sequence[Folder], *, gmail: bool = False) -> tuple[Folder, ...]:
    """The folders to look into, out of those that are `there`. The first one is where mail arrives: it is idled in.

    Where the mailbox's file names none: INBOX and the junk folder; at Gmail, whose All Mail holds the INBOX and whatever a
    filter took out of it, All Mail and the junk folder. Raises UsageError for a named folder that is not there.
    """
    if missing := absent(mailbox, there):
        uses = {folder.name: f" (\\{folder.use.capitalize()})" if folder.use else "" for folder in there}
        raise UsageError(
            f"there is no folder `{missing[0]}`",
            place=f"mailbox {mailbox.name}",
            remedy=f"Correct `folders`. There are: {', '.join(name + use for name, use in uses.items())}.",
        )
    if mailbox.folders:
        return tuple(next(folder for folder in there if folder.is_called(name)) for name in dict.fromkeys(mailbox.folders))
    everything = [folder for folder in there if folder.use == "all"] if gmail else []
    arriving = everything or [folder for folder in there if folder.is_called("INBOX")] or [Folder("INBOX")]
    return (arriving[0], *(folder for folder in there if folder.use == "junk"))


def absent(mailbox: Mailbox, there: Sequence[Folder]) -> list[str]:
    """The folders that the mailbox's file names and that are not there."""
    return [name for name in mailbox.folders if not any(folder.is_called(name) for folder in there)]
