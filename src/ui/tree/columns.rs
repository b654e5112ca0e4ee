//! The columns of the tree: which of them there is room for, and the header, where a click chooses the order.

use crate::ui::list::titles::{self, Sorted, Title};
use crate::ui::theme::Palette;
use crate::view::{TreeKey, TreeOrder};
use eframe::egui::{Id, Rangef, Rect, Role, Sense, Ui, WidgetInfo};

/// The header's height, in points.
pub(super) const HEIGHT: f32 = 28.0;
/// Between a column's edge and its text, in points.
pub(super) const PADDING: f32 = 6.0;

/// The least that is left for a name before a column gives way to it.
const NAME: f32 = 110.0;
/// The bar in it has 72.
const SHARE: f32 = 72.0 + 2.0 * PADDING;
const SIZE: f32 = 82.0;
/// While a comparison is shown: the difference, whose title isn't cut, and its bar.
const DIFFERENCE: f32 = 98.0;
const GROWTH: f32 = 54.0 + 2.0 * PADDING;
const FILES: f32 = 84.0;
/// A date is never cut.
const NEWEST: f32 = 96.0;

/// Where each column is, from left to right; `None` for those without room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TreeColumns {
    /// Indent, triangle and name.
    pub name: Rangef,
    /// The share of the parent.
    pub share: Option<Rangef>,
    /// The sum of the apparent sizes.
    pub size: Option<Rangef>,
    /// The number of files.
    pub files: Option<Rangef>,
    /// The newest date.
    pub newest: Option<Rangef>,
    /// Whether a comparison stands: the share and the size are those of the difference then.
    pub compares: bool,
}

impl TreeColumns {
    /// Those that fit. The date goes first, then the files, the bar, and the size last.
    pub(crate) fn fitting(x: Rangef, compares: bool) -> TreeColumns {
        let mut room = x.span() - NAME;
        let mut fits = |width: f32| {
            room -= width;
            room >= 0.0
        };
        let (size, share) = if compares { (DIFFERENCE, GROWTH) } else { (SIZE, SHARE) };
        let shown = [size, share, FILES, NEWEST].map(|width| fits(width).then_some(width));
        let [size, share, files, newest] = shown;
        let mut right = x.max;
        let mut place = |width: Option<f32>| {
            width.map(|width| {
                right -= width;
                Rangef::new(right, right + width)
            })
        };
        let newest = place(newest);
        let files = place(files);
        let size = place(size);
        let share = place(share);
        TreeColumns { name: Rangef::new(x.min, right), share, size, files, newest, compares }
    }

    /// How many there is room for.
    pub(crate) fn count(&self) -> usize {
        1 + [self.share, self.size, self.files, self.newest].iter().flatten().count()
    }
}

/// Draws the header and returns the order that was asked for.
pub(crate) fn header_ui(
    ui: &mut Ui,
    id: Id,
    area: Rect,
    columns: &TreeColumns,
    order: TreeOrder,
) -> Option<TreeOrder> {
    let p = Palette::of(ui);
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, (1.0, p.border));
    let mut asked = None;
    let (share, size) = match columns.compares {
        true => ("Growth", ("Difference", TreeKey::Difference)),
        false => ("Share", ("Size", TreeKey::Size)),
    };
    let heads = [
        (Some(columns.name), "Name", Some(TreeKey::Name), false),
        (columns.share, share, None, false),
        (columns.size, size.0, Some(size.1), true),
        (columns.files, "Files", Some(TreeKey::Files), true),
        (columns.newest, "Newest", Some(TreeKey::Newest), true),
    ];
    for (x, words, key, at_right) in heads {
        let Some(x) = x else { continue };
        let cell = Rect::from_x_y_ranges(x, area.y_range());
        let is_key = key == Some(order.key);
        let sorted = is_key.then_some(Sorted { descending: order.descending, number: None });
        let title = Title { words, padding: PADDING, at_right, sorted };
        let Some(key) = key else {
            titles::title_ui(ui, cell, &title);
            continue;
        };
        let response = ui.interact(cell, id.with(words), Sense::click());
        let name = format!("Order folders by {}", words.to_lowercase());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_key, &name));
        titles::button_ui(ui, &response, cell, &title);
        if response.clicked() {
            asked = Some(order.turned(key));
        }
        response.on_hover_text(name);
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_way_one_after_another_and_never_overlap() {
        let mut before = 5;
        for width in (60u16..700).rev() {
            let columns = TreeColumns::fitting(Rangef::new(10.0, 10.0 + f32::from(width)), false);
            let all = [Some(columns.name), columns.share, columns.size, columns.files, columns.newest];
            let shown: Vec<Rangef> = all.into_iter().flatten().collect();
            assert!(shown.windows(2).all(|pair| pair[0].max == pair[1].min), "{columns:?}");
            assert_eq!(shown.last().unwrap().max, 10.0 + f32::from(width));
            assert!(shown.len() <= before && before - shown.len() <= 1);
            assert!(shown.len() == 1 || columns.name.span() >= NAME);
            before = shown.len();
        }
        assert_eq!(before, 1);
    }
}
