//! A drag over rows: selects from the row where it began to the one below the pointer, and scrolls at the edges. Esc or letting go
//! ends it. The list calls it once a frame, after the keyboard and before the rows are drawn.

use super::List;
use super::keys::How;
use super::mark::Mark;
use super::numbered::Numbered;
use super::places::Places;
use eframe::egui::{PointerButton, Pos2, Response, Ui};

/// A frame that came late must not make the rows jump.
const LONGEST: f64 = 0.1;
/// After so many seconds the speed doubles no more.
const DOUBLINGS: f64 = 14.0;

/// A drag under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drag {
    /// Whether the range is added to what was selected before.
    added: bool,
    /// Seconds that the pointer has been beyond an edge.
    beyond: f64,
}

impl List {
    /// Goes on with a drag or begins one. `have_moved` tells whether rows did since the last frame. Returns whether one is
    /// under way or has just ended.
    pub(crate) fn drag(
        &mut self,
        ui: &Ui,
        body: &Response,
        rows: &impl Numbered,
        places: &Places,
        have_moved: bool,
    ) -> bool {
        if body.drag_started_by(PointerButton::Primary)
            && let Some(origin) = ui.input(|input| input.pointer.press_origin())
            && let Some(position) = places.position_at(self.extent(rows), self.top, origin)
        {
            self.begin_drag(ui, rows, position);
        }
        let Some(mut drag) = self.drag else { return false };
        if !body.dragged_by(PointerButton::Primary) {
            self.drag = None;
            return true;
        }
        let Some(pointer) = body.interact_pointer_pos() else { return true };
        self.scroll_at_edge(ui, &mut drag, rows, places, pointer);
        self.drag = Some(drag);
        let inside = Pos2::new(pointer.x, pointer.y.clamp(places.body.top(), places.body.bottom() - 1.0));
        let last = rows.len().saturating_sub(1);
        let position = places.position_at(self.extent(rows), self.top, inside).unwrap_or(last);
        let cursor = self.cursor.and_then(|cursor| cursor.found(rows));
        // A row that moved under a pointer that is still is another row to select to.
        if cursor.map(|cursor| cursor.position) != Some(position) || have_moved {
            self.go_to(rows, position, if drag.added { How::Add } else { How::Extend });
        }
        true
    }

    fn begin_drag(&mut self, ui: &Ui, rows: &impl Numbered, position: u64) {
        let Some(mark) = Mark::at(rows, position) else { return };
        let held = ui.input(|input| input.modifiers);
        if held.command && !held.shift {
            self.selection.begin_adding(mark);
        } else if !held.shift {
            self.selection.only(rows, mark);
        }
        self.typed.stop();
        // None, so that the first frame of the drag selects already.
        self.cursor = None;
        self.drag = Some(Drag { added: held.command, beyond: 0.0 });
    }

    fn scroll_at_edge(
        &mut self,
        ui: &Ui,
        drag: &mut Drag,
        rows: &impl Numbered,
        places: &Places,
        pointer: Pos2,
    ) {
        let (above, below) = (places.body.top() - pointer.y, pointer.y - places.body.bottom());
        let distance = f64::from(above.max(below).max(0.0) / places.row);
        if distance == 0.0 {
            drag.beyond = 0.0;
            return;
        }
        let seconds = ui.input(|input| f64::from(input.stable_dt)).min(LONGEST);
        drag.beyond += seconds;
        let by = speed(distance, drag.beyond) * seconds;
        let top = self.extent(rows).clamp(if above > 0.0 { self.top - by } else { self.top + by });
        if top != self.top {
            self.top = top;
            ui.request_repaint();
        }
    }
}

/// Rows a second, so many rows beyond the edge and for so long. In a window as large as the screen there is little room beyond the
/// edge: so that any row can be reached, it doubles each second too.
fn speed(distance: f64, seconds: f64) -> f64 {
    8.0 * (1.0 + distance).powi(2) * seconds.min(DOUBLINGS).exp2()
}

#[cfg(test)]
mod tests {
    use super::speed;

    #[test]
    fn it_grows_with_the_distance_and_the_time() {
        assert!(speed(0.1, 0.0) < 12.0, "one row at a time can be aimed at");
        for (near, far) in [((0.1, 0.0), (1.0, 0.0)), ((1.0, 0.0), (5.0, 0.0)), ((1.0, 0.0), (1.0, 2.0))] {
            assert!(speed(near.0, near.1) * 1.5 < speed(far.0, far.1));
        }
        // All of a hundred million rows, a row's height beyond the edge.
        let mut reached = 0.0;
        let mut seconds = 0.0;
        while reached < 1e8 {
            seconds += 0.016;
            reached += speed(1.0, seconds) * 0.016;
        }
        assert!(seconds < 240.0, "{seconds}");
    }
}
