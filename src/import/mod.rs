//! Other tools' lists of files: knowing whose a list is, and reading it.
//!
//! Each reader streams: it holds a bounded part of the file, and puts what it finds on a [`crate::model::SourceSink`] as the workers of a scan
//! do. Names stay the list's bytes. What a list doesn't know stays unknown.
