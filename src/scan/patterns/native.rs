//! A pattern as it is typed on this system: where a backslash separates folders, it does in a pattern, too; and where an absolute path begins
//! with a drive or a server, so does one in a pattern.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::Prefix;

/// A pattern in the syntax of `.gitignore`, of one typed on this system. On Windows a backslash stands for `/`, but where it makes the
/// next character an ordinary one that means something else there: before `[`, `]` or a space, and at the beginning before `#` and `!`.
/// No name on Windows has a `*` or a `?`, so that a backslash before one of these separates, too.
pub fn native_pattern(typed: &str) -> Cow<'_, str> {
    if cfg!(windows) { with_slashes(typed) } else { Cow::Borrowed(typed) }
}

fn with_slashes(typed: &str) -> Cow<'_, str> {
    if !typed.contains('\\') {
        return Cow::Borrowed(typed);
    }
    let mut out = String::with_capacity(typed.len());
    let mut rest = typed.chars().peekable();
    while let Some(c) = rest.next() {
        let escapes = match rest.peek() {
            Some('[' | ']' | ' ') => true,
            Some('#' | '!') => out.is_empty(),
            _ => false,
        };
        out.push(if c == '\\' && !escapes { '/' } else { c });
    }
    Cow::Owned(out)
}

/// The names of an absolute path of Windows in a pattern, from its drive or server on, with `/` between them; `None` if the pattern
/// isn't one.
pub(super) fn absolute(pattern: &str) -> Option<Cow<'_, str>> {
    let (is_verbatim, path) = match pattern.strip_prefix("//?/") {
        Some(path) => (true, path),
        None => (false, pattern),
    };
    if let [letter @ (b'a'..=b'z' | b'A'..=b'Z'), b':', b'/', ..] = path.as_bytes() {
        return Some(match letter.is_ascii_uppercase() {
            true => Cow::Borrowed(path),
            false => Cow::Owned(path[..1].to_ascii_uppercase() + &path[1..]),
        });
    }
    let server = if is_verbatim { path.strip_prefix("UNC/") } else { path.strip_prefix("//") };
    server.filter(|server| !server.starts_with('/')).map(Cow::Borrowed)
}

/// The names in [`absolute`]'s form that a path of Windows begins with.
pub(super) fn root_names(prefix: Prefix<'_>) -> Vec<OsString> {
    match prefix {
        Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => {
            vec![format!("{}:", char::from(letter.to_ascii_uppercase())).into()]
        }
        Prefix::UNC(server, share) | Prefix::VerbatimUNC(server, share) => vec![server.into(), share.into()],
        Prefix::Verbatim(name) | Prefix::DeviceNS(name) => vec![name.into()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn an_absolute_path_begins_with_its_drive_or_server() {
        for (pattern, names) in [
            ("C:/Users/x", Some("C:/Users/x")),
            ("c:/Users", Some("C:/Users")),
            ("//?/d:/x", Some("D:/x")),
            ("//server/share/x", Some("server/share/x")),
            ("//?/UNC/server/share/x", Some("server/share/x")),
            ("C:", None),
            ("C:x", None),
            ("ab:/x", None),
            ("/C:/x", None),
            ("/x", None),
            ("///x", None),
            ("//?/x", None),
            ("*.o", None),
            ("", None),
        ] {
            assert_eq!(absolute(pattern).as_deref(), names, "{pattern}");
        }
    }

    #[test]
    fn a_path_begins_as_the_pattern_that_names_it() {
        let [server, share] = ["server", "share"].map(OsStr::new);
        for (prefix, pattern) in [
            (Prefix::Disk(b'c'), r"C:\x"),
            (Prefix::VerbatimDisk(b'C'), r"c:\x"),
            (Prefix::UNC(server, share), r"\\server\share\x"),
            (Prefix::VerbatimUNC(server, share), r"\\?\UNC\server\share\x"),
        ] {
            let names = root_names(prefix).join(OsStr::new("/")).into_string().unwrap() + "/x";
            assert_eq!(absolute(&with_slashes(pattern)).as_deref(), Some(&*names), "{pattern}");
        }
    }

    #[test]
    fn a_backslash_separates_unless_it_escapes() {
        for (typed, pattern) in [
            ("*.o", "*.o"),
            (r"build\out", "build/out"),
            (r"\build", "/build"),
            (r"build\", "build/"),
            (r"a\*.o", "a/*.o"),
            (r"a\**\b", "a/**/b"),
            (r"!keep\this", "!keep/this"),
            (r"\#x", r"\#x"),
            (r"\!x", r"\!x"),
            (r"a\#x\!y", "a/#x/!y"),
            (r"\[1\]", r"\[1\]"),
            (r"x\ ", r"x\ "),
            ("a/b", "a/b"),
        ] {
            assert_eq!(with_slashes(typed), pattern, "{typed}");
        }
    }

    #[test]
    fn elsewhere_it_stays_as_git_has_it() {
        assert_eq!(native_pattern(r"a\b"), if cfg!(windows) { "a/b" } else { r"a\b" });
    }
}
