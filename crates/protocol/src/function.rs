//! The functions of the programs for files and links.

/// A function that the page calls in another program. Its name there is the one that wasm-bindgen exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Writes a file: an [`ExportRequest`](crate::ExportRequest) and an extension in, a text out.
    SaveFile,
    /// Writes a file of an office suite: an [`ExportRequest`](crate::ExportRequest) and an extension in, bytes out.
    SaveOfficeFile,
    /// Writes what a copy puts on the clipboard: an [`ExportRequest`](crate::ExportRequest) in, [`Copied`](crate::Copied) out.
    CopyMarked,
    /// Reads a file: its bytes, its name and the text that is open in, an [`OpenedFile`](crate::OpenedFile) out.
    OpenFile,
    /// Reads several files: their names and texts in, [`MergedFiles`](crate::MergedFiles) out.
    MergeFiles,
    /// Makes a link: a [`LinkRequest`](crate::LinkRequest) and the address of the page in, a [`MadeLink`](crate::MadeLink) out.
    MakeLink,
    /// Opens a link: its text in, an [`OpenedLink`](crate::OpenedLink) out.
    DecodeLink,
}

impl Function {
    /// The program that has it.
    pub fn program(self) -> &'static str {
        match self {
            Function::SaveFile | Function::CopyMarked | Function::OpenFile | Function::MergeFiles => "files",
            Function::SaveOfficeFile => "office",
            Function::MakeLink | Function::DecodeLink => "links",
        }
    }

    /// Its name in that program.
    pub fn name(self) -> &'static str {
        match self {
            Function::SaveFile | Function::SaveOfficeFile => "save",
            Function::CopyMarked => "copy",
            Function::OpenFile => "open",
            Function::MergeFiles => "merge",
            Function::MakeLink => "makeLink",
            Function::DecodeLink => "decode",
        }
    }
}
