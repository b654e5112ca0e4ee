//! Names by the places of their letters in the layout, with a font for Hebrew, one for Arabic, and none for other scripts.

use super::{Reading, TypedLine, line, paragraph};
use crate::text;
use eframe::egui::text::CCursor;
use eframe::egui::{
    Color32, Context, FontData, FontDefinitions, FontFamily, FontId, Galley, MissingGlyphPolicy, RawInput, Ui,
};
use std::sync::Arc;

const HEBREW: &[u8] = include_bytes!("../../../tests/fonts/NotoSansHebrew-subset.ttf");
const ARABIC: &[u8] = include_bytes!("../../../tests/fonts/NotoSansArabic-subset.ttf");

fn in_window<R>(mut ask: impl FnMut(&Ui) -> R) -> R {
    let context = Context::default();
    let mut fonts = FontDefinitions::default();
    for (name, font) in [("Hebrew", HEBREW), ("Arabic", ARABIC)] {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(font)));
        fonts.families.entry(FontFamily::Proportional).or_default().push(name.into());
    }
    context.set_fonts(fonts);
    let mut out = None;
    for _ in 0..2 {
        let done = context.run_ui(RawInput::default(), |ui| out = Some(ask(ui)));
        done.drop_without_applying_deltas();
    }
    out.unwrap()
}

/// What is seen from left to right: the characters of all that takes room, in the order of their places.
fn seen(galley: &Galley) -> String {
    let mut lines = Vec::new();
    for row in &galley.rows {
        let mut glyphs: Vec<_> = row.row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0).collect();
        glyphs.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x));
        lines.push(glyphs.iter().map(|glyph| glyph.chr).collect::<String>());
    }
    lines.join("\n")
}

fn drawn(name: &str, reading: Reading) -> String {
    in_window(|ui| {
        seen(&line(ui, name, reading, &FontId::proportional(14.0), Color32::WHITE, f32::INFINITY).0)
    })
}

fn name(name: &str) -> String {
    drawn(&text::shown(name.as_bytes()), Reading::Path)
}

#[test]
fn a_missing_letter_turns_nothing() {
    assert_eq!(name("\u{FDFA}abc gpj.exe"), r"\u{FDFA}abc gpj.exe");
    assert_eq!(name("\u{710}abc gpj.exe"), r"\u{710}abc gpj.exe");
    // N'Ko, Adlam, and a script whose direction the shaper doesn't know.
    assert_eq!(name("\u{7CA}gpj.exe"), r"\u{7CA}gpj.exe");
    assert_eq!(name("\u{1E900}gpj.exe"), r"\u{1E900}gpj.exe");
    assert_eq!(name("\u{10C80}gpj.exe"), r"\u{10C80}gpj.exe");
    assert_eq!(name("日本.txt"), r"\u{65E5}\u{672C}.txt");
}

#[test]
fn what_would_turn_others_is_written_out() {
    assert_eq!(name("a\u{202E}gpj.exe"), r"a\u{202E}gpj.exe");
    assert_eq!(name("\u{2067}gpj.exe"), r"\u{2067}gpj.exe");
    assert_eq!(name("\u{301}gpj.exe"), r"\u{301}gpj.exe");
    assert_eq!(name("\u{200F}gpj.exe"), r"\u{200F}gpj.exe");
    // Not even what was never made safe.
    assert_eq!(drawn("a\u{202E}gpj.exe", Reading::Path), r"a\u{202E}gpj.exe");
}

#[test]
fn the_extension_is_at_the_end() {
    assert_eq!(name("אבג.txt"), "גבא.txt");
    assert_eq!(name("אבג.7z"), "גבא.7z");
    assert_eq!(name("photo.אבג.7z"), "photo.גבא.7z");
    assert_eq!(name("אבג.tar.gz"), "גבא.tar.gz");
    assert_eq!(name("txt.אבג"), "txt.גבא");
    assert_eq!(name("אבג.דהו"), "גבא.והד");
    assert_eq!(name("אבג gpj.exe"), "gpj גבא.exe");
    assert_eq!(name(".אבג"), ".גבא");
}

#[test]
fn words_and_numbers_are_in_the_order_of_their_script() {
    assert_eq!(name("שלום עולם"), "םלוע םולש");
    assert_eq!(name("אבג 123.txt"), "123 גבא.txt");
    assert_eq!(name("abc אבג דהו xyz"), "abc והד גבא xyz");
    assert_eq!(name("דוח (12.5.2024).pdf"), "(12.5.2024) חוד.pdf");
    // Digits of Arabic and of Persian run from left to right.
    assert_eq!(name("١٢٣.txt"), "١٢٣.txt");
    assert_eq!(name("۱۲۳.txt"), "۱۲۳.txt");
}

#[test]
fn the_parts_of_a_path_run_from_left_to_right() {
    assert_eq!(name("/home/אבג/דהו/7.csv"), "/home/גבא/והד/7.csv");
}

#[test]
fn in_a_sentence_nothing_else_moves() {
    let said = drawn("Read אבג, 5 rows: see “דהו 7”, 12 of 13", Reading::Prose);
    assert_eq!(said, "Read גבא, 5 rows: see “והד 7”, 12 of 13");
}

#[test]
fn arabic_is_joined() {
    let widths = |text: &str| {
        in_window(|ui| {
            line(ui, text, Reading::Path, &FontId::proportional(14.0), Color32::WHITE, f32::INFINITY)
                .0
                .size()
                .x
        })
    };
    assert_eq!(name("\u{628}\u{64A}\u{62A}"), "\u{62A}\u{64A}\u{628}");
    assert!(widths("\u{628}\u{64A}\u{62A}") < 0.9 * (widths("ب") + widths("ي") + widths("ت")));
}

#[test]
fn an_escape_is_told_from_the_same_letters() {
    let colours = |name: &[u8]| {
        let text = text::shown(name);
        in_window(|ui| {
            let galley = line(ui, &text, Reading::Path, &FontId::proportional(14.0), Color32::WHITE, 999.0).0;
            let colour = |section: &eframe::egui::text::LayoutSection| {
                (
                    galley.job.text[section.byte_range.start.0..section.byte_range.end.0].to_owned(),
                    section.format.color == Color32::WHITE,
                )
            };
            galley.job.sections.iter().map(colour).collect::<Vec<_>>()
        })
    };
    let part = |text: &str, is_plain| (text.to_owned(), is_plain);
    assert_eq!(colours(b"a\nb"), [part("a", true), part(r"\u{A}", false), part("b", true)]);
    assert_eq!(colours(br"a\u{A}b"), [part("a", true), part(r"\u{5C}", false), part("u{A}b", true)]);
    assert_eq!(colours(b"a "), [part("a", true), part("␣", false)]);
}

#[test]
fn a_long_name_keeps_its_extension_and_its_order() {
    let names = [
        "אבגדהוזחטיכלמנסעפצקרשת אבגדהוזחטיכלמנסעפצקרשת.exe",
        "\u{FDFA}\u{FDFA}\u{FDFA}\u{FDFA}\u{FDFA}\u{FDFA}\u{FDFA}gpj.exe",
        "aaaaaaaaaaaaaaa/אבגדהוזחטיכ/bbbbbbbbbbbbbbb/7.exe",
        "بيتبيتبيتبيتبيتبيتبيتبيتبيتبيتبيت.exe",
    ];
    for name in names {
        let text = text::shown(name.as_bytes());
        let whole = drawn(&text, Reading::Path);
        for width in (60..200).step_by(23) {
            let (galley, cut) = in_window_once(&text, width as f32);
            assert!(cut && galley.size().x <= width as f32, "{name} {width}");
            let seen = seen(&galley);
            assert!(seen.ends_with("exe"), "{seen}");
            // What is left stands as it stood: a part of the whole without its middle.
            let left: String = seen.split('…').collect();
            let mut rest = whole.chars();
            assert!(left.chars().all(|c| rest.any(|other| other == c)), "{seen} of {whole}");
        }
    }
}

fn in_window_once(text: &str, width: f32) -> (Arc<Galley>, bool) {
    in_window(|ui| line(ui, text, Reading::Path, &FontId::proportional(14.0), Color32::WHITE, width))
}

#[test]
fn a_line_break_comes_before_the_turning() {
    let text = "אבג דהו זחט";
    let lines = in_window(|ui| {
        seen(&paragraph(ui, text, Reading::Path, &FontId::proportional(14.0), Color32::WHITE, 60.0))
    });
    assert_eq!(lines.replace(' ', ""), "והדגבא\nטחז");
}

#[test]
fn a_missing_letter_is_no_panic_and_no_box() {
    let context = Context::default();
    context.set_missing_glyph_policy(MissingGlyphPolicy::Panic);
    for name in ["\u{710}.txt", "x\u{1AB0}", "字\u{FE00}", "👩\u{200D}👧", "\u{1112}\u{1161}"] {
        let text = text::shown(name.as_bytes()).into_owned();
        let done = context.run_ui(RawInput::default(), |ui| {
            let galley = line(ui, &text, Reading::Path, &FontId::proportional(14.0), Color32::WHITE, 999.0).0;
            assert!(seen(&galley).contains("\\u{"), "{name}: {}", seen(&galley));
        });
        done.drop_without_applying_deltas();
    }
}

/// Names that want to be taken for each other. Not among them is what the algorithm itself draws alike, here and anywhere else: a name
/// of a Hebrew and a Latin word, in either order.
const ALIKE: [&str; 23] = [
    "a gpj.exe",
    "a\u{202E}gpj.exe",
    r"a\u{202E}gpj.exe",
    "a\u{202D}gpj.exe",
    "a\u{2067}gpj.exe",
    "agpj.exe",
    "a\u{200B}gpj.exe",
    "a\u{AD}gpj.exe",
    "a\u{A0}gpj.exe",
    "a  gpj.exe",
    "a gpj.exe ",
    "a\ngpj.exe",
    "a\tgpj.exe",
    r"a\u{A}gpj.exe",
    "a␣gpj.exe",
    "אבג gpj.exe",
    "אבג.exe",
    "exe.אבג",
    "אבג\u{200F}.exe",
    "גבא.exe",
    "\u{FDFA}.exe",
    r"\u{FDFA}.exe",
    "\u{FDFB}.exe",
];

/// What a layout puts on the screen, without its colours: which part of the font's picture where.
fn picture(galley: &Galley) -> Vec<(i32, [u16; 2], [u16; 2])> {
    let glyphs = galley.rows.iter().flat_map(|row| &row.row.glyphs);
    let seen = glyphs.filter(|glyph| !glyph.uv_rect.is_nothing());
    seen.map(|glyph| (glyph.pos.x.round() as i32, glyph.uv_rect.min, glyph.uv_rect.max)).collect()
}

#[test]
fn no_two_names_look_alike() {
    // In one window, and so from one picture of the fonts.
    let looks = in_window(|ui| {
        ALIKE.map(|name| {
            let text = text::shown(name.as_bytes());
            let font = FontId::proportional(14.0);
            picture(&line(ui, &text, Reading::Path, &font, Color32::WHITE, f32::INFINITY).0)
        })
    });
    for (number, look) in looks.iter().enumerate() {
        assert!(!look.is_empty());
        for (other, its) in looks.iter().enumerate().skip(number + 1) {
            assert_ne!(look, its, "{:?} and {:?}", ALIKE[number], ALIKE[other]);
        }
    }
}

/// How long a line takes in a window that draws it in every frame, for `--ignored --nocapture`.
#[test]
#[ignore = "measures, and holds nothing"]
fn what_a_line_costs() {
    for name in [
        "report of the year.txt",
        "אבג gpj 123.exe",
        "بيت كبير 2024.tar.gz",
        "\u{710}abc gpj.exe",
        "a\nb.txt",
    ] {
        let text = text::shown(name.as_bytes());
        let font = FontId::proportional(14.0);
        for width in [f32::INFINITY, 70.0] {
            let took = in_window(|ui| {
                let draw = || crate::ui::elide::laid_out(ui, &text, &font, Color32::WHITE, width);
                draw();
                let start = std::time::Instant::now();
                for _ in 0..1000 {
                    draw();
                }
                start.elapsed() / 1000
            });
            println!("{name:?} in {width}: {took:?}");
        }
    }
}

/// What is typed, and the same text as the table has it.
fn typed(text: &str) -> (TypedLine, Arc<Galley>) {
    let font = FontId::proportional(14.0);
    in_window(|ui| {
        let typed = TypedLine::new(ui, text, Reading::Path, &font, &(0..0));
        (typed, line(ui, text, Reading::Path, &font, Color32::WHITE, f32::INFINITY).0)
    })
}

/// What has letters of both directions, joined ones, marks, numbers, and some that no font has.
const TYPED: [&str; 10] = [
    "ab אבג 7",
    "אבג gpj.exe",
    "/home/אבג/דהו/7.csv",
    "אבג.tar.gz",
    "בב.אא",
    "\u{628}\u{64A}\u{62A} abc",
    "e\u{301}x אב",
    "\u{FDFA}abc gpj.exe",
    "\u{710}abc gpj.exe",
    "a\u{202E}אב\u{2069}gpj.exe",
];

#[test]
fn what_is_typed_looks_as_in_the_table() {
    for text in TYPED {
        let (typed, shown) = typed(text);
        let picture = |galley: &Galley| {
            let vertices = galley.rows.iter().flat_map(|row| &row.row.visuals.mesh.vertices);
            vertices.map(|vertex| (vertex.pos.x, vertex.uv)).collect::<Vec<_>>()
        };
        assert_eq!(picture(&typed.galley), picture(&shown), "{text}");
        assert_eq!(typed.galley.text(), text);
        assert_eq!(typed.galley.end().index.0, text.chars().count(), "{text}");
    }
}

#[test]
fn the_caret_is_at_the_edge_of_its_letter() {
    // Each letter once, so that its glyph is known.
    for text in ["ab אבג 7", "/home/אבג/דהו/7.csv", "\u{628}\u{64A}\u{62A} abc", "xyz"] {
        let (typed, shown) = typed(text);
        let glyphs = || shown.rows.iter().flat_map(|row| &row.row.glyphs);
        for (number, c) in text.chars().enumerate() {
            let [glyph] =
                glyphs().filter(|glyph| glyph.chr == c && glyph.advance_width > 0.0).collect::<Vec<_>>()[..]
            else {
                continue;
            };
            // The end of a word is the caret's place between it and what runs the other way.
            let is_right = |c: char| c > '\u{58F}';
            let before = text.chars().take(number).last().is_some_and(is_right);
            let place = match (is_right(c), before) {
                (true, _) => glyph.max_x(),
                (false, false) => glyph.pos.x,
                (false, true) => continue,
            };
            assert!((typed.caret(number) - place).abs() < 1.0, "{text} {c}: {} {place}", typed.caret(number));
            let egui = typed.galley.pos_from_cursor(CCursor::new(number)).center().x;
            assert!((typed.caret(number) - egui).abs() < 0.01, "{text} {c}");
            let [(left, right)] = typed.parts(&(number..number + 1))[..] else { panic!("{text} {c}") };
            assert!((left - glyph.pos.x).abs() < 1.0 && (right - glyph.max_x()).abs() < 1.0, "{text} {c}");
        }
    }
    let (hebrew, _) = typed("ab אבג");
    // The next letter of the word will be at its left end.
    assert!(
        hebrew.caret(6) < hebrew.caret(5)
            && hebrew.caret(5) < hebrew.caret(4)
            && hebrew.caret(4) < hebrew.caret(3)
    );
}

#[test]
fn what_no_font_has_is_one_character_and_moves_nothing() {
    let (typed, shown) = typed("\u{FDFA}abc gpj.exe");
    let carets: Vec<f32> = (0..=12).map(|at| typed.caret(at)).collect();
    assert!(carets.is_sorted_by(|a, b| a < b), "{carets:?}");
    let escape = shown.rows[0].row.glyphs.iter().find(|glyph| glyph.chr == 'a').unwrap();
    assert!((carets[1] - escape.pos.x).abs() < 1.0, "{carets:?}");
}

#[test]
fn a_click_puts_the_caret_where_it_is() {
    for text in TYPED {
        let (typed, _) = typed(text);
        let count = text.chars().count();
        for x in 0..150 {
            let x = x as f32;
            let far = |at: usize| (typed.caret(at) - x).abs();
            let hit = far(typed.caret_at(x));
            assert!((0..=count).all(|at| hit <= far(at) + 0.01), "{text} {x}");
        }
    }
}
