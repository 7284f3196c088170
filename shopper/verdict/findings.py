"""What a check returns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from shopper.model import Verdict

Findings: TypeAlias = Iterable[Verdict]
