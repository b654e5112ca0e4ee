//! Bytes that lists write in other signs.

use super::values::hex_digit;

/// Appends a text, decoding escapes such as `%20`. Everything else stays as it is.
pub(super) fn push_percent(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'%', rest) {
        out.extend_from_slice(&rest[..at]);
        let digits =
            rest.get(at + 1..at + 3).and_then(|pair| Some(hex_digit(pair[0])? << 4 | hex_digit(pair[1])?));
        match digits {
            Some(byte) => {
                out.push(byte);
                rest = &rest[at + 3..];
            }
            None => {
                out.push(b'%');
                rest = &rest[at + 1..];
            }
        }
    }
    out.extend_from_slice(rest);
}

/// Appends a text with the bytes for the signs of vis(3): `\040`, `\s`, `\n`, `\M-C`, `\M^?`, `\^A`, `\\`. Whether all were signs.
pub(super) fn push_vis(text: &[u8], out: &mut Vec<u8>) -> bool {
    let mut rest = text;
    let mut is_sound = true;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let (byte, used) = match *rest {
            [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', ..] => {
                ((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'), 3)
            }
            [b'M', b'-', sign, ..] => (sign | 0x80, 3),
            [b'M', b'^', sign, ..] => (control(sign) | 0x80, 3),
            [b'^', sign, ..] => (control(sign), 2),
            [b'x', a, b, ..] if hex_digit(a).is_some() && hex_digit(b).is_some() => {
                (hex_digit(a).unwrap_or(0) << 4 | hex_digit(b).unwrap_or(0), 3)
            }
            [b'n', ..] => (b'\n', 1),
            [b'r', ..] => (b'\r', 1),
            [b'b', ..] => (8, 1),
            [b'a', ..] => (7, 1),
            [b'v', ..] => (11, 1),
            [b't', ..] => (b'\t', 1),
            [b'f', ..] => (12, 1),
            [b's', ..] => (b' ', 1),
            [b'E', ..] => (27, 1),
            [b'0', ..] => (0, 1),
            [sign @ (b'\\' | b'#' | b'=' | b' ' | b'"' | b'*' | b'?' | b'['), ..] => (sign, 1),
            _ => {
                is_sound = false;
                (b'\\', 0)
            }
        };
        out.push(byte);
        rest = &rest[used..];
    }
    out.extend_from_slice(rest);
    is_sound
}

const fn control(sign: u8) -> u8 {
    if sign == b'?' { 0x7F } else { sign & 0x1F }
}

/// Appends a text with the bytes for `\#012`, as rsync writes what can't be seen.
pub(super) fn push_rsync(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memmem::find(rest, b"\\#") {
        out.extend_from_slice(&rest[..at]);
        match rest[at + 2..] {
            [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', ..] => {
                out.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
                rest = &rest[at + 5..];
            }
            _ => {
                out.extend_from_slice(b"\\#");
                rest = &rest[at + 2..];
            }
        }
    }
    out.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_is_its_byte() {
        let vis = |text: &str| {
            let mut out = Vec::new();
            let is_sound = push_vis(text.as_bytes(), &mut out);
            (out, is_sound)
        };
        assert_eq!(
            vis(r"\slead\040x\n\r\\y\M^?\M-C\M-/\^A\075"),
            (b" lead x\n\r\\y\xFF\xC3\xAF\x01=".to_vec(), true)
        );
        assert_eq!(vis(r"a\qb\"), (br"a\qb\".to_vec(), false));
        let mut out = Vec::new();
        push_percent(b"with%20blank%ff%zz%2", &mut out);
        assert_eq!(out, b"with blank\xFF%zz%2");
        out.clear();
        push_rsync(br"bad\#377.bin \#9 \#134#012 \x", &mut out);
        assert_eq!(out, b"bad\xFF.bin \\#9 \\#012 \\x");
    }
}
