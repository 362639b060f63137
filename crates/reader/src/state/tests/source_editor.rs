//! Headings of the panel that a person corrects.

use super::*;
use reportedly_document::{Change, Edit, SourceClass, Speaker, resolve};

use crate::command::Tab;

const ARTICLE: &str = "Rain may come, Ana Diaz said. Snow could come, Diaz said. Fog is near, she said. \
    Hail is near, Bo Lund said. Wind is near, a forecaster said.";

fn span(words: &str) -> Span<reportedly_document::Byte> {
    let start = ARTICLE.find(words).unwrap_or_else(|| panic!("{words:?} is there"));
    Span::from(start..start + words.len())
}

/// What each source says, by the first word of it.
const SAID: [(&str, &str, SourceClass); 5] = [
    ("Rain may come", "Ana Diaz", SourceClass::Named),
    ("Snow could come", "Diaz", SourceClass::Named),
    ("Fog is near", "she", SourceClass::Pronoun),
    ("Hail is near", "Bo Lund", SourceClass::Named),
    ("Wind is near", "a forecaster", SourceClass::Anonymous),
];

/// "She" stands for the statement before; the names are marked as names.
fn analysis() -> Action {
    let said = |&(content, source, class): &(&str, &str, SourceClass)| {
        let after = span(content).end as usize;
        let start = after + ARTICLE[after..].find(source).expect("somebody says it");
        let source = Span::from(start..start + source.len());
        let source_class = Some(class);
        Annotation::machine(
            Attribution { source: vec![source], content: vec![span(content)], source_class, ..Attribution::default() },
            "test",
        )
    };
    let name = |words: &str| Annotation::machine(Entity { span: span(words), kind: EntityKind::Person }, "test");
    let mut annotations: Vec<Annotation> = SAID.iter().map(said).collect();
    annotations.extend([name("Ana Diaz"), name("Bo Lund")]);
    let short = ARTICLE.find(", Diaz said").expect("it is there") + 2;
    annotations
        .push(Annotation::machine(Entity { span: Span::from(short..short + 4), kind: EntityKind::Person }, "test"));
    assign_ids(ARTICLE, &mut annotations);
    let id = annotations[1].id.clone();
    if let Body::Attribution(attribution) = &mut annotations[2].body {
        attribution.refers_to = Some(id);
    }
    annotations.sort_by_key(|annotation| annotation.cover().start);
    let analysis = Analysis { annotations, ..Analysis::default() };
    Action::Engine(Event::Done { revision: 1, analysis: Rc::new(analysis), complete: true })
}

fn article() -> State {
    after(State::default(), [read(ARTICLE), analysis()])
}

/// The statement whose content begins with this word.
fn statement(state: &State, word: &str) -> MarkIndex {
    let is = |mark: &Annotation| mark.attribution().is_some_and(|it| it.content[0].of(ARTICLE).starts_with(word));
    MarkIndex(state.annotations().iter().position(is).expect("it is said"))
}

/// The headings, each with its kind and the first words of what stands below it.
fn headings(state: &State) -> Vec<String> {
    let said = |&index: &u32| {
        let attribution = state.annotations()[index as usize].attribution().expect("it is a statement");
        attribution.content[0].of(ARTICLE).split(' ').next().unwrap_or_default().to_owned()
    };
    let heading = |source: &reportedly_document::Source| {
        let said: Vec<String> = source.statements.iter().map(said).collect();
        format!("{} ({}): {}", source.name, source.class, said.join(" "))
    };
    state.derived.lists.sources.iter().map(heading).collect()
}

const BEFORE: [&str; 3] =
    ["Ana Diaz (named): Rain Snow Fog", "Bo Lund (named): Hail", "a forecaster (anonymous): Wind"];

fn merge(state: State, word: &str, with: &str) -> State {
    let (heading, with) = (statement(&state, word), statement(&state, with));
    after(
        state,
        [Command::EditSource(heading).into(), UiAction::ChooseMerge(Some(with)).into(), Command::MergeSources.into()],
    )
}

fn split(state: State, word: &str, how: Split) -> State {
    let of = statement(&state, word);
    after(
        state,
        [Command::EditSource(of).into(), UiAction::ChooseSplit(Some((of, how))).into(), Command::SplitSource.into()],
    )
}

fn rename(state: State, word: &str, name: &str) -> State {
    let heading = statement(&state, word);
    after(state, [Command::EditSource(heading).into(), EditAction::RenameSource(heading, name.into()).into()])
}

#[test]
fn headings_are_merged_in_one_step_whatever_is_shown() {
    assert_eq!(headings(&article()), BEFORE);
    let merged = ["Bo Lund (named): Rain Snow Fog Hail", "a forecaster (anonymous): Wind"];
    let state = merge(article(), "Rain", "Hail");
    assert_eq!(headings(&state), merged);
    assert_eq!(state.ui.announcement, "Merged: Ana Diaz is Bo Lund");
    assert_eq!(state.ui.source_editor, None);
    let state = after(state, [Command::Undo.into()]);
    assert_eq!(headings(&state), BEFORE);

    let pronouns = Command::Kind(Kind::Source(SourceClass::Pronoun));
    let state = merge(after(state, [pronouns.into()]), "Rain", "Hail");
    assert_eq!(headings(&after(state, [pronouns.into()])), merged, "what is not shown is merged as well");
}

#[test]
fn undo_leads_back_to_the_heading_that_it_restores_and_redo_to_what_it_made() {
    let led_to = |state: &State| match state.ui.focus {
        Some(Focus::ReturnToSource(first)) => {
            let source = state.source_of(first as usize).expect("it is a statement");
            assert_eq!((state.ui.tab, source.statements[0]), (Tab::Statements, first));
            source.name.clone()
        }
        _ => panic!("{:?}", state.ui.focus),
    };
    let names = Command::Tab(Tab::Names);
    let several = merge(article(), "Rain", "Hail");
    // A heading of one statement as well.
    let one = merge(article(), "Hail", "Rain");
    for (state, restored, made) in [(several, "Ana Diaz", "Bo Lund"), (one, "Bo Lund", "Ana Diaz")] {
        let state = after(state, [names.into(), Command::Undo.into()]);
        assert_eq!(led_to(&state), restored);
        assert_eq!(led_to(&after(state, [names.into(), Command::Redo.into()])), made);
    }
    let split = split(article(), "Fog", Split::Statement);
    assert_eq!(led_to(&after(split, [Command::Undo.into()])), "Ana Diaz");
    assert_eq!(led_to(&after(rename(article(), "Rain", "Gerda Diaz"), [Command::Undo.into()])), "Ana Diaz");
    // A heading that the filter leaves out is not led to.
    let hidden = merge(article(), "Hail", "Rain");
    let state = after(hidden, [Command::Layer(Layer::Attribution).into(), Command::Undo.into()]);
    assert!(!matches!(state.ui.focus, Some(Focus::ReturnToSource(_))));
}

#[test]
fn a_merged_heading_is_of_the_kind_of_the_other_one() {
    let state = merge(article(), "Rain", "Wind");
    assert_eq!(headings(&state), ["a forecaster (anonymous): Rain Snow Fog Wind", "Bo Lund (named): Hail"]);
    let called = rename(article(), "Wind", "Jo Voss");
    assert_eq!(headings(&called)[2], "Jo Voss (anonymous): Wind");
    let state = merge(called, "Hail", "Wind");
    assert_eq!(headings(&state)[1], "Jo Voss (anonymous): Hail Wind");
}

#[test]
fn a_statement_and_the_statements_of_a_name_are_split_off() {
    let state = split(article(), "Fog", Split::Statement);
    assert_eq!(headings(&state)[..2], ["Ana Diaz (named): Rain Snow", "she (pronoun): Fog"]);
    assert_eq!(state.ui.focus, Some(Focus::SourceName), "to be named");
    let state = split(article(), "Rain", Split::Statement);
    assert_eq!(headings(&state)[..2], ["Ana Diaz (2) (named): Rain", "Ana Diaz (named): Snow Fog"]);
    let state = split(article(), "Snow", Split::Words);
    assert_eq!(
        headings(&state)[..2],
        ["Ana Diaz (named): Rain", "Diaz (named): Snow Fog"],
        "she is who said it before"
    );
    let state = split(article(), "Hail", Split::Statement);
    assert_eq!(headings(&state), BEFORE);
    assert_eq!(state.ui.announcement, "These are all statements of this heading: rename it instead.");
}

#[test]
fn a_heading_is_renamed_and_an_empty_name_or_one_that_there_is_changes_nothing() {
    let state = rename(article(), "Rain", " Gerda\nDiaz ");
    assert_eq!(headings(&state)[0], "Gerda Diaz (named): Rain Snow Fog");
    for empty in ["", "  "] {
        let state = rename(article(), "Rain", empty);
        assert_eq!(headings(&state), BEFORE);
        assert_eq!(state.ui.announcement, "A heading needs a name. It is called as before.");
    }
    let state = rename(article(), "Rain", "bo lund");
    assert_eq!(headings(&state), BEFORE);
    assert_eq!(state.ui.announcement, "There is a heading “bo lund” already. Merge the two, or choose another name.");
    let state = after(state, [Command::MergeSources.into()]);
    assert_eq!(headings(&state)[0], "Bo Lund (named): Rain Snow Fog Hail", "the merge that it offers");
}

#[test]
fn a_merge_with_itself_is_a_sentence_and_nothing_more() {
    let state = merge(article(), "Rain", "Snow");
    assert_eq!(headings(&state), BEFORE);
    assert_eq!(state.ui.announcement, "A heading cannot be merged with itself. Nothing was changed.");
    assert!(!state.session.work.history.can_undo());
}

#[test]
fn the_kind_of_a_source_is_the_persons_to_set() {
    let anonymous = SourceClass::ALL.iter().position(|&class| class == SourceClass::Anonymous).expect("it is a kind");
    let state = article();
    let heading = statement(&state, "Rain");
    let state = after(state, [EditAction::SetSourceClass(heading, anonymous).into()]);
    assert_eq!(headings(&state)[0], "Ana Diaz (anonymous): Rain Snow Fog");
    assert_eq!(headings(&after(state, [Command::Undo.into()])), BEFORE);
}

#[test]
fn a_speaker_is_typed_and_is_no_longer_inferred() {
    let state = article();
    let fog = statement(&state, "Fog");
    assert_eq!(state.speaker_origin(fog.0), SpeakerOrigin::Engine);
    let state = after(state, [EditAction::TypeSpeaker(fog, "Eva Holm".into()).into()]);
    assert_eq!(headings(&state)[..2], ["Ana Diaz (named): Rain Snow", "Eva Holm (named): Fog"]);
    assert_eq!(state.speaker_origin(statement(&state, "Fog").0), SpeakerOrigin::Person);
    let inferred = state.derived.lists.inferred(ARTICLE, state.annotations(), statement(&state, "Fog").0);
    assert_eq!(inferred.as_deref(), Some("Eva Holm"));
    let state = after(state, [EditAction::TypeSpeaker(fog, "bo lund".into()).into()]);
    assert_eq!(headings(&state)[1], "Bo Lund (named): Fog Hail", "one who is named is that one");
    let state = after(state, [Command::Undo.into(), Command::Undo.into()]);
    assert_eq!(headings(&state), BEFORE);
}

#[test]
fn two_statements_cannot_be_each_others_source() {
    let state = article();
    let wind = statement(&state, "Wind");
    // "She" refers to the forecaster's statement.
    let forecaster =
        state.derived.lists.speakers.iter().position(|one| one.name == "a forecaster").expect("a candidate");
    let fog = statement(&state, "Fog");
    let state = after(state, [EditAction::SetSpeaker(fog, forecaster).into()]);
    assert_eq!(headings(&state)[1], "a forecaster (anonymous): Fog Wind");
    for statement in [wind, statement(&state, "Wind")] {
        let before = state.session.work.history.edits().len();
        let forecaster = state.derived.lists.speakers.iter().position(|one| one.name == "a forecaster").expect("one");
        let state = after(state.clone(), [EditAction::SetSpeaker(statement, forecaster).into()]);
        assert_eq!(state.ui.announcement, strings::CIRCLE);
        assert_eq!(state.session.work.history.edits().len(), before);
        assert_eq!(state.derived.resolved.conflicts, []);
    }
}

#[test]
fn a_file_without_its_edits_still_says_who_was_called_what() {
    let state = merge(article(), "Rain", "Wind");
    let machine = &state.engine.found.annotations;
    let resolved = resolve(ARTICLE, machine, state.session.work.history.edits()).annotations;
    let again = resolve(ARTICLE, &resolved, state.session.work.history.edits()).annotations;
    assert_eq!(again, resolved, "resolved twice is resolved once");
    let rain = resolved.iter().find(|mark| mark.speaker().is_some()).expect("a person has set it");
    assert_eq!((rain.speaker().as_deref(), rain.origin), (Some("a forecaster"), Origin::Person));
}

#[test]
fn a_name_that_is_none_is_in_doubt_and_nothing_is_lost() {
    let state = article();
    let mark = &state.annotations()[statement(&state, "Rain").0];
    let edit: Edit = state.derived.resolved.edit(mark, Change::Speaker(Speaker::Named(" ".into())));
    let resolved = resolve(ARTICLE, &state.engine.found.annotations, &[edit]);
    assert_eq!(resolved.conflicts.len(), 1);
    assert_eq!(resolved.annotations, state.engine.found.annotations);
}

#[test]
fn escape_closes_what_a_heading_is_corrected_with_and_leads_back_to_its_button() {
    let state = article();
    let heading = statement(&state, "Rain");
    let state = after(state, [Command::EditSource(heading).into(), Command::Close.into()]);
    assert_eq!((state.ui.source_editor, state.ui.focus), (None, Some(Focus::SourceButton(heading.0 as u32))));
}

#[test]
fn where_nothing_can_be_corrected_that_is_said() {
    let mut state = article();
    state.host.read_only = true;
    let heading = statement(&state, "Rain");
    let state = after(state, [Command::EditSource(heading).into()]);
    assert_eq!((&*state.ui.announcement, state.ui.source_editor), (strings::READ_ONLY, None));
}

/// More letters than a button has.
const LONG: &str = "the Federal Office for the Protection of Harbours, Coasts and Islands";

#[test]
fn a_long_name_is_stored_whole() {
    let state = rename(article(), "Rain", LONG);
    assert_eq!(headings(&state)[0], format!("{LONG} (named): Rain Snow Fog"));
    assert_eq!(state.ui.announcement, format!("Renamed: {LONG}"));
    // Another one that begins as this one does is another heading, and a statement of it has its name.
    let other = LONG.replace("Islands", "Lakes");
    let state = rename(state, "Hail", &other);
    assert_eq!(headings(&state)[1], format!("{other} (named): Hail"));
    let wind = statement(&state, "Wind");
    let state = after(state, [EditAction::TypeSpeaker(wind, other.to_uppercase()).into()]);
    assert_eq!(headings(&state)[1], format!("{other} (named): Hail Wind"));
    let fog = statement(&state, "Fog");
    let state = after(state, [EditAction::TypeSpeaker(fog, "x".repeat(300)).into()]);
    assert_eq!(headings(&state)[1], format!("{} (named): Fog", "x".repeat(NAME)), "as long as the box lets it be");
}

#[test]
fn words_of_sources_that_only_begin_alike_are_not_split_off_together() {
    let article = format!("Rain may come, {LONG} said. Snow could come, {LONG} said. Hail is near, {LONG} again said.");
    let span = |words: &str, nth: usize| {
        let (start, _) = article.match_indices(words).nth(nth).expect("the words are there");
        Span::from(start..start + words.len())
    };
    let again = [LONG, " again"].concat();
    let said = |content, source| {
        let source_class = Some(SourceClass::Named);
        let said = Attribution { source: vec![source], content: vec![content], source_class, ..Attribution::default() };
        Annotation::machine(said, "test")
    };
    let mut annotations = vec![
        said(span("Rain may come", 0), span(LONG, 0)),
        said(span("Snow could come", 0), span(LONG, 1)),
        said(span("Hail is near", 0), span(&again, 0)),
    ];
    assign_ids(&article, &mut annotations);
    let analysis = Analysis { annotations, ..Analysis::default() };
    let done = Action::Engine(Event::Done { revision: 1, analysis: Rc::new(analysis), complete: true });
    let state = after(State::default(), [read(&article), done]);
    let names = |state: &State| {
        let names = state.derived.lists.sources.iter().map(|source| (source.name.clone(), source.statements.len()));
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(&state), [(LONG.to_owned(), 2), (again.clone(), 1)]);
    let merged = [
        Command::EditSource(MarkIndex(2)).into(),
        UiAction::ChooseMerge(Some(MarkIndex(0))).into(),
        Command::MergeSources.into(),
    ];
    let state = after(state, merged);
    assert_eq!(names(&state), [(LONG.to_owned(), 3)]);
    let split = [
        Command::EditSource(MarkIndex(2)).into(),
        UiAction::ChooseSplit(Some((MarkIndex(2), Split::Words))).into(),
        Command::SplitSource.into(),
    ];
    assert_eq!(names(&after(state, split)), [(LONG.to_owned(), 2), (again, 1)]);
}

#[test]
fn a_name_that_is_being_typed_stays_in_its_box_whatever_happens() {
    let state = article();
    let fog = statement(&state, "Fog");
    let id = state.annotations()[fog.0].id.clone();
    let pinned = || open(span("Fog is near").start, CardTrigger::Pin);
    let typed = EditAction::Type(TextBox::Speaker, fog, "Eva H".into());
    let state = after(state, [pinned(), typed.into(), UiAction::PointerLeft.into(), analysis()]);
    let in_box = |state: &State| state.written(TextBox::Speaker, &id).map(str::to_owned);
    assert_eq!(in_box(&state).as_deref(), Some("Eva H"));
    assert_eq!(headings(&state), BEFORE, "it is not set yet");
    let set = after(state.clone(), [EditAction::TypeSpeaker(statement(&state, "Fog"), "Eva Holm".into()).into()]);
    assert_eq!((in_box(&set), &*headings(&set)[1]), (None, "Eva Holm (named): Fog"));
    let closed = after(state, [Command::Close.into(), pinned()]);
    assert_eq!(in_box(&closed), None);

    let state = article();
    let rain = statement(&state, "Rain");
    let id = state.annotations()[rain.0].id.clone();
    let typed = EditAction::Type(TextBox::Heading, rain, "Gerda D".into());
    let state = after(state, [Command::EditSource(rain).into(), typed.into(), analysis()]);
    assert!(state.ui.source_editor.is_some());
    assert_eq!(state.written(TextBox::Heading, &id), Some("Gerda D"), "the model's marks have come");
    let state = after(state, [EditAction::RenameSource(rain, "Gerda Diaz".into()).into()]);
    assert_eq!(
        (state.written(TextBox::Heading, &id), &*headings(&state)[0]),
        (None, "Gerda Diaz (named): Rain Snow Fog")
    );
}

#[test]
fn what_a_heading_is_corrected_with_closes_when_its_heading_is_not_listed_any_more() {
    let state = article();
    let fog = statement(&state, "Fog");
    let state = after(state, [Command::EditSource(fog).into()]);
    let without = |word: &'static str| {
        let Action::Engine(Event::Done { analysis, .. }) = analysis() else { panic!("it is one") };
        let mut analysis = Analysis::clone(&analysis);
        let is = |mark: &Annotation| mark.attribution().is_none_or(|it| !it.content[0].of(ARTICLE).starts_with(word));
        analysis.annotations.retain(is);
        Action::Engine(Event::Done { revision: 1, analysis: Rc::new(analysis), complete: true })
    };
    let bo = state.annotations().iter().position(|mark| mark.cover() == span("Bo Lund")).expect("he is named");
    let chosen = Command::Choose(MarkIndex(bo));
    for hides in [Command::Tab(Tab::Names).into(), Command::Layer(Layer::Attribution).into(), without("Fog")] {
        let state = after(state.clone(), [chosen.into(), hides, Command::Tab(Tab::Statements).into()]);
        assert_eq!(state.ui.source_editor, None);
        assert!(!state.ui.chosen_marks.is_empty());
        let state = after(state, [Command::Close.into()]);
        assert!(state.ui.chosen_marks.is_empty(), "Escape does what is to be seen");
    }
    assert!(after(state, [without("Hail")]).ui.source_editor.is_some(), "another heading may go");
}
