//! Labels in front of words ("Image caption", "Photo:"), which are in no mark.

use crate::lexicon::{Listed, listed};
use crate::words::{WordList, one_of, word_list};

/// Labels that a page puts in front of what it shows, in lower case.
const LABELS: Listed = listed!(
    "image caption|media caption|video caption|photo caption|caption|image source|next article|previous article|\
    next story|previous story|photo|photos|picture|image|video|watch|listen|read more|read also|also read|see also|related|\
    exclusive|breaking|breaking news|updated|update|live|opinion|analysis|explainer|play video|file photo|file"
);

/// Labels that need no mark behind them.
const PLAIN: Listed =
    listed!("image caption|media caption|video caption|photo caption|next article|previous article|play video");

/// Sections of a site, as they stand side by side at the top of a page.
const SECTIONS: &WordList = word_list!(
    "home news business sport sports world politics opinion culture lifestyle entertainment technology tech \
    science health video videos weather travel money markets local national international menu"
);

/// Where the words begin behind a label or a row of sections, in bytes of the line; 0 where there is none.
pub(crate) fn label_end(line: &str) -> usize {
    let mut lower = line.to_owned();
    lower.make_ascii_lowercase();
    for label in LABELS.text().split('|') {
        let Some(rest) = lower.strip_prefix(label) else { continue };
        let words = rest.trim_start_matches([' ', '\u{a0}', '\t', ':', '|', '-', '–', '—']);
        let between = &rest[..rest.len() - words.len()];
        let plain = PLAIN.text().split('|').any(|plain| plain == label)
            && line[line.len() - words.len()..].starts_with(char::is_uppercase);
        if !words.is_empty()
            && (between.contains([':', '|', '\u{a0}', '\t'])
                || between.contains("  ")
                || (plain && !between.is_empty()))
        {
            return line.len() - words.len();
        }
    }
    sections_end(line, &lower).max(time_end(line, &lower))
}

/// "14:20 Police ask …", "2.30pm: Police ask …": when an entry of a running report was written.
fn time_end(line: &str, lower: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hour = digits(lower);
    let after_hour = &lower[hour..];
    let minutes = if after_hour.starts_with([':', '.']) { digits(&after_hour[1..]) } else { 0 };
    if !(1..=2).contains(&hour) || minutes != 2 {
        return 0;
    }
    let rest = &after_hour[3..];
    let unspaced = rest.trim_start();
    let half = ["am", "pm", "a.m.", "p.m.", "gmt", "bst", "utc", "cet", "et", "edt", "est", "pt", "ist"];
    let half = half.into_iter().find(|half| {
        let after = unspaced.strip_prefix(half);
        after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()))
    });
    // "12.50 Euro" is a price.
    if after_hour.starts_with('.') && !matches!(half, Some("am" | "pm" | "a.m." | "p.m.")) {
        return 0;
    }
    let rest = half.map_or(rest, |half| &unspaced[half.len()..]);
    let words = rest.trim_start_matches([' ', '\u{a0}', '\t', ':', '|', '-', '–', '—']);
    let start = line.len() - words.len();
    let begins = line[start..].starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'));
    if begins && words.len() < rest.len() { start } else { 0 }
}

/// "Home News Business Norvik announces …": two sections at least, and a capital behind them.
fn sections_end(line: &str, lower: &str) -> usize {
    let (mut end, mut count) = (0, 0);
    for word in lower.split_inclusive(' ') {
        if !(one_of(word.trim_end(), SECTIONS) && line[end..].starts_with(char::is_uppercase)) {
            break;
        }
        end += word.len();
        count += 1;
    }
    let begins = count > 2 || (count == 2 && lower.starts_with("home "));
    if begins && line[end..].starts_with(char::is_uppercase) { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_sections() {
        for (label, words) in [
            ("Image caption  ", "Lena Fox said the road was shut"),
            ("Image caption ", "Lena Fox said the road was shut"),
            ("Photo: ", "The harbour on Friday"),
            ("Next article: ", "Norvik wins again"),
            ("Home News Business ", "Norvik announces that it will cut jobs"),
            ("Home News ", "Norvik announces that it will cut jobs"),
            ("14:20 ", "Police ask drivers to stay home"),
            ("2.30pm: ", "“Roof gone”"),
            ("09:15 GMT — ", "The minister speaks"),
            ("", "12.50 Euro is the price."),
            ("", "14:20 was when it stopped."),
            ("", "3-1 Norvik won."),
            ("", "Image captions are short."),
            ("", "Photo editors said no."),
            ("", "Business News Norvik said no."),
            ("", "Sport is fun."),
            ("", "Home"),
            ("", "Photo:"),
            ("", ""),
        ] {
            let line = format!("{label}{words}");
            assert_eq!(&line[label_end(&line)..], words, "{line}");
        }
    }
}
