"""Answers that do not help."""

from __future__ import annotations

from shopper.practice_shop.defects.declaring import Defect

DEFECTS: tuple[Defect, ...] = ()
