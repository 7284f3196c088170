"""A page keeps people out who see, hear or move differently.

## What it checks
What axe-core finds on the shop's pages against WCAG 2.2 (A and AA): pictures without words, fields without a name, text
without contrast, buttons that a screen reader cannot announce, traps for the keyboard. It fails for barriers that axe
calls critical or serious; moderate ones go to a person; minor ones are counted. One rule broken on sixty pages is one
finding. Where axe itself is not sure nothing is said. Machines find about half of all barriers: a pass is no proof that
there are none.

## Why it matters
About one customer in six has a disability, and many more are old, tired, or out in the sun with one hand free. Whoever
cannot read the price or send the form does not complain: she buys elsewhere. In the EU most shops must be accessible by law
since June 2025 (Directive (EU) 2019/882).

## How to fix
Begin with what stands on every page, in head, foot and checkout. Open the page from the evidence, find the element by the
selector that is given, mend its template, and look up the rule at dequeuniversity.com.

## Example
“/en/contact and 2 more pages: fields have no name, so that who cannot see the page does not know what to type (WCAG
4.1.2), 3 times; first at input#order.” Its label had been replaced by a placeholder.
"""

from collections.abc import Iterable, Iterator

from shopper import Barrier, Evidence, Findings, Outcome, PageProbe, Verdict, check
from shopper.reading.measured import Measured, measured_pages
from shopper.reading.pages import page_owner

_SERIOUS = ("critical", "serious")
_SHOWN = 5
_IN_WORDS = {
    "color-contrast": "text has too little contrast for weak eyes, or in the sun",
    "image-alt": "pictures have no words, so that who cannot see them misses what they say",
    "input-image-alt": "buttons that are pictures have no words, so that who cannot see them does not know what they do",
    "label": "fields have no name, so that who cannot see the page does not know what to type",
    "select-name": "lists to choose from have no name, so that who cannot see the page does not know what to choose",
    "button-name": "buttons have no name, so that who cannot see them does not know what they do",
    "link-name": "links have no words, so that who cannot see them does not know where they lead",
    "html-has-lang": "the page does not say its language, so that a screen reader pronounces it wrongly",
    "html-lang-valid": "the page names a language that does not exist, so that a screen reader pronounces it wrongly",
    "valid-lang": "parts name a language that does not exist, so that a screen reader pronounces them wrongly",
    "document-title": "the page has no title, so that nobody finds it again among the open ones",
    "meta-viewport": "the page cannot be enlarged with two fingers",
    "target-size": "things to tap are too small or too close together for an unsteady hand",
    "link-in-text-block": "links within text are told by their colour alone",
    "frame-title": "embedded pages have no title, so that who cannot see them does not know what they are",
    "scrollable-region-focusable": "parts that scroll cannot be reached with the keyboard",
    "nested-interactive": "buttons or links stand within one another, so that a keyboard or screen reader misses one",
    "aria-hidden-focus": "what is hidden from screen readers can still be reached with the keyboard",
    "autocomplete-valid": "fields tell the browser wrongly what belongs into them",
    "list": "lists are not built as lists, so that a screen reader cannot count them",
    "listitem": "items of lists stand outside a list, so that a screen reader cannot count them",
}
"""Rule → whom it keeps out and of what."""


@check(
    title="Everybody can use the pages",
    failure="A page keeps people out",
    category="ease",
    impact="serious",
    serves=["4-10", "2-09"],
)
def accessibility(visit: Evidence) -> Findings:
    pages = measured_pages(visit)
    tried = [page for page in pages if any(probe.barriers is not None for probe in page.probes)]
    if pages and not tried:
        yield _untried(pages[0])
    broken: dict[str, dict[str, tuple[Measured, Barrier]]] = {}
    for page in tried:
        for barrier in _barriers(page.probes):
            if barrier.impact != "minor":
                broken.setdefault(barrier.rule, {}).setdefault(page.name, (page, barrier))
    for rule, found in broken.items():
        yield _verdict(rule, [*found.values()], visit)
    for page in tried:
        if not any(page.name in found for found in broken.values()):
            yield _sound(page, visit)


def _barriers(probes: Iterable[PageProbe]) -> Iterator[Barrier]:
    return (barrier for probe in probes for barrier in probe.barriers or ())


def _verdict(rule: str, found: list[tuple[Measured, Barrier]], visit: Evidence) -> Verdict:
    page, first = found[0]
    more = len(found) - 1
    where = page.name + (f" and {more} more page{'s' * (more > 1)}" if more else "")
    law = f" (WCAG {', '.join(first.wcag)})" if first.wcag else ""
    count = sum(barrier.elements for _, barrier in found)
    times = "once" if count == 1 else f"{count} times"
    at = f"; first at {first.first[:120]}" if first.first else ""
    grave = any(barrier.impact in _SERIOUS for _, barrier in found)
    return Verdict(
        outcome=Outcome.FAIL if grave else Outcome.REVIEW,
        sentence=f"{where}: {_IN_WORDS.get(rule, _as_clause(first.help))}{law}, {times}{at}.",
        expected="no barrier by WCAG 2.2, A and AA",
        actual=f"{rule} ({first.impact}), {times} on {len(found)} page{'s' * (len(found) > 1)}",
        about=rule,
        owner=page_owner(page.probes[0].url, visit),
        evidence=tuple(page.source for page, _ in found[:_SHOWN] if page.source),
    )


def _as_clause(help: str) -> str:
    """axe's own words: “Elements must have …” goes on after a colon."""
    return f"{help[:1].lower()}{help[1:].rstrip('.')}"


def _sound(page: Measured, visit: Evidence) -> Verdict:
    minor = sum(barrier.elements for barrier in _barriers(page.probes))
    also = f", but {minor} minor one{'s' * (minor > 1)}" if minor else ""
    return Verdict(
        outcome=Outcome.PASS,
        sentence=f"On {page.name} axe found no barrier{also}.",
        expected="no barrier by WCAG 2.2, A and AA",
        actual=f"none{also}",
        about=page.name,
        owner=page_owner(page.probes[0].url, visit),
        evidence=(page.source,) if page.source else (),
    )


def _untried(page: Measured) -> Verdict:
    why = page.probes[0].problem.rstrip(".") or "for a reason that is not known"
    return Verdict(
        outcome=Outcome.CANT_TELL,
        sentence=f"axe did not run on any page, {page.name} first: {why}.",
        expected="no barrier by WCAG 2.2, A and AA",
        actual="not looked at",
        about="accessibility",
        owner="web shop",
        evidence=(page.source,) if page.source else (),
    )
