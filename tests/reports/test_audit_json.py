"""`audit.json` and its schema: one format, the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from shopper.model import Audit
from shopper.reports.audit_json import audit_json, schema, schema_text

KEPT = Path(__file__).parents[2] / "docs/audit.schema.json"


def test_it_reads_back_and_is_the_same_every_time(troubled: Audit, tmp_path: Path) -> None:
    text = audit_json(troubled, tmp_path)
    assert Audit.model_validate_json(text).audit == troubled.audit
    assert audit_json(Audit.model_validate_json(text), tmp_path) == text


def test_it_is_meant_to_be_read(clean: Audit, tmp_path: Path) -> None:
    text = audit_json(clean, tmp_path)
    assert "Cảm ơn chị đã đặt hàng" in text
    assert text.startswith('{\n  "schema": "1.0",\n  "audit":') and text.endswith("}\n")


@pytest.mark.parametrize("name", ["clean", "troubled"])
def test_the_schema_describes_it(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    validator.validate(json.loads(audit_json(request.getfixturevalue(name), tmp_path)))


@pytest.mark.parametrize(("key", "value"), [("surprise", 1), ("score", "high"), ("started", 7)])
def test_the_schema_refuses_what_is_none(key: str, value: object, clean: Audit, tmp_path: Path) -> None:
    data = json.loads(audit_json(clean, tmp_path)) | {key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


def test_the_documented_schema_is_the_schema() -> None:
    remedy = "the format has changed; run: python -m shopper.reports.audit_json > docs/audit.schema.json"
    assert KEPT.read_text("utf-8") == schema_text(), remedy
