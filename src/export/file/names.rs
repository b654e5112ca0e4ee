//! How the files are called that an export makes for itself.

use std::collections::hash_map::RandomState;
use std::ffi::{OsStr, OsString};
use std::hash::BuildHasher;

/// What their names begin with.
const PREFIX: &str = ".foldersheet-";
/// Letters and digits after that.
const RANDOM: usize = 6;
/// The suffix of a file that is being written: once no program writes it any more, it is worthless.
const PART: &str = ".part";
/// How the name of a file ends that holds what a target held before, while several targets are replaced. No search takes it away.
const OLD: &str = ".old";

/// Files of one name that are kept at most.
pub(super) const MOST_KEPT: u32 = 1000;

/// The name for a file that had this one and is kept: `name.old`, `name.old-2` and so on.
pub(super) fn kept(name: &OsStr, number: u32) -> OsString {
    let mut kept = name.to_owned();
    kept.push(OLD);
    if number > 1 {
        kept.push(format!("-{number}"));
    }
    kept
}

/// A random name for a file that is written. Its creator makes sure that it is new.
pub(super) fn part() -> OsString {
    random(PART)
}

/// A random name for what a target held before.
pub(super) fn old() -> OsString {
    random(OLD)
}

/// Whether an export that was killed may have left a file with this name.
pub(super) fn is_part(name: &OsStr) -> bool {
    let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(PART));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// The name only has to be free, and the system says if it isn't: nothing is gained by guessing it.
fn random(suffix: &str) -> OsString {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    // The standard library's keys are random in each program and different each time.
    let mut bits = RandomState::new().hash_one(0_u8);
    let mut name = String::from(PREFIX);
    for _ in 0..RANDOM {
        let base = LETTERS.len() as u64;
        name.push(char::from(LETTERS[(bits % base) as usize]));
        bits /= base;
    }
    (name + suffix).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_own_names_are_known_again_and_no_others() {
        for name in (0..100).map(|_| part()).chain([".foldersheet-Xy01zQ.part".into()]) {
            assert!(is_part(&name), "{}", name.display());
        }
        for name in [
            ".foldersheet-short.part",
            ".foldersheet-abcdefg.part",
            ".foldersheet-ab-cde.part",
            ".foldersheet-äöü.part",
            "foldersheet-abcdef.part",
            ".foldersheet-abcdef.part.bak",
            ".foldersheet-abcdef.old",
        ] {
            assert!(!is_part(OsStr::new(name)), "{name}");
        }
        assert!(!is_part(&old()));
        assert_ne!(part(), part());
    }
}
