//! Puts the icon and the manifest into the Windows program. Does nothing for other systems.

const ICON: &str = "assets/icon.ico";
const MANIFEST: &str = "assets/foldersheet.manifest";

fn main() {
    for file in ["build.rs", ICON, MANIFEST] {
        println!("cargo::rerun-if-changed={file}");
    }
    // What the program is built for, not the machine that builds it: `cfg!(windows)` would be the latter.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let result = winresource::WindowsResource::new()
        .set("ProductName", "Foldersheet")
        .set("FileDescription", "Foldersheet") // what the task manager and "Open with" show
        .set("LegalCopyright", "The Foldersheet authors, MIT OR Apache-2.0")
        .set_icon(ICON)
        .set_manifest_file(MANIFEST)
        .compile();
    if let Err(error) = result {
        // A program without an icon is better than none: this may be a type check on a machine that has no such tool.
        println!(
            "cargo::warning=no icon and no manifest in foldersheet.exe: the resource compiler failed: {error}"
        );
        println!(
            "cargo::warning=install rc.exe (Windows SDK), or windres (Debian: binutils-mingw-w64-x86-64), \
             or llvm-rc for an msvc target from elsewhere"
        );
    }
}
