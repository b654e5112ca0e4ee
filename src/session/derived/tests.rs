use super::*;
use crate::model::Cancel;
use crossbeam_channel::{Receiver, Sender, unbounded};

/// A word at a moment.
#[derive(Debug, Clone, PartialEq)]
struct Word(&'static str, u32);

impl Query for Word {
    type Made = String;

    fn is_answered_by(&self, other: &Word) -> bool {
        self == other
    }

    fn is_like(&self, other: &Word) -> bool {
        self.0 == other.0
    }
}

/// Says its word once it is let.
struct Say(Word, Receiver<()>);

impl Job for Say {
    type Kept = ();
    type Made = String;

    fn run(self, (): &mut (), cancel: &Cancel) -> Option<String> {
        let _ = self.1.recv();
        assert_ne!(self.0.0, "panic");
        (!cancel.is_set()).then(|| format!("{} {}", self.0.0, self.0.1))
    }
}

struct Desk {
    derived: Derived<Word, Say>,
    woken: Receiver<()>,
    go: (Sender<()>, Receiver<()>),
    begun: Vec<Word>,
}

impl Desk {
    fn new(throttle: Throttle) -> Desk {
        let (wake, woken) = unbounded();
        let wake: Wake = Arc::new(move || wake.send(()).unwrap_or_default());
        Desk { derived: Derived::new("test", wake, throttle), woken, go: unbounded(), begun: Vec::new() }
    }

    fn tick(&mut self, word: &Word) -> Option<Duration> {
        let (begun, go) = (&mut self.begun, self.go.1.clone());
        self.derived.tick(word, |_| {
            begun.push(word.clone());
            Say(word.clone(), go)
        })
    }

    /// Lets the running job end, and ticks for this word.
    fn end(&mut self, word: &Word) -> Option<Duration> {
        self.go.0.send(()).unwrap();
        self.woken.recv_timeout(Duration::from_secs(20)).expect("a wake");
        self.tick(word)
    }
}

const SLOW: Throttle = Throttle { refresh: Duration::from_secs(3600), pause: 1 };

#[test]
fn the_latest_query_wins() {
    let mut desk = Desk::new(SLOW);
    let words = ["a", "b", "c", "d"].map(|word| Word(word, 0));
    for word in &words {
        assert_eq!(desk.tick(word), None);
    }
    assert_eq!(desk.begun, [words[0].clone()], "one job at a time");
    desk.end(&words[3]);
    assert_eq!(desk.begun, [words[0].clone(), words[3].clone()], "those between are passed over");
    assert!(desk.derived.made().is_none(), "what is no longer wanted is not shown");
    desk.end(&words[3]);
    assert_eq!(desk.derived.answer(&words[3]).map(|said| said.as_str()), Some("d 0"));
    assert_eq!(desk.tick(&words[3]), None);
    assert_eq!(desk.begun.len(), 2, "an answer is kept");
}

#[test]
fn what_follows_a_growing_sheet_keeps_its_pace_and_another_query_does_not_wait() {
    let mut desk = Desk::new(SLOW);
    desk.tick(&Word("a", 0));
    desk.tick(&Word("a", 1));
    desk.end(&Word("a", 2));
    assert_eq!(
        desk.derived.recent(&Word("a", 2)).map(|said| said.as_str()),
        Some("a 0"),
        "it was left to end"
    );
    assert!(desk.derived.answer(&Word("a", 2)).is_none());
    assert_eq!(desk.begun.len(), 2, "the second says what the throttle is");
    let wait = desk.end(&Word("a", 3)).expect("a pause");
    assert!(wait > Duration::from_secs(3000));
    assert_eq!(desk.tick(&Word("b", 3)), None);
    assert_eq!(desk.begun.last(), Some(&Word("b", 3)));
}

#[test]
fn a_failure_is_of_its_query_and_tried_again_ever_later() {
    let mut desk = Desk::new(Throttle::default());
    let bad = Word("panic", 0);
    desk.tick(&bad);
    let first = desk.end(&bad).expect("a pause");
    assert!(matches!(desk.derived.failure(&Word("panic", 7)), Some(Failure::Panicked)));
    assert!(desk.derived.failure(&Word("good", 0)).is_none());
    desk.derived.next = Instant::now();
    desk.tick(&bad);
    let second = desk.end(&bad).expect("a pause");
    assert!(first <= AGAIN && second > AGAIN, "{first:?}, {second:?}");
    // Another one begins at once, and the first is as new afterwards.
    desk.tick(&Word("good", 0));
    desk.end(&Word("good", 0));
    assert_eq!(desk.derived.made().map(|said| said.as_str()), Some("good 0"));
    assert_eq!(desk.tick(&bad), None);
    assert_eq!(desk.begun.last(), Some(&bad));
}

#[test]
fn nothing_is_made_while_nobody_wants_it_and_what_was_made_stays() {
    let mut desk = Desk::new(Throttle::default());
    desk.derived = desk.derived.unwanted();
    let words = ["a", "b"].map(|word| Word(word, 0));
    assert_eq!(desk.tick(&words[0]), None);
    assert!(desk.begun.is_empty());
    desk.derived.want(true);
    desk.tick(&words[0]);
    desk.end(&words[0]);
    desk.tick(&words[1]);
    desk.derived.want(false);
    desk.end(&words[1]);
    assert_eq!(desk.derived.made().map(|said| said.as_str()), Some("a 0"));
    desk.derived.want(true);
    desk.tick(&words[1]);
    assert_eq!(desk.begun.last(), Some(&words[1]));
    desk.end(&words[1]);
    assert_eq!(desk.derived.made().map(|said| said.as_str()), Some("b 0"));
}

#[test]
fn the_last_failure_is_of_the_last_query() {
    let mut desk = Desk::new(Throttle::default());
    desk.tick(&Word("panic", 0));
    desk.end(&Word("panic", 1));
    assert!(matches!(desk.derived.last_failure(), Some(Failure::Panicked)));
    desk.tick(&Word("good", 0));
    assert!(desk.derived.last_failure().is_none());
}

#[test]
fn what_no_thread_was_started_for_can_be_made_here_and_nothing_else() {
    let mut desk = Desk::new(Throttle::default());
    let (word, go) = (Word("a", 0), desk.go.1.clone());
    desk.go.0.send(()).unwrap();
    desk.derived.make_here(&word, |_| Say(word.clone(), go.clone()));
    assert!(desk.derived.made().is_none(), "nothing has failed");
    desk.derived.fail(word.clone(), Failure::NoThread("none".to_owned()));
    desk.derived.make_here(&word, |_| Say(word.clone(), go.clone()));
    assert_eq!(desk.derived.answer(&word).map(|said| said.as_str()), Some("a 0"));
    assert!(desk.derived.failure(&word).is_none());
    let bad = Word("panic", 0);
    desk.derived.fail(bad.clone(), Failure::NoThread("none".to_owned()));
    desk.go.0.send(()).unwrap();
    desk.derived.make_here(&bad, |_| Say(bad.clone(), go));
    assert!(matches!(desk.derived.failure(&bad), Some(Failure::Panicked)));
}
