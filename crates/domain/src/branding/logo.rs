//! A logo: a picture of a kind that can carry no program.

use crate::words::words;

words! {
    /// What kind of picture.
    LogoKind {
        /// PNG.
        Png = "image/png", "PNG";
        /// JPEG.
        Jpeg = "image/jpeg", "JPEG";
        /// WebP.
        WebP = "image/webp", "WebP";
    }
}

/// A picture whose kind is known by its own first bytes, whatever it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// What kind of picture.
    pub kind: LogoKind,
    /// The picture.
    pub bytes: Vec<u8>,
}

impl Logo {
    /// A logo is no larger, in bytes.
    pub const MOST_BYTES: usize = 100 * 1024;

    /// The logo that these bytes are.
    ///
    /// Errors: a sentence that says what would be one.
    pub fn read(bytes: Vec<u8>) -> Result<Self, String> {
        let most = Self::MOST_BYTES / 1024;
        if bytes.len() > Self::MOST_BYTES {
            let size = bytes.len().div_ceil(1024);
            return Err(format!("This picture has {size} KiB. A logo has {most} KiB at most."));
        }
        match kind(&bytes) {
            Some(kind) => Ok(Self { kind, bytes }),
            None => Err("This is no PNG, JPEG or WebP picture. Save the logo as one of these.".to_owned()),
        }
    }
}

fn kind(bytes: &[u8]) -> Option<LogoKind> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(LogoKind::Png),
        [0xff, 0xd8, 0xff, ..] => Some(LogoKind::Jpeg),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(LogoKind::WebP),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_without_programs_are_logos() {
        let png = b"\x89PNG\r\n\x1a\n rest".to_vec();

        assert_eq!(Logo::read(png).map(|logo| logo.kind), Ok(LogoKind::Png));
        assert!(Logo::read(b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()).is_err());
        assert!(Logo::read(Vec::new()).is_err());
        assert!(Logo::read([b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; Logo::MOST_BYTES]].concat()).is_err());
    }
}
