//! Teams and players by what a sentence says that they do: "Chelsea beat Porto", "Djokovic beat Pospisil 6-3, 6-4".

use std::ops::Range;

use reportedly_document::EntityKind;

use super::lexicon::LEXICON;
use super::{is_function_word, rules};
use crate::document_pass::names::is_guess;
use crate::lexed::Lexed;
use crate::mark::EntityMark;
use crate::people;
use crate::token::TokenKind;
use crate::words::{self, WordList, Words, one_of, word_list};

/// Gives the opponents of a sentence the kind that they have on a field. `first` is the sentence's first mark.
#[inline(never)]
pub(super) fn settle(lexed: &Lexed, sentence: &Range<usize>, marks: &mut Vec<EntityMark>, first: usize) {
    let is_cue = |&at: &usize| {
        let token = lexed.tokens()[at];
        !token.capital
            && (token.kind == TokenKind::Number || token.kind == TokenKind::Word && one_of(lexed.norm(at), CUES))
    };
    let mut cues = sentence.clone().filter(is_cue).peekable();
    if cues.peek().is_none() {
        return;
    }
    let match_of = Match::of(lexed, sentence);
    let mut names = Vec::new();
    for at in cues {
        match_of.names_at(at, &marks[first..], &mut names);
    }
    for name in names {
        match_of.push_player(name, marks, first);
    }
}

/// All words that a match is told with; most sentences have none.
static CUES: &WordList = word_list!(
    "beat beats thrash thrashed thrashes trounced outplayed outclassed host hosts hosted face faces faced play \
     plays played meet meets met visit visits welcome welcomed eliminated beating hammered hammer routed overcame defeated \
     defeats defeat demolished edged swept stunned upset beaten signed sign sold joined rejoined joins drew draw draws lost loses \
     fell fans supporters loan striker midfielder defender goalkeeper winger fullback full-back quarterback linebacker playmaker \
     shortstop"
);

/// How many tokens a list of opponents has.
const LONGEST_LIST: usize = 24;

/// What a sentence says of a match.
struct Match<'a> {
    lexed: &'a Lexed,
    sentence: &'a Range<usize>,
    /// How many results stand in it: "3-1".
    results: usize,
    /// Whether results follow each other, as those of the sets of a match do: "6-3, 6-4".
    sets: bool,
    /// Whether it speaks of a sport of teams, or of single players.
    teams: bool,
    players: bool,
}

/// A name, and whether it is a player's.
type Name = (Range<usize>, bool);

/// Verbs between two opponents.
const BEATS: &WordList = word_list!("beat beats thrash thrashed thrashes trounced outplayed outclassed");

/// Verbs that are about a match only where something else says so: storms and armies do so too.
const MEETS: &WordList = word_list!(
    "host hosts hosted face faces faced play plays played meet meets met visit visits welcome welcomed \
     eliminated beating hammered hammer routed overcame defeated defeats defeat demolished edged swept stunned upset"
);

/// What one plays for.
const POSITIONS: &WordList = word_list!(
    "striker midfielder defender goalkeeper winger fullback full-back quarterback linebacker playmaker \
     shortstop"
);

/// Clubs that are called as a people or a country is.
const CLUBS: &str = "roma celtic monaco";

/// What is only there in sports of teams.
static TEAMS: &WordList = word_list!(
    "striker midfielder defender goalkeeper winger league goal goals kick-off fixture relegation quarterback touchdown halftime \
     half-time penalty scored derby fans"
);

/// What is only there in sports of single players.
static PLAYERS: &WordList =
    word_list!("tennis boxing chess tiebreak tie-break seed seeded heavyweight middleweight golfer");

impl<'a> Match<'a> {
    fn of(lexed: &'a Lexed, sentence: &'a Range<usize>) -> Self {
        let mut found = Match { lexed, sentence, results: 0, sets: false, teams: false, players: false };
        for at in sentence.clone() {
            let end = found.result_end(at);
            found.results += usize::from(end.is_some());
            found.sets |= end.is_some_and(|end| found.is(end, ", and") && found.result_end(end + 1).is_some());
            if !lexed.tokens()[at].capital {
                found.teams |= one_of(lexed.norm(at), TEAMS);
                found.players |= one_of(lexed.norm(at), PLAYERS);
            }
        }
        found
    }

    /// Past a result: "3-1".
    fn result_end(&self, at: usize) -> Option<usize> {
        let tokens = self.lexed.tokens();
        let small = |at: usize| {
            at < self.sentence.end && tokens[at].kind == TokenKind::Number && {
                let raw = self.lexed.raw(at);
                raw.len() <= 3 && raw.bytes().all(|byte| byte.is_ascii_digit())
            }
        };
        let dash =
            small(at) && self.is(at + 1, "- – ‐") && tokens[at + 1].glued && small(at + 2) && tokens[at + 2].glued;
        let more = dash && self.is(at + 3, "- – /") && tokens[at + 3].glued;
        (dash && !more).then_some(at + 3)
    }

    fn is(&self, at: usize, words: impl Words) -> bool {
        at < self.sentence.end && self.lexed.is(at, words)
    }

    /// Adds the names that what stands at a token makes opponents.
    fn names_at(&self, at: usize, marks: &[EntityMark], names: &mut Vec<Name>) {
        if self.lexed.tokens()[at].capital {
            return;
        }
        if self.is(at, BEATS) || self.is(at, MEETS) && (self.teams || self.players || self.results > 0) {
            self.opponents(at, at + 1, marks, names);
        } else if self.is(at, "beaten thrashed outplayed") && self.is(at + 1, "by") {
            let be = (at > self.sentence.start && words::is_be(self.lexed.norm(at - 1))) as usize;
            self.opponents(at - be, at + 2, marks, names);
        } else if self.is(at, "signed sign sold") && self.transfer(at, marks, names) {
        } else if self.teams && self.is(at, "joined rejoined joins") {
            let from = names.len();
            self.chain(at + 1, false, marks, names);
            let behind = names.get(from).map_or(at + 1, |(name, _)| name.end);
            if self.is(behind, "from") {
                self.chain(behind + 1, false, marks, names);
            }
        } else if self.is(at, "host hosts play plays face faces") && self.is_fixture(at, marks) {
            names.extend(self.name_before(at, marks).map(|name| (name, false)));
            self.chain(at + 1, false, marks, names);
        } else if self.is(at, "drew draw draws lost loses fell") {
            let mut behind = at + 1;
            if let Some(end) = self.result_end(behind) {
                behind = end;
            }
            if self.is(at, "drew draw draws") && self.is(behind, "with against")
                || self.is(behind, "to") && self.is(at, "lost loses")
                || self.is(behind, "to") && self.results > 0
            {
                let from = names.len();
                self.opponents(at, behind + 1, marks, names);
                // "Chelsea beat Porto and drew with Lyon"
                let goes_on = from > 0 && !names[from - 1].1 || self.results > 0 && !self.sets;
                if names.len() == from && goes_on {
                    self.chain(behind + 1, false, marks, names);
                }
            }
        } else if let Some(end) = self.result_end(at) {
            // "Chelsea 2-1 Porto", "a 3-1 win over Porto"
            if self.is(end, word_list!("win victory defeat loss draw thrashing triumph"))
                && self.is(end + 1, "over against to at with by")
            {
                self.chain(end + 2, false, marks, names);
            } else if at > self.sentence.start
                && self.is(at - 1, "won lost drew win")
                && self.is(end, "against over at with to")
            {
                // "won 2-0 against Porto"
                self.chain(end + 1, self.sets, marks, names);
            } else if !self.sets {
                self.opponents(at, end, marks, names);
            }
        } else if self.is(at, "fans supporters") && self.is(at + 1, "of")
            || self.is(at, "signed") && self.is(at + 1, "from for") && self.teams
            || self.is(at, "loan") && self.is(at + 1, "from to at") && self.teams
        {
            self.chain(at + 2, false, marks, names);
        } else if self.is(at, POSITIONS) || self.is(at, "fans supporters") {
            // "the Porto striker", "Porto fans"
            let behind = marks.partition_point(|mark| mark.tokens.end <= at);
            let place = marks[..behind].last().filter(|mark| mark.tokens.end == at && mark.kind == EntityKind::Place);
            names.extend(place.map(|mark| (mark.tokens.clone(), false)));
        }
    }

    /// "Newcastle signed Zorvath from Roma": two clubs around a player.
    fn transfer(&self, verb: usize, marks: &[EntityMark], names: &mut Vec<Name>) -> bool {
        let player = self.name_behind(verb + 1, marks).filter(|name| self.is(name.end, "from to"));
        let clubs =
            player.and_then(|player| Some((self.name_before(verb, marks)?, self.name_behind(player.end + 1, marks)?)));
        let Some((one, other)) = clubs else { return false };
        names.extend([(one, false), (other, false)]);
        true
    }

    /// "Celtic hosts Rangers on Sunday": two names that are no persons', and a day of the week.
    fn is_fixture(&self, verb: usize, marks: &[EntityMark]) -> bool {
        let Some(other) = self.name_behind(verb + 1, marks) else { return false };
        let day = self.is(other.end, "on")
            && other.end + 1 < self.sentence.end
            && words::is_weekday(self.lexed.norm(other.end + 1));
        let person = marks
            .iter()
            .skip(marks.partition_point(|mark| mark.tokens.end < verb))
            .take(2)
            .any(|mark| mark.kind == EntityKind::Person && (mark.tokens.end == verb || mark.tokens == other));
        day && !person
    }

    /// Adds the name before one token and those behind another, where both are there.
    fn opponents(&self, before: usize, behind: usize, marks: &[EntityMark], names: &mut Vec<Name>) {
        let behind = self.result_end(behind).unwrap_or(behind);
        let (Some(one), Some(other)) = (self.name_before(before, marks), self.name_behind(behind, marks)) else {
            return;
        };
        let mark_of = |name: &Range<usize>| {
            let at = marks.partition_point(|mark| mark.tokens.start < name.start);
            marks.get(at).filter(|mark| mark.tokens == *name)
        };
        let player = |name: &Range<usize>| mark_of(name).is_some_and(|mark| self.is_player(mark));
        let players = self.sets || self.players || player(&one) || player(&other);
        let sport = self.results > 0 || self.teams || self.players;
        let known = |name: &Range<usize>| mark_of(name).is_some_and(|mark| mark.kind != EntityKind::Person);
        // "Okoro beat Belakar" may be an election,
        // and to beat somebody to something is no match.
        let race = !sport && self.is(other.end, "to");
        if race || !players && !sport && !known(&one) && !known(&other) {
            return;
        }
        let from = names.len();
        names.push((one, players));
        self.chain(other.start, players, marks, names);
        // "and met Reilly Opelka"
        let last = names.last().map_or(behind, |(name, _)| name.end);
        let next = (last..self.sentence.end.min(last + 12)).find(|&at| self.is(at, "and")).map(|and| and + 1);
        if let Some(verb) = next.filter(|&verb| self.is(verb, MEETS) || self.is(verb, BEATS)) {
            self.chain(verb + 1, players, marks, names);
        }
        if names.len() == from + 1 {
            names.truncate(from);
        }
    }

    /// Adds the names that stand in one list: "Porto, Ajax and West Ham".
    fn chain(&self, mut at: usize, players: bool, marks: &[EntityMark], names: &mut Vec<Name>) {
        let limit = at + LONGEST_LIST;
        while let Some(name) = self.name_behind(at, marks).filter(|_| at < limit) {
            at = name.end;
            names.push((name, players));
            if self.is(at, ",") && self.is(at + 1, "and") {
                at += 2;
            } else if self.is(at, ", and") {
                at += 1;
            } else {
                break;
            }
        }
    }

    /// The name, marked or not, that ends before a token.
    fn name_before(&self, end: usize, marks: &[EntityMark]) -> Option<Range<usize>> {
        let end = if end > self.sentence.start && self.is(end - 1, "have had has will comfortably narrowly") {
            end - 1
        } else {
            end
        };
        let behind = marks.partition_point(|mark| mark.tokens.end <= end);
        if let Some(mark) = marks[..behind].last()
            && mark.tokens.end == end
        {
            return Some(mark.tokens.clone());
        }
        let mut start = end;
        while start > self.sentence.start && start + 3 > end && self.is_name(start - 1, start - 1 > self.sentence.start)
        {
            start -= 1;
        }
        let whole =
            start == self.sentence.start || !self.lexed.tokens()[start - 1].capital || self.is(start - 1, "the");
        (start < end && whole && self.is_unlike_words(&(start..end))).then_some(start..end)
    }

    /// The name, marked or not, that begins at a token.
    fn name_behind(&self, at: usize, marks: &[EntityMark]) -> Option<Range<usize>> {
        let at = if self.is(at, "the") { at + 1 } else { at };
        let before = marks.partition_point(|mark| mark.tokens.start < at);
        if let Some(mark) = marks.get(before)
            && mark.tokens.start == at
        {
            return Some(mark.tokens.clone());
        }
        let mut end = at;
        while end < at + 3 && self.is_name(end, true) {
            end += 1;
        }
        let free = marks.get(before).is_none_or(|mark| mark.tokens.start >= end)
            && marks[..before].last().is_none_or(|mark| mark.tokens.end <= at);
        (end > at && free && self.is_unlike_words(&(at..end))).then_some(at..end)
    }

    fn is_name(&self, at: usize, inside: bool) -> bool {
        at < self.sentence.end && {
            let token = self.lexed.tokens()[at];
            let norm = self.lexed.norm(at);
            token.kind == TokenKind::Word
                && token.capital
                && !is_function_word(norm)
                && !words::is_weekday(norm)
                && !people::is_title(norm)
                && !people::is_role(norm)
                && (inside || !LEXICON.is_common(norm) || self.is_listed(at))
        }
    }

    /// Whether a word in a name is no ordinary one.
    fn is_unlike_words(&self, name: &Range<usize>) -> bool {
        name.clone().any(|at| !LEXICON.is_common(self.lexed.norm(at)) || self.is_listed(at))
    }

    /// "Celtic": an ordinary word that is the name of a club as well.
    fn is_listed(&self, at: usize) -> bool {
        LEXICON.name_at(self.lexed, at, at + 1).is_some_and(|(_, kind)| kind == EntityKind::Organization)
    }

    /// Whether a mark is surely a person's: a name of several words, or one behind a title.
    fn is_player(&self, mark: &EntityMark) -> bool {
        mark.kind == EntityKind::Person
            && (mark.rule == rules::TITLED
                || mark.tokens.len() > 1 && LEXICON.is_given_name(self.lexed.raw(mark.tokens.start)))
    }

    /// Marks a name, or changes its mark.
    fn push_player(&self, (tokens, player): Name, marks: &mut Vec<EntityMark>, first: usize) {
        let kind = if player { EntityKind::Person } else { EntityKind::Organization };
        let rule = if player { rules::PLAYER } else { rules::TEAM };
        let at = first + marks[first..].partition_point(|mark| mark.tokens.start < tokens.start);
        let Some(mark) = marks.get_mut(at).filter(|mark| mark.tokens == tokens) else {
            let free = marks.get(at).is_none_or(|mark| mark.tokens.start >= tokens.end)
                && (at == first || marks[at - 1].tokens.end <= tokens.start);
            if free {
                marks.insert(at, EntityMark { tokens, kind, confidence: None, rule });
            }
            return;
        };
        let listed = mark.rule == rules::KNOWN_NAME;
        let single = tokens.len() == 1;
        let is_club = single && self.is(tokens.start, CLUBS);
        let changes = match (mark.kind, player) {
            (EntityKind::Group, false) => is_club,
            (EntityKind::Place, false) => is_club || !LEXICON.is_country(self.lexed, &tokens),
            // "Chelsea": a given name alone. A surname alone is that of a politician too.
            (EntityKind::Person, false) => {
                single && mark.rule != rules::TITLED && !LEXICON.is_surname(self.lexed.raw(tokens.start))
                    || !single && is_guess(mark.rule)
            }
            (EntityKind::Organization | EntityKind::Place, true) => !listed && mark.rule != rules::ORGANIZATION_HEAD,
            (EntityKind::Person, true) | (EntityKind::Organization, false) => is_guess(mark.rule),
            _ => false,
        };
        if changes {
            (mark.kind, mark.rule) = (kind, rule);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::examples::entities;

    #[test]
    fn towns_that_play_are_teams_and_countries_stay_places() {
        for (plain, marked) in [
            ("Lyon drew 1-1 with Genoa.", "[Lyon](organization) drew 1-1 with [Genoa](organization)."),
            ("A 3-1 win over Seville helped.", "A 3-1 win over [Seville](organization) helped."),
            ("England beat Wales 2-0.", "[England](place) beat [Wales](place) 2-0."),
            ("They went from Porto to Lyon.", "They went from [Porto](place) to [Lyon](place)."),
            ("Genoa beat Lyon to the deal.", "[Genoa](place) beat [Lyon](place) to the deal."),
            ("Moscow defeated Kyiv.", "[Moscow](place) defeated [Kyiv](place)."),
            ("Tampa got a loan from Lyon.", "[Tampa](place) got a loan from [Lyon](place)."),
            ("Roma beat Monaco 2-0.", "[Roma](organization) beat [Monaco](organization) 2-0."),
            ("Porto fans sang.", "[Porto](organization) fans sang."),
        ] {
            assert_eq!(entities(plain), marked);
        }
    }

    #[test]
    fn every_word_that_is_asked_for_is_a_cue() {
        let lists = [super::BEATS, super::MEETS, super::POSITIONS];
        for word in lists.iter().flat_map(|list| list.text().split(' ')) {
            assert!(super::one_of(word, super::CUES), "{word}");
        }
    }

    #[test]
    fn who_beats_a_player_is_a_player() {
        assert_eq!(
            entities("Ann Lund beat Zorvath 6-3, 6-4 and met Rohtu Belakar."),
            "[Ann Lund](person) beat [Zorvath](person) 6-3, 6-4 and met [Rohtu Belakar](person)."
        );
    }
}
