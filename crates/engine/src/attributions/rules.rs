//! The constructions by which a text says who said something. Examples are tests.

use crate::rules::rules;

rules! {
    /// A verb such as "said" or "believes" is followed by what its subject says or thinks.
    SAID_THAT = "attribution/said-that" {
        "[The minister](source) [said](cue) [that talks would resume](content).",
        "[Several lawmakers](source) [have argued](cue) [the law is too broad](content).",
        "She left the hall early.",
    }

    /// A verb such as "said" introduces words in quotation marks.
    SAID_QUOTE = "attribution/said-quote" {
        "[Ms. Arlen](source) [said](cue): [“We are ready.”](content)",
    }

    /// The source is named with a verb of saying after or between what was said.
    TAG = "attribution/tag" {
        "[Talks will resume on Monday](content), [officials](source) [said](cue).",
        "[“We agreed,”](content) [she](source) [said](cue) on Tuesday. [“All of us.”](content)",
        "[“The plan,”](content) [Ms. Arlen](source) [said](cue), [“is dead.”](content)",
    }

    /// The verb of saying stands before its source: "…, said the mayor".
    INVERTED_TAG = "attribution/inverted-tag" {
        "[“We will rebuild,”](content) [said](cue) [Nora Arlen, a spokeswoman for the port](source).",
    }

    /// Somebody is told, asked, warned or urged; what they are told follows.
    TOLD = "attribution/told" {
        "[He](source) [told](cue) reporters [that the bridge was safe](content).",
        "[The mayor](source) [urged](cue) residents [to stay at home](content).",
    }

    /// A verb such as "plans", "vowed" or "refused" tells what its subject means to do.
    PLANS_TO = "attribution/plans-to" {
        "[The company](source) [plans](cue) [to open two factories](content).",
        "[The union](source) [has vowed](cue) [to fight the cuts](content).",
    }

    /// The verb tells what its subject said of somebody or something: praised, denied, rejected, called.
    SAID_OF = "attribution/said-of" {
        "[Critics](source) [denounced](cue) [the new law](content).",
    }

    /// "Adding", "saying", "calling": a second statement by the same source.
    PARTICIPLE = "attribution/adding" {
        "The envoy left early, saying that he was tired.",
    }

    /// "According to" names the source of the rest of the sentence.
    ACCORDING_TO = "attribution/according-to" {
        "[According to](cue) [the harbour police](source), [two boats sank](content).",
        "[Two boats sank](content), [according to](cue) [a report by the harbour police](source).",
    }

    /// A passive tells what was said, with or without who said it.
    PASSIVE = "attribution/passive" {
        "Residents [were told](cue) [that the water was safe](content).",
    }

    /// "Reported by", "described by": the source stands behind "by".
    REPORTED_BY = "attribution/reported-by" {
        "[The plan](content), first [proposed by](cue) [the mayor](source), failed.",
    }

    /// A noun such as "claims", "promise" or "calls" stands for what somebody says.
    CUE_NOUN = "attribution/cue-noun" {
        "[The mayor's](source) [promise](cue) [to cut taxes](content) was kept.",
        "[Calls for](cue) [a new vote](content) grew louder.",
    }

    /// A name and a colon stand before what somebody says, as in a headline or a transcript.
    SPEAKER_LABEL = "attribution/speaker-label" {
        "[Arlen](source)[:](cue) [“We will rebuild”](content)",
    }
}
