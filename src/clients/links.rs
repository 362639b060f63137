//! The program that makes and opens links.

use js_sys::Array;
use reportedly_protocol::{Function, LinkRequest, MadeLink, OpenedLink};

use super::{argument, call, message};

/// Makes a link to this page, and its QR code in the same call, so that a person waits for one answer only.
pub(crate) async fn make(request: &LinkRequest, page: &str) -> Result<MadeLink, String> {
    message(&call(Function::MakeLink, &Array::of2(&argument(request)?, &page.into())).await?)
}

/// Opens a link.
pub(crate) async fn decode(link: &str) -> Result<OpenedLink, String> {
    message(&call(Function::DecodeLink, &Array::of1(&link.into())).await?)
}
