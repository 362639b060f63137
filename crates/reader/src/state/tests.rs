//! What a reader does, action by action.

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
    Action::Host(HostAction::Read { text: Rc::new(Text::new(text)), document: 0, work: Rc::default() })
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
fn a_verdict_can_be_taken_back_and_given_again() {
    let state = doing(ready(), [Command::Reject(MarkIndex(1))]);
    insta::assert_snapshot!(shown(&state), @"[Rain in Oslo](content), [said](cue) [Ana Diaz](source).");
    assert_eq!((state.derived.resolved.rejected.len(), &*state.ui.announcement), (1, "Rejected: Oslo"));
    let state = doing(state, [Command::Undo]);
    assert_eq!((shown(&state), &*state.ui.announcement), (shown(&ready()), "Undone: 1 change"));
    let state = doing(state, [Command::Redo, Command::Restore(0)]);
    assert_eq!(shown(&state), shown(&ready()));
    let state = doing(state, [Command::Accept(MarkIndex(1))]);
    assert_eq!(state.derived.analysis.annotations[1].origin, Origin::Confirmed);
    let state = doing(state, [Command::Undo; 9]);
    assert_eq!((state.session.work.history.can_undo(), &*state.ui.announcement), (false, "There is nothing to undo."));
}

#[test]
fn many_at_once_are_one_step() {
    let state = doing(ready(), [Command::AcceptAll]);
    assert!(state.derived.analysis.annotations.iter().all(|mark| mark.origin == Origin::Confirmed));
    assert_eq!(&*state.ui.announcement, "2 marks changed");
    let state = doing(state, [Command::Undo]);
    assert!(state.derived.analysis.annotations.iter().all(|mark| mark.origin == Origin::Machine));
}

#[test]
fn selected_words_become_marks() {
    let select = |from, to| Action::Ui(UiAction::Select(Some(Span::new(from, to))));
    let state = after(ready(), [select(19, 22), Action::Do(Command::Add(Some(Kind::Entity(EntityKind::Person))))]);
    insta::assert_snapshot!(shown(&state), @"[Rain in [Oslo](place)](content), [said](cue) [[Ana](person) Diaz](source).");
    assert_eq!(state.ui.selected_words, None);
    assert_eq!(state.current().map(|(at, _)| state.derived.analysis.annotations[at].cover()), Some(Span::new(19, 22)));

    let state = after(state, [select(0, 4), Action::Do(Command::Add(None))]);
    let id = state.ui.picking.clone().expect("a statement wants a speaker").0;
    let state = after(state, [select(19, 27), Action::Do(Command::Picked)]);
    let at = state.index_of(&id).expect("it is shown");
    let attribution = state.derived.analysis.annotations[at].attribution().expect("it is a statement");
    assert_eq!((&attribution.source, state.ui.picking), (&vec![Span::new(19, 27)], None));
}

#[test]
fn a_mark_grows_and_shrinks_by_words() {
    let state =
        after(ready(), [open(OSLO, CardTrigger::Pin), Action::Edit(EditAction::Nudge { end: false, forward: false })]);
    let cover = |state: &State| {
        state.current().map(|(at, _)| state.derived.analysis.annotations[at].cover().of(TEXT).to_owned())
    };
    assert_eq!(cover(&state).as_deref(), Some("in Oslo"));
    let state = after(state, [Action::Edit(EditAction::Nudge { end: true, forward: true })]);
    assert_eq!(cover(&state).as_deref(), Some("in Oslo, said"));
    let state = after(
        state,
        [
            Action::Edit(EditAction::Nudge { end: true, forward: false }),
            Action::Edit(EditAction::Nudge { end: false, forward: true }),
        ],
    );
    assert_eq!(cover(&state).as_deref(), Some("Oslo"));
    let state = after(state, [Action::Edit(EditAction::Nudge { end: true, forward: false })]);
    assert_eq!(cover(&state).as_deref(), Some("Oslo"), "a mark keeps a word");
    assert!(matches!(state.ui.card, Some(Card { trigger: CardTrigger::Pin, .. })), "the card goes with its mark");
}

#[test]
fn labels_speakers_and_notes() {
    let state = after(
        ready(),
        [
            Action::Edit(EditAction::SetLabel(MarkIndex(1), Part::Entity, EntityKind::Other as usize)),
            Action::Edit(EditAction::SetNote(MarkIndex(1), "  which one? ".into())),
            Action::Edit(EditAction::SetSpeaker(MarkIndex(0), usize::MAX)),
        ],
    );
    let Body::Entity(entity) = &state.derived.analysis.annotations[1].body else { panic!("it is an entity") };
    assert_eq!(
        (entity.kind, state.derived.analysis.annotations[1].note.as_deref()),
        (EntityKind::Other, Some("which one?"))
    );
    assert!(state.derived.analysis.annotations[0].attribution().is_some_and(|said| said.source.is_empty()));
    let state = after(state, [Action::Edit(EditAction::SetNote(MarkIndex(1), "which one?".into()))]);
    assert_eq!(&*state.ui.announcement, "Speaker set: Rain in Oslo, said Ana Diaz", "the same note is no change");
}

#[test]
fn a_hidden_phrase_can_be_shown_again() {
    let state = doing(ready(), [Command::Hide(MarkIndex(1))]);
    assert_eq!((state.derived.resolved.hidden.len(), state.derived.analysis.annotations.len()), (1, 1));
    let state = doing(state, [Command::Show(0)]);
    assert_eq!(shown(&state), shown(&ready()));
}

#[test]
fn an_edited_text_keeps_the_marks_that_still_fit() {
    let again = |text: &str, document| {
        Action::Host(HostAction::Read { text: Rc::new(Text::new(text)), document, work: Rc::default() })
    };
    let settled = doing(ready(), [Command::Accept(MarkIndex(1)), Command::Reject(MarkIndex(0))]);
    let state = after(settled.clone(), [again("", 0), again("Heavy rain in Oslo, said Ana Diaz.", 0)]);
    let edits = state.session.work.history.edits();
    assert!(edits[0].target().is_some_and(|target| target.anchor.words(&state.session.text.canonical) == "Oslo"));
    assert!(edits[1].is_lost(), "its content is another one");
    let state = after(settled, [again("", 0), again(TEXT, 1)]);
    assert_eq!(state.session.work.history.edits().len(), 0, "another document has no edits yet");
}

#[test]
fn a_note_that_is_being_written_survives_whatever_happens() {
    let written = || {
        after(
            ready(),
            [open(OSLO, CardTrigger::Pin), Action::Edit(EditAction::TypeNote(MarkIndex(1), "which ".into()))],
        )
    };
    let note = |state: &State| state.derived.analysis.annotations[1].note.clone();
    let state = after(written(), [Action::Ui(UiAction::Hover(vec![MarkIndex(0)])), Action::Ui(UiAction::PointerLeft)]);
    assert_eq!((note(&state), state.ui.writing.is_some()), (None, true), "in passing, nothing is kept or lost");
    let state = after(written(), [Action::Edit(EditAction::SaveNote)]);
    assert_eq!(note(&state).as_deref(), Some("which"));
    assert_eq!(state.ui.writing.map(|(_, note)| note).as_deref(), Some("which "), "the box keeps its space");
    for last in [Action::Do(Command::Close), Action::Ui(UiAction::ClickedElsewhere), open(RAIN, CardTrigger::Pin)] {
        let state = after(written(), [last]);
        assert_eq!((note(&state).as_deref(), state.ui.writing), (Some("which"), None));
    }
    let state = doing(written(), [Command::Undo]);
    assert_eq!((note(&state), state.ui.writing), (None, None), "what is undone is gone from the box too");
}

#[test]
fn wrong_in_a_card_closes_it_opens_no_other_and_undo_leads_back() {
    let pinned = || after(ready(), [open(OSLO, CardTrigger::Pin)]);
    for command in [Command::Reject(MarkIndex(1)), Command::Hide(MarkIndex(1))] {
        let state = doing(pinned(), [command]);
        assert_eq!((state.ui.card, state.ui.focus), (None, Some(Focus::Article)), "{command:?}");
        let state = doing(state, [Command::Undo]);
        assert_eq!(
            (state.highlighted(), state.ui.tab_stop, state.ui.focus),
            (vec![1], Some(OSLO), Some(Focus::Return(OSLO)))
        );
        let state = doing(state, [Command::Redo]);
        assert_eq!((state.ui.card, state.highlighted()), (None, vec![]), "what is gone again does not stand out");
    }
    let confirmed = doing(pinned(), [Command::Accept(MarkIndex(1)), Command::Undo]);
    assert_eq!(
        confirmed.ui.card,
        Some(Card { segment: OSLO, trigger: CardTrigger::Pin }),
        "a card that is about it stays"
    );
}

#[test]
fn wrong_on_a_mark_leads_to_the_next_mark_and_opens_no_card() {
    let focused = after(ready(), [open(RAIN, CardTrigger::Focus), Action::Do(Command::Reject(MarkIndex(0)))]);
    assert_eq!((focused.ui.card, focused.ui.focus), (None, Some(Focus::Mark(OSLO))));
    let mut read_only = after(ready(), [open(RAIN, CardTrigger::Focus)]);
    read_only.host.read_only = true;
    let refused = doing(read_only, [Command::Reject(MarkIndex(0))]);
    assert_eq!(
        (refused.ui.card.is_some(), refused.ui.focus),
        (true, None),
        "where nothing can be corrected, nothing moves"
    );
}

#[test]
fn a_mark_that_a_person_made_and_forgets_takes_no_other_card_along() {
    let select = Action::Ui(UiAction::Select(Some(Span::new(19, 22))));
    let state = after(ready(), [select, Action::Do(Command::Add(Some(Kind::Entity(EntityKind::Person))))]);
    let (at, _) = state.current().expect("its card is open");
    assert!(state.is_pinned());
    let state = doing(state, [Command::Reset(at.into())]);
    assert_eq!((state.derived.analysis.annotations.len(), state.ui.card), (2, None));
}

#[test]
fn from_where_a_mark_has_gone_the_next_step_leads_on() {
    let state = doing(after(ready(), [open(RAIN, CardTrigger::Pin)]), [Command::Reject(MarkIndex(0))]);
    let step = |step| state.derived.layout.stop_near(None, state.ui.tab_stop, step).map(|(at, _)| at);
    assert_eq!((step(Step::Next), step(Step::Previous)), (Some(OSLO), None));
    let all = ready();
    let step = |from, step| all.derived.layout.stop_near(from, all.ui.tab_stop, step).map(|(at, _)| at);
    assert_eq!((step(None, Step::Next), step(Some(RAIN), Step::Next)), (Some(RAIN), Some(OSLO)));
}

/// Two statements, with a name in the first one's source and a date in its content.
fn two_statements() -> State {
    const TWO: &str = "The mayor, Ana Diaz, said on Monday it rains. He denied it.";
    let span = |words: &str| {
        let start = TWO.find(words).expect("the words are in the text");
        Span::from(start..start + words.len())
    };
    let said = |source, cue, content| Attribution {
        source: vec![span(source)],
        cue: vec![span(cue)],
        content: vec![span(content)],
        ..Attribution::default()
    };
    let mut annotations = vec![
        Annotation::machine(said("The mayor, Ana Diaz,", "said", "on Monday it rains"), "test"),
        Annotation::machine(Entity { span: span("Ana Diaz"), kind: EntityKind::Person }, "test"),
        Annotation::machine(Entity { span: span("Monday"), kind: EntityKind::Date }, "test"),
        Annotation::machine(said("He", "denied", "it."), "test"),
    ];
    assign_ids(TWO, &mut annotations);
    let analysis = Rc::new(Analysis { annotations, ..Analysis::default() });
    after(State::default(), [read(TWO), Action::Engine(Event::Done { revision: 1, analysis, complete: true })])
}

/// The words of the second statement's source when it is picked with a click at these words.
fn source_picked_at(words: &str) -> String {
    let state = two_statements();
    let at = state.session.text.canonical.find(words).expect("the words are in the text") as u32;
    let state = after(state, [Action::Do(Command::Pick(MarkIndex(3), Part::Source)), open(at, CardTrigger::Pin)]);
    let attributions = state.derived.analysis.annotations.iter().filter_map(Annotation::attribution);
    let denied = attributions.filter(|it| it.cue.iter().any(|cue| cue.of(&state.session.text.canonical) == "denied"));
    let words = denied
        .flat_map(|it| &it.source)
        .map(|span| span.of(&state.session.text.canonical))
        .collect::<Vec<_>>()
        .join(" … ");
    if state.ui.picking.is_some() { format!("{words}, and it waits still") } else { words }
}

#[test]
fn a_picked_source_is_what_was_clicked_and_nothing_else() {
    assert_eq!(source_picked_at("The mayor"), "The mayor, Ana Diaz", "the source, without its cue and content");
    assert_eq!(source_picked_at("Ana Diaz"), "Ana Diaz", "a name inside of it is a name");
    for words in ["said", "on", "Monday", "it rains"] {
        assert_eq!(source_picked_at(words), "He, and it waits still", "{words} is nobody");
    }
}

#[test]
fn a_picked_cue_is_the_cue_alone() {
    let state = two_statements();
    let said = state.session.text.canonical.find("said").expect("it is there") as u32;
    let state = after(state, [Action::Do(Command::Pick(MarkIndex(3), Part::Cue)), open(said, CardTrigger::Pin)]);
    let attribution = state.derived.analysis.annotations.iter().filter_map(Annotation::attribution).next_back();
    assert_eq!(attribution.map(|it| it.cue.clone()), Some(vec![Span::new(said, said + 4)]));
}

#[test]
fn nothing_is_waited_for_any_more_after_escape() {
    let waits =
        || after(two_statements(), [open(50, CardTrigger::Pin), Action::Do(Command::Pick(MarkIndex(3), Part::Source))]);
    assert!(waits().ui.announcement.starts_with("Now select"));
    let close = || Action::Do(Command::Close);
    for end in [close(), Action::Ui(UiAction::CloseCard), Action::Do(Command::Pick(MarkIndex(3), Part::Source))] {
        let state = after(waits(), [end]);
        assert_eq!((state.ui.picking, &*state.ui.announcement), (None, strings::PICKING_ENDED));
    }
    assert!(
        after(waits(), [Action::Ui(UiAction::ClickedElsewhere)]).ui.picking.is_some(),
        "a click elsewhere may begin a selection"
    );
    let gone = after(waits(), [Action::Do(Command::Reject(MarkIndex(3)))]);
    assert_eq!(gone.ui.picking, None, "there is nothing left to pick for");
}

#[test]
fn a_speaker_that_a_person_set_is_not_called_inferred() {
    let moved = |actions: Vec<Action>| after(two_statements(), actions).speaker_origin(3);
    assert_eq!(moved(vec![]), SpeakerOrigin::Engine);
    assert_eq!(
        moved(vec![Action::Edit(EditAction::SetLabel(MarkIndex(3), Part::Cue, 1))]),
        SpeakerOrigin::Engine,
        "that says nothing of who speaks"
    );
    assert_eq!(moved(vec![Action::Edit(EditAction::SetSpeaker(MarkIndex(3), 0))]), SpeakerOrigin::Person);
    assert_eq!(
        moved(vec![Action::Edit(EditAction::SetSpeaker(MarkIndex(3), 0)), Action::Do(Command::Reset(MarkIndex(3)))]),
        SpeakerOrigin::Engine
    );
    assert_eq!(
        moved(vec![Action::Edit(EditAction::SetSpeaker(MarkIndex(3), 0)), Action::Do(Command::Undo)]),
        SpeakerOrigin::Engine
    );
    // As a file has it that holds marks and no edits.
    let mut bare = after(two_statements(), [Action::Edit(EditAction::SetSpeaker(MarkIndex(3), 0))]);
    bare.session.work = Rc::default();
    assert_eq!(bare.speaker_origin(3), SpeakerOrigin::Unknown);
}

#[test]
fn switching_a_layer_or_a_kind_off_changes_nobodys_words() {
    let mut state = two_statements();
    state.apply(Action::Edit(EditAction::SetSpeaker(MarkIndex(3), 0)));
    let listed = |state: &State| {
        let line = |source: &reportedly_document::Source| format!("{} ({})", source.name, source.role);
        state.derived.lists.sources.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(listed(&state), ["Ana Diaz (The mayor)"]);
    for command in [Command::Layer(Layer::Entity), Command::Kind(Kind::Entity(EntityKind::Person))] {
        let state = doing(state.clone(), [command]);
        assert_eq!(listed(&state), ["Ana Diaz (The mayor)"], "{command:?}");
        assert!(!state.derived.lists.speakers.is_empty(), "whom a statement can be by does not depend on it either");
        assert_eq!(state.derived.lists.names.len(), if command == Command::Layer(Layer::Entity) { 0 } else { 1 });
    }
    let named = Command::Kind(Kind::Source(reportedly_document::SourceClass::None));
    assert_eq!(listed(&doing(state, [named])), Vec::<String>::new());
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
fn the_list_of_speakers_shows_whose_a_statement_is_said_to_be() {
    let chosen = |state: &State| {
        let speaker =
            state.derived.lists.speaker(&state.session.text.canonical, &state.derived.analysis.annotations, 3)?;
        Some(state.derived.lists.speakers[speaker].name.clone())
    };
    let state = two_statements();
    assert_eq!(chosen(&state), None, "whom the text names here");
    let state = after(state, [Action::Edit(EditAction::SetSpeaker(MarkIndex(3), 0))]);
    assert_eq!(chosen(&state).as_deref(), Some("Ana Diaz"));
    // The engine refers to the statement before, and not to a name.
    let mut analysis = Analysis::clone(&two_statements().derived.analysis);
    let first = analysis.annotations[0].id.clone();
    if let Body::Attribution(attribution) = &mut analysis.annotations[3].body {
        attribution.refers_to = Some(first);
    }
    let done = Event::Done { revision: 1, analysis: Rc::new(analysis), complete: true };
    assert_eq!(chosen(&after(two_statements(), [Action::Engine(done)])).as_deref(), Some("Ana Diaz"));
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
