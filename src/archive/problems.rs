//! The problems of a saved sheet: an object a line for programs, and a table for people.

use super::folders::Numbering;
use super::json::{Object, bytes, number, put_bytes, read_number, read_text, read_u64};
use crate::model::{
    Cause, Consequence, FewerWorkers, FolderId, Location, NotMore, Operation, Problem, Reason, RootId,
    SystemError, WorkerId,
};
use crate::store::Sheet;
use crate::{text, words};
use serde_json::{Value, json};

/// Of a picked folder that is in the sheet no more.
const NO_ROOT: RootId = RootId(u32::MAX);

/// Reasons that are only a word.
const WORDS: [(&str, Reason); 12] = [
    ("in itself", Reason::InItself),
    ("picked twice", Reason::PickedTwice),
    ("inside picked", Reason::InsidePicked),
    ("listed before", Reason::ListedBefore),
    ("unknown file", Reason::UnknownFile),
    ("of another system", Reason::OtherSystem),
    ("would mount", Reason::WouldMount),
    ("same folder", Reason::SameFolder),
    ("in a cloud", Reason::InCloud),
    ("replaced", Reason::Replaced),
    ("found, not opened", Reason::FoundNotOpened),
    ("folder listed, not found", Reason::FolderListedNotFound),
];

/// Lines of a part at most.
pub(super) const EACH: usize = 4096;
/// Bytes of the table for people, from which on it has no further lines.
const TABLE: usize = 32 << 20;

/// The bytes of the part for programs that begins with this line.
pub(super) fn encode(sheet: &Sheet, numbering: &Numbering, start: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for problem in (start..start + EACH).map_while(|at| sheet.problems.get(at)) {
        let mut line = Object::new();
        line.insert("operation".to_owned(), problem.operation.as_str().into());
        line.insert("note".to_owned(), problem.operation.is_note().into());
        if let Some(root) = problem.root.and_then(|root| sheet.roots.place(root)) {
            line.insert("root".to_owned(), root.into());
        }
        if let Some(folder) = problem.at.folder {
            line.insert("folder".to_owned(), numbering.number(folder).0.into());
        }
        put_bytes(&mut line, "name", &problem.at.name);
        line.insert("cause".to_owned(), encode_cause(&problem.cause, sheet));
        // Writing to a vector can't fail.
        drop(serde_json::to_writer(&mut out, &line));
        out.push(b'\n');
    }
    out
}

fn encode_error(error: &SystemError) -> Object {
    let mut object = Object::new();
    object.insert("system".to_owned(), (*error.text).into());
    if let Some(code) = error.code {
        object.insert("code".to_owned(), code.into());
    }
    object
}

fn encode_cause(cause: &Cause, sheet: &Sheet) -> Value {
    let reason = match cause {
        Cause::System(error) => return encode_error(error).into(),
        Cause::SystemWith(error, consequence) => {
            let mut object = encode_error(error);
            let (key, value) = match consequence {
                Consequence::NamesOnly => ("names_only", true.into()),
                Consequence::NamesNotFound(count) => ("names_not_found", (*count).into()),
            };
            object.insert(key.to_owned(), value);
            return object.into();
        }
        Cause::Own(reason) => reason,
    };
    if let Some((word, _)) = WORDS.iter().find(|(_, own)| own == reason) {
        return json!({ "reason": word });
    }
    match reason {
        Reason::DamagedFile { byte, rows } => {
            json!({ "reason": "damaged file", "byte": number((*byte).into()), "rows": number((*rows).into()) })
        }
        Reason::PickedItself(root) => json!({ "reason": "picked itself", "root": sheet.roots.place(*root) }),
        Reason::LeftToRemoved(root) => {
            json!({ "reason": "left to removed", "root": sheet.roots.place(*root) })
        }
        Reason::KernelFileSystem(kind) => json!({ "reason": "kernel file system", "type": kind }),
        Reason::NotAName(name) => {
            let mut object = Object::new();
            object.insert("reason".to_owned(), "not a name".into());
            put_bytes(&mut object, "name", name);
            object.into()
        }
        Reason::SameAs { path, root } => {
            let mut object = Object::new();
            object.insert("reason".to_owned(), "same as".into());
            put_bytes(&mut object, "path", path);
            if let Some(root) = root {
                object.insert("root".to_owned(), sheet.roots.place(*root).into());
            }
            object.into()
        }
        Reason::ListedNotFound(more) => {
            json!({ "reason": "listed, not found", "more": number((*more).into()) })
        }
        Reason::Panicked(message) => json!({ "reason": "panicked", "message": message }),
        Reason::GivenUp(worker) => json!({ "reason": "given up", "worker": worker.0 }),
        Reason::FewerWorkers(fewer) => {
            let mut object = match &fewer.why {
                NotMore::Refused(error) => encode_error(error),
                NotMore::OpenFiles => [("short".to_owned(), "open files".into())].into_iter().collect(),
                NotMore::Memory => [("short".to_owned(), "memory".into())].into_iter().collect(),
            };
            object.insert("reason".to_owned(), "fewer workers".into());
            object.insert("started".to_owned(), fewer.started.into());
            object.insert("wanted".to_owned(), fewer.wanted.into());
            object.into()
        }
        // What was wrong with a pattern is for the user alone.
        other => json!({ "system": words::why(&Cause::Own(other.clone())) }),
    }
}

/// What the part holds. A line that is not understood is left out of the problems only if nothing of it is known: an operation or a cause
/// of a later version becomes the nearest one of this. `None` unless each line is an object.
pub(super) fn decode(part: &[u8]) -> Option<Vec<Problem>> {
    let lines = part.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| decode_line(&serde_json::from_slice(line).ok()?)).collect()
}

fn decode_line(line: &Object) -> Option<Problem> {
    let operation = read_text(line, "operation")?;
    let is_note = line.get("note").and_then(Value::as_bool).unwrap_or(false);
    let unknown = if is_note { Operation::Overlap } else { Operation::LookAt };
    let operation = Operation::ALL.into_iter().find(|own| own.as_str() == operation).unwrap_or(unknown);
    let folder = line.get("folder").and_then(Value::as_u64);
    let folder = folder.and_then(|folder| u32::try_from(folder).ok()).map(FolderId);
    let name = bytes(line, "name")?.into_boxed_slice();
    let root = line.get("root").map(|_| root(line));
    let cause = decode_cause(line.get("cause")?.as_object()?)?;
    Some(Problem { root, operation, at: Location { folder, name }, cause })
}

fn root(object: &Object) -> RootId {
    let place = object.get("root").and_then(Value::as_u64);
    place.and_then(|place| u32::try_from(place).ok()).map_or(NO_ROOT, RootId)
}

fn decode_error(object: &Object) -> Option<SystemError> {
    let code = object.get("code").and_then(Value::as_i64).and_then(|code| code.try_into().ok());
    Some(SystemError { text: read_text(object, "system")?.into(), code })
}

fn decode_cause(object: &Object) -> Option<Cause> {
    let Some(reason) = read_text(object, "reason") else {
        let error = decode_error(object)?;
        let not_found = object.get("names_not_found").and_then(Value::as_u64);
        return Some(match (not_found, object.get("names_only")) {
            (Some(count), _) => {
                Cause::SystemWith(error, Consequence::NamesNotFound(count.try_into().unwrap_or(u32::MAX)))
            }
            (None, Some(_)) => Cause::SystemWith(error, Consequence::NamesOnly),
            (None, None) => Cause::System(error),
        });
    };
    if let Some((_, own)) = WORDS.iter().find(|(word, _)| *word == reason) {
        return Some(own.clone().into());
    }
    let count = |key: &str| read_u64(object, key).try_into().unwrap_or(usize::MAX);
    Some(Cause::Own(match reason {
        "picked itself" => Reason::PickedItself(root(object)),
        "left to removed" => Reason::LeftToRemoved(root(object)),
        "kernel file system" => Reason::KernelFileSystem(read_text(object, "type")?.into()),
        "same as" => Reason::SameAs {
            path: bytes(object, "path")?.into(),
            root: object.get("root").map(|_| root(object)),
        },
        "not a name" => Reason::NotAName(bytes(object, "name")?.into()),
        "damaged file" => {
            Reason::DamagedFile { byte: read_u64(object, "byte"), rows: read_u64(object, "rows") }
        }
        "listed, not found" => Reason::ListedNotFound(read_u64(object, "more")),
        "panicked" => Reason::Panicked(read_text(object, "message")?.into()),
        "given up" => Reason::GivenUp(WorkerId(read_number(object, "worker").try_into().unwrap_or(u16::MAX))),
        "fewer workers" => {
            let why = match (decode_error(object), read_text(object, "short")) {
                (Some(error), _) => NotMore::Refused(error),
                (None, Some("memory")) => NotMore::Memory,
                (None, _) => NotMore::OpenFiles,
            };
            Reason::FewerWorkers(Box::new(FewerWorkers {
                started: count("started"),
                wanted: count("wanted"),
                why,
            }))
        }
        other => return Some(Cause::System(SystemError { text: other.into(), code: None })),
    }))
}

/// The bytes of the table for people: a CSV as the export of the problems writes it for programs.
pub(super) fn table(sheet: &Sheet) -> Vec<u8> {
    let mut out = b"operation,path,path_hex,cause,code\r\n".to_vec();
    for (at, problem) in sheet.problems.iter().enumerate() {
        if out.len() > TABLE {
            let more = text::counted((sheet.problems.len() - at) as u64, "more line");
            push_cell(&format!("{more} in the folder problems"), &mut out);
            out.extend_from_slice(b",,,,\r\n");
            break;
        }
        let path = sheet.folders.location(&problem.at);
        let hex = if std::str::from_utf8(&path).is_ok() { String::new() } else { text::hex(&path) };
        let code = problem.cause.code().map(|code| code.to_string()).unwrap_or_default();
        let cells = [
            &problem.operation.in_list(),
            &*text::decoded(&path),
            &*hex,
            &*words::why(&problem.cause),
            &*code,
        ];
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            push_cell(cell, &mut out);
        }
        out.extend_from_slice(b"\r\n");
    }
    out
}

/// By RFC 4180.
fn push_cell(cell: &str, out: &mut Vec<u8>) {
    if !cell.contains(['"', ',', '\r', '\n']) {
        return out.extend_from_slice(cell.as_bytes());
    }
    out.push(b'"');
    out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}
