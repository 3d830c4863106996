"""Says in a sentence when a port cannot be served on: `python3 -m registry.setup.port PORT`."""

import errno
import socket
import sys

HOST = "127.0.0.1"


def complaint(port: str) -> str:
    """Why nothing can be served on `port`, or an empty string."""
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        return f"PORT must be a number from 1 to 65535, not {port!r}."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(port)))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                other = int(port) + 1 if int(port) < 65535 else 8000
                return f"Port {port} is in use; choose another: make run PORT={other}"
            return f"Port {port} cannot be used: {problem.strerror}."
    return ""


if __name__ == "__main__":
    sys.exit(complaint(sys.argv[1]) or None)
