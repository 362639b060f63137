//! Amounts of money: a currency sign or code with a number, or a number with a currency's name.

use std::ops::Range;

use reportedly_document::EntityKind;

use super::rules;
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::token::TokenKind;
use crate::words::{WordList, one_of, word_list};

/// The amount that begins at a token.
#[inline(never)]
pub(super) fn match_at(lexed: &Lexed, at: usize, sentence: &Range<usize>) -> Option<EntityMark> {
    let amount = Amount { lexed, end: sentence.end };
    let end = amount
        .glued(at)
        .or_else(|| amount.sign_first(at))
        .or_else(|| amount.number_first(at))
        .or_else(|| amount.uncounted(at))?;
    Some(EntityMark { tokens: at..end, kind: EntityKind::Money, confidence: None, rule: rules::MONEY })
}

struct Amount<'a> {
    lexed: &'a Lexed,
    end: usize,
}

impl Amount<'_> {
    /// "$3 million", "US$ 3-5bn", "Rs 400", "USD 20".
    fn sign_first(&self, at: usize) -> Option<usize> {
        let mut next = at;
        let raw = self.lexed.raw(at);
        if is_sign(raw) {
            next += 1;
        } else if is_code(raw) {
            next += 1;
            if next < self.end && self.lexed.tokens()[next].glued && is_sign(self.lexed.raw(next)) {
                next += 1;
            } else if raw.len() < 2 {
                return None;
            }
        } else {
            return None;
        }
        let counted = self.numbers(next)?;
        Some(self.scale(counted))
    }

    /// "300 pesos", "3.5 billion euros", "150,000 Egyptian pounds", "20 USD".
    fn number_first(&self, at: usize) -> Option<usize> {
        let counted = self.scale(self.numbers(at).or_else(|| self.spelled(at))?);
        let end = self.currency(counted)?;
        // "three real cases", "one won".
        if counted == at + 1 && self.lexed.is(counted, "real won") && self.numbers(at).is_none() {
            return None;
        }
        (!self.is_weight(at, end)).then_some(end)
    }

    /// "several hundred", "a few thousand", "half a million", "two": a number in words, but for the scale that ends it.
    fn spelled(&self, at: usize) -> Option<usize> {
        let is = |at: usize, words: &str| at < self.end && self.lexed.is(at, words);
        let scaled = |at: usize| {
            at < self.end && self.lexed.is(at, word_list!("hundred thousand million billion trillion crore lakh"))
        };
        let next = match self.lexed.norm(at) {
            "several" => at + 1,
            "half" if is(at + 1, "a") => at + 2,
            "a" if is(at + 1, "few") => at + 2,
            "a" => at + 1,
            _ => {
                static NUMBERS: &WordList = word_list!(
                    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty \
                     seventy eighty ninety"
                );
                return (at < self.end && one_of(self.lexed.norm(at), NUMBERS)).then_some(at + 1);
            }
        };
        scaled(next).then_some(next)
    }

    /// "5,200 pounds of water", "weighed 800 pounds": pounds of weight.
    fn is_weight(&self, at: usize, end: usize) -> bool {
        if !self.lexed.is(end - 1, "pound pounds") {
            return false;
        }
        let paid = "debt savings taxpayers taxpayer public private damage investment funding funds cash tax taxes aid credit \
            money stolen benefits fines fees profit profits revenue losses sales orders business";
        let of = end + 1 < self.end && self.lexed.is(end, "of") && !self.lexed.is(end + 1, paid);
        let weighed = |at: usize| {
            self.lexed.is(
                at,
                word_list!("weigh weighs weighed weighing weight clocked gained lifted lifting tall found seized"),
            )
        };
        of || (at.saturating_sub(8)..at).any(weighed)
            || end < self.end && self.lexed.is(end, "( heavier lighter overweight")
    }

    /// "N500m", "Rs400", "50p", "99¢": letters and digits in one word.
    fn glued(&self, at: usize) -> Option<usize> {
        let raw = self.lexed.raw(at);
        let digits = raw.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let code = &raw[..raw.len() - digits.len()];
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let scale = digits.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let priced = code.is_empty() && one_of(scale, "p ¢") && digits.len() - scale.len() <= 3;
        let coded = one_of(code, "N R Rs RM Sh KSh Ksh GH Tk US HK") && one_of(scale, "m bn k tn b crore");
        let whole = one_of(code, "Rs RM KSh Ksh Tk") && scale.is_empty();
        (priced || coded || whole).then_some(at + 1)
    }

    /// "billions of dollars", "hundreds of millions of euros".
    fn uncounted(&self, at: usize) -> Option<usize> {
        static MANY: &WordList = word_list!("hundreds thousands tens millions billions trillions");
        let plural = |at: usize| at < self.end && one_of(self.lexed.norm(at), MANY) && self.lexed.is(at + 1, "of");
        let mut next = at;
        while plural(next) && next < at + 6 {
            next += 2;
        }
        if next == at { None } else { self.currency(next) }
    }

    /// One number, or a range of two.
    fn numbers(&self, at: usize) -> Option<usize> {
        let number = |at: usize| at < self.end && self.lexed.tokens()[at].kind == TokenKind::Number;
        if !number(at) {
            return None;
        }
        let dash = at + 1 < self.end && matches!(self.lexed.raw(at + 1), "-" | "–");
        let second = if dash && at + 2 < self.end && is_sign(self.lexed.raw(at + 2)) { at + 3 } else { at + 2 };
        Some(if dash && number(second) { second + 1 } else { at + 1 })
    }

    fn scale(&self, at: usize) -> usize {
        let mut at = at;
        if at + 1 < self.end && self.lexed.raw(at) == "-" && is_scale(self.lexed.norm(at + 1)) {
            at += 1;
        }
        while at < self.end && is_scale(self.lexed.norm(at)) {
            at += 1;
        }
        at
    }

    /// "dollars", "US dollars", "Egyptian pounds", "USD".
    fn currency(&self, at: usize) -> Option<usize> {
        let named = |at: usize| {
            at < self.end
                && (is_currency(self.lexed.norm(at)) || (is_code(self.lexed.raw(at)) && self.lexed.raw(at).len() == 3))
        };
        if named(at) {
            Some(at + 1)
        } else if named(at + 1) && self.lexed.tokens()[at].capital {
            Some(at + 2)
        } else {
            None
        }
    }
}

fn is_sign(raw: &str) -> bool {
    // Asked of every token of a text, hardly any of which is a sign.
    !raw.starts_with(|c: char| c.is_ascii_alphanumeric()) && one_of(raw, "$ € £ ¥ ₹ ₽ ₦ ₺ ₩ ₪ ₫ ₴ ₱ ₡ ₵ ฿ ₿ ¢")
}

/// Codes, and the letters that stand before a sign: "USD", "HK$", "Rs".
fn is_code(raw: &str) -> bool {
    static CODES: &WordList = word_list!(
        "US A C S R N HK NT NZ CA AU J Rs Rs. Sh Dh Dhs USD EUR GBP JPY CNY RMB CHF INR AUD CAD NGN KES ZAR GHS EGP PKR AED \
         SAR BND RM GH UGX Ksh KSh Sh. Tk Php PHP IDR THB SGD QAR TRY RUB BRL MXN"
    );
    one_of(raw, CODES)
}

fn is_scale(norm: &str) -> bool {
    static SCALES: &WordList =
        word_list!("hundred thousand million billion trillion crore crores lakh lakhs m bn k mn tn");
    one_of(norm, SCALES)
}

fn is_currency(norm: &str) -> bool {
    static CURRENCIES: &WordList = word_list!(
        "dollar dollars euro euros pound pounds yen yuan renminbi rupee rupees ruble rubles rouble roubles peso pesos franc \
         francs shilling shillings rand naira cedi cedis dinar dinars dirham dirhams riyal riyals rial rials lira liras won \
         baht ringgit rupiah dong taka kyat krona kronor krone kroner zloty forint hryvnia shekel shekels real reais bolivar \
         bolivars bolivares colones quetzales soles birr kwacha pula cents pence bitcoin bitcoins sterling"
    );
    one_of(norm, CURRENCIES)
}
