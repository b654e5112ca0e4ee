#!/usr/bin/env python3
"""check.py APP VERSION: whether a bundle is laid out as macOS expects it, as far as that can be seen without a Mac."""

import os
import pathlib
import plistlib
import re
import sys

app, version = pathlib.Path(sys.argv[1]), sys.argv[2]
contents = app / "Contents"
faults = []


def expect(holds, what):
    if not holds:
        faults.append(what)


info = plistlib.loads((contents / "Info.plist").read_bytes())
for key in ("CFBundleShortVersionString", "CFBundleVersion"):
    expect(info.get(key) == version, f"{key} is {info.get(key)}, not {version}")
expect(re.fullmatch(r"\d+(\.\d+){0,2}", version), f"macOS takes up to three numbers as a version, not {version}")
expect(info.get("CFBundlePackageType") == "APPL" and (contents / "PkgInfo").read_bytes() == b"APPL????", "not an application")

# 64 bits little-endian, or several of them in one.
MACH_O = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
for program in (info["CFBundleExecutable"], "foldersheet-cli"):
    file = contents / "MacOS" / program
    expect(file.is_file() and os.access(file, os.X_OK), f"{program} can't be run")
    expect(file.is_file() and file.read_bytes()[:4] in MACH_O, f"{program} is no program for macOS")

types = {one["UTTypeIdentifier"]: one for one in info["UTExportedTypeDeclarations"]}
for document in info["CFBundleDocumentTypes"]:
    expect(set(document["LSItemContentTypes"]) <= set(types), "a document of a type that is not declared")
    # Until the program hears of what is opened in the Finder.
    rank = document.get("CFBundleTypeRole"), document.get("LSHandlerRank")
    expect(rank == ("None", "None"), f"documents that it can't open by a double-click have role and rank {rank}")
extensions = [types[one]["UTTypeTagSpecification"]["public.filename-extension"] for one in types]
expect(extensions == [["foldersheet"]], f"extensions: {extensions}")
icons = {info["CFBundleIconFile"]}
icons |= {one[key] for one in [*info["CFBundleDocumentTypes"], *types.values()] for key in one if key.endswith("IconFile")}
for icon in icons:
    file = contents / "Resources" / f"{icon}.icns"
    expect(file.is_file() and file.read_bytes()[:4] == b"icns", f"{icon}.icns is missing")
FOLDERS = ("DesktopFolder", "DocumentsFolder", "DownloadsFolder", "RemovableVolumes", "NetworkVolumes", "FileProviderDomain")
# The later ones are for programs built with the SDK of macOS 14 or newer.
LIBRARIES = ("AppData", "AppleMusic", "Calendars", "Contacts", "PhotoLibrary", "Reminders", "CalendarsFullAccess", "RemindersFullAccess")
for kind in FOLDERS + LIBRARIES:
    expect(info.get(f"NS{kind}UsageDescription"), f"no words for {kind}")

if faults:
    sys.exit("\n".join(f"{app.name}: {fault}" for fault in faults))
