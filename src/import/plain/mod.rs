//! Lists in lines, one entry each, that are no CSV.

pub(super) mod find;
pub(super) mod hashdeep;
pub(super) mod mtree;
pub(super) mod qdirstat;
pub(super) mod rsync;
