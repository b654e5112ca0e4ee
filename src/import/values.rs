//! Values as lists write them: numbers, times in seconds, attributes, permissions.

use crate::model::{Attributes, Kind};

/// A whole number in decimal digits.
#[inline]
pub(super) fn number(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 20 {
        return None;
    }
    text.iter().try_fold(0_u64, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

/// The same with a sign.
pub(super) fn signed(text: &[u8]) -> Option<i64> {
    match text.strip_prefix(b"-") {
        Some(digits) => 0_i64.checked_sub_unsigned(number(digits)?),
        None => number(text)?.try_into().ok(),
    }
}

/// Permissions in octal digits, as [`Facts::mode`](crate::model::Facts::mode): without the kind of file, which some tools write before
/// them.
pub(super) fn mode(text: &[u8]) -> Option<u16> {
    let is_octal = |byte: &u8| (b'0'..=b'7').contains(byte);
    if text.is_empty() || text.len() > 8 || !text.iter().all(is_octal) {
        return None;
    }
    let number = text.iter().fold(0, |number, byte| number << 3 | u32::from(byte - b'0'));
    Some((number & 0o7777) as u16)
}

/// A whole number in hexadecimal digits behind `0x`.
pub(super) fn hexadecimal(text: &[u8]) -> Option<u64> {
    let digits = text.strip_prefix(b"0x").or_else(|| text.strip_prefix(b"0X"))?;
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    digits.iter().try_fold(0, |number, byte| Some(number << 4 | u64::from(hex_digit(*byte)?)))
}

/// The value of a hexadecimal digit.
pub(super) fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// Appends the bytes that hexadecimal digits stand for; whether they do.
pub(super) fn push_hex(digits: &[u8], out: &mut Vec<u8>) -> bool {
    let pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => Some(hex_digit(*high)? << 4 | hex_digit(*low)?),
        _ => None,
    });
    pairs.map(|byte| byte.map(|byte| out.push(byte))).all(|pushed| pushed.is_some())
}

/// A whole number whose digits may be in groups of three with one mark between them: `1,234,567`, `1 234`, `1'234`. Without groups it is any
/// number.
pub(super) fn grouped(text: &[u8]) -> Option<u64> {
    if let Some(number) = number(text) {
        return Some(number);
    }
    let text = std::str::from_utf8(text).ok()?;
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') {
        return None;
    }
    let mut groups = text.split(mark);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits += group;
    }
    number(digits.as_bytes())
}

/// Attributes as Windows has them in a number.
#[inline]
pub(super) fn windows_attributes(bits: u64) -> Attributes {
    Attributes::default()
        .with(Attributes::READ_ONLY, bits & 0x1 != 0)
        .with(Attributes::HIDDEN, bits & 0x2 != 0)
        .with(Attributes::SYSTEM, bits & 0x4 != 0)
        .with(Attributes::ARCHIVE, bits & 0x20 != 0)
        .with(Attributes::COMPRESSED, bits & 0x800 != 0)
        .with(Attributes::OFFLINE, bits & 0x1000 != 0)
        .with(Attributes::ENCRYPTED, bits & 0x4000 != 0)
        .with(Attributes::RECALL, bits & 0x44_0000 != 0)
}

/// The bit by which Windows marks a folder.
pub(super) const FOLDER_BIT: u64 = 0x10;

/// Attributes in whatever form, and whether a folder is marked among them: a number, letters (`RHSA`), or words (`Hidden, Archive`).
pub(super) fn attributes(text: &[u8]) -> Option<(Attributes, bool)> {
    if let Some(bits) = number(text).or_else(|| hexadecimal(text)) {
        return Some((windows_attributes(bits), bits & FOLDER_BIT != 0));
    }
    let text = std::str::from_utf8(text).ok()?;
    let mut found = (Attributes::default(), false);
    if text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-' || byte == b' ') {
        for letter in text.bytes() {
            let attribute = match letter {
                b'R' => Attributes::READ_ONLY,
                b'H' => Attributes::HIDDEN,
                b'S' => Attributes::SYSTEM,
                b'A' => Attributes::ARCHIVE,
                b'C' => Attributes::COMPRESSED,
                b'E' => Attributes::ENCRYPTED,
                b'O' => Attributes::OFFLINE,
                b'M' => Attributes::RECALL,
                _ => Attributes::default(),
            };
            found = (found.0.with(attribute, true), found.1 || letter == b'D');
        }
        return Some(found);
    }
    for word in text.split([',', ' ']).filter(|word| !word.is_empty()) {
        let attribute = Attributes::named().find(|(_, name)| name.eq_ignore_ascii_case(word));
        match attribute {
            Some((attribute, _)) => found.0 = found.0.with(attribute, true),
            None => found.1 |= word.eq_ignore_ascii_case("directory"),
        }
    }
    Some(found)
}

/// Permissions as `ls -l` has them, with the letter of the kind in front.
pub(super) fn letters_of_mode(text: &[u8]) -> Option<(Kind, u16)> {
    let [kind, bits @ ..] = text.get(..10)? else { return None };
    let kind = match kind {
        b'-' => Kind::File,
        b'd' => Kind::Folder,
        b'l' => Kind::Symlink,
        b'p' => Kind::Fifo,
        b's' => Kind::Socket,
        b'b' => Kind::Block,
        b'c' => Kind::Char,
        _ => return None,
    };
    let mut mode = 0;
    for (at, byte) in bits.iter().enumerate() {
        let (bit, special) = (0o400 >> at, 0o4000 >> (at / 3));
        mode |= match (at % 3, byte) {
            (_, b'-') => 0,
            (0, b'r') | (1, b'w') | (2, b'x') => bit,
            (2, b's' | b't') => bit | special,
            (2, b'S' | b'T') => special,
            _ => return None,
        };
    }
    Some((kind, mode))
}

/// Seconds since 1970 of a time in 100 nanoseconds since 1601, rounded down.
#[inline]
pub(super) fn file_time(ticks: u64) -> Option<i64> {
    // Windows has 0, and all bits, for an unknown time.
    (ticks != 0 && ticks != u64::MAX).then(|| (ticks / 10_000_000) as i64 - 11_644_473_600)
}

/// Seconds since 1970 of a number of them with a fraction, rounded down.
pub(super) fn seconds(text: &[u8]) -> Option<i64> {
    let dot = text.iter().position(|byte| *byte == b'.');
    let (whole, fraction) = dot.map_or((text, &b""[..]), |dot| (&text[..dot], &text[dot + 1..]));
    if !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let whole = signed(whole)?;
    let is_below = text.first() == Some(&b'-') && fraction.iter().any(|digit| *digit != b'0');
    if is_below { whole.checked_sub(1) } else { Some(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_or_none() {
        assert_eq!(number(b"18446744073709551615"), Some(u64::MAX));
        for text in [&b""[..], b"18446744073709551616", b"1.5", b"-1", b"+1", b" 1", b"1e3"] {
            assert_eq!(number(text), None);
        }
        assert_eq!(
            (grouped(b"1,234,567"), grouped(b"1,23"), grouped("1\u{a0}234".as_bytes())),
            (Some(1_234_567), None, Some(1234))
        );
        assert_eq!(
            (mode(b"104755"), mode(b"8"), hexadecimal(b"0x65e0ce47")),
            (Some(0o4755), None, Some(0x65e0_ce47))
        );
        assert_eq!(
            (seconds(b"-1.5"), seconds(b"981173106.789"), seconds(b"-2.0"), seconds(b"x")),
            (Some(-2), Some(981_173_106), Some(-2), None)
        );
        assert_eq!((file_time(133_033_536_000_000_000), file_time(0)), (Some(1_658_880_000), None));
    }

    #[test]
    fn attributes_come_in_three_forms() {
        let archive_hidden = Attributes::ARCHIVE.with(Attributes::HIDDEN, true);
        for text in ["34", "HA", "0x22", "Hidden, Archive", "hidden archive"] {
            assert_eq!(attributes(text.as_bytes()), Some((archive_hidden, false)), "{text}");
        }
        assert_eq!(attributes(b"Directory"), Some((Attributes::default(), true)));
        assert_eq!(attributes(b"16"), Some((Attributes::default(), true)));
        assert_eq!(letters_of_mode(b"drwxr-sr-t"), Some((Kind::Folder, 0o3755)));
        assert_eq!(letters_of_mode(b"-rw-r--r--"), Some((Kind::File, 0o644)));
        assert_eq!(letters_of_mode(b"-rw-r--rx-"), None);
    }
}
