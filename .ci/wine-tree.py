#!/usr/bin/env python3
"""A tree that is hard to read, and whether a sheet that Foldersheet made of it under Wine has each of its files once.

wine-tree.py make FOLDER
wine-tree.py compare FOLDER SHEET.csv PROBLEMS.csv
wine-tree.py compare-once FOLDER EXPLAINED.json
"""
import csv
import json
import os
import sys


def make(base):
    def put(path, data=b"x"):
        path = os.path.join(base, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)

    # More than fit into several reads of a folder.
    for number in range(3000):
        put(f"many/file {number:05}.txt", b"y" * (number % 5000))
    os.makedirs(os.path.join(base, "hollow"))
    put("empty", b"")
    put("ünïcödé/日本語/🎉 party.txt", b"hello")
    # Longer than the 260 characters of old programs.
    put("/".join(letter * 200 for letter in "xyz") + ".dat", b"1" * 100)
    put("deep/" + "/".join(f"level-{level:02}" for level in range(60)) + "/bottom")
    # Names of devices, of formulas, and with what a CSV must quote.
    for name in ["CON", "nul.txt", "=1+1", "quote'and,comma;.csv", "a.tar.gz", ".hidden/x", "two  blanks", "dots...txt"]:
        put(name, name.encode())
    with open(os.path.join(base, "sparse"), "wb") as file:
        file.truncate(1 << 33)
    os.link(os.path.join(base, "a.tar.gz"), os.path.join(base, "second name.gz"))
    # Three names in two folders, of a file that is large enough to be missed.
    put("names/first", b"z" * 50_000)
    os.makedirs(os.path.join(base, "names/more"))
    for other in ["second", "more/third"]:
        os.link(os.path.join(base, "names/first"), os.path.join(base, "names", other))
    os.symlink("empty", os.path.join(base, "link to a file"))
    # Links that are shown as folders: to itself, to the top, and each to all others.
    os.symlink(".", os.path.join(base, "self"))
    ring = "abcde"
    for at in ring:
        put(f"ring/{at}/file {at}")
        os.symlink("../..", os.path.join(base, "ring", at, "top"))
        for to in ring.replace(at, ""):
            os.symlink(f"../{to}", os.path.join(base, "ring", at, f"to {to}"))


def there(base):
    """Each file, and each link to one, by its real folder and its name, with its size."""
    found = {}
    for folder, _, names in os.walk(base):
        for name in names:
            path = os.path.join(folder, name)
            found[path] = os.stat(path).st_size
    return found


def compare(base, sheet, problems):
    found, twice, folders = {}, [], 0
    with open(sheet, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "folder":
                folders += 1
                continue
            path = row["path"].removeprefix("Z:").replace("\\", "/")
            path = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
            if path in found:
                twice.append(path)
            found[path] = int(row["size"])
    expected = there(base)
    wrong = [f"twice: {path}" for path in twice]
    wrong += [f"missing: {path}" for path in expected.keys() - found.keys()]
    wrong += [f"not there: {path}" for path in found.keys() - expected.keys()]
    both = found.keys() & expected.keys()
    wrong += [f"{found[path]} bytes and not {expected[path]}: {path}" for path in both if found[path] != expected[path]]
    # Each folder and each link to one is an entry of a folder that is listed once; all but the folders themselves are reported.
    entries = sum(
        os.path.isdir(os.path.join(folder, name)) for folder, names, _ in os.walk(base) for name in names
    )
    real = sum(1 for _ in os.walk(base)) - 1
    with open(problems, encoding="utf-8", newline="") as file:
        said = sum(row["operation"].removeprefix("note: ") in ("loop", "listed once") for row in csv.DictReader(file))
    if folders != entries:
        wrong.append(f"{folders} folders in the sheet, {entries} there")
    if said != entries - real:
        wrong.append(f"{said} links reported, {entries - real} there")
    print("\n".join(wrong[:20]) or f"{len(found)} files, {folders} folders, {said} links that look like folders")
    return not wrong


def compare_once(base, explained):
    """Whether each file counts once, however many names it has: no listing has the link count."""
    files = [os.stat(path) for path in there(base)]
    expected = sum({(file.st_dev, file.st_ino): file.st_size for file in files}.values())
    with open(explained, encoding="utf-8") as file:
        sums = {row["number"]: row for row in json.load(file) if row["row"] == "sum"}
    found = sums["du_apparent"]
    print(f"{found['bytes']} bytes by file, {found['bound']}; {expected} there; {sums['length']['bytes']} by name")
    return (found["bytes"], found["bound"]) == (expected, "exact") and sums["length"]["bytes"] > expected


if sys.argv[1:2] == ["make"] and len(sys.argv) == 3:
    make(os.path.realpath(sys.argv[2]))
elif sys.argv[1:2] == ["compare"] and len(sys.argv) == 5:
    sys.exit(0 if compare(os.path.realpath(sys.argv[2]), sys.argv[3], sys.argv[4]) else 1)
elif sys.argv[1:2] == ["compare-once"] and len(sys.argv) == 4:
    sys.exit(0 if compare_once(os.path.realpath(sys.argv[2]), sys.argv[3]) else 1)
else:
    sys.exit(__doc__)
