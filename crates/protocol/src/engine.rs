//! Messages between a reader and the engine's worker.
//!
//! What is around the engine is JavaScript (`web/runtime/engine-session.js`, in a worker `engine-worker.js`), and so is what starts
//! it (`engine-client.js`). Therefore these messages are objects with fields and no postcard bytes. The names of the fields are
//! here and in those files, and nowhere else.

/// What a reader asks the engine for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineRequest<'t> {
    /// Read this text, with the model unless it is there for `rules_only`. A reading under way is given up.
    Analyse {
        /// What the answers name the text by.
        revision: u32,
        /// The canonical text.
        text: &'t str,
        /// Its [`KnownLines`](crate::KnownLines), encoded.
        known: &'t str,
        /// Whether the model is not to be used, even where it is there.
        rules_only: bool,
    },
    /// End the reading under way, and report what it has found so far.
    Stop,
    /// What does the model think of an annotation of the text that was read last?
    Evidence {
        /// Of which text.
        revision: u32,
        /// Which annotation, by its index in the analysis.
        index: u32,
    },
}

/// What an engine reports, wherever it runs.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineMessage {
    /// The browser has been asked for a worker.
    Started,
    /// The worker's file runs; the engine is not loaded yet.
    Alive,
    /// There is no worker. When it was alive, it broke.
    Refused {
        /// The browser's words.
        message: String,
        /// Whether its file could not be loaded; else the browser refuses it.
        not_loaded: bool,
    },
    /// A file of the engine could not be loaded.
    NotLoaded {
        /// Which one, and what is wrong with it.
        message: String,
    },
    /// The engine has been loaded.
    Ready,
    /// The model has been loaded: readings that begin from now on use it.
    Model,
    /// The model is missing or unusable.
    NoModel {
        /// What is wrong with it.
        message: String,
    },
    /// Part of the work is done.
    Progress {
        /// Of which text.
        revision: u32,
        /// From 0 to 1.
        share: f64,
    },
    /// A reading has ended.
    Done {
        /// Of which text.
        revision: u32,
        /// False when it was stopped before the end.
        complete: bool,
        /// An [`Analysis`](crate::Analysis), by [`encode`](crate::encode).
        bytes: Vec<u8>,
    },
    /// What the model thinks of an annotation.
    Evidence {
        /// Of which text.
        revision: u32,
        /// Which annotation, by its index in the analysis.
        index: usize,
        /// An [`Evidence`](crate::Evidence), by [`encode`](crate::encode).
        bytes: Vec<u8>,
    },
    /// The engine broke, and cannot be used any more.
    Broken {
        /// Over which text; none where it was over something else.
        revision: Option<u32>,
        /// The browser's words.
        message: String,
    },
}

/// The value of a field of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field<'t> {
    /// A number.
    Number(u32),
    /// A text.
    Text(&'t str),
    /// Yes or no.
    Flag(bool),
}

/// The fields of an object that a worker has sent.
pub trait Fields {
    /// A field that is a text.
    fn text(&self, name: &str) -> Option<String>;
    /// A field that is a number.
    fn number(&self, name: &str) -> Option<f64>;
    /// A field that is true or false.
    fn flag(&self, name: &str) -> Option<bool>;
    /// A field that is a buffer.
    fn bytes(&self, name: &str) -> Option<Vec<u8>>;
}

impl<'t> EngineRequest<'t> {
    /// The fields of the object that the worker is sent.
    pub fn fields(self) -> Vec<(&'static str, Field<'t>)> {
        match self {
            EngineRequest::Analyse { revision, text, known, rules_only } => vec![
                ("revision", Field::Number(revision)),
                ("text", Field::Text(text)),
                ("known", Field::Text(known)),
                ("rules", Field::Flag(rules_only)),
            ],
            EngineRequest::Stop => vec![("stop", Field::Flag(true))],
            EngineRequest::Evidence { revision, index } => {
                vec![("revision", Field::Number(revision)), ("why", Field::Number(index))]
            }
        }
    }
}

impl EngineMessage {
    /// The message that an object of the worker is; none where it is none.
    pub fn read(object: &impl Fields) -> Option<EngineMessage> {
        let revision = || object.number("revision").map(|revision| revision as u32);
        let message = || object.text("message");
        let bytes = || object.bytes("bytes");
        Some(match &*object.text("kind")? {
            "started" => EngineMessage::Started,
            "alive" => EngineMessage::Alive,
            "refused" => {
                EngineMessage::Refused { message: message()?, not_loaded: object.flag("notLoaded").unwrap_or_default() }
            }
            "not-loaded" => EngineMessage::NotLoaded { message: message()? },
            "ready" => EngineMessage::Ready,
            "model" => EngineMessage::Model,
            "no-model" => EngineMessage::NoModel { message: message()? },
            "progress" => EngineMessage::Progress { revision: revision()?, share: object.number("share")? },
            "done" => {
                EngineMessage::Done { revision: revision()?, complete: object.flag("complete")?, bytes: bytes()? }
            }
            "evidence" => EngineMessage::Evidence {
                revision: revision()?,
                index: object.number("why")? as usize,
                bytes: bytes()?,
            },
            "broken" => EngineMessage::Broken { revision: revision(), message: message()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: &str = include_str!("../../../web/runtime/engine-session.js");
    const WORKER: &str = include_str!("../../../web/runtime/engine-worker.js");
    const CLIENT: &str = include_str!("../../../web/runtime/engine-client.js");

    /// An object that has every field but `kind`, which is this.
    struct Object(&'static str);

    impl Fields for Object {
        fn text(&self, name: &str) -> Option<String> {
            Some(if name == "kind" { self.0 } else { "words" }.to_owned())
        }
        fn number(&self, _: &str) -> Option<f64> {
            Some(7.0)
        }
        fn flag(&self, _: &str) -> Option<bool> {
            Some(true)
        }
        fn bytes(&self, _: &str) -> Option<Vec<u8>> {
            Some(vec![1])
        }
    }

    /// The kinds that a script sends: what stands behind `kind: ` in its code.
    fn kinds(script: &'static str) -> impl Iterator<Item = &'static str> {
        let code = script.lines().filter(|line| !line.trim_start().starts_with("//"));
        code.flat_map(|line| line.split("kind: \"").skip(1)).filter_map(|rest| rest.split('"').next())
    }

    #[test]
    fn every_message_of_the_scripts_is_known() {
        let all: Vec<&str> = [SESSION, WORKER, CLIENT].into_iter().flat_map(kinds).collect();
        assert!(all.len() >= 11, "{all:?}");
        for kind in all {
            assert!(EngineMessage::read(&Object(kind)).is_some(), "{kind}");
        }
        assert_eq!(EngineMessage::read(&Object("hello")), None);
    }

    #[test]
    fn a_session_knows_the_fields_of_every_request() {
        let text = "It may rain.";
        for request in [
            EngineRequest::Analyse { revision: 1, text, known: "7", rules_only: true },
            EngineRequest::Stop,
            EngineRequest::Evidence { revision: 1, index: 0 },
        ] {
            for (name, _) in request.fields() {
                assert!(SESSION.contains(name), "{name}");
            }
        }
    }
}
