//! A long text in pieces, formatted, and where that is wanted compressed, by several threads at once and put down in order.
//!
//! Threads take the pieces in turn. A piece waits for its turn only to learn where it begins; in a file it is then written there while
//! the next one is on its way, and to anything else when it is its turn. Memory is one piece a thread.

use super::error::WriteError;
use super::pack::gzip::{Checksum, Deflater};
use super::{Progress, chosen::Chosen};
use crate::model::Row;
use crate::model::export::Fault;
use crate::store::Sheet;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Rows of a piece: some hundred kilobytes, which stay in a processor's own cache until they are written.
const ROWS: u64 = 2048;
/// Bytes after which a piece of very long rows is put down in parts.
const MOST: usize = 4 << 20;
/// Threads at most: a disk has no use for more.
const THREADS: usize = 8;

/// Writes rows as text.
pub(super) trait Encoder {
    /// Appends one row, which has this number.
    fn row(&mut self, number: u32, row: &Row<'_>, out: &mut Vec<u8>);
}

/// Where the text goes.
pub(super) enum Out<'a> {
    /// Into a file, from an offset on.
    File(&'a File, u64),
    /// To something that takes one byte after the other.
    Stream(&'a mut (dyn Write + Send)),
}

impl Out<'_> {
    /// For what takes one byte after the other in any case.
    pub(super) fn stream(&mut self) -> &mut (dyn Write + Send) {
        match self {
            Out::File(file, _) => file,
            Out::Stream(stream) => *stream,
        }
    }

    /// Writes this next.
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Out::File(file, offset) => {
                write_at(file, bytes, *offset)?;
                *offset += bytes.len() as u64;
                Ok(())
            }
            Out::Stream(stream) => stream.write_all(bytes),
        }
    }
}

/// What is written.
pub(super) struct PieceSource<'a> {
    pub store: &'a Sheet,
    pub rows: &'a Chosen,
    pub positions: Range<u64>,
    /// Whether a column is wanted that a base row doesn't have.
    pub is_whole_row: bool,
    /// Whether as the pieces of a gzip member.
    pub is_gzip: bool,
}

/// Writes the rows at these positions; `encoder` makes one for each thread. Returns their sum, if they are compressed.
pub(super) fn write<E: Encoder>(
    text: &PieceSource<'_>,
    out: &mut Out<'_>,
    encoder: impl Fn() -> E + Sync,
    progress: &Progress,
) -> Result<Checksum, WriteError> {
    let (place, offset) = match out {
        Out::File(file, offset) => (SharedOut::File(file), *offset),
        Out::Stream(stream) => (SharedOut::Stream(Mutex::new(*stream)), 0),
    };
    let turn = Mutex::new(Turn { piece: 0, offset, sum: Checksum::default(), failed: None });
    let pieces = Pieces { text, place, progress, next: AtomicU64::new(0), turn, changed: Condvar::new() };
    let cores = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let others = cores.min(pieces.count() as usize).saturating_sub(1);
    thread::scope(|scope| {
        for number in 0..others {
            let thread = thread::Builder::new().name(format!("export-{}", number + 2));
            // Where the system starts no other thread, this one does the work alone.
            if thread.spawn_scoped(scope, || pieces.work(encoder())).is_err() {
                break;
            }
        }
        pieces.work(encoder());
    });
    let turn = pieces.turn.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Out::File(_, offset) = out {
        *offset = turn.offset;
    }
    turn.failed.map_or(Ok(turn.sum), Err)
}

enum SharedOut<'a> {
    File(&'a File),
    /// Only the thread whose turn it is takes it.
    Stream(Mutex<&'a mut (dyn Write + Send)>),
}

/// Whose turn it is.
struct Turn {
    piece: u64,
    /// Where that piece begins.
    offset: u64,
    /// Of all before it.
    sum: Checksum,
    failed: Option<WriteError>,
}

struct Pieces<'a> {
    text: &'a PieceSource<'a>,
    place: SharedOut<'a>,
    progress: &'a Progress,
    next: AtomicU64,
    turn: Mutex<Turn>,
    changed: Condvar,
}

/// Another thread failed, and its error is kept.
struct FailedElsewhere;

/// What one thread has ready.
struct PieceBuffer {
    text: Vec<u8>,
    packed: Vec<u8>,
    deflater: Option<Deflater>,
    /// Of the piece so far.
    sum: Checksum,
}

impl PieceBuffer {
    fn new(is_gzip: bool) -> PieceBuffer {
        let deflater = is_gzip.then(Deflater::new);
        PieceBuffer { text: Vec::new(), packed: Vec::new(), deflater, sum: Checksum::default() }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.packed.clear();
    }

    /// Compresses the text, if that is wanted.
    fn pack(&mut self) -> io::Result<()> {
        if let Some(deflater) = &mut self.deflater {
            self.sum.add(&deflater.pack(&self.text, &mut self.packed)?);
        }
        Ok(())
    }

    fn bytes(&self) -> &[u8] {
        if self.deflater.is_some() { &self.packed } else { &self.text }
    }
}

impl Pieces<'_> {
    fn count(&self) -> u64 {
        (self.text.positions.end - self.text.positions.start).div_ceil(ROWS)
    }

    fn work(&self, encoder: impl Encoder) {
        let guard = PanicGuard(self);
        // Whoever failed has said so.
        let _ = self.work_on(encoder);
        drop(guard);
    }

    fn work_on(&self, mut encoder: impl Encoder) -> Result<(), FailedElsewhere> {
        let (mut numbers, mut out) = (Vec::new(), PieceBuffer::new(self.text.is_gzip));
        let mut walk = self.text.store.rows.walk();
        loop {
            let piece = self.next.fetch_add(1, Ordering::Relaxed);
            if piece >= self.count() {
                return Ok(());
            }
            if self.progress.is_cancelled() {
                return Err(self.fail(WriteError::Cancelled));
            }
            let start = self.text.positions.start + piece * ROWS;
            let positions = start..self.text.positions.end.min(start + ROWS);
            numbers.clear();
            self.text.rows.numbers(positions, &mut numbers);
            out.clear();
            let mut turn = None;
            for &number in &numbers {
                let (block, index) = walk.locate(number);
                let row = if self.text.is_whole_row { block.row(index) } else { block.base_row(index) };
                encoder.row(number, &row, &mut out.text);
                if out.text.len() >= MOST {
                    out.pack().map_err(|error| self.fail(error.into()))?;
                    let offset = turn.map_or_else(|| self.wait(piece), Ok)?;
                    self.put(out.bytes(), offset)?;
                    turn = Some(offset + out.bytes().len() as u64);
                    out.clear();
                }
            }
            out.pack().map_err(|error| self.fail(error.into()))?;
            let offset = turn.map_or_else(|| self.wait(piece), Ok)?;
            let end = offset + out.bytes().len() as u64;
            match self.place {
                SharedOut::File(_) => {
                    self.pass(piece + 1, end, &mut out);
                    self.put(out.bytes(), offset)?;
                }
                SharedOut::Stream(_) => {
                    self.put(out.bytes(), offset)?;
                    self.pass(piece + 1, end, &mut out);
                }
            }
            self.progress.add(numbers.len() as u64);
        }
    }

    /// Waits for the turn of a piece. Returns where it begins, in bytes.
    fn wait(&self, piece: u64) -> Result<u64, FailedElsewhere> {
        let not_yet = |turn: &mut Turn| turn.piece != piece && turn.failed.is_none();
        let turn = self.changed.wait_while(self.turn(), not_yet).unwrap_or_else(PoisonError::into_inner);
        if turn.failed.is_some() { Err(FailedElsewhere) } else { Ok(turn.offset) }
    }

    /// It is the turn of this piece now, which begins there.
    fn pass(&self, piece: u64, offset: u64, out: &mut PieceBuffer) {
        let mut turn = self.turn();
        (turn.piece, turn.offset) = (piece, offset);
        turn.sum.add(&std::mem::take(&mut out.sum));
        drop(turn);
        self.changed.notify_all();
    }

    fn put(&self, bytes: &[u8], offset: u64) -> Result<(), FailedElsewhere> {
        let written = match &self.place {
            SharedOut::File(file) => write_at(file, bytes, offset),
            SharedOut::Stream(stream) => {
                stream.lock().unwrap_or_else(PoisonError::into_inner).write_all(bytes)
            }
        };
        written.map_err(|error| self.fail(error.into()))
    }

    fn fail(&self, error: WriteError) -> FailedElsewhere {
        self.turn().failed.get_or_insert(error);
        self.changed.notify_all();
        FailedElsewhere
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the others' waiting when a thread panics.
struct PanicGuard<'a, 'b>(&'a Pieces<'b>);

impl Drop for PanicGuard<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.fail(Fault::ThreadPanicked.into());
        }
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, offset)
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        match file.seek_write(bytes, offset) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => {
                bytes = &bytes[written..];
                offset += written as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
