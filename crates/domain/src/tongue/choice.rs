//! Which language: what the address asks for, or else what is known of the buyer, or else what the browser prefers.

use super::Tongue;

impl Tongue {
    /// The first that is asked for, known of the buyer, or accepted by the browser, in this order; English when none is.
    pub fn choose(asked: &str, known: &str, accepted: &str) -> Self {
        Self::known(asked)
            .or_else(|| Self::known(known))
            .or_else(|| preferences(accepted).into_iter().find_map(Self::known))
            .unwrap_or(Self::English)
    }
}

/// The country that the browser's languages name first: `de-AT, en` is Austria. Only a guess, for what forms begin with.
pub fn country_of(accepted: &str) -> Option<String> {
    let region = |tag: &str| {
        let last = tag.rsplit('-').next().filter(|part| *part != tag)?;
        (last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| last.to_ascii_uppercase())
    };
    preferences(accepted).into_iter().find_map(region)
}

/// The tags of an Accept-Language header, most wanted first.
fn preferences(accepted: &str) -> Vec<&str> {
    let mut tags: Vec<(u32, &str)> = accepted.split(',').filter_map(weighed).collect();
    tags.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    tags.into_iter().map(|(_, tag)| tag).collect()
}

/// A tag with its weight in thousandths; nothing for what is not wanted.
fn weighed(part: &str) -> Option<(u32, &str)> {
    let (tag, weight) = part.split_once(';').map_or((part, "q=1"), |(tag, weight)| (tag, weight.trim()));
    let weight: f32 = weight.strip_prefix("q=")?.parse().ok()?;
    (weight > 0.0).then(|| ((weight.min(1.0) * 1000.0) as u32, tag.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_goes_before_the_record_and_the_record_before_the_browser() {
        assert_eq!(Tongue::choose("ar", "de-AT", "en"), Tongue::Arabic);
        assert_eq!(Tongue::choose("", "de-AT", "en"), Tongue::German);
        assert_eq!(Tongue::choose("", "fr", "fr-FR,de;q=0.5,ar;q=0.8"), Tongue::Arabic);
        assert_eq!(Tongue::choose("xx", "", "fr, de;q=0"), Tongue::English);
    }

    #[test]
    fn a_browser_tells_a_country() {
        assert_eq!(country_of("de-AT,de;q=0.9,en-US;q=0.8").as_deref(), Some("AT"));
        assert_eq!(country_of("de"), None);
        assert_eq!(country_of("zh-Hant, *"), None);
    }
}
