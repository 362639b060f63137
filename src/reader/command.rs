use reportedly_document::{Kind, Label, Layer, Part};

use super::host::Style;

/// What a person can ask a reader for with a button or a key.
///
/// Buttons carry their command as words in `data-do`, so that one listener serves them all: a closure for each was much
/// of the program's size. Marks are named by their place among those that are shown, which the words of a button that
/// is on the screen always agree with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    /// Shows or hides a layer.
    Layer(Layer),
    /// Shows this layer alone; once more, all.
    OnlyLayer(Layer),
    /// Shows or hides a kind.
    Kind(Kind),
    /// Shows this kind alone; once more, all.
    OnlyKind(Kind),
    /// Shows everything.
    Everything,
    /// Hides all marks, or shows them again.
    Plain,
    /// Includes the paragraph that begins here, or sets it aside.
    Aside(u32),
    /// Opens or closes the list of a layer's kinds.
    Fold(Layer),
    /// Opens or closes the settings.
    Menu,
    /// Opens or closes the list of keys.
    Help,
    /// Opens or closes the box that finds words to mark.
    Find,
    /// Selects the next place with the words in that box.
    FindNext,
    /// Turns the panel to another page.
    Tab(Tab),
    /// Lists more in the panel.
    More,
    /// Lists hedges by voice, or by kind.
    ByVoice,
    /// Draws marks in this style.
    Style(Style),
    /// Turns single keys off or on.
    Keys,
    /// Announces marks in the running text, or is quiet.
    Announce,
    /// Tries a failed analysis again.
    Retry,
    /// Tries again to get the model.
    RetryModel,
    /// Ends an analysis.
    Stop,
    /// Closes what is open.
    Close,
    /// Leads to a mark, by its place.
    Choose(usize),
    /// Leads to a place in the text.
    Go(u32),
    /// Leads from the text to the panel.
    ToPanel,
    /// Leads from the panel to the text.
    ToText,
    /// Undoes the last move between text and panel.
    UndoMove,
    /// A mark is right.
    Accept(usize),
    /// A mark is wrong.
    Reject(usize),
    /// Forgets what was done to a mark.
    Reset(usize),
    /// Hides the machine's marks on these words.
    Hide(usize),
    /// Calls a mark, and all others of the same words, as this one is called.
    Same(usize),
    /// Every suggestion that is shown is right.
    AcceptAll,
    /// Waits for words to be chosen as this part of a statement.
    Pick(usize, Part),
    /// The words that are selected are what is waited for.
    Picked,
    /// Attaches the mark that waits for words to those that are selected.
    Attach,
    /// Marks the selected words: an entity or a hedge of this kind, or what somebody says.
    Add(Option<Kind>),
    /// Brings back what was rejected, by its place among what was.
    Restore(usize),
    /// Shows a hidden phrase again, by its place.
    Show(usize),
    /// Gives up a correction that could not be placed, by its place.
    Forget(usize),
    /// Shows the marks that were hidden until the person had marked.
    Answers,
    /// Shares a link to a mark, by its place.
    Share(usize),
    /// Takes back the last step.
    Undo,
    /// Does it again.
    Redo,
}

/// A page of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tab {
    /// Who said what.
    #[default]
    Statements,
    /// The names.
    Names,
    /// The hedges.
    Hedges,
    /// What an attentive reader would look at again.
    Check,
    /// What there is how much of.
    Numbers,
    /// What the person has changed.
    Changes,
}

impl Tab {
    /// All there are, in order.
    pub(crate) const ALL: [Tab; 6] = [Tab::Statements, Tab::Names, Tab::Hedges, Tab::Check, Tab::Numbers, Tab::Changes];
}

impl Command {
    /// The command that these words ask for.
    pub(super) fn parse(words: &str) -> Option<Command> {
        let mut words = words.split(' ');
        let verb = words.next()?;
        let first = words.next().unwrap_or_default();
        let second = words.next().unwrap_or_default();
        let number = || first.parse::<usize>().ok();
        Some(match verb {
            "layer" => Command::Layer(labelled(first)?),
            "only-layer" => Command::OnlyLayer(labelled(first)?),
            "kind" => Command::Kind(kind(first, second)?),
            "only-kind" => Command::OnlyKind(kind(first, second)?),
            "everything" => Command::Everything,
            "plain" => Command::Plain,
            "aside" => Command::Aside(first.parse().ok()?),
            "fold" => Command::Fold(labelled(first)?),
            "menu" => Command::Menu,
            "help" => Command::Help,
            "find" => Command::Find,
            "find-next" => Command::FindNext,
            "tab" => Command::Tab(*Tab::ALL.get(number()?)?),
            "more" => Command::More,
            "by-voice" => Command::ByVoice,
            "style" => Command::Style(Style::ALL.into_iter().find(|style| style.label() == first)?),
            "keys" => Command::Keys,
            "announce" => Command::Announce,
            "retry" => Command::Retry,
            "retry-model" => Command::RetryModel,
            "stop" => Command::Stop,
            "close" => Command::Close,
            "choose" => Command::Choose(number()?),
            "go" => Command::Go(first.parse().ok()?),
            "to-panel" => Command::ToPanel,
            "to-text" => Command::ToText,
            "undo-move" => Command::UndoMove,
            "accept" => Command::Accept(number()?),
            "reject" => Command::Reject(number()?),
            "reset" => Command::Reset(number()?),
            "hide" => Command::Hide(number()?),
            "same" => Command::Same(number()?),
            "accept-all" => Command::AcceptAll,
            "pick" => Command::Pick(number()?, if second == "cue" { Part::Cue } else { Part::Source }),
            "picked" => Command::Picked,
            "add" => Command::Add(kind(first, second)),
            "attach" => Command::Attach,
            "restore" => Command::Restore(number()?),
            "show" => Command::Show(number()?),
            "forget" => Command::Forget(number()?),
            "answers" => Command::Answers,
            "share" => Command::Share(number()?),
            "undo" => Command::Undo,
            "redo" => Command::Redo,
            _ => return None,
        })
    }
}

/// The words after a verb that name a kind: which list it is in, and its place there.
pub(super) fn kind_words(kind: Kind) -> String {
    let (list, place) = match kind {
        Kind::Entity(kind) => ("entity", kind as usize),
        Kind::Hedge(kind) => ("hedge", kind as usize),
        Kind::Voice(voice) => ("voice", voice as usize),
        Kind::Source(class) => ("source", class as usize),
    };
    format!("{list} {place}")
}

fn kind(list: &str, place: &str) -> Option<Kind> {
    let place: usize = place.parse().ok()?;
    Some(match list {
        "entity" => Kind::Entity(*Label::ALL.get(place)?),
        "hedge" => Kind::Hedge(*Label::ALL.get(place)?),
        "voice" => Kind::Voice(*Label::ALL.get(place)?),
        "source" => Kind::Source(*Label::ALL.get(place)?),
        _ => return None,
    })
}

fn labelled<L: Label>(label: &str) -> Option<L> {
    L::ALL.iter().copied().find(|value| value.label() == label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{EntityKind, HedgeKind, SourceClass, Voice};

    #[test]
    fn kinds_are_found_by_their_words() {
        for kind in [
            Kind::Entity(EntityKind::Money),
            Kind::Hedge(HedgeKind::Modal),
            Kind::Voice(Voice::Source),
            Kind::Source(SourceClass::None),
        ] {
            assert_eq!(Command::parse(&format!("kind {}", kind_words(kind))), Some(Command::Kind(kind)));
            assert_eq!(Command::parse(&format!("add {}", kind_words(kind))), Some(Command::Add(Some(kind))));
        }
        assert_eq!(Command::parse("kind entity 7"), None, "there are no eight kinds of entities");
    }

    #[test]
    fn words_that_say_nothing_do_nothing() {
        for words in ["", "layer", "layer verbs", "accept", "accept x", "tab 9", "jump 3"] {
            assert_eq!(Command::parse(words), None, "{words:?}");
        }
        assert_eq!(Command::parse("layer hedge"), Some(Command::Layer(Layer::Hedge)));
        assert_eq!(Command::parse("add"), Some(Command::Add(None)));
        assert_eq!(Command::parse("pick 3 cue"), Some(Command::Pick(3, Part::Cue)));
    }
}
