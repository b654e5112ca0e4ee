//! Paths as `file:` addresses (RFC 8089), each byte that is not unreserved (RFC 3986, 2.3) escaped. Pure; `typed` reads them back.

use crate::model::name;
use std::path::Path;

/// The address of an absolute path.
pub(super) fn of(path: &Path) -> String {
    use std::fmt::Write;
    let mut uri = String::from("file://");
    // A drive of Windows has no slash before it in a path.
    if cfg!(windows) {
        uri.push('/');
    }
    for &byte in name::path_bytes(path) {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) || cfg!(windows) && byte == b':' {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::ui::typed::{self, Here};
    use std::path::PathBuf;

    #[test]
    fn every_byte_of_a_name_goes_through() {
        let path = |bytes: &[u8]| PathBuf::from(name::to_os(bytes).into_owned());
        assert_eq!(of(Path::new("/a b/ü#?%41.csv")), "file:///a%20b/%C3%BC%23%3F%2541.csv");
        let every: Vec<u8> = b"/".iter().copied().chain((1..=255).filter(|byte| *byte != b'/')).collect();
        assert_eq!(typed::located(&of(&path(&every)), &Here::default()), Ok(path(&every)));
    }
}
