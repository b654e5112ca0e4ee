//! Numbers in texts by their value: `file2` before `file10`.
//!
//! A text becomes a key whose bytes are in that order, so that everything that orders texts by their bytes does so by keys too. In a key
//! the digits of a number stand without leading zeros behind their count; more digits are a larger number, and as many are compared as
//! they are. The count is written so that it stands where digits do among other characters, and has no NUL byte in it.

/// Counts below this are one byte, a digit.
const LONG: usize = 9;
/// What one more byte of a long count stands for at most.
const STEP: usize = 254;

/// The key of a folded text, or of an ASCII text in any case, byte by byte. Texts have the same key that differ in leading zeros only.
pub(super) fn key(text: &[u8]) -> Key<'_> {
    Key { rest: text, digits: 0, count: Count::None }
}

/// The `N` bytes from `from` on of a shorter key that orders texts in the same way, zeros behind its end: a number of up to
/// [`DIGITS`] digits is written in base [`BASE`], behind the count of its places. A sort looks at so many bytes at a time, and each look is a
/// step of memory away: with the digits themselves most names took one look more.
pub(super) fn key_part<const N: usize>(text: &[u8], from: usize) -> [u8; N] {
    let mut out = Window { part: [0; N], filled: 0, skip: from };
    let mut rest = text;
    while !rest.is_empty() && out.filled < N {
        let digits = rest.iter().position(u8::is_ascii_digit).unwrap_or(rest.len());
        let (letters, numbers) = rest.split_at(digits);
        out.push(letters);
        let end = numbers.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(numbers.len());
        let (number, behind) = numbers.split_at(end);
        rest = behind;
        if !number.is_empty() {
            push_number(number, &mut out);
        }
    }
    out.part
}

/// Decimal digits that every `u64` has room for.
const DIGITS: usize = 19;
/// Of the places of a number in a key. They are written as 1 to 254, as a key has no NUL byte.
const BASE: u64 = 254;
/// Places of the largest number of [`DIGITS`] digits.
const PLACES: usize = 8;

fn push_number<const N: usize>(number: &[u8], out: &mut Window<N>) {
    let zeros = number.iter().take_while(|&&byte| byte == b'0').count();
    let number = &number[zeros..];
    if number.len() > DIGITS {
        let mut count = Key { rest: &[], digits: 0, count: Count::Long(number.len() - DIGITS) };
        out.push(&[b'0' + PLACES as u8 + 1]);
        while let Count::Long(left) = count.count {
            out.push_as_it_is(&[count.long(left)]);
        }
        return out.push(number);
    }
    let mut value = number.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
    let (mut places, mut first) = ([0; PLACES], PLACES);
    while value > 0 {
        first -= 1;
        places[first] = (value % BASE) as u8 + 1;
        value /= BASE;
    }
    out.push(&[b'0' + (PLACES - first) as u8]);
    out.push_as_it_is(&places[first..]);
}

/// Bytes of a longer text.
struct Window<const N: usize> {
    part: [u8; N],
    filled: usize,
    /// Bytes that lie before them.
    skip: usize,
}

impl<const N: usize> Window<N> {
    /// In lower case.
    fn push(&mut self, bytes: &[u8]) {
        let start = self.filled;
        self.push_as_it_is(bytes);
        self.part[start..self.filled].make_ascii_lowercase();
    }

    fn push_as_it_is(&mut self, bytes: &[u8]) {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        let taken = (bytes.len() - skipped).min(N - self.filled);
        self.part[self.filled..self.filled + taken].copy_from_slice(&bytes[skipped..skipped + taken]);
        self.filled += taken;
    }
}

/// See [`key`].
#[derive(Debug, Clone)]
pub(super) struct Key<'a> {
    rest: &'a [u8],
    /// How many bytes of the rest are digits of a number that has begun.
    digits: usize,
    count: Count,
}

/// What is still to be written of a number's count of digits.
#[derive(Debug, Clone, Copy)]
enum Count {
    None,
    Long(usize),
}

impl Iterator for Key<'_> {
    type Item = u8;

    #[inline]
    fn next(&mut self) -> Option<u8> {
        if let Count::Long(left) = self.count {
            return Some(self.long(left));
        }
        let (&byte, behind) = self.rest.split_first()?;
        if self.digits > 0 {
            self.digits -= 1;
        } else if byte.is_ascii_digit() {
            return Some(self.begin());
        }
        self.rest = behind;
        Some(byte.to_ascii_lowercase())
    }
}

impl Key<'_> {
    /// The first byte of a number.
    fn begin(&mut self) -> u8 {
        let run = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let zeros = self.rest[..run].iter().take_while(|&&byte| byte == b'0').count();
        self.rest = &self.rest[zeros..];
        self.digits = run - zeros;
        if self.digits >= LONG {
            self.count = Count::Long(self.digits - LONG);
        }
        b'0' + self.digits.min(LONG) as u8
    }

    /// A byte of a long count: 255 for [`STEP`] more, or else what is left, plus one.
    fn long(&mut self, left: usize) -> u8 {
        match left.checked_sub(STEP) {
            Some(left) => {
                self.count = Count::Long(left);
                u8::MAX
            }
            None => {
                self.count = Count::None;
                1 + left as u8
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Ordering;

    fn compared(a: &str, b: &str) -> Ordering {
        key(a.as_bytes()).cmp(key(b.as_bytes()))
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
            assert!(key(nines(count).as_bytes()).all(|byte| byte != 0));
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
            prop_assert_eq!(&key_part::<16>(text.as_bytes(), from)[..], &whole[from..from + 16]);
        }

        #[test]
        fn a_key_ends_only_where_the_text_does(a in "[^\0]{0,20}") {
            prop_assert!(key(a.as_bytes()).all(|byte| byte != 0));
            prop_assert_eq!(key(a.as_bytes()).next().is_none(), a.is_empty());
        }
    }
}
