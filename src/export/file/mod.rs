//! Files that appear whole or not at all: [`atomic`] says how, [`temporary`] is the file until then, [`left_over`] what a killed
//! program may leave. Only the export writes files, and only here.

mod atomic;
mod left_over;
mod temporary;

pub(super) use atomic::{AtomicFile, folder, is_same};
