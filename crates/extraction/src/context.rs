//! What a piece of text stands in: what its element and those around it are for, by their names and attributes.

use dom_query::NodeRef;

/// What a piece of text stands in, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Context(u32);

impl Context {
    /// Nobody sees it.
    pub(crate) const HIDDEN: Context = Context(1);
    /// A link.
    pub(crate) const LINK: Context = Context(1 << 1);
    /// The headline of a page, or what is marked as one.
    pub(crate) const HEADLINE: Context = Context(1 << 2);
    /// Any heading.
    pub(crate) const HEADING: Context = Context(1 << 3);
    /// Who wrote it.
    pub(crate) const BYLINE: Context = Context(1 << 4);
    /// When.
    pub(crate) const DATE: Context = Context(1 << 5);
    /// What is below a picture.
    pub(crate) const CAPTION: Context = Context(1 << 6);
    /// Navigation, or the foot of a page.
    pub(crate) const NAVIGATION: Context = Context(1 << 7);
    /// Beside the article.
    pub(crate) const BESIDE: Context = Context(1 << 8);
    /// Comments of readers.
    pub(crate) const COMMENTS: Context = Context(1 << 9);
    /// Links to other articles, boxes for newsletters, buttons to share, advertisements.
    pub(crate) const PROMOTION: Context = Context(1 << 10);
    /// An entry of a list.
    pub(crate) const ENTRY: Context = Context(1 << 11);
    /// A quotation that stands by itself.
    pub(crate) const QUOTED: Context = Context(1 << 12);
    /// Whose picture it is.
    pub(crate) const CREDIT: Context = Context(1 << 13);

    /// Whether it stands in all of these.
    pub(crate) fn is_in(self, what: Context) -> bool {
        self.0 & what.0 == what.0
    }

    fn add(&mut self, what: Context) {
        self.0 |= what.0;
    }

    /// The context of what is in this node, which stands in this one.
    pub(crate) fn within(mut self, node: &NodeRef<'_>) -> Context {
        let Some(name) = node.node_name() else { return self };
        match &*name {
            "a" => self.add(Context::LINK),
            "h1" => self.add(Context(Context::HEADLINE.0 | Context::HEADING.0)),
            "h2" | "h3" | "h4" | "h5" | "h6" => self.add(Context::HEADING),
            "time" => self.add(Context::DATE),
            "figcaption" => self.add(Context::CAPTION),
            "nav" | "footer" => self.add(Context::NAVIGATION),
            "aside" => self.add(Context::BESIDE),
            "li" => self.add(Context::ENTRY),
            "blockquote" => self.add(Context::QUOTED),
            // A heading that is never closed has the article in it.
            "p" | "div" | "section" | "article" | "table" | "ul" | "ol" => {
                self.0 &= !(Context::HEADLINE.0 | Context::HEADING.0)
            }
            _ => {}
        }
        for attribute in node.attrs() {
            let value = attribute.value.to_ascii_lowercase();
            match &*attribute.name.local {
                "hidden" => self.add(Context::HIDDEN),
                "aria-hidden" if value == "true" => self.add(Context::HIDDEN),
                "style" if is_invisible(&value) => self.add(Context::HIDDEN),
                "rel" if value == "author" => self.add(Context::BYLINE),
                "itemprop" if value.contains("author") => self.add(Context::BYLINE),
                "itemprop" if value.starts_with("date") => self.add(Context::DATE),
                "itemprop" if value == "headline" => self.add(Context::HEADLINE),
                "role" if matches!(&*value, "navigation" | "contentinfo" | "menu" | "banner") => {
                    self.add(Context::NAVIGATION);
                }
                "role" if value == "complementary" => self.add(Context::BESIDE),
                "class" | "id" => self.add(of_words(&value)),
                _ => {}
            }
        }
        self
    }
}

/// Whether a style hides its element.
fn is_invisible(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let value = value.trim().trim_end_matches("!important").trim();
        matches!((name.trim(), value), ("display", "none") | ("visibility", "hidden"))
    })
}

/// What the classes and the id of an element say.
fn of_words(value: &str) -> Context {
    let mut context = Context::default();
    let has = |words: &[&str]| words.iter().any(|word| value.contains(word));
    if has(&["byline", "author-name", "authorname", "article-author", "article__author", "post-author"]) {
        context.add(Context::BYLINE);
    }
    if has(&[
        "dateline",
        "timestamp",
        "publish-date",
        "pubdate",
        "published",
        "article-date",
        "post-date",
        "entry-date",
    ]) {
        context.add(Context::DATE);
    }
    if has(&["caption"]) {
        context.add(Context::CAPTION);
    }
    if has(&["credit"]) {
        context.add(Context::CREDIT);
    }
    if has(&["comment"]) {
        context.add(Context::COMMENTS);
    }
    if has(&[
        "related",
        "newsletter",
        "promo",
        "share",
        "social",
        "recommend",
        "most-read",
        "trending",
        "sponsor",
        "read-more",
        "readmore",
        "pullquote",
        "pull-quote",
    ]) {
        context.add(Context::PROMOTION);
    }
    context
}
