//! Elements, made by calls instead of by `html!`.
//!
//! What the macro writes out for each element of a template is several times as much wasm as a call: a card of some
//! twenty-five elements was 14 KB. The macro stays where speed counts, which is for the marks in the text. For the same
//! reason nothing here is generic where it is called from: what is passed is one pointer and texts.

use std::borrow::Cow;
use std::rc::Rc;

use reportedly_document::with_direction_signs;
use yew::virtual_dom::{AttrValue, Key, VNode, VTag, VText};
use yew::{Html, NodeRef};

/// An element that is being made.
#[derive(Debug)]
pub(crate) struct El(Rc<VTag>);

/// A text for an attribute or a child.
pub(crate) trait Words {
    /// Sets an attribute.
    fn put_to(self, el: El, name: &'static str) -> El;
    /// As a text node.
    fn node(self) -> Html;
}

impl Words for &'static str {
    #[inline(never)]
    fn put_to(self, el: El, name: &'static str) -> El {
        el.set(name, AttrValue::Static(self))
    }

    #[inline(never)]
    fn node(self) -> Html {
        Html::from(VText::new(self))
    }
}

impl Words for String {
    #[inline(never)]
    fn put_to(self, el: El, name: &'static str) -> El {
        AttrValue::from(self).put_to(el, name)
    }

    #[inline(never)]
    fn node(self) -> Html {
        AttrValue::from(self).node()
    }
}

impl Words for AttrValue {
    #[inline(never)]
    fn put_to(self, el: El, name: &'static str) -> El {
        // What a program reads stays as it is.
        el.set(name, if matches!(name, "title" | "aria-label") { seen(self) } else { self })
    }

    #[inline(never)]
    fn node(self) -> Html {
        Html::from(VText::new(seen(self)))
    }
}

/// The words with signs for the characters that would have them read as others.
fn seen(words: AttrValue) -> AttrValue {
    match with_direction_signs(&words) {
        Cow::Borrowed(_) => words,
        Cow::Owned(signed) => signed.into(),
    }
}

/// An element without attributes or children.
#[inline(never)]
pub(crate) fn el(tag: &'static str) -> El {
    El(Rc::new(VTag::new(tag)))
}

/// An element of a class.
#[inline(never)]
pub(crate) fn of(tag: &'static str, class: &'static str) -> El {
    el(tag).put("class", class)
}

/// A button that asks for what these words say (`Command`).
pub(crate) fn button(command: impl Words, label: impl Words) -> El {
    plain_button().put("data-do", command).text(label)
}

#[inline(never)]
fn plain_button() -> El {
    el("button").put("type", "button")
}

/// Text as a child.
pub(crate) fn text(words: impl Words) -> Html {
    words.node()
}

impl El {
    /// Sets an attribute.
    pub(crate) fn put(self, name: &'static str, value: impl Words) -> El {
        value.put_to(self, name)
    }

    /// A part that a page's own style sheet can name (`::part`).
    #[cfg(feature = "guest")]
    pub(crate) fn part(self, name: &'static str) -> El {
        self.put("part", name)
    }

    /// Nobody else styles our own page.
    #[cfg(not(feature = "guest"))]
    pub(crate) fn part(self, _: &'static str) -> El {
        self
    }

    /// Sets an attribute if there is a value.
    pub(crate) fn may(self, name: &'static str, value: Option<impl Words>) -> El {
        match value {
            Some(value) => value.put_to(self, name),
            None => self,
        }
    }

    /// Sets an attribute without a value.
    #[inline(never)]
    pub(crate) fn flag(self, name: &'static str, is: bool) -> El {
        if is { self.put(name, "") } else { self }
    }

    /// Says of a switch whether it is on.
    #[inline(never)]
    pub(crate) fn pressed(self, is: bool) -> El {
        self.put("aria-pressed", if is { "true" } else { "false" })
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: AttrValue) -> El {
        self.with_tag(|tag| tag.add_attribute(name, value))
    }

    fn with_tag(mut self, change: impl FnOnce(&mut VTag)) -> El {
        // Nobody else has it yet.
        if let Some(tag) = Rc::get_mut(&mut self.0) {
            change(tag);
        }
        self
    }

    /// Text as the next child.
    pub(crate) fn text(self, words: impl Words) -> El {
        self.add(words.node())
    }

    /// The next child.
    #[inline(never)]
    pub(crate) fn add(self, child: Html) -> El {
        self.with_tag(|tag| tag.add_child(child))
    }

    /// The next child, or a place for one: children without keys are told apart by how many come after them.
    #[inline(never)]
    pub(crate) fn maybe(self, child: Option<Html>) -> El {
        self.add(child.unwrap_or_default())
    }

    /// The next child is an element.
    #[inline(never)]
    pub(crate) fn with(self, child: El) -> El {
        self.add(child.html())
    }

    /// The next child is an element, or a place for one.
    #[inline(never)]
    pub(crate) fn with_some(self, child: Option<El>) -> El {
        self.maybe(child.map(El::html))
    }

    /// The next child is a list, whose length may change without its neighbours being drawn anew.
    #[inline(never)]
    pub(crate) fn list(self, children: Vec<Html>) -> El {
        self.add(children.into_iter().collect())
    }

    /// What tells it from its siblings.
    #[inline(never)]
    pub(crate) fn key(self, key: &str) -> El {
        self.with_tag(|tag| tag.key = Some(Key::from(key)))
    }

    /// Where to find it when it is on the screen.
    #[inline(never)]
    pub(crate) fn at(self, place: &NodeRef) -> El {
        self.with_tag(|tag| tag.node_ref = place.clone())
    }

    /// The value of a text box, as it is to be and not only at first.
    #[inline(never)]
    pub(crate) fn value(self, value: String) -> El {
        self.with_tag(|tag| tag.set_value(Some(AttrValue::from(value))))
    }

    /// Whether a box is ticked.
    #[inline(never)]
    pub(crate) fn checked(self, is: bool) -> El {
        self.with_tag(|tag| tag.set_checked(is))
    }

    /// The element.
    #[inline(never)]
    pub(crate) fn html(self) -> Html {
        VNode::VTag(self.0)
    }
}
