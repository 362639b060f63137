//! What the page looks like.

use yew::prelude::*;

use super::action::{ReaderAction, ShareAction};
use super::command::{PageCommand, button};
use super::{Msg, Page, navigation, timing};
use crate::clients;
use crate::example::Example;
use crate::strings;
use crate::text_input::{file_button, text_box};
use reportedly_protocol::UnplacedMark;
use reportedly_reader::Reader;
use reportedly_reader::vdom::{Tag, classed, plain_button, tag};

impl Page {
    pub(super) fn render(&self, engine: &AttrValue) -> Html {
        let hint = self.ui.dragging.then(|| classed("p", "drop").text(strings::DROP));
        classed("div", "page")
            .node_ref(&self.nodes.root)
            .child(self.paste())
            .child(self.read_view(engine))
            .child_opt(hint)
            .child(self.long_task())
            .child_opt(self.open_dialog())
            .into_html()
    }

    fn paste(&self) -> Tag {
        let examples = Example::ALL.map(|example| {
            plain_button().attr("data-example", example.name()).text(strings::example(example)).into_html()
        });
        let input = text_box(strings::TEXT_BOX, strings::PLACEHOLDER).node_ref(&self.nodes.text_box);
        let examples = classed("div", "examples")
            .attr("role", "group")
            .attr("aria-label", strings::EXAMPLES)
            .attr("data-testid", "examples")
            .child(tag("span").text(strings::EXAMPLES))
            .children(examples.into());
        let bring_back = (self.session.previous.is_some())
            .then(|| button(PageCommand::BringBack, strings::BRING_BACK).attr("data-testid", "bring-back"));
        let actions = classed("div", "actions")
            .child(
                tag("button")
                    .attr("type", "submit")
                    .attr("class", "primary")
                    .attr("data-testid", "read")
                    .text(strings::READ),
            )
            .child(file_button(strings::OPEN_FILE))
            .child(examples)
            .child_opt(bring_back);
        tag("form")
            .attr("class", "paste")
            .flag("hidden", self.session.reading.is_some())
            .child(classed("p", "lead").text(strings::LEAD))
            .child(classed("p", "privacy").text(strings::PRIVACY))
            .child_opt(self.session.reading.is_none().then(sample))
            .child(input)
            .child(actions)
            .child(self.notice_view(self.session.reading.is_none()))
            .child(self.list_of_drafts())
    }

    /// The sentence that there is to say, where the person is.
    fn notice_view(&self, here: bool) -> Tag {
        let notice = self.ui.notice.as_ref().filter(|_| here).map(|notice| {
            let remedy = notice.remedy.map(|(what, label)| button(what, label).node_ref(&self.ui.remedy_node));
            let item = |(at, item): (usize, &UnplacedMark)| {
                let attach = item.labels.map(|_| {
                    let name = format!("{}: {}", strings::ATTACH, item.words);
                    let is = self.ui.attaching == Some(at);
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
        let actions = self.session.reading.as_ref().map(|_| {
            let first = match self.session.link {
                None => button(PageCommand::Edit, strings::EDIT).attr("data-testid", "edit"),
                Some(_) => button(PageCommand::CopyIncoming, strings::COPY_INCOMING).attr("class", "primary"),
            };
            classed("div", "actions")
                .child(first)
                .child(button(PageCommand::New, strings::NEW).attr("data-testid", "new"))
                .child(button(PageCommand::Compare, strings::COMPARE).attr("aria-label", strings::COMPARE_WITH))
                .child(button(PageCommand::Save, strings::SAVE))
                .child(button(PageCommand::ShowPrint, strings::PRINT))
                .child(button(PageCommand::Share, strings::SHARE))
        });
        let link = self.session.link.as_ref();
        let notes = link.map(|link| {
            let notes = self.notes_of_link(link);
            let notes = notes.into_iter().map(|words| tag("p").text(words).into_html()).collect();
            classed("div", "incoming")
                .node_ref(&self.nodes.link_notes)
                .attr("data-testid", "incoming")
                .attr("tabindex", "-1")
                .children(notes)
        });
        let on_change = self.scope.callback(|snapshot| Msg(ReaderAction::Changed(snapshot).into()));
        let on_move = self.scope.callback(|moves: usize| {
            navigation::set_depth(moves as u32);
            Msg(ReaderAction::Moved(moves).into())
        });
        let on_settings = self.scope.callback(|settings| Msg(ReaderAction::Settings(settings).into()));
        let on_share = self.scope.callback(|mark| Msg(ShareAction::Begin(Some(mark)).into()));
        let reader = html! {
            <Reader
                text={self.session.reading.clone().unwrap_or_default()}
                known={self.session.origin.known_lines()}
                document={self.session.document}
                work={self.session.work.clone()}
                settings={self.preferences.settings}
                engine={engine.clone()}
                root={self.nodes.reader.clone()}
                handle={self.reader.clone()}
                on_marked={Callback::from(|()| marks_shown())}
                read_only={link.is_some()}
                mark={link.and_then(|link| link.mark.clone())}
                attach={self.to_attach()}
                moves={self.ui.moves}
                {on_move}
                {on_change}
                {on_share}
                {on_settings}
            />
        };
        classed("div", "reading")
            .child_opt(actions)
            .child_opt(notes)
            .child(self.notice_view(self.session.reading.is_some()))
            .html_child(reader)
    }
}

/// A marked sentence, for a page without a text: it is drawn like a reader, and must not be taken for the one that there is.
fn sample() -> Tag {
    classed("p", "sample")
        .attr("data-testid", "sample")
        .child(reportedly_reader::sample_sentence())
        .text(strings::PASTING_IS_ENOUGH)
}

/// The marks of a text are on the screen: what people do next is to save or to share it.
fn marks_shown() {
    timing::measure(timing::PASTE_TO_MARKS);
    clients::prepare_calls();
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
        words.push(strings::PASTING_IS_ENOUGH);
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
