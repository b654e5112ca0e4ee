//! The real program in a mount namespace of its own: what a test mounts there is gone with it, loop devices too.

use super::Tree;
use std::path::Path;
use std::process::Command;

/// What the program said.
pub struct Seen {
    /// The sheet's records.
    pub sheet: Vec<csv::StringRecord>,
    /// Its paths, below the picked folder.
    pub paths: Vec<String>,
    /// Standard error.
    pub told: String,
    pub code: i32,
}

/// What the program says of `tree` after `mounts`, shell commands in which `$T` is the tree. A user who may make a namespace
/// of users needs no other right. None, with the reason printed, where no mount is to be had.
pub fn listed(tree: &Tree, mounts: &str, options: &str) -> Option<Seen> {
    run(&["--mount", "--map-root-user"], tree, tree.path(), mounts, options)
}

/// As above of `$T/m`, on which `mounts` mount a disk; the kernel lets only root do that. They may keep its image in `$W`, and
/// `has TOOL` skips without that tool.
pub fn listed_disk(tree: &Tree, mounts: &str, options: &str) -> Option<Seen> {
    let has = r#"has() { command -v "$1" >/dev/null || { echo "there is no $1"; exit 77; } >&2; }"#;
    // Where such tools lie is not on every user's path.
    let work = r#"W=$T/w; mkdir "$W" "$T/m" && mount -t tmpfs none "$W""#;
    let mounts = format!("PATH=$PATH:/usr/sbin:/sbin; {has}; {work} && {{ {mounts}; }}");
    run(&["--mount"], tree, &tree.at("m"), &mounts, options)
}

fn run(namespaces: &[&str], tree: &Tree, picked: &Path, mounts: &str, options: &str) -> Option<Seen> {
    let script = format!(
        "T=$1; {{ {mounts}; }} >&2 || exit 77; cd /; exec \"$0\" --csv - --sort path {options} \"$2\""
    );
    let out = Command::new("timeout")
        // A hang is a failure that says so.
        .args(["--kill-after=1", "100", "unshare"])
        .args(namespaces)
        .args(["sh", "-c", &script, super::PROGRAM])
        .args([tree.path(), picked])
        .output();
    let Ok(out) = out else {
        println!("skipped: there is no timeout");
        return None;
    };
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    let code = out.status.code().unwrap_or(-1);
    if [77, 127].contains(&code) || told.contains("unshare: ") {
        println!("skipped: {told}");
        return None;
    }
    assert_ne!(code, 124, "it hangs: {told}");
    let base = format!("{}/", picked.display());
    let sheet: Vec<csv::StringRecord> =
        csv::Reader::from_reader(&out.stdout[..]).records().map(Result::unwrap).collect();
    let paths = sheet.iter().map(|record| record[0].replace(&base, "")).collect();
    Some(Seen { sheet, paths, told, code })
}
