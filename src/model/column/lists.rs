//! Which columns there are, in the orders in which they are written and shown.

use super::Column;

/// One list behind the other; together they are `N`, or the program doesn't compile.
const fn joined<const N: usize>(first: &[Column], then: &[Column]) -> [Column; N] {
    assert!(first.len() + then.len() == N);
    let mut all = [Column::Path; N];
    let (head, tail) = all.split_at_mut(first.len());
    head.copy_from_slice(first);
    tail.copy_from_slice(then);
    all
}

impl Column {
    /// Those that are written unless others are chosen. A program may count on them, so that a new one is not among them.
    pub const USUAL: [Column; 11] = [
        Column::Path,
        Column::Folder,
        Column::Name,
        Column::Extension,
        Column::Kind,
        Column::Size,
        Column::Allocated,
        Column::Modified,
        Column::Created,
        Column::Root,
        Column::PathHex,
    ];

    /// Others that the table shows, as they were added one after another.
    const FURTHER: [Column; 16] = [
        Column::Category,
        Column::Accessed,
        Column::Changed,
        Column::Age,
        Column::Mode,
        Column::Owner,
        Column::Group,
        Column::Attributes,
        Column::Links,
        Column::Inode,
        Column::Device,
        Column::Depth,
        Column::PathLength,
        Column::NameLength,
        Column::PathUtf16,
        Column::NameUtf16,
    ];

    /// Those that came after the check's.
    const LATER: [Column; 9] = joined(&[Column::LinkTarget, Column::LinkTargetHex], &Column::COMPARED);

    /// Every column, in the order of a written sheet. A program may find columns by their position, so a new one comes last.
    pub const ALL: [Column; 39] = joined(
        &joined::<30>(&joined::<27>(&Column::USUAL, &Column::FURTHER), &Column::CHECKED),
        &Column::LATER,
    );

    /// Those that a check of the names fills, and that are empty without one.
    pub const CHECKED: [Column; 3] = [Column::Problem, Column::DestinationLength, Column::Suggestion];

    /// Those that a comparison with another sheet fills, and that are empty without one.
    pub const COMPARED: [Column; 7] = [
        Column::Change,
        Column::SizeBefore,
        Column::SizeAfter,
        Column::Difference,
        Column::ModifiedBefore,
        Column::ModifiedAfter,
        Column::WasAt,
    ];

    /// Those that the table shows and that rows can be ordered by, in the table's order. The others only repeat what these say.
    pub const TABLE: [Column; 35] = joined(
        &[
            Column::Name,
            Column::Folder,
            Column::Extension,
            Column::Kind,
            Column::Size,
            Column::Allocated,
            Column::Modified,
            Column::Created,
        ],
        &joined::<27>(
            &joined::<20>(&joined::<17>(&Column::FURTHER, &[Column::LinkTarget]), &Column::CHECKED),
            &Column::COMPARED,
        ),
    );
}
