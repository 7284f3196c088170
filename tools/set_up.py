"""Set this checkout up: the environment in .venv/ and a browser. Needs only Python 3.11 or newer.

    python3 tools/set_up.py [--dev]

Quick when nothing has changed. Says what it does, and where it cannot, what to do.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DOWNLOAD_PATIENCE = 180  # seconds; a network that never answers must not hold anyone up for longer


def stop(problem: str, remedy: str) -> None:
    sys.exit(f"Set-up stopped: {problem}\n  {remedy}")


def environment(dev: bool) -> None:
    """Create .venv/ and install the project into it, editable."""
    stamp = VENV / ".set-up"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + repr((dev, sys.version_info[:2])).encode()).hexdigest()
    if PYTHON.exists() and stamp.exists() and wanted in stamp.read_text().split():
        return
    groups = ["--group", "dev"] if dev else []
    uv = shutil.which("uv")
    if not PYTHON.exists():
        print("Making the environment in .venv/ …", flush=True)
        if uv:
            run(uv, "venv", "--quiet", "--python", sys.executable, str(VENV))
        else:
            make_venv()
    print("Installing what the project needs into .venv/ …", flush=True)
    if uv:
        run(uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--editable", ".[practice]", *groups)
    else:
        pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--upgrade", "pip>=25.1")
        run(*pip, "--editable", ".[practice]", *groups)
    known = stamp.read_text().split() if stamp.exists() else []
    stamp.write_text("\n".join([*known, wanted]))


def make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv
    except ModuleNotFoundError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        stop("this Python cannot make environments", f"Install it: apt install {package} (or install uv), then try again.")
        return
    venv.create(VENV, with_pip=True, symlinks=True)


def run(*command: str, timeout: float | None = None) -> None:
    """Run a command in the checkout; what it says is shown only if it fails."""
    try:
        subprocess.run(
            command, cwd=ROOT, check=True, timeout=timeout, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(error.stdout or "", file=sys.stderr)
        stop(f"`{' '.join(command)}` failed ({error})", "Its own words stand above; mend that and try again.")


def found_browser() -> str:
    """Path of a Chromium that can be used as it is, or an empty text."""
    ask = "from shopper.visit.browser import locate; print(locate('chromium') or '')"
    return subprocess.run((str(PYTHON), "-c", ask), cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def system() -> str:
    """`debian`, `ubuntu`, … as the system says; `Darwin` on macOS."""
    release = Path("/etc/os-release")
    if not release.exists():
        return platform.system()
    return next((line[3:].strip('"') for line in release.read_text().splitlines() if line.startswith("ID=")), "")


def install_browser() -> None:
    """From the system's packages on Debian (as root), else Playwright's own download."""
    if system() == "debian" and os.geteuid() == 0:
        print("No browser here: installing Debian's chromium …", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq"]
        lighter = "chromium-headless-shell"  # the same without windows; not in every Debian
        for command in (["apt-get", "update", "-qq"], [*install, "chromium", "fonts-noto-core"], [*install, lighter]):
            if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
                break
        if found_browser():
            return
    print("No browser here: downloading Playwright's Chromium …", flush=True)
    patient = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    dependencies = ["--with-deps"] if system() == "ubuntu" and os.geteuid() == 0 else []
    command = [str(PYTHON), "-m", "playwright", "install", *dependencies, "chromium"]
    try:
        subprocess.run(command, env=patient, timeout=DOWNLOAD_PATIENCE, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        stop(
            "no browser was found, and none could be downloaded",
            "Install Chromium, Chrome or Edge (Debian: apt install chromium), or name one: SHOPPER_CHROMIUM=/path/to/chrome.",
        )


def main() -> None:
    if sys.version_info < (3, 11):
        stop(
            f"this is Python {platform.python_version()}",
            "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 demo",
        )
    environment("--dev" in sys.argv[1:])
    browser = found_browser()
    if not browser:
        install_browser()
        browser = found_browser()
    print(f"Browser: {browser}", flush=True)


if __name__ == "__main__":
    main()
