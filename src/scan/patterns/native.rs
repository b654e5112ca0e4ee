//! A pattern as it is typed on this system: where a backslash separates folders, it does in a pattern, too.

use std::borrow::Cow;

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

#[cfg(test)]
mod tests {
    use super::*;

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
