//! Takes tooltips away when a page is laid over the window. The app installs it.
//!
//! egui keeps a tooltip open as long as the pointer stays where it is, also when a key opens a dialog above it, and draws it over that.
//! So the pointer counts as gone until it moves or clicks again.

use eframe::egui::{Context, Event, LayerId, Plugin, RawInput};

/// The page that was over the window when input came last.
#[derive(Default)]
pub(super) struct Hints {
    page: Option<LayerId>,
}

impl Plugin for Hints {
    fn debug_name(&self) -> &'static str {
        "hints"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let page = ctx.memory(|memory| memory.top_modal_layer());
        if page.is_some() && page != self.page {
            // Before all else: what the pointer does now, it does on the page.
            input.events.insert(0, Event::PointerGone);
        }
        self.page = page;
    }
}
