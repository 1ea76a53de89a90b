import tomllib
from pathlib import Path

from locked import requirements

BACKEND = Path(__file__).parents[1]
LOCK_TEXT = (BACKEND / "poetry.lock").read_text(encoding="utf-8")
LOCK = tomllib.loads(LOCK_TEXT)
PROJECT = tomllib.loads((BACKEND / "pyproject.toml").read_text(encoding="utf-8"))


def locked(*groups: str) -> list[str]:
    return [requirement.split()[0] for requirement in requirements(LOCK, list(groups))]


def test_what_the_project_names_is_locked_in_that_version() -> None:
    assert set(PROJECT["project"]["dependencies"]) <= set(locked("main"))
    assert set(PROJECT["dependency-groups"]["dev"]) <= set(locked("dev"))


def test_the_image_gets_nothing_that_is_for_development() -> None:
    assert not set(PROJECT["dependency-groups"]["dev"]) & set(locked("main"))


def test_each_package_has_hashes() -> None:
    assert [line for line in requirements(LOCK, ["main", "dev"]) if "--hash=sha256:" not in line] == []


def test_the_lock_names_no_host() -> None:
    assert "://" not in LOCK_TEXT


def test_markers_of_several_groups_are_joined() -> None:
    package = {
        "name": "colour",
        "version": "1.0",
        "groups": ["main", "dev"],
        "markers": {"main": "python_version == '3.11'", "dev": "sys_platform == 'win32'"},
        "files": [{"file": "colour.whl", "hash": "sha256:00"}],
    }
    joined = "(python_version == '3.11') or (sys_platform == 'win32')"
    assert requirements({"package": [package]}, ["dev"]) == [f"colour==1.0 ; {joined} \\\n    --hash=sha256:00"]
