"""The guards of conftest.py and pyproject.toml do fail a test, so that a silent suite means something."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT

pytest_plugins = ["pytester"]


@pytest.fixture
def strict_pytester(pytester: pytest.Pytester) -> pytest.Pytester:
    """Return a scratch project under Needlepoint's own conftest.py and pytest settings."""
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyprojecttoml(pytest_settings())
    return pytester


def pytest_settings() -> str:
    """Return the pytest section of pyproject.toml, without the folders that the scratch project lacks."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = text[text.index("[tool.pytest.ini_options]") : text.index("[tool.importlinter]")]
    return section.replace('testpaths = ["tests"]\n', "")


FAILING = {
    "a warning line in the log": "import logging\ndef test_x(): logging.getLogger('a').warning('lost')",
    "a Python warning": "import warnings\ndef test_x(): warnings.warn('old', DeprecationWarning)",
    "a Qt warning": "from PySide6.QtCore import qWarning\ndef test_x(qtbot): qWarning('bad parent')",
    "an announced line that never comes": (
        "import pytest\n@pytest.mark.expects_log('lost')\ndef test_x(): pass"
    ),
    "an exception in a Qt slot": (
        "from PySide6.QtCore import QTimer\n"
        "def test_x(qtbot):\n    QTimer.singleShot(0, lambda: 1 / 0)\n    qtbot.wait(20)"
    ),
}


@pytest.mark.parametrize("source", FAILING.values(), ids=FAILING.keys())
def test_a_test_fails_on(strict_pytester: pytest.Pytester, source: str) -> None:
    strict_pytester.makepyfile(source)
    outcomes = strict_pytester.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes()
    assert outcomes.get("failed", 0) + outcomes.get("error", 0) + outcomes.get("errors", 0) >= 1


def test_an_announced_line_passes(strict_pytester: pytest.Pytester) -> None:
    strict_pytester.makepyfile(
        "import logging, pytest\n"
        "@pytest.mark.expects_log('lost')\n"
        "def test_x(): logging.getLogger('a').warning('lost')"
    )
    strict_pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


@pytest.mark.usefixtures("qapp")
def test_tests_run_without_a_real_screen() -> None:
    from PySide6.QtGui import QGuiApplication

    assert QGuiApplication.platformName() == "offscreen"
