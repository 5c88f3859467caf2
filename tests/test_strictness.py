"""The guards of conftest.py and pyproject.toml do fail a test, so that a silent suite means something."""

from __future__ import annotations

import re

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
        "from PySide6.QtCore import QCoreApplication, QTimer\n"
        "def test_x(qtbot):\n    QTimer.singleShot(0, lambda: 1 / 0)\n    QCoreApplication.processEvents()"
    ),
}


PASSING = {
    "an announced line that comes": (
        "import logging, pytest\n"
        "@pytest.mark.expects_log('lost')\n"
        "def test_x(): logging.getLogger('a').warning('lost')"
    ),
    "silence": "def test_x(): pass",
}


def test_a_test_fails_on_each_of_these_and_on_nothing_else(strict_pytester: pytest.Pytester) -> None:
    sources = FAILING | PASSING
    names = {f"test_{number}": name for number, name in enumerate(sources)}
    strict_pytester.makepyfile(**{file: sources[name] for file, name in names.items()})
    done = strict_pytester.runpytest_subprocess("-p", "no:cacheprovider")
    failed = re.findall(r"^(?:FAILED|ERROR) (test_\d+)\.py", done.stdout.str(), re.MULTILINE)
    assert {names[file] for file in failed} == set(FAILING)
    assert done.parseoutcomes()["passed"] >= len(PASSING)


@pytest.mark.usefixtures("qapp")
def test_tests_run_without_a_real_screen() -> None:
    from PySide6.QtGui import QGuiApplication

    assert QGuiApplication.platformName() == "offscreen"
