//! What the program inherited for its signals. A program that was started with a signal ignored must leave it so: that is how
//! `nohup` works, and how a shell keeps Ctrl+C from what a script runs in the background.

/// Whether a signal, by its number, was ignored when the program started. Call it before a handler is set. False where the system doesn't
/// tell.
#[cfg(unix)]
pub fn is_ignored(signal: i32) -> bool {
    ignored().is_some_and(|mask| has(mask, signal))
}

/// The signals that are ignored: a bit each, the lowest for signal 1.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn ignored() -> Option<u64> {
    // There is a call for it, sigaction(2), but none without `unsafe`.
    in_status(&std::fs::read_to_string("/proc/self/status").ok()?)
}

/// As above. macOS and the BSDs have no `/proc`.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn ignored() -> Option<u64> {
    let pid = std::process::id().to_string();
    let output = std::process::Command::new("/bin/ps").args(["-o", "ignored=", "-p", &pid]).output().ok()?;
    mask(std::str::from_utf8(&output.stdout).ok()?)
}

/// From the text of proc_pid_status(5).
#[cfg(any(target_os = "linux", target_os = "android"))]
fn in_status(status: &str) -> Option<u64> {
    mask(status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?)
}

#[cfg(unix)]
fn mask(hexadecimal: &str) -> Option<u64> {
    u64::from_str_radix(hexadecimal.trim(), 16).ok()
}

#[cfg(unix)]
fn has(mask: u64, signal: i32) -> bool {
    let bit = u32::try_from(signal - 1).ok();
    bit.and_then(|bit| 1u64.checked_shl(bit)).is_some_and(|bit| mask & bit != 0)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn ignored_signals_are_read_from_the_status() {
        // Of `nohup`, with SIGINT ignored too and SIGPIPE as Rust has it.
        let status =
            "Name:\tx\nSigBlk:\tffffffffffffffff\nSigIgn:\t0000000000001003\nSigCgt:\t0000000000000004\n";
        let mask = in_status(status).unwrap();
        let ignored: Vec<i32> = (-1..70).filter(|&signal| has(mask, signal)).collect();
        assert_eq!(ignored, [1, 2, 13]);
        assert_eq!(in_status("Name:\tx\n"), None);
        assert_eq!(in_status("SigIgn:\tx\n"), None);
    }
}
