//! Virtual nodes, built by calls instead of by `html!`.
//!
//! What the macro writes out for each element of a template is several times as much wasm as a call: a card of some
//! twenty-five elements was 14 KB. The macro stays where speed counts, which is for the marks in the text. For the same
//! reason nothing here is generic where it is called from: what is passed is one pointer and texts.

use std::borrow::Cow;
use std::rc::Rc;

use reportedly_document::with_direction_signs;
use yew::virtual_dom::{AttrValue, Key, VNode, VTag, VText};
use yew::{Html, NodeRef};

/// An element that is being built.
#[derive(Debug)]
pub struct Tag(Rc<VTag>);

/// A text for an attribute or a text node.
pub trait TextValue {
    /// Sets an attribute of an element to this text.
    fn set_attr(self, tag: Tag, name: &'static str) -> Tag;
    /// The text as a text node.
    fn text_node(self) -> Html;
}

impl TextValue for &'static str {
    #[inline(never)]
    fn set_attr(self, tag: Tag, name: &'static str) -> Tag {
        tag.set(name, AttrValue::Static(self))
    }

    #[inline(never)]
    fn text_node(self) -> Html {
        Html::from(VText::new(self))
    }
}

impl TextValue for String {
    #[inline(never)]
    fn set_attr(self, tag: Tag, name: &'static str) -> Tag {
        AttrValue::from(self).set_attr(tag, name)
    }

    #[inline(never)]
    fn text_node(self) -> Html {
        AttrValue::from(self).text_node()
    }
}

impl TextValue for AttrValue {
    #[inline(never)]
    fn set_attr(self, tag: Tag, name: &'static str) -> Tag {
        // An attribute that only programs read keeps its value.
        tag.set(name, if matches!(name, "title" | "aria-label") { signed(self) } else { self })
    }

    #[inline(never)]
    fn text_node(self) -> Html {
        Html::from(VText::new(signed(self)))
    }
}

/// The text with visible signs for characters that change the direction of reading.
fn signed(words: AttrValue) -> AttrValue {
    match with_direction_signs(&words) {
        Cow::Borrowed(_) => words,
        Cow::Owned(signed) => signed.into(),
    }
}

/// An element without attributes or children.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    Tag(Rc::new(VTag::new(name)))
}

/// An element of a class.
#[inline(never)]
pub fn classed(name: &'static str, class: &'static str) -> Tag {
    tag(name).attr("class", class)
}

/// A `<button>` that submits no form.
#[inline(never)]
pub fn plain_button() -> Tag {
    tag("button").attr("type", "button")
}

/// A text node.
pub fn text(words: impl TextValue) -> Html {
    words.text_node()
}

impl Tag {
    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl TextValue) -> Tag {
        value.set_attr(self, name)
    }

    /// Names a part that a host's style sheet can address (`::part`).
    pub fn part(self, name: &'static str) -> Tag {
        self.attr("part", name)
    }

    /// Sets an attribute if there is a value.
    pub fn attr_opt(self, name: &'static str, value: Option<impl TextValue>) -> Tag {
        match value {
            Some(value) => value.set_attr(self, name),
            None => self,
        }
    }

    /// Sets an attribute without a value.
    #[inline(never)]
    pub fn flag(self, name: &'static str, is: bool) -> Tag {
        if is { self.attr(name, "") } else { self }
    }

    /// Sets `aria-pressed`: whether a switch is on.
    #[inline(never)]
    pub fn pressed(self, is: bool) -> Tag {
        self.attr("aria-pressed", if is { "true" } else { "false" })
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: AttrValue) -> Tag {
        self.change(|tag| tag.add_attribute(name, value))
    }

    fn change(mut self, change: impl FnOnce(&mut VTag)) -> Tag {
        // An element that is being built has one owner.
        if let Some(tag) = Rc::get_mut(&mut self.0) {
            change(tag);
        }
        self
    }

    /// Adds a text node.
    pub fn text(self, words: impl TextValue) -> Tag {
        self.html_child(words.text_node())
    }

    /// Adds a child that is built already.
    #[inline(never)]
    pub fn html_child(self, child: Html) -> Tag {
        self.change(|tag| tag.add_child(child))
    }

    /// Adds a child, or an empty node: children without keys are told apart by how many come after them.
    #[inline(never)]
    pub fn html_opt(self, child: Option<Html>) -> Tag {
        self.html_child(child.unwrap_or_default())
    }

    /// Adds an element.
    #[inline(never)]
    pub fn child(self, child: Tag) -> Tag {
        self.html_child(child.into_html())
    }

    /// Adds an element, or an empty node in its place.
    #[inline(never)]
    pub fn child_opt(self, child: Option<Tag>) -> Tag {
        self.html_opt(child.map(Tag::into_html))
    }

    /// Adds a list as one child: its length may change without its neighbours being drawn anew.
    #[inline(never)]
    pub fn children(self, children: Vec<Html>) -> Tag {
        self.html_child(children.into_iter().collect())
    }

    /// Sets the key, which tells an element from its siblings.
    #[inline(never)]
    pub fn key(self, key: &str) -> Tag {
        self.change(|tag| tag.key = Some(Key::from(key)))
    }

    /// Sets the reference by which the element is found when it is on the screen.
    #[inline(never)]
    pub fn node_ref(self, node: &NodeRef) -> Tag {
        self.change(|tag| tag.node_ref = node.clone())
    }

    /// Sets the value of a text box, at every rendering and not only at the first.
    #[inline(never)]
    pub fn value(self, value: String) -> Tag {
        self.change(|tag| tag.set_value(Some(AttrValue::from(value))))
    }

    /// Sets whether a box is ticked.
    #[inline(never)]
    pub fn checked(self, is: bool) -> Tag {
        self.change(|tag| tag.set_checked(is))
    }

    /// The element as a node.
    #[inline(never)]
    pub fn into_html(self) -> Html {
        VNode::VTag(self.0)
    }
}
