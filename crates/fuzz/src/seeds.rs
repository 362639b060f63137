//! What inputs are made of: samples of this repository, and inputs that were kept.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use reportedly_document::{Analysis, History, json};
use reportedly_link::{Codec, Shared};
use reportedly_protocol::{Copied, ExportRequest, LinkContent, MergedFiles, OpenedFile, OpenedLink, encode};
use zip::ZipArchive;

use crate::case::Case;
use crate::targets::{Inputs, Target};

/// How many documents are made of chance.
const DOCUMENTS: u64 = 24;

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder of the repository whose names end so, in order.
fn files(folder: &str, extension: &str) -> Result<Vec<Vec<u8>>> {
    let folder = root().join(folder);
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    let ends = |path: &&PathBuf| path.to_string_lossy().ends_with(extension);
    paths.iter().filter(ends).map(|path| fs::read(path).with_context(|| path.display().to_string())).collect()
}

/// What stands in snapshots, behind their headers.
fn snapshots(extension: &str) -> Result<Vec<Vec<u8>>> {
    let files = files("crates/formats/tests/snapshots", &format!("{extension}.snap"))?;
    let body = |file: Vec<u8>| {
        let file = String::from_utf8_lossy(&file).into_owned();
        file.splitn(3, "---\n").nth(2).unwrap_or_default().as_bytes().to_vec()
    };
    Ok(files.into_iter().map(body).collect())
}

/// Samples of a kind.
///
/// # Errors
/// When a file of the repository is missing.
pub fn seeds(inputs: Inputs) -> Result<Vec<Vec<u8>>> {
    Ok(match inputs {
        Inputs::Text => {
            let hostile =
                ["“we hope that “they ", "he said that ", "claims of reports of ", "Mr. ", "a-", "ANA ITO: No.\n\n"];
            let hostile = hostile.map(|words| words.repeat(12).into_bytes());
            [files("static/examples", ".txt")?, files("tests/links", ".txt")?, hostile.to_vec()].concat()
        }
        Inputs::Html => {
            let mut pages = snapshots("html")?;
            pages.extend(files("examples", ".html")?);
            pages.push(
                b"<!DOCTYPE html><title>Rain</title><nav>Home</nav><p>It <b>may</b> rain.<pre>a\n b</pre><td>1<td>2"
                    .to_vec(),
            );
            pages
        }
        Inputs::Json => {
            let mut all = [snapshots(".json")?, snapshots("jsonld")?, files("tests/links", ".json")?].concat();
            all.extend((0..DOCUMENTS).map(|seed| json::write(&case(seed).document).into_bytes()));
            // What comes first says whether another text is open.
            all.iter().enumerate().map(|(at, file)| [&[at as u8][..], file].concat()).collect()
        }
        Inputs::Link => {
            let mut links = files("tests/links", ".link")?;
            links.extend(fragments().map(String::into_bytes));
            links.push(b"https://example.org/#r1=AgEB&m=e1".to_vec());
            links
        }
        Inputs::Bytes => {
            let payloads = fragments().filter_map(|fragment| payload(&fragment));
            (0..DOCUMENTS).map(chance).chain(payloads).collect()
        }
        Inputs::Message => (0..DOCUMENTS).flat_map(|seed| messages(case(seed))).collect(),
    })
}

/// Bytes of chance: a document, as [`Case`] reads them.
fn chance(seed: u64) -> Vec<u8> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let length = rng.usize(16..600);
    (0..length).map(|_| rng.u8(..)).collect()
}

fn case(seed: u64) -> Case {
    Case::read(&chance(seed))
}

/// Links of documents of chance, as they are made today.
fn fragments() -> impl Iterator<Item = String> {
    let codec = Codec::built_in();
    (0..DOCUMENTS).filter_map(move |seed| {
        let Case { document, view, .. } = case(seed);
        codec.encode(&Shared { view, ..Shared::of(&document, seed % 2 == 0) }).ok()
    })
}

/// What stands behind the header of a link, with the flags and the length of the text before it.
fn payload(fragment: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for letter in fragment.strip_prefix("r1=")?.bytes() {
        bits = bits << 6 | LETTERS.iter().position(|known| *known == letter)? as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    let mut at = 3;
    let mut length = || {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = *bytes.get(at)?;
            at += 1;
            value |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return Some(value);
            }
        }
    };
    let (_, text) = (length()?, length()?);
    let content = bytes.get(at + 5..)?;
    Some([&[bytes[2]][..], &(text as u16).to_be_bytes(), content].concat())
}

/// A message of each kind, behind the number of its kind.
fn messages(case: Case) -> Vec<Vec<u8>> {
    let Case { document, view, .. } = case;
    let mut history = History::of(Vec::new());
    document.edits.chunks(2).for_each(|step| history.apply(step.to_vec()));
    let content = LinkContent {
        document: document.clone(),
        view: view.clone(),
        excerpt: false,
        frozen: true,
        reader_first: false,
        mark: None,
    };
    let analysis = Analysis { annotations: document.annotations.clone(), ..Analysis::default() };
    let opened = OpenedFile { document: document.clone(), unplaced: Vec::new(), is_other_text: false, is_whole: true };
    let all = [
        (0, encode(&ExportRequest { document: document.clone(), asides: Vec::new(), view: view.clone() })),
        (1, encode(&opened)),
        (2, encode(&MergedFiles { document: document.clone() })),
        (3, encode(&Copied { html: "<p>".to_owned(), plain: "a".to_owned() })),
        (5, encode(&OpenedLink::Ok(content))),
        (8, encode(&analysis)),
        (9, postcard::to_allocvec(&history).map_err(|error| error.to_string())),
    ];
    all.into_iter().filter_map(|(kind, message)| Some([&[kind][..], &message.ok()?].concat())).collect()
}

/// The folder of inputs that broke a target once.
pub fn stored_in(target: &Target) -> PathBuf {
    root().join("fuzz/crashes").join(target.name)
}

/// The inputs that were kept for a target, with their names: those that reach far, and those that broke it once.
///
/// # Errors
/// When one cannot be read.
pub fn kept(target: &Target) -> Result<Vec<(String, Vec<u8>)>> {
    let mut all = Vec::new();
    let corpus = root().join("fuzz/corpus").join(target.name).with_extension("zip");
    if corpus.is_file() {
        let file = File::open(&corpus).with_context(|| format!("cannot read {}", corpus.display()))?;
        let mut archive = ZipArchive::new(file).with_context(|| format!("{} is no archive", corpus.display()))?;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index)?;
            let mut input = Vec::new();
            entry.read_to_end(&mut input)?;
            all.push((format!("{}/{}", corpus.display(), entry.name()), input));
        }
    }
    let crashes = stored_in(target);
    if crashes.is_dir() {
        for entry in fs::read_dir(&crashes)? {
            let path = entry?.path();
            all.push((path.display().to_string(), fs::read(&path)?));
        }
    }
    all.sort();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use reportedly_formats::{FileKind, open};

    use super::*;

    #[test]
    fn samples_are_what_they_are_called() {
        for file in seeds(Inputs::Html).unwrap() {
            assert_eq!(open(&file, "a.html", None).unwrap().kind, FileKind::Html);
        }
        let opened = seeds(Inputs::Json).unwrap().into_iter().filter_map(|file| open(&file[1..], "a.json", None).ok());
        let kinds: Vec<FileKind> = opened.map(|opened| opened.kind).collect();
        for kind in [FileKind::Reportedly, FileKind::W3c, FileKind::Citron] {
            assert!(kinds.contains(&kind), "{kind:?}");
        }
        let codec = Codec::built_in();
        let links = seeds(Inputs::Link).unwrap();
        let whole = links.iter().filter(|link| codec.decode(&String::from_utf8_lossy(link)).is_ok()).count();
        assert!(whole > 20, "{whole} of {}", links.len());
        let documents = (0..DOCUMENTS).map(case);
        assert!(documents.map(|case| case.document.annotations.len()).sum::<usize>() > 50);
        assert!(payload(&fragments().next().unwrap()).is_some());
    }
}
