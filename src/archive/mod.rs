//! A saved sheet: the file `NAME.foldersheet`, written and read back.
//!
//! It reads as a source does: what it finds goes to a [`crate::model::SourceSink`], so everything after the store works as with a disk.
