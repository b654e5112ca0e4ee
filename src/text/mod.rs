//! Bytes and numbers to what the user sees, and what the user types to numbers. Pure; everyone above `model` may call
//! it. No I/O, but that [`Zone`] has the calendar's library look for the machine's time zone, once.

mod ages;
mod bytes;
mod civil;
mod clock;
mod dates;
mod escape;
mod fold;
mod lengths;
mod letters;
mod natural;
mod number;
mod sizes;
mod time;
mod units;
mod visible;
mod zone;

pub use ages::parse_age;
pub use bytes::{Units, in_both_units, size};
pub use civil::{CivilTime, ClockReader};
pub use clock::Clock;
pub use dates::{DateError, Moments, parse_date};
pub use escape::{decoded, hex, printable, shown};
pub use fold::{Collation, fold, folded};
pub use lengths::characters;
pub use letters::{case_folded, composed, lowered, simply_folded, to_ascii};
pub use number::{balance, counted, duration, number, percent, rate, signed};
pub use sizes::{SizeError, parse_size, size_unit};
pub use time::{local, local_minute, utc};
pub use units::utf16_units;
pub use visible::{is_unseen, seen, unseen};
pub use zone::Zone;
