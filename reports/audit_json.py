"""The audit as data: `audit.json`, the one source of every other report, and its JSON Schema.

UTF-8, two spaces, keys in the model's order, a line feed at the end: the same audit always gives the same bytes.
`python -m shopper.reports.audit_json` prints the schema (`docs/audit.schema.json`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shopper import SCHEMA, Audit, report


@report(file="audit.json")
def audit_json(audit: Audit, folder: Path) -> str:
    """The whole audit. `Audit.model_validate_json` reads it back."""
    return audit.model_dump_json(by_alias=True, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `audit.json`: durations in seconds, times in ISO 8601, amounts as decimal strings."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Version {SCHEMA} of the format. Unknown keys are refused.",
        **Audit.model_json_schema(by_alias=True, mode="serialization"),
    }


def schema_text() -> str:
    """The schema as it is kept in the documentation."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
