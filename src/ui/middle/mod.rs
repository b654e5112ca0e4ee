//! What the middle of the window shows: the table, the map, the charts, or table and map side by side. The app draws what is chosen here
//! into the places that this gives it.
//!
//! [`view`] is what there is to choose from, [`switch`] the control in the top bar, [`border`] the movable line between table and map.

mod border;
mod switch;
pub(super) mod view;

pub(super) use border::Border;
pub(super) use switch::{Fit, switch_ui, width};

use view::View;

/// What is shown in the middle, and where the border is.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub(super) struct Middle {
    /// What is shown.
    pub view: View,
    /// Where table and map meet, if both are.
    pub border: Border,
}

impl Middle {
    /// As words for the settings.
    pub(super) fn to_words(self) -> String {
        let Border { right, below } = self.border;
        format!("view={} right={right:.3} below={below:.3}", self.view.word())
    }

    /// Takes these words up. Returns whether all were understood.
    pub(super) fn restore(&mut self, words: &str) -> bool {
        words.split_whitespace().fold(true, |all, word| all & self.restore_word(word).is_some())
    }

    fn restore_word(&mut self, word: &str) -> Option<()> {
        let part = |text: &str| text.parse().ok().filter(|part| Border::PARTS.contains(part));
        match word.split_once('=')? {
            ("view", word) => {
                self.view = View::ALL.iter().map(|(view, _)| *view).find(|view| view.word() == word)?
            }
            ("right", text) => self.border.right = part(text)?,
            ("below", text) => self.border.below = part(text)?,
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_and_the_border_are_there_at_the_next_start() {
        for (view, _) in View::ALL {
            let chosen = Middle { view, border: Border { right: 0.25, below: 0.6 } };
            let mut next = Middle::default();
            assert!(next.restore(&chosen.to_words()));
            assert_eq!(next, chosen);
        }
    }

    #[test]
    fn what_is_of_another_version_is_said_and_the_rest_taken_up() {
        let mut middle = Middle::default();
        assert!(!middle.restore("view=globe right=0.4 below=7 above=NaN right=NaN"));
        assert_eq!(middle, Middle { view: View::Table, border: Border { right: 0.4, ..Border::default() } });
    }
}
