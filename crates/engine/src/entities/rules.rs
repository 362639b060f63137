//! The rules of the stage: what a reader is told about a mark, and examples.

use crate::rules::rules;

rules! {
    /// This name is on the list of well-known names that comes with this page.
    KNOWN_NAME = "entity/known-name" {
        "Officials in [Oman](place) told [Reuters](organization) about the [JCPOA](other).",
        "Their talks in [Costa Rica](place) and [South Carolina](place) were about us.",
        "Nice weather is on the march.",
    }

    /// This word names a nationality, a language, a religion or a political group.
    PEOPLE = "entity/people" {
        "An [Omani](group) envoy met [Republicans](group) and [Iranian](group)-backed fighters.",
        "The omnibus left.",
    }

    /// A title or an office stands directly before this name, so that it is a person's.
    TITLED = "entity/titled" {
        "Mr. [Okoro](person) met Foreign Minister [Lena Brandt](person) and activist [Zed Marr](person).",
        "The minister met the president.",
    }

    /// This name begins with a common given name or ends with a common surname.
    PERSONAL_NAME = "entity/personal-name" {
        "Yesterday [Maria Duval](person) met [Jean-Paul van der Berg](person).",
        "They met in Hope Street.",
    }

    /// Somebody with this name speaks, has an age or is called \"who\" here, as only a person is.
    PERSON_BY_CONTEXT = "entity/person-by-context" {
        "Late at night, [Zorvath](person) said nothing.",
        "The winner was [Rohtu Belakar](person), 52, of Delhi.",
    }

    /// These capitalised words look like a person's name; nothing else here says what they are.
    PERSON_GUESS = "entity/person-guess" {
        "They praised [Rohtu Belakar](person) for it.",
    }

    /// A given name that is an ordinary word as well, with a surname behind it.
    ORDINARY_GIVEN_NAME = "entity/ordinary-given-name" {
        "[Will Zorvath](person) and [June Belakar](person) met [Mark Oden](person) and [April de Souza](person).",
        "It was written by [May Zorvath](person), 52. [Grant Oden](person) was there.",
        "Mark Zorvath Elementary School. Will Zorvath resign? In June Zorvath agreed. Mark the date, and grant Oman a stay. Will the talks resume?",
    }

    /// A given name and a surname, both in capitals.
    NAME_IN_CAPITALS = "entity/name-in-capitals" {
        "[SOFIA ZORVATH](person), a lawyer, met [JEAN-PAUL BELAKAR](person) and [FLORENCE MARR](person).",
        "[SYDNEY MARR](person), a nurse, came.",
        "GRACE PERIOD ENDS. They met IRA BOMB squads.",
    }

    /// The writer of an article, behind \"By\".
    BYLINE = "entity/byline" {
        "By [Zed Marr](person) and [Rohtu Belakar](person), Velt",
        "By Press Association staff",
    }

    /// What has this name is called \"it\" here, as a company is and a person is not.
    COMPANY = "entity/company" {
        "[Zorvath](organization) said it had cut costs. [Belakar](organization) said its sales fell.",
        "Shares of [Zorvex](organization) rose. [Quorvath](organization) announced on Monday it will close.",
        "Zorvath said it was late. Maria Duval said it took years.",
    }

    /// A maker's name with that of a model is a product.
    PRODUCT = "entity/product" {
        "The [Nissan Zorva](other), the [Boeing 737 Max](other) and the [Samsung Galaxy S9](other) sell well.",
        "She had an [Apple Watch](other) and a [Tesla Model 3](other).",
        "Apple CEO Ann Lund met Toyota Motor Corp. and Henry Ford Hospital staff. Ford Germany grew.",
    }

    /// This name stands where a text about a match has a team.
    TEAM = "entity/team" {
        "[Chelsea](organization) beat [Porto](organization) and drew 1-1 with [Zorvath](organization).",
        "The [Lyon](organization) striker was signed from [Genoa](organization).",
        "England beat Wales 2-0. Maria Duval beat Obama.",
    }

    /// This name stands where a text about a match has a player.
    PLAYER = "entity/player" {
        "Maria Duval beat [Zorvath](person) 6-3, 6-4.",
        "Chelsea beat Porto.",
    }

    /// A word in this name says that it is an organization's.
    ORGANIZATION_HEAD = "entity/organization-head" {
        "He left the [Ministry of Health and Social Welfare](organization) for [Velt Holdings](organization).",
        "The [Karelian County Sheriff’s Department](organization) and the [University of the West of Ireland](organization).",
        "The [Canadian Real Estate Association](organization) and the [Zorva School District](organization) agreed.",
        "The [Norwick Transit Authority](organization) and the [Velt Food Safety Administration](organization) agreed.",
        "The ministry and the bank agreed.",
    }

    /// These capital letters look like the short name of an organization.
    ACRONYM = "entity/acronym" {
        "Members of [SMUG](organization) met the CEO on TV.",
    }

    /// A government that is called by the name of its head.
    ADMINISTRATION = "entity/administration" {
        "The [Brandt administration](organization) agreed.",
        "The new administration agreed.",
    }

    /// This name stands where a text has the name of an organization: before an office in it, or as the one that pays.
    ORGANIZATION_BY_CONTEXT = "entity/organization-by-context" {
        "They asked [Velt](organization) CEO Ann Lund about it.",
    }

    /// A word in this name, or next to it, says that it is a place's.
    PLACE_HEAD = "entity/place-head" {
        "A boat sank on the [Zarra River](place) near [Port Velt](place) in [Umbaru](place) province.",
        "The river rose.",
    }

    /// This name stands where a text has a place: after \"in\" or \"near\", or before the country that it is in.
    PLACE_BY_CONTEXT = "entity/place-by-context" {
        "He lives in [Zarrabad](place) and works in [Velt](place), Germany.",
        "They met in silence.",
    }

    /// A word in this name says that it is an event's, a law's, an award's or the like.
    OTHER_HEAD = "entity/other-head" {
        "Parliament passed the [Clean Water Act](other) after the [Velt Prize](other).",
        "They went to the [Davis Cup Finals](other), the [Oman Zorva Cup](other) and [Paris Fashion Week](other).",
        "The act was a surprise.",
    }

    /// Capitalised in mid-sentence, so that it is a name; nothing here says of what.
    NAME_GUESS = "entity/name-guess" {
        "They praised [Zorvath](person) for it.",
        "They praised the Government for it.",
    }

    /// A date, or a time that can be counted from the day of writing.
    DATE = "entity/date" {
        "On [Friday](date), and again on [5 March 2021](date), [last week](date) and in [2015](date), they met.",
        "Posted: [Oct 14, 2022](date) 9:27 AM. Updated [Nov 20 2019](date), 11:06am. [Tue., Nov. 19, 2019](date).",
        "It began [early last year](date), in [mid-September](date), [earlier this month](date) and [Monday night](date).",
        "Of the [past two years](date), a [19th-century](date) house and [end of 2017](date) he spoke at the [weekend](date).",
        "Call 328 (8477), or come to house 1909.",
        "They may march on 2015 metres of road.",
    }

    /// An amount with its currency.
    MONEY = "entity/money" {
        "It cost [$113.2 million](money), or [300 pesos](money), not [€3-5bn](money).",
        "[N500m](money) and [several hundred pounds](money) went to roads; tickets cost [50p](money) each.",
        "The dollar rose against the euro, filmed in 1080p.",
        "It cost 300 lives, released 5,200 pounds of water, and weighed 800 pounds.",
    }

    /// A street with a number or a word such as \"Avenue\" in its name is a place.
    ADDRESS = "entity/address" {
        "He lives at [1909 Oak Drive](place), and police closed [Eighth St.](place) and [17th Street](place).",
        "The road and the street were closed, and he read The Wall Street Journal.",
    }
}
