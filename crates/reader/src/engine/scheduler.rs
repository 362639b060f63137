//! Whose turn it is: several readers share one engine, which reads one text at a time.
//!
//! A turn is a reading of a text, with a number of its own. Texts are read in the order in which they came. The engine can
//! be asked why only about the text that it read last; for another one, the text is read once more, and nobody hears of it.

use std::collections::VecDeque;

use super::EngineText;

/// What the engine is to do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Order {
    /// To read a text, as this turn.
    Analyse(u32, EngineText),
    /// To say what it thinks of this annotation of the text that it read in this turn.
    RequestEvidence(u32, usize),
    /// To end the turn that it is at.
    Stop,
}

#[derive(Clone, Debug)]
struct Turn {
    number: u32,
    reader: u32,
    revision: u32,
    text: EngineText,
    /// It was read before, and is read again for these questions.
    questions: Vec<usize>,
    is_again: bool,
    /// The model breaks over it.
    by_rules_only: bool,
}

/// The turns that there are.
#[derive(Debug, Default)]
pub(super) struct Scheduler {
    last_number: u32,
    now: Option<Turn>,
    waiting: VecDeque<Turn>,
    /// What was read last, which can be asked about.
    read: Option<Turn>,
    /// The last text of each reader.
    texts: Vec<Turn>,
    /// Readers whose text was read by rules alone, and is to be read again when the model is there.
    by_rules: Vec<u32>,
}

impl Scheduler {
    /// A reader has another text.
    pub(super) fn analyse(&mut self, reader: u32, revision: u32, text: EngineText) -> Vec<Order> {
        self.forget(reader);
        let turn = self.turn(reader, revision, text);
        self.texts.push(turn.clone());
        if self.now.as_ref().is_some_and(|now| now.reader == reader) {
            // It gives up what it is at, as another text has begun.
            self.now = None;
        }
        self.waiting.push_back(turn);
        self.go_on()
    }

    /// A reader has seen enough. Says which text was never begun, if that is so.
    pub(super) fn stop(&mut self, reader: u32) -> (Vec<Order>, Option<u32>) {
        self.by_rules.retain(|one| *one != reader);
        if self.now.as_ref().is_some_and(|now| now.reader == reader && !now.is_again) {
            return (vec![Order::Stop], None);
        }
        let waits = self.waiting.iter().find(|turn| turn.reader == reader && !turn.is_again).map(|turn| turn.revision);
        self.waiting.retain(|turn| turn.reader != reader || turn.is_again);
        (Vec::new(), waits)
    }

    /// A reader asks about an annotation of its text.
    pub(super) fn request_evidence(&mut self, reader: u32, revision: u32, index: usize) -> Vec<Order> {
        let is_of = |turn: &Turn| turn.reader == reader && turn.revision == revision;
        if let Some(read) = self.read.as_ref().filter(|read| is_of(read))
            && self.now.is_none()
        {
            return vec![Order::RequestEvidence(read.number, index)];
        }
        let turn_of_text = self.now.iter_mut().chain(&mut self.waiting).find(|turn| is_of(turn));
        if let Some(turn) = turn_of_text {
            turn.questions.push(index);
            return Vec::new();
        }
        let Some(text) = self.texts.iter().find(|turn| is_of(turn)).map(|turn| turn.text.clone()) else {
            return Vec::new();
        };
        let turn = self.turn(reader, revision, text);
        self.waiting.push_back(Turn { questions: vec![index], is_again: true, ..turn });
        self.go_on()
    }

    /// A reader has gone.
    pub(super) fn leave(&mut self, reader: u32) -> Vec<Order> {
        self.forget(reader);
        if self.now.take_if(|now| now.reader == reader).is_none() {
            return Vec::new();
        }
        match self.go_on() {
            orders if orders.is_empty() => vec![Order::Stop],
            orders => orders,
        }
    }

    /// Whose reading a turn is, and of which revision, if somebody is to hear of it.
    pub(super) fn whose(&self, turn: u32) -> Option<(u32, u32)> {
        let here = self.now.iter().chain(&self.read).find(|one| one.number == turn && !one.is_again)?;
        Some((here.reader, here.revision))
    }

    /// The same of a turn that has ended, whoever heard of it.
    pub(super) fn read_for(&self, turn: u32) -> Option<(u32, u32)> {
        self.read.as_ref().filter(|read| read.number == turn).map(|read| (read.reader, read.revision))
    }

    /// A turn has ended.
    pub(super) fn done(&mut self, turn: u32, by_rules: bool) -> Vec<Order> {
        if self.now.as_ref().is_none_or(|now| now.number != turn) {
            return Vec::new();
        }
        let now = self.now.take().expect("it has just been looked at");
        if by_rules && !now.by_rules_only {
            self.by_rules.push(now.reader);
        }
        let mut orders: Vec<Order> =
            now.questions.iter().map(|&index| Order::RequestEvidence(now.number, index)).collect();
        self.read = Some(Turn { questions: Vec::new(), ..now });
        orders.extend(self.go_on());
        orders
    }

    /// The model breaks over the text of this turn, which is not to be read with it.
    pub(super) fn model_broke(&mut self, turn: u32) {
        let turn = self.now.iter_mut().chain(&mut self.read).find(|one| one.number == turn);
        if let Some(turn) = turn {
            turn.by_rules_only = true;
            let reader = turn.reader;
            self.by_rules.retain(|one| *one != reader);
        }
    }

    /// The engine broke over the text of this turn, and reads others. Says who waits in vain.
    pub(super) fn text_failed(&mut self, turn: u32) -> (Option<u32>, Vec<Order>) {
        let failed = self.now.take_if(|now| now.number == turn);
        let reader = failed.filter(|turn| !turn.is_again).map(|turn| turn.reader);
        (reader, self.go_on())
    }

    /// There is no engine. Says who waits in vain.
    pub(super) fn failed(&mut self) -> Vec<u32> {
        let all = self.now.take().into_iter().chain(std::mem::take(&mut self.waiting));
        let readers = all.filter(|turn| !turn.is_again).map(|turn| turn.reader).collect();
        self.read = None;
        readers
    }

    /// Texts that were read by rules alone are read again. A single one the engine itself reads again.
    pub(super) fn model_is_there(&mut self) -> Vec<Order> {
        let last = self.read.as_ref().map(|read| read.reader);
        let readers = std::mem::take(&mut self.by_rules);
        if readers.iter().all(|reader| Some(*reader) == last) {
            return Vec::new();
        }
        for reader in readers {
            let text = self.texts.iter().find(|turn| turn.reader == reader).cloned();
            if let Some(Turn { revision, text, .. }) = text {
                let turn = self.turn(reader, revision, text);
                self.waiting.push_back(turn);
            }
        }
        self.go_on()
    }

    fn turn(&mut self, reader: u32, revision: u32, text: EngineText) -> Turn {
        self.last_number += 1;
        Turn {
            number: self.last_number,
            reader,
            revision,
            text,
            questions: Vec::new(),
            is_again: false,
            by_rules_only: false,
        }
    }

    fn forget(&mut self, reader: u32) {
        self.waiting.retain(|turn| turn.reader != reader);
        self.texts.retain(|turn| turn.reader != reader);
        self.by_rules.retain(|one| *one != reader);
    }

    fn go_on(&mut self) -> Vec<Order> {
        if self.now.is_some() {
            return Vec::new();
        }
        self.now = self.waiting.pop_front();
        self.now.iter().map(|turn| Order::Analyse(turn.number, turn.text.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(turn: u32, text: &str) -> Vec<Order> {
        vec![Order::Analyse(turn, text.into())]
    }

    #[test]
    fn texts_are_read_one_after_the_other() {
        let mut turns = Scheduler::default();
        assert_eq!(turns.analyse(1, 7, "a".into()), read(1, "a"));
        assert_eq!(turns.analyse(2, 7, "b".into()), []);
        assert_eq!(turns.whose(1), Some((1, 7)));
        assert_eq!(turns.done(1, false), read(2, "b"));
        assert_eq!((turns.whose(1), turns.whose(2)), (Some((1, 7)), Some((2, 7))));
        assert_eq!(turns.done(2, false), []);
    }

    #[test]
    fn another_text_of_a_reader_takes_the_place_of_the_first() {
        let mut turns = Scheduler::default();
        turns.analyse(1, 1, "a".into());
        turns.analyse(2, 1, "b".into());
        assert_eq!(turns.analyse(2, 2, "c".into()), [], "what waits is replaced");
        assert_eq!(turns.analyse(1, 2, "d".into()), read(3, "c"), "what is read is given up");
        assert_eq!(turns.whose(1), None);
        assert_eq!(turns.done(3, false), read(4, "d"));
    }

    #[test]
    fn what_was_read_before_is_read_again_to_be_asked_about() {
        let mut turns = Scheduler::default();
        turns.analyse(1, 1, "a".into());
        turns.done(1, false);
        assert_eq!(turns.request_evidence(1, 1, 5), [Order::RequestEvidence(1, 5)]);
        turns.analyse(2, 1, "b".into());
        turns.done(2, false);
        assert_eq!(turns.request_evidence(1, 1, 6), read(3, "a"));
        assert_eq!(turns.request_evidence(1, 1, 7), []);
        assert_eq!(turns.whose(3), None, "nobody hears of it");
        assert_eq!(turns.done(3, false), [Order::RequestEvidence(3, 6), Order::RequestEvidence(3, 7)]);
        assert_eq!(turns.read_for(3), Some((1, 1)));
        assert_eq!(turns.request_evidence(9, 1, 0), [], "who has no text asks nothing");
    }

    #[test]
    fn who_stops_or_leaves_keeps_nobody_waiting() {
        let mut turns = Scheduler::default();
        turns.analyse(1, 1, "a".into());
        turns.analyse(2, 1, "b".into());
        turns.analyse(3, 1, "c".into());
        assert_eq!(turns.stop(1), (vec![Order::Stop], None));
        assert_eq!(turns.stop(2), (Vec::new(), Some(1)));
        assert_eq!(turns.leave(1), read(3, "c"));
        assert_eq!(turns.leave(3), [Order::Stop]);
    }

    #[test]
    fn what_rules_have_read_is_read_again_when_the_model_is_there() {
        let mut turns = Scheduler::default();
        turns.analyse(1, 1, "a".into());
        turns.analyse(2, 1, "b".into());
        turns.done(1, true);
        turns.done(2, true);
        assert_eq!(turns.model_is_there(), read(3, "a"));
        assert_eq!(turns.whose(3), Some((1, 1)));
        assert_eq!(turns.done(3, false), read(4, "b"));

        let mut turns = Scheduler::default();
        turns.analyse(1, 1, "a".into());
        turns.done(1, true);
        assert_eq!(turns.model_is_there(), [], "a single one the engine reads again by itself");
    }

    #[test]
    fn a_text_that_breaks_the_engine_keeps_nobody_waiting() {
        let mut turns = Scheduler::default();
        turns.analyse(1, 1, "a".into());
        turns.analyse(2, 1, "b".into());
        assert_eq!(turns.text_failed(1), (Some(1), read(2, "b")), "who waits is read, and does not hear of it");
        turns.done(2, false);
        assert_eq!(turns.request_evidence(1, 1, 0), read(3, "a"));
        assert_eq!(turns.text_failed(3), (None, vec![]), "a question that cannot be answered");
    }

    #[test]
    fn a_text_that_breaks_the_model_is_not_read_with_it_again() {
        let mut turns = Scheduler::default();
        turns.analyse(1, 1, "a".into());
        turns.analyse(2, 1, "b".into());
        turns.model_broke(1);
        turns.done(1, true);
        turns.done(2, true);
        assert_eq!(turns.model_is_there(), [], "the last one the engine reads again by itself");
    }

    #[test]
    fn all_who_wait_hear_of_a_failure() {
        let mut turns = Scheduler::default();
        turns.analyse(1, 1, "a".into());
        turns.analyse(2, 1, "b".into());
        assert_eq!(turns.failed(), [1, 2]);
        assert_eq!(turns.analyse(1, 2, "a".into()), read(3, "a"));
    }
}
