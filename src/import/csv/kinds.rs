//! The CSV lists that are known: by the shape of their rows where the titles are in any language, else by their titles.

use super::plan::{Columns, FolderBy, Plan, Sizes, Top};
use crate::import::dates::{Stamp, order_of};
use crate::import::head::{Head, Record, path_separator};
use crate::import::mapping::Mapping;
use crate::import::sizes;
use crate::import::terms::{DateOrder, Holds, ListZone, Place, SizeUnit};
use crate::import::values::{grouped, hexadecimal, number};
use crate::model::{Column, SourceKind};
use crate::text::ClockReader;

/// Rows that are looked at for how their values are written.
const SAMPLE: usize = 50;
/// Lines that may stand before the titles.
const PREAMBLE: usize = 6;
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// WizTree: seven columns in order, some more in the first row only; a line with its name may come before the titles.
pub(in crate::import) fn wiztree(head: Head<'_>) -> Option<(u8, Plan)> {
    let records = head.records(b',');
    let is_number = |cell: &Vec<u8>| number(cell).is_some();
    let is_row = |record: &Record| {
        record.len() >= 7
            && record[0].contains(&b'\\')
            && [1, 2, 4, 5, 6].iter().all(|at| is_number(&record[*at]))
            && (record[3].is_empty() || is_date(&record[3]))
    };
    let first = records.iter().take(PREAMBLE).position(is_row);
    let banner = head.lines().next().unwrap_or_default();
    let is_titled = |record: &Record| {
        let titles = ["File Name", "Size", "Allocated", "Modified", "Attributes"];
        record.iter().zip(titles).filter(|(cell, title)| *cell == title.as_bytes()).count() == titles.len()
    };
    let skip = match first {
        Some(first) => first,
        None => records.iter().take(PREAMBLE).position(is_titled)? + 1,
    };
    let rows = &records[skip..];
    let alike = rows.iter().filter(|record| is_row(record)).count();
    let mut columns = Columns::of(&[
        (Holds::Path, 0),
        (Holds::Size, 1),
        (Holds::Allocated, 2),
        (Holds::Modified, 3),
        (Holds::Attributes, 4),
    ]);
    columns.inside = Some((5, 6));
    let mut plan = Plan { needed: 7, ..Plan::new(SourceKind::WizTree, b',', columns) };
    plan.skip = skip;
    plan.titles = skip.checked_sub(1).map(|at| records[at].clone()).unwrap_or_default();
    plan.folder_by = FolderBy::Separator;
    plan.has_sums = true;
    plan.top = Top::FirstFolder;
    plan.dates = dates(rows, &plan.columns);
    plan.has_local_times = true;
    if let Some(at) = memchr::memmem::find(banner, b"WizTree ").filter(|_| skip > 1) {
        let words: Vec<&[u8]> = banner[at..].splitn(5, |byte| *byte == b' ').collect();
        if let [_, version, date, time, ..] = words[..] {
            plan.program = Some(format!("WizTree {}", String::from_utf8_lossy(version)));
            let stamp = Stamp::read(&[date, b" ", time].concat(), DateOrder::YearMonthDay);
            plan.as_of = stamp.and_then(|stamp| stamp.moment(&mut ClockReader::local()));
        }
    }
    Some((if rows.is_empty() { 80 } else { share(alike, rows.len(), 95) }, plan))
}

/// WinDirStat 2: nine columns in order, and perhaps the owner.
pub(in crate::import) fn windirstat(head: Head<'_>) -> Option<(u8, Plan)> {
    let records = head.records(b',');
    let is_row = |record: &Record| {
        record.len() >= 9
            && (1..=4).all(|at| number(&record[at]).is_some())
            && record[6].ends_with(b"Z")
            && hexadecimal(&record[7]).is_some()
            && hexadecimal(&record[8]).is_some()
    };
    let skip = records.iter().take(PREAMBLE).position(is_row)?;
    let rows = &records[skip..];
    let mut plan = Plan::new(SourceKind::WinDirStatCsv, b',', windirstat_columns(rows[0].len()));
    plan.skip = skip;
    plan.titles = skip.checked_sub(1).map(|at| records[at].clone()).unwrap_or_default();
    set_windirstat(&mut plan);
    Some((share(rows.iter().filter(|record| is_row(record)).count(), rows.len(), 95), plan))
}

/// The columns of WinDirStat, of which there are so many.
pub(in crate::import) fn windirstat_columns(cells: usize) -> Columns {
    let mut columns = Columns::of(&[
        (Holds::Path, 0),
        (Holds::Size, 3),
        (Holds::Allocated, 4),
        (Holds::Attributes, 5),
        (Holds::Modified, 6),
        (Holds::Inode, 8),
    ]);
    if cells > 9 {
        columns.put(Holds::Owner, 9);
    }
    columns.inside = Some((1, 2));
    columns.item = Some(7);
    columns
}

/// What is the same in WinDirStat's CSV and JSON.
pub(in crate::import) fn set_windirstat(plan: &mut Plan) {
    plan.needed = 9;
    plan.folder_by = FolderBy::Inside;
    plan.has_sums = true;
    plan.top = Top::FirstFolder;
    plan.program = Some("WinDirStat".to_owned());
}

/// Everything's file list, and what its command line tool writes.
pub(in crate::import) fn everything(head: Head<'_>) -> Option<(u8, Plan)> {
    let titles: [(&str, Holds); 8] = [
        ("filename", Holds::Path),
        ("name", Holds::Name),
        ("path", Holds::Folder),
        ("size", Holds::Size),
        ("date modified", Holds::Modified),
        ("date created", Holds::Created),
        ("date accessed", Holds::Accessed),
        ("attributes", Holds::Attributes),
    ];
    let (mut plan, records) = titled(head, SourceKind::Everything, &titles)?;
    let has = |holds| plan.columns.get(holds).is_some();
    let score = match (has(Holds::Path), has(Holds::Name) && has(Holds::Folder)) {
        (true, _) => 90,
        (_, true) if has(Holds::Modified) => 70,
        _ => return None,
    };
    // Its names of files are whole paths; a table of another program has them, and a column for the folder.
    let are_paths = |at: usize| {
        let mut cells = records.iter().skip(plan.skip).filter_map(|record| record.get(at)).peekable();
        cells.peek().is_none() || cells.any(|cell| cell.contains(&b'\\') || cell.contains(&b'/'))
    };
    if !plan.columns.get(Holds::Path).is_none_or(are_paths) {
        return None;
    }
    plan.folder_by = if has(Holds::Attributes) { FolderBy::Attribute } else { FolderBy::Nothing };
    plan.has_sums = true;
    plan.sizes = Sizes::Grouped;
    set_by_rows(&mut plan, &records);
    plan.program = Some("Everything".to_owned());
    Some((score, plan))
}

/// DROID, and Siegfried in the same columns.
pub(in crate::import) fn droid(head: Head<'_>) -> Option<(u8, Plan)> {
    let titles: [(&str, Holds); 5] = [
        ("file_path", Holds::Path),
        ("size", Holds::Size),
        ("type", Holds::Kind),
        ("last_modified", Holds::Modified),
        ("name", Holds::Name),
    ];
    let (mut plan, records) = titled(head, SourceKind::Droid, &titles)?;
    let title = |name: &str| plan.titles.iter().position(|title| title == name.as_bytes());
    let marks = ["URI", "FILE_PATH", "PUID", "METHOD", "FORMAT_COUNT", "EXTENSION_MISMATCH"];
    let known = marks.into_iter().filter(|mark| title(mark).is_some()).count();
    (plan.columns.uri, plan.columns.status) = (title("URI"), title("STATUS"));
    if known < 2 || plan.columns.get(Holds::Path).is_none() && plan.columns.uri.is_none() {
        return None;
    }
    plan.needed = plan.titles.len().min(plan.needed);
    let has_type = plan.columns.get(Holds::Kind).is_some();
    plan.folder_by = if has_type { FolderBy::Word } else { FolderBy::NoSize };
    plan.top = Top::FirstFolder;
    set_by_rows(&mut plan, &records);
    plan.program = Some("DROID".to_owned());
    Some((if known >= 3 { 95 } else { 80 }, plan))
}

/// PowerShell's `Export-Csv` of what `Get-ChildItem` finds.
pub(in crate::import) fn powershell(head: Head<'_>) -> Option<(u8, Plan)> {
    let titles: [(&str, Holds); 11] = [
        ("fullname", Holds::Path),
        ("length", Holds::Size),
        ("lastwritetimeutc", Holds::Modified),
        ("lastwritetime", Holds::Modified),
        ("creationtimeutc", Holds::Created),
        ("creationtime", Holds::Created),
        ("lastaccesstimeutc", Holds::Accessed),
        ("lastaccesstime", Holds::Accessed),
        ("attributes", Holds::Attributes),
        ("psiscontainer", Holds::Kind),
        ("owner", Holds::Owner),
    ];
    let (mut plan, records) = titled(head, SourceKind::PowerShell, &titles)?;
    let has = |holds| plan.columns.get(holds).is_some();
    let others = [Holds::Size, Holds::Modified, Holds::Attributes, Holds::Created];
    if !has(Holds::Path) || !others.into_iter().any(has) {
        return None;
    }
    plan.folder_by = match (has(Holds::Attributes), has(Holds::Kind), has(Holds::Size)) {
        (true, ..) => FolderBy::Attribute,
        (_, true, _) => FolderBy::Word,
        (_, _, true) => FolderBy::NoSize,
        _ => FolderBy::Nothing,
    };
    let times = [Holds::Modified, Holds::Created, Holds::Accessed];
    let mut of_times = times.into_iter().filter_map(|holds| plan.titles.get(plan.columns.get(holds)?));
    plan.ahead = of_times.all(|title| title.to_ascii_lowercase().ends_with(b"utc")).then_some(0);
    set_by_rows(&mut plan, &records);
    plan.program = Some("PowerShell".to_owned());
    Some((92, plan))
}

/// This program's own for programs.
pub(in crate::import) fn own(head: Head<'_>) -> Option<(u8, Plan)> {
    SEPARATORS.into_iter().find_map(|separator| {
        let records = head.records(separator);
        let titles = records.first()?;
        let mut columns = Columns::default();
        for (at, title) in titles.iter().enumerate() {
            let column = Column::named(std::str::from_utf8(title).ok()?)?;
            if let Some(holds) = Holds::named(column.as_str()) {
                columns.put(holds, at);
            }
        }
        if titles.len() < 2 || !columns.have_path() {
            return None;
        }
        let mut plan = Plan::new(SourceKind::OwnCsv, separator, columns);
        (plan.skip, plan.needed, plan.titles) = (1, titles.len(), titles.clone());
        set_own(&mut plan);
        set_by_rows(&mut plan, &records);
        plan.has_local_times = false;
        Some((97, plan))
    })
}

/// What is the same in the program's own CSV and JSON Lines.
pub(in crate::import) fn set_own(plan: &mut Plan) {
    plan.folder_by = FolderBy::Word;
    plan.ahead = Some(0);
    plan.top = if plan.columns.get(Holds::Root).is_some() { Top::Column } else { Top::Common };
    plan.program = Some("Foldersheet".to_owned());
}

/// Any CSV, by the columns that the user named. `None` if it has not got them.
pub(in crate::import) fn mapped(head: Head<'_>, mapping: &Mapping) -> Option<Plan> {
    let separator = mapping.separator.unwrap_or_else(|| separator_of(head));
    let records = head.records(separator);
    let by_title = mapping.columns.iter().any(|(_, place)| matches!(place, Place::Title(_)));
    let title_of = |record: &Record, title: &str| {
        let is_title = |cell: &Vec<u8>| cell.trim_ascii().eq_ignore_ascii_case(title.as_bytes());
        record.iter().position(is_title)
    };
    // The titles may come behind a few lines about the list.
    let has_all = |record: &Record| {
        mapping.columns.iter().all(|(_, place)| match place {
            Place::Title(title) => title_of(record, title).is_some(),
            Place::Number(number) => *number <= record.len(),
        })
    };
    let start = if by_title { 0 } else { body(&records) };
    let at = start + records.iter().skip(start).take(2 * PREAMBLE).position(has_all)?;
    let titles = &records[at];
    let mut columns = Columns::default();
    for (holds, place) in &mapping.columns {
        let place = match place {
            Place::Title(title) => title_of(titles, title)?,
            Place::Number(number) => number - 1,
        };
        columns.put(*holds, place);
    }
    let is_row = |record: &Record| {
        let size = columns.get(Holds::Size).and_then(|at| record.get(at));
        let path = columns.get(Holds::Path).and_then(|at| record.get(at));
        size.is_some_and(|size| grouped(size).is_some())
            || path.is_some_and(|path| path.contains(&b'/') || path.contains(&b'\\'))
    };
    let has_titles = mapping.has_titles.unwrap_or(by_title || !is_row(titles));
    let mut plan = Plan::new(SourceKind::OtherCsv, separator, columns);
    plan.skip = at + usize::from(has_titles);
    plan.titles = if has_titles { titles.clone() } else { Vec::new() };
    plan.sizes = match mapping.sizes {
        SizeUnit::Bytes => Sizes::Grouped,
        SizeUnit::Written => Sizes::Numbers { times: 1, has_units: true },
        SizeUnit::Times(times) => Sizes::Numbers { times, has_units: false },
    };
    plan.ahead = match mapping.zone {
        ListZone::Local => None,
        ListZone::Ahead(minutes) => Some(i64::from(minutes) * 60),
    };
    let has = |holds| plan.columns.get(holds).is_some();
    plan.folder_by = if has(Holds::Kind) {
        FolderBy::Word
    } else if has(Holds::Attributes) {
        FolderBy::Attribute
    } else {
        FolderBy::Separator
    };
    if has(Holds::Root) {
        plan.top = Top::Column;
    }
    set_by_rows(&mut plan, &records);
    plan.dates = mapping.dates.or(plan.dates);
    let sizes = [Holds::Size, Holds::Allocated].into_iter().filter_map(|holds| plan.columns.get(holds));
    let rows = records.iter().skip(plan.skip);
    let cells = sizes.flat_map(|at| rows.clone().filter_map(move |record| Some(record.get(at)?.as_slice())));
    plan.decimal = mapping.decimal.or_else(|| sizes::mark_of(cells));
    Some(plan)
}

/// Where the titles of these records are, or the first row: the first that has as many cells as most have.
pub(in crate::import) fn body(records: &[Record]) -> usize {
    let mut many: Vec<usize> = records.iter().map(Vec::len).collect();
    many.sort_unstable();
    let usual = many.get(many.len() / 2).copied().unwrap_or(0);
    records.iter().take(2 * PREAMBLE).position(|record| record.len() >= usual).unwrap_or(0)
}

/// What stands between the cells of a CSV: what makes most records alike, with most cells.
pub(in crate::import) fn separator_of(head: Head<'_>) -> u8 {
    let alike = |separator: &u8| {
        let records = head.records(*separator);
        let longest = records.iter().map(Vec::len).max().unwrap_or(0);
        let alike = records.iter().filter(|record| record.len() == longest).count();
        if longest < 2 { 0 } else { alike * 1000 / records.len().max(1) + longest.min(100) }
    };
    let mut best = (0, b',');
    for separator in SEPARATORS {
        let score = alike(&separator);
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}

/// A plan by the titles in the first record, or behind a line that begins with `#TYPE`.
fn titled(head: Head<'_>, kind: SourceKind, titles: &[(&str, Holds)]) -> Option<(Plan, Vec<Record>)> {
    SEPARATORS.into_iter().find_map(|separator| {
        let records = head.records(separator);
        let skip = usize::from(records.first()?.first()?.starts_with(b"#TYPE"));
        let record = records.get(skip)?;
        let mut columns = Columns::default();
        for (title, holds) in titles {
            let is_title = |cell: &Vec<u8>| cell.trim_ascii().eq_ignore_ascii_case(title.as_bytes());
            if let Some(at) = record.iter().position(is_title) {
                columns.put(*holds, at);
            }
        }
        if record.len() < 2 || columns.all().count() == 0 {
            return None;
        }
        let mut plan = Plan::new(kind, separator, columns);
        (plan.skip, plan.titles) = (skip + 1, record.clone());
        Some((plan, records))
    })
}

/// How paths and dates are written, by the first rows.
fn set_by_rows(plan: &mut Plan, records: &[Record]) {
    let rows = records.get(plan.skip..).unwrap_or_default();
    let cells = |at: Option<usize>| rows.iter().filter_map(move |record| Some(record.get(at?)?.as_slice()));
    let places = [Holds::Path, Holds::Folder, Holds::Root].map(|holds| plan.columns.get(holds));
    let paths = places.into_iter().flat_map(cells);
    plan.path_separator = if plan.columns.uri.is_some() && plan.columns.get(Holds::Path).is_none() {
        b'/'
    } else {
        path_separator(paths.take(SAMPLE * 3))
    };
    plan.dates = dates(rows, &plan.columns);
    let times = [Holds::Modified, Holds::Created, Holds::Accessed, Holds::Changed];
    let order = plan.dates.unwrap_or(DateOrder::DayMonthYear);
    let mut stamps = times
        .into_iter()
        .flat_map(|holds| cells(plan.columns.get(holds)))
        .filter_map(|cell| Stamp::read(cell, order));
    plan.has_local_times = plan.ahead.is_none() && stamps.any(|stamp| !stamp.is_exact());
}

/// In which order the dates of these rows are; `None` if they could be read in two ways.
fn dates(rows: &[Record], columns: &Columns) -> Option<DateOrder> {
    let times = [Holds::Modified, Holds::Created, Holds::Accessed, Holds::Changed];
    let places: Vec<usize> = times.into_iter().filter_map(|holds| columns.get(holds)).collect();
    let cells = rows.iter().flat_map(|record| places.iter().filter_map(|at| record.get(*at)));
    let dates: Vec<&[u8]> = cells.filter(|cell| is_date(cell)).map(Vec::as_slice).collect();
    if dates.is_empty() { Some(DateOrder::YearMonthDay) } else { order_of(dates.into_iter()) }
}

fn is_date(cell: &[u8]) -> bool {
    let orders = [DateOrder::DayMonthYear, DateOrder::MonthDayYear];
    orders.into_iter().any(|order| Stamp::read(cell, order).is_some())
}

/// How sure it is, of at most so much, where so many rows of all are alike.
fn share(alike: usize, all: usize, most: u8) -> u8 {
    (alike * usize::from(most) / all.max(1)).min(most.into()) as u8
}
