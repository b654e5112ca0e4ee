//! Patterns of names that are left out, in the syntax of `.gitignore`, and how much of them is let pass.
//!
//! The library that understands them goes down into groups on the stack and makes one regular expression of all, so that too much
//! of either would end the program or hold it up. Measured on the worst that pass: 40 ms, 20 MB.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns at most.
const COUNT: usize = 1_000;
/// Characters of one pattern.
const CHARACTERS: usize = 1_000;
/// Characters of all together.
const ALL: usize = 10_000;
/// Groups in braces in one pattern, beside or in each other.
const GROUPS: usize = 50;

/// Understands patterns; `None` where there are none.
///
/// # Errors
/// Which is too long or can't be understood, and why.
pub fn understood(lines: &[String]) -> Result<Option<Gitignore>, String> {
    let patterns = parsed(lines)?.build().map_err(|error| error.to_string())?;
    Ok((!patterns.is_empty()).then_some(patterns))
}

/// Whether every pattern can be understood. Takes microseconds: nothing is compiled.
///
/// # Errors
/// Which can't, and why.
pub fn check_patterns(lines: &[String]) -> Result<(), String> {
    parsed(lines).map(drop)
}

fn parsed(lines: &[String]) -> Result<GitignoreBuilder, String> {
    if lines.len() > COUNT {
        return Err(format!("too many patterns: {COUNT} at most"));
    }
    let mut builder = GitignoreBuilder::new("");
    let mut all = 0;
    for line in lines {
        let wrong = |why: &str| format!("the pattern {}: {why}", quoted(line));
        let characters = line.chars().count();
        if characters > CHARACTERS {
            return Err(wrong(&format!("it is too long: {CHARACTERS} characters at most")));
        }
        if line.matches('{').count() > GROUPS {
            return Err(wrong(&format!("too many groups in braces: {GROUPS} at most")));
        }
        all += characters;
        builder.add_line(None, line).map_err(|error| wrong(&why(&error)))?;
    }
    if all > ALL {
        return Err(format!("the patterns are too long: {ALL} characters together at most"));
    }
    Ok(builder)
}

/// What the library says, without the pattern, which may be long.
fn why(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        error => error.to_string(),
    }
}

/// The beginning of a pattern, with nothing in it that a terminal would obey.
fn quoted(line: &str) -> String {
    const SHOWN: usize = 40;
    match line.char_indices().nth(SHOWN) {
        None => format!("{line:?}"),
        Some((end, _)) => format!("{:?}…", &line[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(lines: &[&str]) -> String {
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        let checked = check_patterns(&lines).unwrap_err();
        assert_eq!(understood(&lines).unwrap_err(), checked);
        assert!(checked.len() < 300, "{} bytes", checked.len());
        checked
    }

    #[test]
    fn what_would_overflow_the_stack_is_refused() {
        let deep = |open: &str, close: &str| open.repeat(100_000) + "a" + &close.repeat(100_000);
        for line in [deep("{", "}"), deep("{a,", "}"), deep("{[}]", ""), deep("{", ""), deep("[", "]")] {
            assert!(mistake(&[&line]).contains("it is too long: 1000 characters at most"), "{line:.10}");
        }
        for line in ["{".repeat(51) + "a" + &"}".repeat(51), "{a,b}".repeat(51), "{[}]".repeat(51)] {
            assert!(mistake(&[&line]).contains("too many groups in braces: 50 at most"), "{line}");
        }
        assert!(mistake(&[&"a ".repeat(501)]).contains("too long"));
    }

    #[test]
    fn what_is_let_pass_can_be_understood() {
        let deep = "{".repeat(50) + "a" + &"}".repeat(50);
        let long =
            ["?".repeat(1000), "*a".repeat(500), "**".repeat(500), "[!é]".repeat(250), "é".repeat(1000)];
        for line in long.into_iter().chain([deep, "{a,*}".repeat(50), "[".repeat(1000)]) {
            let lines = vec![line; 10];
            assert_eq!(understood(&lines[..1]).map(|patterns| patterns.is_some()), Ok(true));
            let characters = lines.concat().chars().count();
            assert!(characters <= ALL && understood(&lines).is_ok(), "{:.10}", lines[0]);
        }
        assert!(understood(&vec!["*.tmp".to_owned(); 1000]).is_ok());
    }

    #[test]
    fn many_are_bounded_together() {
        assert!(mistake(&["a"; 1001]).contains("too many patterns: 1000 at most"));
        let long = "a".repeat(1000);
        assert!(mistake(&[&long[..]; 11]).contains("10000 characters together"));
    }

    #[test]
    fn a_mistake_names_the_pattern_and_shows_no_control_character() {
        assert_eq!(
            mistake(&["ok", "{a"]),
            "the pattern \"{a\": unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)"
        );
        assert!(mistake(&["{\u{1b}[31m"]).starts_with("the pattern \"{\\u{1b}[31m\": "));
    }
}
