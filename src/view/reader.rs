//! The value of a row in each column: what the screen, the clipboard and every format show or write, each in its own way.

use super::{compare, lengths};
use crate::model::{Column, FolderId, NameToCheck, RootId, Row, ValueKind, fault_name, name, unordered};
use crate::store::Sheet;
use crate::text;
use std::borrow::Cow;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What a row has in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing is known, or there is nothing.
    Empty,
    /// A name or path, as the system's bytes.
    Text(Cow<'a, [u8]>),
    /// A word or code of the program's own.
    Word(Cow<'static, str>),
    /// A number, in what the column counts.
    Number(u64),
    /// A number that may be below 0.
    Signed(i64),
    /// The permission bits of a Unix entry, see [`crate::model::mode`].
    Mode(u16),
    /// A moment, in seconds since 1970-01-01T00:00:00Z.
    Time(i64),
}

/// What the rows of one folder have alike.
#[derive(Debug, Default)]
pub struct InFolder {
    id: Option<FolderId>,
    /// The folder's path, and the separator behind it.
    prefix: Vec<u8>,
    /// How much of the prefix is the folder's own path.
    length: usize,
    root_id: Option<RootId>,
    root: Vec<u8>,
}

impl InFolder {
    /// The folder's path.
    pub fn path(&self) -> &[u8] {
        &self.prefix[..self.length]
    }

    /// What stands before the name in the path of a row.
    pub fn prefix(&self) -> &[u8] {
        &self.prefix
    }

    /// The picked folder.
    pub fn root(&self) -> &[u8] {
        &self.root
    }
}

/// Reads the values of rows, and remembers the folder of the last one: rows of one folder mostly come together.
#[derive(Debug)]
pub struct RowReader<'a> {
    sheet: &'a Sheet,
    /// The row whose values are read, which a comparison knows by its number.
    number: Option<u32>,
    folder: InFolder,
    /// For which moment the sheet stands, in seconds since 1970-01-01T00:00:00Z: ages are counted to it.
    as_of: i64,
}

impl<'a> RowReader<'a> {
    /// No folder is entered yet.
    pub fn new(sheet: &'a Sheet) -> RowReader<'a> {
        RowReader { sheet, number: None, folder: InFolder::default(), as_of: sheet.as_of_seconds() }
    }

    /// Makes this the folder of the next row. Returns whether it is another one than before.
    pub fn enter(&mut self, id: FolderId) -> bool {
        let folder = &mut self.folder;
        if folder.id.replace(id) == Some(id) {
            return false;
        }
        folder.prefix.clear();
        self.sheet.folders.push_path(id, &mut folder.prefix);
        folder.length = folder.prefix.len();
        name::push_part_by(&mut folder.prefix, b"", self.sheet.folders.separator(id));
        let root = self.sheet.root(id);
        if folder.root_id.replace(root) != Some(root) {
            let path = self.sheet.roots.with_id(root);
            let path = path.map_or(&[][..], |root| name::path_bytes(&root.path));
            folder.root.clear();
            folder.root.extend_from_slice(path);
        }
        true
    }

    /// The next row has this number. Only the columns of [`Column::COMPARED`] need that.
    pub fn at(&mut self, number: u32) {
        self.number = Some(number);
    }

    /// The folder that was entered last.
    pub fn folder(&self) -> &InFolder {
        &self.folder
    }

    /// What a row of the entered folder has in a column. Only the columns of [`Column::needs_folder`] need that.
    pub fn value<'c>(&'c self, row: &Row<'c>, column: Column) -> Value<'c> {
        match column {
            Column::Path => Value::Text([self.folder.prefix(), row.name].concat().into()),
            Column::Folder => Value::Text(self.folder.path().into()),
            Column::Name => Value::Text(row.name.into()),
            Column::Extension => Value::Text(text::lowered(name::extension(row.name))),
            Column::Kind => Value::Word(row.meta.kind.as_str().into()),
            Column::Category => match self.sheet.categories.of(row.meta.kind, row.name) {
                Some(category) => Value::Word(category.as_str().into()),
                None => Value::Empty,
            },
            Column::Problem | Column::DestinationLength | Column::Suggestion => self.checked(row, column),
            column if column.is_compared() => self.compared(row, column),
            Column::Root => Value::Text(self.folder.root().into()),
            Column::Age => match row.meta.modified {
                Some(modified) => Value::Signed(self.as_of.saturating_sub(modified).div_euclid(DAY)),
                None => Value::Empty,
            },
            Column::Mode => row.meta.facts.mode.map_or(Value::Empty, Value::Mode),
            Column::Attributes => match row.meta.facts.attributes {
                Some(attributes) => Value::Word(attributes.words().into()),
                None => Value::Empty,
            },
            Column::Owner | Column::Group => match column.number(row) {
                Some(number) => match self.sheet.accounts.name(column, number as u32) {
                    Some(name) => Value::Word(name.to_owned().into()),
                    None => Value::Word(number.to_string().into()),
                },
                None => Value::Empty,
            },
            Column::PathLength | Column::PathUtf16 => {
                let above = lengths::of_name(column, self.folder.prefix());
                Value::Number(above + lengths::of_name(column, row.name))
            }
            column if column.is_of_place() => {
                let above = lengths::of_folder(column, &self.sheet.folders, row.folder);
                Value::Number(above + lengths::of_name(column, row.name))
            }
            Column::PathHex => {
                let is_unicode =
                    [self.folder.prefix(), row.name].iter().all(|part| std::str::from_utf8(part).is_ok());
                if is_unicode { Value::Empty } else { Value::Word(self.path_hex(row).into()) }
            }
            Column::LinkTarget => row.target.map_or(Value::Empty, |target| Value::Text(target.into())),
            Column::LinkTargetHex => match row.target {
                Some(target) if std::str::from_utf8(target).is_err() => Value::Word(text::hex(target).into()),
                _ => Value::Empty,
            },
            column => match (column.number(row), column.values()) {
                (None, _) => Value::Empty,
                (Some(number), ValueKind::Time) => Value::Time(unordered(number)),
                (Some(number), _) => Value::Number(number),
            },
        }
    }

    /// What a check of the names says of a row.
    fn checked<'c>(&self, row: &Row<'c>, column: Column) -> Value<'c> {
        let Some(checked) = &self.sheet.checked else { return Value::Empty };
        let of = NameToCheck { folder: row.folder, name: row.name, kind: row.meta.kind, size: row.meta.size };
        match column {
            Column::DestinationLength => match checked.length(row.folder, row.name) {
                Some(length) => Value::Number(length.into()),
                None => Value::Empty,
            },
            Column::Suggestion => match checked.suggestion(of) {
                Some(name) => Value::Word(name.into()),
                None => Value::Empty,
            },
            _ => {
                let found = checked.faults(of);
                let names: Vec<String> = found.iter().map(|(to, fault)| fault_name(to, fault)).collect();
                if names.is_empty() { Value::Empty } else { Value::Word(names.join(" ").into()) }
            }
        }
    }

    /// What a comparison with another sheet says of a row.
    fn compared<'c>(&self, row: &Row<'c>, column: Column) -> Value<'c> {
        let Some((compared, number)) = self.sheet.compared.as_deref().zip(self.number) else {
            return Value::Empty;
        };
        if column == Column::WasAt {
            return compared.was_at(number).map_or(Value::Empty, |path| Value::Text(path.into()));
        }
        match (compare::number(compared, column, number, row), column.values()) {
            (None, _) => Value::Empty,
            (Some(_), ValueKind::Change) => Value::Word(compared.change(number).as_str().into()),
            (Some(value), ValueKind::Difference) => Value::Signed(unordered(value)),
            (Some(value), ValueKind::Time) => Value::Time(unordered(value)),
            (Some(value), _) => Value::Number(value),
        }
    }

    /// The bytes of a row's path in hexadecimal.
    pub fn path_hex(&self, row: &Row<'_>) -> String {
        text::hex(&self.folder.prefix) + &text::hex(row.name)
    }
}

#[cfg(all(test, unix))] // a name that isn't UTF-8
mod tests {
    use super::*;
    use crate::model::{FolderRecord, Kind, Meta};

    fn text(text: &[u8]) -> Value<'_> {
        Value::Text(text.into())
    }

    #[test]
    fn a_column_has_its_value() {
        let mut sheet = Sheet::default();
        let folder = |id, parent, name| FolderRecord { id: FolderId(id), parent, root: RootId(0), name };
        sheet.folders.insert(folder(0, None, b"/r"));
        sheet.folders.insert(folder(1, Some(FolderId(0)), b"a\xFF"));
        let meta = Meta { size: Some(7), modified: Some(-1), ..Meta::unknown(Kind::Symlink) };
        let row = Row { folder: FolderId(1), name: b"B.TXT", meta, target: None };
        let mut reader = RowReader::new(&sheet);
        assert!(reader.enter(row.folder) && !reader.enter(row.folder));
        for (column, expected) in [
            (Column::Path, text(b"/r/a\xFF/B.TXT")),
            (Column::Folder, text(b"/r/a\xFF")),
            (Column::Name, text(b"B.TXT")),
            (Column::Extension, text(b"txt")),
            (Column::Kind, Value::Word("symlink".into())),
            (Column::Size, Value::Number(7)),
            (Column::Allocated, Value::Empty),
            (Column::Modified, Value::Time(-1)),
            (Column::Created, Value::Empty),
            // Nothing was picked.
            (Column::Root, text(b"")),
            (Column::PathHex, Value::Word("2f722f61ff2f422e545854".into())),
            (Column::Category, Value::Word("document".into())),
        ] {
            assert_eq!(reader.value(&row, column), expected, "{column:?}");
        }
        assert!(reader.enter(FolderId(0)));
        assert_eq!(reader.value(&row, Column::PathHex), Value::Empty);
    }
}
