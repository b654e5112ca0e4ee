//! The choices at the top: as what the list is read, and how what is in its columns is written.

use super::choice::{Choice as Menu, titled_ui};
use super::draft::{Choice, Draft};
use super::words::{DATES, DECIMALS, ENCODINGS, SEPARATORS, SIZES, zone, zones};
use crate::import::{Holds, KINDS, Preview, SizeUnit};
use crate::model::SourceKind;
use crate::ui::controls;
use crate::words;
use eframe::egui::Ui;

/// How wide a choice is, in points.
const WIDTH: f32 = 168.0;
/// How wide that of the kind is, in points.
const KIND: f32 = 300.0;
/// What a list is called that is read by its columns.
const COLUMNS: &str = "A table: by its columns";

/// Draws the choice of the kind.
pub(super) fn kind_ui(ui: &mut Ui, draft: &mut Draft) {
    let guess = draft.guess;
    let name = |kind: SourceKind| {
        let guessed = if guess == Some(kind) { " – as it looks" } else { "" };
        format!("{}{guessed}", words::list_kind(kind))
    };
    let chosen = match draft.choice {
        None => "…".to_owned(),
        Some(Choice::Kind(kind)) => name(kind),
        Some(Choice::Columns) => COLUMNS.to_owned(),
    };
    let width = KIND.min(ui.available_width());
    let menu = Menu { name: "Read as", chosen: &chosen, width, is_weak: false };
    let picked = titled_ui(ui, "Read as", width, |ui| {
        menu.choice_ui(ui, || {
            let mut kinds: Vec<SourceKind> = KINDS.map(|(_, kind)| kind).to_vec();
            kinds.sort_by_key(|kind| (Some(*kind) != guess, words::list_kind(*kind).to_lowercase()));
            let kinds = kinds.into_iter().map(Choice::Kind);
            let all = if guess.is_some() {
                kinds.chain([Choice::Columns]).collect::<Vec<_>>()
            } else {
                std::iter::once(Choice::Columns).chain(kinds).collect()
            };
            let entry = |choice: Choice| {
                let words = match choice {
                    Choice::Kind(kind) => name(kind),
                    Choice::Columns => COLUMNS.to_owned(),
                };
                (choice, words, draft.choice == Some(choice))
            };
            all.into_iter().map(entry).collect()
        })
    });
    if let Some(choice) = picked {
        draft.choose(choice);
    }
}

/// Draws how the columns are written: what matters for those that are chosen.
pub(super) fn columns_ui(ui: &mut Ui, draft: &mut Draft, preview: &Preview) {
    let has = |draft: &Draft, any: &[Holds]| any.iter().any(|holds| draft.mapping.place(*holds).is_some());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = eframe::egui::vec2(10.0, 6.0);
        let mapping = &mut draft.mapping;
        one_ui(ui, "Separator", &SEPARATORS, &mut mapping.separator);
        one_ui(ui, "Encoding", &ENCODINGS, &mut mapping.encoding);
        if has(draft, &[Holds::Size, Holds::Allocated]) {
            one_ui(ui, "Sizes are in", &SIZES, &mut draft.mapping.sizes);
            if draft.mapping.sizes != SizeUnit::Bytes {
                one_ui(ui, "Decimals", &DECIMALS, &mut draft.mapping.decimal);
            }
        }
        if has(draft, &[Holds::Modified, Holds::Created, Holds::Accessed, Holds::Changed]) {
            one_ui(ui, "Dates", &DATES, &mut draft.mapping.dates);
            let chosen = zone(draft.mapping.zone);
            let menu = Menu { name: "Time zone", chosen: &chosen, width: WIDTH, is_weak: false };
            let picked = titled_ui(ui, "Time zone", WIDTH, |ui| {
                let entry = |(value, words)| (value, words, value == draft.mapping.zone);
                menu.choice_ui(ui, || zones().into_iter().map(entry).collect())
            });
            if let Some(zone) = picked {
                draft.mapping.zone = zone;
            }
        }
    });
    ui.add_space(4.0);
    let mut has_titles = draft.mapping.has_titles.unwrap_or(!preview.titles.is_empty());
    if controls::tick(ui, &mut has_titles, "The first line has titles").changed() {
        draft.mapping.has_titles = Some(has_titles);
    }
}

/// One of these values, by its title.
fn one_ui<T: Copy + PartialEq>(ui: &mut Ui, title: &str, all: &[(T, &str)], value: &mut T) {
    let chosen = all.iter().find_map(|(known, words)| (known == value).then_some(*words)).unwrap_or("Other");
    let menu = Menu { name: title, chosen, width: WIDTH, is_weak: false };
    let picked = titled_ui(ui, title, WIDTH, |ui| {
        menu.choice_ui(ui, || {
            all.iter().map(|(known, words)| (*known, (*words).to_owned(), known == value)).collect()
        })
    });
    if let Some(picked) = picked {
        *value = picked;
    }
}
