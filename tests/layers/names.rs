//! Names on the screen are drawn by `ui/names`, which keeps them in their true order; egui's own text is for the program's own words.
//!
//! What a text holds can't be read off a source file, but where it comes from can. So a file of the window does one of two things: it
//! makes text of names, paths or messages, or it gives egui text that is not a literal. Files are small, and where one has to do both, what
//! it gives to egui is listed here with the reason why no name is in it.

use super::sources::{Source, sources};
use std::collections::BTreeSet;

/// What makes text of what a user or a file system named, or of a message that quotes it.
const MAKES: [&str; 15] = [
    "text::shown(",
    "text::printable(",
    "text::escaped",
    "words::path(",
    "words::message(",
    "words::export(",
    "words::mistake(",
    "words::problem",
    "words::cause(",
    "text::decoded(",
    "to_string_lossy",
    ".display()",
    "file_name()",
    "session.filter()",
    "filter.text()",
];

/// What egui draws as it comes, and which of the arguments that is.
const DRAWS: [(&str, usize); 20] = [
    (".label(", 0),
    (".heading(", 0),
    (".strong(", 0),
    (".monospace(", 0),
    (".button(", 0),
    (".small_button(", 0),
    (".selectable_label(", 1),
    (".on_hover_text(", 0),
    (".on_disabled_hover_text(", 0),
    (".layout_no_wrap(", 0),
    (".layout_job(", 0),
    ("painter().layout(", 0),
    ("painter.text(", 2),
    ("painter().text(", 2),
    ("RichText::new(", 0),
    ("Label::new(", 0),
    ("Button::new(", 0),
    ("Push::new(", 0),
    ("controls::tick(", 2),
    ("controls::radio(", 2),
];

/// What such a file gives to egui all the same.
const ALLOWED: &[(&str, &str)] = &[
    // Words of the program, chosen from some that stand right there.
    ("ui/folders/card.rs", "words"),
    ("ui/chips.rs", "name"),
    ("ui/empty/places.rs", "theme::group(words).color(Palette::of(ui).weak)"),
    ("ui/problems/mod.rs", "copy"),
    ("ui/export/save_as.rs", "title"),
    ("ui/notice/mod.rs", "undo::word(undoable)"),
    ("ui/notice/mod.rs", "SHOW_IN_FOLDER"),
    ("ui/charts/mod.rs", "theme::title(words).color(Palette::of(ui).text)"),
    ("ui/charts/mod.rs", "button"),
    // Such words with a number, a date or keys; or why counting failed.
    ("ui/charts/mod.rs", "said"),
    ("ui/chips.rs", "&words"),
    ("ui/problems/mod.rs", "of"),
    ("ui/notice/mod.rs", "keys"),
    ("ui/filter/bar.rs", "format!(\"What the filter understands ({shortcut} in the filter)\")"),
    ("ui/filter/bar.rs", "format!(\"{}, Esc clears\", ui.ctx().format_shortcut(&keys::FILTER))"),
    // Laid out by `elide`.
    ("ui/problems/mod.rs", "galley"),
];

/// Files that are the drawing of names itself.
const OWN: [&str; 3] = ["ui/names/", "ui/elide.rs", "ui/text_field.rs"];

#[test]
fn names_are_drawn_in_one_way() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.room() == "ui") {
        let path = source.path.to_str().unwrap().replace('\\', "/");
        if OWN.iter().any(|own| path.starts_with(own)) || !MAKES.iter().any(|make| source.code.contains(make))
        {
            continue;
        }
        for given in given(source) {
            match ALLOWED.iter().find(|(file, what)| **file == *path && *what == given) {
                Some(allowed) => drop(used.insert(allowed)),
                None => wrong.push((path.clone(), given)),
            }
        }
    }
    assert!(wrong.is_empty(), "draw these by ui/names, or say here why no name is in them: {wrong:#?}");
    let unused: Vec<_> = ALLOWED.iter().filter(|allowed| !used.contains(allowed)).collect();
    assert!(unused.is_empty(), "allowed, but not there: {unused:?}");
}

/// The arguments that a file gives egui to draw, but for literals.
fn given(source: &Source) -> Vec<String> {
    let mut all = Vec::new();
    for (draw, number) in DRAWS {
        for (at, _) in source.code.match_indices(draw) {
            let argument = argument(&source.code[at + draw.len()..], number);
            let literal = ["\"", "concat!(", "icons::", "theme::title(\"", "theme::group(\""];
            // What is given to one that is given on is looked at there.
            let is_fine = literal.iter().any(|begin| argument.starts_with(begin))
                || DRAWS.iter().any(|(inner, _)| argument.starts_with(inner));
            if !argument.is_empty() && !is_fine {
                all.push(argument);
            }
        }
    }
    all
}

/// One of the arguments that a text begins with, in one line.
fn argument(text: &str, number: usize) -> String {
    let (mut depth, mut seen, mut quoted) = (0, 0, false);
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted && depth == 0 => break,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                seen += 1;
                continue;
            }
            _ => {}
        }
        if seen == number {
            out.push(c);
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_reader_of_arguments_sees_what_is_drawn() {
    let code = "let name = text::shown(bytes);\nui.label(\"a, b\");\nui.label(\n    RichText::new(&name).small(),\n);\n\
                painter.text(pos2(1.0, f(x)), Align2::CENTER_CENTER, name, font, p.text);";
    let source = Source { path: "ui/x.rs".into(), code: code.to_owned() };
    assert_eq!(given(&source), ["name", "&name"]);
}
