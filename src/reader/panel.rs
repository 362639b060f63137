use std::rc::Rc;

use reportedly_document::{Analysis, Annotation, Attribution, Form};
use yew::prelude::*;

use super::same::Same;
use super::text::Text;
use super::words::{excerpt, source_words, stands_for, words};
use crate::strings;

/// How many statements are listed at first, and how many more at a time.
const PAGE: usize = 200;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct PanelProps {
    pub(super) text: Same<Text>,
    pub(super) analysis: Same<Analysis>,
    /// Whether the analysis is there.
    pub(super) counted: bool,
    /// Whether the view shows attributions.
    pub(super) shown: bool,
    /// The attribution that is lit.
    pub(super) lit: Option<usize>,
    pub(super) choose: Callback<usize>,
}

/// Who said what, in the order of the text.
#[component]
pub(super) fn Panel(props: &PanelProps) -> Html {
    let pages = use_state(|| 1);
    let more = {
        let pages = pages.clone();
        Callback::from(move |_: MouseEvent| pages.set(*pages + 1))
    };
    let all = props.analysis.annotations.iter().enumerate();
    let statements: Vec<_> = all.filter(|(_, annotation)| annotation.attribution().is_some()).collect();
    let listed = statements.len().min(*pages * PAGE);
    html! {
        <section class="reportedly-panel" data-testid="panel" aria-label={strings::PANEL}>
            <h2>{ strings::PANEL }</h2>
            if !props.counted {
                <p>{ strings::NOT_YET }</p>
            } else if !props.shown {
                <p>{ strings::STATEMENTS_HIDDEN }</p>
            } else if statements.is_empty() {
                <p>{ strings::NO_STATEMENTS }</p>
            } else {
                <ol>
                    { for statements[..listed].iter().map(|&(at, annotation)| html! {
                        <Statement
                            key={at}
                            text={props.text.clone()}
                            analysis={props.analysis.clone()}
                            {at}
                            id={AttrValue::from(Rc::from(annotation.id.as_str()))}
                            lit={props.lit == Some(at)}
                            choose={props.choose.clone()}
                        />
                    }) }
                </ol>
                if listed < statements.len() {
                    <button type="button" onclick={more}>{ strings::more(statements.len() - listed) }</button>
                }
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct StatementProps {
    text: Same<Text>,
    analysis: Same<Analysis>,
    /// Its place in the analysis.
    at: usize,
    id: AttrValue,
    lit: bool,
    choose: Callback<usize>,
}

/// One entry: source, cue and content, and what kind of source and quotation it is.
#[component]
fn Statement(props: &StatementProps) -> Html {
    let onclick = {
        let (choose, at) = (props.choose.clone(), props.at);
        move |_| choose.emit(at)
    };
    let annotation: &Annotation = &props.analysis.annotations[props.at];
    let Some(attribution) = annotation.attribution() else { return Html::default() };
    let Attribution { source, cue, content, via, form, source_class, .. } = attribution;
    let who = stands_for(attribution, &props.text, &props.analysis);
    let tags = [
        source_class.and_then(strings::source_tag),
        form.filter(|&form| form != Form::Indirect).map(strings::form_tag),
    ];
    html! {
        <li>
            <button
                type="button"
                data-statement={props.id.clone()}
                aria-current={props.lit.then_some("true")}
                {onclick}
            >
                <span class="reportedly-source">
                    if source.is_empty() {
                        <i>{ strings::NO_SOURCE }</i>
                    } else {
                        { source_words(source, &props.text) }
                    }
                    if let Some(who) = who {
                        <span class="reportedly-who">{ format!(" ({who})") }</span>
                    }
                </span>
                { " " }
                <span class="reportedly-cue">{ words(cue, &props.text) }</span>
                { " " }
                <span class="reportedly-content" dir="auto">{ excerpt(content, &props.text) }</span>
                if !via.is_empty() {
                    <span class="reportedly-via">{ strings::via(&words(via, &props.text)) }</span>
                }
                { for tags.into_iter().flatten().map(|tag| html! { <>{ " " }<span class="reportedly-tag">{ tag }</span></> }) }
            </button>
        </li>
    }
}
