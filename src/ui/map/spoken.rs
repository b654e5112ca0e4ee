//! What a screen reader knows of the map: a tree of its largest tiles, each with its share, and a sentence that sums the level up.

use super::told::Told;
use super::{MapInput, MapPane, Table, marks};
use crate::view::What;
use eframe::egui::accesskit::Action as Asked;
use eframe::egui::{Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

/// Tiles of the level that are named.
const MOST: usize = 50;

/// A named tile.
pub(super) struct Item {
    tile: usize,
    words: String,
    is_folder: bool,
}

/// The largest tiles of the level, the largest first.
pub(super) fn items(told: &Told<'_>) -> Vec<Item> {
    let largest = told.map.largest(MOST).into_iter();
    let item = |at| item(told, at);
    largest.filter_map(item).collect()
}

fn item(told: &Told<'_>, tile: usize) -> Option<Item> {
    let drawn = told.map.tiles().get(tile)?;
    let is_folder = matches!(drawn.what, What::Folder(_));
    Some(Item { tile, words: told.spoken(drawn), is_folder })
}

impl MapPane {
    /// Puts the map into the accessibility tree, if anything reads it, and does what it asks for.
    pub(super) fn spoken_ui(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        instead: Option<&str>,
        input: &MapInput<'_>,
        table: &mut Table,
    ) {
        // Where the map is on its way to another level, the keyboard is on nothing of this one.
        let cursor = self.marks.cursor().filter(|_| instead.is_none() && !self.is_moving());
        let known = ui.accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Tree);
            node.set_label("Map");
            let summary = self.drawn.as_ref().map(|drawn| drawn.summary.as_str());
            node.set_description(instead.or(summary).unwrap_or_default());
            if let Some(tile) = cursor {
                node.set_active_descendant(item_id(response.id, tile).accesskit_id());
            }
        });
        let Some(drawn) = self.drawn.as_ref().filter(|_| known.is_some() && instead.is_none()) else {
            return;
        };
        let mut inside =
            ui.new_child(UiBuilder::new().max_rect(response.rect).accessibility_parent(response.id));
        inside.shrink_clip_rect(response.rect);
        // What the keyboard is on has a name, too, however small.
        let told = Told { input, map: &drawn.map };
        let further = cursor.filter(|tile| drawn.spoken.iter().all(|item| item.tile != *tile));
        let further = further.and_then(|tile| item(&told, tile));
        let mut asked = None;
        let count = drawn.spoken.len();
        for (at, item) in drawn.spoken.iter().chain(&further).enumerate() {
            let place = marks::place(drawn, response.rect, item.tile);
            let id = item_id(response.id, item.tile);
            let place = if place.is_positive() { place } else { Rect::from_pos(response.rect.min) };
            let node = inside.interact(place, id, Sense::hover());
            node.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &item.words));
            inside.accesskit_node_builder(id, |node| {
                node.set_role(Role::TreeItem);
                node.set_selected(cursor == Some(item.tile));
                node.set_level(1);
                if at < count {
                    node.set_position_in_set(at + 1);
                    node.set_size_of_set(count);
                }
                node.add_action(Asked::Click);
                if item.is_folder {
                    node.set_expanded(false);
                    node.add_action(Asked::Expand);
                }
            });
            let is_asked = |asked: Asked| inside.input(|input| input.has_accesskit_action_request(id, asked));
            if is_asked(Asked::Click) {
                asked = Some((item.tile, false));
            } else if is_asked(Asked::Expand) {
                asked = Some((item.tile, true));
            }
        }
        let Some((tile, is_expand)) = asked else { return };
        let what = drawn.map.tiles().get(tile).map(|tile| tile.what);
        match what {
            Some(what) if is_expand => self.zoom_into(input, what),
            _ => self.go_to(input, table, Some(tile)),
        }
    }
}

fn item_id(map: Id, tile: usize) -> Id {
    map.with(("tile", tile))
}
