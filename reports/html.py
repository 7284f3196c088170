"""The report for people: one page that says what to fix first, who owns it, and shows the evidence.

`index.html` lies beside `evidence/` and links its pictures. Beyond twenty visits each gets a page of its own under
`visits/`, so that the first page stays small. Nothing is loaded from elsewhere, and nothing from the shop is trusted: all
its texts are escaped, its control and direction characters are shown by their code points, its links are not clickable.
"""

from __future__ import annotations

import hashlib
import os
import re
from base64 import b64encode
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from shopper import Audit, Blob, ExploredPage, Finding, Mail, Rendering, StepRecord, VisitResult, report
from shopper.reading.first_visit import SOUGHT
from shopper.reports._explored import MOST_PAGES, overviews, speed
from shopper.reports._failures import failed_steps
from shopper.reports._mails import ROWS, side_by_side
from shopper.reports._path import Way, way_to
from shopper.reports._promised import STATES, word
from shopper.reports._stages import channels, stages
from shopper.reports._steps import said
from shopper.reports._text import TEMPLATES, Calendar, Words, anchor, clean, day, language_tag, short_url
from shopper.reports._timeline import ledger, timeline
from shopper.reports._times import answer_times, promises
from shopper.reports._view import Source, View, last_shown, mark, source, stated

VISITS_ON_FIRST_PAGE = 20
PROBLEMS_IN_FULL = 60
LONGEST_TEXT = 8_000
_PHONE = 480
"""px: a mail that is drawn no wider is drawn as a phone shows it."""
_PICTURES = (".jpg", ".jpeg", ".png")
_CODE = re.compile(r"`([^`\n]{1,200})`")


@cache
def _prepared() -> tuple[Words, Environment]:
    """Words and compiled templates: a quarter of a second, spent while the browser is still at work."""
    words = Words()
    templates = _templates(words)
    for name in templates.list_templates(extensions=["html"]):
        templates.get_template(name)
    return words, templates


@report(file="index.html", prepare=_prepared)
def html(audit: Audit, folder: Path) -> dict[str, str]:
    """The pages by their path relative to `folder`: `index.html` and, in a large audit, `visits/<visit>.html`."""
    view, (words, templates) = View(audit), _prepared()
    inline = len(audit.visits) <= VISITS_ON_FIRST_PAGE
    shared = {"view": view, "audit": audit, "inline": inline}
    first = {
        "stages": stages(view),
        "channels": channels(view),
        "times": answer_times(view, words),
        "promises": promises(view),
        "word": word(view),
        "first_visit": overviews(audit.visits) if view.is_first_visit else (),
        "side_by_side": side_by_side(view, folder, words),
    }
    pages = {"index.html": templates.get_template("index.html").render(page=Page(view, folder, words), **first, **shared)}
    if not inline:
        one = templates.get_template("visit.html")
        for visit in audit.visits:
            path = f"visits/{anchor('visit', visit.id)}.html"
            pages[path] = one.render(page=Page(view, folder, words, up="../"), visit=visit, **shared)
    return pages


class Seen(NamedTuple):
    """A picture of the evidence, and the step or the mail (`step:ID`, `mail:ID`) that it shows. `looked`: how a mail was drawn,
    where the finding names the drawing."""

    link: str
    reference: str
    entry: Source | None
    looked: str = ""


class Page:
    """What depends on where a page lies: hrefs to evidence and to other places of the report."""

    def __init__(self, view: View, folder: Path, words: Words, up: str = "") -> None:
        self._view, self._folder, self._up, self._words = view, folder, up, words
        self._calendars = {shop.id: Calendar(shop.zone, words.language) for shop in view.audit.shops}
        self._universal = Calendar("UTC", words.language)

    def calendar(self, shop: str) -> Calendar:
        return self._calendars.get(shop, self._universal)

    def said(self, step: StepRecord, visit: VisitResult) -> str:
        if task := next((task for task in visit.tasks if task.step == step.id), None):
            return self._words("asked_person", what=task.text)
        return said(step, visit.locale.partition("-")[0], self._words, partial(self._view.kind_title, visit))

    def way(self, finding: Finding, visit: VisitResult) -> Way | None:
        """The picture of the way to a dead end; None for every other finding."""
        return way_to(finding, visit, lambda step: self.said(step, visit), self._words)

    def file(self, blob: Blob | None) -> str:
        """The link to a file of the evidence; nothing if it was left out (an export without mail) or lies elsewhere."""
        return self._path(blob.path) if blob else ""

    def _path(self, path: str) -> str:
        inside = not path.startswith("/") and ".." not in path.split("/") and (self._folder / path).is_file()
        return self._up + quote(path) if inside else ""

    def mail_picture(self, mail: Mail, visit: VisitResult) -> str:
        """The mail as this customer saw it: the narrowest rendering on a phone, the widest elsewhere."""
        pick = min if visit.device == "phone" else max
        return self.file(mail.pictures[pick(mail.pictures, key=_width)]) if mail.pictures else ""

    def renderings(self, mail: Mail) -> list[tuple[str, str]]:
        """(width in px, link) of each picture of a mail, the narrowest first."""
        linked = [(width, self.file(mail.pictures[width])) for width in sorted(mail.pictures, key=_width)]
        return [(width, link) for width, link in linked if link]

    def seen(self, finding: Finding) -> list[Seen]:
        """Each thing in a finding's evidence that was seen, in the check's order; the very drawing of a mail in which a fault
        shows stands before the mail as the customer saw it."""
        visit = self._view.visits.get(finding.visit)
        places = [place for reference in finding.evidence if (place := self._place(visit, reference)).link]
        return sorted(places, key=lambda place: not place.looked)

    def _place(self, visit: VisitResult | None, reference: str) -> Seen:
        entry = source(visit, reference) if visit else None
        if visit and isinstance(entry, Mail):
            return Seen(self.mail_picture(entry, visit), reference, entry)
        if visit and isinstance(entry, StepRecord):
            if entry.verb == "ask_person":  # the page before it shows nothing of what a person met
                return Seen("", reference, entry)
            shown = last_shown(visit, entry)
            return Seen(self.file(shown.picture), f"step:{shown.id}", shown)
        if isinstance(entry, ExploredPage):
            return Seen(self.file(entry.picture), reference, entry)
        if not reference.endswith(_PICTURES):
            return Seen("", reference, None)
        mails = visit.mails if visit else ()
        drawn = {one.picture.path: (mail, one) for mail in mails for one in mail.renderings if one.picture}
        if reference in drawn:
            mail, drawing = drawn[reference]
            return Seen(self._path(reference), f"mail:{mail.id}", mail, self._looked(drawing))
        return Seen(self._path(reference), reference, None)

    def _looked(self, drawing: Rendering) -> str:
        """How a mail was looked at: on a dark screen, 600 px."""
        device = "on_a_phone" if drawing.width <= _PHONE else "on_a_computer"
        marked = {"on_a_dark_screen": drawing.scheme == "dark", "no_pictures": not drawing.images}
        special = [word for word, so in marked.items() if so]
        return ", ".join([*map(self._words, special or [device]), f"{drawing.width} px"])

    def finding(self, finding: Finding) -> str:
        return f"{self._up and '../index.html'}#{anchor('finding', finding.id)}"

    def visit(self, id: str, inline: bool) -> str:
        name = anchor("visit", id)
        return f"#{name}" if inline else f"{self._up}visits/{name}.html"

    def entry(self, visit: str, reference: str, inline: bool) -> str:
        """A place in a visit's timeline."""
        name = anchor("at", f"{visit}-{reference}")
        return f"#{name}" if inline else f"{self._up}visits/{anchor('visit', visit)}.html#{name}"


def _width(width: str) -> int:
    return int(width) if width.isdecimal() else 0


def _templates(words: Words) -> Environment:
    style, script = ((TEMPLATES / name).read_text("utf-8") for name in ("report.css", "report.js"))
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=_compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else clean(value),
    )
    templates.globals.update(
        t=words,
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
        anchor=anchor,
        mark=mark,
        timeline=timeline,
        ledger=ledger,
        overviews=overviews,
        speed=speed,
        most_pages=MOST_PAGES,
        states=STATES,
        sought=SOUGHT,
        stated=stated,
        failed_steps=failed_steps,
        problems_in_full=PROBLEMS_IN_FULL,
        rows=ROWS,
    )
    templates.filters.update(
        spaced=lambda name: name.replace("_", " "),
        url=short_url,
        day=day,
        lang=language_tag,
        excerpt=partial(_excerpt, words),
        points=_points,
        paragraphs=_paragraphs,
        quoted=_quoted,
    )
    return templates


def _compiled() -> FileSystemBytecodeCache | None:
    """Compiled templates are kept in the user's own cache folder; where that cannot be had, they are compiled each time."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mystery-shopper" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _policy(style: str, script: str) -> str:
    """A content security policy under which only our own style and script run, whatever slips through."""

    def hashed(text: str) -> str:
        return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; img-src 'self' data:; style-src {hashed(style)}; script-src {hashed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _excerpt(words: Words, text: str, limit: int = LONGEST_TEXT) -> str:
    return text if len(text) <= limit else text[:limit].rstrip() + " … " + words("cut_off", n=len(text) - limit)


def _quoted(text: str) -> Markup:
    """Names in `backticks` set as code; everything else is plain text."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(clean(text)))))  # noqa: S704 - escaped before


def _points(value: float) -> str:
    return f"{value:.1f}"


def _paragraphs(text: str) -> list[str]:
    """Paragraphs without the line breaks that the source wrapped them with."""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]
