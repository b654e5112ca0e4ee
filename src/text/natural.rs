//! Numbers in texts by their value: `file2` before `file10`.
//!
//! A text becomes a key whose bytes are in that order, so that everything that orders texts by their bytes does so by keys too. In a key a
//! number of up to [`DIGITS`] digits is written in base [`BASE`] behind the count of its places: more places are a larger number, and as many
//! are compared as they are. A longer one keeps its digits, without leading zeros, behind their count. The count is written so that it stands
//! where digits do among other characters, and no key has a NUL byte in it.
//!
//! A sort looks at so many bytes at a time, and each look is a step of memory away: with the digits themselves most names took one more.

use std::cmp::Ordering;

/// Decimal digits that every `u64` has room for.
const DIGITS: usize = 19;
/// Of the places of a number in a key. They are written as 1 to 254.
const BASE: u64 = 254;
/// Places of the largest number of [`DIGITS`] digits.
const PLACES: usize = 8;
/// What one more byte of a long count stands for at most.
const STEP: usize = 254;
/// Bytes of two keys that are compared at once.
const COMPARED: usize = 64;

/// The key of a folded text, or of an ASCII text in any case. Texts have the same key that differ in leading zeros only.
pub(super) fn key(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    write(text, &mut out);
    out
}

/// The `N` bytes from `from` on of [`key`], zeros behind its end.
pub(super) fn key_part<const N: usize>(text: &[u8], from: usize) -> [u8; N] {
    let mut out = Window { part: [0; N], filled: 0, skip: from };
    write(text, &mut out);
    out.part
}

/// Which of two keys comes first.
pub(super) fn compare(a: &[u8], b: &[u8]) -> Ordering {
    let mut from = 0;
    loop {
        let (a, b) = (key_part::<COMPARED>(a, from), key_part::<COMPARED>(b, from));
        // Where both end, they end in zeros.
        if a != b || a[COMPARED - 1] == 0 {
            return a.cmp(&b);
        }
        from += COMPARED;
    }
}

fn write(text: &[u8], out: &mut impl KeySink) {
    let mut rest = text;
    while !rest.is_empty() && !out.is_full() {
        let digits = rest.iter().position(u8::is_ascii_digit).unwrap_or(rest.len());
        let (letters, numbers) = rest.split_at(digits);
        out.put_lowered(letters);
        let end = numbers.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(numbers.len());
        let (number, behind) = numbers.split_at(end);
        rest = behind;
        if !number.is_empty() {
            write_number(number, out);
        }
    }
}

fn write_number(number: &[u8], out: &mut impl KeySink) {
    let zeros = number.iter().take_while(|&&byte| byte == b'0').count();
    let number = &number[zeros..];
    if let Some(mut more) = number.len().checked_sub(DIGITS + 1) {
        out.put(&[b'0' + PLACES as u8 + 1]);
        while more >= STEP {
            out.put(&[u8::MAX]);
            more -= STEP;
        }
        out.put(&[1 + more as u8]);
        return out.put(number);
    }
    let mut value = number.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
    let (mut places, mut first) = ([0; PLACES], PLACES);
    while value > 0 {
        first -= 1;
        places[first] = (value % BASE) as u8 + 1;
        value /= BASE;
    }
    out.put(&[b'0' + (PLACES - first) as u8]);
    out.put(&places[first..]);
}

/// Where a key is written to.
trait KeySink {
    fn put(&mut self, bytes: &[u8]);
    fn put_lowered(&mut self, bytes: &[u8]);
    /// Whether nothing more is taken.
    fn is_full(&self) -> bool;
}

impl KeySink for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    fn put_lowered(&mut self, bytes: &[u8]) {
        self.extend(bytes.iter().map(u8::to_ascii_lowercase));
    }

    fn is_full(&self) -> bool {
        false
    }
}

/// Bytes of a longer key.
struct Window<const N: usize> {
    part: [u8; N],
    filled: usize,
    /// Bytes that lie before them.
    skip: usize,
}

impl<const N: usize> KeySink for Window<N> {
    fn put(&mut self, bytes: &[u8]) {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        let taken = (bytes.len() - skipped).min(N - self.filled);
        self.part[self.filled..self.filled + taken].copy_from_slice(&bytes[skipped..skipped + taken]);
        self.filled += taken;
    }

    fn put_lowered(&mut self, bytes: &[u8]) {
        let start = self.filled;
        self.put(bytes);
        self.part[start..self.filled].make_ascii_lowercase();
    }

    fn is_full(&self) -> bool {
        self.filled == N
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compared(a: &str, b: &str) -> Ordering {
        compare(a.as_bytes(), b.as_bytes())
    }

    /// The same by parts: each a character, or a number by its value; numbers stand where the digits do.
    fn expected(a: &str, b: &str) -> Ordering {
        #[derive(PartialEq, Eq, PartialOrd, Ord)]
        enum Part {
            Before(u8),
            Number(u128),
            Behind(u8),
        }
        let parts = |text: &str| {
            let bytes = text.as_bytes();
            let runs = bytes.chunk_by(|a, b| a.is_ascii_digit() && b.is_ascii_digit());
            let part = |run: &[u8]| match run[0] {
                b'0'..=b'9' => Part::Number(std::str::from_utf8(run).unwrap().parse().unwrap()),
                byte if byte < b'0' => Part::Before(byte),
                byte => Part::Behind(byte),
            };
            runs.map(part).collect::<Vec<_>>()
        };
        parts(a).cmp(&parts(b))
    }

    #[test]
    fn numbers_come_by_their_value() {
        let ordered = [
            "",
            " ",
            "-",
            "0",
            "1",
            "2",
            "2.5",
            "9",
            "10",
            "10a",
            "99999999",
            "100000000",
            "999999999",
            "1000000000",
            "a",
            "a 1",
            "a-1",
            "a.txt",
            "a0",
            "a1",
            "a1.txt",
            "a1b",
            "a2",
            "a10",
            "a010b",
            "a11",
            "a:",
            "aa",
            "file2",
            "file10",
            "file100",
            "v1.2",
            "v1.10",
            "v2.0",
        ];
        for (at, a) in ordered.iter().enumerate() {
            for (other, b) in ordered.iter().enumerate() {
                assert_eq!(compared(a, b), at.cmp(&other), "{a} {b}");
            }
        }
        for (a, b) in [("a01", "a1"), ("000", "0"), ("x007y08", "x7y8"), ("A1", "a1")] {
            assert_eq!(compared(a, b), Ordering::Equal, "{a} {b}");
        }
        // Longer than any name.
        let nines = |count: usize| "9".repeat(count);
        for count in [8, 9, 10, 262, 263, 264, 516, 517, 518, 2000] {
            assert_eq!(
                compared(&nines(count), &format!("1{}", "0".repeat(count))),
                Ordering::Less,
                "{count}"
            );
            assert!(key(nines(count).as_bytes()).iter().all(|&byte| byte != 0));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn keys_are_ordered_as_values_are(a in "[019a/: .é]{0,12}|[0-9]{1,30}", b in "[019a/: .é]{0,12}|[0-9]{1,30}") {
            prop_assert_eq!(compared(&a, &b), expected(&a, &b));
        }

        #[test]
        fn parts_are_in_the_order_of_keys(
            a in "[^\0]{0,20}|[aB0-9.]{0,40}|0{0,30}[0-9]{15,60}x?|a[0-9]{0,21}", b in "[aB0-9.]{0,40}|[0-9]{15,60}|a[0-9]{0,21}",
        ) {
            let whole = |text: &str| key_part::<200>(text.as_bytes(), 0);
            prop_assert_eq!(whole(&a).cmp(&whole(&b)), compared(&a, &b));
            let end = whole(&a).iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
            prop_assert!(whole(&a)[..end].iter().all(|&byte| byte != 0));
        }

        #[test]
        fn a_part_is_what_the_whole_has_there(text in "[^\0]{0,20}|[aB0-9.]{0,40}|0{0,300}[0-9]{0,600}x?", from in 0..700usize) {
            let whole = key_part::<1000>(text.as_bytes(), 0);
            let key = key(text.as_bytes());
            prop_assert!(whole.starts_with(&key) && whole[key.len()..].iter().all(|&byte| byte == 0));
            prop_assert_eq!(&key_part::<16>(text.as_bytes(), from)[..], &whole[from..from + 16]);
        }

        #[test]
        fn a_key_ends_only_where_the_text_does(a in "[^\0]{0,20}") {
            prop_assert!(key(a.as_bytes()).iter().all(|&byte| byte != 0));
            prop_assert_eq!(key(a.as_bytes()).is_empty(), a.is_empty());
        }
    }
}
