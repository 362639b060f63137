//! Several files that are opened at once: each is a draft of its own, or all are what several people marked in one text.

use web_sys::File;

use super::Page;
use super::action::FileAction;
use super::command::PageCommand;
use super::files::{article_in, has_marks, text_of, work_of};
use super::ui::Notice;
use crate::browser::files::FileText;
use crate::clients;
use crate::clients::extraction::ExtractedPage;
use crate::storage::drafts;
use crate::strings;
use reportedly_protocol::OpenedFile;
use reportedly_reader::UserWork;

/// The most files that are opened at once.
pub(crate) const MOST: usize = 50;

/// How large they may be together, in bytes: they are in memory at the same time.
const MOST_BYTES_TOGETHER: u64 = 64 << 20;

/// What came of opening several files.
#[derive(Debug, Default)]
pub(super) struct MultipleFiles {
    /// The text of the first one that could be read, and the work on it.
    first: Option<(ExtractedPage, UserWork)>,
    /// What the drafts are called that were made of the others.
    stored: Vec<String>,
    /// The files that were left alone, because nothing is kept.
    left: Vec<String>,
    /// Why some could not be opened, and what there is to say of others.
    notices: Vec<String>,
}

impl Page {
    /// Reads several files.
    pub(super) fn read_several(&mut self, files: Vec<File>) {
        self.ui.dragging = false;
        let bytes: f64 = files.iter().map(|file| file.size()).sum();
        if files.len() > MOST || bytes > MOST_BYTES_TOGETHER as f64 {
            return self.show_notice(strings::too_many_files(MOST, MOST_BYTES_TOGETHER), None);
        }
        let keeps_drafts = self.preferences.keeps_drafts;
        self.start_task(strings::OPENING_FILES, async move {
            let mut several = MultipleFiles::default();
            let mut read = Vec::new();
            for file in &files {
                match text_of(file).await {
                    Ok(text) => read.push((file.name(), text)),
                    Err(message) => several.notices.push(message),
                }
            }
            if several.notices.is_empty() && read.iter().all(|(name, file)| has_marks(name, &file.text)) {
                let (names, texts): (Vec<String>, Vec<String>) =
                    read.iter().map(|(name, file)| (name.clone(), file.text.clone())).unzip();
                if let Ok(document) = clients::files::merge(&names, &texts).await {
                    let opened = OpenedFile { document, unplaced: Vec::new(), is_other_text: false, is_whole: false };
                    return FileAction::Imported(names.join(", "), Ok(opened)).into();
                }
                // They are about several texts, or one of them is no document, which will be said of it.
            }
            several.open(read, keeps_drafts).await;
            FileAction::SeveralRead(several).into()
        });
    }

    /// Shows the first of several texts, and says where the others are.
    pub(super) fn open_several(&mut self, several: MultipleFiles) {
        let MultipleFiles { first, stored, left, notices } = several;
        let mut sentences: Vec<String> = Vec::new();
        let has_drafts = !stored.is_empty();
        if let Some((page, work)) = first {
            self.load_with(page, work);
            if has_drafts {
                sentences.push(strings::several_opened(&stored));
            }
            if !left.is_empty() {
                sentences.push(strings::only_first_opened(&left));
            }
        }
        sentences.extend(notices);
        if !sentences.is_empty() {
            let remedy = has_drafts.then_some((PageCommand::New, strings::SHOW_DRAFTS));
            self.ui.notice = Some(Notice { remedy, ..Notice::new(sentences.join(" ")) });
        }
    }
}

impl MultipleFiles {
    async fn open(&mut self, files: Vec<(String, FileText)>, keeps_drafts: bool) {
        let mut others = Vec::new();
        for (name, file) in files {
            match document_in(&name, file, &mut self.notices).await {
                Err(message) => self.notices.push(message),
                Ok(document) if self.first.is_none() => self.first = Some(document),
                Ok(_) if !keeps_drafts => self.left.push(name),
                Ok((page, work)) => others.push((name, page, work)),
            }
        }
        // The latest draft is listed first.
        for (name, ExtractedPage { text, origin, .. }, work) in others.into_iter().rev() {
            let title = drafts::title_of(&text, &[]);
            match drafts::save(&drafts::new_id(), 0.0, &title, &text, &work, &origin, false).await {
                Ok(_) => self.stored.insert(0, title),
                Err(message) => self.notices.push(strings::file_not_kept(&name, &message)),
            }
        }
    }
}

/// The text in a file, and the work on it. What there is to say of a web page is added to the notices.
pub(crate) async fn document_in(
    name: &str,
    file: FileText,
    notices: &mut Vec<String>,
) -> Result<(ExtractedPage, UserWork), String> {
    if !has_marks(name, &file.text) {
        let page = article_in(name, file).await?;
        let notice = page.origin.notice();
        if !notice.is_empty() {
            notices.push([name, ": ", &notice].concat());
        }
        return Ok((page, UserWork::default()));
    }
    match clients::files::open(&file.text, name, None).await {
        Ok(opened) if opened.document.text.trim().is_empty() => Err(strings::no_text_in(name)),
        Ok(OpenedFile { document, is_whole, .. }) => {
            let (text, work) = work_of(document.into_inner(), is_whole);
            Ok((ExtractedPage { text, ..ExtractedPage::default() }, work))
        }
        Err(message) => Err(strings::not_a_document(name, &message)),
    }
}
