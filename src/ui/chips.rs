//! The line above the table that says what the sheet leaves out, so that no one wonders where files went, and lets the user undo it. The app
//! calls it.
//!
//! It speaks of the sheet as it was read. A choice that was changed since holds from the next reading on, which the line offers.

use super::action::{Action, Actions};
use super::controls::Push;
use super::theme::Palette;
use super::{elide, icons};
use crate::model::ScanOptions;
use crate::session::{Command, Phase, Status};
use crate::text;
use eframe::egui::{Frame, Margin, Panel, RichText, Ui};

/// Something that is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Omission {
    Hidden,
    FileSystems,
    Patterns,
}

impl Omission {
    const ALL: [Omission; 3] = [Omission::Hidden, Omission::FileSystems, Omission::Patterns];

    fn is_out(self, options: &ScanOptions) -> bool {
        match self {
            Omission::Hidden => options.skip_hidden,
            Omission::FileSystems => options.one_file_system,
            Omission::Patterns => !options.exclude.is_empty(),
        }
    }

    fn words(self, options: &ScanOptions) -> String {
        match self {
            Omission::Hidden => "Hidden files left out".to_owned(),
            Omission::FileSystems => "Other file systems left out".to_owned(),
            Omission::Patterns => format!("Patterns: {}", options.exclude.len()),
        }
    }

    /// The same options without it.
    fn without(self, options: &ScanOptions) -> ScanOptions {
        let mut options = options.clone();
        match self {
            Omission::Hidden => options.skip_hidden = false,
            Omission::FileSystems => options.one_file_system = false,
            Omission::Patterns => options.exclude.clear(),
        }
        options
    }
}

/// Draws the line, where the sheet leaves something out or would be another one when read again.
pub(super) fn chips_ui(ui: &mut Ui, status: &Status<'_>, can_read_again: bool, actions: &mut Actions) {
    let Some(listed) = status.listed else { return };
    let left: Vec<Omission> = Omission::ALL.into_iter().filter(|left| left.is_out(listed)).collect();
    let is_changed = !listed.lists_as(status.options);
    if left.is_empty() && !is_changed {
        return;
    }
    let frame = Frame::new().fill(Palette::of(ui).panel).inner_margin(Margin::symmetric(10, 4));
    Panel::top("left out").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for left in left {
                chip_ui(ui, left, listed, status, actions);
            }
            if is_changed && status.phase != Phase::Stopping {
                let p = Palette::of(ui);
                ui.label(RichText::new("Options changed.").color(p.weak));
                let again = Push::new("Read again to use them").height(24.0);
                if ui.add_enabled(can_read_again, again).clicked() {
                    actions.push(Action::Ask(Command::ReadAgain));
                }
            }
        });
    });
}

fn chip_ui(ui: &mut Ui, left: Omission, listed: &ScanOptions, status: &Status<'_>, actions: &mut Actions) {
    let p = Palette::of(ui);
    let is_still = left.is_out(status.options);
    let frame = Frame::new().fill(p.hover).corner_radius(12).inner_margin(Margin {
        left: 8,
        right: 2,
        top: 0,
        bottom: 0,
    });
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let words = left.words(listed);
        let push = Push::new(&words).icon(icons::EYE_SLASH).bare().height(24.0);
        let push = if is_still { push } else { push.tint(p.weak) };
        if ui.add(push).on_hover_ui(|ui| elide::whole_ui(ui, &hint(left, listed, status))).clicked() {
            actions.push(Action::OpenOptions);
        }
        if is_still {
            let name = match left {
                Omission::Hidden => "List hidden files, too",
                Omission::FileSystems => "List other file systems, too",
                Omission::Patterns => "Use no patterns",
            };
            if ui.add(Push::only(icons::X, name).height(22.0)).on_hover_text(name).clicked() {
                actions.push(Action::Ask(Command::SetOptions(left.without(status.options))));
            }
        }
    });
}

/// What exactly, how much, and what a click does.
fn hint(left: Omission, listed: &ScanOptions, status: &Status<'_>) -> String {
    let mut hint = String::new();
    if left == Omission::Patterns {
        for pattern in listed.exclude.iter().take(20) {
            hint += &format!("{}\n", text::printable(pattern));
        }
        if listed.exclude.len() > 20 {
            hint += "…\n";
        }
    }
    let count = status.totals.left_out.all();
    if count > 0 {
        hint += &format!("{} left out in this sheet, all together.\n", text::number(count));
    }
    hint + "Click for the options."
}
