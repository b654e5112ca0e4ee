//! What the documented command of GNU find prints.
#![no_main]

use foldersheet::import::As;
use foldersheet::model::SourceKind;

libfuzzer_sys::fuzz_target!(|list: &[u8]| foldersheet_fuzz::list(As::Kind(SourceKind::Find), list));
