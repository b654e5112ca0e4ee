//! One gzip member (RFC 1952) made of pieces that are compressed apart, as `pigz` makes it: each piece ends in an empty stored block
//! (zlib's sync flush), which brings it to a whole byte, so that the pieces stand one behind the other in one stream of blocks. None looks
//! back into the one before, which costs 1 % of the size at 300 kB a piece.

use flate2::{Compress, Compression, Crc, FlushCompress, write::GzEncoder};
use std::io::{self, Write};

/// Of zlib's nine: on sheets, twice as fast as the usual 6 and 2 % larger (264 MB/s a thread, 8.4 % of the text).
const LEVEL: Compression = Compression::new(5);

/// The member's beginning: no name, no time, so that the same sheet is the same file; on an unknown system.
pub(crate) const HEADER: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

/// The last block: one of fixed codes that is empty.
const LAST: [u8; 2] = [3, 0];

/// Space that a call has for its output at least, in bytes.
const ROOM: usize = 1 << 16;

/// The checksum and length of a text.
#[derive(Debug, Default)]
pub(crate) struct Checksum(Crc);

impl Checksum {
    /// With the next piece behind it.
    pub(crate) fn add(&mut self, next: &Checksum) {
        self.0.combine(&next.0);
    }

    /// The end of a member that holds this text.
    pub(crate) fn trailer(&self) -> [u8; 10] {
        let mut trailer = [0; 10];
        trailer[..2].copy_from_slice(&LAST);
        trailer[2..6].copy_from_slice(&self.0.sum().to_le_bytes());
        trailer[6..].copy_from_slice(&self.0.amount().to_le_bytes());
        trailer
    }
}

/// Compresses pieces, one at a time.
pub(crate) struct Deflater(Compress);

impl Deflater {
    pub(crate) fn new() -> Deflater {
        Deflater(Compress::new(LEVEL, false))
    }

    /// Appends a piece of the member.
    ///
    /// # Errors
    /// If the library fails, which it never does with all of the text at hand.
    pub(crate) fn pack(&mut self, text: &[u8], out: &mut Vec<u8>) -> io::Result<Checksum> {
        let mut sum = Checksum::default();
        sum.0.update(text);
        self.0.reset();
        loop {
            out.reserve(ROOM);
            let done = self.0.total_in() as usize;
            self.0.compress_vec(&text[done..], out, FlushCompress::Sync)?;
            // Where room is left, all is out (zlib.h on `deflate`).
            if self.0.total_in() as usize == text.len() && out.len() < out.capacity() {
                return Ok(sum);
            }
        }
    }
}

/// A member as one stream, for texts that one thread writes.
pub(crate) fn writer<W: Write>(out: W) -> GzEncoder<W> {
    GzEncoder::new(out, LEVEL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::bufread::GzDecoder;
    use proptest::prelude::*;
    use std::io::Read;

    /// Reads one member; fails if there is anything behind it.
    fn unpacked(packed: &[u8]) -> Vec<u8> {
        let mut decoder = GzDecoder::new(packed);
        let mut text = Vec::new();
        decoder.read_to_end(&mut text).unwrap();
        assert!(decoder.into_inner().is_empty(), "something is behind the member");
        text
    }

    fn packed(pieces: &[Vec<u8>]) -> Vec<u8> {
        let (mut out, mut whole, mut deflater) = (HEADER.to_vec(), Checksum::default(), Deflater::new());
        for piece in pieces {
            whole.add(&deflater.pack(piece, &mut out).unwrap());
        }
        out.extend(whole.trailer());
        out
    }

    proptest! {
        #[test]
        fn pieces_are_one_member(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..6)) {
            prop_assert_eq!(unpacked(&packed(&pieces)), pieces.concat());
        }
    }

    #[test]
    fn what_does_not_shrink_is_whole_too() {
        let mut state = 1_u64;
        let noise = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        };
        let pieces: Vec<Vec<u8>> = vec![(0..500_000).map(noise).collect(), Vec::new(), vec![b'a'; 3_000_000]];
        let packed = packed(&pieces);
        assert!(packed.len() > 500_000 && unpacked(&packed) == pieces.concat());
    }
}
