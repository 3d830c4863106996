"""Makes `.venv` and installs what a lock file names: `python3 -m registry.setup.install LOCK`.

A stamp in `.venv` keeps the digest of the lock last installed, so that nothing is done twice.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

NO_VENV = (
    "Python's venv module is missing here; on Debian and Ubuntu install it with: "
    "apt install python3-venv"
)
NOT_INSTALLED = "The packages could not be installed; the lines above say why."


def main(lock: Path) -> None:
    stamp = VENV / f"installed-{lock.name}"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if _is_usable() and stamp.exists() and stamp.read_text() == digest:
        return
    if not _is_usable():
        _make_venv()
    print(f"Installing what {lock.name} names into .venv", flush=True)
    # fmt: off
    pip: list[str | Path] = [
        PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--require-hashes", "--only-binary", ":all:", "--requirement", lock,
    ]
    # fmt: on
    if subprocess.run(pip).returncode:
        sys.exit(NOT_INSTALLED)
    stamp.write_text(digest)


def _is_usable() -> bool:
    """Whether the Python of `.venv` starts, which may have been removed since, and has pip."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401 -- Debian ships venv without it
        import venv
    except ImportError:
        sys.exit(NO_VENV)
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        sys.exit(f"The environment .venv could not be made: {problem}")


if __name__ == "__main__":
    main(ROOT / sys.argv[1])
