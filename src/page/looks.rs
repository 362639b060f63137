//! What the page looks like.

use reportedly_document::Id;
use yew::prelude::*;

use super::{Happened, Happening, Page, navigation, timing};
use crate::el::{El, el, of};
use crate::example::Example;
use crate::exchange::Unplaced;
use crate::reader::{Reader, Settings, Shown};
use crate::strings;

/// A button that asks for this.
pub(super) fn ask(what: &'static str, label: &'static str) -> El {
    el("button").put("type", "button").put("data-page", what).text(label)
}

impl Page {
    pub(super) fn look(&self, engine: &AttrValue) -> Html {
        let hint = self.dragging.then(|| of("p", "drop").text(strings::DROP));
        let place = of("div", "page").at(&self.place);
        place
            .with(self.paste())
            .with(self.read_view(engine))
            .with_some(hint)
            .with(self.long_task())
            .with_some(self.open_dialog())
            .html()
    }

    fn paste(&self) -> El {
        let examples = Example::ALL.map(|example| {
            el("button")
                .put("type", "button")
                .put("data-example", example.name())
                .text(strings::example(example))
                .html()
        });
        let input = el("textarea")
            .at(&self.input)
            .put("data-testid", "input")
            .put("data-text", "")
            .put("aria-label", strings::TEXT_BOX)
            .put("placeholder", strings::PLACEHOLDER)
            .put("autocomplete", "off")
            .put("spellcheck", "false");
        let examples = of("div", "examples")
            .put("role", "group")
            .put("aria-label", strings::EXAMPLES)
            .put("data-testid", "examples")
            .with(el("span").text(strings::EXAMPLES))
            .list(examples.into());
        let file = of("label", "file").text(strings::OPEN_FILE).with(
            el("input")
                .put("type", "file")
                .put("data-choice", "file")
                .put("multiple", "")
                .put("accept", ".txt,.md,.html,.htm,.json,.jsonld,text/*"),
        );
        let bring_back = (self.left_behind.is_some())
            .then(|| ask("bring-back", strings::BRING_BACK).put("data-testid", "bring-back"));
        let actions = of("div", "actions")
            .with(
                el("button")
                    .put("type", "submit")
                    .put("class", "primary")
                    .put("data-testid", "read")
                    .text(strings::READ),
            )
            .with(file)
            .with(examples)
            .with_some(bring_back);
        el("form")
            .put("class", "paste")
            .flag("hidden", self.reading.is_some())
            .with(of("p", "lead").text(strings::LEAD))
            .with(of("p", "privacy").text(strings::PRIVACY))
            .with(input)
            .with(actions)
            .with(self.said(self.reading.is_none()))
            .with(self.list_of_drafts())
    }

    /// The sentence that there is to say, where the person is.
    fn said(&self, here: bool) -> El {
        let notice = self.notice.as_ref().filter(|_| here).map(|notice| {
            let remedy = notice.remedy.map(|(what, label)| ask(what, label).at(&self.remedy));
            let item = |(at, item): (usize, &Unplaced)| {
                let attach = item.labels.map(|_| {
                    let name = format!("{}: {}", strings::ATTACH, item.words);
                    let is = self.attaching == Some(at);
                    ask("attach", strings::ATTACH).put("data-item", at.to_string()).put("aria-label", name).pressed(is)
                });
                el("li").text(format!("“{}”: {} ", item.words, item.why)).with_some(attach).html()
            };
            let items: Vec<Html> = notice.items.iter().enumerate().map(item).collect();
            let items = (!items.is_empty()).then(|| el("ul").list(items));
            of("div", "notice")
                .put("data-testid", "notice")
                .text(notice.words.clone())
                .text(" ")
                .with_some(remedy)
                .with_some(items)
        });
        el("div").put("role", "status").with_some(notice)
    }

    fn read_view(&self, engine: &AttrValue) -> El {
        let actions = self.reading.as_ref().map(|_| {
            let first = match self.incoming {
                None => ask("edit", strings::EDIT).put("data-testid", "edit"),
                Some(_) => ask("copy-incoming", strings::COPY_INCOMING).put("class", "primary"),
            };
            of("div", "actions")
                .with(first)
                .with(ask("new", strings::NEW).put("data-testid", "new"))
                .with(ask("save", strings::SAVE))
                .with(ask("share", strings::SHARE))
        });
        let about = self.incoming.as_ref().map(|incoming| {
            let said = self.about_incoming(incoming);
            let said = said.into_iter().map(|words| el("p").text(words).html()).collect();
            of("div", "incoming").at(&self.about).put("data-testid", "incoming").put("tabindex", "-1").list(said)
        });
        let scope = self.scope.clone();
        let on_change = Callback::from(move |shown: Shown| scope.send_message(Happened(Happening::Shown(shown))));
        let scope = self.scope.clone();
        let on_move = Callback::from(move |moves: usize| {
            navigation::set_depth(moves as u32);
            scope.send_message(Happened(Happening::Moved(moves)));
        });
        let scope = self.scope.clone();
        let on_settings =
            Callback::from(move |settings: Settings| scope.send_message(Happened(Happening::Settings(settings))));
        let scope = self.scope.clone();
        let on_share = Callback::from(move |mark: Id| scope.send_message(Happened(Happening::Share(Some(mark)))));
        let reader = html! {
            <Reader
                text={self.reading.clone().unwrap_or_default()}
                document={self.document}
                work={self.work.clone()}
                settings={self.settings}
                engine={engine.clone()}
                root={self.reader.clone()}
                on_marked={Callback::from(|()| timing::measure())}
                read_only={self.incoming.is_some()}
                mark={self.incoming.as_ref().and_then(|incoming| incoming.mark.clone())}
                attach={self.to_attach()}
                moves={self.moves}
                {on_move}
                {on_change}
                {on_share}
                {on_settings}
            />
        };
        of("div", "reading").with_some(actions).with_some(about).with(self.said(self.reading.is_some())).add(reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The box must not change before a person's eyes when the program takes over.
    #[test]
    fn index_html_says_what_the_first_rendering_says() {
        let html = include_str!("../../index.html");
        let mut words = vec![strings::LEAD, strings::READ, strings::EXAMPLES, strings::TEXT_BOX, strings::PLACEHOLDER];
        words.extend([strings::OPEN_FILE, strings::DO_NOT_KEEP, strings::PASTE_LINK, strings::PRIVACY]);
        words.extend(Example::ALL.map(strings::example));
        for words in words {
            assert!(html.contains(words), "index.html does not have {words:?}");
        }
        for example in Example::ALL {
            assert!(html.contains(&format!("data-example=\"{}\"", example.name())), "{example:?}");
            assert_eq!(Example::named(example.name()), Some(example));
        }
    }
}
