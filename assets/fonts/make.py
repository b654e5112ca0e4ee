#!/usr/bin/env python3
"""Makes the fonts of the window from their published packages; run it only to change what is in them.

Needs npm, and Python with fonttools and brotli (`pip install fonttools brotli`). Writes beside itself:

- Inter-Regular.ttf, Inter-Medium.ttf, Inter-SemiBold.ttf: Inter (npm inter-ui, SIL Open Font License 1.1), cut down to the Latin, Greek
  and Cyrillic scripts. Digits are all of one width (the font's feature `tnum`), and a small L has a tail (`cv05`), so that it can't be
  taken for a capital I. These stand for the usual glyphs, because a list sets no features. What makes other signs of several letters
  (`calt`: an arrow of -> for one) is left out: a file name is shown as it is.
- Icons.ttf, Icons-Fill.ttf: the Phosphor icons (npm @phosphor-icons/web, MIT) that ICONS and FILLED name. Their code points are
  Phosphor's own; ../../src/ui/icons.rs lists those that are drawn, and a test finds each of them here.
"""

import json
import pathlib
import subprocess
import tarfile
import tempfile

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent
INTER = "inter-ui@4.1.1"
PHOSPHOR = "@phosphor-icons/web@2.1.2"

RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0259, 0x0259), (0x02B0, 0x02FF), (0x0300, 0x036F),
    (0x0370, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2010, 0x2027),
    (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2150, 0x218B),
    (0x2190, 0x2199), (0x21B5, 0x21B5), (0x21E5, 0x21E7), (0x2200, 0x22FF), (0x2303, 0x2326),
    (0x23CE, 0x23CE), (0x2422, 0x2426), (0x25A0, 0x25CF), (0x2713, 0x2717), (0xA720, 0xA7FF),
]
KEPT = ["kern", "mark", "mkmk", "ccmp", "locl"]
# Of figures only the digits: blanks and hyphens of their width would tear words apart.
BAKED = {"tnum": set("0123456789"), "cv05": {"l"}}

ICONS = """
    app-window arrow-clockwise arrow-counter-clockwise arrow-down arrow-left arrow-right arrow-square-out arrow-up brackets-curly
    calendar-blank caret-down caret-left caret-right caret-up chart-bar chart-donut check check-circle circle clock
    clock-counter-clockwise columns copy database desktop dots-three dots-three-vertical download-simple export eye eye-slash file
    file-text film-strip floppy-disk folder folder-minus folder-open folder-plus funnel gear hard-drive hard-drives house image info
    keyboard link list lock lock-simple magnifying-glass minus moon music-notes pause play plus prohibit question rows
    selection-all sidebar-simple sliders-horizontal sort-ascending squares-four stop stop-circle sun table trash tree-structure user
    warning warning-circle x x-circle file-archive file-audio file-code file-csv file-image file-video file-xls
    minus-circle pencil-simple tag stack
""".split()
FILLED = """
    file file-archive file-audio file-code file-image file-text file-video folder folder-open link app-window database
    check-circle warning warning-circle x-circle info lock-simple stop-circle prohibit hard-drive minus-circle pause-circle stop
""".split()


def package(name, into):
    done = subprocess.run(["npm", "pack", "--silent", name], cwd=into, check=True, capture_output=True, text=True)
    file = into / done.stdout.split()[-1]
    folder = into / (file.stem + ".d")
    with tarfile.open(file) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def bake(font, features):
    """Gives each code point the glyph that the single substitutions of these features put in its place."""
    table = font["GSUB"].table
    usual, swaps = font.getBestCmap(), {}
    for tag, letters in features.items():
        swap = {}
        for record in table.FeatureList.FeatureRecord:
            if record.FeatureTag != tag:
                continue
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    part = getattr(part, "ExtSubTable", part)
                    swap.update(getattr(part, "mapping", {}))
        for letter in letters:
            swaps[ord(letter)] = swap[usual[ord(letter)]]
    for cmap in font["cmap"].tables:
        if hasattr(cmap, "cmap"):
            cmap.cmap = {code: swaps.get(code, glyph) for code, glyph in cmap.cmap.items()}


def cut(font, codes, target, features):
    options = subset.Options(
        layout_features=features, hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True, glyph_names=False
    )
    options.drop_tables += ["STAT", "DSIG", "meta"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font.flavor = None
    # The same input makes the same file.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(target)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size} bytes")


def bear(font):
    """Tells of each glyph where its outline begins. Phosphor says 0 of all, which moves every icon to the left end of its square."""
    metrics, outlines = font["hmtx"].metrics, font["glyf"]
    for glyph, (width, _) in metrics.items():
        metrics[glyph] = (width, getattr(outlines[glyph], "xMin", 0) or 0)


def icons(folder, weight, file, names, target):
    listed = json.loads((folder / "src" / weight / "selection.json").read_text())["icons"]
    codes = {}
    for icon in listed:
        for name in icon["properties"]["name"].split(","):
            name = name.strip()
            codes[name.removesuffix("-fill").removesuffix("-bold")] = icon["properties"]["code"]
    font = TTFont(folder / "src" / weight / file)
    bear(font)
    cut(font, [codes[name] for name in names], target, [])
    return {name: codes[name] for name in names}


def main():
    with tempfile.TemporaryDirectory() as temp:
        temp = pathlib.Path(temp)
        inter, phosphor = package(INTER, temp), package(PHOSPHOR, temp)
        codes = [code for first, last in RANGES for code in range(first, last + 1)]
        for weight in ["Regular", "Medium", "SemiBold"]:
            font = TTFont(inter / "web" / f"Inter-{weight}.woff2")
            bake(font, BAKED)
            cut(font, codes, HERE / f"Inter-{weight}.ttf", KEPT)
        (HERE / "Inter-LICENSE.txt").write_bytes((inter / "LICENSE.txt").read_bytes())
        for weight, file, names, target in [
            ("bold", "Phosphor-Bold.ttf", ICONS, "Icons.ttf"),
            ("fill", "Phosphor-Fill.ttf", FILLED, "Icons-Fill.ttf"),
        ]:
            for name, code in sorted(icons(phosphor, weight, file, names, HERE / target).items()):
                print(f"    {name}: {code:04x}")
        (HERE / "Phosphor-LICENSE.txt").write_bytes((phosphor / "LICENSE").read_bytes())


main()
