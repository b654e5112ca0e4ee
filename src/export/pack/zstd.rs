//! One Zstandard frame (RFC 8878), compressed by a thread of its own while others make the text.
//!
//! Its blocks can't be made apart from each other: each may refer to what the ones before left behind. The library reads its text instead
//! of taking it, and panics where reading or writing fails; so it reads from a channel and writes to what keeps the failure for us.

use crate::export::error::WriteError;
use crate::model::export::Fault;
use ruzstd::encoding::{CompressionLevel, FrameCompressor};
use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Bytes that go to the other thread at once, a block of the format.
const CHUNK: usize = 128 << 10;
/// Chunks on their way.
const WAITING: usize = 8;

/// Does this with what takes the text of a frame, and writes the frame to `out`.
pub(super) fn packed(
    out: &mut (dyn Write + Send),
    work: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    thread::scope(|scope| {
        let (give, take) = sync_channel(WAITING);
        let compress = move || {
            let mut drain = Drain { out, failed: None };
            let mut compressor = FrameCompressor::new(CompressionLevel::Fastest);
            compressor.set_source(TextSource { take, chunk: Vec::new(), done: 0 });
            compressor.set_drain(&mut drain);
            compressor.compress();
            drop(compressor);
            drain.failed.map_or(Ok(()), Err)
        };
        let name = "export-zstd".to_owned();
        let compressing = thread::Builder::new().name(name).spawn_scoped(scope, compress)?;
        let mut sink = TextSink { give, chunk: Vec::with_capacity(CHUNK) };
        let worked = work(&mut sink).and_then(|()| Ok(sink.flush()?));
        drop(sink);
        // What made the other thread end early is why this one's work failed.
        compressing.join().map_err(|_| io::Error::from(Fault::CompressorPanicked))??;
        worked
    })
}

/// Takes the text.
struct TextSink {
    give: SyncSender<Vec<u8>>,
    chunk: Vec<u8>,
}

impl Write for TextSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(CHUNK - self.chunk.len());
        self.chunk.extend_from_slice(&bytes[..taken]);
        if self.chunk.len() == CHUNK {
            self.flush()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.chunk.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK));
        self.give.send(chunk).map_err(|_| Fault::CompressorEnded.into())
    }
}

/// Gives it to the compressor; it ends when the sink is gone.
struct TextSource {
    take: Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    /// Bytes of the chunk that were given.
    done: usize,
}

impl Read for TextSource {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.done == self.chunk.len() {
            (self.chunk, self.done) = (self.take.recv().unwrap_or_default(), 0);
        }
        let given = into.len().min(self.chunk.len() - self.done);
        into[..given].copy_from_slice(&self.chunk[self.done..self.done + given]);
        self.done += given;
        Ok(given)
    }
}

/// Takes the frame, and after a failure takes it for nothing.
struct Drain<'a> {
    out: &'a mut (dyn Write + Send),
    failed: Option<io::Error>,
}

impl Write for Drain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_none() {
            self.failed = self.out.write_all(bytes).err();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruzstd::decoding::StreamingDecoder;

    fn frame(text: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        packed(&mut out, |sink| Ok(sink.write_all(text)?)).unwrap();
        out
    }

    #[test]
    fn a_text_of_any_length_is_one_frame() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 10 * CHUNK] {
            let text: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let frame = frame(&text);
            let mut rest = &frame[..];
            let mut read = Vec::new();
            StreamingDecoder::new(&mut rest).unwrap().read_to_end(&mut read).unwrap();
            assert!(read == text && rest.is_empty(), "{length}");
        }
    }

    #[test]
    fn a_failure_of_either_side_ends_both() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let full = packed(&mut Full, |sink| Ok(sink.write_all(&vec![b'x'; 40 * CHUNK])?));
        assert!(
            matches!(full, Err(WriteError::Io(error)) if error.kind() == io::ErrorKind::StorageFull),
            "the disk's own error is returned"
        );
        let cancelled = packed(&mut Vec::new(), |sink| {
            sink.write_all(b"some")?;
            Err(WriteError::Cancelled)
        });
        assert!(matches!(cancelled, Err(WriteError::Cancelled)));
    }
}
