//! The filter's text, understood on a thread of its own: a regular expression that was pasted takes longer than a frame has.
//!
//! What was asked for last counts. Until it is understood, what is shown stays as it was, as it also does where the text makes no
//! sense.

use super::background::{Background, Ended};
use crate::model::Wake;
use crate::view::{Filter, Mistake};

type Understood = Result<Filter, Mistake>;

/// The text, and what is wrong with it.
pub(super) struct Filtering {
    text: String,
    mistake: Option<Mistake>,
    background: Background<String, Understood>,
    /// Whether the text has not been understood yet.
    is_new: bool,
    /// Whether the running job is about it, and not about one before.
    is_begun: bool,
    /// One that was understood without the thread.
    ready: Option<Understood>,
}

impl Filtering {
    /// No text yet. `wake` is called when one is understood.
    pub fn new(wake: Wake) -> Filtering {
        let background = Background::new("filter", wake, || {
            Box::new(|text: String, cancel| (!cancel.is_set()).then(|| Filter::parse(&text)))
        });
        Filtering {
            text: String::new(),
            mistake: None,
            background,
            is_new: false,
            is_begun: false,
            ready: None,
        }
    }

    /// What was asked for last.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it; `None` also while that is not known yet.
    pub fn mistake(&self) -> Option<&Mistake> {
        self.mistake.as_ref()
    }

    /// Whether it is still to be understood.
    pub fn is_busy(&self) -> bool {
        self.is_new
    }

    /// Asks for another text.
    pub fn set(&mut self, text: String) {
        self.text = text;
        self.mistake = None;
        self.ready = None;
        self.is_new = true;
        self.is_begun = false;
        self.background.cancel();
        self.begin();
    }

    /// The filter that was asked for last, once, when it is understood.
    pub fn tick(&mut self) -> Option<Filter> {
        let understood = match self.background.take() {
            Some(Ended::Made(understood, _)) => Some(understood),
            Some(Ended::Broken) if self.is_begun => Some(Err(self.broken())),
            // Overtaken by the text that is there now.
            Some(Ended::Broken | Ended::Cancelled) => {
                self.begin();
                None
            }
            None => None,
        };
        let understood = understood.or_else(|| self.ready.take())?;
        self.is_new = false;
        match understood {
            Ok(filter) => Some(filter),
            Err(mistake) => {
                self.mistake = Some(mistake);
                None
            }
        }
    }

    fn begin(&mut self) {
        if !self.is_new || self.background.is_busy() {
            return;
        }
        match self.background.begin(self.text.clone()) {
            Ok(()) => self.is_begun = true,
            // Where no thread starts, a frame that waits is better than no filter.
            Err(_) => self.ready = Some(Filter::parse(&self.text)),
        }
    }

    fn broken(&self) -> Mistake {
        let what = "A fault of the program stopped it from understanding this filter. Please report it";
        Mistake { at: 0..self.text.len(), what: what.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossbeam_channel::{Receiver, unbounded};
    use std::sync::Arc;
    use std::time::Duration;

    fn filtering() -> (Filtering, Receiver<()>) {
        let (wake, woken) = unbounded();
        (Filtering::new(Arc::new(move || wake.send(()).unwrap_or_default())), woken)
    }

    /// What comes of the last text: the filter's text, or what is wrong.
    fn end(filtering: &mut Filtering, woken: &Receiver<()>) -> Result<String, String> {
        while filtering.is_busy() {
            woken.recv_timeout(Duration::from_secs(60)).expect("a wake");
            if let Some(filter) = filtering.tick() {
                assert!(!filtering.is_busy());
                return Ok(filter.text().to_owned());
            }
        }
        Err(filtering.mistake().expect("a mistake").what.clone())
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
        assert!(filtering.tick().is_none(), "it is given once");
    }

    #[test]
    fn a_mistake_is_of_the_text_that_is_there() {
        let (mut filtering, woken) = filtering();
        filtering.set("size:x".to_owned());
        assert!(end(&mut filtering, &woken).unwrap_err().contains("“x” is no size"));
        filtering.set("size:1".to_owned());
        assert!(filtering.mistake().is_none(), "it was about another text");
        assert_eq!(end(&mut filtering, &woken), Ok("size:1".to_owned()));
        assert!(filtering.mistake().is_none());
    }
}
