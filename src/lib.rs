//! **Foldersheet**: pick folders, get every file in one sheet. This page is the map of the code.
//!
//! ```text
//!   window, windowless form                      worker-1 … worker-N
//!        │ Command                                  ▲          │
//!        ▼              input queue (picked folders)│          │ result queue (batches)
//!   session::Session ───────────────────────────────┘          │
//!        ▲   │  ◄─────────────────────────────────────────────-┘
//!        │   ├─► store: the sheet: rows in packed columns, folders as parent links, picked folders, problems
//!        │   ├─► view: filter + order = an index over a snapshot of the sheet (thread `view`), once the filter's text is
//!        │   │         understood (thread `filter`);
//!        │   │         the folders as a tree with their sums, the rows as a map and as charts, what is in folders that are rows, and
//!        │   │         counts for common filters, each while it is on screen (threads `tree`, `map`, `charts`, `insides`, `count`);
//!        │   │         why other programs report other sums (thread `explain`);
//!        │   │         sums of what is shown and selected (threads `sum`, `sum-selected`)
//!        │   ├─► a saved sheet or another tool's list as the sheet (thread `open`), and a list's first rows before that (thread `peek`)
//!        │   ├─► the last sheet of each set of folders, kept by itself (thread `keep`)
//!        │   ├─► the names of owners and groups (thread `accounts`)
//!        │   ├─► the names of one file, where the source reports no link counts (thread `links`)
//!        │   ├─► the sheet without some of its picked folders, or with them again (thread `change`)
//!        │   └─► export: a snapshot and a view to a file (threads `export`, `export-2` and so on; `export-clean` beside it)
//!        └ Status, Sheet: drawn, never changed
//! ```
//!
//! # The rooms
//!
//! A room may import what stands to the right of it here, and nothing else:
//!
//! ```text
//! main -> cli, ui
//! ui -> session, kept, export, import, scan, view, store, words, text, category_file, model, settings_file
//! cli -> session, kept, export, import, scan, view, store, words, text, category_file, model
//! session -> kept, export, archive, import, view, scan, store, text, model
//! kept -> archive, store, text, model
//! export -> archive, view, store, words, text, model
//! archive -> store, words, text, model
//! import -> text, model
//! view -> store, text, model
//! scan -> model
//! store -> model
//! words -> text, model
//! text -> model
//! category_file -> model
//! ```
//!
//! The lines are those of `tests/layers.rs`, which reads every `use`. It also keeps files in a room from importing each other in a
//! circle. `main` stands for both programs; `ui` and `settings_file` are there with the feature `window` only.
//!
//! | room | what it is | never |
//! |---|---|---|
//! | [`model`] | plain data: a row, a block, a batch, a problem, a mistake, a request, counts | I/O, threads, egui |
//! | [`scan`] | the pool, both queues, the stop event, the walk; [`scan::sys`] alone reads the disk | store, view, ui |
//! | [`store`] | the sheet in memory, append-only | threads, egui |
//! | [`view`] | what is shown: filter, order, tree, map, charts, sums and what they are made of, cancellable jobs off the event loop | egui |
//! | [`text`] | bytes to what the user sees, and back from what the user types | I/O, but for the machine's time zone, once |
//! | [`words`] | the sentences for what is data elsewhere | deciding anything |
//! | [`export`] | the sheet to a file, in a format, whole or not at all | ui |
//! | [`kept`] | the last sheet of each set of folders, in the program's data folder | ui |
//! | [`archive`] | a saved sheet: writing it, and reading it back | ui |
//! | [`import`] | other tools' lists: knowing them, and reading them | ui |
//! | [`session`] | the one owner of state: commands in, status out | egui, waiting |
//! | `ui` | panels, one widget for lists, dialogs: draws state, sends commands | the disk, deciding anything |
//! | [`category_file`] | the user's own file of categories: where it is, reading it, making one | what a category is for |
//! | `settings_file` | the file of the window's settings: whether it can be read and written, setting it aside | what a setting means |
//! | [`cli`] | the windowless form: the same session, a file out | the disk, egui |
//!
//! # Invariants
//!
//! - Names are the system's bytes until [`text`]. Nothing is decoded, compared as text or joined before.
//! - Every failure becomes one [`model::Problem`], once, and is counted. What is gone when it is looked at is counted apart.
//! - What the program has to say is data until [`words`]: `model`, `scan`, `store`, `view` and `session` build no sentences, which
//!   `tests/layers` holds.
//! - A picked folder's last message comes after all its rows, and a folder's record before the rows in it.
//! - A stop event belongs to one scan; a batch of an old scan is dropped by its scan's number.
//! - A walk leaves out what was picked itself, and nothing else claims it: each picked path is a root of its own. What has two paths (the
//!   firmlinks of macOS) is one thing at both of them, and one walk lists it.
//! - Nothing that grows with the tree is unbounded: the memory set aside counts rows, folders, problems and what is still to be done.
//!   No lock is held while waiting.
//! - [`session::Session::apply`] is the only mutator beside `tick`, and no call of the session waits but [`session::Session::write_shown`], [`session::Session::write_map`] and
//!   [`session::Session::catch_up`], which are for a program that has nothing else to do. (Where the system gives no thread for it, taking a picked
//!   folder out of the sheet takes its moment in `apply`.)
//! - No `unsafe` of ours, but for one attribute in `export/output/at_start.rs` and one call in `scan/sys/windows/ask.rs`, which say why there
//!   is no other way.

// What leaves the crate is for the programs and the tests. Not among Cargo.toml's lints: the modules of a test are pub for its own files.
#![warn(unreachable_pub)]

pub mod archive;
pub mod category_file;
pub mod cli;
pub mod export;
pub mod import;
pub mod kept;
pub mod model;
pub mod scan;
pub mod session;
#[cfg(feature = "window")]
pub mod settings_file;
pub mod store;
pub mod text;
#[cfg(feature = "window")]
pub mod ui;
pub mod view;
pub mod words;
