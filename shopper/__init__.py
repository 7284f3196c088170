"""Mystery Shopper: plays a customer at an online shop, keeps the evidence, and turns it into an audit.

What a step, a check or a report file may import stands in `__all__`; it is loaded on first use, so that the command line
answers at once.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_WHERE = {
    "shopper.registry": (
        "check",
        "report",
        "step",
    ),
    "shopper.journey.key_names": ("Key",),
    "shopper.journey.values": (
        "ByLanguage",
        "Day",
        "Duration",
        "FactName",
        "Locator",
        "MailAddress",
        "Pattern",
        "StepArgs",
        "Text",
    ),
    "shopper.model": (
        "Audit",
        "AwaitMail",
        "Blob",
        "Brand",
        "CategoryScore",
        "Document",
        "Evidence",
        "Expectation",
        "Fact",
        "Finding",
        "ItemState",
        "Letter",
        "Link",
        "LinkProbe",
        "Look",
        "Mail",
        "Model",
        "Money",
        "Outcome",
        "PageView",
        "Plan",
        "Reached",
        "SCHEMA",
        "Shop",
        "StepRecord",
        "Turn",
        "Verdict",
        "VisitResult",
        "VisitState",
        "WaitUntil",
    ),
    "shopper.verdict.findings": ("Findings",),
    "shopper.history.comparison": ("Comparison",),
    "shopper.visit.session": ("Session",),
    "shopper.errors": (
        "Blocked",
        "ShopperError",
        "StepFailed",
    ),
}
_HOME = {name: module for module, names in _WHERE.items() for name in names}
__all__ = [
    "SCHEMA",
    "Audit",
    "AwaitMail",
    "Blob",
    "Blocked",
    "Brand",
    "ByLanguage",
    "CategoryScore",
    "Comparison",
    "Day",
    "Document",
    "Duration",
    "Evidence",
    "Expectation",
    "Fact",
    "FactName",
    "Finding",
    "Findings",
    "ItemState",
    "Key",
    "Letter",
    "Link",
    "LinkProbe",
    "Locator",
    "Look",
    "Mail",
    "MailAddress",
    "Model",
    "Money",
    "Outcome",
    "PageView",
    "Pattern",
    "Plan",
    "Reached",
    "Session",
    "Shop",
    "ShopperError",
    "StepArgs",
    "StepFailed",
    "StepRecord",
    "Text",
    "Turn",
    "Verdict",
    "VisitResult",
    "VisitState",
    "WaitUntil",
    "__version__",
    "check",
    "report",
    "step",
]

if TYPE_CHECKING:
    from shopper.errors import (
        Blocked,
        ShopperError,
        StepFailed,
    )
    from shopper.history.comparison import (
        Comparison,
    )
    from shopper.journey.key_names import (
        Key,
    )
    from shopper.journey.values import (
        ByLanguage,
        Day,
        Duration,
        FactName,
        Locator,
        MailAddress,
        Pattern,
        StepArgs,
        Text,
    )
    from shopper.model import (
        SCHEMA,
        Audit,
        AwaitMail,
        Blob,
        Brand,
        CategoryScore,
        Document,
        Evidence,
        Expectation,
        Fact,
        Finding,
        ItemState,
        Letter,
        Link,
        LinkProbe,
        Look,
        Mail,
        Model,
        Money,
        Outcome,
        PageView,
        Plan,
        Reached,
        Shop,
        StepRecord,
        Turn,
        Verdict,
        VisitResult,
        VisitState,
        WaitUntil,
    )
    from shopper.registry import (
        check,
        report,
        step,
    )
    from shopper.verdict.findings import (
        Findings,
    )
    from shopper.visit.session import (
        Session,
    )


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
