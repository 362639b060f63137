//! Whose a statement is.

use super::*;

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
