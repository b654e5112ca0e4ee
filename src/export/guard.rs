//! Which texts a spreadsheet would run. By OWASP's "CSV Injection": a cell that begins with `=`, `+`, `-`, `@`, a tab, a carriage
//! return or a line feed, and with the full-width forms of the signs, which East Asian spreadsheets take for them.

/// What makes a spreadsheet read the cell as text.
pub(super) const GUARD: u8 = b'\'';

/// Whether a spreadsheet would take this text, in UTF-8, for a formula. A path from its root or drive on never is one.
#[inline]
pub(super) fn is_formula(text: &[u8]) -> bool {
    match text {
        [b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n', ..] => true,
        [0xEF, ..] => ["＝", "＋", "－", "＠"].iter().any(|sign| text.starts_with(sign.as_bytes())),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn what_a_spreadsheet_would_run_is_found() {
        for text in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "-rf"]
        {
            assert!(is_formula(text.as_bytes()), "{text:?}");
        }
        for text in ["", "/srv/=x", "C:\\=x", "\\\\host\\=x", "a=1", "'=1", " =1", "1-2", "(1)", "ー"] {
            assert!(!is_formula(text.as_bytes()), "{text:?}");
        }
    }
}
