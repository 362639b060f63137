//! The constructions by which a text says who said something. Examples are tests.

use crate::rules::rules;

rules! {
    /// A verb such as "said" or "believes" is followed by what its subject says or thinks.
    SAID_THAT = "attribution/said-that" {
        "[The minister](source) [said](cue) [that talks would resume](content).",
        "[Several lawmakers](source) [have argued](cue) [the law is too broad](content).",
        "[The ministry](source) [did not know](cue) [how many people were hurt](content).",
        "Because of the cold, [officials](source) [warn](cue) [that pipes may burst](content), but nobody came.",
        "[The officials](source) who [believe](cue) [the plan failed](content) are wrong.",
        "[Lena “Lulu” Berg](source) [said](cue) [no deal was near](content).",
        "[Will Bates](source) [said](cue) [yes, it was over](content).",
        "[The envoy](source) [said](cue) [the raid was over](content) in a statement relayed through [state radio](via).",
        "The ministry did not say how many people were hurt.",
        "The officer learned the trade in Lunden. The rise shows that prices fall.",
        "You know that it rained. We think that it rained. Nobody believes that it snowed.",
        "[Recent reports](source) [indicate](cue) [that prices are falling](content).",
        "[Nora Arlen, a lawyer for the port](source), [said](cue) [the crane was old](content).",
        "[Nora Arlen, who saw it](source), [said](cue) [the crane was old](content).",
        "[The agency](source) [is confident](cue) [the dam will hold](content).",
        "[Ana Ito](source) [was not sure](cue) [that it rained](content). Make sure that it is shut.",
        "He said on the radio. They yelled at the crew. Divers found a man in the hold. She knows how to swim.",
        "[People who saw it](source) [say](cue) [the crane was old](content).",
        "[Arlen, Bell and Cole](source) [said](cue) [they would appeal](content).",
        "[The court](source) on Friday [ruled](cue) [that the vote was valid](content).",
        "While [officials](source) [say](cue) [the talks went well](content), others doubt it.",
        "[A person in the room](source), speaking to [the Harbour Post](via), [said](cue) [that nobody objected](content).",
        "The claims were new, and recent reports add little.",
        "She left the hall early.",
        "He wrote two books.",
    }

    /// A verb such as "said" introduces words in quotation marks.
    SAID_QUOTE = "attribution/said-quote" {
        "[Ms. Arlen](source) [said](cue): [“We are ready.”](content)",
        "[Ms. Arlen](source) [said](cue): [“We are ready. We have been for weeks.”](content) She left.",
        "[She](source) [wrote](cue) in a letter to the board, [“I resign.”](content)",
    }

    /// The source is named with a verb of saying after or between what was said.
    TAG = "attribution/tag" {
        "[Talks will resume on Monday](content), [officials](source) [said](cue).",
        "[“We agreed,”](content) [she](source) [said](cue) on Tuesday. [“All of us did.”](content)",
        "[“We agreed. All of us,”](content) [she](source) [told](cue) reporters.",
        "[“The plan,”](content) [Ms. Arlen](source) [said](cue), [“is dead.”](content)",
        "[The plan](content), [officials](source) [said](cue), [is dead](content).",
        "[“It is our”](content)—she paused—[“last budget,”](content) [Arlen](source) [said](cue).",
        "As [Arlen](source) [noted](cue), [the crane was old](content).",
        "[Babies died in a flood](content), [report](source) [finds](cue)",
        "[Acme to cut 400 jobs](content), [CEO](source) [Says](cue)",
        "[Nobody will forget her](content), [loved ones](source) [say](cue).",
        "[The crane was old](content), as [Arlen](source) [put it](cue).",
        "In a video posted after the vote, [she](source) [said](cue), [“The plan is dead.”](content)",
        "Asked whether it would rain, [Arlen](source) [said](cue), [“The plan is dead.”](content)",
        "In May, officials said the plan was dead.",
    }

    /// The verb of saying stands before its source: "…, said the mayor".
    INVERTED_TAG = "attribution/inverted-tag" {
        "[“We will rebuild,”](content) [said](cue) [Nora Arlen, a spokeswoman for the port](source).",
        "[“We will rebuild,”](content) [said](cue) [Nora Arlen](source). [“It will take years.”](content)",
        "[The port will be rebuilt](content), [said](cue) [the mayor](source).",
        "Arlen, a lawyer, said the port would be rebuilt.",
    }

    /// Somebody is told, asked, warned or urged; what they are told follows.
    TOLD = "attribution/told" {
        "[He](source) [told](cue) reporters [that the bridge was safe](content).",
        "[He](source) [told](cue) her [the bridge was safe](content).",
        "[The mayor](source) [urged](cue) [residents to stay at home](content).",
        "[She](source) [asked](cue) [the firm to cancel the deal](content) and returned the money.",
        "He told a story.",
    }

    /// A verb such as "plans", "vowed" or "refused" tells what its subject means to do.
    PLANS_TO = "attribution/plans-to" {
        "[The company](source) [plans](cue) [to open two factories](content).",
        "[The union](source) [has vowed](cue) [to fight the cuts](content).",
        "[The bank](source) [was eager](cue) [to sell its towers](content).",
        "Officials said that [the union](source) [will refuse](cue) [to pay](content).",
        "The plans to open it were old.",
        "[The bank](source) [plans](cue) [to open a branch](content) and sold two, as rents rose.",
        "Guests who sought to leave the hall were stopped. They may want to return.",
        "The mayor declined to comment and refused to say why. They took the bus in order to save time.",
        "He means well.",
        "Prosecutors say she hid a stake before voting to approve the homes.",
    }

    /// The verb tells what its subject said of somebody or something: praised, denied, rejected, called.
    SAID_OF = "attribution/said-of" {
        "[Critics](source) [denounced](cue) [the new law](content).",
        "[The governor](source) [called](cue) [the vote “a farce”](content).",
        "[A statement from](cue) [the union](source) [dismissed](cue) [claims of progress](content).",
        "[Arlen](source) [sees](cue) [the vote as a test](content).",
        "[Lopez](source) [denied](cue) [stealing the car](content) and let officers search his home.",
        "[[The senator](source)](source2) [denied](cue) [the charges](content) and [promised](cue2) [a new inquiry](content2).",
        "My husband called him later. She called the police. A firm called Brightwell was sold.",
        "The rise shows no end. The poll shows a narrow lead for the mayor.",
        "[He](source) [has denied](cue) [being unfair to her](content).",
        "[The mayor](source) [denied](cue) [a delay](content) as the council met.",
        "[The bank](source) [rejected](cue) [the claims](content) amid a row over fees.",
        "The lake supports many fish.",
    }

    /// "Adding", "calling": a second statement, by the same source as the one before or by the subject of the sentence.
    PARTICIPLE = "attribution/adding" {
        "[The envoy](source) left early, [saying](cue) [that he was tired](content).",
        "[The envoy](source) dismissed the plan, [calling](cue) [it a dead letter](content).",
        "A fire broke out, seeking nobody.",
    }

    /// "According to" names the source of the rest of the sentence.
    ACCORDING_TO = "attribution/according-to" {
        "[According to](cue) [the harbour police](source), [two boats sank](content).",
        "[Two boats sank](content), [according to](cue) [a report by the harbour police](source).",
        "[Two boats](content), [according to](cue) [the harbour police](source), [sank at night](content).",
        "[According to a statement by](cue) [the mayor](source), relayed through [local media](via), [two boats sank](content).",
        "[Two boats sank](content), [according to](cue) [an official who was not allowed to speak](source).",
        "They were paid according to their age.",
    }

    /// A passive tells what was said, with or without who said it.
    PASSIVE = "attribution/passive" {
        "Residents [were told](cue) [that the water was safe](content).",
        "It [was reported](cue) [that the water was safe](content).",
        "[The mayor](content) [is said](cue) [to own two boats](content).",
        "The mayor [was asked](cue) [why the crane fell](content).",
        "[Asked](cue) [why the crane fell](content), the mayor left.",
        "[The mayor](source) [was quoted as saying](cue) [the water was safe](content).",
        "The film is seen by many fans as his best.",
        "[The mayor](content) [was criticized by](cue) [the union](source).",
        "It is believed that the water is safe.",
        "The mayor is expected to resign.",
    }

    /// Somebody is accused or blamed: who accuses is the source, and the accused and the deed are what is said.
    ACCUSED_OF = "attribution/accused-of" {
        "[The mayor](content) [was accused](cue) [of fraud](content).",
        "[The mayor](content) [was accused by](cue) [two rivals](source) [of taking bribes](content).",
        "[The bank](content) [was accused](cue) on Tuesday [of misleading its customers](content).",
        "[The storm](content) [was blamed](cue) [for two deaths](content).",
        "[Ida Roth, of Lunden](content), [was accused](cue) [of fraud](content).",
        "[The bank](content) [was blamed](cue) [for the losses](content) [by](cue) [its regulators](source).",
        "The accused left the court of Lunden. Neither of them has been accused of wrongdoing. Nobody was accused of theft.",
    }

    /// "Citing" names those from whom another source has what it says.
    CITING = "attribution/citing" {
        "[The Harbour Post](via), [citing](cue) [two people familiar with the matter](source), said [the merger was off](content).",
        "[The port](via) said [two boats sank](content), [citing](cue) [a police report](source).",
        "The port closed, citing a lack of ships.",
    }

    /// "Reported by", "described by": the source stands behind "by".
    REPORTED_BY = "attribution/reported-by" {
        "[The plan](content), first [proposed by](cue) [the mayor](source), failed.",
        "He responded by leaving.",
    }

    /// A noun such as "claims", "promise" or "calls" stands for what somebody says.
    CUE_NOUN = "attribution/cue-noun" {
        "[The mayor](source)’s [promise](cue) [to cut taxes](content) was kept.",
        "[Calls for](cue) [a new vote](content) grew louder.",
        "[Brightwell](source) [unveiled a plan](cue) [to sell its ships](content).",
        "[The governor](source) [expressed optimism](cue) [that the dam would hold](content).",
        "There is no [news](cue) [that the strike is over](content).",
        "[Reports surfaced](cue) [that envoys had met](content). This revelation, [reported by](cue) [the Harbour Post](source), is new.",
        "The claim was new.",
    }

    /// A name and a colon begin the turn of a speaker in a transcript; its other paragraphs belong to it.
    SPEAKER_TURN = "attribution/speaker-turn" {
        "[TOM BERG](source)[:](cue) [I doubt it. We tried it once](content).\n\n[It failed](content).\n\n[LUCY HALL](source2)[:](cue2) [Do you think so?](content2)",
        "[Q](source)[:](cue) [What did you see?](content)\n\n[A](source2)[:](cue2) [I saw smoke](content2).",
        "[THE CHAIR](source)[:](cue) [We begin with item four](content).\n[THE MAYOR](source2)[:](cue2) [I accept that it is late](content2).",
        "ROME: Talks began on Friday.\n\nThey ended soon.",
        "DEAR ABBY: My neighbor plays drums.",
    }

    /// A dash and a name stand below what somebody has said or written.
    SIGNATURE = "attribution/signature" {
        "[“Success is a habit.”](content)\n[—](cue) [Maya Lund, coach](source)",
        "[“Success is a habit.”](content) [—](cue) [Maya Lund, coach](source)",
        "[It was a long day. Good night](content).\n\n[—](cue) [Lena](source) (@lena_official) November 19, 2019",
        "“Success is a habit,” she said.\n— More on page 3",
    }

    /// A dash at the end of a headline is followed by whoever says what the headline tells.
    HEADLINE_TAIL = "attribution/headline-tail" {
        "[Tax cut ‘will cost billions’](content) [-](cue) [IMF](source)",
        "[Council must sell two halls](content) [–](cue) [report](source)",
        "The tide has turned - Harbour Post",
        "The tide has turned - BBC",
    }

    /// A name and a colon stand before what somebody says, as in a headline.
    SPEAKER_LABEL = "attribution/speaker-label" {
        "[Arlen](source)[:](cue) [“We will rebuild”](content)",
        "[Poll](source)[:](cue) [Most voters are undecided](content)",
        "[IMF](source)[:](cue) [Growth will slow](content)",
        "[Harbour Officials](source)[:](cue) [Third Boat Linked To Oil Spill](content)",
        "Photo: Ana Ito was there. Police: 110",
        "ROME: Talks began on Friday.",
        "COURT REPORT: Councillor will be heard",
        "Two things are certain: death and taxes.",
    }
}
