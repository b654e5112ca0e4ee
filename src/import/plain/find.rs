//! What GNU find prints by [`RECIPE`]: every name as it is, for machines where nothing may be installed.
//!
//! The first line is `foldersheet-find 1`, with the moment and the machine's name. A record is ended by a NUL byte, and its fields by tabs:
//! kind, size, blocks of 512 bytes, time of the last change, of the last change of the entry, of the last reading, inode, links, owner,
//! group, permissions, device, path. `>` and what it points at comes before a link. `!` and a path is a folder that could not be read. A dot is the end, so that a list that was cut shows
//! it.

use crate::import::about::{About, said};
use crate::import::file_kinds::kind_of_letter;
use crate::import::head::Head;
use crate::import::input::text;
use crate::import::job::Job;
use crate::import::lines::{Lines, Piece};
use crate::import::maker::Maker;
use crate::import::values::{mode, number, seconds};
use crate::model::{Column, ColumnSet, Kind, ListMistake, Meta, SourceError};

/// What a user runs there, with the folder in place of `FOLDER`. No shell but that of POSIX, and GNU find.
pub const RECIPE: &str = concat!(
    r#"cd FOLDER && { echo "foldersheet-find 1 $(date +%s) $(uname -n)"; "#,
    r#"find "$PWD" \( -type l -printf '>\t%l\0' \) , -printf '%y\t%s\t%b\t%T@\t%C@\t%A@\t%i\t%n\t%U\t%G\t%m\t%D\t%p\0' "#,
    r#", -type d \( ! -readable -o ! -executable \) -printf '!\t%p\0'; printf '.\0'; } > /tmp/list.find"#,
);

const MAGIC: &[u8] = b"foldersheet-find 1";
/// Fields before the path.
const FIELDS: usize = 12;

/// Whether this is one.
pub(in crate::import) fn recognise(head: Head<'_>) -> Option<(u8, About)> {
    let line = head.lines().next()?;
    let rest = line.strip_prefix(MAGIC)?;
    let mut words = rest.split(|byte| *byte == b' ').skip(1);
    let as_of = words.next().and_then(number).and_then(|seconds| seconds.try_into().ok());
    let machine = words.next().and_then(said);
    Some((100, About { program: Some("find".to_owned()), machine, as_of, ..About::unix() }))
}

/// Reads one.
pub(in crate::import) fn read(job: Job<'_>) -> Result<(), SourceError> {
    let text = text(job.input).map_err(|error| SourceError::Io((&error).into()))?;
    let mut lines = Lines::new(text, job.sink.cancel().clone());
    let mut maker = job.maker()?;
    let mut records = 0;
    let read = lines.next(b'\n').and_then(|_| all(&mut lines, &mut records, &mut maker));
    match read {
        Ok(true) => maker.finish(),
        Ok(false) => maker.finish_damaged(lines.position()),
        Err(error) => maker.finish_failed(error),
    }
}

/// Every record; whether the end is there.
fn all(lines: &mut Lines<'_>, records: &mut u64, maker: &mut Maker<'_>) -> Result<bool, SourceError> {
    loop {
        // The second record is line 2 for a user who looks for it with NULs as line ends.
        *records += 1;
        let line = *records + 1;
        match lines.next(b'\0')? {
            Piece::Whole(piece, true) => match lines.get(piece) {
                b"." => return Ok(true),
                record => record_of(record, line, maker)?,
            },
            Piece::TooLong => maker.fault(line, ListMistake::TooLong, None)?,
            Piece::Whole(_, false) | Piece::End => return Ok(false),
        }
    }
}

fn record_of(record: &[u8], line: u64, maker: &mut Maker<'_>) -> Result<(), SourceError> {
    if let Some(path) = record.strip_prefix(b"!\t") {
        return match maker.folder_at(path)? {
            Some(folder) => maker.unread(folder, ListMistake::Unread, line),
            None => Ok(()),
        };
    }
    if let Some(target) = record.strip_prefix(b">\t") {
        maker.next_points_at(target.to_vec());
        return Ok(());
    }
    let mut parts = record.splitn(FIELDS + 1, |byte| *byte == b'\t');
    let mut fields = [&b""[..]; FIELDS];
    fields.iter_mut().for_each(|field| *field = parts.next().unwrap_or_default());
    let Some(path) = parts.next().filter(|path| !path.is_empty()) else {
        return maker.fault(line, ListMistake::NotUnderstood, None);
    };
    let Some(kind) = kind_of_letter(fields[0]) else {
        return maker.fault(line, ListMistake::NotUnderstood, None);
    };
    let mut meta = Meta::unknown(kind);
    let field = |at: usize| number(fields[at]);
    meta.size = field(1);
    meta.allocated = field(2).and_then(|blocks| blocks.checked_mul(512));
    meta.modified = seconds(fields[3]);
    let facts = &mut meta.facts;
    (facts.changed, facts.accessed, facts.inode) = (seconds(fields[4]), seconds(fields[5]), field(6));
    let narrow = |at: usize| field(at).and_then(|number| u32::try_from(number).ok());
    (facts.links, facts.owner, facts.group) = (narrow(7), narrow(8), narrow(9));
    facts.mode = mode(fields[10]);
    facts.device = field(11);
    facts.read = [Column::Inode, Column::Accessed, Column::Changed].into_iter().collect::<ColumnSet>();
    meta.set_links_by_facts();
    if kind != Kind::Folder {
        return maker.file_at(path, meta, line);
    }
    if maker.has_no_top() {
        maker.top(path)?;
    }
    maker.folder_row_at(path, meta, line).map(drop)
}
