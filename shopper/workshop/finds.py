"""What a first visit found, in a paragraph for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shopper.model import Evidence, Exploration, FoundTopic
from shopper.reading.first_visit import found_topics
from shopper.reading.links import is_web_page

_CALLED: Mapping[str, str] = {
    "hours": "service hours",
    "faq": "FAQ",
    "delivery_cost": "delivery cost",
    "complaint": "complaint route",
}
"""Topics that are not called by their own name."""


def told(visit: Evidence) -> Iterator[str]:
    """A few sentences on each exploration of a visit: what is how many clicks away, what was not found, what does not work."""
    topics = found_topics(visit)
    for exploration in visit.explorations:
        spoken = [topic for topic in topics if topic.language == exploration.language]
        yield f"{_clicks(spoken)} {_state(exploration)}{_broken(visit, exploration)}".strip()


def _clicks(topics: list[FoundTopic]) -> str:
    near = [f"{_name(topic)} {_in_words(topic)}" for topic in topics if topic.source]
    missing = [_name(topic) for topic in topics if not topic.source and topic.sure]
    unseen = [_name(topic) for topic in topics if not topic.source and not topic.sure]
    parts = {"Found": near, "Not found": missing, "Not found on the pages seen": unseen}
    return " ".join(f"{said}: {', '.join(names)}." for said, names in parts.items() if names)


def _name(topic: FoundTopic) -> str:
    return _CALLED.get(topic.topic, topic.topic)


def _in_words(topic: FoundTopic) -> str:
    if topic.clicks is None:
        return "somewhere"
    return "on the first page" if topic.clicks == 0 else f"in {topic.clicks} click{'' if topic.clicks == 1 else 's'}"


def _state(exploration: Exploration) -> str:
    pages = len(exploration.pages)
    languages = ", ".join(exploration.languages) or exploration.language
    ended = f" It ended early: {exploration.stopped}." if exploration.stopped else ""
    left = f", {len(exploration.left)} more left aside" if exploration.left else ""
    return f"{pages} page{'' if pages == 1 else 's'} seen{left}; languages: {languages}.{ended}"


def _broken(visit: Evidence, exploration: Exploration) -> str:
    """Pages and links that lead nowhere."""
    pages = {one.url for one in exploration.pages if one.page and (one.page.status or 200) >= 400}
    links = {probe.href for probe in visit.page_links if is_web_page(probe.href) and (probe.status or 200) >= 400}
    count = len(pages | links)
    return f" {count} broken link{'' if count == 1 else 's'}." if count else ""
