#!/usr/bin/env python3
"""third-party.py SOURCE TARGET TEXT SBOM: what is linked for TARGET, with the texts of its licences, and as a CycloneDX list for
programs. From cargo's metadata, the unpacked crates, and the toolchain's own list: the same Cargo.lock and toolchain give the same bytes."""

import html
import json
import pathlib
import re
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

# What is in the programs and isn't a crate, with its texts.
others = [
    ("Inter (font)", "OFL-1.1", root / "assets/fonts/Inter-LICENSE.txt"),
    ("Phosphor (icons)", "MIT", root / "assets/fonts/Phosphor-LICENSE.txt"),
]
if target.endswith("windows-gnu"):
    others.append(("MinGW-w64 runtime", "ZPL-2.1 AND MIT", root / "packages/windows/mingw-w64.txt"))
for name, _, file in others:
    texts[file.read_text(encoding="utf-8").replace("\r\n", "\n").strip()] = [name]


def standard_library():
    """Rust's own list of what its standard library is made of, as plain text and without what stands below anyway."""
    rustc = ["rustc", "--print", "sysroot"]
    sysroot = subprocess.run(rustc, stdout=subprocess.PIPE, check=True, text=True).stdout.strip()
    file = pathlib.Path(sysroot, "share/doc/rust/COPYRIGHT-library.html")
    if not file.is_file():
        sys.exit(f"the licences of Rust's standard library are missing; rustup's toolchains have them: {file}")
    page = file.read_text(encoding="utf-8")
    page = page[page.index("<p>Copyrights"):]
    page = re.sub(r"<details>\s*<summary><code>[^<]*apache[^<]*</code>.*?</details>", "", page, flags=re.IGNORECASE | re.DOTALL)
    lines = (line.rstrip() for line in html.unescape(re.sub(r"<[^>]*>", "", page)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


texts[standard_library()] = ["Rust's standard library"]

parts = [f"Foldersheet is built with these {len(linked)} libraries, Rust's standard library, and what is named first.\n\n"]
parts += [f"{name}: {license}\n" for name, license, _ in others]
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
