//! Addresses where a path is asked for: `file:` ones as in RFC 8089, and others, which are not paths. Pure.
//!
//! What an address leaves open is never guessed: one on another machine is not the same path on this one.

use crate::model::name;
use std::path::PathBuf;

/// Longer addresses are cut in sentences about them, in characters.
const LONGEST: usize = 120;

/// The schemes under which file managers open folders of other machines and devices.
const MOUNTABLE: [&str; 15] = [
    "afc", "afp", "dav", "davs", "fish", "ftp", "ftps", "gphoto2", "mtp", "nfs", "scp", "sftp", "smb", "ssh",
    "webdav",
];

/// The path that `line` is an address of, or a sentence on why it can't be used; `None` if it isn't an address. `machine` is this
/// machine's name; `windows` tells whose paths are meant.
pub(super) fn path(line: &str, machine: Option<&str>, windows: bool) -> Option<Result<PathBuf, String>> {
    let (scheme, rest) = line.split_once(':')?;
    // One letter is a drive.
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !is_scheme {
        return None;
    }
    if scheme.eq_ignore_ascii_case("file") {
        // `file:name` may be a file of that name.
        return rest.starts_with('/').then(|| file(line, rest, machine, windows));
    }
    rest.starts_with("//").then(|| Err(no_path(line, scheme, rest, windows)))
}

fn file(line: &str, rest: &str, machine: Option<&str>, windows: bool) -> Result<PathBuf, String> {
    let (host, path) = match rest.strip_prefix("//") {
        // `file:/x` has no host.
        None => ("", rest),
        // `file://C:/x` is wrong and usual.
        Some(path) if windows && is_drive(path.as_bytes()) => ("", path),
        Some(address) => address.split_at(address.find('/').unwrap_or(address.len())),
    };
    if path.is_empty() && is_here(host, machine) {
        return Err(format!("“{}” names no file or folder.", shown(line)));
    }
    let bytes = decoded(path).ok_or_else(|| {
        format!("“{}” is not the address of a file or folder: no name contains %00 or %2F.", shown(line))
    })?;
    if !is_here(host, machine) {
        return if windows { Ok(share(host, &bytes)) } else { Err(elsewhere(line, host, path)) };
    }
    let mut local = match &bytes[..] {
        [b'/', drive @ ..] if windows && is_drive(drive) => drive.to_vec(),
        bytes => bytes.to_vec(),
    };
    if windows && matches!(local[..], [_, b':']) {
        local.push(b'/'); // without it, the current folder of that drive
    }
    Ok(PathBuf::from(name::to_os(&local).into_owned()))
}

/// Whether a path begins with a drive, as in `C:/x`.
fn is_drive(path: &[u8]) -> bool {
    matches!(path, [letter, b':', rest @ ..] if letter.is_ascii_alphabetic() && matches!(rest, [] | [b'/' | b'\\', ..]))
}

/// Whether a host is this machine.
fn is_here(host: &str, machine: Option<&str>) -> bool {
    ["", "localhost", "127.0.0.1", "[::1]"]
        .into_iter()
        .chain(machine)
        .any(|name| host.eq_ignore_ascii_case(name))
}

/// The network path of Windows, `\\host\share\folder`.
fn share(host: &str, path: &[u8]) -> PathBuf {
    let mut unc = format!(r"\\{host}").into_bytes();
    unc.extend(path.iter().map(|&byte| if byte == b'/' { b'\\' } else { byte }));
    PathBuf::from(name::to_os(&unc).into_owned())
}

fn elsewhere(line: &str, host: &str, path: &str) -> String {
    let path = if path.is_empty() { "/…" } else { path };
    format!(
        "“{}” is on another machine, “{}”. Mount it, then use the path where it is mounted. A path of this machine is written \
         file://{}.",
        shown(line),
        shown(host),
        shown(path)
    )
}

fn no_path(line: &str, scheme: &str, rest: &str, windows: bool) -> String {
    let scheme = scheme.to_ascii_lowercase();
    let address = shown(line);
    if windows && scheme == "smb" {
        let path = rest.replace('/', "\\");
        return format!("“{address}” is an address, not a path. Windows writes it {}.", shown(&path));
    }
    if MOUNTABLE.contains(&&*scheme) {
        return format!(
            "“{address}” is an address, not a path. Open it in the file manager or mount it, then use the path where it is mounted."
        );
    }
    format!("“{address}” is an address, not a path. Only a path can be used here.")
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Bytes with each `%HH` put back; what only looks like one stays as it is. `None` if one stands for a byte that no name has.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'%'
            && let [high, low, later @ ..] = after
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            let byte = high << 4 | low;
            if byte == 0 || byte == b'/' {
                return None;
            }
            out.push(byte);
            rest = later;
        } else {
            out.push(*byte);
        }
    }
    Some(out)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Option<&str> = Some("Engine");

    fn local(line: &str, windows: bool) -> PathBuf {
        path(line, HERE, windows).expect(line).expect(line)
    }

    fn refused(line: &str, windows: bool) -> String {
        path(line, HERE, windows).expect(line).expect_err(line)
    }

    #[test]
    fn an_address_of_this_machine_is_a_path() {
        for (line, expected) in [
            ("file:///srv/x", "/srv/x"),
            ("file:/srv/x", "/srv/x"),
            ("FILE:///srv/x", "/srv/x"),
            ("file://localhost/srv/x", "/srv/x"),
            ("file://LocalHost/srv/x", "/srv/x"),
            ("file://engine/srv/x", "/srv/x"),
            ("file://127.0.0.1/srv/x", "/srv/x"),
            ("file:///", "/"),
            ("file:///srv/a%20b%23c%3Fd", "/srv/a b#c?d"),
            ("file:///srv/%c3%A9", "/srv/é"),
            ("file:///srv/a b#c?d", "/srv/a b#c?d"),
            // Not escapes: as they are.
            ("file:///srv/100%", "/srv/100%"),
            ("file:///srv/a%25%2", "/srv/a%%2"),
            ("file:///srv/%zz%4", "/srv/%zz%4"),
            ("file:///srv/%+5%é", "/srv/%+5%é"),
        ] {
            assert_eq!(local(line, false), PathBuf::from(expected), "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_escape_is_a_byte() {
        assert_eq!(name::path_bytes(&local("file:///%FF%e9", false)), b"/\xFF\xE9");
    }

    #[test]
    fn an_address_on_another_machine_is_refused() {
        for (line, host) in [
            ("file://nas/srv/x", "nas"),
            ("file://nas.example.org/srv/x", "nas.example.org"),
            ("file://engine.example.org/srv/x", "engine.example.org"),
            ("file://192.168.0.9/srv/x", "192.168.0.9"),
            ("file://ada@engine/srv/x", "ada@engine"),
            ("file://nas", "nas"),
            ("file://~/x", "~"),
            ("file://C:/x", "C:"),
        ] {
            let said = refused(line, false);
            assert!(said.contains(line) && said.contains(&format!("“{host}”")), "{said}");
            assert!(said.contains("Mount it"), "{said}");
        }
        assert!(refused("file://home/ada/x", false).ends_with("file:///ada/x."));
    }

    #[test]
    fn windows_has_drives_and_shares() {
        for (line, expected) in [
            ("file:///C:/Users/ada", "C:/Users/ada"),
            ("file:/c:/x", "c:/x"),
            ("file://C:/x", "C:/x"),
            ("file://localhost/D:/x", "D:/x"),
            ("file:///C:", "C:/"),
            ("file://C:", "C:/"),
            ("file:///srv", "/srv"),
            ("file://nas/share/a%20b", r"\\nas\share\a b"),
            ("file://nas.example.org/share", r"\\nas.example.org\share"),
        ] {
            assert_eq!(local(line, true), PathBuf::from(expected), "{line}");
        }
        assert!(refused("smb://nas/share/x", true).contains(r"\\nas\share\x"));
    }

    #[test]
    fn other_addresses_are_explained() {
        for line in ["smb://nas/share", "SFTP://ada@nas/", "mtp://Phone/DCIM", "nfs://nas/export"] {
            assert!(refused(line, false).contains("mount it"), "{line}");
        }
        for line in ["https://example.org/x", "trash:///", "x-y.z+1://a"] {
            assert!(refused(line, false).contains("is an address, not a path"), "{line}");
        }
        for line in ["file://", "file://localhost", "file://ENGINE"] {
            assert!(refused(line, false).contains("names no file or folder"), "{line}");
        }
        for line in ["file:///a%00b", "file:///a%2Fb", "file:///a%2fb"] {
            assert!(refused(line, false).contains("%00 or %2F"), "{line}");
        }
        let long = format!("smb://{}", "é".repeat(5000));
        assert!(refused(&long, false).chars().count() < 400);
    }

    #[test]
    fn a_path_is_no_address() {
        for line in [
            "/srv/x",
            "C:\\x",
            "C://x",
            "c:/x",
            "nas:/export",
            "a:b",
            "file:x",
            "file",
            "://x",
            "1a://x",
            "./smb://x",
            "é://x",
            "a b://x",
            "",
        ] {
            assert_eq!(path(line, HERE, false), None, "{line}");
        }
    }
}
