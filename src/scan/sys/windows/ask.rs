//! The one call that reads a folder, or its number, through its handle.
#![allow(
    unsafe_code,
    reason = "the standard library lists a folder by its path only, and without allocated sizes and numbers; none of the crates that \
              call this safely hands out all that the records hold, by a handle"
)]

use super::super::records::RecordKind;
use std::fs::File;
use std::io;
use std::os::windows::io::AsRawHandle;
use windows_sys::Win32::Storage::FileSystem as api;

/// What is asked about an open file or folder. Only what is answered by plain numbers and letters: an answer that held pointers would be
/// no answer for safe code.
#[derive(Clone, Copy, Debug)]
pub(super) enum Question {
    /// The next entries of a folder.
    Entries(RecordKind),
    /// The serial number of its volume (8 bytes) and its own number there (16 bytes), as FILE_ID_INFO.
    Id,
    /// Times of birth, last reading, last change of the contents and of anything (8 bytes each), attributes (4), as FILE_BASIC_INFO.
    Basics,
    /// Bytes on the disk, size (8 each), number of names (4), as FILE_STANDARD_INFO.
    Sizes,
}

/// Asks the system, which writes the answer from the beginning of `answer` on. How long it is, the answer itself says.
///
/// # Errors
/// What the system says: ERROR_NO_MORE_FILES at the end of a folder, ERROR_INVALID_PARAMETER and others where the file system doesn't know
/// the question. `InvalidInput` if the place for the answer isn't aligned to 8 bytes, or is larger than 4 GiB.
pub(super) fn ask(file: &File, question: Question, answer: &mut [u8]) -> io::Result<()> {
    let class = match question {
        Question::Entries(RecordKind::Extended) => api::FileIdExtdDirectoryInfo,
        Question::Entries(RecordKind::Both) => api::FileIdBothDirectoryInfo,
        Question::Entries(RecordKind::Full) => api::FileFullDirectoryInfo,
        Question::Id => api::FileIdInfo,
        Question::Basics => api::FileBasicInfo,
        Question::Sizes => api::FileStandardInfo,
    };
    let len = u32::try_from(answer.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    let start = answer.as_mut_ptr();
    if !start.cast::<u64>().is_aligned() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // SAFETY: `GetFileInformationByHandleEx` asks four things of its caller.
    // - A handle that is open during the call: `file` is borrowed for it, and closes its handle only when it is dropped.
    // - A place for the answer of `len` bytes that may be written and is aligned as the structures of the six classes are, to 8 bytes:
    //   `answer` is an exclusive borrow of initialised bytes, its length is what is passed, and its alignment was looked at. The system
    //   writes no further than that and reports an answer that doesn't fit as an error.
    // - That nothing is written after the call: it is so for handles that were not opened with FILE_FLAG_OVERLAPPED, as `std` never does
    //   by itself and this program never asks for.
    // - That the bytes are read as what the class says: they stay bytes here, for which every value is one, and are taken apart by safe
    //   code that believes none of them.
    // It keeps no pointer, calls nothing of ours back and can be called from any thread.
    let done = unsafe { api::GetFileInformationByHandleEx(file.as_raw_handle(), class, start.cast(), len) };
    if done == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
