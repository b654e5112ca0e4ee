//! Which columns stand together where they are offered.

use super::Column;

/// Columns that are about the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnGroup {
    /// What it is and where.
    NameAndPlace,
    /// How large it is.
    Sizes,
    /// When what was done with it.
    Times,
    /// To whom it belongs, and who may do what.
    Rights,
    /// Where the file system has it.
    FileSystem,
    /// How long its name and its path are.
    Lengths,
    /// What a check of the names says.
    Check,
    /// What a comparison with another sheet says.
    Comparison,
}

impl ColumnGroup {
    /// Every group, in the order in which they are offered.
    pub const ALL: [ColumnGroup; 8] = [
        ColumnGroup::NameAndPlace,
        ColumnGroup::Sizes,
        ColumnGroup::Times,
        ColumnGroup::Rights,
        ColumnGroup::FileSystem,
        ColumnGroup::Lengths,
        ColumnGroup::Check,
        ColumnGroup::Comparison,
    ];

    /// The group of a column.
    pub(super) const fn of(column: Column) -> ColumnGroup {
        match column {
            Column::Path
            | Column::Folder
            | Column::Name
            | Column::Extension
            | Column::Kind
            | Column::Category
            | Column::Root
            | Column::PathHex
            | Column::LinkTarget
            | Column::LinkTargetHex => ColumnGroup::NameAndPlace,
            Column::Size | Column::Allocated => ColumnGroup::Sizes,
            Column::Modified | Column::Created | Column::Accessed | Column::Changed | Column::Age => {
                ColumnGroup::Times
            }
            Column::Mode | Column::Owner | Column::Group | Column::Attributes => ColumnGroup::Rights,
            Column::Links | Column::Inode | Column::Device => ColumnGroup::FileSystem,
            Column::Depth
            | Column::PathLength
            | Column::NameLength
            | Column::PathUtf16
            | Column::NameUtf16 => ColumnGroup::Lengths,
            Column::Problem | Column::DestinationLength | Column::Suggestion => ColumnGroup::Check,
            Column::Change
            | Column::SizeBefore
            | Column::SizeAfter
            | Column::Difference
            | Column::ModifiedBefore
            | Column::ModifiedAfter
            | Column::WasAt => ColumnGroup::Comparison,
        }
    }
}
