"""What the shop says in one place and denies in another."""

from __future__ import annotations

from shopper.practice_shop.defects.declaring import Defect, rewriting

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "faq_warranty_shorter",
        "The questions and answers halve the warranty",
        "The answer about the warranty gives 12 months, the warranty's own page and the terms give 24.",
        finds="policy-contradicts",
        medium="path",
        journeys=("first_visit",),
        pages=("faq",),
        redo=rewriting(r"24 (?=tháng|months|Monate|mois)", "12 "),
    ),
)
