//! What `rsync --list-only` prints: permissions, size with its digits in groups, local time, and a name in which `\#012` stands for what
//! can't be seen.

use crate::import::about::About;
use crate::import::dates::Stamp;
use crate::import::escapes::push_rsync;
use crate::import::head::Head;
use crate::import::input::text;
use crate::import::job::Job;
use crate::import::lines::{Lines, Piece, without_return};
use crate::import::maker::Maker;
use crate::import::terms::DateOrder;
use crate::import::values::{grouped, letters_of_mode};
use crate::model::{Kind, ListMistake, Meta, SourceError, TimesOfSource};
use crate::text::ClockReader;

/// Whether this is one.
pub(in crate::import) fn recognise(head: Head<'_>) -> Option<(u8, About)> {
    let lines: Vec<&[u8]> = head.lines().filter(|line| !line.is_empty()).take(20).collect();
    // The last one may be cut, and messages may stand among them.
    let alike = lines.iter().filter(|line| parsed(line).is_some()).count();
    if alike == 0 || alike * 2 < lines.len() {
        return None;
    }
    let about =
        About { program: Some("rsync".to_owned()), times: TimesOfSource::TakenForLocal, ..About::unix() };
    Some(((alike * 90 / lines.len()).max(50) as u8, about))
}

struct Line<'l> {
    kind: Kind,
    mode: u16,
    size: Option<u64>,
    stamp: Stamp,
    name: &'l [u8],
}

fn parsed(line: &[u8]) -> Option<Line<'_>> {
    let (kind, mode) = letters_of_mode(line)?;
    let rest = line.get(10..)?.strip_prefix(b" ")?.trim_ascii_start();
    let mut parts = rest.splitn(4, |byte| *byte == b' ');
    let (size, date, time, name) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let stamp = Stamp::read(&[date, b" ", time].concat(), DateOrder::YearMonthDay)?;
    (!name.is_empty() && time.len() == 8).then(|| Line { kind, mode, size: grouped(size), stamp, name })
}

/// Reads one.
pub(in crate::import) fn read(job: Job<'_>) -> Result<(), SourceError> {
    let text = text(job.input).map_err(|error| SourceError::Io((&error).into()))?;
    let mut lines = Lines::new(text, job.sink.cancel().clone());
    let mut maker = job.maker()?;
    match all(&mut lines, &mut maker) {
        Ok(true) => maker.finish(),
        Ok(false) => maker.finish_damaged(lines.position()),
        Err(error) => maker.finish_failed(error),
    }
}

/// Every line; `false` if the last one is cut.
fn all(lines: &mut Lines<'_>, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
    let (mut clock, mut path) = (ClockReader::local(), Vec::new());
    maker.top(b".")?;
    loop {
        let line = lines.line();
        let piece = match lines.next(b'\n')? {
            Piece::Whole(_, false) => return Ok(false),
            Piece::Whole(piece, true) => piece,
            Piece::TooLong => {
                maker.fault(line, ListMistake::TooLong, None)?;
                continue;
            }
            Piece::End => return Ok(true),
        };
        let text = without_return(lines.get(piece));
        if text.is_empty() {
            continue;
        }
        let Some(found) = parsed(text) else {
            maker.fault(line, ListMistake::NotUnderstood, None)?;
            continue;
        };
        let mut name = found.name;
        if found.kind == Kind::Symlink
            && let Some(end) = memchr::memmem::find(name, b" -> ")
        {
            let mut target = Vec::new();
            push_rsync(&name[end + 4..], &mut target);
            maker.next_points_at(target);
            name = &name[..end];
        }
        path.clear();
        push_rsync(name, &mut path);
        let mut meta = Meta::unknown(found.kind);
        meta.size = found.size;
        meta.modified = found.stamp.moment(&mut clock);
        meta.facts.mode = Some(found.mode);
        if found.kind == Kind::Folder {
            maker.folder_row_at(&path, meta, line)?;
        } else {
            maker.file_at(&path, meta, line)?;
        }
    }
}
