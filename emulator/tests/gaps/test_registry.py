from pathlib import Path
from types import ModuleType

import pytest

from slipway_emulator.gaps import registry

GAPS_FOLDER = Path(registry.__file__).parent
TESTS_FOLDER = Path(__file__).parent


def name_of(gap: ModuleType) -> str:
    return gap.__name__.split(".")[-1]


def test_lists_every_module_that_closes_a_gap() -> None:
    closing = {file.stem for file in GAPS_FOLDER.glob("*.py") if "\ndef close() -> None:" in file.read_text()}
    assert {name_of(gap) for gap in registry.GAPS} == closing
    assert len(registry.GAPS) == len(closing)


@pytest.mark.parametrize("gap", registry.GAPS, ids=name_of)
def test_every_gap_is_named_and_shown_on_plain_moto(gap: ModuleType) -> None:
    assert gap.__doc__ is not None
    assert "in moto: " in gap.__doc__
    assert "AWS" in gap.__doc__
    tests = (TESTS_FOLDER / f"test_{name_of(gap)}.py").read_text()
    assert "def test_plain_moto_" in tests
    assert "refused(" in tests
