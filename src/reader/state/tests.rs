#[cfg(test)]
mod tests {
    use super::*;
    use reportedly_document::{
        Annotation, Attribution, Diagnostic, Entity, EntityKind, Hedge, HedgeKind, Span, assign_ids,
    };

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
        Action::Read(Rc::new(Text::new(text)))
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

    fn open(at: u32, by: By) -> Action {
        Action::Open(Card { at, by })
    }

    const POINTER: By = By::Pointer { x: 3, y: 4 };

    fn ready() -> State {
        after(State::default(), [read(TEXT), done(1, true)])
    }

    #[test]
    fn text_first_marks_later() {
        let state = after(State::default(), [read(TEXT)]);
        assert_eq!(state.phase, Phase::Working(0.0));
        assert_eq!(state.drawing.chunks[0].rows[0].pieces.len(), 1, "the text is there, unmarked");
        let state = after(state, [done(1, true)]);
        assert_eq!((state.phase, state.counts.total(), state.tab_stop), (Phase::Ready, 2, Some(RAIN)));
    }

    #[test]
    fn nothing_to_read() {
        let state = after(ready(), [read(" \n\u{a0}")]);
        assert_eq!((state.phase, state.counts.total()), (Phase::Empty, 0));
    }

    #[test]
    fn results_for_an_earlier_text_are_dropped() {
        let progress = Action::Engine(Event::Progress { revision: 1, share: 0.5 });
        let state = after(State::default(), [read(TEXT), read("Another text."), done(1, true), progress]);
        assert_eq!((state.phase, state.counts.total()), (Phase::Working(0.0), 0));
    }

    #[test]
    fn stopping_keeps_what_was_found() {
        let state = after(State::default(), [read(TEXT), Action::Stop]);
        assert_eq!(state.phase, Phase::Stopped);
        let state = after(state, [done(1, false)]);
        assert_eq!((state.phase, state.counts.total()), (Phase::Stopped, 2));
    }

    #[test]
    fn a_failure_leaves_the_text_and_can_be_tried_again() {
        let broke = || Failure::Broke("unreachable".into());
        let failed = || Action::Engine(Event::Failed(broke()));
        let state = after(State::default(), [failed(), read(TEXT), failed()]);
        assert_eq!(state.phase, Phase::Failed(broke()), "but not before there was a text");
        assert_eq!(&*state.text.canonical, TEXT);
        let state = after(state, [Action::Retry]);
        assert_eq!((state.phase, state.revision), (Phase::Working(0.0), 2));
    }

    #[test]
    fn a_card_that_the_pointer_opened_closes_when_it_leaves() {
        let state = after(ready(), [open(OSLO, POINTER)]);
        assert_eq!(state.explained(), [(1, Part::Entity), (0, Part::Content)]);
        assert_eq!(state.lit(), Some(0), "the attribution that Oslo is said in");
        assert_eq!(state.tab_stop, Some(RAIN), "the pointer does not move the keyboard's place");
        let state = after(state, [Action::FocusLeft]);
        assert!(state.card.is_some());
        assert_eq!(after(state, [Action::PointerLeft]).card, None);
    }

    #[test]
    fn a_pinned_card_stays_until_it_is_closed_or_the_keyboard_goes_on() {
        let pinned = after(ready(), [open(OSLO, By::Pin), open(RAIN, POINTER), Action::PointerLeft, Action::FocusLeft]);
        assert_eq!(pinned.card, Some(Card { at: OSLO, by: By::Pin }));
        assert_eq!(after(pinned.clone(), [open(RAIN, By::Focus)]).card, Some(Card { at: RAIN, by: By::Focus }));
        assert_eq!(after(pinned, [Action::Close]).card, None);
    }

    #[test]
    fn what_is_looked_at_stays_open_when_the_marks_settle() {
        let entity = |annotation: &Annotation| annotation.layer() == Layer::Entity;
        let only_oslo = || found(1, true, entity);
        let pinned = after(State::default(), [read(TEXT), only_oslo(), open(OSLO, By::Pin), done(1, true)]);
        assert_eq!(pinned.explained(), [(1, Part::Entity), (0, Part::Content)], "with what was found on top");
        assert_eq!((pinned.phase, pinned.tab_stop), (Phase::Ready, Some(OSLO)), "the keyboard stays where it was");

        let chosen = after(ready(), [Action::Choose(0), found(1, true, |annotation| !entity(annotation))]);
        assert_eq!((chosen.lit(), chosen.counts.total()), (Some(0), 1));

        let gone = after(ready(), [open(OSLO, By::Pin), Action::Choose(0), only_oslo()]);
        assert_eq!((gone.card, gone.chosen), (None, None), "an attribution that is no longer there cannot stay chosen");
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
            Action::Engine(Event::Evidence { revision, at, evidence })
        };
        let probability = |state: &State| state.evidence(1).map(|evidence| evidence.probability);
        let state = after(ready(), [evidence(0, 1, 0.2), evidence(1, 9, 0.2)]);
        assert_eq!(state.weighed, [], "of another text, and of no mark of this one");
        let state = after(state, [evidence(1, 1, 0.9), evidence(1, 1, 0.9)]);
        assert_eq!((probability(&state), state.weighed.len()), (Some(0.9), 1));
        assert_eq!(probability(&after(state.clone(), [open(OSLO, By::Pin), Action::Close])), Some(0.9));
        assert_eq!(probability(&after(state.clone(), [done(1, true)])), None, "places may be others now");
        assert_eq!(probability(&after(state, [read("Another text.")])), None);
    }

    #[test]
    fn the_model_is_asked_only_about_what_it_knows() {
        let can_be_weighed = |engine: &'static str, annotation: Annotation| {
            let analysis = Analysis { engine: engine.into(), annotations: vec![annotation], ..Analysis::default() };
            State { analysis: Rc::new(analysis), ..State::default() }.can_be_weighed(0)
        };
        let span = Span::new(OSLO, 12);
        let entity = |rule| Annotation::machine(Entity { span, kind: EntityKind::Place }, rule);
        let hedge = || Annotation::machine(Hedge { span, kind: HedgeKind::Modal, voice: None }, "hedge/modal");
        assert!(can_be_weighed("1.0.0", entity("entity/model")));
        assert!(can_be_weighed("1.0.0", entity("entity/model-acronym")));
        assert!(!can_be_weighed("1.0.0", entity("entity/date")));
        assert!(can_be_weighed("1.0.0", hedge()));
        assert!(!can_be_weighed("1.0.0+rules", hedge()));
    }

    #[test]
    fn there_is_no_card_where_nothing_is_marked() {
        let comma = 12;
        assert_eq!(after(ready(), [open(comma, By::Pin), open(999, By::Pin)]).card, None);
    }

    #[test]
    fn one_view_for_marks_stops_and_cards() {
        let state = after(ready(), [open(OSLO, By::Focus), Action::Toggle(Layer::Attribution)]);
        assert_eq!((state.card, state.lit()), (None, None));
        assert_eq!(state.tab_stop, Some(OSLO), "the first mark that is left");
        assert_eq!(state.counts.layer(Layer::Attribution), 1, "counts tell what there is, shown or not");
        let state = after(state, [read("Another text.")]);
        assert!(!state.view.shows_layer(Layer::Attribution), "a choice for the next text too");
    }

    #[test]
    fn choosing_lights_up_until_escape() {
        let state = after(ready(), [open(OSLO, By::Pin), Action::Choose(0)]);
        assert_eq!((state.card, state.lit(), state.tab_stop), (None, Some(0), Some(RAIN)));
        let state = after(state, [open(OSLO, By::Focus), Action::Close]);
        assert_eq!(state.lit(), Some(0), "the first Escape closes the card");
        assert_eq!(after(state, [Action::Close]).lit(), None, "the second lets go");
    }
}
