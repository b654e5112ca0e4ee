//! Whether the system may fetch from a cloud what this process reads.

use std::path::Path;

/// The flag of macOS of what has its contents in a cloud, of sys/stat.h.
#[cfg(any(target_os = "macos", all(test, unix)))]
pub(super) const SF_DATALESS: u32 = 0x4000_0000;

/// Whether a folder or file whose contents are in a cloud is fetched when this process reads it. Where the system has such a switch, which
/// is macOS, it is one for the whole process; a folder that may not be fetched then fails to open with `EDEADLK`. On other systems nothing
/// happens: there it shows by a look at the folder alone, as it is on macOS too before this matters.
pub fn allow_fetching(allow: bool) {
    #[cfg(target_os = "macos")]
    {
        use sysctl::{Ctl, CtlType, CtlValue, Sysctl};
        // As Apple's own du and ls do. A system too old to have it has no such folders.
        let set = Ctl::new_with_type("vfs.nspace.prevent_materialization", CtlType::Int, "I")
            .and_then(|switch| switch.set_value(CtlValue::Int(i32::from(!allow))));
        let _ = set;
    }
    #[cfg(not(target_os = "macos"))]
    let _ = allow;
}

/// Lets a file be read that the user opens, where its contents are in a cloud: on macOS that fetches them. A look at it alone never does.
pub fn allow_fetching_of(file: &Path) {
    #[cfg(target_os = "macos")]
    if rustix::fs::stat(file).is_ok_and(|found| found.st_flags & SF_DATALESS != 0) {
        allow_fetching(true);
    }
    #[cfg(not(target_os = "macos"))]
    let _ = file;
}
