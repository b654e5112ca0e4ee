//! `about.json`: what a saved sheet says of itself.

use super::counts;
use super::json::{Object, bytes, number, put_bytes, read_flag, read_number, read_text, read_u64};
use crate::model::{
    Column, ColumnSet, Counts, RootId, RootPhase, ScanOptions, Shortfall, TimesOfSource, Unlisted, name,
};
use crate::store::Sheet;
use crate::text::{self, Zone};
use crate::words;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// What `format` says.
const FORMAT: &str = "foldersheet";
/// The version that is written, and the newest one that is read. It grows only when a reader of this one would be wrong about a newer file.
pub(super) const VERSION: u32 = 1;
/// Picked folders that a file has at most.
const MOST_ROOTS: usize = 1 << 20;

/// The words of [`TimesOfSource`].
const TIMES: [(&str, TimesOfSource); 3] = [
    ("exact", TimesOfSource::Exact),
    ("taken for local", TimesOfSource::TakenForLocal),
    ("absent", TimesOfSource::Absent),
];

/// The bytes of the part. `rows` and `folders` are how many are in the file.
pub(super) fn encode(sheet: &Sheet, filter: Option<&str>, rows: u64, folders: u64) -> Vec<u8> {
    let origin = sheet.origin.as_deref();
    let mut about = Object::new();
    let mut put = |key: &str, value: Value| about.insert(key.to_owned(), value);
    put("format", FORMAT.into());
    put("version", VERSION.into());
    put("program", concat!("Foldersheet ", env!("CARGO_PKG_VERSION")).into());
    if let Some(origin) = origin {
        put("listed_by", origin.program.as_deref().into());
    }
    put("machine", origin.map_or_else(machine, |origin| origin.machine.as_deref().map(str::to_owned)).into());
    if origin.is_none() {
        put("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH).into());
        put("zone", Zone::local().name().into());
    }
    let separator = origin.map_or(name::SEPARATOR, |origin| origin.separator);
    put("separator", char::from(separator).to_string().into());
    let times = origin.map(|origin| origin.times).unwrap_or_default();
    put("times", TIMES.iter().find(|(_, own)| *own == times).map(|(word, _)| *word).into());
    let since = sheet.as_of.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    put("as_of", since.map(|since| since.as_secs()).into());
    put("as_of_nanoseconds", since.map(|since| since.subsec_nanos()).into());
    put("as_of_utc", since.map(|since| text::utc(since.as_secs().cast_signed())).into());
    put("elapsed_seconds", sheet.elapsed.as_secs_f64().into());
    put("complete", sheet.incomplete().is_none().into());
    put("state", words::about_state(sheet.incomplete()).into());
    let before = origin.and_then(|origin| origin.filter.as_deref());
    put(
        "filter",
        match (before, filter) {
            (Some(before), Some(now)) if before != now => format!("{before} | {now}").into(),
            (before, now) => now.or(before).into(),
        },
    );
    put("rows", number(rows.into()));
    put("folders", number(folders.into()));
    if sheet.problems.left_out() > 0 {
        put("unlisted_problems", unlisted(sheet));
    }
    if let Some(options) = &sheet.options {
        put("options", encode_options(options));
    }
    put(
        "roots",
        sheet
            .roots
            .iter()
            .map(|root| {
                let mut object = Object::new();
                put_bytes(&mut object, "path", name::path_bytes(&root.path));
                encode_phase(&root.phase, sheet, &mut object);
                object.insert("elapsed_seconds".to_owned(), root.elapsed.as_secs_f64().into());
                object.insert("counts".to_owned(), counts::encode(&root.counts).into());
                Value::Object(object)
            })
            .collect(),
    );
    serde_json::to_vec_pretty(&about).unwrap_or_default()
}

/// The problems of which there are no lines, by the picked folder that they are of.
fn unlisted(sheet: &Sheet) -> Value {
    let one = |(root, of): (Option<RootId>, Unlisted)| {
        let root = root.and_then(|root| sheet.roots.place(root));
        let [lines, notes, folders] = [of.lines, of.notes, of.folders].map(|count| number(count.into()));
        json!({ "root": root, "lines": lines, "notes": notes, "folders": folders })
    };
    sheet.problems.unlisted().map(one).collect()
}

fn decode_unlisted(object: &Object) -> (Option<RootId>, Unlisted) {
    let root = object.get("root").and_then(Value::as_u64);
    // The sums over all picked folders have 64 bits.
    let count = |key| read_u64(object, key).min(u64::MAX >> 21);
    let lines = count("lines");
    let of = Unlisted { lines, notes: count("notes").min(lines), folders: count("folders").min(lines) };
    (root.and_then(|root| root.try_into().ok()).map(RootId), of)
}

fn encode_options(options: &ScanOptions) -> Value {
    let columns: Vec<&str> = Column::ALL
        .into_iter()
        .filter(|column| options.columns.contains(*column))
        .map(Column::as_str)
        .collect();
    json!({
        "folders": options.folders,
        "skip_hidden": options.skip_hidden,
        "one_file_system": options.one_file_system,
        "cloud_folders": options.cloud_folders,
        "exclude": options.exclude,
        "columns": columns,
    })
}

fn decode_options(object: &Object) -> ScanOptions {
    let texts = |key: &str| {
        let list = object.get(key).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).collect::<Vec<_>>()
    };
    ScanOptions {
        folders: read_flag(object, "folders"),
        skip_hidden: read_flag(object, "skip_hidden"),
        one_file_system: read_flag(object, "one_file_system"),
        cloud_folders: read_flag(object, "cloud_folders"),
        exclude: texts("exclude").into_iter().map(str::to_owned).collect(),
        columns: texts("columns").into_iter().filter_map(Column::named).collect::<ColumnSet>(),
        ..ScanOptions::default()
    }
}

fn encode_phase(phase: &RootPhase, sheet: &Sheet, object: &mut Object) {
    let mut more = |key: &str, value: Value| object.insert(key.to_owned(), value);
    let word = match phase {
        RootPhase::Done => "done",
        // It is saved in the middle of a reading.
        RootPhase::Queued | RootPhase::Reading | RootPhase::Stopped => "stopped",
        RootPhase::Failed => "failed",
        RootPhase::ListedIn(other) => {
            more("listed_in", sheet.roots.place(*other).into());
            "listed in another"
        }
        RootPhase::Incomplete(shortfall) => {
            let why = match shortfall {
                Shortfall::WorkerPanicked => "worker panicked",
                Shortfall::Full => "full",
                Shortfall::UnreadFile => "unread file",
                Shortfall::DamagedFile { rows } => {
                    more("rows", number((*rows).into()));
                    "damaged file"
                }
                Shortfall::Memory { needed } => {
                    more("needed", number((*needed).into()));
                    "memory"
                }
            };
            more("why", why.into());
            "incomplete"
        }
    };
    more("phase", word.into());
}

fn decode_phase(object: &Object) -> RootPhase {
    match read_text(object, "phase") {
        Some("done") => RootPhase::Done,
        Some("failed") => RootPhase::Failed,
        Some("listed in another") => {
            RootPhase::ListedIn(RootId(read_u64(object, "listed_in").try_into().unwrap_or(u32::MAX)))
        }
        Some("incomplete") => RootPhase::Incomplete(match read_text(object, "why") {
            Some("full") => Shortfall::Full,
            Some("memory") => Shortfall::Memory { needed: read_u64(object, "needed") },
            Some("worker panicked") => Shortfall::WorkerPanicked,
            Some("damaged file") => Shortfall::DamagedFile { rows: read_u64(object, "rows") },
            _ => Shortfall::UnreadFile,
        }),
        // What a later version calls otherwise is not whole either.
        _ => RootPhase::Stopped,
    }
}

/// A picked folder as the file has it.
#[derive(Clone, Debug)]
pub(super) struct SavedRoot {
    pub path: Vec<u8>,
    pub phase: RootPhase,
    pub elapsed: Duration,
    pub counts: Counts,
}

/// What the part says.
#[derive(Debug)]
pub(super) struct About {
    pub version: u32,
    pub program: Option<Box<str>>,
    pub machine: Option<Box<str>>,
    pub as_of: Option<SystemTime>,
    pub times: TimesOfSource,
    pub filter: Option<Box<str>>,
    pub separator: u8,
    pub elapsed: Duration,
    pub options: Option<ScanOptions>,
    pub roots: Vec<SavedRoot>,
    pub unlisted: Vec<(Option<RootId>, Unlisted)>,
}

fn seconds(object: &Object, key: &str) -> Duration {
    let seconds = object.get(key).and_then(Value::as_f64).unwrap_or(0.0);
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}

/// `None` unless these are the bytes of such a part.
pub(super) fn decode(part: &[u8]) -> Option<About> {
    let about: Object = serde_json::from_slice(part).ok()?;
    (read_text(&about, "format")? == FORMAT).then_some(())?;
    let text = |key: &str| read_text(&about, key).map(Box::from);
    let since = about.get("as_of").and_then(Value::as_u64);
    let nanoseconds = read_number(&about, "as_of_nanoseconds").min(999_999_999) as u32;
    let as_of = since.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(Duration::new(since, nanoseconds)));
    let roots = match about.get("roots") {
        Some(roots) => {
            roots.as_array()?.iter().map(|root| decode_root(root.as_object()?)).collect::<Option<Vec<_>>>()?
        }
        None => Vec::new(),
    };
    let unlisted = about.get("unlisted_problems").and_then(Value::as_array).into_iter().flatten();
    let unlisted = unlisted.take(roots.len() + 1);
    let times = read_text(&about, "times").and_then(|word| TIMES.into_iter().find(|(own, _)| *own == word));
    (roots.len() <= MOST_ROOTS).then_some(About {
        version: read_u64(&about, "version").try_into().ok()?,
        program: text("listed_by").or_else(|| text("program")),
        machine: text("machine"),
        as_of,
        times: times.map(|(_, times)| times).unwrap_or_default(),
        filter: text("filter"),
        separator: read_text(&about, "separator")
            .and_then(|one| one.bytes().next())
            .unwrap_or(name::SEPARATOR),
        elapsed: seconds(&about, "elapsed_seconds"),
        options: about.get("options").and_then(Value::as_object).map(decode_options),
        unlisted: unlisted.filter_map(Value::as_object).map(decode_unlisted).collect(),
        roots,
    })
}

fn decode_root(root: &Object) -> Option<SavedRoot> {
    let counts = root.get("counts").and_then(Value::as_object).map(counts::decode).unwrap_or_default();
    let path = bytes(root, "path").filter(|path| !path.contains(&0))?;
    Some(SavedRoot { path, phase: decode_phase(root), elapsed: seconds(root, "elapsed_seconds"), counts })
}

#[cfg(unix)]
fn machine() -> Option<String> {
    let name = rustix::system::uname().nodename().to_str().ok().map(str::to_owned);
    name.filter(|name| !name.is_empty())
}

#[cfg(not(unix))]
fn machine() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

/// A path of a file as this system's own.
pub(super) fn path(bytes: &[u8]) -> Arc<std::path::Path> {
    Arc::from(std::path::Path::new(&*name::to_os(bytes)))
}
