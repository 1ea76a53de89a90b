import json

from tests.server import PACKAGE_FOLDER

MOST = 10


def test_every_known_difference_has_a_test_of_its_gap() -> None:
    entries = json.loads((PACKAGE_FOLDER / "known-differences.json").read_text())
    assert len(entries) <= MOST
    tests = "".join(file.read_text() for file in PACKAGE_FOLDER.glob("tests/**/test_*.py"))
    for entry in entries:
        assert set(entry) == {"resourceType", "attribute", "missingCall", "test"}
        assert f"def {entry['test']}(" in tests
