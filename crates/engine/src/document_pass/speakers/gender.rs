//! What grammar says of somebody, by titles, nouns and well-known first names.

use std::ops::Range;

use reportedly_document::EntityKind;

use crate::entities::lexicon::LEXICON;
use crate::lexed::Lexed;
use crate::people::is_role;
use crate::words::{WordList, is_preposition, one_of, word_list};

/// What grammar says of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
    /// An institution or a thing: "it".
    Neuter,
    /// Several people: "they".
    Several,
    /// A person of whom the text does not tell more.
    Person,
    Unknown,
}

/// By the title before a name ("Ms.", "Lord") or, of a name of several words, by a well-known first name. "Warren" alone may be anybody.
pub(super) fn of_name(lexed: &Lexed, name: &Range<usize>) -> Gender {
    let title = if name.start > 0 { lexed.norm(name.start - 1) } else { "" };
    let first = lexed.norm(name.start);
    let full = name.len() > 1;
    let has = |words: &WordList| one_of(title, words) || full && one_of(first, words);
    if has(FEMALE) || full && one_of(first, ORDINARY_FEMALE) {
        Gender::Female
    } else if has(MALE) || full && one_of(first, ORDINARY_MALE) {
        Gender::Male
    } else {
        Gender::Person
    }
}

/// By a well-known first name.
pub(super) fn of_first_name(lexed: &Lexed, token: usize) -> Gender {
    match lexed.norm(token) {
        first if one_of(first, FEMALE) => Gender::Female,
        first if one_of(first, MALE) => Gender::Male,
        _ => Gender::Person,
    }
}

/// By the nouns of a phrase without a name: "a spokeswoman", "officials".
pub(super) fn of_phrase(lexed: &Lexed, phrase: Range<usize>) -> Gender {
    for at in phrase.clone().take(8) {
        let word = lexed.norm(at);
        if one_of(word, FEMALE) || word.ends_with("woman") {
            return Gender::Female;
        }
        if one_of(word, MALE) || (word.ends_with("man") && is_role(word)) {
            return Gender::Male;
        }
        if is_role(word) {
            let several = word.ends_with('s') || word.ends_with("men") || word == "people" || word == "police";
            return if several { Gender::Several } else { Gender::Person };
        }
    }
    let ends = |at: usize| is_preposition(lexed.norm(at)) || lexed.is(at, ", that who which");
    let noun = phrase.clone().take(8).take_while(|&at| !ends(at)).last();
    let several = noun.is_some_and(|noun| is_plural(lexed.norm(noun)));
    if several { Gender::Several } else { Gender::Unknown }
}

impl Gender {
    /// What a pronoun or a noun with an article stands for: "she" a woman, "the agency" an institution, "those coaches" several people.
    pub(super) fn wanted(lexed: &Lexed, (asked, place): &(String, Range<usize>)) -> Gender {
        match asked.as_str() {
            "he" => Gender::Male,
            "she" => Gender::Female,
            "it" => Gender::Neuter,
            "they" => Gender::Several,
            "noun" => of_noun(lexed, place),
            _ => Gender::Unknown,
        }
    }

    /// Whether it is that of one person.
    pub(super) fn is_one_person(self) -> bool {
        matches!(self, Gender::Male | Gender::Female | Gender::Person)
    }

    /// Whether what stands for this gender can stand for somebody, as far as is known of them. An institution is "it" and "they".
    pub(super) fn agrees(self, somebody: Gender) -> bool {
        match (self, somebody) {
            (Gender::Unknown, _) | (_, Gender::Unknown) | (Gender::Several, Gender::Neuter) => true,
            (Gender::Person, other) | (other, Gender::Person) => other.is_one_person(),
            _ => self == somebody,
        }
    }
}

fn of_noun(lexed: &Lexed, noun: &Range<usize>) -> Gender {
    let last = lexed.norm(noun.end - 1);
    if one_of(last, INSTITUTIONS) || LEXICON.head(last) == Some(EntityKind::Organization) {
        Gender::Neuter
    } else if is_plural(last) || lexed.is(noun.start, "both these those") {
        Gender::Several
    } else if is_role(last) || one_of(last, FEMALE) || one_of(last, MALE) {
        Gender::Person
    } else {
        Gender::Unknown
    }
}

/// "viewers", but not "boss" nor "bus".
fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us") && !noun.ends_with("'s")
}

/// What institutions are called that has no place in their names.
const INSTITUTIONS: &WordList = word_list!(
    "company firm agency group corporation bank automaker carmaker utility label network retailer outlet maker manufacturer startup \
     watchdog regulator newspaper paper broadcaster chain operator lender insurer airline developer nonprofit charity union league \
     club team staff unit district city town country state nation government administration campaign studio website site platform app"
);

/// Titles, nouns and first names of women.
const FEMALE: &WordList = word_list!(
    "ms. ms mrs. mrs miss lady dame queen princess duchess woman mother wife daughter sister actress girl widow \
     congresswoman businesswoman abigail adriana agnes aisha alexandra alice alicia alison allison amanda amber amy ana andrea \
     angela anita ann anna anne annie april ashley audrey barbara beatrice becky beth betty bonnie brenda brittany caitlin camila \
     carla carly carmen carol caroline carolyn catherine cathy charlotte cheryl chloe christina christine cindy claire clara \
     claudia courtney crystal cynthia daisy dana danielle dawn deborah debra denise diana diane donna doris dorothy edith eileen \
     elaine eleanor elena elizabeth ella ellen emily emma erica erin esther eva evelyn fatima fiona florence frances gabriela gail \
     georgia gina giorgia gloria grace gretchen hannah harriet heather heidi helen hillary holly ida irene iris isabel ivanka \
     jacinda jackie jacqueline jane janet janice jasmine jean jenna jennifer jenny jessica jill joan joanna jodie josephine joyce \
     judith judy julia julie kamala karen kate katherine kathleen kathryn kathy katie kayla keisha kelly kimberly kristen kristi \
     kristin kristina laura lauren leah leila lena leslie lillian lily linda lisa liz lois lori lorraine louise lucy lydia lynn \
     madeleine maggie margaret maria marie marilyn marina marjorie marlene martha mary maya megan meghan melania melanie melinda \
     melissa mia michelle mildred miriam molly monica nadia nancy naomi natalie natasha nicola nicole nina nora norma olga olivia \
     oprah pamela patricia paula pauline peggy penny priya rachel rebecca regina renee rhonda rita roberta rosa rose ruth sabrina \
     sally samantha sandra sara sarah serena shannon sharon sheila shelley sheryl shirley sofia sonia sophia sophie stacy stella \
     stephanie sue susan suzanne sylvia tamara tammy tanya tara teresa theresa tiffany tina tracy ursula valerie vanessa vera \
     veronica vicki victoria virginia vivian wanda wendy whitney yolanda yvonne zoe"
);

/// Titles, nouns and first names of men.
const MALE: &WordList = word_list!(
    "mr. mr sir lord king prince duke man father husband son brother boy congressman businessman aaron abdul abdullah \
     abraham adam adrian ahmed alan albert alejandro alex alexander alfred ali allen andre andrew andy angus anthony antonio arnold \
     arthur austin barack barry ben benjamin bernard bernie bill billy blake bob bobby boris brad bradley brandon brendan brett \
     brian bruce bryan caleb calvin cameron carl carlos chad charles charlie chester chris christian christopher chuck clarence \
     clark claude clayton clifford clint clive colin connor corey craig curtis dale damian dan daniel danny darren dave david dean \
     dennis derek devin diego dmitry dominic don donald doug douglas duncan dwight dylan earl eddie edgar eduardo edward edwin eli \
     elliott elon emmanuel enrique eric erik ernest ethan eugene evan felix fernando floyd francis francisco frank franklin fred \
     frederick gabriel gareth gary gavin geoffrey george gerald gilbert glenn gordon graham grant greg gregory guy hamid harold \
     harry harvey hassan hector henry herbert howard hugh ian ibrahim ira isaac ivan jack jacob jake jamal james jared jason javier \
     jay jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel john johnny jon jonathan jordan jorge jose joseph josh joshua \
     juan julian justin karl keith ken kenneth kevin khalid kurt kyle lance larry lawrence lee leo leon leonard lewis liam lloyd \
     louis lucas luis luke malcolm manuel marc marco marcus mario mark marshall martin marvin mathew matt matthew maurice max \
     michael miguel mike mitch mohamed mohammad mohammed morgan muhammad narendra nathan neil nelson nicholas nick nigel noah \
     norman oliver omar oscar owen patrick paul pedro peter phil philip phillip pierre rafael ralph ramon randy raul ray raymond \
     recep reggie ricardo richard rick ricky rob robert roberto rodney rodrigo roger roland ron ronald ross roy russell ryan salman \
     sam samuel scott sean sebastian sergei sergey seth shane shaun shawn simon stanley stephen steve steven stuart ted terrence \
     terry theodore thomas tim timothy todd tom tommy tony travis trevor troy tyler vernon victor vince vincent vladimir volodymyr \
     walter warren wayne wesley wilbur william xi yusuf zach zachary"
);

/// First names of women that are ordinary words or months as well: they count in front of a surname alone.
const ORDINARY_FEMALE: &WordList = word_list!(
    "may june summer autumn hope faith joy melody harmony constance charity patience prudence ivy violet hazel olive ruby pearl jade \
     ginger destiny trinity sunny brook brooke ivory"
);

/// The same of men.
const ORDINARY_MALE: &WordList = word_list!(
    "will gene rich drew chase hunter art dick glen heath cliff reed miles bud wade clay colt rusty dusty woody \
     skip sterling"
);
