#!/usr/bin/env python3
"""check.py VERSION ICON PROGRAM...: whether programs carry icon, version and manifest. build.rs goes on without them where the resource
compiler is missing, so that types can be checked on any machine; such a program isn't handed out."""

import pathlib
import struct
import sys

version, icon, *programs = sys.argv[1:]
icon = pathlib.Path(icon).read_bytes()
count = struct.unpack_from("<H", icon, 4)[0]
images = [struct.unpack_from("<II", icon, 6 + 16 * n + 8) for n in range(count)]  # length and place of each
wanted = {
    "the manifest's long paths": b"<longPathAware",
    "the manifest's screens": b"PerMonitorV2",
    "the manifest's asInvoker": b'level="asInvoker"',
    "the manifest's Windows 10": b"{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}",
}
# Each text of the version resource starts at a multiple of four bytes.
key = "FileVersion\0".encode("utf-16-le")
value = f"{version}\0".encode("utf-16-le")
faults = []
for program in programs:
    name, data = pathlib.Path(program).name, pathlib.Path(program).read_bytes()
    faults += [f"{name}: no MZ"] if data[:2] != b"MZ" else []
    faults += [f"{name} lacks {what}" for what, text in wanted.items() if text not in data]
    faults += [f"{name} lacks an image of the icon" for length, start in images if icon[start : start + length] not in data]
    at = data.find(key)
    if at < 0 or not data[at + len(key) :].lstrip(b"\0").startswith(value.lstrip(b"\0")):
        faults.append(f"{name} isn't of version {version}")
if faults:
    sys.exit("\n".join([*faults, "Debian's binutils-mingw-w64-x86-64 has the resource compiler"]))
