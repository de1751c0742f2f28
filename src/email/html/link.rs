//! Where a link leads, as text.

/// A longer address is a tracker's; host and path say where it leads.
const MAX_SHOWN: usize = 100;

/// `(https://...)` for a link of text `text`; `None` where the text is the address already or the link is no web
/// address.
pub(super) fn shown(href: &str, text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Some(address) = href.strip_prefix("mailto:") {
        let address = address.split('?').next().unwrap_or_default();
        return (!address.is_empty() && !text.contains(address))
            .then(|| crate::clean::cut(address, MAX_SHOWN).to_owned());
    }
    let target = unwrapped(href).unwrap_or_else(|| href.to_owned());
    let lower = target.get(..8).unwrap_or(&target).to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return None;
    }
    let bare = |address: &str| {
        let address = address.trim().trim_end_matches('/');
        let address = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
        address.strip_prefix("www.").unwrap_or(address).to_lowercase()
    };
    let same = bare(&target) == bare(text);
    (!same).then(|| short(&target))
}

fn short(target: &str) -> String {
    if target.chars().count() <= MAX_SHOWN {
        return target.to_owned();
    }
    let end = target.find(['?', '#']).unwrap_or(target.len());
    crate::clean::cut(target.get(..end).unwrap_or(target), MAX_SHOWN).to_owned()
}

/// The address inside a mail filter's wrapper: Outlook's Safe Links, Google's redirect.
fn unwrapped(href: &str) -> Option<String> {
    let (host, query) = href.split_once("//")?.1.split_once('?')?;
    let key = if host.to_ascii_lowercase().contains("safelinks.protection.outlook.com") {
        "url="
    } else if host.to_ascii_lowercase().starts_with("www.google.") && host.ends_with("/url") {
        "q="
    } else {
        return None;
    };
    let value = query.split('&').find_map(|pair| pair.strip_prefix("amp;").unwrap_or(pair).strip_prefix(key))?;
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        let decoded = (*byte == b'%').then(|| after.get(..2).and_then(super::super::encoded_word::hex_byte)).flatten();
        if decoded.is_some() {
            rest = after.get(2..).unwrap_or_default();
        }
        bytes.push(decoded.unwrap_or(*byte));
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_show_where_they_lead_unless_their_text_does() {
        let long = format!("https://t.example/c?u={}", "x".repeat(200));
        for (href, text, address) in [
            ("https://example.com/a", "the form", Some("https://example.com/a")),
            ("https://example.com/", "example.com", None),
            ("https://www.example.com/a", "https://example.com/a", None),
            ("https://evil.example", "https://bank.example", Some("https://evil.example")),
            ("mailto:ana@example.com", "ana@example.com", None),
            ("mailto:ana@example.com?subject=x", "write", Some("ana@example.com")),
            ("javascript:alert(1)", "x", None),
            ("obsidian://x", "x", None),
            ("#top", "x", None),
            ("https://example.com", "", None),
            (&long, "x", Some("https://t.example/c")),
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com%2Fa&data=05",
                "a",
                Some("https://example.com/a"),
            ),
        ] {
            assert_eq!(shown(href, text).as_deref(), address, "{href} {text}");
        }
    }
}
