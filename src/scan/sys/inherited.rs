//! What the program was started with open.

use std::ffi::OsStr;
use std::path::Path;

/// Whether a handle with this number, as text, is open. False where the system doesn't tell.
pub fn is_open_handle(number: &OsStr) -> bool {
    let is_number = number.to_str().is_some_and(|number| number.parse::<u32>().is_ok());
    is_number && Path::new("/proc/self/fd").join(number).exists()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn only_the_number_of_an_open_handle_is_one() {
        for (number, is_open) in
            [("0", true), ("987654", false), ("", false), ("/etc", false), ("../fd/0", false)]
        {
            assert_eq!(is_open_handle(number.as_ref()), is_open, "{number}");
        }
    }
}
