//! The columns in words, for the settings: `Name=auto`, `Size=150`, and `-Kind=auto` for a hidden one.

use super::{Columns, NARROWEST, WIDEST};

/// The word for a width that the user has not chosen.
const AUTO: &str = "auto";

impl Columns {
    /// The state in words, for [`Columns::restore`].
    pub(crate) fn to_words(&self) -> String {
        let word = |c: &super::ColumnState| {
            let width = c.chosen.map_or_else(|| AUTO.to_owned(), |width| width.round().to_string());
            format!("{}{:?}={width}", if c.shown { "" } else { "-" }, c.column)
        };
        // Those of a check come with it.
        self.all.iter().filter(|c| !c.column.is_found()).map(word).collect::<Vec<_>>().join(" ")
    }

    /// Takes up what [`Columns::to_words`] wrote; a word that isn't understood changes nothing. Returns whether all of it was.
    pub(crate) fn restore(&mut self, words: &str) -> bool {
        let mut restored = self.clone();
        let mut place = 0;
        let mut understood = true;
        for word in words.split_whitespace() {
            let (shown, word) = word.strip_prefix('-').map_or((true, word), |rest| (false, rest));
            let named = word.split_once('=').and_then(|(name, width)| {
                let is_named = |c: &super::ColumnState| format!("{:?}", c.column) == name;
                let at = restored.all.iter().position(|c| is_named(c) && !c.column.is_found())?;
                Some((at, width))
            });
            let Some((at, width)) = named else {
                understood = false;
                continue;
            };
            let c = &mut restored.all[at];
            match width.parse::<f32>() {
                Ok(width) if width.is_finite() => {
                    c.width = width.clamp(NARROWEST, WIDEST);
                    (c.shown, c.chosen) = (shown, Some(c.width));
                }
                Err(_) if width == AUTO => (c.shown, c.chosen) = (shown, None),
                _ => {
                    understood = false;
                    continue;
                }
            }
            if at >= place {
                // Words stand from left to right; a column that no word names keeps behind them.
                restored.all[place..=at].rotate_right(1);
                place += 1;
            }
        }
        let shows_any = restored.shown().next().is_some();
        if shows_any {
            *self = restored;
        }
        understood && shows_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Column;

    #[test]
    fn what_was_kept_comes_back() {
        let mut columns = Columns::default();
        let changes: [fn(&mut Columns); 4] = [
            |c| c.toggle(Column::Kind),
            |c| c.move_to(Column::Size, 1),
            |c| c.set_width(Column::Name, 333.0),
            |c| c.move_to(Column::Name, 4),
        ];
        for change in changes {
            change(&mut columns);
            let mut other = Columns::default();
            assert!(other.restore(&columns.to_words()));
            assert_eq!(other, columns);
        }
        assert!(columns.to_words().contains("Folder=auto"), "it was given no width");
    }

    #[test]
    fn what_an_earlier_version_kept_comes_back() {
        let kept =
            "Size=90 -Name=180 Folder=190 Extension=84 -Kind=68 Allocated=102 Modified=146 Created=146";
        let mut columns = Columns::default();
        assert!(columns.restore(kept));
        // What came since is there and hidden.
        let words = columns.to_words();
        let since = words.strip_prefix(kept).unwrap();
        assert!(
            since.split_whitespace().all(|word| word.starts_with('-') && word.ends_with("=auto")),
            "{since}"
        );
        assert!(since.starts_with(" -Category=auto -Accessed=auto"), "{since}");
    }

    #[test]
    fn nonsense_changes_nothing() {
        let mut columns = Columns::default();
        for words in ["x", "Name", "Name=NaN", "Name=x", "Nope=3"] {
            assert!(!columns.restore(words), "{words}");
        }
        let all_hidden: String = Column::TABLE.iter().map(|c| format!("-{c:?}=100 ")).collect();
        assert!(!columns.restore(&all_hidden));
        assert!(columns.restore(""));
        assert_eq!(columns, Columns::default());
    }
}
