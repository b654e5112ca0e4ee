//! Permission bits, attributes and accounts to look for: `mode:setuid`, `attr:hidden`, `owner:ana`.

use super::expr::Term;
use super::pieces::Part;
use crate::model::{Attributes, Column, Mistake, ValueMistake, mode};

/// All bits that a mode has.
const ALL: u64 = 0o7777;

/// Bits of a mode that are looked at, and how they are to be.
type Masked = (u64, u64);

/// Words for what a mode may be: for one of these.
const MODES: [(&str, &[Masked]); 9] = [
    ("setuid", &[set(mode::SETUID)]),
    ("setgid", &[set(mode::SETGID)]),
    ("sticky", &[set(mode::STICKY)]),
    ("world-writable", &[set(0o002)]),
    ("world-readable", &[set(0o004)]),
    ("group-writable", &[set(0o020)]),
    ("group-readable", &[set(0o040)]),
    ("executable", &[set(0o100), set(0o010), set(0o001)]),
    ("read-only", &[(0o222, 0)]),
];

const fn set(bits: u16) -> Masked {
    (bits as u64, bits as u64)
}

/// Modes in octal, and words for their bits.
pub(super) fn modes(value: Part<'_>, whole: Part<'_>) -> Result<Term, Mistake> {
    let of = |item: &str| {
        let digits = item.strip_prefix("0o").unwrap_or(item);
        let is_octal = !digits.is_empty() && digits.bytes().all(|digit| matches!(digit, b'0'..=b'7'));
        if is_octal {
            return u64::from_str_radix(digits, 8)
                .ok()
                .filter(|mode| *mode <= ALL)
                .map(|mode| vec![(ALL, mode)]);
        }
        let known = MODES.iter().find(|(word, _)| word.eq_ignore_ascii_case(item));
        known.map(|(_, masked)| masked.to_vec())
    };
    let modes = listed(value, whole, ValueMistake::ModeNeeded, ValueMistake::NotAMode, of)?;
    Ok(Term::Bits(Column::Mode, modes))
}

/// Attributes by their words.
pub(super) fn attributes(value: Part<'_>, whole: Part<'_>) -> Result<Term, Mistake> {
    let of = |item: &str| {
        // No-dump, read-only and read_only are words of others.
        let plain: String = item.chars().filter(|c| !matches!(c, '-' | '_')).collect();
        let found = Attributes::named().find(|(_, word)| word.eq_ignore_ascii_case(&plain));
        found.map(|(one, _)| vec![set(one.bits())])
    };
    let attributes = listed(value, whole, ValueMistake::AttributeNeeded, ValueMistake::NotAnAttribute, of)?;
    Ok(Term::Bits(Column::Attributes, attributes))
}

/// Owners or groups, by name or number.
pub(super) fn accounts(column: Column, value: Part<'_>, whole: Part<'_>) -> Result<Term, Mistake> {
    let of = |item: &str| Some(vec![item.to_lowercase()]);
    // Any word may be a name.
    let wrong = |_| ValueMistake::AccountNeeded;
    Ok(Term::Account(column, listed(value, whole, ValueMistake::AccountNeeded, wrong, of)?))
}

/// What each item of a list stands for; `wrong` is what an item is that stands for nothing, `needed` what is missing in an empty list.
fn listed<T>(
    value: Part<'_>,
    whole: Part<'_>,
    needed: ValueMistake,
    wrong: fn(String) -> ValueMistake,
    of: impl Fn(&str) -> Option<Vec<T>>,
) -> Result<Vec<T>, Mistake> {
    let mut all = Vec::new();
    for item in value.items().filter(|item| !item.text.is_empty()) {
        match of(item.text) {
            Some(some) => all.extend(some),
            None => return Err(item.mistaken(wrong(item.text.to_owned()))),
        }
    }
    if all.is_empty() { Err(whole.mistaken(needed)) } else { Ok(all) }
}
