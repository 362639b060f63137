//! Products: the name of a maker with that of a model, "Nissan Juke".

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use super::{Casing, is_function_word, rules};
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::people;
use crate::token::TokenKind;
use crate::words::{self, WordList, one_of, word_list};

/// Makers whose name any other name behind it makes a product.
const MAKERS: &WordList = word_list!(
    "nissan toyota honda mazda subaru suzuki mitsubishi hyundai kia volkswagen bmw mercedes-benz mercedes \
     porsche audi fiat renault peugeot citroen citroën skoda škoda seat ford chevrolet chevy buick cadillac pontiac dodge \
     chrysler jeep lexus acura infiniti volvo saab tesla jaguar bentley ferrari lamborghini maserati rivian boeing airbus \
     embraer cessna bombardier yamaha kawasaki ducati vauxhall opel"
);

/// Makers of which only a model that is listed below, or that has a number, makes a product.
const FIRMS: &WordList = word_list!(
    "apple google microsoft amazon samsung sony nintendo huawei xiaomi nokia motorola lenovo dell hp lg \
     oneplus canon nikon adobe meta garmin fitbit"
);

/// What such models are called.
const MODELS: &WordList = word_list!(
    "watch music pay maps pixel chrome home nest drive docs translate glass surface excel windows xbox \
     galaxy note prime echo alexa kindle playstation switch wii ipad iphone ipod mac macbook imac airpods siri tv gemini bard \
     copilot azure bing teams outlook edge photoshop acrobat assistant earth meet wallet card vision thinkpad walkman \
     gear fold flip mate quest gmail android messenger fire arcade cardboard cloud ads"
);

/// Those that are something else in a headline: "Microsoft Teams Up With Acme".
const VERBS: &WordList = word_list!(
    "teams drive watch note pay maps translate switch meet mate fold flip home fire ads glass surface edge chrome"
);

/// The product whose name begins at a token.
#[inline(never)]
pub(super) fn match_at(lexed: &Lexed, at: usize, sentence: &Range<usize>, casing: Casing) -> Option<EntityMark> {
    let within = |at: usize| at < sentence.end;
    let capital = |at: usize| within(at) && lexed.tokens()[at].capital && lexed.tokens()[at].kind == TokenKind::Word;
    if casing == Casing::Upper || !capital(at) {
        return None;
    }
    let maker = lexed.is(at, MAKERS);
    if !maker && !lexed.is(at, FIRMS) {
        return None;
    }
    // "Henry Ford", "General Motors Volt": part of another name.
    let beside = at > sentence.start && capital(at - 1) && !is_function_word(lexed.norm(at - 1));
    let mut next = at + 1;
    // "Mercedes-Benz"
    if lexed.is(at, "mercedes") && lexed.is(next, "-") && lexed.is(next + 1, "benz") {
        next += 2;
    }
    if beside || !within(next) || lexed.tokens()[next].glued {
        return None;
    }
    let numbered = |at: usize| {
        within(at)
            && !lexed.tokens()[at].glued
            && lexed.raw(at).contains(|c: char| c.is_ascii_digit())
            && match lexed.tokens()[at].kind {
                // "X5", "S9": a letter in it. "Boeing 737" has none, "Nissan 2015" is a year.
                TokenKind::Word => {
                    lexed.tokens()[at].capital || lexed.raw(at).starts_with(|c: char| c.is_ascii_lowercase())
                }
                TokenKind::Number => {
                    let raw = lexed.raw(at);
                    let plane = lexed.is(next - 1, "boeing airbus") && raw.len() == 3;
                    plane || at > next && raw.len() <= 3
                }
                _ => false,
            }
    };
    let model = |at: usize| {
        let norm = lexed.norm(at);
        let known = maker && one_of(norm, KNOWN_MODELS);
        capital(at)
            && !is_function_word(norm)
            && !words::is_weekday(norm)
            && !words::is_month(norm)
            && (known || !people::is_title(norm) && !people::is_role(norm))
            && (known
                || one_of(norm, MODELS)
                    && !maker
                    && !lexed.is(at + 1, "set sets screen screens")
                    && (casing == Casing::Sentences || !one_of(norm, VERBS))
                || maker
                    && casing == Casing::Sentences
                    && (!LEXICON.is_common(norm) || lexed.tokens()[at - 1].glued)
                    && LEXICON.head(norm).is_none()
                    && !LEXICON.is_given_name(lexed.raw(at))
                    && !LEXICON.is_surname(lexed.raw(at))
                    && LEXICON.name_at(lexed, at, sentence.end).is_none()
                    && !norm.ends_with('.'))
    };
    if !model(next) && !numbered(next) {
        return None;
    }
    let mut end = next + 1;
    // "S9", "Max", "Model 3"
    while end < next + 4 {
        let variant = capital(end) && (lexed.is(end, VARIANTS) || is_letters(lexed.raw(end)));
        let hyphen =
            lexed.is(end, "-") && lexed.tokens()[end].glued && within(end + 1) && lexed.tokens()[end + 1].glued;
        let hyphened = hyphen && (lexed.tokens()[end + 1].kind == TokenKind::Number || capital(end + 1));
        if hyphened {
            end += 2;
        } else if numbered(end) || variant {
            end += 1;
        } else {
            break;
        }
    }
    // "Apple TV+"
    if within(end) && lexed.tokens()[end].glued && lexed.raw(end) == "+" {
        end += 1;
    }
    // "Ford Escort Foundation", "Nissan Leaf Road": the name goes on as that of something else.
    let other = capital(end)
        && (LEXICON.head(lexed.norm(end)).is_some_and(|kind| kind != EntityKind::Other)
            || people::is_role(lexed.norm(end)));
    let model_only = end == next + 1 && lexed.is(next, "model");
    (!other && !model_only).then_some(EntityMark {
        tokens: at..end,
        kind: EntityKind::Other,
        confidence: None,
        rule: rules::PRODUCT,
    })
}

/// Models that are ordinary words or names.
const KNOWN_MODELS: &WordList = word_list!(
    "focus fiesta escort mustang explorer ranger transit galaxy fusion edge leaf note pathfinder \
     frontier rogue titan juke corolla camry prius yaris tundra tacoma sienna avalon civic accord pilot insight fit jazz \
     legend golf polo beetle passat jetta tiguan touareg model roadster cybertruck semi malibu impala spark bolt volt \
     silverado suburban tahoe camaro corvette equinox cruze cherokee wrangler compass renegade charger challenger durango ram \
     journey caravan sonata elantra tucson santa sportage sorento soul optima clio megane kangoo scenic twingo panda punto \
     outback forester legacy impreza swift vitara lancer outlander dreamliner caravelle cayenne macan panamera taycan \
     continental phantom ghost"
);

const VARIANTS: &WordList = word_list!(
    "max mini pro plus ultra hybrid turbo dreamliner neo sport sedan coupe convertible air lite classic edition gt xl \
     one series freighter quattro note fold"
);

/// "GT", "X": letters that a model ends with.
fn is_letters(raw: &str) -> bool {
    raw.len() <= 3 && raw.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
