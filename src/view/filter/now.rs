//! The moment and time zone by which dates and ages in a filter are understood.

use crate::text::Zone;
use jiff::Zoned;

/// The moment from which ages are counted, and the time zone of dates.
#[derive(Debug, Clone)]
pub struct Now(pub Zoned);

impl Now {
    /// This moment, in the machine's time zone.
    pub fn here() -> Now {
        Now(Zone::local().now())
    }
}
