//! The permission bits of a Unix entry, as people read them.

/// Set-user-ID.
pub const SETUID: u16 = 0o4000;
/// Set-group-ID.
pub const SETGID: u16 = 0o2000;
/// The sticky bit.
pub const STICKY: u16 = 0o1000;

/// In octal, as `chmod` takes it and `stat --format %a` writes it.
pub fn octal(mode: u16) -> String {
    format!("{mode:o}")
}

/// As `ls -l` writes it behind the letter of the kind: `rwxr-x---`, with `s`, `S`, `t` and `T` for the bits above.
pub fn letters(mode: u16) -> String {
    let mut letters = String::with_capacity(9);
    for (shift, special, marks) in [(6, SETUID, ['s', 'S']), (3, SETGID, ['s', 'S']), (0, STICKY, ['t', 'T'])]
    {
        let may = |bit: u16| mode >> shift & bit != 0;
        letters.push(if may(4) { 'r' } else { '-' });
        letters.push(if may(2) { 'w' } else { '-' });
        letters.push(match (mode & special != 0, may(1)) {
            (true, true) => marks[0],
            (true, false) => marks[1],
            (false, true) => 'x',
            (false, false) => '-',
        });
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_ls() {
        for (mode, expected) in [
            (0o750, "rwxr-x---"),
            (0o644, "rw-r--r--"),
            (0o4755, "rwsr-xr-x"),
            (0o6644, "rwSr-Sr--"),
            (0o1777, "rwxrwxrwt"),
            (0o1776, "rwxrwxrwT"),
            (0, "---------"),
        ] {
            assert_eq!(letters(mode), expected, "{mode:o}");
        }
        assert_eq!(octal(0o4755), "4755");
    }
}
