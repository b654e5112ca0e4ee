//! What is said of patterns of `--exclude` that left nothing out: a pattern that is written wrong has no other sign.

use super::Args;
use crate::text;
use std::path::{Path, PathBuf};

/// Patterns that get a line of their own.
const MOST: usize = 5;

/// A line for each of these patterns, which have matched nothing in these picked folders.
pub(super) fn without_effect(patterns: &[&str], picked: &[PathBuf]) -> Vec<String> {
    let told = patterns.iter().take(MOST);
    let mut lines: Vec<String> = told.map(|pattern| line(pattern, picked)).collect();
    if let Some(more @ 1..) = patterns.len().checked_sub(MOST) {
        lines.push(format!("{} of --exclude matched nothing", text::counted(more as u64, "more pattern")));
    }
    lines
}

/// A line about choices of what is listed, where the sheet comes from a file: what is in that is settled.
pub(super) fn without_effect_on_file(args: &Args) -> Option<String> {
    let given: Vec<&str> = [
        ("--exclude", !args.exclude.is_empty()),
        ("--skip-hidden", args.skip_hidden),
        ("--one-file-system", args.one_file_system),
    ]
    .into_iter()
    .filter_map(|(name, is_given)| is_given.then_some(name))
    .collect();
    let (last, before) = given.split_last()?;
    let names =
        if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) };
    let have = if before.is_empty() { "has" } else { "have" };
    Some(format!(
        "{names} {have} no effect on a sheet or list that is opened. --filter leaves rows out of it"
    ))
}

fn line(pattern: &str, picked: &[PathBuf]) -> String {
    let hint = hint(pattern, picked).map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("--exclude '{pattern}' matched nothing{hint}")
}

/// What may be wrong with it, where that shows.
fn hint(pattern: &str, picked: &[PathBuf]) -> Option<String> {
    let path = pattern.strip_prefix('!').unwrap_or(pattern);
    let within = picked.iter().find_map(|folder| Path::new(path).strip_prefix(folder).ok());
    if pattern.starts_with('#') {
        Some("it is a comment. Write \\# for the sign itself".to_owned())
    } else if path.split('/').any(|part| part == "..") {
        Some("patterns don't lead out of the picked folder".to_owned())
    } else if let Some(rest) = within.filter(|rest| !path.starts_with('/') && *rest != Path::new("")) {
        Some(format!("patterns start at the picked folder. Try '/{}'", rest.display()))
    } else if path.contains('{') && path.contains('}') {
        Some("braces are ordinary characters, as in .gitignore. Give --exclude once for each name".to_owned())
    } else if cfg!(windows) && path.contains('\\') {
        Some("a backslash makes the next character an ordinary one. Write / between folders".to_owned())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_pattern_is_said_where_it_shows() {
        let picked = ["t", "/srv/data", "a/b/"].map(PathBuf::from);
        for (pattern, hint) in [
            ("*.o", None),
            ("/private", None),
            ("/srv/data/gone", None),
            ("#x#", Some("it is a comment")),
            ("../x", Some("don't lead out")),
            ("x/../y", Some("don't lead out")),
            ("t/private", Some("Try '/private'")),
            ("!t/private", Some("Try '/private'")),
            ("a/b/c/d", Some("Try '/c/d'")),
            ("t", None),
            ("tt/private", None),
            ("*.{o,a}", Some("braces are ordinary characters")),
            ("{a", None),
        ] {
            let line = line(pattern, &picked);
            assert!(line.starts_with(&format!("--exclude '{pattern}' matched nothing")), "{line}");
            assert_eq!(line.contains(';'), hint.is_some(), "{line}");
            assert!(hint.is_none_or(|hint| line.contains(hint)), "{line}");
        }
    }

    #[test]
    fn a_long_list_is_cut() {
        let lines = without_effect(&["a", "b", "c", "d", "e", "f", "g"], &[]);
        assert_eq!(lines.len(), MOST + 1);
        assert_eq!(lines[MOST], "2 more patterns of --exclude matched nothing");
        assert_eq!(
            without_effect(&["a"; MOST + 1], &[])[MOST],
            "1 more pattern of --exclude matched nothing"
        );
        assert_eq!(without_effect(&["a"; MOST], &[]).len(), MOST);
    }
}
