//! What the window offers depends on what the window system can do.

use crate::desk::Desk;
use eframe::egui::Rect;
use egui_kittest::kittest::Queryable;
use foldersheet::ui::WindowSystem;

#[test]
fn only_where_drops_arrive_are_they_invited() {
    for (system, invited) in
        [(WindowSystem::Wayland, false), (WindowSystem::X11, true), (WindowSystem::Other, true)]
    {
        let desk = Desk::on(system);
        assert_eq!(
            desk.window.query_by_label("or drop folders, sheets or lists here").is_some(),
            invited,
            "{system:?}"
        );
        assert_eq!(desk.window.query_by_label_contains("drop").is_some(), invited, "{system:?}");
        let pasting =
            desk.window.query_by_label("or paste folders, sheets or lists copied in a file manager");
        assert_eq!(pasting.is_some(), !invited, "{system:?}");
    }
}

/// Where the window asks for the candidates of an input method while the keyboard is in this field.
fn caret(desk: &mut Desk, field: &str) -> Rect {
    desk.window.get_by_label(field).focus();
    desk.window.run_steps(2);
    desk.window.get_by_label(field).type_text("ni");
    desk.window.run_steps(2);
    desk.window.output().platform_output.ime.expect("the field takes text").cursor_rect
}

#[test]
fn candidates_of_an_input_method_stand_below_the_caret() {
    for system in [WindowSystem::X11, WindowSystem::Wayland] {
        for zoom in [1.0, 1.5] {
            let mut desk = Desk::on(system);
            desk.file("a", 1);
            desk.window.ctx.set_zoom_factor(zoom);
            desk.window.run_steps(3);
            let field = desk.window.get_by_label("Path of a folder").rect();
            let rect = caret(&mut desk, "Path of a folder");
            // In points of the window, as the window system's pixels are made of them.
            assert!(field.x_range().contains(rect.left()), "{system:?}: {rect:?} in {field:?}");
            assert!(field.y_range().contains(rect.bottom()), "{system:?}: {rect:?} in {field:?}");
            // X11 has the upper edge only, Wayland the whole rectangle.
            let is_line = rect.height() == 0.0;
            assert_eq!(is_line, system == WindowSystem::X11);
            assert!(rect.bottom() > field.center().y && rect.width() < 20.0);
        }
    }
}
