//! What the page looks like.

use reportedly_document::Id;
use yew::prelude::*;

use super::command::{PageCommand, button};
use super::{Action, Msg, Page, navigation, timing};
use crate::example::Example;
use crate::strings;
use reportedly_protocol::UnplacedMark;
use reportedly_reader::vdom::{Tag, classed, tag};
use reportedly_reader::{Reader, Settings, Snapshot};

impl Page {
    pub(super) fn render(&self, engine: &AttrValue) -> Html {
        let hint = self.dragging.then(|| classed("p", "drop").text(strings::DROP));
        let place = classed("div", "page").node_ref(&self.place);
        place
            .child(self.paste())
            .child(self.read_view(engine))
            .child_opt(hint)
            .child(self.long_task())
            .child_opt(self.open_dialog())
            .into_html()
    }

    fn paste(&self) -> Tag {
        let examples = Example::ALL.map(|example| {
            tag("button")
                .attr("type", "button")
                .attr("data-example", example.name())
                .text(strings::example(example))
                .into_html()
        });
        let input = tag("textarea")
            .node_ref(&self.input)
            .attr("data-testid", "input")
            .attr("data-text", "")
            .attr("aria-label", strings::TEXT_BOX)
            .attr("placeholder", strings::PLACEHOLDER)
            .attr("autocomplete", "off")
            .attr("spellcheck", "false");
        let examples = classed("div", "examples")
            .attr("role", "group")
            .attr("aria-label", strings::EXAMPLES)
            .attr("data-testid", "examples")
            .child(tag("span").text(strings::EXAMPLES))
            .children(examples.into());
        let file = classed("label", "file").text(strings::OPEN_FILE).child(
            tag("input")
                .attr("type", "file")
                .attr("data-choice", "file")
                .attr("multiple", "")
                .attr("accept", ".txt,.md,.html,.htm,.json,.jsonld,text/*"),
        );
        let bring_back = (self.left_behind.is_some())
            .then(|| button(PageCommand::BringBack, strings::BRING_BACK).attr("data-testid", "bring-back"));
        let actions = classed("div", "actions")
            .child(
                tag("button")
                    .attr("type", "submit")
                    .attr("class", "primary")
                    .attr("data-testid", "read")
                    .text(strings::READ),
            )
            .child(file)
            .child(examples)
            .child_opt(bring_back);
        tag("form")
            .attr("class", "paste")
            .flag("hidden", self.reading.is_some())
            .child(classed("p", "lead").text(strings::LEAD))
            .child(classed("p", "privacy").text(strings::PRIVACY))
            .child(input)
            .child(actions)
            .child(self.notice_view(self.reading.is_none()))
            .child(self.list_of_drafts())
    }

    /// The sentence that there is to say, where the person is.
    fn notice_view(&self, here: bool) -> Tag {
        let notice = self.notice.as_ref().filter(|_| here).map(|notice| {
            let remedy = notice.remedy.map(|(what, label)| button(what, label).node_ref(&self.remedy));
            let item = |(at, item): (usize, &UnplacedMark)| {
                let attach = item.labels.map(|_| {
                    let name = format!("{}: {}", strings::ATTACH, item.words);
                    let is = self.attaching == Some(at);
                    button(PageCommand::Attach, strings::ATTACH)
                        .attr("data-item", at.to_string())
                        .attr("aria-label", name)
                        .pressed(is)
                });
                tag("li").text(format!("“{}”: {} ", item.words, item.reason)).child_opt(attach).into_html()
            };
            let items: Vec<Html> = notice.items.iter().enumerate().map(item).collect();
            let items = (!items.is_empty()).then(|| tag("ul").children(items));
            classed("div", "notice")
                .attr("data-testid", "notice")
                .text(notice.words.clone())
                .text(" ")
                .child_opt(remedy)
                .child_opt(items)
        });
        tag("div").attr("role", "status").child_opt(notice)
    }

    fn read_view(&self, engine: &AttrValue) -> Tag {
        let actions = self.reading.as_ref().map(|_| {
            let first = match self.incoming {
                None => button(PageCommand::Edit, strings::EDIT).attr("data-testid", "edit"),
                Some(_) => button(PageCommand::CopyIncoming, strings::COPY_INCOMING).attr("class", "primary"),
            };
            classed("div", "actions")
                .child(first)
                .child(button(PageCommand::New, strings::NEW).attr("data-testid", "new"))
                .child(button(PageCommand::Save, strings::SAVE))
                .child(button(PageCommand::Share, strings::SHARE))
        });
        let about = self.incoming.as_ref().map(|incoming| {
            let said = self.about_incoming(incoming);
            let said = said.into_iter().map(|words| tag("p").text(words).into_html()).collect();
            classed("div", "incoming")
                .node_ref(&self.about)
                .attr("data-testid", "incoming")
                .attr("tabindex", "-1")
                .children(said)
        });
        let scope = self.scope.clone();
        let on_change = Callback::from(move |shown: Snapshot| scope.send_message(Msg(Action::Shown(shown))));
        let scope = self.scope.clone();
        let on_move = Callback::from(move |moves: usize| {
            navigation::set_depth(moves as u32);
            scope.send_message(Msg(Action::Moved(moves)));
        });
        let scope = self.scope.clone();
        let on_settings = Callback::from(move |settings: Settings| scope.send_message(Msg(Action::Settings(settings))));
        let scope = self.scope.clone();
        let on_share = Callback::from(move |mark: Id| scope.send_message(Msg(Action::Share(Some(mark)))));
        let reader = html! {
            <Reader
                text={self.reading.clone().unwrap_or_default()}
                document={self.document}
                work={self.work.clone()}
                settings={self.settings}
                engine={engine.clone()}
                root={self.reader.clone()}
                handle={self.handle.clone()}
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
        classed("div", "reading")
            .child_opt(actions)
            .child_opt(about)
            .child(self.notice_view(self.reading.is_some()))
            .html_child(reader)
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
