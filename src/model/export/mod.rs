//! What became of an export, as data: why it failed, and what a user should know about one that succeeded. `words` says it.

mod error;
mod misfit;
mod note;
mod obstacle;
mod reason;

pub use error::{Advice, Attempt, Changed, ExportError};
pub use misfit::{Archive, Misfit};
pub use note::{Note, Property};
pub use obstacle::Obstacle;
pub use reason::{Fault, IoReason};

/// The path that stands for standard output, as on the command line.
pub const STANDARD_OUTPUT: &str = "-";
