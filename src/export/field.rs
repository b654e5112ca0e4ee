//! The columns of a written sheet.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The whole path.
    Path,
    /// The path of the folder it is in.
    Folder,
    /// The name.
    Name,
    /// What follows the last dot, in lower case.
    Extension,
    /// The kind.
    Kind,
    /// The apparent size in bytes.
    Size,
    /// The allocated size in bytes.
    Allocated,
    /// The time of the last change.
    Modified,
    /// The time of birth.
    Created,
    /// The picked folder that it was found in.
    Root,
    /// The path's bytes in hexadecimal, where it is no Unicode.
    PathHex,
}

impl Field {
    /// Every column, in the order of the sheet.
    pub const ALL: [Field; 11] = [
        Field::Path,
        Field::Folder,
        Field::Name,
        Field::Extension,
        Field::Kind,
        Field::Size,
        Field::Allocated,
        Field::Modified,
        Field::Created,
        Field::Root,
        Field::PathHex,
    ];

    /// Its name for programs, which find columns by it: it never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Path => "path",
            Field::Folder => "folder",
            Field::Name => "name",
            Field::Extension => "extension",
            Field::Kind => "kind",
            Field::Size => "size",
            Field::Allocated => "allocated",
            Field::Modified => "modified",
            Field::Created => "created",
            Field::Root => "root",
            Field::PathHex => "path_hex",
        }
    }

    /// Its title for people.
    pub const fn title(self) -> &'static str {
        match self {
            Field::Path => "Path",
            Field::Folder => "Folder",
            Field::Name => "Name",
            Field::Extension => "Extension",
            Field::Kind => "Kind",
            Field::Size => "Size (bytes)",
            Field::Allocated => "Size on disk (bytes)",
            Field::Modified => "Modified",
            Field::Created => "Created",
            Field::Root => "Picked folder",
            Field::PathHex => "Path (hex)",
        }
    }

    /// The column that programs call so.
    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.as_str() == name)
    }
}
