//! A man page: the arguments as clap's own generator has them, and the longer parts of the help as sections of their own.

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use jiff::Timestamp;
use std::io;

/// Files that the programs read or write by themselves.
const FILES: [(&str, &str); 3] = [
    ("*.foldersheet", "A saved sheet, a ZIP file whose README.txt describes it."),
    (
        "~/.config/foldersheet/categories.txt",
        "Your own categories. It is read from $XDG_CONFIG_HOME if that is set, from ~/Library/Application Support on macOS.",
    ),
    (
        "~/.local/share/foldersheet",
        "What the window remembers. It is kept in $XDG_DATA_HOME if that is set, in ~/Library/Application Support on macOS.",
    ),
];

/// Texts of a page that the arguments don't have.
pub struct Words {
    /// What the program is, in a sentence or two.
    pub what: &'static str,
    /// How many of `FILES` it knows.
    pub files: usize,
    /// The other pages.
    pub see_also: &'static str,
}

/// The page of `command`, in the language of man(7).
///
/// # Errors
/// Never, as it is written to memory.
pub fn page(command: &Command, words: &Words) -> io::Result<Vec<u8>> {
    let name = command.get_name().to_owned();
    let filter =
        command.get_arguments().find(|arg| arg.get_id() == "filter").and_then(|arg| arg.get_long_help());
    let filter = filter.map(ToString::to_string).unwrap_or_default();
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let command = command
        .clone()
        .override_usage(format!("{name} [OPTION]... [FOLDER]..."))
        .long_about(format!("{about}.\n\n{}", words.what))
        .mut_arg("filter", |arg| arg.long_help("Only rows that match TEXT; see FILTER below"));
    let man = Man::new(command)
        .title(name.to_uppercase())
        .date(date())
        .source(format!("{name} {}", env!("CARGO_PKG_VERSION")))
        .manual("User Commands");

    let mut page = Vec::new();
    man.render_title(&mut page)?;
    // Words aren't hyphenated, as an option would be a different one with a hyphen in it, and long lists of names are not stretched.
    Roff::new().control("nh", []).control("ad", ["l"]).to_writer(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    let mut options = Vec::new();
    man.render_options_section(&mut options)?;
    page.extend(breakable(&String::from_utf8_lossy(&options)).into_bytes());
    rest(&filter, &after, words).to_writer(&mut page)?;
    Ok(page)
}

/// The options with room to break a line behind each comma, for the long lists of names, and without the generator's way to leave a line
/// empty, which mandoc warns of.
fn breakable(options: &str) -> String {
    options.replace("\n.br\n\n.br\n", "\n.sp\n").replace(',', ",\\:").replace(",\\: ", ", ")
}

/// The sections behind the options, out of the longer parts of the help.
fn rest(filter: &str, after: &str, words: &Words) -> Roff {
    let mut rest = Roff::new();
    let (sentence, terms): (Vec<&str>, Vec<&str>) = filter.lines().partition(|line| !line.starts_with(' '));
    rest.control("SH", ["FILTER"]).text([roman(sentence.join(" "))]).control("PP", []);
    as_is(&mut rest, &terms);

    let (exits, examples) = after.split_once("\n\nExamples:\n").unwrap_or((after, ""));
    rest.control("SH", ["EXIT STATUS"]);
    for exit in exits.trim_start_matches("Exit codes: ").trim_end_matches('.').split("; ") {
        let (code, meaning) = exit.split_once(' ').unwrap_or((exit, ""));
        rest.control("TP", []).text([bold(code)]).text([roman(meaning)]);
    }
    rest.control("SH", ["FILES"]);
    for (file, what) in FILES.iter().take(words.files) {
        rest.control("TP", []).text([bold(*file)]).text([roman(*what)]);
    }
    rest.control("SH", ["EXAMPLES"]);
    as_is(&mut rest, &examples.lines().collect::<Vec<_>>());
    rest.control("SH", ["SEE ALSO"]).text([roman(words.see_also)]);
    rest
}

/// Lines whose spaces count.
fn as_is(page: &mut Roff, lines: &[&str]) {
    page.control("nf", []);
    for line in lines {
        page.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
    }
    page.control("fi", []);
}

/// The day that the packages are dated, so that the same commit gives the same page; today if they are not.
fn date() -> String {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let time =
        seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).unwrap_or_else(Timestamp::now);
    time.strftime("%Y-%m-%d").to_string()
}
