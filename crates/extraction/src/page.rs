//! A page that has been read: its lines, and which of them are the article.

use reportedly_document::{Aside, AsideKind, Canonical, KnownLines, Span, is_prose};

use crate::rules::{Judged, Part};

/// A page that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    lines: Vec<PageLine>,
    problem: Option<Problem>,
}

/// A line of a page. Its words are canonical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// What it is.
    pub part: Part,
    /// The words of it that are the article's; empty where it is set aside.
    pub text: String,
    /// All of its words, those included that nobody sees.
    pub all: String,
    /// Whether a paragraph begins with it.
    pub begins_paragraph: bool,
}

/// Why a page was not read as an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is hardly any text in it that is more than links and short lines.
    NoArticle,
    /// It asks for consent to cookies, and shows nothing else.
    Consent,
    /// It shows other pages in frames, and has no text of its own.
    Frames,
    /// It is nested more deeply than any page of news, or is more complex by its tags than by its length.
    Complex,
}

impl Problem {
    /// What a person is told, as a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Problem::NoArticle => "no article was found in this page: all of its text is read",
            Problem::Consent => {
                "this page asks for consent to cookies and shows no article: save it once you have answered; all of its text is read"
            }
            Problem::Frames => {
                "this page shows other pages in frames and has no text of its own: open the page in the frame"
            }
            Problem::Complex => "this page is built too deeply to find its article: all of its text is read",
        }
    }
}

/// An article has as much prose, in bytes: one long paragraph.
const LEAST_PROSE: usize = 140;

/// A notice about consent is no longer than this, in bytes.
const LONGEST_NOTICE: usize = 4_000;

/// Words of such notices, in small letters, and how often they are found in one.
const CONSENT: [&str; 7] =
    ["cookie", "consent", "privacy", "personal data", "our partners", "partners and", "advertis"];
const CONSENT_WORDS: usize = 6;
const CONSENT_KINDS: usize = 3;

impl Page {
    pub(crate) fn new(judged: Vec<Judged<'_>>) -> Page {
        let canonical = |text: &str| Canonical::new(text).into_text();
        let lines = judged.into_iter().map(|line| PageLine {
            part: line.part,
            text: if line.part == Part::SetAside { String::new() } else { canonical(&line.text) },
            all: canonical(&line.line.text()),
            begins_paragraph: line.line.begins_paragraph,
        });
        let mut page = Page { lines: lines.filter(|line| !line.all.is_empty()).collect(), problem: None };
        page.problem = page.found_problem();
        if page.problem.is_some() {
            page.lines.iter_mut().for_each(PageLine::include);
        }
        page
    }

    /// A page of which the text alone is known.
    pub(crate) fn of_text(text: &str, problem: Option<Problem>) -> Page {
        let text = Canonical::new(text).into_text();
        let mut begins_paragraph = true;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            if !line.is_empty() {
                let (text, all) = (line.to_owned(), line.to_owned());
                lines.push(PageLine { part: Part::Body, text, all, begins_paragraph });
            }
            begins_paragraph = line.is_empty();
        }
        Page { lines, problem }
    }

    fn found_problem(&self) -> Option<Problem> {
        if is_consent(&self.article()) {
            return Some(Problem::Consent);
        }
        let of_article = self.lines.iter().filter(|line| line.part == Part::Body && is_prose(&line.text));
        let prose: usize = of_article.map(|line| line.text.len()).sum();
        // A few words, all of which are taken for the article, may be what somebody has copied.
        (prose < LEAST_PROSE && self.set_aside() > 0 && !self.has_only_chrome_around(prose))
            .then_some(Problem::NoArticle)
    }

    /// Whether a short article is all the prose that there is.
    fn has_only_chrome_around(&self, prose: usize) -> bool {
        let aside = self.lines.iter().filter(|line| line.part == Part::SetAside);
        let words: usize = aside.map(|line| line.all.len()).sum();
        prose > 0 && words <= prose
    }

    /// The article, as a canonical text.
    pub fn article(&self) -> String {
        joined(self.lines.iter().filter(|line| line.part != Part::SetAside).map(|line| (&*line.text, line)))
    }

    /// All of the page's text, in its order, as a canonical text.
    pub fn whole(&self) -> String {
        joined(self.lines.iter().map(|line| (&*line.all, line)))
    }

    /// How many lines of [`Page::whole`] are not in [`Page::article`].
    pub fn set_aside(&self) -> usize {
        self.lines.iter().filter(|line| line.part == Part::SetAside).count()
    }

    /// The lines of [`Page::article`] that are read apart from its text: byline, date, and captions of further pictures.
    pub fn asides(&self) -> Vec<Aside> {
        let article = self.lines.iter().filter(|line| line.part != Part::SetAside);
        asides(article.map(|line| (&*line.text, line)))
    }

    /// The same of [`Page::whole`], with all lines that are not in the article.
    pub fn asides_of_whole(&self) -> Vec<Aside> {
        asides(self.lines.iter().map(|line| (&*line.all, line)))
    }

    /// What is known of the lines of [`Page::article`]: all of them, where there is an article, else nothing.
    pub fn known_lines(&self) -> KnownLines {
        self.known(&self.article(), self.asides())
    }

    /// The same of [`Page::whole`].
    pub fn known_lines_of_whole(&self) -> KnownLines {
        self.known(&self.whole(), self.asides_of_whole())
    }

    /// Where nothing tells the lines apart, the engine looks for the article by the words.
    fn known(&self, text: &str, asides: Vec<Aside>) -> KnownLines {
        let is_article = self.problem.is_none() && self.lines.iter().any(|line| line.part != Part::Body);
        if is_article {
            KnownLines::new(text, asides.into_iter().map(|aside| aside.span))
        } else {
            KnownLines::default()
        }
    }

    /// The lines, in the order of the page.
    pub fn lines(&self) -> &[PageLine] {
        &self.lines
    }

    /// Why it was not read as an article, if it was not.
    pub fn problem(&self) -> Option<Problem> {
        self.problem
    }
}

impl PageLine {
    /// What stands between it and the line before.
    fn gap(&self) -> &'static str {
        if self.begins_paragraph { "\n\n" } else { "\n" }
    }

    fn include(&mut self) {
        self.part = Part::Body;
        self.text.clone_from(&self.all);
    }
}

fn asides<'l>(lines: impl Iterator<Item = (&'l str, &'l PageLine)>) -> Vec<Aside> {
    let mut asides = Vec::new();
    let (mut end, mut captions) = (0, 0);
    for (at, (words, line)) in lines.enumerate() {
        let start = if at == 0 { 0 } else { end + line.gap().len() };
        end = start + words.len();
        captions += usize::from(line.part == Part::Caption);
        let is_aside = match line.part {
            Part::Byline | Part::Date | Part::SetAside => true,
            // The first picture is the article's, more are a gallery.
            Part::Caption => captions > 1,
            Part::Headline | Part::Body => false,
        };
        if is_aside {
            asides.push(Aside { span: Span::from(start..end), why: AsideKind::Furniture });
        }
    }
    asides
}

fn joined<'l>(lines: impl Iterator<Item = (&'l str, &'l PageLine)>) -> String {
    let mut text = String::new();
    for (words, line) in lines {
        text.push_str(if text.is_empty() { "" } else { line.gap() });
        text.push_str(words);
    }
    text
}

/// Whether a text is a notice that asks for consent.
fn is_consent(text: &str) -> bool {
    if text.len() > LONGEST_NOTICE {
        return false;
    }
    let lower = text.to_lowercase();
    let counts = CONSENT.map(|word| lower.matches(word).count());
    counts.iter().sum::<usize>() >= CONSENT_WORDS && counts.iter().filter(|&&count| count > 0).count() >= CONSENT_KINDS
}
