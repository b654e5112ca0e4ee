//! Asks before the window is closed where that ends something: an export, or a reading that would take a while to be had again.
//!
//! Nothing else is asked about. The sheet of a reading that has ended can be had again from the same folders, and a reading that began
//! a moment ago costs less than the answer. It makes no difference how the window is closed: by its frame, by a key, or by the desktop.

use super::controls::Push;
use super::page::frame;
use super::theme::{self, Palette};
use crate::session::{ExportStatus, Phase, Status};
use crate::text;
use eframe::egui::{Align, Context, Id, Key, Layout, Modal, Modifiers, RichText, Ui, ViewportCommand};
use std::time::Duration;

/// A reading that has taken less time so far is not asked about.
const WORTH_ASKING: Duration = Duration::from_secs(10);

/// What closing the window would end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Running {
    export: bool,
    reading: bool,
}

impl Running {
    fn of(export: &ExportStatus, phase: Phase, elapsed: Duration) -> Running {
        Running {
            export: matches!(export, ExportStatus::Writing { .. }),
            reading: phase == Phase::Reading && elapsed >= WORTH_ASKING,
        }
    }

    fn any(self) -> bool {
        self.export || self.reading
    }

    fn title(self) -> &'static str {
        match self {
            Running { export: true, reading: false } => "An export is running",
            Running { export: true, reading: true } => "An export is running, and folders are being read",
            _ => "Folders are still being read",
        }
    }

    fn keep(self) -> &'static str {
        match self {
            Running { export: true, reading: false } => "Keep exporting",
            Running { export: true, reading: true } => "Keep going",
            _ => "Keep reading",
        }
    }

    fn close(self) -> &'static str {
        if self.export { "Cancel it and close" } else { "Stop and close" }
    }
}

/// Whether it is being asked, and what the answer was.
#[derive(Default)]
pub(super) struct Closing {
    is_asked: bool,
    is_agreed: bool,
}

impl Closing {
    /// Whether the question lies over the window.
    pub(super) fn is_modal(&self) -> bool {
        self.is_asked
    }

    /// Takes up a request to close the window. Called also while the window is hidden.
    pub(super) fn take(&mut self, ctx: &Context, status: &Status<'_>) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.is_agreed {
            return;
        }
        if Running::of(status.export, status.phase, status.elapsed).any() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(ViewportCommand::Focus);
            ctx.request_repaint();
            self.is_asked = true;
        }
    }

    /// Draws the question over the window, if it is asked. Returns whether it was answered, or has nothing left to ask about.
    pub(super) fn modal_ui(&mut self, ui: &Ui, status: &Status<'_>) -> bool {
        if !self.is_asked {
            return false;
        }
        // A reading that is asked about stays so, although its time would be too short.
        let running = Running::of(status.export, status.phase, WORTH_ASKING);
        if !running.any() {
            self.is_asked = false;
            return true;
        }
        let id = Id::unique("closing");
        let area = Modal::default_area(id).accessible_name(running.title());
        let shown = Modal::new(id).area(area).frame(frame(ui)).show(ui.ctx(), |ui| {
            ui.set_width(440.0_f32.min(ui.ctx().content_rect().width() - 60.0));
            ui.label(RichText::new(running.title()).font(theme::semibold(15.0)));
            ui.add_space(2.0);
            ui.label(RichText::new(said(status, running)).color(Palette::of(ui).weak));
            ui.add_space(12.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let keep = ui.add(Push::new(running.keep()).main(true));
                let close = ui.add(Push::new(running.close()));
                let has_focus = ui.memory(|memory| memory.focused());
                if ![Some(keep.id), Some(close.id)].contains(&has_focus) {
                    keep.request_focus();
                }
                (keep.clicked(), close.clicked())
            })
            .inner
        });
        let (keeps, closes) = shown.inner;
        let escaped =
            shown.is_top_modal && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if closes {
            self.is_agreed = true;
            ui.send_viewport_cmd(ViewportCommand::Close);
        }
        self.is_asked = !(keeps || closes || escaped);
        !self.is_asked
    }
}

/// What is lost.
fn said(status: &Status<'_>, running: Running) -> String {
    let mut said = Vec::new();
    if let (true, ExportStatus::Writing { written, rows, .. }) = (running.export, status.export) {
        let rows = text::counted(*rows, "row");
        said.push(format!(
            "{} of {rows} {} written. A file that is not complete is removed.",
            text::number(*written),
            if *written == 1 { "is" } else { "are" }
        ));
    }
    if running.reading {
        let files = text::counted(status.totals.files, "file");
        let (were, they_are) = if status.totals.files == 1 { ("was", "It is") } else { ("were", "They are") };
        said.push(format!("{files} {were} found so far. {they_are} not kept when the window closes."));
    }
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_takes_a_while_to_be_had_again_is_asked_about() {
        let writing = ExportStatus::Writing { target: "a".into(), written: 1, rows: 2, is_finishing: false };
        let (short, long) = (Duration::from_secs(9), Duration::from_secs(11));
        for (export, phase, elapsed, expected) in [
            (&ExportStatus::None, Phase::Empty, short, None),
            (&ExportStatus::None, Phase::Reading, short, None),
            (&ExportStatus::None, Phase::Reading, long, Some("Keep reading")),
            (&ExportStatus::None, Phase::Stopping, long, None),
            (&ExportStatus::None, Phase::Done, long, None),
            (&writing, Phase::Done, short, Some("Keep exporting")),
            (&writing, Phase::Reading, short, Some("Keep exporting")),
            (&writing, Phase::Reading, long, Some("Keep going")),
        ] {
            let running = Running::of(export, phase, elapsed);
            assert_eq!(running.any().then(|| running.keep()), expected, "{phase:?} {elapsed:?}");
        }
    }
}
