//! The card of a mark, and what selected words can become.

use reportedly_document::{Annotation, Attribution, Body, Form, Label, Labels, Origin, Part, SourceClass, Stance};
use yew::{Html, NodeRef};

use super::drawing::is_unsure;
use super::opinion::{self, Opinion};
use super::state::{SpeakerOrigin, State};
use super::words::{excerpt, one_line, source_words, words};
use crate::el::{El, button, el, of, text};
use crate::strings;

/// A mark that a card explains.
pub(super) struct Explained {
    /// Which annotation, by its place.
    pub(super) at: usize,
    /// The part of it that lies here.
    pub(super) part: Part,
    pub(super) opinion: Opinion,
}

/// Says of every mark at one place what it is: in one line while the pointer or the keyboard passes by, and at length, with what
/// can be done about it, when somebody has asked for it with a click or Enter.
pub(super) fn card(state: &State, marks: &[Explained], description: &str, place: &NodeRef) -> El {
    let pinned = state.is_pinned();
    let described: Vec<String> = marks.iter().map(|mark| spoken(state, mark)).collect();
    let described = of("p", "reportedly-hidden").put("id", description.to_owned()).text(described.join(" "));
    let card = shell(place, strings::CARD).flag("data-pinned", pinned).with(described);
    if !pinned {
        let line: Vec<String> = marks.iter().map(|mark| line(state, mark)).collect();
        return card.with(of("p", "reportedly-line").put("aria-hidden", "true").text(line.join(" · ")));
    }
    let entries = marks.iter().map(|mark| entry(state, mark)).collect();
    card.with(close()).list(entries).with_some(others(state, marks))
}

/// The card's frame.
pub(super) fn shell(place: &NodeRef, label: &'static str) -> El {
    of("div", "reportedly-card")
        .part("card")
        .at(place)
        .put("data-testid", "card")
        .put("role", "group")
        .put("aria-label", label)
        .put("tabindex", "-1")
}

pub(super) fn close() -> El {
    button("close", "×").put("class", "reportedly-close").put("aria-label", strings::CLOSE)
}

/// What is known of one mark: first what can be done about it, then what it is, then why it is there.
fn entry(state: &State, mark: &Explained) -> Html {
    let &Explained { at, part, .. } = mark;
    let annotation = &state.analysis.annotations[at];
    let title = match &annotation.body {
        Body::Entity(entity) => strings::entity_kind(entity.kind),
        Body::Hedge(hedge) => strings::hedge_kind(hedge.kind),
        Body::Attribution(_) => strings::part(part),
    };
    let heading = el("h3")
        .with(of("span", "reportedly-kind").text(strings::layer_one(annotation.layer())))
        .with(of("span", "reportedly-title").text(title))
        .with(of("span", "reportedly-origin").text(strings::origin(annotation.origin)));
    let why = annotation
        .rule
        .as_deref()
        .and_then(|rule| state.analysis.why(rule))
        .map(|why| of("p", "reportedly-why").with(el("span").text(strings::WHY)).text(" ").text(why.to_owned()));
    let note = annotation.note.as_ref().filter(|_| state.read_only);
    let note = note.map(|note| el("p").with(el("span").text(strings::NOTE)).text(": ").text(note.clone()));
    el("section")
        .put("data-layer", annotation.layer().label())
        .key(annotation.id.as_str())
        .with(heading)
        .with(actions(state, at, annotation))
        .add(details(state, at, annotation))
        .with_some(note)
        .with_some((!state.read_only).then(|| correct(state, at, annotation)))
        .with_some(why)
        .list(opinion::draw(annotation, &mark.opinion))
        .html()
}

/// Right, wrong, and a link to the mark.
fn actions(state: &State, at: usize, annotation: &Annotation) -> El {
    let name = one_line(annotation.cover().of(&state.text.canonical));
    let named =
        |command: String, label: &'static str| button(command, label).put("aria-label", format!("{label}: {name}"));
    let touched = annotation.origin != Origin::Machine || annotation.note.is_some();
    let verdict = |button: El| (!state.read_only).then_some(button);
    // Each has its place, there or not: the button that was pressed keeps the focus, and does not become another one.
    of("p", "reportedly-actions")
        .with_some(verdict(
            named(format!("accept {at}"), strings::RIGHT).pressed(annotation.origin == Origin::Confirmed),
        ))
        .with_some(verdict(named(format!("reject {at}"), strings::WRONG)))
        .with_some(if touched { verdict(named(format!("reset {at}"), strings::RESET_MARK)) } else { None })
        .with(button(format!("share {at}"), strings::SHARE_MARK))
}

/// What a mark is about.
fn details(state: &State, at: usize, annotation: &Annotation) -> Html {
    let text = &state.text;
    let quoted = |span| of("p", "reportedly-words").put("dir", "auto").text(words(&[span], text)).html();
    match &annotation.body {
        Body::Entity(entity) => quoted(entity.span),
        Body::Hedge(hedge) => {
            let meaning = el("p").text(strings::hedge_meaning(hedge.kind));
            let voice = hedge.voice.map(|voice| crate::el::text(format!(" {}", strings::voice(voice))));
            [quoted(hedge.span), meaning.maybe(voice).html()].into_iter().collect()
        }
        Body::Attribution(attribution) => of_attribution(state, at, attribution),
    }
}

fn of_attribution(state: &State, at: usize, attribution: &Attribution) -> Html {
    let text = &state.text;
    let Attribution { source, cue, content, via, form, source_class, stance, .. } = attribution;
    let mut rows: Vec<Html> = Vec::new();
    let mut row = |part: Part, words: String| {
        if !words.is_empty() {
            rows.push(el("dt").text(strings::part(part)).html());
            rows.push(el("dd").put("data-part", part.label()).put("dir", "auto").text(words).html());
        }
    };
    row(Part::Source, source_words(source, text));
    row(Part::Cue, words(cue, text));
    row(Part::Content, excerpt(content, text));
    row(Part::Via, words(via, text));
    let inferred = state.facts.inferred(&text.canonical, &state.analysis.annotations, at).map(|name| {
        match state.speaker_origin(at) {
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
    let facts = facts.into_iter().flatten().map(|fact| el("li").text(fact).html()).collect();
    [el("dl").list(rows).html(), el("ul").list(facts).html()].into_iter().collect()
}

/// What a mark is called, whose it is, and what is noted about it.
fn correct(state: &State, at: usize, annotation: &Annotation) -> El {
    let touched = annotation.origin != Origin::Machine || annotation.note.is_some();
    let labels = match Labels::of(annotation) {
        Labels::Entity(kind) => {
            vec![choice(at, Part::Entity, strings::KIND, kind as usize, true, names(strings::entity_kind))]
        }
        Labels::Hedge(kind) => {
            vec![choice(at, Part::Hedge, strings::KIND, kind as usize, true, names(strings::hedge_kind))]
        }
        Labels::Attribution { form, source_class, stance } => vec![
            speaker(state, at),
            choice(
                at,
                Part::Source,
                strings::SOURCE_IS,
                place(source_class),
                source_class.is_some(),
                names::<SourceClass>(strings::source_class),
            ),
            choice(at, Part::Cue, strings::CUE_IS, place(stance), stance.is_some(), names::<Stance>(strings::stance)),
            choice(at, Part::Content, strings::CONTENT_IS, place(form), form.is_some(), names::<Form>(strings::form)),
        ],
    };
    let same = state.same_words(at).len();
    let more = of("p", "reportedly-actions")
        .with_some(
            (same > 1 && annotation.attribution().is_none() && touched)
                .then(|| button(format!("same {at}"), strings::same_for_all(same))),
        )
        .with_some((annotation.origin == Origin::Machine).then(|| {
            let phrase = reportedly_document::Phrase::of(&state.text.canonical, annotation);
            button(format!("hide {at}"), strings::hide_phrase(&one_line(&phrase.words), same))
        }));
    let written = state.writing.as_ref().filter(|(id, _)| *id == annotation.id).map(|(_, note)| note.as_str());
    let note = written.or(annotation.note.as_deref()).unwrap_or_default();
    let box_of_note = el("textarea")
        .put("data-set", format!("note {at}"))
        .put("aria-label", strings::NOTE)
        .put("maxlength", super::state::NOTE.to_string())
        .put("rows", "2")
        .value(note.to_owned());
    // Also where it is being emptied.
    let is_open = written.is_some() || !note.is_empty();
    let note = el("details").flag("open", is_open).with(el("summary").text(strings::NOTE)).with(box_of_note);
    of("div", "reportedly-correct").list(labels).with(more).with(note)
}

fn names<L: Label>(name: fn(L) -> &'static str) -> Vec<&'static str> {
    L::ALL.iter().map(|&label| name(label)).collect()
}

fn place<L: Label + PartialEq>(label: Option<L>) -> usize {
    label.and_then(|label| L::ALL.iter().position(|&one| one == label)).unwrap_or(usize::MAX)
}

/// A list of labels to choose from.
fn choice(at: usize, list: Part, what: &'static str, now: usize, known: bool, names: Vec<&'static str>) -> Html {
    let mut options: Vec<Html> = Vec::with_capacity(names.len() + 1);
    if !known {
        options.push(el("option").put("value", "").flag("selected", true).text("–").html());
    }
    for (value, name) in names.into_iter().enumerate() {
        options.push(option(value.to_string(), name.to_owned(), value == now));
    }
    field(what, el("select").put("data-set", format!("label {at} {}", list.label())).list(options))
}

fn option(value: String, name: String, selected: bool) -> Html {
    // `showChoices` sees to a select whose choice the browser has moved away from what is so.
    el("option").put("value", value).flag("selected", selected).text(name).html()
}

fn field(what: &'static str, control: El) -> Html {
    of("label", "reportedly-field").with(el("span").text(what)).with(control).html()
}

/// Who says it: somebody from a list, words of the text, or nobody.
fn speaker(state: &State, at: usize) -> Html {
    let annotation = &state.analysis.annotations[at];
    let now = state.facts.speaker(&state.text.canonical, &state.analysis.annotations, at);
    let mut options = vec![option("as-is".into(), strings::SPEAKER_AS_IS.into(), now.is_none())];
    for (value, candidate) in state.facts.speakers.iter().enumerate() {
        options.push(option(value.to_string(), candidate.name.clone(), now == Some(value)));
    }
    options.push(option("nobody".into(), strings::NO_SOURCE.into(), false));
    let select = el("select").put("data-set", format!("speaker {at}")).list(options);
    let waits = |part: Part| state.picking.as_ref().is_some_and(|(id, of)| *id == annotation.id && *of == part);
    let pick =
        |part: Part, label: &'static str| button(format!("pick {at} {}", part.label()), label).pressed(waits(part));
    let picks = of("p", "reportedly-actions")
        .with(pick(Part::Source, strings::PICK_SOURCE))
        .with(pick(Part::Cue, strings::PICK_CUE));
    let hint = [Part::Source, Part::Cue].into_iter().find(|&part| waits(part)).map(strings::picking);
    let hint = hint.map(|hint| of("p", "reportedly-hint").put("data-testid", "picking").text(hint).html());
    // The hint has its place, there or not: the button that was pressed keeps the focus.
    [field(strings::SPEAKER, select), picks.html(), hint.unwrap_or_default()].into_iter().collect()
}

/// Says that words are waited for, while no card and no selection says so.
pub(super) fn picking(state: &State) -> Option<El> {
    let (_, part) = state.picking.as_ref().filter(|_| state.card.is_none() && state.selected.is_none())?;
    let hint = of("p", "reportedly-picking").put("data-testid", "picking").text(strings::picking(*part));
    Some(hint.with(button("close", strings::PICKING_END)))
}

/// The other marks of the sentence, to go on to: on a touch screen they are small.
fn others(state: &State, marks: &[Explained]) -> Option<El> {
    let first = marks.first()?;
    let here = state.card?.at;
    let sentence = reportedly_document::sentence_at(&state.analysis.sentences, here)?;
    let shows = state.work.view.filter(&state.analysis.asides);
    let mut rows: Vec<Html> = Vec::new();
    for (at, annotation) in state.analysis.annotations.iter().enumerate() {
        let inside = sentence.holds(annotation.cover().start) && shows(annotation);
        if inside && at != first.at && !marks.iter().any(|mark| mark.at == at) {
            let words = one_line(annotation.cover().of(&state.text.canonical));
            let what = strings::layer_one(annotation.layer());
            rows.push(el("li").with(button(format!("choose {at}"), format!("{what}: {words}"))).html());
        }
    }
    let title = el("h3").text(strings::IN_SENTENCE);
    (!rows.is_empty()).then(|| of("section", "reportedly-others").with(title).with(el("ul").list(rows)))
}

fn kind_of(state: &State, mark: &Explained) -> String {
    match &state.analysis.annotations[mark.at].body {
        Body::Entity(entity) => strings::spoken_entity(entity.kind),
        Body::Hedge(hedge) => strings::spoken_hedge(hedge.kind, hedge.voice),
        Body::Attribution(attribution) => {
            strings::spoken_attribution(mark.part, &source_words(&attribution.source, &state.text))
        }
    }
}

/// A mark in a few words.
fn line(state: &State, mark: &Explained) -> String {
    let annotation = &state.analysis.annotations[mark.at];
    let mut words = kind_of(state, mark).trim_end_matches('.').to_owned();
    for (is, more) in [
        (annotation.origin != Origin::Machine, strings::origin(annotation.origin)),
        (is_unsure(annotation), strings::UNSURE),
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
    let annotation = &state.analysis.annotations[mark.at];
    let what = kind_of(state, mark);
    let sure = annotation.confidence.map(|confidence| format!("{}.", strings::confidence(confidence)));
    let settled = (annotation.origin != Origin::Machine).then(|| format!("{}.", strings::origin(annotation.origin)));
    let note = annotation.note.as_ref().map(|note| format!("{}: {note}.", strings::NOTE));
    let parts = [Some(what), settled, sure, mark.opinion.words(annotation.layer()), note];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What the words that are selected can become.
pub(super) fn toolbar(state: &State, words: &str, place: &NodeRef) -> El {
    let name = strings::mark_words(&one_line(words));
    let pick = state.picking.as_ref().map(|(_, part)| {
        of("p", "reportedly-actions").with(button("picked", strings::picked(*part)).put("class", "reportedly-primary"))
    });
    let attach = state.attaching.as_ref().map(|attaching| {
        let button = button("attach", strings::attach(&one_line(&attaching.words))).put("class", "reportedly-primary");
        of("p", "reportedly-actions").with(button)
    });
    let kinds = |layer: &'static str, what: &'static str, names: Vec<&'static str>| {
        let kinds = names.into_iter().enumerate().map(|(at, name)| button(format!("add {layer} {at}"), name).html());
        of("div", "reportedly-kinds")
            .put("role", "group")
            .put("aria-label", what)
            .with(el("h3").text(what))
            .list(kinds.collect())
    };
    shell(place, strings::SELECTION)
        .put("data-selection", "")
        .with(close())
        .with(of("p", "reportedly-words").put("dir", "auto").add(text(name)))
        .with_some(pick)
        .with_some(attach)
        .with(kinds("entity", strings::AS_ENTITY, names(strings::entity_kind)))
        .with(kinds("hedge", strings::AS_HEDGE, names(strings::hedge_kind)))
        .with(
            of("div", "reportedly-kinds")
                .with(el("h3").text(strings::AS_STATEMENT))
                .with(button("add", strings::STATEMENT)),
        )
}
