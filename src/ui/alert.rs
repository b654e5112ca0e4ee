//! The last message of a program whose standard error is invisible because it was started by a double-click.

#[cfg(not(target_os = "linux"))]
use rfd::{MessageDialog, MessageLevel};

/// Lines that a message box holds on a small screen.
#[cfg_attr(target_os = "linux", allow(dead_code, reason = "there is no message box on Linux"))]
const LINES: usize = 24;

/// Whether a message box says what went wrong, which comes with a sound and a cross, or what was asked for.
#[derive(Clone, Copy)]
#[cfg_attr(target_os = "linux", allow(dead_code, reason = "there is no message box on Linux"))]
enum Tone {
    Error,
    Information,
}

/// Shows what went wrong in a message box, and waits until it is closed, where what the program writes would be seen nowhere: without a
/// console on Windows, out of a bundle on macOS. Returns whether it did. Linux has no message box of its own, and a session's log.
pub fn alert(words: &str) -> bool {
    shown(Tone::Error, words)
}

/// The same for what was asked for, such as the help.
pub fn inform(words: &str) -> bool {
    shown(Tone::Information, words)
}

fn shown(tone: Tone, words: &str) -> bool {
    if !nobody_reads() {
        return false;
    }
    show(tone, &cut(words));
    true
}

/// Gets a program without a console that of the one it was started by, if that has one; elsewhere nothing.
pub fn join_console() {
    #[cfg(windows)]
    if has_no_output() {
        // Refused where the parent has none, as the file manager.
        let _ = winsafe::AttachConsole(winsafe::PidParent::Parent);
    }
}

#[cfg(windows)]
fn has_no_output() -> bool {
    use std::os::windows::io::AsRawHandle;
    std::io::stderr().as_raw_handle().is_null()
}

#[cfg(windows)]
fn nobody_reads() -> bool {
    join_console();
    has_no_output()
}

/// Out of a bundle that a double-click started, standard error leads nowhere; from a terminal it leads there.
#[cfg(target_os = "macos")]
fn nobody_reads() -> bool {
    use std::io::IsTerminal;
    let is_bundled =
        std::env::current_exe().is_ok_and(|path| path.to_string_lossy().contains(".app/Contents/MacOS/"));
    is_bundled && !std::io::stderr().is_terminal()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn nobody_reads() -> bool {
    false
}

#[cfg(not(target_os = "linux"))]
fn show(tone: Tone, words: &str) {
    let level = match tone {
        Tone::Error => MessageLevel::Error,
        Tone::Information => MessageLevel::Info,
    };
    MessageDialog::new().set_level(level).set_title("Foldersheet").set_description(words).show();
}

#[cfg(target_os = "linux")]
fn show(_: Tone, _: &str) {}

/// What a message box has room for.
fn cut(words: &str) -> String {
    let mut lines: Vec<&str> = words.trim_end().lines().collect();
    if lines.len() > LINES {
        lines.truncate(LINES - 1);
        lines.push("… In a terminal, foldersheet-cli --help shows all of it.");
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_fits_on_a_small_screen() {
        assert_eq!(cut("error: no\n\nUsage: foldersheet\n"), "error: no\n\nUsage: foldersheet");
        let long = cut(&"line\n".repeat(100));
        assert_eq!(long.lines().count(), LINES);
        assert!(long.ends_with("shows all of it."), "{long}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_can_be_read_is_written() {
        assert!(!alert("words") && !inform("words"));
    }
}
