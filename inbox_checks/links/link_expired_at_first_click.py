"""A link in a mail had expired before anybody opened it.

## What it checks
The page that each link of a mail opened right after the mail had come, and what its status was: it fails if the page
says in its title or in a short sentence of its own that the link has expired, is not valid, or was used before, in
five languages. Where the customer had opened the same page before, "used before" proves nothing. Help pages that
explain expired links are left out.

## Why it matters
The mail asks her to click, she does so at once, and is told that she is too late. There is nothing that she could do
better, so she asks for another link, which has expired as well.

## How to fix
Let links live for days, not minutes, and start counting when the mail leaves the queue. Do not burn a key that works
once when it is merely opened (mail scanners open every link): ask for a click on the page.

## Example
“The return label links “Book a pick-up” to a page that says “This link has expired.”, although nobody had opened it
before.” The link lived for 15 minutes, and the queue of mails was 40 minutes long.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Link, LinkProbe, Mail, Outcome, Verdict, check
from shopper.reading.errors import expired_text, says_used
from shopper.reading.links import link_name, place_of, stable_name, web_links
from shopper.reading.naming import mail_about, mail_name, mail_owner


@check(
    title="Links work when they are first clicked",
    failure="A link had expired at the first click",
    category="ease",
    impact="serious",
    serves=["0-14", "4-04"],
)
def link_expired_at_first_click(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if mail.solicited and mail.probes:
            yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    links = {link.href: link for link in web_links(mail.reading)}
    opened = [(links[probe.href], probe) for probe in mail.probes if probe.href in links and probe.outcome == "opened"]
    stale = [(link, probe, said) for link, probe in opened if probe.page and (said := expired_text(probe.page))]
    veiled = [(link, probe) for link, probe in opened if probe.page is None or probe.page.challenged]
    for link, probe, said in stale:
        burnt = says_used(said) and _opened_before(probe, visit)
        since = "and had been opened before" if burnt else "although nobody had opened it before"
        text = f"to a page that says “{said}”, {since}"
        yield _verdict(mail, visit, Outcome.CANT_TELL if burnt else Outcome.FAIL, text, said, link, probe)
    for link, probe in veiled:
        yield _verdict(
            mail, visit, Outcome.CANT_TELL, "to a page that nobody could read", "a page that could not be read", link, probe
        )
    if opened and not stale and not veiled:
        yield _verdict(mail, visit, Outcome.PASS, "to pages that let her in", "no link had expired")


def _opened_before(probe: LinkProbe, visit: Evidence) -> bool:
    places = {place_of(step.url) for step in visit.steps if step.verb == "open_mail_link"}
    return bool(places & {place_of(probe.href), place_of(probe.url)})


def _verdict(
    mail: Mail,
    visit: Evidence,
    outcome: Outcome,
    said: str,
    actual: str,
    link: Link | None = None,
    probe: LinkProbe | None = None,
) -> Verdict:
    name = mail_name(mail, visit.plan.shop)
    return Verdict(
        outcome=outcome,
        sentence=f"{name} links “{link_name(link)}” {said}." if link else f"{name} links {said}.",
        expected="a page that opens",
        actual=actual,
        about=f"{mail_about(mail)}: {stable_name(link)}" if link else mail_about(mail),
        owner=mail_owner(mail, visit.plan.shop),
        evidence=(f"mail:{mail.id}", *((probe.picture.path,) if probe and probe.picture else ())),
    )
