//! Lists in lines, one entry each, other than CSV.

pub(super) mod find;
pub(super) mod hashdeep;
pub(super) mod mtree;
pub(super) mod qdirstat;
pub(super) mod rsync;
