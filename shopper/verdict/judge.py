"""Evidence → Audit. Deterministic: no clock, no chance, no network; the same evidence gives the same bytes."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from shopper.errors import UsageError
from shopper.model import (
    Audit,
    CategoryScore,
    Evidence,
    Finding,
    Impact,
    ItemState,
    MustPass,
    Outcome,
    Score,
    Verdict,
    VisitResult,
)
from shopper.reading.first_visit import found_topics
from shopper.reading.ledger import explored_statements, stated_contradictions
from shopper.reading.promised import promise_facts
from shopper.registry import CheckType
from shopper.registry import checks as all_checks
from shopper.verdict.kpis import kpis
from shopper.verdict.people import answered
from shopper.verdict.running import CRASHED, EXCLUDED, Ran, categories_of, must_pass_state, run_checks
from shopper.verdict.scorecard import Required, ScoreCard
from shopper.verdict.scoring import audit_score, influence, lost_points, mean_categories, score_if_fixed, visit_score, worst
from shopper.verdict.sentence import verdict_sentence

_STOPPED = "goal-not-reached"
"""The check whose failure is what made later items unreached, so it bears what they cost."""

_BROKEN = (ItemState.FAIL, ItemState.UNREACHED)
_SAYS_SOMETHING = (Outcome.FAIL, Outcome.REVIEW, Outcome.CANT_TELL, Outcome.PENDING)
_GRAVEST = tuple(Impact)


@dataclass(frozen=True)
class _Judged:
    """One visit with everything that was found about it, before its place in the audit is known."""

    evidence: Evidence
    ran: tuple[Ran, ...]
    categories: tuple[CategoryScore, ...]
    must_pass: tuple[ItemState, ...]
    score: Score

    @property
    def counts(self) -> bool:
        return self.evidence.state not in EXCLUDED


def judge(
    evidence: Sequence[Evidence],
    *,
    audit: str,
    card: ScoreCard | None = None,
    checks: Mapping[str, CheckType] | None = None,
    notes: Sequence[str] = (),
) -> Audit:
    """Run the checks on every visit and score them.

    `audit`: its name. `card`: the usual one if left out. `checks`: all that are installed if left out. `notes`: what a
    reader must know besides (the clock jumped, the sandbox was off). Findings hold what failed, waits for a person, is
    pending or could not be told; passes stand in the items. Raises UsageError if there is no evidence at all.
    """
    if not evidence:
        raise UsageError("there is no visit to judge", remedy="Play one first: shopper run")
    card = card or ScoreCard()
    checks = all_checks() if checks is None else checks
    rows = tuple(row for row in card.must_pass if row.check in checks)
    judged = [_judge_visit(visit, card, rows, checks) for visit in sorted(evidence, key=_order)]
    counted = [one for one in judged if one.counts]
    parts = _influence(counted)
    must_pass = _must_pass(rows, counted)
    score = audit_score(_journeys(counted).values(), must_pass_failed=any(row.state in _BROKEN for row in must_pass))
    findings = _findings(judged, parts, rows)
    visits = tuple(_result(one) for one in judged)
    enough = score.raw is not None and (card.target is None or score.raw >= card.target)
    return Audit(
        audit=audit,
        shops=tuple({one.evidence.plan.shop.id: one.evidence.plan.shop for one in judged}.values()),
        started=min(one.evidence.started for one in judged),
        finished=max(one.evidence.ended for one in judged),
        verdict=verdict_sentence(visits, findings, must_pass),
        passed=enough and not any(row.state in _BROKEN for row in must_pass),
        target=card.target,
        score=score,
        visits=visits,
        findings=findings,
        scorecard=mean_categories([(parts[one.evidence.visit], one.categories) for one in counted]),
        must_pass=must_pass,
        kpis=kpis([one.evidence for one in judged], [one.evidence for one in counted]),
        notes=(*notes, *_excluded_notes(judged), *_crash_notes(findings)),
    )


def _order(visit: Evidence) -> tuple[str, ...]:
    plan = visit.plan
    what = (plan.shop.id, plan.journey, plan.locale, plan.device, plan.browser, plan.voice)
    return *what, visit.started.isoformat(), visit.visit


def _judge_visit(visit: Evidence, card: ScoreCard, rows: Sequence[Required], checks: Mapping[str, CheckType]) -> _Judged:
    ran = (*run_checks(visit, checks), *answered(visit))
    if visit.state in EXCLUDED:
        return _Judged(visit, ran, (), (), Score(raw=None, gated=None, coverage=0.0))
    categories = categories_of(ran, card)
    states = tuple(must_pass_state(row, ran) for row in rows)
    failed = any(state in _BROKEN for state in states)
    return _Judged(visit, ran, categories, states, visit_score(categories, must_pass_failed=failed))


# --- what each visit weighs ---------------------------------------------------------------------------------------


def _journeys(counted: Sequence[_Judged]) -> dict[tuple[str, str], tuple[float, list[Score]]]:
    """(weight, scores of the runs) of each journey at each shop; locales and devices are runs of one journey."""
    journeys: dict[tuple[str, str], tuple[float, list[Score]]] = {}
    for one in counted:
        plan = one.evidence.plan
        journeys.setdefault((plan.shop.id, plan.journey), (plan.weight, []))[1].append(one.score)
    return journeys


def _influence(counted: Sequence[_Judged]) -> dict[str, float]:
    """What part of the audit's score each visit makes."""
    runs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in counted:
        runs[one.evidence.plan.shop.id, one.evidence.plan.journey].append(one.evidence.visit)
    parts = influence(list(_journeys(counted).values()))
    return dict(zip(chain.from_iterable(runs.values()), chain.from_iterable(parts), strict=True))


def _must_pass(rows: Sequence[Required], counted: Sequence[_Judged]) -> tuple[MustPass, ...]:
    return tuple(
        MustPass(
            title=row.title,
            state=worst(one.must_pass[index] for one in counted),
            visits=tuple(one.evidence.visit for one in counted if one.must_pass[index] in _BROKEN),
        )
        for index, row in enumerate(rows)
    )


# --- findings -----------------------------------------------------------------------------------------------------


def _findings(judged: Sequence[_Judged], parts: Mapping[str, float], rows: Sequence[Required]) -> tuple[Finding, ...]:
    """Every finding, the gravest first: fails before reviews, then by impact, then by what they cost."""
    seen: Counter[str] = Counter()
    findings: list[Finding] = []
    for one in judged:
        for finding in _findings_of(one, parts.get(one.evidence.visit, 0.0), rows):
            seen[finding.id] += 1
            again = f"{finding.id}-{seen[finding.id]}" if seen[finding.id] > 1 else finding.id
            findings.append(finding.model_copy(update={"id": again}))
    findings.sort(key=lambda f: (_SAYS_SOMETHING.index(f.outcome), _GRAVEST.index(f.impact), -round(f.share, 9), f.check))
    return tuple(findings)


def _findings_of(one: _Judged, part: float, rows: Sequence[Required]) -> Iterator[Finding]:
    shares, gains = _costs(one)
    for ran in one.ran:
        for verdict in ran.verdicts:
            if verdict.outcome in _SAYS_SOMETHING:
                failed = verdict.outcome is Outcome.FAIL
                yield Finding(
                    id=_id(ran.check, one.evidence, verdict),
                    check=ran.check.id,
                    title=ran.check.failure if verdict.outcome in (Outcome.FAIL, Outcome.REVIEW) else ran.check.title,
                    outcome=verdict.outcome,
                    impact=ran.check.impact,
                    category=ran.check.category,
                    visit=one.evidence.visit,
                    about=verdict.about,
                    sentence=verdict.sentence,
                    expected=verdict.expected,
                    actual=verdict.actual,
                    evidence=verdict.evidence,
                    owner=verdict.owner,
                    share=part * shares.get(ran.check.id, 0.0) if failed else 0.0,
                    gain=part * gains.get(ran.check.id, 0.0) if failed else 0.0,
                    cause=ran.check.summary,
                    fix=ran.check.fix,
                    why=ran.check.why,
                    requirements=ran.check.serves,
                    must_pass=any(row.check == ran.check.id and row.covers(verdict.about) for row in rows),
                )


def _costs(one: _Judged) -> tuple[dict[str, float], dict[str, float]]:
    """By check, for each of its failing findings: its share of the visit's lost points, and what mending it alone would gain.

    What could not be reached is borne by what stopped the customer. If no finding says what did, all fails bear it equally.
    What a good answer on a scale leaves to be wished is nobody's fault.
    """
    if one.score.raw is None:
        return {}, {}
    fails = Counter(ran.check.id for ran in one.ran for verdict in ran.verdicts if verdict.outcome is Outcome.FAIL)
    lost = lost_points(one.categories)
    passed = {item.check for category in one.categories for item in category.items if item.state is ItemState.PASS}
    unreached = sum(points for check, points in lost.items() if check not in fails and check not in passed)
    bearers = {_STOPPED} & fails.keys() or fails.keys()
    each = unreached / sum(fails[check] for check in bearers) if bearers else 0.0
    shares = {check: lost.get(check, 0.0) / n + (each if check in bearers else 0.0) for check, n in fails.items()}
    gains = {
        check: score_if_fixed(one.categories, check, unblocks=check == _STOPPED) - one.score.raw
        for check, n in fails.items()
        if n == 1
    }
    return shares, gains


def _id(check: CheckType, visit: Evidence, verdict: Verdict) -> str:
    """The same problem has the same id in every audit."""
    plan = visit.plan
    known_by = (check.id, plan.journey, plan.shop.id, plan.locale, plan.device, verdict.about, *filter(None, [plan.voice]))
    return hashlib.sha256("\0".join(known_by).encode()).hexdigest()[:12]


# --- results ------------------------------------------------------------------------------------------------------


def _result(one: _Judged) -> VisitResult:
    visit, plan = one.evidence, one.evidence.plan
    return VisitResult(
        id=visit.visit,
        journey=plan.journey,
        title=plan.title,
        why=plan.why,
        type=plan.type,
        weight=plan.weight,
        place=plan.place,
        shop=plan.shop.id,
        locale=plan.locale,
        device=plan.device,
        browser=visit.browser or plan.browser,
        voice=plan.voice,
        address=visit.address,
        state=visit.state,
        reason=visit.reason,
        started=visit.started,
        ended=visit.ended,
        clock_jumped=visit.clock_jumped,
        clock_error=visit.clock_error,
        clock_skew=visit.clock_skew,
        score=one.score,
        categories=one.categories,
        steps=visit.steps,
        mails=visit.mails,
        systems=visit.systems,
        expectations=visit.expectations,
        letters=visit.letters,
        chat=visit.chat,
        documents=visit.documents,
        facts=visit.facts,
        promises=tuple(promise_facts(visit)),
        stated=explored_statements(visit),
        contradictions=stated_contradictions(visit),
        found=found_topics(visit),
        page_probes=visit.page_probes,
        explorations=visit.explorations,
        tasks=visit.tasks,
        traces=visit.traces,
    )


def _crash_notes(findings: Sequence[Finding]) -> Iterator[str]:
    """A check that crashed must be heard of, once, wherever the audit is read."""
    yield from dict.fromkeys(finding.sentence for finding in findings if finding.actual == CRASHED)


def _excluded_notes(judged: Sequence[_Judged]) -> Iterator[str]:
    for one in judged:
        if not one.counts:
            visit = one.evidence
            reason = f" ({visit.reason.rstrip('.')})" if visit.reason else ""
            yield f"Visit {visit.visit} is not counted: {EXCLUDED[visit.state]}{reason}."
