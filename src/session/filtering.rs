//! The filter's text, understood on a thread of its own: a regular expression that was pasted takes longer than a frame has.
//!
//! What was asked for last counts. Until it is understood, what is shown stays as it was, as it also does if the text can't be
//! understood.

use super::derived::{Derived, Query, Throttle};
use super::job_thread::Job;
use crate::model::{Cancel, Mistake, MistakeKind, Wake};
use crate::view::Filter;
use std::time::Duration;

/// The filter's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct FilterText(String);

impl Query for FilterText {
    type Made = Result<Filter, Mistake>;

    fn is_answered_by(&self, other: &FilterText) -> bool {
        self == other
    }

    fn is_like(&self, other: &FilterText) -> bool {
        self == other
    }
}

impl Job for FilterText {
    type Kept = ();
    type Made = Result<Filter, Mistake>;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<Result<Filter, Mistake>> {
        (!cancel.is_set()).then(|| Filter::parse(&self.0))
    }
}

/// The text, and what is wrong with it.
pub(super) struct Filtering {
    text: FilterText,
    derived: Derived<FilterText, FilterText>,
    mistake: Option<Mistake>,
    /// Whether what came of the text was not given yet.
    is_new: bool,
}

impl Filtering {
    /// No text yet. `wake` is called when one is understood.
    pub(super) fn new(wake: Wake) -> Filtering {
        let derived = Derived::new("filter", wake, Throttle::default());
        Filtering { text: FilterText::default(), derived, mistake: None, is_new: false }
    }

    /// What was asked for last.
    pub(super) fn text(&self) -> &str {
        &self.text.0
    }

    /// What is wrong with it; `None` also while that is not known yet.
    pub(super) fn mistake(&self) -> Option<&Mistake> {
        self.mistake.as_ref()
    }

    /// Whether it is still to be understood.
    pub(super) fn is_busy(&self) -> bool {
        self.is_new && self.mistake.is_none()
    }

    /// Asks for another text.
    pub(super) fn set(&mut self, text: String) {
        self.text = FilterText(text);
        self.mistake = None;
        self.is_new = true;
        self.begin();
    }

    /// Another text is in use already: nothing is left to be understood.
    pub(super) fn understood(&mut self, text: &str) {
        self.text = FilterText(text.to_owned());
        self.mistake = None;
        self.is_new = false;
        self.derived.cancel();
    }

    /// The filter that was asked for last, once, when it is understood; and the time after which it must be called again.
    pub(super) fn tick(&mut self) -> (Option<Filter>, Option<Duration>) {
        if !self.is_new {
            return (None, None);
        }
        let wait = self.begin();
        let understood = match (self.derived.answer(&self.text), self.derived.failure(&self.text)) {
            (Some(understood), _) => {
                self.is_new = false;
                (**understood).clone()
            }
            // It is tried again.
            (None, Some(failure)) => Err(MistakeKind::NotLookedAt(failure.clone()).at(0..self.text.0.len())),
            (None, None) => return (None, wait),
        };
        match understood {
            Ok(filter) => {
                self.mistake = None;
                (Some(filter), wait)
            }
            Err(mistake) => {
                self.mistake = Some(mistake);
                (None, wait)
            }
        }
    }

    fn begin(&mut self) -> Option<Duration> {
        let text = self.text.clone();
        self.derived.tick(&self.text, |_| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ValueMistake;
    use crossbeam_channel::{Receiver, unbounded};
    use std::sync::Arc;
    use std::time::Duration;

    fn filtering() -> (Filtering, Receiver<()>) {
        let (wake, woken) = unbounded();
        (Filtering::new(Arc::new(move || wake.send(()).unwrap_or_default())), woken)
    }

    /// What comes of the last text: the filter's text, or what is wrong.
    fn end(filtering: &mut Filtering, woken: &Receiver<()>) -> Result<String, MistakeKind> {
        while filtering.is_busy() {
            woken.recv_timeout(Duration::from_secs(60)).expect("a wake");
            if let (Some(filter), _) = filtering.tick() {
                assert!(!filtering.is_busy());
                return Ok(filter.text().to_owned());
            }
        }
        Err(filtering.mistake().expect("a mistake").kind.clone())
    }

    #[test]
    fn the_last_text_counts_however_many_come() {
        let (mut filtering, woken) = filtering();
        for number in 0..100 {
            filtering.set(format!("/[\\W]{{{number}}}/"));
        }
        filtering.set("last".to_owned());
        assert_eq!(filtering.text(), "last");
        assert_eq!(end(&mut filtering, &woken), Ok("last".to_owned()));
        assert!(filtering.tick().0.is_none(), "it is given once");
    }

    #[test]
    fn one_that_is_understood_already_overtakes_those_that_are_not() {
        let (mut filtering, woken) = filtering();
        filtering.set("size:x".to_owned());
        filtering.understood("size:1");
        assert_eq!((filtering.text(), filtering.is_busy()), ("size:1", false));
        woken.recv_timeout(Duration::from_secs(60)).expect("a wake");
        assert!(filtering.tick().0.is_none() && filtering.mistake().is_none(), "it was about another text");
        filtering.set("size:2".to_owned());
        assert_eq!(end(&mut filtering, &woken), Ok("size:2".to_owned()));
    }

    #[test]
    fn a_mistake_is_of_the_text_that_is_there() {
        let (mut filtering, woken) = filtering();
        filtering.set("size:x".to_owned());
        assert_eq!(end(&mut filtering, &woken), Err(ValueMistake::NotASize("x".to_owned()).into()));
        filtering.set("size:1".to_owned());
        assert!(filtering.mistake().is_none(), "it was about another text");
        assert_eq!(end(&mut filtering, &woken), Ok("size:1".to_owned()));
        assert!(filtering.mistake().is_none());
    }
}
