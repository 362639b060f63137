//! Numbers, days and months in a text, by their values: "twelve" is "12", and "$1.2 million" is "1,200,000 dollars".

use std::ops::Range;

use reportedly_document::{NUMBERS_BELOW_TWENTY, TENS};

/// What a number counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scale {
    /// How many or how much, in thousandths.
    Quantity,
    /// A day of the week.
    Weekday,
    /// A month.
    Month,
}

/// A number of a text, in the words of the list that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    /// Which words it is.
    pub(crate) words: Range<usize>,
    /// What it counts in.
    pub(crate) scale: Scale,
    /// How much it is.
    pub(crate) amount: u64,
    /// The sign of a currency or of per cent that it has.
    pub(crate) sign: Option<&'static str>,
    /// Words before it say that it is not exact: "about", "more than".
    pub(crate) rough: bool,
}

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Words before a number after which it is not exact, in lower case.
const ROUGH: &[&str] = &[
    "about",
    "above",
    "almost",
    "approximately",
    "around",
    "below",
    "fewer",
    "least",
    "less",
    "more",
    "most",
    "nearly",
    "over",
    "roughly",
    "some",
    "than",
    "under",
    "up",
];

fn position(list: &[&str], word: &str) -> Option<u64> {
    list.iter().position(|known| *known == word).map(|index| index as u64)
}

fn small(word: &str) -> Option<u64> {
    position(NUMBERS_BELOW_TWENTY, word).or_else(|| Some(position(TENS, word)? * 10 + 20))
}

fn multiplier(word: &str) -> Option<u64> {
    Some(match word {
        "dozen" | "dozens" => 12,
        "hundred" => 100,
        "thousand" | "k" => 1_000,
        "million" | "m" | "mn" => 1_000_000,
        "billion" | "bn" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

/// The currency that a text writes before or behind a number, and per cent, by one sign each.
fn sign_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" | "dollar" | "dollars" => "$",
        "£" | "pound" | "pounds" => "£",
        "€" | "euro" | "euros" => "€",
        "¥" | "yen" => "¥",
        "%" | "percent" | "percentage" => "%",
        _ => return None,
    })
}

fn is_currency(word: &str) -> bool {
    sign_of(word).is_some_and(|sign| sign != "%")
}

/// A word with digits, before another word: its amount in thousandths, and its sign.
fn written(word: &str, next: &str) -> Option<(u64, Option<&'static str>)> {
    let digits = word.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = word.split_at(digits);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    // "10:30" is a time of the day.
    if after.starts_with(':') {
        return None;
    }
    // "10.30.20" is a date or an address, "U2" a name.
    if fraction.contains(['.', ',']) || before.chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut amount = 0_u64;
    for digit in whole.bytes().filter(u8::is_ascii_digit) {
        amount = amount.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
    }
    amount = amount.saturating_mul(1000);
    for (digit, worth) in fraction.bytes().zip([100, 10, 1]) {
        amount = amount.saturating_add(u64::from(digit - b'0') * worth);
    }
    let sign = sign_of(before).or_else(|| sign_of(after));
    // "$10m" and "10m dollars" are money, "10m" is a length.
    let is_money = is_currency(before) || is_currency(next);
    let times = multiplier(after).filter(|_| is_money || after.chars().nth(1).is_some()).unwrap_or(1);
    Some((amount.saturating_mul(times), sign))
}

/// All numbers among words in lower case. `capital` says of a word whether it begins with a capital: "may" is a month and
/// "march" a day's walk otherwise.
pub(crate) fn values(words: &[String], capital: impl Fn(usize) -> bool) -> Vec<Value> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let word = words[index].as_str();
        let of_calendar = position(WEEKDAYS, word.strip_suffix('s').unwrap_or(word)).map(|day| (Scale::Weekday, day));
        let of_calendar = of_calendar.or_else(|| position(MONTHS, word).map(|month| (Scale::Month, month)));
        if let Some((scale, amount)) = of_calendar.filter(|_| capital(index)) {
            found.push(Value { words: index..index + 1, scale, amount, sign: None, rough: false });
            index += 1;
            continue;
        }
        match quantity(words, index) {
            Some(value) => {
                index = value.words.end;
                found.push(value);
            }
            None => index += 1,
        }
    }
    found
}

/// The quantity that begins with this word.
fn quantity(words: &[String], first: usize) -> Option<Value> {
    let word = |index: usize| words.get(index).map_or("", String::as_str);
    let before = |back: usize| first.checked_sub(back).map_or("", &word);
    let mut end = first;
    let (mut amount, mut sign);
    if let Some((written, its_sign)) = written(word(first), word(first + 1)) {
        (amount, sign, end) = (written, its_sign, end + 1);
        let is_money = sign.is_some_and(|sign| sign != "%") || is_currency(word(first + 2));
        while let Some(times) = multiplier(word(end)).filter(|_| is_money || word(end).len() > 1) {
            amount = amount.saturating_mul(times);
            end += 1;
        }
    } else {
        // "no one", "one of them" and "one another" are no numbers.
        let is_pronoun = word(first) == "one"
            && (matches!(before(1), "no" | "any" | "every" | "some" | "the" | "this" | "that" | "which" | "each")
                || matches!(word(first + 1), "of" | "another" | "thing" | "day" | "who" | "that"));
        let dozen = word(first) == "dozen" && before(1) == "a";
        if is_pronoun || !dozen && small(word(first)).is_none() {
            return None;
        }
        (amount, sign) = (0, None);
        let mut part = 0_u64;
        loop {
            if let Some(times) = multiplier(word(end)).filter(|_| word(end).len() > 1) {
                part = part.max(1).saturating_mul(times);
                if times >= 1000 {
                    amount = amount.saturating_add(part);
                    part = 0;
                }
            } else if let Some(value) = small(word(end)) {
                // "two three" are two numbers, "twenty three" and "two hundred three" one.
                let is_full = !part.is_multiple_of(10) || part != 0 && part < 20;
                if is_full || value >= 20 && !part.is_multiple_of(100) {
                    break;
                }
                part = part.saturating_add(value);
            } else if word(end) == "and" && part.is_multiple_of(100) && part > 0 && small(word(end + 1)).is_some() {
                // "two hundred and three"
            } else {
                break;
            }
            end += 1;
        }
        amount = amount.saturating_add(part).saturating_mul(1000);
    }
    if sign.is_none() {
        sign = sign_of(word(end)).or_else(|| (word(end) == "per" && word(end + 1) == "cent").then_some("%"));
    }
    let rough = [1, 2].iter().any(|&back| ROUGH.contains(&before(back)));
    Some(Value { words: first..end, scale: Scale::Quantity, amount, sign, rough })
}

/// Whether two amounts may be the same one: equal, or within a twentieth where one is said not to be exact.
pub(crate) fn may_be_same(one: (u64, bool), other: (u64, bool)) -> bool {
    let (low, high) = (one.0.min(other.0), one.0.max(other.0));
    low == high || (one.1 || other.1) && (high - low).saturating_mul(20) <= high
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        let given: Vec<&str> = text.split(' ').collect();
        let shown = values(&words, |index| given[index].starts_with(char::is_uppercase)).into_iter().map(|value| {
            let amount = value.amount as f64 / if value.scale == Scale::Quantity { 1000.0 } else { 1.0 };
            format!("{amount}{}{}", value.sign.unwrap_or_default(), if value.rough { "~" } else { "" })
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn numbers_by_their_values() {
        check("twelve people and 12 dogs", "12 12");
        check("twenty three of two hundred and five", "23 205");
        check("two hundred thousand or 200,000", "200000 200000");
        check("$1.2 million was 1,200,000 dollars", "1200000$ 1200000$");
        check("£3m against 5% or five percent or 5 per cent", "3000000£ 5% 5% 5%");
        check("two dozen and a dozen", "24 12");
        check("about 200 and at least 30", "200~ 30~");
        check(
            "$3m or £3bn or $10k or $3 m or 3m euros or 3 m pounds",
            "3000000$ 3000000000£ 10000$ 3000000$ 3000000€ 3000000£",
        );
        check("3mn people and 3bn people and 3 million people", "3000000 3000000000 3000000");
    }

    #[test]
    fn a_letter_behind_a_number_is_a_unit_where_it_is_no_money() {
        check("10m deep and a 10k race of 5 k or ten m", "10 10 5 10");
        check("5m% and 3m", "5 3");
    }

    #[test]
    fn what_is_no_number() {
        check("no one saw one of them and one another", "");
        check("U2 and 10.30.20 and may march", "");
        check("at 10:30 on 10:30", "");
    }

    #[test]
    fn days_and_months() {
        check("on Monday in May", "0 4");
    }

    #[test]
    fn rough_amounts() {
        assert!(may_be_same((12_000, true), (11_860, false)));
        assert!(!may_be_same((12_000, false), (11_860, false)));
        assert!(!may_be_same((12_000, true), (14_000, true)));
        assert!(may_be_same((u64::MAX, true), (u64::MAX, true)));
    }
}
