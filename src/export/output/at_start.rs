//! Whether standard output was closed when the program started (`>&-`, or a daemon's child).
//!
//! Before `main`, Rust opens `/dev/null` in place of what is closed of the standard streams, for reading and writing, and nothing tells that
//! apart from a `/dev/null` that the user asked for. So it is looked at before that, by a function that the loader calls: in the
//! list of initializers of an ELF program (System V ABI, "Initialization and Termination Functions") or of a Mach-O one. Nothing that Rust
//! sets up is there yet: the function allocates nothing, prints nothing and can't panic.
#![allow(
    unsafe_code,
    reason = "putting a function into the list of initializers is an unsafe attribute; the function itself is safe code"
)]

use rustix::io::fcntl_getfd;
use rustix::stdio::stdout;
use std::sync::atomic::{AtomicBool, Ordering};

static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

// SAFETY: the section is a list of pointers to functions of the C calling convention, and this is one; it reads none of the arguments
// that some systems give it.
#[used]
#[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
#[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".init_array"))]
static LOOK: extern "C" fn() = look;

extern "C" fn look() {
    WAS_CLOSED.store(fcntl_getfd(stdout()).is_err(), Ordering::Relaxed);
}

/// See above.
pub(crate) fn was_closed() -> bool {
    WAS_CLOSED.load(Ordering::Relaxed)
}
