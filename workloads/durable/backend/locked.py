"""
Prints what poetry.lock holds of some groups as hashed requirements: `python locked.py main [GROUP ...]`.

pip and uv install these with --require-hashes from any index, and the image needs no Poetry.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any


def requirements(lock: dict[str, Any], groups: list[str]) -> list[str]:
    packages = [package for package in lock["package"] if set(groups) & set(package["groups"])]
    return [_requirement(package) for package in packages]


def _requirement(package: dict[str, Any]) -> str:
    markers = package.get("markers")
    # Where groups differ in their markers, Poetry writes one for each.
    if isinstance(markers, dict):
        markers = " or ".join(f"({marker})" for marker in sorted(markers.values()))
    where = f" ; {markers}" if markers else ""
    hashes = [f" \\\n    --hash={file['hash']}" for file in package["files"]]
    return f"{package['name']}=={package['version']}{where}{''.join(hashes)}"


if __name__ == "__main__":
    text = Path(__file__).with_name("poetry.lock").read_text(encoding="utf-8")
    print("\n".join(requirements(tomllib.loads(text), sys.argv[1:])))
