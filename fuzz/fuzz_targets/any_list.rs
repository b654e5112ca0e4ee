//! A list of whatever kind it looks like.
#![no_main]

use foldersheet::import::As;

libfuzzer_sys::fuzz_target!(|list: &[u8]| foldersheet_fuzz::list(As::Guessed, list));
