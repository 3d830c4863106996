"""Reads documents in a process of its own, which may use so much time and memory and no more.

The readers of Word documents and PDF are large, and files are made to hang or swell them. The
process knows nothing of the registry: no setting, no secret, no database. It gets the bytes
and writes the text, or why there is none.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from coop.exchange.texts.limits import LARGEST, MEMORY, SECONDS, Problem, Stopped, joined

READERS = {"word": "coop.exchange.texts.word", "pdf": "coop.exchange.texts.pdf"}

OUT_OF_TIME = (-signal.SIGKILL, -getattr(signal, "SIGXCPU", signal.SIGKILL))

_ROOT = Path(__file__).resolve().parents[3]


def read(kind: str, content: bytes) -> str | Problem:
    """The text of a document of this kind, or why there is none."""
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, kind],
            input=content,
            capture_output=True,
            cwd=_ROOT,
            env={**environment, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=SECONDS + 5,
        )
    except subprocess.TimeoutExpired:
        return Problem.TOO_SLOW
    if done.returncode in OUT_OF_TIME:
        return Problem.TOO_SLOW
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return Problem.BROKEN
    return answer["text"] if "text" in answer else Problem(answer["problem"])


def main(kind: str) -> dict[str, str]:
    """What the process answers."""
    _limit()
    content = sys.stdin.buffer.read(LARGEST + 1)
    reader = importlib.import_module(READERS[kind])
    try:
        return {"text": joined(reader.lines(content))}
    except Stopped as stopped:
        return {"problem": stopped.problem.value}
    except MemoryError:
        return {"problem": Problem.SWOLLEN.value}
    except Exception:
        # Readers raise errors of every kind where a file is not what it should be.
        return {"problem": Problem.BROKEN.value}


def _limit():
    """Bound time and memory, where the machine can: elsewhere the time alone, from outside."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    # Surrogates that a document smuggles in go out as escapes.
    print(json.dumps(main(sys.argv[1])))
