//! How the tests find things on the page: by data attributes that are made for it, in this one place.

pub(crate) const INPUT: &str = "textarea[data-testid=input]";
pub(crate) const READ: &str = "[data-testid=read]";
pub(crate) const EXAMPLES: &str = "[data-testid=examples]";
pub(crate) const BRING_BACK: &str = "[data-testid=bring-back]";
pub(crate) const ARTICLE: &str = "[data-testid=article]";
pub(crate) const PARAGRAPH: &str = "[data-testid=article] :is(p, h2)";
pub(crate) const READER: &str = "[data-testid=reader]";
pub(crate) const CARD: &str = "[data-testid=card]";
pub(crate) const OPINION: &str = "[data-testid=card] [data-testid=opinion]";
pub(crate) const PANEL: &str = "[data-testid=panel]";
pub(crate) const NOTICE: &str = "[data-testid=notice]";
pub(crate) const NOTICE_BUTTON: &str = "[data-testid=notice] button";
pub(crate) const STOP: &str = "[data-testid=stop]";
pub(crate) const EDIT: &str = "[data-testid=edit]";
pub(crate) const NEW: &str = "[data-testid=new]";
pub(crate) const MARK: &str = "mark[data-ids]";
pub(crate) const STATEMENT: &str = "button[data-statement]";

pub(crate) const DRAFT: &str = "[data-testid=drafts] li";

/// A button by what it asks for.
pub(crate) fn command(words: &str) -> String {
    format!("[data-do='{words}'], [data-page='{words}']")
}

/// One of the example articles.
pub(crate) fn example(name: &str) -> String {
    format!("[data-example={name}]")
}

/// The switch of a layer in the legend.
pub(crate) fn layer(label: &str) -> String {
    format!("button[data-layer={label}]")
}

/// The number of a layer's marks in the legend.
pub(crate) fn layer_count(label: &str) -> String {
    format!("{} [data-count], {0}[data-count]", layer(label))
}

/// The first mark of an annotation.
pub(crate) fn annotation(id: &str) -> String {
    format!("mark[data-ids~='{id}']")
}

/// An entry of the panel.
pub(crate) fn statement(id: &str) -> String {
    format!("button[data-statement='{id}']")
}
