"""The settings of the site as a server has them, with the addresses of `benchmarks.hello`."""

from registry.settings import *  # noqa: F403 - every setting of the site as it is

ROOT_URLCONF = "benchmarks.hello"
