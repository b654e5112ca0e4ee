//! What a user types or pastes as folders: one path a line, as other programs write them. The fields for a path call it.

mod address;

use std::path::{Path, PathBuf};

/// This machine, as far as what is typed depends on it.
#[derive(Clone, Debug, Default)]
pub(super) struct Here {
    /// What `~` stands for.
    pub home: Option<PathBuf>,
    /// The machine's own name, which an address may contain.
    pub name: Option<String>,
}

impl Here {
    /// As the system tells it.
    pub(super) fn now() -> Here {
        #[cfg(unix)]
        let name = rustix::system::uname().nodename().to_str().ok().map(str::to_owned);
        #[cfg(not(unix))]
        let name = std::env::var("COMPUTERNAME").ok();
        Here { home: std::env::home_dir(), name }
    }
}

/// What a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The paths, in the text's order.
    pub paths: Vec<PathBuf>,
    /// Why a line is none: a sentence each.
    pub refused: Vec<String>,
}

impl Typed {
    /// All the sentences in one line; `None` if there is none.
    pub(super) fn told(&self) -> Option<String> {
        const MOST: usize = 3;
        let more = self.refused.len().saturating_sub(MOST);
        let mut told = self.refused.iter().take(MOST).cloned().collect::<Vec<_>>().join(" ");
        if more > 0 {
            told += &format!(" And {more} more like that.");
        }
        (!told.is_empty()).then_some(told)
    }
}

/// The paths in `text`. Understands quotes around a path, `~` for the home folder, and `file:` addresses as file managers copy them.
pub(super) fn paths(text: &str, here: &Here) -> Typed {
    let mut typed = Typed::default();
    for line in text.lines().map(|line| unquoted(line.trim())).filter(|line| !line.is_empty()) {
        match path(line, here) {
            Ok(path) => typed.paths.push(path),
            Err(why) => typed.refused.push(why),
        }
    }
    typed
}

/// The paths of a drop on X11: addresses, one a line, as `text/uri-list` has them (RFC 2483). Each is taken or refused separately.
#[cfg(target_os = "linux")]
pub(super) fn dropped(list: &[u8], here: &Here) -> Typed {
    let mut typed = Typed::default();
    // An address is ASCII; a program that sends the bytes of a name as they are means those bytes.
    let list: String = list
        .iter()
        .map(|&byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match address::path(line, here.name.as_deref(), cfg!(windows)) {
            Some(Ok(path)) => typed.paths.push(path),
            Some(Err(why)) => typed.refused.push(why),
            None => typed.refused.push(format!("“{line}” is not the address of a folder.")),
        }
    }
    typed
}

/// The path that an address stands for, as a file dialog answers with: nothing is trimmed or guessed.
///
/// # Errors
/// If it stands for none of this machine, in a sentence.
pub(super) fn located(uri: &str, here: &Here) -> Result<PathBuf, String> {
    address::path(uri, here.name.as_deref(), cfg!(windows))
        .unwrap_or_else(|| Err(format!("“{uri}” is not the address of a file or folder.")))
}

fn path(line: &str, here: &Here) -> Result<PathBuf, String> {
    if let Some(read) = address::path(line, here.name.as_deref(), cfg!(windows)) {
        return read;
    }
    let drive = drive(line).filter(|_| cfg!(windows));
    Ok(drive.or_else(|| in_home(line, here.home.as_deref())).unwrap_or_else(|| PathBuf::from(line)))
}

/// All of a drive where its letter stands alone, as in the file manager's address bar. To the system it is the folder that the program
/// happens to be in on that drive, which is not visible here.
fn drive(line: &str) -> Option<PathBuf> {
    matches!(line.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic())
        .then(|| PathBuf::from(format!("{line}\\")))
}

fn in_home(line: &str, home: Option<&Path>) -> Option<PathBuf> {
    if line == "~" {
        return home.map(Path::to_path_buf);
    }
    let rest = line.strip_prefix("~/").or_else(|| line.strip_prefix("~\\"))?;
    home.map(|home| home.join(rest))
}

fn unquoted(line: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = line.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada() -> Here {
        Here { home: Some("/home/ada".into()), name: Some("engine".into()) }
    }

    #[test]
    fn each_line_is_a_path() {
        for (text, expected) in [
            ("", &[][..]),
            ("  \n ", &[]),
            ("\"\"", &[]),
            ("/srv/a b", &["/srv/a b"]),
            ("/a\n/b\r\n\n/c", &["/a", "/b", "/c"]),
            ("~", &["/home/ada"]),
            ("~/x y", &["/home/ada/x y"]),
            ("~other", &["~other"]),
            ("\"/with quotes\"", &["/with quotes"]),
            ("'/single'", &["/single"]),
            ("\"", &["\""]),
            ("relative/x", &["relative/x"]),
        ] {
            let paths = expected.iter().map(PathBuf::from).collect();
            assert_eq!(super::paths(text, &ada()), Typed { paths, refused: Vec::new() }, "{text:?}");
        }
        assert_eq!(paths("~/x", &Here::default()).paths, [PathBuf::from("~/x")]);
    }

    #[test]
    fn the_letter_of_a_drive_is_all_of_it() {
        assert_eq!(drive("c:"), Some("c:\\".into()));
        for other in ["C:\\", "C:x", "1:", ":", "~:", "CC:"] {
            assert_eq!(drive(other), None, "{other}");
        }
    }

    #[test]
    fn a_line_that_is_refused_takes_no_other_with_it() {
        let typed = paths("/a\nfile://nas/b\n~/c\nsmb://nas/d\nsmb://nas/e\nsmb://nas/f", &ada());
        #[cfg(not(windows))]
        {
            assert_eq!(typed.paths, [PathBuf::from("/a"), "/home/ada/c".into()]);
            assert_eq!(typed.refused.len(), 4);
            assert!(typed.told().unwrap().ends_with("And 1 more like that."));
        }
        assert!(typed.told().unwrap().contains("smb://nas/d"));
        assert_eq!(paths("/a", &ada()).told(), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_odd_item_of_a_drop_takes_no_other_with_it() {
        use std::os::unix::ffi::OsStrExt;
        let raw = b"file:///raw\xFF\r\n".as_slice();
        let list = [
            b"# from a file manager\r\nfile:///plain\r\nfile:///a%20b\r\n".as_slice(),
            b"file:///odd%FF\r\n",
            raw,
            b"file://nas/x\r\nsmb://nas/y\r\nhttps://example.org/\r\nno address\r\n",
            b"file:///gone\nfile://engine/own\0",
        ]
        .concat();
        let list = list.strip_suffix(b"\0").unwrap();
        let typed = dropped(list, &ada());
        let paths: Vec<&[u8]> = typed.paths.iter().map(|path| path.as_os_str().as_bytes()).collect();
        assert_eq!(paths, [&b"/plain"[..], b"/a b", b"/odd\xFF", b"/raw\xFF", b"/gone", b"/own"]);
        assert_eq!(typed.refused.len(), 4, "{:?}", typed.refused);
        assert_eq!(dropped(b"", &ada()), Typed::default());
    }

    #[test]
    fn the_machine_itself_may_stand_in_an_address() {
        let name = Here::now().name.unwrap();
        let typed = paths(&format!("file://{name}/x"), &Here::now());
        assert_eq!((typed.paths.len(), typed.refused.len()), (1, 0), "{typed:?}");
    }
}
