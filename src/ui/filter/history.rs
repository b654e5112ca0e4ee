//! The filters that were used last: what stood in the field for a moment, and not each letter on the way there. The bar lets it hear of
//! each frame, and the settings keep it.

/// How many are kept.
const MOST: usize = 20;
/// Bytes of the longest one that is kept.
const LONGEST: usize = 1_000;
/// How long a filter must stand to be one that was used, in seconds.
const REST: f64 = 1.0;

/// What is in the field, as the history sees it.
#[derive(Debug, Default, Clone)]
struct Standing {
    text: String,
    /// Since when, in seconds since the start.
    since: f64,
    /// Whether the user went on from it, by Enter or by leaving the field.
    is_final: bool,
    /// Whether it is kept, and nothing is to be done any more.
    is_kept: bool,
}

/// Filters that were used, and where among them the user is.
#[derive(Debug, Default, Clone)]
pub(crate) struct History {
    /// The newest first.
    all: Vec<String>,
    /// Whether the newest one is kept only because it stood for a while: what is typed on from it takes its place.
    is_passing: bool,
    standing: Standing,
    /// The one that the arrow keys have brought into the field.
    at: Option<usize>,
    /// What was in the field before that.
    draft: String,
}

impl History {
    /// Each of them, the newest first.
    pub(crate) fn all(&self) -> &[String] {
        &self.all
    }

    /// Whether this text is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        self.all.iter().any(|known| known == text)
    }

    /// Forgets all of them.
    pub(super) fn forget(&mut self) {
        (self.all, self.at) = (Vec::new(), None);
        self.standing.is_kept = true;
    }

    /// Whether the arrow keys are going through it.
    pub(super) fn is_walking(&self) -> bool {
        self.at.is_some()
    }

    /// What the key up brings in place of `text`; `None` at the oldest one.
    pub(super) fn older(&mut self, text: &str) -> Option<String> {
        let first = match self.at {
            Some(at) => at + 1,
            None => 0,
        };
        let found = self.all.iter().enumerate().skip(first).find(|(_, known)| *known != text);
        let (at, found) = found.map(|(at, known)| (at, known.clone()))?;
        if self.at.is_none() {
            text.clone_into(&mut self.draft);
        }
        self.at = Some(at);
        Some(found)
    }

    /// What the key down brings: a newer one, and in the end what was there before; `None` where the arrow keys were not used.
    pub(super) fn newer(&mut self) -> Option<String> {
        let at = self.at?;
        self.at = at.checked_sub(1);
        Some(self.at.and_then(|at| self.all.get(at)).unwrap_or(&self.draft).clone())
    }

    /// Something was typed or clicked: the arrow keys begin at the newest one again.
    pub(super) fn start_over(&mut self) {
        self.at = None;
    }

    /// Hears what is in the field; `is_used` says whether rows are shown by it, and `is_left` whether the user goes on from it in this
    /// frame. `now` is in seconds. Returns after how many seconds it must hear of it again, if there is anything to wait for.
    pub(super) fn hear(&mut self, text: &str, is_used: bool, is_left: bool, now: f64) -> Option<f64> {
        if self.standing.text != text {
            self.standing = Standing { text: text.to_owned(), since: now, ..Standing::default() };
        }
        if is_left {
            self.at = None;
            self.standing.is_final = true;
            // It was passing until now.
            self.standing.is_kept = false;
        }
        if self.standing.is_kept || !is_used || text.trim().is_empty() {
            return None;
        }
        let wait = REST - (now - self.standing.since);
        if !self.standing.is_final && self.is_walking() {
            return None;
        }
        if !self.standing.is_final && wait > 0.0 {
            return Some(wait);
        }
        self.standing.is_kept = true;
        let is_passing = !self.standing.is_final;
        self.add(text, is_passing);
        None
    }

    fn add(&mut self, text: &str, is_passing: bool) {
        if text.len() > LONGEST || text.contains(char::is_control) {
            return;
        }
        let goes_on = |newest: &&String| text.starts_with(newest.as_str()) || newest.starts_with(text);
        if self.is_passing && self.all.first().as_ref().is_some_and(goes_on) {
            self.all.remove(0);
        }
        self.all.retain(|known| known != text);
        self.all.insert(0, text.to_owned());
        self.all.truncate(MOST);
        self.is_passing = is_passing;
    }

    /// For [`History::restore`]: a line each.
    pub(crate) fn to_words(&self) -> String {
        self.all.join("\n")
    }

    /// Takes up what [`History::to_words`] wrote. Returns whether all of it could be one.
    pub(crate) fn restore(&mut self, words: &str) -> bool {
        let is_one = |line: &&str| {
            !line.trim().is_empty() && line.len() <= LONGEST && !line.contains(char::is_control)
        };
        self.all = words.lines().filter(is_one).take(MOST).map(str::to_owned).collect();
        words.lines().all(|line| is_one(&line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A history that heard of these texts, each so many seconds long, ten times a second.
    fn heard(history: &mut History, texts: &[(&str, f64)]) {
        let mut now = history.standing.since + 100.0;
        for &(text, seconds) in texts {
            let end = now + seconds;
            while now < end {
                history.hear(text, true, false, now);
                now += 0.1;
            }
        }
    }

    #[test]
    fn what_stands_for_a_moment_is_kept_and_what_was_typed_on_the_way_is_not() {
        let mut history = History::default();
        heard(&mut history, &[("r", 0.2), ("re", 0.3), ("report", 1.5), ("", 0.5), ("b", 0.2), ("big", 2.0)]);
        assert_eq!(history.all(), ["big", "report"]);
        // A rest in the middle of a word, and a correction.
        heard(&mut history, &[("inv", 1.5), ("invoice", 1.5), ("invoic", 1.5), ("invoices", 1.5)]);
        assert_eq!(history.all(), ["invoices", "big", "report"]);
    }

    #[test]
    fn what_the_user_went_on_from_is_kept_at_once_and_stays() {
        let mut history = History::default();
        history.hear("inv", true, true, 0.0);
        assert_eq!(history.all(), ["inv"]);
        heard(&mut history, &[("invoice", 2.0)]);
        assert_eq!(history.all(), ["invoice", "inv"], "it was used on its own");
        // Left before it was understood.
        history.hear("x", false, true, 200.0);
        assert_eq!(history.all().len(), 2);
        history.hear("x", true, false, 200.1);
        assert_eq!(history.all()[0], "x");
    }

    #[test]
    fn a_mistake_is_not_one() {
        let mut history = History::default();
        for second in 0..9 {
            assert_eq!(history.hear("size:x", false, second == 5, f64::from(second)), None);
        }
        assert!(history.all().is_empty());
    }

    #[test]
    fn each_comes_once_and_the_oldest_go() {
        let mut history = History::default();
        for number in 0..30 {
            history.hear(&format!("{number}."), true, true, 0.0);
        }
        history.hear("20.", true, true, 0.0);
        assert_eq!(history.all().len(), MOST);
        assert_eq!(history.all()[..3], ["20.", "29.", "28."]);
        assert_eq!(history.all().iter().filter(|text| *text == "20.").count(), 1);
    }

    #[test]
    fn the_arrow_keys_go_there_and_back() {
        let mut history = History::default();
        assert_eq!((history.older("new"), history.newer()), (None, None));
        for text in ["a", "b", "c"] {
            history.hear(text, true, true, 0.0);
        }
        assert_eq!(history.older("c").as_deref(), Some("b"), "the one that is there is passed over");
        assert_eq!(history.older("b").as_deref(), Some("a"));
        assert_eq!(history.older("a"), None);
        assert_eq!(history.newer().as_deref(), Some("b"));
        assert_eq!(history.newer().as_deref(), Some("c"));
        assert_eq!(history.newer().as_deref(), Some("c"), "what was in the field");
        assert_eq!(history.newer(), None);
    }

    #[test]
    fn what_is_kept_comes_back_without_what_is_damaged() {
        let mut history = History::default();
        for text in ["größe \"a b\"", "*.jpg", &"x".repeat(LONGEST + 1), "a\tb"] {
            history.hear(text, true, true, 0.0);
        }
        let mut next = History::default();
        assert!(next.restore(&history.to_words()));
        assert_eq!(next.all(), ["*.jpg", "größe \"a b\""]);
        assert!(!next.restore("a\n\u{1}\n \nb"));
        assert_eq!(next.all(), ["a", "b"]);
        assert!(next.restore(""));
    }
}
