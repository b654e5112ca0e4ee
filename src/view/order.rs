//! Columns, and the order they give.

/// What rows can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name, letters without their case first, then byte by byte.
    Name,
    /// The folder's path, then the name. A folder comes before its sub-folders.
    Folder,
    /// The extension, without case.
    Extension,
    /// The kind, in the order of [`crate::model::Kind::ALL`].
    Kind,
    /// The apparent size.
    Size,
    /// The allocated size.
    Allocated,
    /// The time of the last change.
    Modified,
    /// The time of birth.
    Created,
}

impl Column {
    /// Every column, in the order of the sheet.
    pub const ALL: [Column; 8] = [
        Column::Name,
        Column::Folder,
        Column::Extension,
        Column::Kind,
        Column::Size,
        Column::Allocated,
        Column::Modified,
        Column::Created,
    ];

    /// Its name in the sheet and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Folder => "folder",
            Column::Extension => "extension",
            Column::Kind => "kind",
            Column::Size => "size",
            Column::Allocated => "allocated",
            Column::Modified => "modified",
            Column::Created => "created",
        }
    }
}

/// How rows are ordered. Ties are broken by path, so that an order is total and the same from run to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// By this column; by none in the order in which rows were found.
    pub column: Option<Column>,
    /// Largest, latest or last first. Rows without a value come last either way.
    pub descending: bool,
}
