"""The shop nowhere says what service its customers may expect.

## What it checks
Whether an exploration found a published promise of service: a page, section or link such as "Our promise", "Service
standards", "Cam kết của chúng tôi", "Unser Serviceversprechen", "Nos engagements", "Nuestro compromiso". Where there is a
page about the shop, a person should look whether it promises anything; where there is neither, it fails. Nothing is missing
unless everything was looked at.

## Why it matters
A promise that stands in public binds everybody in the house, and tells a customer when she may insist. What is promised
nowhere is decided anew by whoever picks up the phone.

## How to fix
Publish half a page: how fast you answer on each channel, what happens when something goes wrong, what you never do. Link it
in the foot, and measure it.

## Example
“A promise of service cannot be found: nothing on the 34 pages leads there.” It existed, on a poster in the workshop.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.links import path_of
from shopper.reading.tours import reached, tours


@check(
    title="The shop publishes what service it promises",
    failure="No promise of service is published",
    category="transparency",
    impact="minor",
    serves=["0-25", "4-07"],
)
def manifesto_missing(visit: Evidence) -> Findings:
    for tour in tours(visit):
        verdict = reached(tour, tour.place("manifesto"), topic="promise of service", what="A promise of service")
        if verdict and verdict.outcome is Outcome.FAIL and (about := tour.place("about")):
            sentence = f"No promise of service has a name; whether {path_of(about.href)} makes one is for a person to say."
            verdict = verdict.model_copy(
                update={
                    "outcome": Outcome.REVIEW,
                    "sentence": sentence,
                    "evidence": (about.source,),
                    "actual": path_of(about.href),
                }
            )
        if verdict:
            yield verdict
