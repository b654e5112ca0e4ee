//! Where the system writes the entries of a folder.

/// Bytes that one read fills. Local file systems take more, and gain nothing by it (measured up to 1 MiB); redirectors of older network
/// drives refuse more.
const READ_BYTES: usize = 64 * 1024;

/// What the structures are aligned to.
const ALIGNED: usize = 8;

/// Made at the first use, for one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffer(Vec<u8>);

impl Buffer {
    /// The bytes, aligned.
    pub(super) fn bytes(&mut self) -> &mut [u8] {
        if self.0.is_empty() {
            self.0.resize(READ_BYTES + ALIGNED, 0);
        }
        let start = self.0.as_ptr().align_offset(ALIGNED).min(ALIGNED);
        &mut self.0[start..start + READ_BYTES]
    }
}
