use reportedly_document::Analysis;
use yew::prelude::*;

use super::same::Same;
use super::state::Phase;
use super::text::Text;
use crate::engine::{Failure, Model};
use crate::strings;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct NoticesProps {
    pub(super) text: Same<Text>,
    pub(super) analysis: Same<Analysis>,
    pub(super) phase: Phase,
    pub(super) on_main_thread: bool,
    pub(super) model: Model,
    pub(super) provisional: bool,
    pub(super) retry: Callback<MouseEvent>,
    pub(super) retry_model: Callback<MouseEvent>,
}

/// Says what was not done, or not as one might expect, in plain sentences.
#[component]
pub(super) fn Notices(props: &NoticesProps) -> Html {
    let changes = props.text.changes;
    let mut loud: Vec<AttrValue> = Vec::new();
    let mut quiet: Vec<AttrValue> = Vec::new();
    if props.text.cut {
        loud.push(strings::CUT.into());
    }
    loud.extend(strings::removed(changes).map(AttrValue::from));
    loud.extend(strings::unreadable(changes).map(AttrValue::from));
    match &props.phase {
        Phase::Empty | Phase::Working(_) | Phase::Failed(_) => {}
        Phase::Stopped => loud.push(strings::STOPPED.into()),
        Phase::Ready => {
            loud.extend(props.analysis.diagnostics.iter().map(|&it| strings::diagnostic(it).into()));
            if props.analysis.annotations.is_empty() && props.analysis.diagnostics.is_empty() {
                loud.push(strings::NO_MARKS.into());
            }
        }
    }
    if props.phase != Phase::Empty {
        quiet.extend(props.text.pieces.then(|| strings::PIECES.into()));
        quiet.extend(strings::tidied(changes).map(AttrValue::from));
        let at_work = props.on_main_thread && !matches!(props.phase, Phase::Failed(_));
        quiet.extend(at_work.then(|| strings::ON_MAIN_THREAD.into()));
    }
    let unusable = match &props.model {
        Model::Unusable(message) if !matches!(props.phase, Phase::Empty | Phase::Failed(_)) => Some(message),
        _ => None,
    };
    html! {
        <div class="reportedly-notices" role="status">
            { for loud.into_iter().map(|words| html! { <p data-testid="notice">{ words }</p> }) }
            if let Phase::Failed(failure) = &props.phase {
                <p data-testid="notice" class="reportedly-failure">
                    { strings::failed(failure) }
                    if *failure != Failure::Unsupported {
                        <button type="button" onclick={props.retry.clone()}>{ strings::RETRY }</button>
                    }
                </p>
            }
            if let Some(message) = unusable {
                <p data-testid="notice" class="reportedly-failure">
                    { strings::by_rules_only(message) }
                    <button type="button" onclick={props.retry_model.clone()}>{ strings::RETRY }</button>
                </p>
            }
            if props.provisional {
                <p data-testid="notice" class="reportedly-coming">{ strings::MODEL_COMES }</p>
            }
            { for quiet.into_iter().map(|words| html! { <p data-testid="notice" class="reportedly-quiet">{ words }</p> }) }
        </div>
    }
}
