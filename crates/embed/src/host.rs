//! What stands between the reader and the page around it.

use std::cell::RefCell;
use std::rc::Rc;

use reportedly_document::Id;
use reportedly_page::{Ask, Reader, Settings, Shown, Work};
use yew::prelude::*;

use crate::hear::Hear;

/// What is below the reader: a button that shares it (`web/element/controller.js` hears it), and what a reader should know who
/// comes to it on somebody else's page.
const SHARE: &str = "Share a link";
const ABOUT: &str = "Marks are made by rules and by a small trained model in this browser, which are sometimes wrong; each mark says why it is there.";

/// What the reader shows, for who asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared(Rc<RefCell<Option<Shown>>>);

impl Shared {
    pub(crate) fn get(&self) -> Option<Shown> {
        self.0.borrow().clone()
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct HostProps {
    pub(crate) text: AttrValue,
    pub(crate) document: u32,
    pub(crate) work: Rc<Work>,
    pub(crate) mark: Option<Id>,
    pub(crate) read_only: bool,
    pub(crate) shown: Shared,
    pub(crate) engine: AttrValue,
    pub(crate) hear: Hear,
}

impl HostProps {
    pub(crate) fn new(engine: &str, work: Rc<Work>, hear: Hear) -> HostProps {
        HostProps {
            text: AttrValue::default(),
            document: 0,
            work,
            mark: None,
            read_only: false,
            shown: Shared::default(),
            engine: engine.to_owned().into(),
            hear,
        }
    }
}

/// Keeps the settings, and tells the page around it what has changed.
#[derive(Debug)]
pub(crate) struct Host {
    settings: Settings,
    ask: Ask,
}

pub(crate) enum Happened {
    Shown(Shown),
    Settings(Settings),
}

impl Component for Host {
    type Message = Happened;
    type Properties = HostProps;

    fn create(ctx: &Context<Self>) -> Self {
        let hear = ctx.props().hear.clone();
        Host { settings: Settings::default(), ask: Ask::new(move |now, then| hear.allows(now, then)) }
    }

    fn update(&mut self, ctx: &Context<Self>, happened: Happened) -> bool {
        let HostProps { hear, shown: Shared(known), .. } = ctx.props();
        match happened {
            Happened::Settings(settings) => {
                self.settings = settings;
                true
            }
            Happened::Shown(shown) => {
                let before = known.replace(Some(shown.clone()));
                hear.tell(before.as_ref(), &shown);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let HostProps { text, document, work, mark, read_only, engine, hear, .. } = ctx.props();
        let hear = hear.clone();
        html! {
            <>
                <Reader
                    text={text.clone()}
                    document={*document}
                    work={work.clone()}
                    mark={mark.clone()}
                    read_only={*read_only}
                    engine={engine.clone()}
                    settings={self.settings}
                    ask={self.ask.clone()}
                    on_change={ctx.link().callback(Happened::Shown)}
                    on_settings={ctx.link().callback(Happened::Settings)}
                    on_share={move |mark: Id| hear.share(&mark)}
                />
                <p class="reportedly-foot">
                    <button type="button" data-share="">{ SHARE }</button>
                    <span>{ ABOUT }</span>
                </p>
            </>
        }
    }
}
