//! What a reader does, action by action.

mod edits;
mod search;
mod source_editor;
mod speakers;
mod spotlight;
mod triage;

use super::*;
use reportedly_document::{
    Analysis, Attribution, Body, Diagnostic, Entity, EntityKind, Evidence, Hedge, HedgeKind, Kind, Label, Layer,
    Origin, Part, Span, assign_ids,
};

use crate::command::{Command, MarkIndex};
use crate::engine::{Event, Failure, Model};
use crate::layout::Step;
use crate::strings;
use crate::text::Text;

const TEXT: &str = "Rain in Oslo, said Ana Diaz.";
/// Where "Rain in Oslo" and "Oslo" begin.
const RAIN: u32 = 0;
const OSLO: u32 = 8;

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(state, |mut state, action| {
        state.apply(action);
        state
    })
}

fn read(text: &str) -> Action {
    Action::Host(HostAction::Read {
        text: Rc::new(Text::new(text)),
        known: Rc::default(),
        document: 0,
        work: Rc::default(),
    })
}

fn done(revision: u32, complete: bool) -> Action {
    found(revision, complete, |_| true)
}

/// An analysis that has only those of the marks that `is` lets through.
fn found(revision: u32, complete: bool, is: impl Fn(&Annotation) -> bool) -> Action {
    let said = Attribution {
        source: vec![Span::new(19, 27)],
        cue: vec![Span::new(14, 18)],
        content: vec![Span::new(RAIN, 12)],
        ..Attribution::default()
    };
    let oslo = Entity { span: Span::new(OSLO, 12), kind: EntityKind::Place };
    let mut annotations = vec![Annotation::machine(said, "test"), Annotation::machine(oslo, "test")];
    assign_ids(TEXT, &mut annotations);
    annotations.retain(is);
    let analysis = Analysis { annotations, diagnostics: vec![Diagnostic::NotEnglish], ..Analysis::default() };
    Action::Engine(Event::Done { revision, analysis: Rc::new(analysis), complete })
}

fn open(at: u32, trigger: CardTrigger) -> Action {
    Action::Ui(UiAction::Open(Card { segment: at, trigger }))
}

const POINTER: CardTrigger = CardTrigger::Pointer { x: 3, y: 4 };

fn ready() -> State {
    after(State::default(), [read(TEXT), done(1, true)])
}

#[test]
fn text_first_marks_later() {
    let state = after(State::default(), [read(TEXT)]);
    assert_eq!(state.engine.phase, Phase::Working(0.0));
    assert_eq!(state.derived.layout.chunks[0].paragraphs[0].segments.len(), 1, "the text is there, unmarked");
    let state = after(state, [done(1, true)]);
    assert_eq!((state.engine.phase, state.derived.counts.total(), state.ui.tab_stop), (Phase::Ready, 2, Some(RAIN)));
}

#[test]
fn nothing_to_read() {
    let state = after(ready(), [read(" \n\u{a0}")]);
    assert_eq!((state.engine.phase, state.derived.counts.total()), (Phase::Empty, 0));
}

#[test]
fn results_for_an_earlier_text_are_dropped() {
    let progress = Action::Engine(Event::Progress { revision: 1, share: 0.5 });
    let state = after(State::default(), [read(TEXT), read("Another text."), done(1, true), progress]);
    assert_eq!((state.engine.phase, state.derived.counts.total()), (Phase::Working(0.0), 0));
}

#[test]
fn stopping_keeps_what_was_found() {
    let state = after(State::default(), [read(TEXT), Action::Do(Command::Stop)]);
    assert_eq!(state.engine.phase, Phase::Stopped);
    let state = after(state, [done(1, false)]);
    assert_eq!((state.engine.phase, state.derived.counts.total()), (Phase::Stopped, 2));
}

#[test]
fn a_failure_leaves_the_text_and_can_be_tried_again() {
    let broke = || Failure::Broke("unreachable".into());
    let failed = || Action::Engine(Event::Failed(broke()));
    let state = after(State::default(), [failed(), read(TEXT), failed()]);
    assert_eq!(state.engine.phase, Phase::Failed(broke()), "but not before there was a text");
    assert_eq!(&*state.session.text.canonical, TEXT);
    let state = after(state, [Action::Do(Command::Retry)]);
    assert_eq!((state.engine.phase, state.engine.revision), (Phase::Working(0.0), 2));
}

#[test]
fn a_card_that_the_pointer_opened_closes_when_it_leaves() {
    let state = after(ready(), [open(OSLO, POINTER)]);
    assert_eq!(state.explained(), [(1, Part::Entity), (0, Part::Content)]);
    assert_eq!(state.highlighted(), [0], "the attribution that Oslo is said in");
    assert_eq!(state.ui.tab_stop, Some(RAIN), "the pointer does not move the keyboard's place");
    let state = after(state, [Action::Ui(UiAction::FocusLeft)]);
    assert!(state.ui.card.is_some());
    assert_eq!(after(state, [Action::Ui(UiAction::PointerLeft)]).ui.card, None);
}

#[test]
fn a_pinned_card_stays_until_it_is_closed_or_the_keyboard_goes_on() {
    let pinned = after(
        ready(),
        [
            open(OSLO, CardTrigger::Pin),
            open(RAIN, POINTER),
            Action::Ui(UiAction::PointerLeft),
            Action::Ui(UiAction::FocusLeft),
        ],
    );
    assert_eq!(pinned.ui.card, Some(Card { segment: OSLO, trigger: CardTrigger::Pin }));
    assert_eq!(
        after(pinned.clone(), [open(RAIN, CardTrigger::Focus)]).ui.card,
        Some(Card { segment: RAIN, trigger: CardTrigger::Focus })
    );
    assert_eq!(after(pinned, [Action::Do(Command::Close)]).ui.card, None);
}

#[test]
fn what_is_looked_at_stays_open_when_the_marks_settle() {
    let entity = |annotation: &Annotation| annotation.layer() == Layer::Entity;
    let only_oslo = || found(1, true, entity);
    let pinned = after(State::default(), [read(TEXT), only_oslo(), open(OSLO, CardTrigger::Pin), done(1, true)]);
    assert_eq!(pinned.explained(), [(1, Part::Entity), (0, Part::Content)], "with what was found on top");
    assert_eq!(
        (pinned.engine.phase, pinned.ui.tab_stop),
        (Phase::Ready, Some(OSLO)),
        "the keyboard stays where it was"
    );

    let chosen =
        after(ready(), [Action::Do(Command::Choose(MarkIndex(0))), found(1, true, |annotation| !entity(annotation))]);
    assert_eq!((chosen.highlighted(), chosen.derived.counts.total()), (vec![0], 1));

    let gone = after(ready(), [open(OSLO, CardTrigger::Pin), Action::Do(Command::Choose(MarkIndex(0))), only_oslo()]);
    assert_eq!(
        (gone.ui.card, gone.ui.chosen_marks),
        (None, vec![]),
        "an attribution that is no longer there cannot stay chosen"
    );
}

#[test]
fn marks_are_provisional_until_the_model_has_come_or_failed() {
    let by_rules = Analysis { engine: "1.0.0+rules".into(), ..Analysis::default() };
    let by_rules = Action::Engine(Event::Done { revision: 1, analysis: Rc::new(by_rules), complete: true });
    let state = after(State::default(), [read(TEXT), by_rules]);
    assert!(state.is_provisional());
    let unusable = Action::Engine(Event::Model(Model::Unusable("it is damaged".into())));
    assert!(!after(state.clone(), [unusable]).is_provisional());
    assert!(!after(state, [done(1, true)]).is_provisional());
}

#[test]
fn what_the_model_thinks_is_kept_for_the_analysis_that_it_is_about() {
    let evidence = |revision, at, probability| {
        let evidence = Rc::new(Evidence { probability, weights: Vec::new() });
        Action::Engine(Event::Evidence { revision, index: at, evidence })
    };
    let probability = |state: &State| state.evidence(1).map(|evidence| evidence.probability);
    let state = after(ready(), [evidence(0, 1, 0.2), evidence(1, 9, 0.2)]);
    assert_eq!(state.engine.evidence, [], "of another text, and of no mark of this one");
    let state = after(state, [evidence(1, 1, 0.9), evidence(1, 1, 0.9)]);
    assert_eq!((probability(&state), state.engine.evidence.len()), (Some(0.9), 1));
    assert_eq!(
        probability(&after(state.clone(), [open(OSLO, CardTrigger::Pin), Action::Do(Command::Close)])),
        Some(0.9)
    );
    assert_eq!(probability(&after(state.clone(), [done(1, true)])), None, "places may be others now");
    assert_eq!(probability(&after(state, [read("Another text.")])), None);
}

#[test]
fn the_model_is_asked_only_about_what_it_knows() {
    let evidence_index = |engine: &'static str, annotation: Annotation| {
        let analysis = Analysis { engine: engine.into(), annotations: vec![annotation], ..Analysis::default() };
        let analysis = Rc::new(analysis);
        let mut state = State::default();
        (state.engine.found, state.derived.analysis) = (analysis.clone(), analysis);
        state.evidence_index(0).is_some()
    };
    let span = Span::new(OSLO, 12);
    let entity = |rule| Annotation::machine(Entity { span, kind: EntityKind::Place }, rule);
    let hedge = || Annotation::machine(Hedge { span, kind: HedgeKind::Modal, voice: None }, "hedge/modal");
    assert!(evidence_index("1.0.0", entity("entity/model")));
    assert!(evidence_index("1.0.0", entity("entity/model-acronym")));
    assert!(!evidence_index("1.0.0", entity("entity/date")));
    assert!(evidence_index("1.0.0", hedge()));
    assert!(!evidence_index("1.0.0+rules", hedge()));
}

#[test]
fn there_is_no_card_where_nothing_is_marked() {
    let comma = 12;
    assert_eq!(after(ready(), [open(comma, CardTrigger::Pin), open(999, CardTrigger::Pin)]).ui.card, None);
}

#[test]
fn one_view_for_marks_stops_and_cards() {
    let state = after(ready(), [open(OSLO, CardTrigger::Focus), Action::Do(Command::Layer(Layer::Attribution))]);
    assert_eq!((state.ui.card, state.highlighted()), (None, vec![]));
    assert_eq!(state.ui.tab_stop, Some(OSLO), "the first mark that is left");
    assert_eq!(state.derived.counts.layer(Layer::Attribution), 1, "counts tell what there is, shown or not");
    let state = after(state, [read("Another text.")]);
    assert!(!state.session.work.view.shows_layer(Layer::Attribution), "a choice for the next text too");
}

#[test]
fn choosing_lights_up_until_escape() {
    let state = after(ready(), [open(OSLO, CardTrigger::Pin), Action::Do(Command::Choose(MarkIndex(0)))]);
    assert_eq!((state.ui.card, state.highlighted(), state.ui.tab_stop), (None, vec![0], Some(RAIN)));
    let state = after(state, [open(OSLO, CardTrigger::Focus), Action::Do(Command::Close)]);
    assert_eq!(state.highlighted(), [0], "the first Escape closes the card");
    assert_eq!(after(state, [Action::Do(Command::Close)]).highlighted().len(), 0, "the second lets go");
}

/// What is marked, in the order of the text.
fn shown(state: &State) -> String {
    reportedly_document::bracketed(TEXT, &state.derived.analysis.annotations)
}

fn doing(state: State, commands: impl IntoIterator<Item = Command>) -> State {
    after(state, commands.into_iter().map(Action::Do))
}

#[test]
fn a_click_elsewhere_closes_a_card() {
    let state = after(ready(), [open(OSLO, CardTrigger::Pin), Action::Ui(UiAction::ClickedOffCard)]);
    assert_eq!(state.ui.card, None);
    let menu = doing(state, [Command::Menu]);
    assert_eq!(after(menu.clone(), [Action::Ui(UiAction::ClickedOffCard)]).ui.overlay, Overlay::Menu);
    assert_eq!(after(menu, [Action::Ui(UiAction::ClickedElsewhere)]).ui.overlay, Overlay::Nothing);
}

#[test]
fn a_number_of_no_mark_does_nothing() {
    let far = MarkIndex(99);
    let before = ready();
    let commands = [
        Command::Choose(far),
        Command::Accept(far),
        Command::Reject(far),
        Command::Reset(far),
        Command::Hide(far),
        Command::RelabelSameWords(far),
        Command::Pick(far, Part::Cue),
        Command::Aside(crate::command::ByteOffset(9_999)),
        Command::Go(crate::command::ByteOffset(9_999)),
    ];
    let after = doing(before.clone(), commands);
    assert_eq!(
        (after.session.work, after.ui.chosen_marks, after.ui.picking, after.ui.focus),
        (before.session.work, vec![], None, None)
    );
    let state = ready();
    assert_eq!(state.checked_all([MarkIndex(0), far, MarkIndex(1)].into_iter()), [0, 1]);
}

#[test]
fn layers_are_shown_as_a_whole_and_asked_about_once() {
    let state = after(ready(), [Action::Host(HostAction::ShowLayers(vec![Layer::Hedge]))]);
    let shown: Vec<Layer> =
        Layer::ALL.iter().copied().filter(|&layer| state.session.work.view.shows_layer(layer)).collect();
    assert_eq!(shown, [Layer::Hedge]);
    let asked = std::rc::Rc::new(std::cell::Cell::new(0));
    let count = asked.clone();
    let refuses = crate::ChangeGuard::new(move |_, _| {
        count.set(count.get() + 1);
        false
    });
    assert!(ready().guarded(&refuses, Action::Host(HostAction::ShowLayers(Vec::new()))).is_none());
    assert_eq!(asked.get(), 1, "all three layers change in one question");
    assert!(
        ready().guarded(&refuses, Action::Host(HostAction::ShowLayers(Layer::ALL.to_vec()))).is_some(),
        "nothing changes"
    );
}
