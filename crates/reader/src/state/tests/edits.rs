//! Corrections of marks.

use super::*;

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
        Action::Host(HostAction::Read {
            text: Rc::new(Text::new(text)),
            known: Rc::default(),
            document,
            work: Rc::default(),
        })
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
            [
                open(OSLO, CardTrigger::Pin),
                Action::Edit(EditAction::Type(TextBox::Note, MarkIndex(1), "which ".into())),
            ],
        )
    };
    let note = |state: &State| state.derived.analysis.annotations[1].note.clone();
    let state = after(written(), [Action::Ui(UiAction::Hover(vec![MarkIndex(0)])), Action::Ui(UiAction::PointerLeft)]);
    assert_eq!((note(&state), state.ui.writing.is_some()), (None, true), "in passing, nothing is kept or lost");
    let state = after(written(), [Action::Edit(EditAction::SaveNote)]);
    assert_eq!(note(&state).as_deref(), Some("which"));
    assert_eq!(state.ui.writing.map(|writing| writing.words).as_deref(), Some("which "), "the box keeps its space");
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
