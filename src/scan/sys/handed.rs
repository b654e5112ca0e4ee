//! What a path is at this moment, before it is handed to another program: that program must not start what the user did not choose.
//!
//! A row was looked at while its folder was read. Anyone with the right to write there can put a program in the folder's place meanwhile, and the
//! desktop starts a program where it is asked to open one. So a folder is looked at again, and handed over with a separator at its
//! end: with that it names a folder or nothing, also when it is replaced a moment later.

use crate::model::{Kind, NotHanded, StartRisk, name};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The path of a folder as it is handed over. Where reading found it, rather than a user naming it, it must not be a link.
///
/// # Errors
/// If it is not a folder now.
pub fn folder(path: &Path, is_found: bool) -> Result<PathBuf, NotHanded> {
    let look = path.symlink_metadata().map_err(NotHanded::Io)?;
    let is_link = look.file_type().is_symlink();
    if is_link && is_found {
        return Err(NotHanded::Link);
    }
    let look = if is_link { path.metadata().map_err(NotHanded::Io)? } else { look };
    if !look.is_dir() {
        return Err(NotHanded::NotAFolder);
    }
    // An empty part puts the separator at the end.
    Ok(path.join(""))
}

/// Whether a path is a file that can be read from its beginning to its end, or a link to one: no folder and no pipe.
///
/// # Errors
/// Those of the system, as where nothing is there.
pub fn is_file(path: &Path) -> io::Result<bool> {
    Ok(file_or_folder(path)? == Some(Kind::File))
}

/// Whether a path is a file, which can be read as often as wanted, or a folder, or a link to one of them; `None` for anything else, such as a
/// pipe.
///
/// # Errors
/// Those of the system, as where nothing is there.
pub fn file_or_folder(path: &Path) -> io::Result<Option<Kind>> {
    let look = path.metadata()?;
    Ok(match (look.is_file(), look.is_dir()) {
        (true, _) => Some(Kind::File),
        (_, true) => Some(Kind::Folder),
        _ => None,
    })
}

/// Whether a file that a user chose may be handed over to be opened.
///
/// # Errors
/// If it is not a file now, or opening it may start a program.
pub fn file(path: &Path) -> Result<(), NotHanded> {
    let look = path.symlink_metadata().map_err(NotHanded::Io)?;
    if look.file_type().is_symlink() {
        return Err(NotHanded::Link);
    }
    if !look.is_file() {
        return Err(NotHanded::NotAFile);
    }
    let mut begin = Vec::new();
    let read = open(path).and_then(|file| {
        if !file.metadata()?.is_file() {
            return Ok(0);
        }
        file.take(BEGIN).read_to_end(&mut begin)
    });
    match read {
        // What opens it fetches it. What it begins with isn't known here then.
        Err(error) if is_in_cloud(&error) => begin.clear(),
        read => _ = read.map_err(NotHanded::Io)?,
    }
    let name = path.file_name().map(name::bytes).unwrap_or_default();
    starts(name, &begin, is_executable(&look)).map_or(Ok(()), |start| Err(NotHanded::Starts(start)))
}

/// Whether a file isn't read because its contents are in a cloud, from where this process fetches nothing: see [`super::allow_fetching`].
fn is_in_cloud(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Deadlock && cfg!(target_os = "macos")
}

/// Opens a file to read from it, no link, and without waiting for what a FIFO may have.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

#[cfg(unix)]
fn is_executable(look: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    look.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &Metadata) -> bool {
    false
}

/// Bytes of a file that are looked at.
const BEGIN: u64 = 64;

/// Extensions of what Windows, macOS or a Linux desktop starts, runs or follows when it is opened. On every system, because sheets
/// travel.
const EXTENSIONS: [&str; 66] = [
    "action",
    "app",
    "appimage",
    "application",
    "appref-ms",
    "bash",
    "bat",
    "cmd",
    "com",
    "command",
    "cpl",
    "csh",
    "desktop",
    "exe",
    "fileloc",
    "fish",
    "gadget",
    "hta",
    "inetloc",
    "inf",
    "ins",
    "isp",
    "jar",
    "jnlp",
    "js",
    "jse",
    "ksh",
    "library-ms",
    "lnk",
    "mobileconfig",
    "mpkg",
    "msc",
    "msh",
    "msi",
    "msp",
    "mst",
    "pif",
    "pkg",
    "pl",
    "ps1",
    "ps1xml",
    "ps2",
    "psc1",
    "psm1",
    "py",
    "pyw",
    "pyz",
    "rb",
    "reg",
    "run",
    "scf",
    "scr",
    "sct",
    "settingcontent-ms",
    "sh",
    "shb",
    "terminal",
    "tool",
    "url",
    "vbe",
    "vbs",
    "webloc",
    "workflow",
    "ws",
    "wsf",
    "zsh",
];

/// Extensions of documents. The right to execute one says nothing: on many drives every file has it.
const DOCUMENTS: [&str; 16] = [
    "csv", "gif", "jpeg", "jpg", "json", "jsonl", "md", "ndjson", "ods", "pdf", "png", "tsv", "txt", "webp",
    "xlsx", "xml",
];

/// How programs and scripts begin: `#!`, ELF, Windows, Mach-O of either byte order and of several machines, a desktop entry.
const BEGINNINGS: [&[u8]; 9] = [
    b"#!",
    b"\x7fELF",
    b"MZ",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"[Desktop Entry]",
];

/// Whether opening a file of this name may start something, given what it begins with and whether it may be executed.
fn starts(name: &[u8], begin: &[u8], is_executable: bool) -> Option<StartRisk> {
    // Windows takes dots and spaces at the end away.
    let kept = name.iter().rposition(|byte| !matches!(byte, b'.' | b' ')).map_or(0, |last| last + 1);
    let extension = name[..kept].rsplit(|&byte| byte == b'.').next().unwrap_or_default();
    let known = |list: &[&'static str]| {
        list.iter().copied().find(|known| known.as_bytes().eq_ignore_ascii_case(extension))
    };
    let text = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin).trim_ascii_start();
    if let Some(extension) = known(&EXTENSIONS) {
        Some(StartRisk::Extension(extension))
    } else if BEGINNINGS.iter().any(|begins| begin.starts_with(begins) || text.starts_with(begins)) {
        // A sheet may begin so too, but then its name says that it is one, and it is not executed.
        (is_executable || known(&DOCUMENTS).is_none()).then_some(StartRisk::Contents)
    } else {
        (is_executable && known(&DOCUMENTS).is_none()).then_some(StartRisk::Executable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_starts_something_is_told_by_name_contents_and_rights() {
        let (sheet, script) = (&b"path,size\n"[..], &b"#!/bin/sh\n"[..]);
        for (name, begin, is_executable, expected) in [
            ("sheet.csv", sheet, false, None),
            // As on a drive without rights.
            ("sheet.csv", sheet, true, None),
            ("SHEET.XLSX", b"PK\x03\x04", true, None),
            ("sheet", sheet, false, None),
            ("sheet", sheet, true, Some(StartRisk::Executable)),
            ("sheet.data", sheet, true, Some(StartRisk::Executable)),
            ("sheet.csv", script, true, Some(StartRisk::Contents)),
            ("sheet.csv", b"MZ,size\n", false, None),
            ("sheet", script, false, Some(StartRisk::Contents)),
            ("sheet", b"\x7fELF\x02", false, Some(StartRisk::Contents)),
            ("sheet", b"\xef\xbb\xbf\n [Desktop Entry]\n", false, Some(StartRisk::Contents)),
            ("a.desktop", sheet, false, Some(StartRisk::Extension("desktop"))),
            ("a.csv.EXE", sheet, false, Some(StartRisk::Extension("exe"))),
            ("a.bat. .", sheet, false, Some(StartRisk::Extension("bat"))),
            ("a.lnk", b"", false, Some(StartRisk::Extension("lnk"))),
            ("a.ps1", b"", false, Some(StartRisk::Extension("ps1"))),
            ("a.command", b"", false, Some(StartRisk::Extension("command"))),
            // The Finder follows these, to programs too.
            ("a.fileloc", b"bplist00", false, Some(StartRisk::Extension("fileloc"))),
            ("a.inetloc", b"<?xml", false, Some(StartRisk::Extension("inetloc"))),
            ("...", b"", false, None),
            ("", b"", false, None),
        ] {
            assert_eq!(starts(name.as_bytes(), begin, is_executable), expected, "{name}");
        }
    }
}
