//! Which of the system's libraries is missing, from what was said of it, and the Debian package that has it.

/// A library that could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Library {
    /// Its file's name: `libXi.so.6`.
    pub name: String,
    /// The Debian package that has it; `None` if it is not one of those that a window needs.
    pub package: Option<&'static str>,
}

/// OpenGL's, whose name glutin doesn't tell.
pub(super) const EGL: &str = "libEGL.so.1";

/// By the name without `.so`.
const PACKAGES: [(&str, &str); 23] = [
    ("libEGL", "libegl1"),
    ("libGL", "libgl1"),
    ("libGLX", "libglx0"),
    ("libGLdispatch", "libglvnd0"),
    ("libX11", "libx11-6"),
    ("libX11-xcb", "libx11-xcb1"),
    ("libXau", "libxau6"),
    ("libXcursor", "libxcursor1"),
    ("libXdmcp", "libxdmcp6"),
    ("libXext", "libxext6"),
    ("libXfixes", "libxfixes3"),
    ("libXi", "libxi6"),
    ("libXrandr", "libxrandr2"),
    ("libXrender", "libxrender1"),
    ("libffi", "libffi8"),
    ("libvulkan", "libvulkan1"),
    ("libwayland-client", "libwayland-client0"),
    ("libwayland-cursor", "libwayland-cursor0"),
    ("libwayland-egl", "libwayland-egl1"),
    ("libxcb", "libxcb1"),
    ("libxcb-xkb", "libxcb-xkb1"),
    ("libxkbcommon", "libxkbcommon0"),
    ("libxkbcommon-x11", "libxkbcommon-x11-0"),
];

/// The names under which they are looked for, where the message has only the developers' name.
const SONAMES: [(&str, &str); 5] = [
    ("libwayland-client.so", "libwayland-client.so.0"),
    ("libwayland-cursor.so", "libwayland-cursor.so.0"),
    ("libwayland-egl.so", "libwayland-egl.so.1"),
    ("libxkbcommon.so", "libxkbcommon.so.0"),
    ("libxkbcommon-x11.so", "libxkbcommon-x11.so.0"),
];

/// The words for one that could not be loaded: by the system's loader, x11-dl, wayland-sys and xkbcommon-dl.
const SIGNS: [&str; 4] =
    ["cannot open shared object file", "opening library failed", "could not be loaded", "Could not load"];

/// The library that `words` tell is missing; `None` if they are about something else.
pub(super) fn missing(words: &str) -> Option<Library> {
    // winit's word for it, when a keyboard comes.
    if words.contains("XKBNotFound") {
        return Some(library("libxkbcommon.so.0"));
    }
    if !SIGNS.iter().any(|sign| words.contains(sign)) {
        return None;
    }
    if words.contains("wayland library could not be loaded") {
        return Some(library("libwayland-client.so.0"));
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || "+-._".contains(c);
    let mut names = words
        .split(|c: char| !is_part(c))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.starts_with("lib") && word.contains(".so"));
    // Of several tries the first is by the name that is usual, and the loader names what that one needs in its turn.
    names.next().map(library)
}

/// The library of this file name.
pub(super) fn library(name: &str) -> Library {
    let name = SONAMES.iter().find(|(told, _)| *told == name).map_or(name, |(_, usual)| usual);
    let (stem, _) = name.split_once(".so").unwrap_or((name, ""));
    let package = PACKAGES.iter().find(|(known, _)| *known == stem).map(|(_, package)| *package);
    Library { name: name.to_owned(), package }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_with_its_package() {
        for (words, name, package) in [
            (
                "Library libxkbcommon-x11.so could not be loaded.",
                "libxkbcommon-x11.so.0",
                "libxkbcommon-x11-0",
            ),
            ("Library libxkbcommon.so could not be loaded.", "libxkbcommon.so.0", "libxkbcommon0"),
            ("Could not load compose module from libxkbcommon.so.", "libxkbcommon.so.0", "libxkbcommon0"),
            (
                "called `Result::unwrap()` on an `Err` value: XKBNotFound",
                "libxkbcommon.so.0",
                "libxkbcommon0",
            ),
            ("Library libwayland-egl.so could not be loaded.", "libwayland-egl.so.1", "libwayland-egl1"),
            ("The wayland library could not be loaded", "libwayland-client.so.0", "libwayland-client0"),
            (
                "opening library failed (libX11.so.6: cannot open shared object file: No such file or directory; \
                 libX11.so: cannot open shared object file: No such file or directory)",
                "libX11.so.6",
                "libx11-6",
            ),
            (
                "opening library failed (libX11-xcb.so.1: cannot open shared object file)",
                "libX11-xcb.so.1",
                "libx11-xcb1",
            ),
            // Found, but not what it needs.
            (
                "opening library failed (libXrender.so.1: cannot open shared object file: No such file or directory; \
                 libXcursor.so: cannot open shared object file: No such file or directory)",
                "libXrender.so.1",
                "libxrender1",
            ),
            ("opening library failed (/usr/lib/libXi.so.6: file too short)", "libXi.so.6", "libxi6"),
        ] {
            let expected = Library { name: name.to_owned(), package: Some(package) };
            assert_eq!(missing(words), Some(expected), "{words}");
        }
    }

    #[test]
    fn one_that_nobody_here_knows_is_named_all_the_same() {
        let words = "opening library failed (libnew.so.1: cannot open shared object file)";
        assert_eq!(missing(words), Some(Library { name: "libnew.so.1".to_owned(), package: None }));
    }

    #[test]
    fn other_words_are_of_no_library() {
        for words in [
            "neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set.",
            "Failed to open connection to X server",
            "Could not find wayland compositor",
            "libEGL.so.1 said that no config matches",
        ] {
            assert_eq!(missing(words), None, "{words}");
        }
    }
}
