//! Plain data that every room speaks: a row, the list of its columns, a block of rows, a batch, a problem, a mistake, a request, counts,
//! what became of an export ([`export`]).
//!
//! Everyone imports this room and it imports none. No I/O, no threads, no egui. Names are the system's own
//! bytes here ([`name`]); `text` turns them into what the user sees.

mod attributes;
mod batch;
mod block;
mod cancel;
mod category;
mod cause;
mod check;
mod column;
mod column_set;
mod compare;
mod counts;
mod explain;
pub mod export;
mod facts;
mod failure;
mod folders;
mod handed;
mod ids;
mod kind;
mod known;
mod links;
mod list;
mod message;
mod mistake;
pub mod mode;
pub mod name;
mod packed;
mod pattern_mistake;
mod problem;
mod refusal;
mod renumbered;
mod request;
mod row;
mod row_set;
mod source;
mod state;
pub mod stored;
mod targets;
mod volume;
mod wake;

pub use attributes::Attributes;
pub use batch::{Batch, Event, Outcome};
pub use block::{Block, BlockBuilder};
pub use cancel::Cancel;
pub use category::{
    Categories, Category, CategoryColours, CategoryFault, CategoryFileFault, CategoryFileMistake,
    CategoryMistake, short_extension, short_extension_at,
};
pub use cause::{Cause, Consequence, FewerWorkers, NotMore, Reason, SystemError};
pub use check::{
    CheckWish, Checked, Destination, Faults, NameFault, NameToCheck, fault_name, faults_named, is_same_check,
};
pub use column::{Column, ColumnGroup, RowValues, ValueKind, Width, ordered, unordered};
pub use column_set::ColumnSet;
pub use compare::{
    Before, Change, ChangeSum, ChangedRows, Changes, CompareTotals, CompareWish, Compared, is_same_comparison,
};
pub use counts::{Counts, LeftOut, OwnSizes};
pub use explain::{Bound, LineKind, Note, Number};
pub use facts::Facts;
pub use failure::Failure;
pub use folders::{FolderRecord, FolderRecords};
pub use handed::{NotHanded, StartRisk};
pub use ids::{FolderId, RootId, ScanId, WorkerId};
pub use kind::Kind;
pub use known::{Known, Unknown};
pub use list::{ListFault, ListMistake};
pub use message::{Message, NotCompared, NotKept};
pub use mistake::{Mistake, MistakeKind, RegexMistake, Slip, ValueMistake};
pub use packed::{Optional, Packed};
pub use pattern_mistake::{PatternFault, PatternMistake};
pub use problem::{Location, Operation, Problem, Unlisted};
pub use refusal::Refusal;
pub use renumbered::Renumbered;
pub use request::{Request, ScanOptions};
pub use row::{FileKey, HardLinks, Meta, Row};
pub use row_set::RowSet;
pub use source::{
    Compression, NotOpened, Origin, OtherFile, SourceError, SourceEvent, SourceKind, SourceSink,
    TimesOfSource,
};
pub use state::{Incomplete, RootPhase, Shortfall};
pub use volume::Volume;
pub use wake::Wake;
