//! A record of a CSV as a row of the sheet.

use super::cells;
use super::plan::{FolderBy, Plan, Top};
use super::record::Cells;
use crate::import::about::quoted;
use crate::import::maker::Maker;
use crate::import::paths::{last_part, without_end};
use crate::import::terms::Holds;
use crate::import::values;
use crate::model::{
    Column, ColumnSet, Kind, ListMistake, Location, Meta, Operation, SourceError, SourceKind,
};
use crate::text::ClockReader;

type Result<T = ()> = std::result::Result<T, SourceError>;

/// Makes rows by a plan.
pub(in crate::import) struct Rows<'p> {
    plan: &'p Plan,
    clock: ClockReader,
    read: ColumnSet,
    places: Places,
    /// A path that is put together.
    path: Vec<u8>,
    /// The numbers that WinDirStat has for folders, each a bit.
    folder_items: [u64; 4],
    in_archives: u64,
    is_first: bool,
}

/// Where the values are; a place that no record has for one that isn't there.
struct Places {
    path: usize,
    folder: usize,
    name: usize,
    hex: usize,
    size: usize,
    allocated: usize,
    modified: usize,
    created: usize,
    accessed: usize,
    changed: usize,
    attributes: usize,
    mode: usize,
    owner: usize,
    group: usize,
    links: usize,
    inode: usize,
    device: usize,
    target: usize,
    target_hex: usize,
    kind: usize,
    root: usize,
}

/// No cell is there.
const NOWHERE: usize = usize::MAX;

/// The cells of a record.
#[derive(Clone, Copy)]
pub(in crate::import) struct Record<'t> {
    /// Where they are.
    pub cells: &'t Cells,
    /// In what.
    pub text: &'t [u8],
    /// The line that it begins in.
    pub line: u64,
}

impl<'t> Record<'t> {
    #[inline]
    fn get(self, at: usize) -> &'t [u8] {
        self.cells.get(at, self.text)
    }
}

impl<'p> Rows<'p> {
    /// By this plan.
    pub(in crate::import) fn new(plan: &'p Plan) -> Rows<'p> {
        let at = |holds| plan.columns.get(holds).unwrap_or(NOWHERE);
        let places = Places {
            path: at(Holds::Path),
            folder: at(Holds::Folder),
            name: at(Holds::Name),
            hex: at(Holds::PathHex),
            size: at(Holds::Size),
            allocated: at(Holds::Allocated),
            modified: at(Holds::Modified),
            created: at(Holds::Created),
            accessed: at(Holds::Accessed),
            changed: at(Holds::Changed),
            attributes: at(Holds::Attributes),
            mode: at(Holds::Mode),
            owner: at(Holds::Owner),
            group: at(Holds::Group),
            links: at(Holds::Links),
            inode: at(Holds::Inode),
            device: at(Holds::Device),
            target: at(Holds::LinkTarget),
            target_hex: at(Holds::LinkTargetHex),
            kind: at(Holds::Kind),
            root: at(Holds::Root),
        };
        Rows {
            plan,
            clock: ClockReader::local(),
            read: plan.columns.read(),
            places,
            path: Vec::new(),
            folder_items: [0; 4],
            in_archives: 0,
            is_first: true,
        }
    }

    /// The path that a record has, and whether it is a folder; `None` if it isn't a file on the disk.
    pub(in crate::import) fn path(&mut self, record: Record<'_>) -> Option<(&[u8], bool)> {
        let is_folder = self.is_folder(record);
        if self.is_in_archive(record) || self.is_no_file(record) {
            return None;
        }
        self.find_path(record).then_some((self.path.as_slice(), is_folder))
    }

    /// Puts a record's path into `path`; whether it has one.
    fn find_path(&mut self, record: Record<'_>) -> bool {
        let places = &self.places;
        self.path.clear();
        let hex = record.get(places.hex);
        if !hex.is_empty() {
            return values::push_hex(hex, &mut self.path);
        }
        let path = record.get(places.path);
        if !path.is_empty() {
            self.path.extend_from_slice(path);
        } else if let Some(uri) = self.plan.columns.uri.filter(|_| places.path == NOWHERE) {
            cells::push_uri(record.get(uri), &mut self.path);
        } else {
            let (folder, name) = (record.get(places.folder), record.get(places.name));
            if name.is_empty() {
                return false;
            }
            self.path.extend_from_slice(folder);
            if !folder.is_empty() && folder.last() != Some(&self.plan.path_separator) {
                self.path.push(self.plan.path_separator);
            }
            self.path.extend_from_slice(name);
        }
        !self.path.is_empty()
    }

    /// A row of the sheet, or a problem.
    #[inline]
    pub(in crate::import) fn row(&mut self, record: Record<'_>, maker: &mut Maker<'_>) -> Result {
        let line = record.line;
        let is_folder = self.is_folder(record);
        if self.is_in_archive(record) {
            self.in_archives += 1;
            return Ok(());
        }
        if self.is_no_file(record) {
            return Ok(());
        }
        if self.places.hex == NOWHERE
            && self.places.path != NOWHERE
            && !record.get(self.places.path).is_empty()
        {
            // The usual case, without a copy.
            let path = record.get(self.places.path);
            return self.put(path, is_folder, record, maker);
        }
        if !self.find_path(record) {
            return maker.fault(line, ListMistake::NoName, None);
        }
        let path = std::mem::take(&mut self.path);
        let put = self.put(&path, is_folder, record, maker);
        self.path = path;
        put
    }

    /// Begins the top that the record names: so many parts of its path, as that column is text where the path may be other bytes.
    fn put_top(&self, path: &[u8], record: Record<'_>, maker: &mut Maker<'_>) -> Result {
        let separator = self.plan.path_separator;
        let root = without_end(record.get(self.places.root), separator);
        if root.is_empty() {
            return Ok(());
        }
        if path.starts_with(root) {
            return maker.top(root).map(drop);
        }
        let parts = memchr::memchr_iter(separator, root).count();
        let end = memchr::memchr_iter(separator, path).nth(parts).unwrap_or(path.len());
        maker.top(&path[..end]).map(drop)
    }

    #[inline]
    fn put(&mut self, path: &[u8], is_folder: bool, record: Record<'_>, maker: &mut Maker<'_>) -> Result {
        let (plan, line) = (self.plan, record.line);
        if plan.top == Top::Column {
            self.put_top(path, record, maker)?;
        }
        let mut meta = Meta::unknown(if is_folder { Kind::Folder } else { self.kind(record) });
        self.fill(&mut meta, record, maker)?;
        let is_first = std::mem::take(&mut self.is_first);
        let folder = if is_folder {
            if is_first && plan.top == Top::FirstFolder {
                maker.top(path)?;
            }
            let sum = if plan.has_sums { meta.size.take() } else { None };
            if plan.has_sums {
                meta.allocated = None;
            }
            let folder = maker.folder_row_at(path, meta, line)?;
            if let (Some(folder), Some(sum)) = (folder, sum) {
                maker.listed_sum(folder, sum);
            }
            folder
        } else {
            if meta.kind == Kind::Symlink {
                self.put_target(record, maker);
            }
            maker.file_at(path, meta, line)?;
            None
        };
        self.note_status(path, folder.is_some(), record, maker)
    }

    /// What the link of a record points at, if the list says it.
    fn put_target(&self, record: Record<'_>, maker: &mut Maker<'_>) {
        let (hex, text) = (record.get(self.places.target_hex), record.get(self.places.target));
        let mut target = Vec::new();
        if hex.is_empty() || !values::push_hex(hex, &mut target) {
            target = text.to_vec();
        }
        if !target.is_empty() {
            maker.next_points_at(target);
        }
    }

    /// What DROID says of a file that it could not read.
    fn note_status(&self, path: &[u8], is_folder: bool, record: Record<'_>, maker: &mut Maker<'_>) -> Result {
        let Some(status) = self.plan.columns.status.map(|at| record.get(at)) else { return Ok(()) };
        if status.is_empty() || status.eq_ignore_ascii_case(b"done") {
            return Ok(());
        }
        let says = ListMistake::Says(quoted(status));
        let path = without_end(path, self.plan.path_separator);
        if is_folder {
            return match maker.folder_at(path)? {
                Some(folder) => maker.unread(folder, says, record.line),
                None => Ok(()),
            };
        }
        let name = last_part(path, self.plan.path_separator);
        let folder = maker.folder_at(&path[..path.len() - name.len()])?;
        let at = Location { folder, name: name.into() };
        maker.problem(Operation::LookAt, at, says, record.line)
    }

    /// Says how many entries were in archives.
    pub(in crate::import) fn finish(&self, maker: &mut Maker<'_>) -> Result {
        match self.in_archives {
            0 => Ok(()),
            many => {
                let what = ListMistake::InArchives(many);
                maker.problem(Operation::InArchive, Location::default(), what, 0)
            }
        }
    }

    #[inline]
    fn is_folder(&mut self, record: Record<'_>) -> bool {
        match self.plan.folder_by {
            FolderBy::Separator => record.get(self.places.path).ends_with(&[self.plan.path_separator]),
            FolderBy::Attribute => {
                values::attributes(record.get(self.places.attributes)).is_some_and(|(_, is)| is)
            }
            FolderBy::Inside => self.is_windirstat_folder(record),
            FolderBy::Word => cells::kind_of_word(record.get(self.places.kind)) == Kind::Folder,
            FolderBy::NoSize => record.get(self.places.size).is_empty(),
            FolderBy::Nothing => false,
        }
    }

    /// One with something in it shows which number WinDirStat has for folders, in the version that wrote the list.
    fn is_windirstat_folder(&mut self, record: Record<'_>) -> bool {
        let columns = &self.plan.columns;
        let cell = |at: Option<usize>| at.map_or(&b""[..], |at| record.get(at));
        let (files, folders) = columns.inside.map_or((None, None), |(a, b)| (Some(a), Some(b)));
        let has_inside = [files, folders].into_iter().any(|at| values::number(cell(at)).unwrap_or(0) > 0);
        let Some(item) = values::hexadecimal(cell(columns.item)) else { return has_inside };
        let (word, bit) = ((item & 0xFF) as usize / 64, 1 << (item & 0x3F));
        if has_inside {
            self.folder_items[word] |= bit;
        }
        self.folder_items[word] & bit != 0
    }

    /// Something other than a file: WinDirStat's free space, or the machine as a whole.
    fn is_no_file(&self, record: Record<'_>) -> bool {
        if !matches!(self.plan.kind, SourceKind::WinDirStatCsv | SourceKind::WinDirStatJson) {
            return false;
        }
        let path = record.get(self.places.path);
        !path.contains(&b'\\') && !path.contains(&b':') || last_part(path, b'\\').starts_with(b"<")
    }

    /// Whether it is in an archive: its address has the archive's kind in front and a `!` behind it.
    fn is_in_archive(&self, record: Record<'_>) -> bool {
        let Some(uri) = self.plan.columns.uri.map(|at| record.get(at)) else { return false };
        !uri.starts_with(b"file:") && uri.contains(&b'!')
    }

    fn kind(&self, record: Record<'_>) -> Kind {
        let is_word = self.plan.folder_by == FolderBy::Word;
        if is_word { cells::kind_of_word(record.get(self.places.kind)) } else { Kind::File }
    }

    #[inline]
    fn fill(&mut self, meta: &mut Meta, record: Record<'_>, maker: &mut Maker<'_>) -> Result {
        let line = record.line;
        let places = &self.places;
        meta.size = cells::size(self.plan, record.get(places.size), line, maker)?;
        meta.allocated = cells::size(self.plan, record.get(places.allocated), line, maker)?;
        let attributes = record.get(places.attributes);
        meta.facts.attributes = values::attributes(attributes).map(|(attributes, _)| attributes);
        if attributes.is_empty() {
            meta.facts.attributes = None;
        }
        let modified = record.get(places.modified);
        meta.modified = cells::time(self.plan, &mut self.clock, modified, line, maker)?;
        let created = record.get(places.created);
        meta.created = cells::time(self.plan, &mut self.clock, created, line, maker)?;
        meta.facts.read = self.read;
        if !self.read.is_empty()
            || places.mode != NOWHERE
            || places.owner != NOWHERE
            || places.links != NOWHERE
        {
            self.fill_rare(meta, record, maker)?;
        }
        Ok(())
    }

    fn fill_rare(&mut self, meta: &mut Meta, record: Record<'_>, maker: &mut Maker<'_>) -> Result {
        let (line, places) = (record.line, &self.places);
        let accessed = record.get(places.accessed);
        meta.facts.accessed = cells::time(self.plan, &mut self.clock, accessed, line, maker)?;
        let changed = record.get(places.changed);
        meta.facts.changed = cells::time(self.plan, &mut self.clock, changed, line, maker)?;
        meta.facts.inode = match values::hexadecimal(record.get(places.inode)) {
            // WinDirStat writes no number as 0.
            Some(inode) => (inode != 0).then_some(inode),
            None => cells::count(record.get(places.inode), line, maker)?,
        };
        meta.facts.device = cells::count(record.get(places.device), line, maker)?;
        meta.facts.mode = values::mode(record.get(places.mode));
        let links = cells::count(record.get(places.links), line, maker)?;
        meta.facts.links = links.and_then(|links| links.try_into().ok());
        meta.set_links_by_facts();
        for (column, at) in [(Column::Owner, places.owner), (Column::Group, places.group)] {
            let name = record.get(at);
            let number = if name.is_empty() { None } else { maker.account(column, name)? };
            match column {
                Column::Owner => meta.facts.owner = number,
                _ => meta.facts.group = number,
            }
        }
        Ok(())
    }
}
