#!/usr/bin/env python3
"""third-party.py SOURCE TARGET TEXT SBOM: what is linked for TARGET, with the texts of its licences, and as a CycloneDX list for
programs. From cargo's metadata and the unpacked crates alone: the same Cargo.lock gives the same bytes."""

import json
import pathlib
import subprocess
import sys

source, target, text, sbom = sys.argv[1:]
root = pathlib.Path(source)
metadata = json.loads(
    subprocess.run(
        ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target,
         "--manifest-path", str(root / "Cargo.toml")],
        stdout=subprocess.PIPE, check=True,
    ).stdout
)
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
own = metadata["resolve"]["root"]


def is_macro(package):
    return any("proc-macro" in target["kind"] for target in package["targets"])


# Normal dependencies only: what runs at build or test time, and macros, are not in the program.
linked, todo = set(), [own]
while todo:
    node = todo.pop()
    if node not in linked:
        linked.add(node)
        for dep in nodes[node]["deps"]:
            if any(kind["kind"] is None for kind in dep["dep_kinds"]) and not is_macro(packages[dep["pkg"]]):
                todo.append(dep["pkg"])
linked.discard(own)
linked = sorted((packages[one] for one in linked), key=lambda package: (package["name"], package["version"]))

NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE", "OFL", "UFL")


def texts_of(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted([*folder.glob("*"), *folder.glob("LICENSES/*"), *folder.glob("fonts/*")])
    for file in files:
        name = file.name.upper()
        is_text = name.startswith(NAMES) or name.endswith("LICENSE.TXT") or file.parent.name == "LICENSES"
        if file.is_file() and is_text:
            yield file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip()


def named(package):
    return f"{package['name']} {package['version']}"


def license_of(package):
    return package["license"] or package["license_file"] or "unknown"


texts, without = {}, []
for package in linked:
    found = list(texts_of(package))
    for one in found:
        texts.setdefault(one, []).append(named(package))
    if not found:
        without.append(package)

parts = [f"Foldersheet is built with these {len(linked)} libraries.\n\n"]
parts += [f"{named(package)}: {license_of(package)}\n" for package in linked]
for one, who in sorted(texts.items(), key=lambda pair: pair[1]):
    parts.append("\n" + "=" * 80 + "\n" + ", ".join(who) + "\n\n" + one + "\n")
if without:
    # Their own repositories have these texts; the crates don't carry them. Those under MIT have it for their authors' copyright.
    parts.append("\n" + "=" * 80 + "\nThese libraries carry no text of their licence:\n\n")
    for package in without:
        authors = ", ".join(package["authors"]) or f"the authors of {package['name']}"
        parts.append(f"{named(package)}: {license_of(package)}, by {authors}, {package['repository']}\n")
    apache = (root / "LICENSE-APACHE").read_text(encoding="utf-8").strip()
    mit = (root / "LICENSE-MIT").read_text(encoding="utf-8")
    mit = mit[mit.index("Permission is hereby granted"):].strip()
    parts.append("\nThe text of the Apache License, Version 2.0:\n\n" + apache + "\n")
    parts.append("\nThe text of the MIT License:\n\n" + mit + "\n")
pathlib.Path(text).write_text("".join(parts), encoding="utf-8")

components = [
    {
        "type": "library",
        "name": package["name"],
        "version": package["version"],
        "purl": f"pkg:cargo/{package['name']}@{package['version']}",
        "licenses": [{"expression": license_of(package).replace(" / ", " OR ").replace("/", " OR ")}],
    }
    for package in linked
]
program = {"type": "application", "name": "foldersheet", "version": packages[own]["version"]}
bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": program}, "components": components}
pathlib.Path(sbom).write_text(json.dumps(bom, indent=1) + "\n", encoding="utf-8")
# Others of the same licence may carry its text.
known = {license_of(package) for package in linked if package not in without}
other = [
    package["name"]
    for package in without
    if not {"MIT", "Apache-2.0"} & set(license_of(package).replace("/", " ").split()) and license_of(package) not in known
]
if other:
    sys.exit(f"add the texts of these licences by hand: {other}")
