//! The control in the top bar that says what the middle of the window shows, and changes it. In little room it has icons only, in less it
//! is one button with a menu.

use super::view::View;
use crate::ui::controls::{self, Push};
use crate::ui::icons;
use crate::ui::keys;
use crate::ui::theme::{self, Palette};
use eframe::egui::{
    Color32, CornerRadius, Galley, KeyboardShortcut, Popup, Rect, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Its height, in points, and the width of a cell with an icon only.
const HEIGHT: f32 = 28.0;
/// Between the edge of a cell and its words, and between icon and words, in points.
const PAD: (f32, f32) = (9.0, 5.0);

/// How much of it there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Fit {
    /// Icons and words.
    Words,
    /// Icons.
    Icons,
    /// One button.
    Menu,
}

/// How wide it is, in points.
pub(in crate::ui) fn width(ui: &Ui, fit: Fit) -> f32 {
    match fit {
        Fit::Menu => HEIGHT,
        _ => View::ALL.iter().map(|(view, words)| cell_width(galley(ui, *view, words, fit).as_deref())).sum(),
    }
}

/// Draws it. Returns what was chosen.
pub(in crate::ui) fn switch_ui(ui: &mut Ui, shown: View, fit: Fit) -> Option<View> {
    if fit == Fit::Menu {
        return menu_ui(ui, shown);
    }
    let p = Palette::of(ui);
    let cells = View::ALL.map(|(view, words)| (view, words, galley(ui, view, words, fit)));
    let width = cells.iter().map(|(_, _, galley)| cell_width(galley.as_deref())).sum();
    let (whole, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    ui.painter().rect_filled(whole, 6.0, p.sheet);
    let mut left = whole.left();
    let mut chosen = None;
    for (at, (view, words, galley)) in cells.into_iter().enumerate() {
        let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(cell_width(galley.as_deref()), HEIGHT));
        left = rect.right();
        let round = |is: bool| if is { 6 } else { 0 };
        let (first, last) = (round(at == 0), round(at + 1 == View::ALL.len()));
        let corners = CornerRadius { nw: first, sw: first, ne: last, se: last };
        if cell_ui(ui, rect, corners, (view, words), galley, view == shown) {
            chosen = Some(view);
        }
        if at > 0 {
            ui.painter().vline(rect.left(), rect.y_range().shrink(1.0), (1.0, p.border));
        }
    }
    ui.painter().rect_stroke(whole, 6.0, Stroke::new(1.0, p.border), StrokeKind::Inside);
    chosen
}

fn cell_ui(
    ui: &Ui,
    rect: Rect,
    corners: CornerRadius,
    (view, words): (View, &str),
    galley: Option<Arc<Galley>>,
    is_shown: bool,
) -> bool {
    let p = Palette::of(ui);
    let cell = ui.interact(rect, id(view), Sense::click());
    cell.widget_info(|| WidgetInfo::labeled(Role::Tab, true, words));
    ui.accesskit_node_builder(cell.id, |node| {
        node.set_role(Role::Tab);
        node.set_selected(is_shown);
    });
    let fill = match (is_shown, cell.is_pointer_button_down_on(), cell.hovered()) {
        (true, ..) => p.selection,
        (_, true, _) => p.press,
        (_, _, true) => p.hover,
        _ => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, corners, fill);
    let ink = if is_shown { p.accent } else { p.mid };
    let content = icons::SIZE + galley.as_ref().map_or(0.0, |words| PAD.1 + words.size().x);
    let left = rect.center().x - content / 2.0;
    view.icon().paint(ui.painter(), pos2(left + icons::SIZE / 2.0, rect.center().y), icons::SIZE, ink);
    if let Some(words) = galley {
        let at = pos2(left + icons::SIZE + PAD.1, rect.center().y - words.size().y / 2.0);
        ui.painter().galley(at, words, ink);
    }
    if cell.clicked() {
        // As the tabs of a desktop do.
        cell.request_focus();
    }
    let clicked = cell.clicked();
    cell.on_hover_text(format!("{words} ({})", keys::words(ui.ctx(), &keys_of(view))));
    clicked && !is_shown
}

fn menu_ui(ui: &mut Ui, shown: View) -> Option<View> {
    let face = ui.add(Push::only(shown.icon(), "View")).on_hover_text("What is shown: table, map or charts");
    let chosen = Popup::menu(&face).show(|ui| {
        let mut chosen = None;
        for (view, words) in View::ALL {
            let entry = controls::radio(ui, view == shown, words);
            ui.accesskit_node_builder(entry.id, |node| node.set_role(Role::MenuItemRadio));
            if entry.clicked() {
                chosen = Some(view);
                ui.close();
            }
        }
        chosen
    });
    chosen.and_then(|chosen| chosen.inner).filter(|chosen| *chosen != shown)
}

/// The keys that show it.
fn keys_of(view: View) -> KeyboardShortcut {
    match view {
        View::Table => keys::TABLE,
        View::Map => keys::MAP,
        View::Charts => keys::CHARTS,
        View::Both => keys::BOTH,
    }
}

/// The widget of a cell: the same in every width, so that the keyboard stays.
fn id(view: View) -> eframe::egui::Id {
    eframe::egui::Id::unique(("what the middle shows", view.word()))
}

fn galley(ui: &Ui, view: View, words: &str, fit: Fit) -> Option<Arc<Galley>> {
    // It is the other two together, which its icon says well enough.
    let has_words = fit == Fit::Words && view != View::Both;
    let font = theme::medium(theme::BODY - 0.5);
    has_words.then(|| ui.painter().layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER))
}

fn cell_width(words: Option<&Galley>) -> f32 {
    words.map_or(HEIGHT + 4.0, |words| icons::SIZE + PAD.1 + words.size().x + 2.0 * PAD.0).round()
}
