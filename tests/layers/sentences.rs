//! Sentences stand in the room `words`: the rooms that only decide what is the matter build none, so that another language is another
//! such room.

use super::sources::sources;
use std::path::Path;

/// The rooms that build no sentences.
const ROOMS: [&str; 6] = ["model", "scan", "store", "view", "export", "session"];

/// What has as many words as a sentence and may stay, and why.
const ALLOWED: [&str; 12] = [
    // Names of what was tried, in files as in lists: a program that reads the list of problems knows them by these.
    "open picked folder",
    "changed while reading",
    "kernel file system, skipped",
    "automount point, not entered",
    "cloud folder, not listed",
    "no answer from the drive",
    "add up folder",
    "left out of the list",
    // The title of a column, which stands with all else about it.
    "Size on disk",
    // In an `io::Error`, beside those that the system makes.
    "another folder is in its place",
    "the name is a path",
    "the file system's list of the folder's names is damaged",
];

#[test]
fn no_sentence_is_built_where_it_is_only_decided() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for source in sources().iter().filter(|source| ROOMS.contains(&source.room())) {
        let text = std::fs::read_to_string(src.join(&source.path)).unwrap();
        let is_sentence = |literal: &String| words(literal) >= 3 && !ALLOWED.contains(&literal.as_str());
        let sentences: Vec<String> = literals(&text).into_iter().filter(is_sentence).collect();
        assert!(sentences.is_empty(), "{} builds sentences: {sentences:?}", source.path.display());
    }
}

/// How many words of a language a literal has: no numbers, paths and places for values.
fn words(literal: &str) -> usize {
    let is_word = |part: &&str| {
        if part.contains('{') {
            return false;
        }
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
    };
    literal.split_whitespace().filter(is_word).count()
}

/// The text literals of a file that are compiled into a program, with their escapes as they are written: none in comments, attributes and
/// the tests at its end.
fn literals(text: &str) -> Vec<String> {
    let text = text.split("\nmod tests {").next().unwrap();
    let mut literals = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = if rest.starts_with("//") {
            rest.split_once('\n').map_or("", |(_, rest)| rest)
        } else if rest.starts_with("#[") || rest.starts_with("#![") {
            after_attribute(rest)
        } else if let Some((literal, after)) = raw(rest) {
            literals.push(literal.to_owned());
            after
        } else if c == '"' {
            let end = end_of_literal(rest);
            literals.push(rest[1..end].to_owned());
            rest.get(end + 1..).unwrap_or_default()
        } else if c == '\'' {
            after_character(rest)
        } else {
            &rest[c.len_utf8()..]
        };
    }
    literals
}

/// Where the literal ends that a text begins with: at its second quote that no backslash is before.
fn end_of_literal(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    text.len()
}

/// The raw literal that a text begins with, and what follows it.
fn raw(text: &str) -> Option<(&str, &str)> {
    let signs = text.strip_prefix('r')?;
    let inner = signs.trim_start_matches('#');
    let signs = &signs[..signs.len() - inner.len()];
    inner.strip_prefix('"')?.split_once(&format!("\"{signs}"))
}

/// What follows a character, or a lifetime, whose names no literal holds.
fn after_character(text: &str) -> &str {
    let inner = &text[1..];
    match inner.strip_prefix('\\') {
        // An escape is a letter or more.
        Some(escape) => {
            let skipped = escape.chars().next().map_or(0, char::len_utf8);
            escape[skipped..].split_once('\'').map_or("", |(_, rest)| rest)
        }
        None => {
            let after = inner.chars().next().map_or(inner, |c| &inner[c.len_utf8()..]);
            after.strip_prefix('\'').unwrap_or(inner)
        }
    }
}

fn after_attribute(text: &str) -> &str {
    let mut depth = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match c {
            '"' => rest = rest.get(end_of_literal(rest)..).unwrap_or_default(),
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        if c == ']' && depth == 0 {
            break;
        }
    }
    rest
}

#[test]
fn the_reader_of_literals_sees_what_is_compiled() {
    let code = r##"
        //! "Not this one here".
        #[allow(unused, reason = "nor this [one] here")]
        fn f<'a>(quote: char) -> &'a str {
            let _ = ('"', '\'', '\u{1b}', "it is \"this\" one", r#"and "this" raw one"#); // "no remark is one"
            format!("over {} \
                     two lines it is")
        }
#[cfg(test)]
mod tests {
    const NOT: &str = "what a test says";
"##;
    let found = literals(&code.replace("        #[", "#["));
    let over_two = "over {} \\\n                     two lines it is";
    assert_eq!(found, [r#"it is \"this\" one"#, r#"and "this" raw one"#, over_two]);
    assert!(found.iter().all(|literal| words(literal) >= 3), "{found:?}");
    for no_sentence in ["", "worker-{number}", "/proc/self/status", "a b", ", then ", "[{0}, {1}) of {2}"] {
        assert!(words(no_sentence) < 3, "{no_sentence}");
    }
}
