# SPDX-License-Identifier: Apache-2.0
"""One studio for all tests of a file, on a fresh folder with the tutorial's world in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from studio.served import Served, served

WORLDS = Path(__file__).parents[2] / "worlds"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("studio")
    shutil.copytree(WORLDS / "tutorial", folder / "tutorial")
    shutil.copytree(WORLDS / "gates", folder / "gates")
    with served(folder) as running:
        yield running


@pytest.fixture
def browser(studio: Served) -> Iterator[httpx.Client]:
    with studio.browser() as client:
        yield client
