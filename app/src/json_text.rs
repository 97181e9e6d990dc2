//! How server functions answer: JSON, read as text.

use leptos::server_fn::codec::Post;
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::{DeserializeOwned, Error};

/// JSON that is read as text, as is what comes with a page. The library reads answers as bytes, and the browser would load all
/// that reads our types twice.
#[derive(Debug)]
pub struct JsonTextEncoding;

/// The answer of a server function.
pub type JsonText = Post<JsonTextEncoding>;

impl ContentType for JsonTextEncoding {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonTextEncoding {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonTextEncoding {
    type Error = serde_json::Error;

    fn encode(answer: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(answer).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonTextEncoding {
    type Error = serde_json::Error;

    fn decode(answer: Bytes) -> Result<T, Self::Error> {
        serde_json::from_str(std::str::from_utf8(&answer).map_err(Error::custom)?)
    }
}
