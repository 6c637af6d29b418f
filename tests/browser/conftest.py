"""One browser and one server for the folder; a house that is empty again after every test."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.house import House
from tests.browser.way.hall import OPENED
from tests.live.people import PATIENCE, Server
from tests.ports import free_port
from tests.reviews import noon

OFF = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch", "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip
"""Features of Chromium that no test wants.  Each new window drew two popups of an address bar that nobody sees, a third
of the time of most tests; the others are those of Playwright, for of its list and ours the last alone counts."""

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--disable-features={','.join(OFF)}",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser, and many pages may take minutes on a busy machine."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Any]:
    """The one Chromium."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that let it live."""
    started = Server(tmp_path_factory.mktemp("browser") / "data", free_port(), "eventlet", halls=0).start()
    yield started
    started.kill()


@pytest.fixture(scope="session")
def building(server: Server, chrome: Any) -> House:
    """The house itself."""
    return House(server, chrome)


@pytest.fixture
def house(building: House) -> Iterator[House]:
    """The house, with nobody in it."""
    yield building
    building.close()


@pytest.fixture
def mortal(tmp_path_factory: pytest.TempPathFactory, chrome: Any) -> Iterator[House]:
    """A house whose server the test may kill."""
    yield from _mortal(tmp_path_factory, chrome)


@pytest.fixture
def mortal_in_2012(tmp_path_factory: pytest.TempPathFactory, chrome: Any) -> Iterator[House]:
    """The same, and its server's clock stands on a day of the review of 2012."""
    yield from _mortal(tmp_path_factory, chrome, ahead=noon(OPENED) - time.time_ns() // 1_000_000)


def _mortal(folders: pytest.TempPathFactory, chrome: Any, ahead: int = 0) -> Iterator[House]:
    data = folders.mktemp("mortal") / "data"
    started = Server(data, free_port(), "eventlet", halls=0, ahead=ahead).start()
    house = House(started, chrome)
    yield house
    try:
        house.close()
    finally:
        started.kill()
