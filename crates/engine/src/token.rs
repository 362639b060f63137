//! Tokens: words, numbers and signs.

use reportedly_document::{Byte, Span};

use crate::words::one_of;

/// A word, a number, a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it is.
    pub(crate) span: Span<Byte>,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Its first letter is upper case.
    pub(crate) capital: bool,
    /// It has at least two letters, and all are upper case.
    pub(crate) upper: bool,
    /// No white space stands before it.
    pub(crate) glued: bool,
}

/// What a token is, by its characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with an inner apostrophe, dotted initials or an abbreviation's full stop: "Sana'a", "U.S.", "Mr."
    Word,
    /// Digits, with their separators and endings: "1,200.5", "10:30", "2nd", "1990s".
    Number,
    /// What English glues to a word with an apostrophe: "'s", "n't", "'ll".
    Clitic,
    /// A quotation mark.
    Quote,
    /// Any other punctuation, hyphens inside compounds included.
    Punctuation,
    /// A web address, a mail address, "@name", "#topic", a currency sign, an emoji.
    Symbol,
}

/// Cuts `text[from..to]`, which must be whole lines, into tokens.
///
/// Compounds are cut at their hyphens ("Iranian-backed" is three tokens, the last two glued), clitics are cut off
/// ("do" "n't", "Iran" "'s"). Linear: every character is looked at a bounded number of times.
pub(crate) fn tokenize(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    Lexer { text, at: from, end: to, single_open: false, gap: true, tokens }.run();
}

/// How many characters behind an apostrophe are searched for the mark that closes the quotation.
const POSSESSIVE_REACH: usize = 200;

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// Whether a single quotation mark is open, so that the next "'" after a word may close it.
    single_open: bool,
    /// Whether white space (or the beginning) stands before `at`.
    gap: bool,
    tokens: &'a mut Vec<Token>,
}

impl Lexer<'_> {
    fn run(mut self) {
        while let Some(c) = self.peek(0) {
            if c.is_whitespace() {
                self.at += c.len_utf8();
                self.gap = true;
                continue;
            }
            let (length, kind) = self.next_token(c);
            self.push(length, kind);
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    /// The character that begins at byte `offset` of the rest.
    fn peek(&self, offset: usize) -> Option<char> {
        self.rest()[offset..].chars().next()
    }

    fn before(&self) -> Option<char> {
        if self.gap { None } else { self.text[..self.at].chars().next_back() }
    }

    fn push(&mut self, length: usize, kind: TokenKind) {
        let word = &self.text[self.at..self.at + length];
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        self.tokens.push(Token {
            span: Span::from(self.at..self.at + length),
            kind,
            capital: word.chars().next().is_some_and(char::is_uppercase),
            upper: letters().count() >= 2 && letters().all(char::is_uppercase),
            glued: !self.gap,
        });
        self.at += length;
        self.gap = false;
    }

    fn next_token(&mut self, c: char) -> (usize, TokenKind) {
        match c {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' => {
                (c.len_utf8(), TokenKind::Quote)
            }
            '’' | '‘' if self.rest()[c.len_utf8()..].starts_with(c) => (2 * c.len_utf8(), TokenKind::Quote),
            '‘' => {
                self.single_open = true;
                (c.len_utf8(), TokenKind::Quote)
            }
            '`' if self.rest().starts_with("``") => (2, TokenKind::Quote),
            '\'' if self.rest().starts_with("''") => (2, TokenKind::Quote),
            '\'' | '’' => self.apostrophe(c),
            '@' | '#' if self.peek(1).is_some_and(is_word) => {
                (1 + length_while(&self.rest()[1..], is_word), TokenKind::Symbol)
            }
            '.' | '-' | '*' | '=' | '_' => {
                let run = length_while(self.rest(), |other| other == c);
                (run, TokenKind::Punctuation)
            }
            c if is_word(c) => self.word(c),
            c if c.is_ascii_punctuation() && !matches!(c, '$' | '%' | '+' | '<' | '>' | '|' | '~' | '^') => {
                (1, TokenKind::Punctuation)
            }
            '–' | '—' | '―' | '‐' | '‑' | '−' | '…' | '·' | '•' | '、' | '。' | '，' | '！' | '？' => {
                (c.len_utf8(), TokenKind::Punctuation)
            }
            c => (c.len_utf8(), TokenKind::Symbol),
        }
    }

    /// An apostrophe that does not stand inside a word.
    fn apostrophe(&mut self, c: char) -> (usize, TokenKind) {
        let next = self.peek(c.len_utf8());
        if self.before().is_some_and(is_word) {
            let tail = &self.rest()[c.len_utf8()..];
            let tail = &tail[..length_while(tail, is_word)];
            if is_clitic(tail) {
                return (c.len_utf8() + tail.len(), TokenKind::Clitic);
            }
            // "officials' view", unless a quotation is waiting for its end.
            let closes = self.single_open && !self.is_plural_possessive(c);
            self.single_open &= !closes;
            let kind = if closes { TokenKind::Quote } else { TokenKind::Clitic };
            return (c.len_utf8(), kind);
        }
        if next.is_some_and(|n| n.is_ascii_digit()) {
            // "'90s"
            let digits = length_while(&self.rest()[c.len_utf8()..], is_word);
            return (c.len_utf8() + digits, TokenKind::Number);
        }
        self.single_open = next.is_some_and(is_word) && !self.single_open;
        (c.len_utf8(), TokenKind::Quote)
    }

    /// "‘The drivers’ fault,’ he said": an apostrophe behind an "s" closes no quotation where a better mark follows.
    fn is_plural_possessive(&self, mark: char) -> bool {
        let rest = &self.rest()[mark.len_utf8()..];
        let noun_follows = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
        if !(self.before() == Some('s') && noun_follows) {
            return false;
        }
        let mut before = ' ';
        let mut chars = rest.chars().take(POSSESSIVE_REACH).peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().unwrap_or(' ');
            if c == '\n' || c == '‘' || c == '\'' && !is_word(before) && is_word(next) {
                return false;
            }
            if c == mark && !is_word(next) && !before.is_whitespace() {
                return before != 's';
            }
            before = c;
        }
        false
    }

    fn word(&mut self, first: char) -> (usize, TokenKind) {
        let rest = self.rest();
        if let Some(length) = address(rest) {
            return (length, TokenKind::Symbol);
        }
        if let Some(length) = dotted(rest) {
            return (length, TokenKind::Word);
        }
        if first.is_ascii_digit() {
            return (number(rest), TokenKind::Number);
        }
        if let Some(length) = self.negation() {
            return (length, TokenKind::Clitic);
        }
        let mut length = length_while(rest, is_word);
        // Inner apostrophes: part of a name ("O'Brien"), or the start of a clitic.
        while let Some(mark) = rest[length..].chars().next().filter(|&c| is_apostrophe(c)) {
            let tail = &rest[length + mark.len_utf8()..];
            let tail = &tail[..length_while(tail, is_word)];
            if tail.eq_ignore_ascii_case("t") && length > 1 && rest[..length].ends_with(['n', 'N']) {
                return (length - 1, TokenKind::Word);
            }
            if tail.is_empty() || is_clitic(tail) {
                return (length, TokenKind::Word);
            }
            length += mark.len_utf8() + tail.len();
        }
        let stop = rest[length..].starts_with('.') && is_abbreviation(&rest[..length]);
        (length + usize::from(stop), TokenKind::Word)
    }

    /// How long the "n't" is that the rest begins with, left over by the word before it.
    fn negation(&self) -> Option<usize> {
        let tail = self.rest().strip_prefix(['n', 'N'])?;
        let mark = tail.chars().next().filter(|&c| is_apostrophe(c))?;
        let tail = &tail[mark.len_utf8()..];
        let alone = length_while(tail, is_word) == 1 && tail.starts_with(['t', 'T']);
        (alone && self.before().is_some_and(is_word)).then_some(2 + mark.len_utf8())
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_clitic(tail: &str) -> bool {
    ["s", "re", "ve", "ll", "d", "m"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic))
}

/// Letters, digits, combining marks, joiners.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

fn length_while(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accept(c)).unwrap_or(text.len())
}

/// "https://…", "www.…" or "name@host".
fn address(text: &str) -> Option<usize> {
    let web = ["http://", "https://", "www."]
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    if web {
        let end = length_while(text, |c| !c.is_whitespace() && !matches!(c, '"' | '”' | '“' | '<' | '>' | ')' | ']'));
        return Some(text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len());
    }
    // No mail address has more before its "@" (RFC 5321); the bound keeps "al-al-al-…" linear.
    let name = text.bytes().take(65).take_while(|b| b.is_ascii_alphanumeric() || b".-_+".contains(b)).count();
    let host = text.get(name..)?.strip_prefix('@')?;
    let host = &host[..length_while(host, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))];
    let host = host.trim_end_matches(['.', '-']);
    host.contains('.').then_some(name + 1 + host.len())
}

/// Single letters with full stops: "U.S.", "a.m.", "J.K.", "Ph.D." With its last full stop; "U.S" without.
fn dotted(text: &str) -> Option<usize> {
    if text.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("ph.d")) {
        return Some(if text[4..].starts_with('.') { 5 } else { 4 });
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    // The bound keeps "a.a.a.…" linear where it turns out not to be one.
    while at < 32 && bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && bytes.get(at + 1) == Some(&b'.') {
        at += 2;
    }
    let next_is_letter = |at: usize| text[at..].chars().next().is_some_and(is_word);
    match at {
        0 => None,
        // A single initial: "J. Smith"; "I." ends a sentence more often than it begins a name.
        2 => match bytes.get(2) {
            Some(c) if c.is_ascii_alphabetic() && !next_is_letter(3) => Some(3),
            _ if next_is_letter(2) => None,
            _ => (bytes[0].is_ascii_uppercase() && bytes[0] != b'I').then_some(2),
        },
        _ if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && !next_is_letter(at + 1) => Some(at + 1),
        _ if next_is_letter(at) => None,
        _ => Some(at),
    }
}

fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += length_while(&text[at..], is_word);
        let separated = matches!(bytes.get(at), Some(b',' | b'.' | b':'))
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            && at > 0
            && bytes[at - 1].is_ascii_digit();
        if !separated {
            return at;
        }
        at += 1;
    }
}

/// Words that carry a full stop without ending a sentence by it. Lower case, sorted.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "ala", "apr", "ariz", "ark", "assn", "aug", "ave", "brig", "bros", "calif", "capt", "cmdr", "co", "col",
    "colo", "comdr", "conn", "corp", "cos", "cpl", "dec", "del", "dept", "dr", "ed", "esq", "est", "etc", "feb",
    "fig", "fla", "fr", "ga", "gen", "gov", "hon", "ill", "inc", "ind", "insp", "jan", "jr", "kan", "ky", "la", "llc",
    "lt", "ltd", "maj", "mass", "md", "messrs", "mich", "minn", "miss", "mo", "mont", "mr", "mrs", "ms", "msgr", "mt",
    "neb", "nev", "no", "nos", "nov", "oct", "okla", "ont", "ore", "pa", "pfc", "plc", "pres", "prof", "pvt", "rep",
    "reps", "rev", "rt", "sec", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "ste", "supt", "tenn", "tex", "univ",
    "va", "vs", "vt", "wash", "wis", "wyo",
];

fn is_abbreviation(word: &str) -> bool {
    // Words that are common without a full stop ("no", "co", "miss") need their capital.
    let lower = word.to_ascii_lowercase();
    let known = ABBREVIATIONS.binary_search(&lower.as_str()).is_ok();
    known && (word.starts_with(|c: char| c.is_uppercase()) || one_of(lower.as_str(), "etc vs est al"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len(), &mut tokens);
        let shown: Vec<String> = tokens
            .iter()
            .map(|t| {
                let mark = match t.kind {
                    TokenKind::Word => "",
                    TokenKind::Number => "#",
                    TokenKind::Clitic => "~",
                    TokenKind::Quote => "q",
                    TokenKind::Punctuation => ".",
                    TokenKind::Symbol => "$",
                };
                format!("{}{mark}", t.span.of(text))
            })
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn words() {
        check("Mr. Smith met Dr. Lee.", "Mr.|Smith|met|Dr.|Lee|..");
        check("from the U.S. To act", "from|the|U.S.|To|act");
        check("at 10:30 a.m. sharp", "at|10:30#|a.m.|sharp");
        check("John F. Kennedy and J.K. Rowling", "John|F.|Kennedy|and|J.K.|Rowling");
        check("So did I. No one", "So|did|I|..|No|one");
        check("Plan B. It failed", "Plan|B.|It|failed");
        check("naïve Émile e\u{301}te", "naïve|Émile|e\u{301}te");
    }

    #[test]
    fn clitics() {
        check("Iran’s won't didn’t she'll O'Brien’s", "Iran|’s~|wo|n't~|did|n’t~|she|'ll~|O'Brien|’s~");
        check("officials' view", "officials|'~|view");
        check("‘He left,’ she said", "‘q|He|left|,.|’q|she|said");
        check("the 'best' plan of the '90s", "the|'q|best|'q|plan|of|the|'90s#");
        check("‘The miners’ wives left,’ he said", "‘q|The|miners|’~|wives|left|,.|’q|he|said");
        check("'The miners' wives left' was said", "'q|The|miners|'~|wives|left|'q|was|said");
        check(
            "‘the miners’ wanted more, the owners’ friends said",
            "‘q|the|miners|’q|wanted|more|,.|the|owners|’~|friends|said",
        );
        check("“We left,’’ he said", "“q|We|left|,.|’’q|he|said");
    }

    #[test]
    fn compounds_and_numbers() {
        check("Iranian-backed, 38-year-old", "Iranian|-.|backed|,.|38#|-.|year|-.|old");
        check("$113.2 million, 1,200.5% 2nd", "$$|113.2#|million|,.|1,200.5#|%$|2nd#");
        check("It cost 5. Then", "It|cost|5#|..|Then");
        check("wait... no -- yes—so", "wait|....|no|--.|yes|—.|so");
    }

    #[test]
    fn symbols() {
        check("see https://a.example/x?y=1. @iran_mod #talks", "see|https://a.example/x?y=1$|..|@iran$|_.|mod|#talks$");
        check("mail jo.doe@news.example, ok 👩\u{200d}🚀", "mail|jo.doe@news.example$|,.|ok|👩$|\u{200d}|🚀$");
    }
}
