//! A file system, by its own books.

/// What a file system reports of itself, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Volume {
    /// Which one: its device number on Unix, its serial number on Windows.
    pub id: u64,
    /// All that it can hold.
    pub size: u64,
    /// What is taken, by files and by itself.
    pub used: u64,
    /// What this user may still take.
    pub available: u64,
    /// The name of its kind, if that can keep what several files have in common once: what files take together is then less than the sum of
    /// what each takes.
    pub shares: Option<&'static str>,
}

impl Volume {
    /// What is neither taken nor for this user: set aside for the system.
    pub const fn reserved(&self) -> u64 {
        self.size.saturating_sub(self.used).saturating_sub(self.available)
    }
}
