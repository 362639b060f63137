//! What is to be read, and which ways of reading it are left when an engine breaks over it.

use gloo_timers::callback::Timeout;

use super::EngineText;

/// What is to be read.
pub(super) struct Request {
    pub(super) revision: u32,
    pub(super) text: EngineText,
    /// Ends the wait for the model; none once the text has been sent.
    pub(super) patience: Option<Timeout>,
    /// Whether it has been read, by rules alone or as well as can be.
    pub(super) answered: bool,
    /// Whether nothing better will come.
    pub(super) ended: bool,
    /// Whether an engine was lost over it, silently or for no reason that is known.
    lost: bool,
    /// Reading it with the model broke the engine, which said this: it is read by rules alone.
    pub(super) model_broke: Option<String>,
    /// Reading it by rules broke the engine, which said this: it waits for the model.
    pub(super) rules_broke: Option<String>,
}

/// What is to become of a text over which an engine broke.
#[derive(Debug, PartialEq)]
pub(super) enum Remedy {
    /// It is read in another engine.
    ReadAgain,
    /// It waits for the model, with which other code reads it.
    WaitForModel,
    /// The marks of the rules stay. What the engine said of the model.
    KeepMarks(String),
    /// There will be no marks. What the engine said.
    GiveUp(String),
}

impl Request {
    pub(super) fn new(revision: u32, text: EngineText, patience: Option<Timeout>) -> Request {
        Request {
            revision,
            text,
            patience,
            answered: false,
            ended: false,
            lost: false,
            model_broke: None,
            rules_broke: None,
        }
    }

    /// An engine broke over this text, as it does every time. `with_model`: it had one; `model_comes`: it is on its way.
    pub(super) fn broke(&mut self, message: String, with_model: bool, model_comes: bool) -> Remedy {
        if with_model && self.model_broke.is_none() {
            self.model_broke = Some(message.clone());
            if self.answered {
                self.ended = true;
                return Remedy::KeepMarks(message);
            }
            // By rules it was broken over already.
            if self.rules_broke.is_none() {
                return Remedy::ReadAgain;
            }
        } else if model_comes && self.rules_broke.is_none() && self.model_broke.is_none() {
            self.rules_broke = Some(message);
            return Remedy::WaitForModel;
        }
        self.ended = true;
        Remedy::GiveUp(message)
    }

    /// The engine was lost while it read this text, which may or may not be the reason.
    pub(super) fn lost(&mut self, message: String) -> Remedy {
        if !std::mem::replace(&mut self.lost, true) {
            return Remedy::ReadAgain;
        }
        self.ended = true;
        if self.answered {
            self.model_broke = Some(message.clone());
            return Remedy::KeepMarks(message);
        }
        Remedy::GiveUp(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request::new(1, "It may rain.".into(), None)
    }

    fn broke(request: &mut Request, with_model: bool, model_comes: bool) -> Remedy {
        request.broke("unreachable".into(), with_model, model_comes)
    }

    #[test]
    fn a_text_that_breaks_the_rules_waits_for_the_model_and_no_longer() {
        let mut request = request();
        assert_eq!(broke(&mut request, false, true), Remedy::WaitForModel);
        assert_eq!(broke(&mut request, true, false), Remedy::GiveUp("unreachable".into()));
        assert_eq!(broke(&mut self::request(), false, false), Remedy::GiveUp("unreachable".into()));
    }

    #[test]
    fn a_text_that_breaks_the_model_is_read_by_rules() {
        let mut request = request();
        assert_eq!(broke(&mut request, true, false), Remedy::ReadAgain);
        assert_eq!(broke(&mut request, false, true), Remedy::GiveUp("unreachable".into()), "and once only");
        let mut answered = Request { answered: true, ..self::request() };
        assert_eq!(broke(&mut answered, true, false), Remedy::KeepMarks("unreachable".into()));
        assert!(answered.ended);
    }

    #[test]
    fn a_text_over_which_the_engine_was_lost_is_read_again_once() {
        let mut request = request();
        assert_eq!(request.lost("silent".into()), Remedy::ReadAgain);
        assert_eq!(request.lost("silent".into()), Remedy::GiveUp("silent".into()));
        let mut answered = Request { answered: true, ..self::request() };
        answered.lost("silent".into());
        assert_eq!(answered.lost("silent".into()), Remedy::KeepMarks("silent".into()), "what was marked stays marked");
    }
}
