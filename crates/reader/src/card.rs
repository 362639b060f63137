//! The card of a mark, and what selected words can become.

use reportedly_document::{
    Annotation, Attribution, Body, EntityKind, Form, HedgeKind, Kind, Label, Labels, Origin, Part, SourceClass, Stance,
};
use yew::{Html, NodeRef};

use super::command::{Command, button};
use super::evidence::{self, EvidenceState};
use super::excerpt::{button_words, excerpt, source_words, words};
use super::field::Field;
use super::state::{NAME, SpeakerOrigin, State, TextBox};
use crate::strings;
use crate::vdom::{Tag, classed, tag, text};

/// A mark that a card explains.
pub(super) struct Explained {
    /// Which annotation, by its index.
    pub(super) index: usize,
    /// The part of it that lies here.
    pub(super) part: Part,
    pub(super) evidence: EvidenceState,
}

/// Says of every mark at one place what it is: in one line while the pointer or the keyboard passes by, and at length, with what
/// can be done about it, when somebody has asked for it with a click or Enter.
pub(super) fn card(state: &State, marks: &[Explained], description: &str, node: &NodeRef) -> Tag {
    let pinned = state.is_pinned();
    let described: Vec<String> = marks.iter().map(|mark| spoken(state, mark)).collect();
    let described = classed("p", "reportedly-hidden").attr("id", description.to_owned()).text(described.join(" "));
    let card = shell(node, strings::CARD).flag("data-pinned", pinned).child(described);
    if !pinned {
        let line: Vec<String> = marks.iter().map(|mark| line(state, mark)).collect();
        return card.child(classed("p", "reportedly-line").attr("aria-hidden", "true").text(line.join(" · ")));
    }
    let entries = marks.iter().map(|mark| entry(state, mark)).collect();
    card.child(close()).children(entries).child_opt(others(state, marks))
}

/// The card's frame.
pub(super) fn shell(node: &NodeRef, label: &'static str) -> Tag {
    classed("div", "reportedly-card")
        .part("card")
        .node_ref(node)
        .attr("data-testid", "card")
        .attr("role", "group")
        .attr("aria-label", label)
        .attr("tabindex", "-1")
}

pub(super) fn close() -> Tag {
    button(Command::Close, "×").attr("class", "reportedly-close").attr("aria-label", strings::CLOSE)
}

/// What is known of one mark: first what can be done about it, then what it is, then why it is there.
fn entry(state: &State, mark: &Explained) -> Html {
    let &Explained { index, part, .. } = mark;
    let annotation = &state.annotations()[index];
    let title = match &annotation.body {
        Body::Entity(entity) => strings::entity_kind(entity.kind),
        Body::Hedge(hedge) => strings::hedge_kind(hedge.kind),
        Body::Attribution(_) => strings::part(part),
    };
    let heading = tag("h3")
        .child(classed("span", "reportedly-kind").text(strings::layer_one(annotation.layer())))
        .child(classed("span", "reportedly-title").text(title))
        .child(classed("span", "reportedly-origin").text(strings::origin(annotation.origin)));
    let why =
        annotation.rule.as_deref().and_then(|rule| state.derived.analysis.why(rule)).map(|why| {
            classed("p", "reportedly-why").child(tag("span").text(strings::WHY)).text(" ").text(why.to_owned())
        });
    let note = annotation.note.as_ref().filter(|_| state.host.read_only);
    let note = note.map(|note| tag("p").child(tag("span").text(strings::NOTE)).text(": ").text(note.clone()));
    tag("section")
        .attr("data-layer", annotation.layer().label())
        .key(annotation.id.as_str())
        .child(heading)
        .child(actions(state, index, annotation))
        .html_child(details(state, index, annotation))
        .child_opt(note)
        .child_opt((!state.host.read_only).then(|| correct(state, index, annotation)))
        .child_opt(why)
        .children(evidence::draw(annotation, &mark.evidence))
        .into_html()
}

/// Right, wrong, and a link to the mark.
fn actions(state: &State, index: usize, annotation: &Annotation) -> Tag {
    let name = button_words(annotation.cover().of(&state.session.text.canonical));
    let named =
        |command: Command, label: &'static str| button(command, label).attr("aria-label", format!("{label}: {name}"));
    let touched = annotation.origin != Origin::Machine || annotation.note.is_some();
    let verdict = |button: Tag| (!state.host.read_only).then_some(button);
    // Each has its place, there or not: the button that was pressed keeps the focus, and does not become another one.
    classed("p", "reportedly-actions")
        .child_opt(verdict(
            named(Command::Accept(index.into()), strings::RIGHT).pressed(annotation.origin == Origin::Confirmed),
        ))
        .child_opt(verdict(named(Command::Reject(index.into()), strings::WRONG)))
        .child_opt(if touched { verdict(named(Command::Reset(index.into()), strings::RESET_MARK)) } else { None })
        .child(button(Command::Share(index.into()), strings::SHARE_MARK))
}

/// What a mark is about.
fn details(state: &State, index: usize, annotation: &Annotation) -> Html {
    let text = &state.session.text;
    let quoted = |span| classed("p", "reportedly-words").attr("dir", "auto").text(words(&[span], text)).into_html();
    match &annotation.body {
        Body::Entity(entity) => quoted(entity.span),
        Body::Hedge(hedge) => {
            let meaning = tag("p").text(strings::hedge_meaning(hedge.kind));
            let voice = hedge.voice.map(|voice| crate::vdom::text(format!(" {}", strings::voice(voice))));
            [quoted(hedge.span), meaning.html_opt(voice).into_html()].into_iter().collect()
        }
        Body::Attribution(attribution) => of_attribution(state, index, attribution),
    }
}

fn of_attribution(state: &State, index: usize, attribution: &Attribution) -> Html {
    let text = &state.session.text;
    let Attribution { source, cue, content, via, form, source_class, stance, .. } = attribution;
    let mut rows: Vec<Html> = Vec::new();
    let mut row = |part: Part, words: String| {
        if !words.is_empty() {
            rows.push(tag("dt").text(strings::part(part)).into_html());
            rows.push(tag("dd").attr("data-part", part.label()).attr("dir", "auto").text(words).into_html());
        }
    };
    row(Part::Source, source_words(source, text));
    row(Part::Cue, words(cue, text));
    row(Part::Content, excerpt(content, text));
    row(Part::Via, words(via, text));
    let inferred = state.derived.lists.inferred(&text.canonical, state.annotations(), index).map(|name| {
        match state.speaker_origin(index) {
            SpeakerOrigin::Engine | SpeakerOrigin::Unknown => strings::stands_for(&source_words(source, text), &name),
            SpeakerOrigin::Person => strings::speaker_set_by_hand(&name),
        }
    });
    let facts = [
        inferred,
        source_class.map(|class| strings::source_class(class).to_owned()),
        form.map(|form| strings::form(form).to_owned()),
        stance.map(|stance| strings::stance(stance).to_owned()),
    ];
    let facts = facts.into_iter().flatten().map(|fact| tag("li").text(fact).into_html()).collect();
    [tag("dl").children(rows).into_html(), tag("ul").children(facts).into_html()].into_iter().collect()
}

/// What a mark is called, whose it is, and what is noted about it.
fn correct(state: &State, index: usize, annotation: &Annotation) -> Tag {
    let touched = annotation.origin != Origin::Machine || annotation.note.is_some();
    let labels = match Labels::of(annotation) {
        Labels::Entity(kind) => {
            vec![choice(index, Part::Entity, strings::KIND, kind as usize, true, names(strings::entity_kind))]
        }
        Labels::Hedge(kind) => {
            vec![choice(index, Part::Hedge, strings::KIND, kind as usize, true, names(strings::hedge_kind))]
        }
        Labels::Attribution { form, source_class, stance } => vec![
            speaker(state, index),
            choice(
                index,
                Part::Source,
                strings::SOURCE_IS,
                label_index(source_class),
                source_class.is_some(),
                names::<SourceClass>(strings::source_class),
            ),
            choice(
                index,
                Part::Cue,
                strings::CUE_IS,
                label_index(stance),
                stance.is_some(),
                names::<Stance>(strings::stance),
            ),
            choice(
                index,
                Part::Content,
                strings::CONTENT_IS,
                label_index(form),
                form.is_some(),
                names::<Form>(strings::form),
            ),
        ],
    };
    let same = state.same_words(index).len();
    let more = classed("p", "reportedly-actions")
        .child_opt(
            (same > 1 && annotation.attribution().is_none() && touched)
                .then(|| button(Command::RelabelSameWords(index.into()), strings::same_for_all(same))),
        )
        .child_opt((annotation.origin == Origin::Machine).then(|| {
            let phrase = reportedly_document::Phrase::of(&state.session.text.canonical, annotation);
            button(Command::Hide(index.into()), strings::hide_phrase(&button_words(&phrase.words), same))
        }));
    let written = state.written(TextBox::Note, &annotation.id);
    let note = written.or(annotation.note.as_deref()).unwrap_or_default();
    let box_of_note = tag("textarea")
        .attr("data-set", Field::Note(index.into()).to_string())
        .attr("aria-label", strings::NOTE)
        .attr("maxlength", super::state::NOTE.to_string())
        .attr("rows", "2")
        .value(note.to_owned());
    // Also where it is being emptied.
    let is_open = written.is_some() || !note.is_empty();
    let note = tag("details").flag("open", is_open).child(tag("summary").text(strings::NOTE)).child(box_of_note);
    classed("div", "reportedly-correct").children(labels).child(more).child(note)
}

fn names<L: Label>(name: fn(L) -> &'static str) -> Vec<&'static str> {
    L::ALL.iter().map(|&label| name(label)).collect()
}

fn label_index<L: Label + PartialEq>(label: Option<L>) -> usize {
    label.and_then(|label| L::ALL.iter().position(|&one| one == label)).unwrap_or(usize::MAX)
}

/// A list of labels to choose from.
fn choice(index: usize, list: Part, what: &'static str, now: usize, known: bool, names: Vec<&'static str>) -> Html {
    let mut options: Vec<Html> = Vec::with_capacity(names.len() + 1);
    if !known {
        options.push(tag("option").attr("value", "").flag("selected", true).text("–").into_html());
    }
    for (value, name) in names.into_iter().enumerate() {
        options.push(option(value.to_string(), name.to_owned(), value == now));
    }
    field(what, tag("select").attr("data-set", Field::Label(index.into(), list).to_string()).children(options))
}

fn option(value: String, name: String, selected: bool) -> Html {
    // `showChoices` sees to a select whose choice the browser has moved away from what is so.
    tag("option").attr("value", value).flag("selected", selected).text(name).into_html()
}

fn field(what: &'static str, control: Tag) -> Html {
    classed("label", "reportedly-field").child(tag("span").text(what)).child(control).into_html()
}

/// Who says it: somebody from a list, words of the text, or nobody.
fn speaker(state: &State, index: usize) -> Html {
    let annotation = &state.annotations()[index];
    let now = state.derived.lists.speaker(&state.session.text.canonical, state.annotations(), index);
    let typed = annotation.speaker();
    // Whom it is by now comes first, whether that is inferred or set.
    let mut options = match now.filter(|_| typed.is_none()) {
        Some(now) => vec![option(now.to_string(), button_words(&state.derived.lists.speakers[now].name), true)],
        None => {
            let as_is = typed.as_deref().map_or_else(|| strings::SPEAKER_AS_IS.to_owned(), button_words);
            vec![option("as-is".into(), as_is, true)]
        }
    };
    for (value, candidate) in state.derived.lists.speakers.iter().enumerate() {
        // Nor can a statement be by one that stands for it.
        if now != Some(value) && !state.derived.lists.leads_to(candidate.mark, index) {
            options.push(option(value.to_string(), button_words(&candidate.name), false));
        }
    }
    options.push(option("nobody".into(), strings::NO_SOURCE.into(), false));
    let select = tag("select").attr("data-set", Field::Speaker(index.into()).to_string()).children(options);
    let written = state.written(TextBox::Speaker, &annotation.id).map(str::to_owned);
    let box_of_name = tag("input")
        .attr("data-set", Field::SpeakerName(index.into()).to_string())
        .attr("aria-label", strings::SPEAKER_TYPED)
        .attr("placeholder", strings::SPEAKER_TYPED_HINT)
        .attr("maxlength", NAME.to_string())
        .attr("autocomplete", "off")
        .value(written.or(typed).unwrap_or_default());
    let waits = |part: Part| state.ui.picking.as_ref().is_some_and(|(id, of)| *id == annotation.id && *of == part);
    let pick = |part: Part, label: &'static str| button(Command::Pick(index.into(), part), label).pressed(waits(part));
    let picks = classed("p", "reportedly-actions")
        .child(pick(Part::Source, strings::PICK_SOURCE))
        .child(pick(Part::Cue, strings::PICK_CUE));
    let hint = [Part::Source, Part::Cue].into_iter().find(|&part| waits(part)).map(strings::picking);
    let hint = hint.map(|hint| classed("p", "reportedly-hint").attr("data-testid", "picking").text(hint).into_html());
    // The hint has its place, there or not: the button that was pressed keeps the focus.
    let typed = classed("p", "reportedly-typed").child(box_of_name).into_html();
    [field(strings::SPEAKER, select), typed, picks.into_html(), hint.unwrap_or_default()].into_iter().collect()
}

/// Says that words are waited for, while no card and no selection says so.
pub(super) fn picking(state: &State) -> Option<Tag> {
    let (_, part) =
        state.ui.picking.as_ref().filter(|_| state.ui.card.is_none() && state.ui.selected_words.is_none())?;
    let hint = classed("p", "reportedly-picking").attr("data-testid", "picking").text(strings::picking(*part));
    Some(hint.child(button(Command::Close, strings::PICKING_END)))
}

/// The other marks of the sentence, to go on to: on a touch screen they are small.
fn others(state: &State, marks: &[Explained]) -> Option<Tag> {
    let first = marks.first()?;
    let here = state.ui.card?.segment;
    let sentence = reportedly_document::sentence_at(&state.derived.analysis.sentences, here)?;
    let shows = state.session.work.view.filter(&state.derived.analysis.asides);
    let mut rows: Vec<Html> = Vec::new();
    for (index, annotation) in state.annotations().iter().enumerate() {
        let inside = sentence.holds(annotation.cover().start) && shows(annotation);
        if inside && index != first.index && !marks.iter().any(|mark| mark.index == index) {
            let words = button_words(annotation.cover().of(&state.session.text.canonical));
            let what = strings::layer_one(annotation.layer());
            rows.push(tag("li").child(button(Command::Choose(index.into()), format!("{what}: {words}"))).into_html());
        }
    }
    let title = tag("h3").text(strings::IN_SENTENCE);
    (!rows.is_empty()).then(|| classed("section", "reportedly-others").child(title).child(tag("ul").children(rows)))
}

fn kind_of(state: &State, mark: &Explained) -> String {
    match &state.annotations()[mark.index].body {
        Body::Entity(entity) => strings::spoken_entity(entity.kind),
        Body::Hedge(hedge) => strings::spoken_hedge(hedge.kind, hedge.voice),
        Body::Attribution(attribution) => {
            strings::spoken_attribution(mark.part, &source_words(&attribution.source, &state.session.text))
        }
    }
}

/// A mark in a few words.
fn line(state: &State, mark: &Explained) -> String {
    let annotation = &state.annotations()[mark.index];
    let mut words = kind_of(state, mark).trim_end_matches('.').to_owned();
    for (is, more) in [
        (annotation.origin != Origin::Machine, strings::origin(annotation.origin)),
        (annotation.is_unsure(), strings::UNSURE),
        (annotation.note.is_some(), strings::NOTE),
    ] {
        if is {
            words.push_str(" · ");
            words.push_str(more);
        }
    }
    words
}

/// What a screen reader says of a mark: enough to know it by, without the card's details.
fn spoken(state: &State, mark: &Explained) -> String {
    let annotation = &state.annotations()[mark.index];
    let what = kind_of(state, mark);
    let sure = annotation.confidence.map(|confidence| format!("{}.", strings::confidence(confidence)));
    let settled = (annotation.origin != Origin::Machine).then(|| format!("{}.", strings::origin(annotation.origin)));
    let note = annotation.note.as_ref().map(|note| format!("{}: {note}.", strings::NOTE));
    let parts = [Some(what), settled, sure, mark.evidence.words(annotation.layer()), note];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What the words that are selected can become.
pub(super) fn toolbar(state: &State, words: &str, node: &NodeRef) -> Tag {
    let name = strings::mark_words(&button_words(words));
    let pick = state.ui.picking.as_ref().map(|(_, part)| {
        classed("p", "reportedly-actions")
            .child(button(Command::Picked, strings::picked(*part)).attr("class", "reportedly-primary"))
    });
    let attach = state.host.pending_mark.as_ref().map(|attaching| {
        let button = button(Command::Attach, strings::attach(&button_words(&attaching.words)))
            .attr("class", "reportedly-primary");
        classed("p", "reportedly-actions").child(button)
    });
    let kinds = |what: &'static str, kinds: Vec<Kind>| {
        let buttons = kinds.into_iter().map(|kind| button(Command::Add(Some(kind)), strings::kind(kind)).into_html());
        classed("div", "reportedly-kinds")
            .attr("role", "group")
            .attr("aria-label", what)
            .child(tag("h3").text(what))
            .children(buttons.collect())
    };
    let entities = EntityKind::ALL.iter().copied().map(Kind::Entity).collect();
    let hedges = HedgeKind::ALL.iter().copied().map(Kind::Hedge).collect();
    shell(node, strings::SELECTION)
        .attr("data-selection", "")
        .child(close())
        .child(classed("p", "reportedly-words").attr("dir", "auto").html_child(text(name)))
        .child_opt(pick)
        .child_opt(attach)
        .child(kinds(strings::AS_ENTITY, entities))
        .child(kinds(strings::AS_HEDGE, hedges))
        .child(
            classed("div", "reportedly-kinds")
                .child(tag("h3").text(strings::AS_STATEMENT))
                .child(button(Command::Add(None), strings::STATEMENT)),
        )
}
