//! The program that makes and opens links.

use js_sys::Array;
use reportedly_protocol::{Function, LinkRequest, OpenedLink, QrCode};

use super::{argument, call, message};

/// Makes a link's fragment, without `#`.
pub(crate) async fn encode(request: &LinkRequest) -> Result<String, String> {
    let fragment = call(Function::EncodeLink, &Array::of1(&argument(request)?)).await?;
    Ok(fragment.as_string().unwrap_or_default())
}

/// Opens a link.
pub(crate) async fn decode(link: &str) -> Result<OpenedLink, String> {
    message(&call(Function::DecodeLink, &Array::of1(&link.into())).await?)
}

/// The QR code of a link; none where the link is too long for one.
pub(crate) async fn qr_code(link: &str) -> Result<Option<QrCode>, String> {
    let code = call(Function::DrawQrCode, &Array::of1(&link.into())).await?;
    if code.is_undefined() { Ok(None) } else { message(&code).map(Some) }
}
