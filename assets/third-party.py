#!/usr/bin/env python3
"""Makes third-party.txt beside itself: what the program is made of, with its licenses, for the window to show. Run it after a
dependency came or went."""

import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
FONTS = [
    "Inter (font): OFL-1.1",
    "Phosphor (icons): MIT",
]

tree = subprocess.run(
    ["cargo", "tree", "--locked", "--edges", "normal", "--target", "all", "--prefix", "none", "--format", "{p}\t{l}"],
    cwd=HERE.parent, check=True, capture_output=True, text=True,
).stdout
packages = set()
for line in filter(None, tree.splitlines()):
    package, license = line.removesuffix(" (*)").split("\t")
    name = package.split()[0]
    if name != "foldersheet":
        packages.add(f"{name}: {license.replace(' / ', ' OR ').replace('/', ' OR ')}")
(HERE / "third-party.txt").write_text("\n".join(FONTS + sorted(packages)) + "\n", encoding="utf-8")
