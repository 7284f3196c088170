"""Files that somebody chose in a form: pictures and papers are kept beside the journey, anything that could run is not."""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from shopper.workshop.recording.acts import HandedIn

KEPT = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".pdf", ".txt", ".csv", ".docx")
"""What customers hand in: a file of another kind may mean something to the tools that read a project's folder."""

_LONGEST = 60  # letters of a name before its ending: file systems allow 255 bytes


def safe_name(file: str) -> str:
    """The name under which a file is kept, without folders and without letters that mean something to a shell or a file
    system; empty if a file of this name is not kept."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", file)[-1])
    path = PurePosixPath(re.sub(r"[^\w .()+-]", "_", name).strip())
    if path.name.startswith(".") or path.suffix.lower() not in KEPT:
        return ""
    return path.stem[:_LONGEST].strip() + path.suffix


def keep_files(folder: Path, handed_in: Iterable[HandedIn]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Put what was handed in beside the journey: what was kept, and warnings. What lies there already is left as it is."""
    kept, warnings = [], []
    for act in handed_in:
        name = safe_name(act.file)
        path = folder / name
        if not name:
            warnings.append(f"a file was chosen that is not kept: only {', '.join(KEPT)} are")
        elif not act.content and not path.exists():
            warnings.append(f"{name} is too large to be taken along: put it into {folder}")
        else:
            try:
                with contextlib.suppress(binascii.Error):
                    content = base64.b64decode(act.content)
                    with path.open("xb") as file:
                        file.write(content)
                    kept.append(path)
            except FileExistsError:
                warnings.append(f"{path} was there already and is left as it is")
    return tuple(kept), tuple(warnings)
