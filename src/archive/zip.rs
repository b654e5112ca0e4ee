//! As much of the ZIP format as a saved sheet needs (PKWARE's APPNOTE.TXT 6.3.10): parts one after the other, each with its length before
//! it, so that a file that was cut can be read up to there without the directory at its end.
//!
//! The `zip` crate takes no bytes that were compressed elsewhere, and these are compressed by several threads; and without the directory
//! it opens nothing.

use super::names::most;
use flate2::{Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress, Status};
use std::io::{self, Read, Seek, SeekFrom, Write};

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// How long the header of a part is, without its name.
pub(super) const HEADER: usize = 30;

/// Whether an archive that begins so has a part of this name first.
pub(super) fn begins_with(first: &[u8], name: &[u8]) -> bool {
    first.starts_with(&LOCAL)
        && first.get(HEADER..).is_some_and(|rest| rest.starts_with(name))
        && first[26..28] == (name.len() as u16).to_le_bytes()
}

/// General purpose bit 3: the lengths stand behind the part.
const LENGTHS_BEHIND: u16 = 1 << 3;
/// General purpose bit 0.
const ENCRYPTED: u16 = 1;
/// 1980-01-01, the earliest day that there is: the same sheet is the same file.
const DAY: u16 = 0x21;

/// Of zlib's nine: the first one that gives frequent bytes fewer bits, which makes names a quarter smaller. The next one takes a fifth longer
/// for a twentieth.
const LEVEL: Compression = Compression::new(2);

/// A part that is ready to be written.
#[derive(Debug)]
pub(super) struct Packed {
    pub name: String,
    pub crc: u32,
    /// Uncompressed.
    pub len: u32,
    method: u16,
    bytes: Vec<u8>,
}

impl Packed {
    /// Compresses the bytes of a part.
    ///
    /// # Errors
    /// If there are more than a reader takes.
    pub(super) fn new(name: String, content: &[u8]) -> io::Result<Packed> {
        if content.len() > most(name.as_bytes(), content.len()) {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, name));
        }
        let mut crc = Crc::new();
        crc.update(content);
        let mut deflate = Compress::new(LEVEL, false);
        // More than deflate ever needs, so that one call is enough.
        let mut bytes = Vec::with_capacity(content.len() + content.len() / 1000 + 1024);
        while deflate.compress_vec(
            &content[deflate.total_in() as usize..],
            &mut bytes,
            FlushCompress::Finish,
        )? != Status::StreamEnd
        {
            bytes.reserve(1 << 16);
        }
        let mut method = DEFLATED;
        if content.len() > most(name.as_bytes(), bytes.len()) {
            // A reader takes it for a trap.
            (method, bytes) = (STORED, content.to_owned());
        }
        bytes.shrink_to_fit();
        Ok(Packed { name, crc: crc.sum(), len: content.len() as u32, method, bytes })
    }

    /// What a local header and one of the directory have in common.
    fn header(&self) -> Vec<u8> {
        let mut header = Vec::with_capacity(64);
        for number in [20, 0, self.method, 0, DAY] {
            header.extend_from_slice(&u16::to_le_bytes(number));
        }
        for number in [self.crc, self.bytes.len() as u32, self.len] {
            header.extend_from_slice(&number.to_le_bytes());
        }
        header.extend_from_slice(&(self.name.len() as u16).to_le_bytes());
        header
    }
}

/// Writes an archive, part by part.
pub(super) struct ZipWriter<'a> {
    out: &'a mut dyn Write,
    offset: u64,
    parts: u64,
    directory: Vec<u8>,
}

impl<'a> ZipWriter<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> ZipWriter<'a> {
        ZipWriter { out, offset: 0, parts: 0, directory: Vec::new() }
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.offset += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    pub(super) fn part(&mut self, part: &Packed) -> io::Result<()> {
        let header = part.header();
        self.directory.extend_from_slice(&CENTRAL);
        self.directory.extend_from_slice(&45_u16.to_le_bytes());
        self.directory.extend_from_slice(&header);
        let is_far = self.offset >= u32::MAX.into();
        self.directory.extend_from_slice(&(if is_far { 12_u16 } else { 0 }).to_le_bytes());
        // No comment, on the first disk, without attributes.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&u32::try_from(self.offset).unwrap_or(u32::MAX).to_le_bytes());
        self.directory.extend_from_slice(part.name.as_bytes());
        if is_far {
            self.directory.extend_from_slice(&[1, 0, 8, 0]);
            self.directory.extend_from_slice(&self.offset.to_le_bytes());
        }
        self.parts += 1;
        self.put(&[&LOCAL[..], &header, &[0; 2], part.name.as_bytes()].concat())?;
        self.put(&part.bytes)
    }

    /// Writes the directory. Returns how long the file is, in bytes.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        let (start, len, parts) = (self.offset, self.directory.len() as u64, self.parts);
        let directory = std::mem::take(&mut self.directory);
        self.put(&directory)?;
        let mut end = Vec::new();
        if start + len >= u32::MAX.into() || parts >= u16::MAX.into() {
            let at = start + len;
            end.extend_from_slice(&END_64);
            end.extend_from_slice(&44_u64.to_le_bytes());
            end.extend_from_slice(&[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            for number in [parts, parts, len, start] {
                end.extend_from_slice(&number.to_le_bytes());
            }
            end.extend_from_slice(&LOCATOR_64);
            end.extend_from_slice(&[0; 4]);
            end.extend_from_slice(&at.to_le_bytes());
            end.extend_from_slice(&1_u32.to_le_bytes());
        }
        end.extend_from_slice(&END);
        end.extend_from_slice(&[0; 4]);
        let parts = u16::try_from(parts).unwrap_or(u16::MAX).to_le_bytes();
        end.extend_from_slice(&parts);
        end.extend_from_slice(&parts);
        for number in [len, start] {
            end.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        }
        end.extend_from_slice(&[0; 2]);
        self.put(&end)?;
        Ok(self.offset)
    }
}

/// A part as it stands in a file.
#[derive(Debug)]
pub(super) struct RawPart {
    pub name: Vec<u8>,
    pub crc: u32,
    /// Where its header begins, in bytes from the beginning of the file.
    pub at: u64,
    len: u32,
    method: u16,
    bytes: Vec<u8>,
}

impl RawPart {
    /// Its bytes, uncompressed. `None` unless they are as their header says.
    pub(super) fn unpack(&self) -> Option<Vec<u8>> {
        let len = self.len as usize;
        if len > most(&self.name, self.bytes.len()) {
            return None;
        }
        let unpacked = match self.method {
            STORED if len == self.bytes.len() => self.bytes.clone(),
            DEFLATED => inflate(&self.bytes, len)?,
            _ => return None,
        };
        let mut crc = Crc::new();
        crc.update(&unpacked);
        (unpacked.len() == len && crc.sum() == self.crc).then_some(unpacked)
    }
}

/// Exactly so many bytes.
fn inflate(bytes: &[u8], len: usize) -> Option<Vec<u8>> {
    let mut inflate = Decompress::new(false);
    let mut out = Vec::with_capacity(len);
    loop {
        let (read, written) = (inflate.total_in(), out.len());
        let status =
            inflate.decompress_vec(&bytes[read as usize..], &mut out, FlushDecompress::Finish).ok()?;
        match status {
            Status::StreamEnd => {
                return (out.len() == len && inflate.total_in() == bytes.len() as u64).then_some(out);
            }
            _ if inflate.total_in() == read && out.len() == written => return None,
            _ => {}
        }
    }
}

/// What comes next in a file.
pub(super) enum Next {
    /// A part that is read.
    Part(RawPart),
    /// A part whose name is not known was skipped, with all that is in it.
    Skipped,
    /// The parts end here.
    End,
    /// The file ends in the middle of this, or something else stands here.
    Damage,
}

/// Reads parts one after the other.
pub(super) struct ZipReader<R> {
    file: R,
    len: u64,
    at: u64,
}

impl<R: Read + Seek> ZipReader<R> {
    pub(super) fn new(mut file: R) -> io::Result<ZipReader<R>> {
        let len = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        Ok(ZipReader { file, len, at: 0 })
    }

    /// Where the next part begins, in bytes from the beginning of the file.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// The next part. `is_wanted` says of a name whether its bytes are read.
    ///
    /// # Errors
    /// If the file can't be read.
    pub(super) fn next(&mut self, is_wanted: impl FnOnce(&[u8]) -> bool) -> io::Result<Next> {
        let mut header = [0; HEADER];
        let left = self.len - self.at;
        let known = header.len().min(left.try_into().unwrap_or(usize::MAX));
        self.file.read_exact(&mut header[..known])?;
        if header.starts_with(&CENTRAL) {
            return Ok(Next::End);
        }
        if known < header.len() || !header.starts_with(&LOCAL) {
            return Ok(Next::Damage);
        }
        let two = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
        let four =
            |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let (flags, method, crc, packed, len) = (two(6), two(8), four(14), four(18), four(22));
        let (name_len, extra_len) = (usize::from(two(26)), u64::from(two(28)));
        let end = self.at + HEADER as u64 + name_len as u64 + extra_len + u64::from(packed);
        if flags & (LENGTHS_BEHIND | ENCRYPTED) != 0 || packed == u32::MAX || end > self.len {
            return Ok(Next::Damage);
        }
        let mut name = vec![0; name_len];
        self.file.read_exact(&mut name)?;
        let at = std::mem::replace(&mut self.at, end);
        if !is_wanted(&name) {
            // Within what is read already, so that millions of small ones are one pass over the file.
            self.file.seek_relative((extra_len + u64::from(packed)).cast_signed())?;
            return Ok(Next::Skipped);
        }
        if extra_len > 0 {
            self.file.seek_relative(extra_len.cast_signed())?;
        }
        let mut bytes = vec![0; packed as usize];
        self.file.read_exact(&mut bytes)?;
        Ok(Next::Part(RawPart { name, crc, at, len, method, bytes }))
    }
}
