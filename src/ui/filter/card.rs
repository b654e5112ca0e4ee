//! The card below the filter's field: common filters as chips and the ones that were used last while the keyboard is there, and what is
//! wrong with the text. It lies over the sheet, so that nothing moves when it comes.

use super::chips::{self, Offer};
use super::history::History;
use super::mistake::mistake_ui;
use super::pick::Pick;
use crate::model::Mistake;
use crate::text;
use crate::ui::context_menu::Entries;
use crate::ui::controls::Push;
use crate::ui::icons;
use crate::ui::names::{self, Reading};
use crate::ui::theme::Palette;
use eframe::egui::{
    Area, Context, Frame, Id, Key, Margin, Order, Popup, Rect, Response, TextStyle, Ui, pos2, vec2,
};

/// How wide what is wrong is at least, in points.
const LEAST: f32 = 420.0;
/// How wide the panel at the left is, in points: the card leaves it alone where there is room.
const PANEL: f32 = 300.0;
/// How wide the chips have to be at least for that, in points.
const ENOUGH: f32 = 640.0;
/// Between the field and the card, in points.
const BELOW: f32 = 2.0;
/// Between the card and the window's edges, in points.
const BESIDE: f32 = 8.0;
/// Around what is in it, in points.
const MARGIN: i8 = 4;
/// Letters of a filter in the menu of those that were used last.
const LETTERS: usize = 60;

/// What is wrong with the text, and what is shown meanwhile.
#[derive(Clone, Copy)]
pub(super) struct Wrong<'a> {
    /// What.
    pub mistake: &'a Mistake,
    /// What is shown.
    pub instead: &'a str,
}

/// The card's own state.
#[derive(Default)]
pub(super) struct Card {
    /// Where it was in the last frame, if it had chips.
    place: Option<Rect>,
    /// Whether one of its controls had the keyboard.
    has_focus: bool,
    menu: Option<Id>,
}

impl Card {
    /// Whether the user is at it: by the keyboard, by the pointer, or in its menu.
    pub(super) fn is_reached(&self, ctx: &Context) -> bool {
        self.has_focus || self.is_touched(ctx) || self.menu.is_some_and(|menu| Popup::is_id_open(ctx, menu))
    }

    /// Whether a button of the pointer went down or up in it in this frame.
    pub(super) fn is_touched(&self, ctx: &Context) -> bool {
        let touched = ctx.input(|input| {
            let pointer = &input.pointer;
            pointer.interact_pos().filter(|_| pointer.any_pressed() || pointer.any_released())
        });
        self.place.zip(touched).is_some_and(|(place, pos)| place.contains(pos))
    }

    /// Draws it below the `field`, with the chips if they are offered, and with what is wrong.
    pub(super) fn card_ui(
        &mut self,
        ui: &mut Ui,
        field: &Response,
        offered: Option<(&Offer<'_>, &History)>,
        wrong: Option<Wrong<'_>>,
    ) -> Option<Pick> {
        (self.place, self.has_focus) = (None, false);
        if offered.is_none() && wrong.is_none() {
            self.menu = None;
            return None;
        }
        let screen = ui.ctx().content_rect().shrink2(vec2(BESIDE, 0.0));
        let beside = screen.with_min_x(screen.left() + PANEL);
        let screen = if beside.width() >= ENOUGH { beside } else { screen };
        let around = 2.0 * (f32::from(MARGIN) + 1.0);
        let room = screen.width() - around;
        let (shown, width) = match offered {
            Some((offer, _)) => fit(ui, offer, room),
            None => (0, (field.rect.width().max(LEAST) - around).min(room)),
        };
        let left = field.rect.center().x - (width + around) / 2.0;
        let left = left.min(screen.right() - width - around).max(screen.left());
        let area = Area::new(field.id.with("card"))
            .order(Order::Foreground)
            .interactable(offered.is_some())
            .accessible_name("Common filters")
            .fixed_pos(pos2(left, field.rect.bottom() + BELOW));
        let mut done = None;
        let area = area.show(ui.ctx(), |ui| {
            let frame = Frame::popup(ui.style()).inner_margin(Margin::same(MARGIN));
            frame.show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(chips::GAP, 4.0);
                if let Some((offer, history)) = offered {
                    done = ui.horizontal(|ui| self.line_ui(ui, offer, shown, history)).inner;
                }
                if let Some(Wrong { mistake, instead }) = wrong {
                    Frame::new().inner_margin(Margin { left: 6, right: 6, top: 2, bottom: 4 }).show(
                        ui,
                        |ui| {
                            mistake_ui(ui, mistake);
                            let font = TextStyle::Body.resolve(ui.style());
                            names::label_ui(ui, instead, Reading::Prose, font, Palette::of(ui).weak);
                        },
                    );
                }
            });
        });
        self.place = offered.map(|_| area.response.rect);
        done
    }

    fn line_ui(&mut self, ui: &mut Ui, offer: &Offer<'_>, shown: usize, history: &History) -> Option<Pick> {
        let mut keys = Keys::default();
        let recent = Push::only(icons::CLOCK_COUNTER_CLOCKWISE, RECENT).height(chips::HEIGHT);
        let recent = ui.add_enabled(!history.all().is_empty(), recent);
        keys.hear(&recent);
        self.menu = Some(Popup::default_response_id(&recent));
        let mut done = menu_ui(&recent, history);
        let recent = recent.on_hover_text("Filters that you used last (Up and Down in the filter)");
        recent.on_disabled_hover_text("The filters that you used last will be here");
        for (at, common) in offer.all.iter().enumerate().take(shown) {
            let chip = ui.add(offer.chip(at));
            keys.hear(&chip);
            if chip.clicked() {
                done = Some(Pick::Toggle(common.term.clone()));
            }
        }
        let more = ui.add(more()).on_hover_text("All common filters, and what the filter understands");
        keys.hear(&more);
        if more.clicked() {
            done = Some(Pick::Help);
        }
        self.has_focus = keys.has_focus;
        if keys.lost_focus && ui.input(|input| input.key_pressed(Key::Escape)) {
            done = Some(Pick::Leave);
        }
        done
    }
}

const RECENT: &str = "Recent filters";

fn more() -> Push<'static> {
    Push::new("More…").bare().height(chips::HEIGHT)
}

/// How many chips fit in a line `room` points wide with what is around them, and how wide that is.
fn fit(ui: &Ui, offer: &Offer<'_>, room: f32) -> (usize, f32) {
    let mut width = chips::HEIGHT + chips::GAP + more().width(ui);
    for at in 0..offer.all.len() {
        let with = width + offer.chip(at).width(ui) + chips::GAP;
        if with > room {
            return (at, width);
        }
        width = with;
    }
    (offer.all.len(), width)
}

/// Which of the controls have the keyboard.
#[derive(Default)]
struct Keys {
    has_focus: bool,
    lost_focus: bool,
}

impl Keys {
    fn hear(&mut self, control: &Response) {
        self.has_focus |= control.has_focus();
        self.lost_focus |= control.lost_focus();
    }
}

/// The menu of the filters that were used last.
fn menu_ui(button: &Response, history: &History) -> Option<Pick> {
    let by_key = button.clicked() && button.has_focus();
    let shown = Popup::menu(button).show(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut entries = Entries::new(by_key);
        for text in history.all() {
            let words = text::printable(text);
            let short = match words.char_indices().nth(LETTERS) {
                Some((end, _)) => format!("{}…", &words[..end]),
                None => words.into_owned(),
            };
            entries.offer(ui, true, &short, None, Pick::Put(text.clone()));
        }
        ui.separator();
        entries.offer(ui, true, "Forget these", None, Pick::Forget);
        entries.chosen()
    });
    shown.and_then(|shown| shown.inner)
}
