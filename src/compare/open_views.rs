//! What a person has open of a comparison, so that it stays open when the same texts are compared again.

use reportedly_document::Id;

use super::ComparePage;
use super::export::Sharing;
use super::places::Places;

/// What is open: a speaker who is looked at alone, the texts side by side, a link.
#[derive(Debug, Default)]
pub(super) struct OpenViews {
    /// The speaker's name.
    speaker: Option<String>,
    /// The texts side by side, with the articles and ids of the statements that are lit.
    places: Option<(Places, Vec<(u32, Id)>)>,
    sharing: Option<Sharing>,
}

impl ComparePage {
    /// Takes what is open.
    pub(super) fn open_views(&mut self) -> OpenViews {
        let Some(comparison) = &self.comparison else { return OpenViews::default() };
        let speaker = self.speaker.and_then(|speaker| comparison.speakers.get(speaker as usize));
        let places = self.places.take().map(|places| {
            let lit = places.lit.iter().filter_map(|&index| comparison.statements.get(index as usize));
            let lit = lit.map(|statement| (statement.article, statement.id.clone())).collect();
            (places, lit)
        });
        OpenViews { speaker: speaker.map(|speaker| speaker.name.clone()), places, sharing: self.sharing.take() }
    }

    /// Opens it again, as far as the comparison has it still.
    pub(super) fn reopen(&mut self, OpenViews { speaker, places, sharing }: OpenViews) {
        let Some(comparison) = self.comparison.clone() else { return };
        let speaker = speaker.and_then(|name| comparison.speakers.iter().position(|speaker| speaker.name == name));
        self.speaker = speaker.and_then(|index| u32::try_from(index).ok());
        if let Some(lists) = self.lists.as_mut().filter(|_| speaker.is_some()) {
            lists.filter(self.speaker);
        }
        self.sharing = sharing;
        let Some((mut places, lit)) = places else { return };
        let index_of = |(article, id): &(u32, Id)| {
            let is = |it: &reportedly_compare::Statement| it.article == *article && it.id == *id;
            comparison.statements.iter().position(is).and_then(|index| u32::try_from(index).ok())
        };
        let lit: Option<Vec<u32>> = lit.iter().map(index_of).collect();
        if let Some(lit) = lit {
            let group = lit.first().and_then(|&first| comparison.statements[first as usize].group);
            places.group = places.group.and(group).map(|group| group as usize);
            places.lit = lit;
            self.places = Some(places);
        }
    }
}
