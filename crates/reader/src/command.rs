//! What a person, or a host, can ask a reader for.

use std::fmt;
use std::str::FromStr;

use reportedly_document::{Kind, Label, Layer, Part};

use crate::api::Style;
use crate::spotlight::SpotlightTarget;
use crate::vdom::{Tag, TextValue, plain_button};

/// The index of an annotation among those that are shown.
///
/// It may come out of the DOM, and so may be of an earlier list of annotations: it is checked before anything is looked up by
/// it (`State::checked`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MarkIndex(pub(crate) usize);

/// A byte offset in the canonical text. It may come out of the DOM, and is checked before the text is read there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByteOffset(pub(crate) u32);

impl From<usize> for MarkIndex {
    fn from(index: usize) -> MarkIndex {
        MarkIndex(index)
    }
}

impl From<u32> for ByteOffset {
    fn from(offset: u32) -> ByteOffset {
        ByteOffset(offset)
    }
}

/// What a person can ask a reader for with a button or a key, and a host by its handle.
///
/// Buttons carry their command as words in `data-do` (its [`Display`](fmt::Display) form), so that one listener serves them
/// all: a closure for each was much of the program's size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
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
    Aside(ByteOffset),
    /// Opens or closes the list of a layer's kinds.
    Fold(Layer),
    /// Opens or closes the settings.
    Menu,
    /// Opens or closes the list of keys.
    Help,
    /// Opens the box for words that are looked for.
    Find,
    /// Leads to the next place with these words.
    FindNext,
    /// Leads to the one before.
    FindPrevious,
    /// Selects the words of this place, to mark them.
    FindMark,
    /// Ends the search.
    FindEnd,
    /// Turns the panel to another page.
    Tab(Tab),
    /// Lists more in the panel.
    More,
    /// Lists hedges by voice, or by kind.
    ByVoice,
    /// Looks at these marks alone, from the first one on; once more, at all.
    Spotlight(SpotlightTarget),
    /// Looks at what the source of the statement says that the keyboard is at.
    SpotlightHere,
    /// Leads to the next mark of those that are looked at.
    SpotlightNext,
    /// Leads to the one before.
    SpotlightPrevious,
    /// Looks at all marks again.
    SpotlightEnd,
    /// Goes through the marks that the engine is not sure of, one by one; once more, ends that.
    Triage,
    /// The same, by a key: it ends where the keyboard is now.
    TriageHere,
    /// The mark that is to be decided is right.
    TriageRight,
    /// It is wrong.
    TriageWrong,
    /// It stays undecided; leads to the next one.
    TriageSkip,
    /// Leads to the undecided mark before.
    TriageBack,
    /// Takes back what was decided last, or leads back to what was skipped.
    TriageUndo,
    /// Ends going through them.
    TriageEnd,
    /// Opens what the heading of this statement is corrected with; once more, closes it.
    EditSource(MarkIndex),
    /// Merges the heading that is being corrected with the one that was chosen.
    MergeSources,
    /// Splits what was chosen off the heading that is being corrected.
    SplitSource,
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
    /// Leads to a mark, by its index.
    Choose(MarkIndex),
    /// Leads to a place in the text.
    Go(ByteOffset),
    /// Leads from the text to the panel.
    ToPanel,
    /// Leads from the panel to the text.
    ToText,
    /// Undoes the last move between text and panel.
    UndoMove,
    /// A mark is right.
    Accept(MarkIndex),
    /// A mark is wrong.
    Reject(MarkIndex),
    /// Forgets what was done to a mark.
    Reset(MarkIndex),
    /// Hides the machine's marks on these words.
    Hide(MarkIndex),
    /// Calls a mark, and all others of the same words, as this one is called.
    RelabelSameWords(MarkIndex),
    /// Every suggestion that is shown is right.
    AcceptAll,
    /// Waits for words to be chosen as this part of a statement.
    Pick(MarkIndex, Part),
    /// The words that are selected are what is waited for.
    Picked,
    /// Attaches the mark that waits for words to those that are selected.
    Attach,
    /// Marks the selected words: an entity or a hedge of this kind, or what somebody says.
    Add(Option<Kind>),
    /// Brings back what was rejected, by its index among what was.
    Restore(usize),
    /// Shows a hidden phrase again, by its index.
    Show(usize),
    /// Gives up a correction that could not be placed, by its index.
    Forget(usize),
    /// Shows the marks that were hidden until the person had marked.
    ShowAnswers,
    /// Shares a link to a mark, by its index.
    Share(MarkIndex),
    /// Prints the article.
    Print {
        /// Whether it is laid out as a hand-out for a class.
        handout: bool,
    },
    /// Takes back the last step.
    Undo,
    /// Does it again.
    Redo,
}

/// A page of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Who said what.
    #[default]
    Statements,
    /// The names.
    Names,
    /// The hedges.
    Hedges,
    /// What an attentive reader would look at again.
    Review,
    /// The numbers: how many of what.
    Statistics,
    /// What the person has changed.
    Changes,
}

impl Tab {
    /// All there are, in order.
    pub const ALL: [Tab; 6] = [Tab::Statements, Tab::Names, Tab::Hedges, Tab::Review, Tab::Statistics, Tab::Changes];
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = self.verb();
        match *self {
            Command::Layer(layer) | Command::OnlyLayer(layer) | Command::Fold(layer) => {
                words(f, verb, layer.label(), None)
            }
            Command::Kind(kind) | Command::OnlyKind(kind) | Command::Add(Some(kind)) => {
                let (list, index) = kind_parts(kind);
                words(f, verb, list, Some(index))
            }
            Command::Style(style) => words(f, verb, style.label(), None),
            Command::Pick(mark, part) => {
                words(f, verb, "", Some(mark.0))?;
                words(f, "", part.label(), None)
            }
            Command::Tab(tab) => words(f, verb, "", Some(tab as usize)),
            Command::Spotlight(target) => {
                let (list, number) = target.words();
                words(f, verb, list, Some(number))
            }
            Command::Aside(offset) | Command::Go(offset) => words(f, verb, "", Some(offset.0 as usize)),
            Command::Choose(mark)
            | Command::Accept(mark)
            | Command::Reject(mark)
            | Command::Reset(mark)
            | Command::Hide(mark)
            | Command::RelabelSameWords(mark)
            | Command::EditSource(mark)
            | Command::Share(mark) => words(f, verb, "", Some(mark.0)),
            Command::Restore(index) | Command::Show(index) | Command::Forget(index) => words(f, verb, "", Some(index)),
            _ => f.write_str(verb),
        }
    }
}

/// Writes a verb, a word unless it is empty, and a number, with spaces between them.
fn words(f: &mut fmt::Formatter<'_>, verb: &str, word: &str, number: Option<usize>) -> fmt::Result {
    f.write_str(verb)?;
    if !word.is_empty() {
        f.write_str(" ")?;
        f.write_str(word)?;
    }
    if let Some(number) = number {
        f.write_str(" ")?;
        fmt::Display::fmt(&number, f)?;
    }
    Ok(())
}

impl Command {
    /// The first word of the command's [`Display`](fmt::Display) form.
    fn verb(&self) -> &'static str {
        match self {
            Command::Layer(_) => "layer",
            Command::OnlyLayer(_) => "only-layer",
            Command::Kind(_) => "kind",
            Command::OnlyKind(_) => "only-kind",
            Command::Everything => "everything",
            Command::Plain => "plain",
            Command::Aside(_) => "aside",
            Command::Fold(_) => "fold",
            Command::Menu => "menu",
            Command::Help => "help",
            Command::Find => "find",
            Command::FindNext => "find-next",
            Command::FindPrevious => "find-previous",
            Command::FindMark => "find-mark",
            Command::FindEnd => "find-end",
            Command::Tab(_) => "tab",
            Command::More => "more",
            Command::ByVoice => "by-voice",
            Command::Spotlight(_) => "spotlight",
            Command::SpotlightHere => "spotlight-here",
            Command::SpotlightNext => "spotlight-next",
            Command::SpotlightPrevious => "spotlight-previous",
            Command::SpotlightEnd => "spotlight-end",
            Command::Triage => "triage",
            Command::TriageHere => "triage-here",
            Command::TriageRight => "triage-right",
            Command::TriageWrong => "triage-wrong",
            Command::TriageSkip => "triage-skip",
            Command::TriageBack => "triage-back",
            Command::TriageUndo => "triage-undo",
            Command::TriageEnd => "triage-end",
            Command::EditSource(_) => "edit-source",
            Command::MergeSources => "merge-sources",
            Command::SplitSource => "split-source",
            Command::Style(_) => "style",
            Command::Keys => "keys",
            Command::Announce => "announce",
            Command::Retry => "retry",
            Command::RetryModel => "retry-model",
            Command::Stop => "stop",
            Command::Close => "close",
            Command::Choose(_) => "choose",
            Command::Go(_) => "go",
            Command::ToPanel => "to-panel",
            Command::ToText => "to-text",
            Command::UndoMove => "undo-move",
            Command::Accept(_) => "accept",
            Command::Reject(_) => "reject",
            Command::Reset(_) => "reset",
            Command::Hide(_) => "hide",
            Command::RelabelSameWords(_) => "same",
            Command::AcceptAll => "accept-all",
            Command::Pick(..) => "pick",
            Command::Picked => "picked",
            Command::Attach => "attach",
            Command::Add(_) => "add",
            Command::Restore(_) => "restore",
            Command::Show(_) => "show",
            Command::Forget(_) => "forget",
            Command::ShowAnswers => "answers",
            Command::Share(_) => "share",
            Command::Print { handout: false } => "print",
            Command::Print { handout: true } => "print-handout",
            Command::Undo => "undo",
            Command::Redo => "redo",
        }
    }
}

/// The words are no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCommand;

impl fmt::Display for UnknownCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no such command")
    }
}

impl std::error::Error for UnknownCommand {}

impl FromStr for Command {
    type Err = UnknownCommand;

    fn from_str(words: &str) -> Result<Command, UnknownCommand> {
        parse(words).ok_or(UnknownCommand)
    }
}

fn parse(words: &str) -> Option<Command> {
    let mut words = words.split(' ');
    let verb = words.next()?;
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let number = || first.parse::<usize>().ok();
    let mark = || number().map(MarkIndex);
    let offset = || first.parse().ok().map(ByteOffset);
    Some(match verb {
        "layer" => Command::Layer(labelled(first)?),
        "only-layer" => Command::OnlyLayer(labelled(first)?),
        "kind" => Command::Kind(kind(first, second)?),
        "only-kind" => Command::OnlyKind(kind(first, second)?),
        "everything" => Command::Everything,
        "plain" => Command::Plain,
        "aside" => Command::Aside(offset()?),
        "fold" => Command::Fold(labelled(first)?),
        "menu" => Command::Menu,
        "help" => Command::Help,
        "find" => Command::Find,
        "find-next" => Command::FindNext,
        "find-previous" => Command::FindPrevious,
        "find-mark" => Command::FindMark,
        "find-end" => Command::FindEnd,
        "tab" => Command::Tab(*Tab::ALL.get(number()?)?),
        "more" => Command::More,
        "by-voice" => Command::ByVoice,
        "spotlight" => Command::Spotlight(SpotlightTarget::of_words(first, second.parse().ok()?)?),
        "spotlight-here" => Command::SpotlightHere,
        "spotlight-next" => Command::SpotlightNext,
        "spotlight-previous" => Command::SpotlightPrevious,
        "spotlight-end" => Command::SpotlightEnd,
        "triage" => Command::Triage,
        "triage-here" => Command::TriageHere,
        "triage-right" => Command::TriageRight,
        "triage-wrong" => Command::TriageWrong,
        "triage-skip" => Command::TriageSkip,
        "triage-back" => Command::TriageBack,
        "triage-undo" => Command::TriageUndo,
        "triage-end" => Command::TriageEnd,
        "edit-source" => Command::EditSource(mark()?),
        "merge-sources" => Command::MergeSources,
        "split-source" => Command::SplitSource,
        "style" => Command::Style(Style::ALL.into_iter().find(|style| style.label() == first)?),
        "keys" => Command::Keys,
        "announce" => Command::Announce,
        "retry" => Command::Retry,
        "retry-model" => Command::RetryModel,
        "stop" => Command::Stop,
        "close" => Command::Close,
        "choose" => Command::Choose(mark()?),
        "go" => Command::Go(offset()?),
        "to-panel" => Command::ToPanel,
        "to-text" => Command::ToText,
        "undo-move" => Command::UndoMove,
        "accept" => Command::Accept(mark()?),
        "reject" => Command::Reject(mark()?),
        "reset" => Command::Reset(mark()?),
        "hide" => Command::Hide(mark()?),
        "same" => Command::RelabelSameWords(mark()?),
        "accept-all" => Command::AcceptAll,
        "pick" => Command::Pick(mark()?, if second == "cue" { Part::Cue } else { Part::Source }),
        "picked" => Command::Picked,
        "add" if first.is_empty() => Command::Add(None),
        "add" => Command::Add(Some(kind(first, second)?)),
        "attach" => Command::Attach,
        "restore" => Command::Restore(number()?),
        "show" => Command::Show(number()?),
        "forget" => Command::Forget(number()?),
        "answers" => Command::ShowAnswers,
        "share" => Command::Share(mark()?),
        "print" => Command::Print { handout: false },
        "print-handout" => Command::Print { handout: true },
        "undo" => Command::Undo,
        "redo" => Command::Redo,
        _ => return None,
    })
}

/// A button that carries a command.
pub(crate) fn button(command: Command, label: impl TextValue) -> Tag {
    plain_button().command(command).text(label)
}

impl Tag {
    /// Lets a click on this element carry out a command.
    #[inline(never)]
    pub(crate) fn command(self, command: Command) -> Tag {
        self.attr("data-do", command.to_string())
    }
}

/// Which list of labels a kind is in, and its index there.
fn kind_parts(kind: Kind) -> (&'static str, usize) {
    match kind {
        Kind::Entity(kind) => ("entity", kind as usize),
        Kind::Hedge(kind) => ("hedge", kind as usize),
        Kind::Voice(voice) => ("voice", voice as usize),
        Kind::Source(class) => ("source", class as usize),
    }
}

fn kind(list: &str, index: &str) -> Option<Kind> {
    let index: usize = index.parse().ok()?;
    Some(match list {
        "entity" => Kind::Entity(*Label::ALL.get(index)?),
        "hedge" => Kind::Hedge(*Label::ALL.get(index)?),
        "voice" => Kind::Voice(*Label::ALL.get(index)?),
        "source" => Kind::Source(*Label::ALL.get(index)?),
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

    /// One command of every variant, and more where the argument has a form of its own.
    fn samples() -> Vec<Command> {
        let mark = MarkIndex(7);
        let mut all = vec![
            Command::Everything,
            Command::Plain,
            Command::Aside(ByteOffset(120)),
            Command::Menu,
            Command::Help,
            Command::Find,
            Command::FindNext,
            Command::FindPrevious,
            Command::FindMark,
            Command::FindEnd,
            Command::More,
            Command::ByVoice,
            Command::Triage,
            Command::TriageHere,
            Command::TriageRight,
            Command::TriageWrong,
            Command::TriageSkip,
            Command::TriageBack,
            Command::TriageUndo,
            Command::TriageEnd,
            Command::EditSource(mark),
            Command::MergeSources,
            Command::SplitSource,
            Command::Keys,
            Command::Announce,
            Command::Retry,
            Command::RetryModel,
            Command::Stop,
            Command::Close,
            Command::Choose(mark),
            Command::Go(ByteOffset(9)),
            Command::ToPanel,
            Command::ToText,
            Command::UndoMove,
            Command::Accept(mark),
            Command::Reject(mark),
            Command::Reset(mark),
            Command::Hide(mark),
            Command::RelabelSameWords(mark),
            Command::AcceptAll,
            Command::Pick(mark, Part::Source),
            Command::Pick(mark, Part::Cue),
            Command::Picked,
            Command::Attach,
            Command::Add(None),
            Command::Restore(1),
            Command::Show(2),
            Command::Forget(3),
            Command::ShowAnswers,
            Command::Share(mark),
            Command::Print { handout: false },
            Command::Print { handout: true },
            Command::Undo,
            Command::Redo,
        ];
        all.extend(Layer::ALL.iter().flat_map(|&it| [Command::Layer(it), Command::OnlyLayer(it), Command::Fold(it)]));
        all.extend(Tab::ALL.map(Command::Tab));
        all.extend(Style::ALL.map(Command::Style));
        for kind in [
            Kind::Entity(EntityKind::Money),
            Kind::Hedge(HedgeKind::Modal),
            Kind::Voice(Voice::Source),
            Kind::Source(SourceClass::None),
        ] {
            all.extend([Command::Kind(kind), Command::OnlyKind(kind), Command::Add(Some(kind))]);
        }
        all
    }

    #[test]
    fn every_command_is_read_back_from_its_words() {
        for command in samples() {
            assert_eq!(command.to_string().parse(), Ok(command), "{command}");
        }
    }

    #[test]
    fn words_of_no_command_are_refused() {
        for words in
            ["", "layer", "layer verbs", "accept", "accept x", "tab 9", "jump 3", "kind entity 7", "add verb 1"]
        {
            assert_eq!(words.parse::<Command>(), Err(UnknownCommand), "{words:?}");
        }
    }
}
