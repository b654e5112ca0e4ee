//! Bytes and numbers to what a person may see. Pure; everyone above `model` may call it. No I/O.

mod escape;
mod fold;
mod number;
mod time;

pub use escape::{decoded, hex, shown};
pub use fold::{fold, folded};
pub use number::{duration, number, rate, size};
pub use time::{local, utc};
