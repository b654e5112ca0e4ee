//! What is wrong with patterns of what is left out.

use crate::model::{PatternFault, PatternMistake};

/// Which pattern makes no sense, and why; with nothing in it that a terminal would obey.
pub fn pattern_mistake(mistake: &PatternMistake) -> String {
    match mistake {
        PatternMistake::TooMany(most) => format!("too many patterns: {most} at most"),
        PatternMistake::TooLongTogether(most) => {
            format!("the patterns are too long: {most} characters together at most")
        }
        PatternMistake::Pattern { pattern, fault: why } => {
            format!("the pattern {}: {}", quoted(pattern), fault(why))
        }
        PatternMistake::Library(why) => why.clone(),
    }
}

fn fault(fault: &PatternFault) -> String {
    match fault {
        PatternFault::TooLong(most) => format!("it is too long: {most} characters at most"),
        PatternFault::LastBackslash => {
            "a backslash at its end means nothing; write \\\\ for the sign itself".to_owned()
        }
        PatternFault::BackwardRange(first, last) => format!("the range {first}-{last} ends before it begins"),
        PatternFault::NoSuchClass(name) => format!("there are no characters called [:{name}:]"),
        PatternFault::Library(why) => why.clone(),
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
