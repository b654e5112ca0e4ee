//! The window's program where no window can be: it says why and how to do without, and its exit code is 1.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

use std::os::unix::net::UnixListener;
use std::process::Command;

/// Starts it with these variables and no others, in an empty home. Returns its exit code and what it said.
fn start(variables: &[(&str, &str)]) -> (Option<i32>, String) {
    let home = tempfile::tempdir().unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_foldersheet"))
        .arg(home.path())
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    (ended.status.code(), String::from_utf8(ended.stderr).unwrap())
}

#[test]
fn where_no_display_answers_it_says_which_was_named() {
    for (variables, at) in [
        (&[][..], "No display was found, so"),
        (&[("WAYLAND_DISPLAY", ""), ("DISPLAY", "")], "No display was found, so"),
        (&[("WAYLAND_DISPLAY", "gone")], "No display was found at WAYLAND_DISPLAY=gone, so"),
        (
            &[("WAYLAND_DISPLAY", "/nowhere/gone")],
            "No display was found at WAYLAND_DISPLAY=/nowhere/gone, so",
        ),
        // winit would close a descriptor that it doesn't own.
        (&[("WAYLAND_SOCKET", "988")], "No display was found at WAYLAND_SOCKET=988, so"),
    ] {
        let (code, said) = start(variables);
        assert!(said.contains(at), "{variables:?}: {said}");
        assert!(said.contains("--csv"), "the windowless form: {said}");
        assert_eq!(code, Some(1), "{said}");
    }
}

#[test]
fn a_compositor_that_was_killed_leaves_no_display() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("wayland-0");
    drop(UnixListener::bind(&socket).unwrap());
    let (code, said) = start(&[("WAYLAND_DISPLAY", socket.to_str().unwrap())]);
    assert!(said.contains("No display was found at WAYLAND_DISPLAY="), "{said}");
    assert_eq!(code, Some(1), "{said}");
}

#[test]
fn neither_display_answers() {
    // An X server of this number there can't be. Where Xlib is missing, that is said before.
    let (code, said) = start(&[("WAYLAND_DISPLAY", "gone"), ("DISPLAY", ":4294967295")]);
    let expected = "No display was found at WAYLAND_DISPLAY=gone or DISPLAY=:4294967295, so";
    assert!(said.contains(expected) || said.contains("could not be loaded"), "{said}");
    assert_eq!(code, Some(1), "{said}");
}
