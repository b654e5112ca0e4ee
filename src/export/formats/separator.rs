//! What stands between the cells of a CSV.

/// What stands between two cells of a CSV: a sign that is in no number and no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Separator(u8);

impl Separator {
    /// As RFC 4180 has it, and spreadsheets where the decimal mark is a point.
    pub const COMMA: Separator = Separator(b',');
    /// For spreadsheets where the decimal mark is a comma.
    pub const SEMICOLON: Separator = Separator(b';');
    /// A tab.
    pub const TAB: Separator = Separator(b'\t');

    /// The separators that a user is offered, with their names.
    pub const NAMED: [(Separator, &str); 4] = [
        (Separator::COMMA, "comma"),
        (Separator::SEMICOLON, "semicolon"),
        (Separator::TAB, "tab"),
        (Separator(b'|'), "pipe"),
    ];

    /// The one of [`Separator::NAMED`] with this name; `None` if there is none.
    pub fn named(name: &str) -> Option<Separator> {
        Separator::NAMED.into_iter().find_map(|(separator, own)| (own == name).then_some(separator))
    }

    /// Its name; `None` if it is another sign.
    pub fn name(self) -> Option<&'static str> {
        Separator::NAMED.into_iter().find_map(|(separator, name)| (separator == self).then_some(name))
    }

    /// The separator with this name, or this very sign; `None` if it can't be one.
    pub fn parse(text: &str) -> Option<Separator> {
        if let Some(separator) = Separator::named(text) {
            return Some(separator);
        }
        match *text.as_bytes() {
            [
                sign @ (b'\t' | b'!' | b'#'..=b'\'' | b'*' | b',' | b';'..=b'?' | b'^'..=b'`' | b'|' | b'~'),
            ] => Some(Separator(sign)),
            _ => None,
        }
    }

    pub(super) fn byte(self) -> u8 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_is_in_no_number_date_or_path() {
        for (text, byte) in
            [(",", b','), ("tab", b'\t'), ("\t", b'\t'), ("semicolon", b';'), ("|", b'|'), ("^", b'^')]
        {
            assert_eq!(Separator::parse(text).map(Separator::byte), Some(byte), "{text}");
        }
        let bad =
            ["", "\"", "a", "7", "-", ":", ".", "/", "\\", "+", " ", "\n", "\r", ";;", "é", "@", "(", "["];
        assert!(bad.iter().all(|text| Separator::parse(text).is_none()));
    }
}
