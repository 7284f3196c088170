"""What docstrings say, taken apart: the sentence, the examples, the words under each field of a model."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel

from shopper.registry import StepType


def sentence(doc: str) -> str:
    """The first sentence."""
    paragraph = " ".join(doc.split("\n\n", 1)[0].split())
    return re.split(r"(?<=[.!?]) ", paragraph, maxsplit=1)[0]


def examples(step: StepType) -> list[str]:
    """The YAML examples of a verb's docstring: blocks of steps, without their indentation."""
    blocks = [textwrap.dedent(block).strip("\n") for block in re.split(r"\n\s*\n", step.doc)]
    return [block for block in blocks if block.startswith(f"- {step.name}:")]


def prose(step: StepType) -> str:
    """A verb's docstring without its examples."""
    parts = re.split(r"\n\s*\n", step.doc)
    return "\n\n".join(part for part in parts if not part.strip().startswith(f"- {step.name}:"))


def markdown(step: StepType) -> str:
    """A verb's docstring as an editor shows it, the examples as blocks of YAML."""
    return "\n\n".join([prose(step), *(f"```yaml\n{example}\n```" for example in examples(step))])


@cache
def field_docs(model: type[BaseModel]) -> Mapping[str, str]:
    """The docstrings under a model's fields, by name. Read here, not by pydantic, which would do so at every start (14 ms)."""
    docs: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if not issubclass(kind, BaseModel) or kind is BaseModel:
            continue
        try:
            [definition] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
        except OSError:  # a class without a file
            continue
        assert isinstance(definition, ast.ClassDef)
        for line, after in zip(definition.body, definition.body[1:], strict=False):
            match line, after:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs[name] = " ".join(inspect.cleandoc(text).split())
    return docs
