"""A PostgreSQL server of one's own, in a temporary folder, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

# PostgreSQL refuses to run as root; these users exist where it or any Unix is installed.
UNPRIVILEGED_USERS = ("postgres", "nobody")

# What is lost with the machine is only a test's. No address: it listens on a socket in its folder.
SERVER_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
)


class ClusterError(Exception):
    """The server could not be made or started; the text says why."""


@contextlib.contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """Starts a server and yields the address of its database, for DATABASE_URL."""
    user = _user_to_run_as()
    # Not below TMPDIR: the path of a socket may have some hundred characters and no more.
    folder = Path(tempfile.mkdtemp(prefix="registry-pg-", dir="/tmp"))
    data = folder / "data"
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)

        def run(program: str, *arguments: str | Path) -> None:
            _run([programs / program, *arguments], folder=folder, user=user)

        # fmt: off
        run("initdb", "--pgdata", data, "--username", "registry", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions")
        run("pg_ctl", "start", "--wait", "--pgdata", data, "--log", folder / "log",
            "--options", f"{SERVER_OPTIONS} -c unix_socket_directories={folder}")
        # fmt: on
        try:
            yield f"postgresql:///postgres?host={folder}&user=registry"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user_to_run_as() -> pwd.struct_passwd | None:
    """Somebody else when this process is root's."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise ClusterError("PostgreSQL does not run as root, and there is no other user to run it.")


def _run(command: list[str | Path], *, folder: Path, user: pwd.struct_passwd | None) -> None:
    # Its output goes to a file: the server inherits it, and a pipe would stay open as long.
    with open(folder / "output", "w+") as output:
        done = subprocess.run(
            command,
            cwd=folder,
            stdout=output,
            stderr=output,
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
        )
        if done.returncode:
            output.seek(0)
            raise ClusterError(f"{Path(command[0]).name} failed: {output.read().strip()}")
