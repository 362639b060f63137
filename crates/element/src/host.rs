//! What stands between the reader and the page around it.

use std::rc::Rc;

use reportedly_document::Id;
use reportedly_reader::{ChangeGuard, Failure, Reader, ReaderHandle, Settings, Snapshot, UserWork};
use yew::prelude::*;

use crate::events::EventSink;
use crate::strings;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct HostProps {
    pub(crate) text: AttrValue,
    pub(crate) known: Rc<str>,
    pub(crate) document: u32,
    pub(crate) work: Rc<UserWork>,
    pub(crate) mark: Option<Id>,
    pub(crate) read_only: bool,
    pub(crate) handle: ReaderHandle,
    pub(crate) engine: AttrValue,
    pub(crate) events: EventSink,
}

impl HostProps {
    pub(crate) fn new(engine: &str, work: Rc<UserWork>, events: EventSink) -> HostProps {
        HostProps {
            text: AttrValue::default(),
            known: Rc::default(),
            document: 0,
            work,
            mark: None,
            read_only: false,
            handle: ReaderHandle::default(),
            engine: engine.to_owned().into(),
            events,
        }
    }
}

/// Remembers the settings, and sends events about what has changed.
#[derive(Debug)]
pub(crate) struct Host {
    settings: Settings,
    change_guard: ChangeGuard,
    /// What was shown last.
    shown: Option<Snapshot>,
}

pub(crate) enum Msg {
    Shown(Snapshot),
    /// Marks are drawn in another way than before.
    Drawn,
    /// A person was led to this byte of the canonical text.
    Revealed(u32),
    /// There will be no marks of the text.
    Failed(Failure),
    Settings(Settings),
    /// A mark is to be shared.
    Share(Id),
}

impl Component for Host {
    type Message = Msg;
    type Properties = HostProps;

    fn create(ctx: &Context<Self>) -> Self {
        let events = ctx.props().events.clone();
        let change_guard = ChangeGuard::new(move |now, then| events.allows(now, then));
        Host { settings: Settings::default(), change_guard, shown: None }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Settings(settings) => {
                self.settings = settings;
                true
            }
            Msg::Shown(shown) => {
                let before = self.shown.replace(shown.clone());
                ctx.props().events.notify(before.as_ref(), &shown);
                false
            }
            Msg::Drawn => {
                ctx.props().events.drawn();
                false
            }
            Msg::Revealed(byte) => {
                ctx.props().events.revealed(byte);
                false
            }
            Msg::Failed(failure) => {
                ctx.props().events.failed(&failure);
                false
            }
            Msg::Share(mark) => {
                ctx.props().events.share(&mark);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let HostProps { text, known, document, work, mark, read_only, engine, handle, events: _ } = ctx.props();
        html! {
            <>
                <Reader
                    text={text.clone()}
                    known={known.clone()}
                    document={*document}
                    work={work.clone()}
                    mark={mark.clone()}
                    read_only={*read_only}
                    engine={engine.clone()}
                    settings={self.settings}
                    change_guard={self.change_guard.clone()}
                    handle={handle.clone()}
                    on_change={ctx.link().callback(Msg::Shown)}
                    on_draw={ctx.link().callback(|()| Msg::Drawn)}
                    on_reveal={ctx.link().callback(Msg::Revealed)}
                    on_failure={ctx.link().callback(Msg::Failed)}
                    on_settings={ctx.link().callback(Msg::Settings)}
                    on_share={ctx.link().callback(Msg::Share)}
                />
                <p class="reportedly-foot">
                    <button type="button" data-share="">{ strings::SHARE }</button>
                    <span>{ strings::ABOUT }</span>
                </p>
            </>
        }
    }
}
