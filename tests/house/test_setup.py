"""The set-up scripts and the Makefile, as a person at a terminal meets them."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from registry.setup import machine, port
from registry.setup.postgresql import temporary_cluster

ROOT = Path(__file__).resolve().parents[2]


def make(*arguments, **variables):
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env=inherited | variables,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


class TestMakeRun:
    def test_says_in_a_sentence_that_the_port_is_taken(self, taken_port):
        process = make("run", f"PORT={taken_port}")

        assert process.returncode != 0
        assert process.stderr.startswith(f"Port {taken_port} is in use; choose another: make run")
        assert "Traceback" not in process.stderr

    def test_says_in_a_sentence_that_python_is_too_old(self, tmp_path):
        old = tmp_path / "python3"
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 || exit 1\n')
        old.chmod(0o755)

        process = make("run", f"PYTHON={old}")

        assert process.returncode != 0
        assert process.stderr.startswith(
            f"This needs Python 3.11 or newer, and {old} is Python 3.9.2;"
        )

    def test_says_in_a_sentence_that_there_is_no_python(self):
        process = make("run", "PYTHON=python-of-nowhere")

        assert process.returncode != 0
        assert process.stderr.startswith(
            "This needs Python 3.11 or newer, and there is no python-of-nowhere here."
        )

    @pytest.mark.parametrize("module", ["venv", "ensurepip"])
    def test_says_in_a_sentence_that_a_module_of_python_is_missing(self, tmp_path, module):
        (tmp_path / f"{module}.py").write_text("raise ImportError")
        script = "from registry.setup import install; install._make_venv()"

        process = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
        )

        assert process.returncode == 1
        assert process.stderr.startswith("Python's venv module is missing here;")
        assert process.stderr.count("\n") == 1


class TestPort:
    def test_that_is_free_draws_no_complaint(self, taken_port):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            free = probe.getsockname()[1]

        assert port.complaint(str(free)) == ""

    @pytest.mark.parametrize("value", ["", "0", "65536", "http", "-1", "٨٠٠٠"])
    def test_must_be_a_number_a_port_can_have(self, value):
        assert port.complaint(value).startswith("PORT must be a number from 1 to 65535")


class TestMakeHelp:
    @pytest.mark.parametrize(
        "command", ["run", "test", "check", "password", "lock", "clean", "help"]
    )
    def test_names_every_command(self, command):
        assert f"make {command} " in make("help").stdout


class TestPostgresqlPrograms:
    def test_are_those_of_the_newest_version(self, tmp_path):
        for version in ("9", "15", "common"):
            (tmp_path / version / "bin").mkdir(parents=True)
            (tmp_path / version / "bin" / "initdb").touch()

        assert machine.postgresql(debian=tmp_path) == tmp_path / "15" / "bin"


class TestTemporaryCluster:
    def test_is_gone_without_a_trace_afterwards(self):
        programs = machine.postgresql()
        if programs is None:
            pytest.skip(machine.NO_POSTGRESQL)

        with temporary_cluster(programs) as url:
            folder = Path(url.partition("host=")[2].partition("&")[0])
            was_there = (folder / "data" / "postmaster.pid").exists()

        assert was_there
        assert not folder.exists()
