//! What a user chose of the map: its form, what areas and colours stand for, and which rows have a place. Remembered.

use crate::view::{Colour, Form, MapRows, Measure};

/// The choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Choices {
    /// Its form.
    pub form: Form,
    /// What areas stand for.
    pub measure: Measure,
    /// What colours stand for.
    pub colour: Colour,
    /// Which rows have a place.
    pub rows: MapRows,
    /// Whether folders have lines round them, and titles.
    pub frames: bool,
}

impl Default for Choices {
    fn default() -> Choices {
        Choices {
            form: Form::default(),
            measure: Measure::default(),
            colour: Colour::default(),
            rows: MapRows::default(),
            frames: true,
        }
    }
}

/// Each choice with its words on screen and its word in the settings.
pub(super) const FORMS: [(Form, &str, &str); 2] =
    [(Form::Treemap, "Treemap", "treemap"), (Form::Flame, "Flame graph", "flame")];
/// What areas stand for.
pub(super) const MEASURES: [(Measure, &str, &str); 3] = [
    (Measure::Length, "Size", "length"),
    (Measure::Allocated, "Size on disk", "allocated"),
    (Measure::Files, "Number of files", "files"),
];
/// What colours stand for.
pub(super) const COLOURS: [(Colour, &str, &str); 3] = [
    (Colour::Category, "Category", "category"),
    (Colour::Age, "Age", "age"),
    (Colour::TopFolder, "Top folder", "folder"),
];
/// Which rows have a place.
pub(super) const ROWS: [(MapRows, &str, &str); 2] = [
    (MapRows::Shown, "Only what is shown", "shown"),
    (MapRows::AllWithRestDimmed, "All, with the rest dimmed", "all"),
];
const FRAMES: [(bool, &str, &str); 2] = [(true, "", "yes"), (false, "", "no")];

/// The words on screen of a choice.
pub(super) fn words<T: PartialEq>(all: &[(T, &'static str, &'static str)], chosen: &T) -> &'static str {
    all.iter().find(|(choice, ..)| choice == chosen).map_or("", |(_, words, _)| words)
}

fn word<T: PartialEq>(all: &[(T, &'static str, &'static str)], chosen: &T) -> &'static str {
    all.iter().find(|(choice, ..)| choice == chosen).map_or("", |(.., word)| word)
}

fn chosen<T: Copy>(all: &[(T, &'static str, &'static str)], word: &str) -> Option<T> {
    all.iter().find(|(.., known)| *known == word).map(|(choice, ..)| *choice)
}

impl Choices {
    /// As words for the settings.
    pub(in crate::ui) fn to_words(self) -> String {
        format!(
            "form={} area={} colour={} rows={} frames={}",
            word(&FORMS, &self.form),
            word(&MEASURES, &self.measure),
            word(&COLOURS, &self.colour),
            word(&ROWS, &self.rows),
            word(&FRAMES, &self.frames),
        )
    }

    /// Takes these words up. Returns whether all were understood.
    pub(in crate::ui) fn restore(&mut self, words: &str) -> bool {
        words.split_whitespace().fold(true, |all, word| all & self.restore_word(word).is_some())
    }

    fn restore_word(&mut self, words: &str) -> Option<()> {
        match words.split_once('=')? {
            ("form", word) => self.form = chosen(&FORMS, word)?,
            ("area", word) => self.measure = chosen(&MEASURES, word)?,
            ("colour", word) => self.colour = chosen(&COLOURS, word)?,
            ("rows", word) => self.rows = chosen(&ROWS, word)?,
            ("frames", word) => self.frames = chosen(&FRAMES, word)?,
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_is_there_at_the_next_start() {
        for (form, ..) in FORMS {
            for (measure, ..) in MEASURES {
                for (colour, ..) in COLOURS {
                    for (rows, ..) in ROWS {
                        for frames in [true, false] {
                            let chosen = Choices { form, measure, colour, rows, frames };
                            let mut next = Choices::default();
                            assert!(next.restore(&chosen.to_words()));
                            assert_eq!(next, chosen);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_of_another_version_is_said_and_the_rest_taken_up() {
        let mut choices = Choices::default();
        assert!(!choices.restore("form=rings area=files colour"));
        assert_eq!(choices, Choices { measure: Measure::Files, ..Choices::default() });
    }
}
