//! The line of a text that serves as its title.
//!
//! Whoever copies a page copies what stands around the article as well: "Home", "Updated 2 hours ago", "Tweet", a byline. None of
//! these is a title. Draft titles, names of files and the headline on the screen all come from here.

use crate::analysis::Aside;
use crate::span::{Byte, Span};

/// How many lines are looked at. Menus that are longer than this hide the title.
const LINES: usize = 60;

/// An entry of a menu has fewer words than this.
const MENU: usize = 4;

/// The longest line that can be a headline, in characters.
const LONGEST: usize = 150;

/// The words of menus, share buttons, dates, sections and credits. A line of nothing but these and numbers is no title.
const FURNITURE: &str = " a about accept account ad ads advertise advertisement advertising afp agencies agency ago ai all alert \
    alerts am an analysis and ap app apr april archive arrow article articles arts as associated at audio aug august author back \
    bluesky blog bookmark breaking bst business by caption captions category cet cest click close comment comments contact content \
    continue cookie cookies copied copy copyright correspondent crossword culture date day days dec december desk digital donate \
    download e-mail economy edition editor editorial edt education email entertainment environment est et explainer explore expand \
    facebook fact feature features feb february feed file finance first flipboard follow for fri friday from full gallery games get \
    getty gift gmt go google guest health help home homepage hour hours hr hrs http https image images in \
    instagram international jan january jobs join jul july jun june jump just last latest learn letters life lifestyle \
    likes link linkedin links listen live local log login logo magazine mail main mar march market markets mastodon may media \
    member membership menu message messenger min mins minute minutes modified mon monday money month months more most my navigation \
    new newer news newsletter newsletters newspaper next nov november now obituaries oct october of off older on open opinion \
    opinions opens option options our p page pages paper pdf photo photograph photographs photos picture pictures pin \
    pinterest play pm podcast podcasts politics popular post posted press previous print privacy profile promoted pst pt publication \
    published publisher rate read reader readers reading recommended reddit region register related reply report reporter reporters \
    reporting reuters review reviews rss sat saturday save saved science search sec second secs sections section sep sept \
    september settings share shared shares shop show sign site sitemap skip skype snapchat source special sponsored sport \
    sports staff stories story style subscribe subscriber subscribers subscription sun sunday support tags tap tech technology \
    telegram telephone text the this threads thu thursday tiktok time timeline times to today toggle top topic topics travel trending tue \
    tues tuesday tumblr tv tweet twitter uk up update updated updates us utc video videos view views visit watch weather web wed \
    wednesday week weeks whatsapp window world writer written x yahoo year years yesterday you your youtube \
    zoom autos cancel classifieds community conditions currently education energy form guidelines index inserts newsroom policy \
    reports s signup supported terms weekly with ";

/// What else such lines begin with, in lower case.
const BEGINNINGS: &[&str] = &[
    "sponsored by",
    "skip to",
    "sign up for",
    "sign up to",
    "subscribe ",
    "follow us",
    "follow @",
    "share this",
    "share on",
    "read more",
    "read also",
    "read next",
    "related:",
    "more on this",
    "we use cookies",
    "this site uses cookies",
    "this website uses cookies",
    "all rights reserved",
    "copyright ©",
    "copyright (c)",
    "copyright 2",
    "copyright 1",
    "©",
    "image:",
    "image source",
    "image caption",
    "image credit",
    "photo:",
    "photos:",
    "photo by",
    "photograph:",
    "picture:",
    "pictured:",
    "video:",
    "watch:",
    "listen:",
    "credit:",
    "caption:",
    "file photo",
    "last updated",
    "last modified",
    "first published",
    "updated:",
    "updated on",
    "updated at",
    "published:",
    "published on",
    "published at",
    "posted on",
    "posted by",
    "posted at",
    "date:",
    "sent:",
    "from:",
    "to:",
    "cc:",
];

/// What else they end with, in lower case.
const ENDINGS: &[&str] =
    &["all rights reserved", "all rights reserved.", "/getty", "/reuters", "/afp", "/ap", "min read", "minute read"];

/// The line that a text is called by: the first one that is not set aside and is not what stands around an article. Where there is
/// no such line, the first one that is not set aside; where there is none either, the first one. `None` for a text without letters.
///
/// The span is that of the line without the spaces around it. `asides` are spans of `text`.
pub fn title_line(text: &str, asides: &[Aside]) -> Option<Span<Byte>> {
    let lines = || lines(text).take(LINES);
    let is_article = |line: &Span<Byte>| !asides.iter().any(|aside| aside.span.holds(line.start));
    let is_title = |line: &Span<Byte>| is_article(line) && !is_furniture(line.of(text));
    let is_short = |line: &Span<Byte>| line.of(text).split_whitespace().count() < MENU;
    let first = lines().find(is_title);
    // Several short ones are a menu, and the title comes after it. A short title and a line below it are not.
    let after_menu = || {
        let titles = || lines().filter(is_title);
        let is_menu = titles().take_while(is_short).count() > 1;
        titles().find(|line| !is_short(line)).filter(|line| is_menu && !is_prose(line.of(text)))
    };
    after_menu().or(first).or_else(|| lines().find(is_article)).or_else(|| lines().next())
}

/// The line that is a text's headline, and can be shown as one: the [`title_line`] where it is no sentence and more text follows.
pub fn headline(text: &str, asides: &[Aside]) -> Option<Span<Byte>> {
    let line = title_line(text, asides)?;
    let words = line.of(text);
    let is_last = text[line.end as usize..].trim().is_empty();
    (may_be_headline(words) && !is_last).then_some(line)
}

/// Whether a line could be the headline of a text, by itself: no sentence, and not what stands around an article.
pub fn may_be_headline(line: &str) -> bool {
    !is_prose(line) && !is_furniture(line)
}

/// Whether a line is prose: closed like a sentence, or longer than any headline.
pub fn is_prose(line: &str) -> bool {
    let closed = line.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '…', ':', ',', ';', '。']);
    closed || line.chars().count() > LONGEST
}

/// The lines that have anything on them, without the spaces around it.
fn lines(text: &str) -> impl Iterator<Item = Span<Byte>> {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let begin = start + (line.len() - line.trim_start().len());
        start += line.len() + 1;
        let words = line.trim();
        (!words.is_empty()).then(|| Span::from(begin..begin + words.len()))
    })
}

/// Whether a line is what stands around an article, by itself.
fn is_furniture(line: &str) -> bool {
    if line.chars().count() > LONGEST {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    if BEGINNINGS.iter().any(|start| lower.starts_with(start)) || ENDINGS.iter().any(|end| lower.ends_with(end)) {
        return true;
    }
    let words = || lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    // One word is a button, a section or a place in a menu. In a script without spaces, it may be a headline.
    let is_one_word = lower.split_whitespace().count() == 1 && lower.is_ascii();
    is_one_word || words().all(is_furniture_word) || is_trail(&lower) || is_byline(line) || is_address(&lower)
}

/// Whether a word says nothing by itself: one of [`FURNITURE`], a number, a time ("10am", "3rd").
fn is_furniture_word(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = rest.len() < word.len()
        && matches!(rest, "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "m" | "min" | "k");
    is_number || FURNITURE.split_whitespace().any(|known| known == word)
}

/// A way through a site: "Home › World › Europe".
fn is_trail(lower: &str) -> bool {
    const BETWEEN: [char; 7] = ['>', '›', '»', '/', '|', '·', '•'];
    let mut steps = lower.split(BETWEEN).map(str::trim).filter(|step| !step.is_empty());
    let first = steps.next().unwrap_or_default();
    let is_short = |step: &str| step.split_whitespace().count() <= 2;
    lower.contains(BETWEEN) && first.split_whitespace().all(is_furniture_word) && steps.all(is_short)
}

/// "By Jane Smith and Kei Ito, Staff Writers"; "Words by Ana Diaz".
fn is_byline(line: &str) -> bool {
    let mut words = line.split([' ', ',', ';', '(', ')', '/']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let second = if first.eq_ignore_ascii_case("by") { first } else { words.next().unwrap_or_default() };
    let is_by = first.eq_ignore_ascii_case("by")
        || second == "by"
            && matches!(first, "Written" | "Words" | "Story" | "Text" | "Report" | "Reporting" | "Edited" | "Analysis");
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "and" | "for" | "in" | "of" | "the" | "de" | "van" | "von" | "|" | "&" | "at")
    };
    let count = words.clone().count();
    // "By Friday" is the beginning of a sentence or of a headline, which have small letters.
    is_by && (1..=14).contains(&count) && words.all(is_name) && !line.ends_with(['.', '!', '?'])
}

/// An address of the web or a name of a social network and nothing else.
fn is_address(lower: &str) -> bool {
    lower
        .split_whitespace()
        .all(|word| word.starts_with(['@', '#']) || word.contains("://") || word.starts_with("www."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::AsideKind;

    const HEADLINE: &str = "Harbour Talks Resume in Tarsvik";

    fn title<'t>(text: &'t str, asides: &[Aside]) -> &'t str {
        title_line(text, asides).map(|line| line.of(text)).unwrap_or_default()
    }

    #[test]
    fn what_stands_around_an_article_is_no_title() {
        for line in [
            "Updated",
            "Updated 2 hours ago",
            "UPDATED: 14:05 GMT, 3 May 2024",
            "Last updated on Monday 3rd June 2024 at 10.15am",
            "3 May 2024",
            "Monday, June 3, 2024",
            "2024-06-03",
            "10:15 AM EST",
            "Published 12 minutes ago",
            "Tweet",
            "Share",
            "Share this article",
            "Share on Facebook",
            "Facebook Twitter WhatsApp Email",
            "Share · Tweet · Print",
            "Copy link",
            "Save",
            "Print this page",
            "12 comments",
            "Comments (12)",
            "3 min read",
            "Listen to this article",
            "Gift this article",
            "Home",
            "News",
            "UK news",
            "World",
            "Home > World > Europe",
            "Home / Business / Shipping lines",
            "News | Nordic countries",
            "Menu",
            "Search",
            "Skip to main content",
            "Skip to content",
            "Sign in",
            "Log in",
            "Subscribe",
            "Subscribe now for full access",
            "Advertisement",
            "By Ana Diaz",
            "By ANA DIAZ and Kei Ito, Staff Writers",
            "by Ana Diaz",
            "Words by Ana Diaz",
            "Written by Ana Diaz for The Meridian Post",
            "Image source, Meridian Pictures",
            "Image caption, The boats lie idle at the quay.",
            "Photo: Kei Ito/Getty",
            "Kei Ito/AFP",
            "© 2024 The Meridian Post",
            "Reuters",
            "www.meridian.example/harbour",
            "https://meridian.example/harbour",
            "@meridianpost",
            "#harbour #talks",
            "Breaking news",
            "Most read",
            "Opinion",
            "We use cookies to make this site better",
            "***",
        ] {
            let text = format!("{line}\n\n{HEADLINE}\n\nThe talks resumed on Monday.");
            assert_eq!(title(&text, &[]), HEADLINE, "{line:?} was taken");
            assert_eq!(headline(&text, &[]).map(|line| line.of(&text)), Some(HEADLINE), "{line:?} was taken");
            let several = format!("Home\nTweet\n{line}\nBy Ana Diaz\n  {HEADLINE} \nThe talks resumed.");
            assert_eq!(title(&several, &[]), HEADLINE, "{line:?} among others was taken");
        }
    }

    #[test]
    fn headlines_are_titles_whatever_they_begin_with() {
        for line in [
            HEADLINE,
            "Updated rules for ferries anger islanders",
            "Home prices fall for a third month",
            "Tweet by mayor angers ferry crews",
            "Share prices of Norlink tumble",
            "May says ferry deal may fail",
            "March of the islanders ends in Tarsvik",
            "News Corp buys ferry company",
            "By Friday all boats will be idle, union warns",
            "By boat to Tarsvik",
            "Photos show empty quays",
            "World leaders meet in Tarsvik",
            "Print shops close across the island",
            "Live: islanders vote on night boats",
            "Opinion: The night boats must stay",
            "12 boats lost in storm",
            "Copyright reform stalls",
            "Getty Images sues firm over boat pictures",
            "Advertisement ban splits islands",
            "2024 was the warmest year on Tarsvik",
            "Will the boats stay?",
            "“We cannot pay”",
            "渡輪公司或取消夜航",
        ] {
            let text = format!("{line}\n\nThe talks resumed on Monday.");
            assert_eq!(title(&text, &[]), line);
        }
    }

    #[test]
    fn a_title_comes_after_a_menu() {
        let menu = "Norlink\nFerries & Boats\nIsland Life\nTarsvik\nOur Coast";
        assert_eq!(title(&format!("{menu}\n{HEADLINE}\n\nThe talks resumed."), &[]), HEADLINE);
        assert_eq!(title("Ferry Talks\nThree islands wait for their boats\n\nThe talks resumed.", &[]), "Ferry Talks");
        assert_eq!(title("Ferry Talks\nAn Island Waits\n\nThe talks resumed on Monday.", &[]), "Ferry Talks");
    }

    #[test]
    fn what_the_engine_sets_aside_is_no_title() {
        let text = "More from Tarsvik\nHarbour Talks Resume\nThe talks resumed.";
        let aside = Aside { span: Span::new(0, 17), why: AsideKind::Furniture };
        assert_eq!(title(text, &[]), "More from Tarsvik");
        assert_eq!(title(text, &[aside]), "Harbour Talks Resume");
        let all = Aside { span: Span::from(0..text.len()), why: AsideKind::Furniture };
        assert_eq!(title(text, &[all]), "More from Tarsvik", "something has to be the name");
    }

    #[test]
    fn a_text_without_a_headline_is_called_by_its_first_sentence() {
        let text = "Updated\n\nThe talks resumed on Monday.\n\nThey ended on Friday.";
        assert_eq!(title(text, &[]), "The talks resumed on Monday.");
        assert_eq!(headline(text, &[]), None);
        assert_eq!(headline("Harbour talks resume", &[]), None, "one line alone is the text");
        assert_eq!(title("Home\nTweet", &[]), "Home", "there is nothing better");
        assert_eq!(headline("Home\nTweet", &[]), None);
        assert_eq!(title_line(" \n\r\n ", &[]), None);
    }

    #[test]
    fn a_long_text_without_a_title_is_not_walked_to_its_end() {
        let text = format!("{}{HEADLINE}", "Tweet\n".repeat(100_000));
        assert_eq!(title(&text, &[]), "Tweet");
    }
}
