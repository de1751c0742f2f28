//! Where the email of a note came from, as its `source` property says it.

use std::path::PathBuf;

use super::safe::YamlScalar;
use super::safe::decode_exact;
use crate::inputs::Origin;

/// The file, `mail/a.eml`, or one message of a mailbox, `archive.mbox:12` (counted from 1); `-` for standard input.
///
/// A colon in a path is percent-encoded, so the last one always stands before a number. `None` where the path cannot
/// be written as text or is too long for a property.
pub(super) fn of(origin: &Origin) -> Option<YamlScalar> {
    let path = match &origin.path {
        Some(path) => path.to_str()?.to_owned(),
        None => "-".to_owned(),
    };
    YamlScalar::numbered(&path, origin.index.map(|index| index + 1))
}

/// The origin that a `source` property (without its quotes) names.
pub fn parse(property: &str) -> Origin {
    let (path, index) = match property.rsplit_once(':') {
        Some((path, number)) => (path, number.parse::<usize>().ok().and_then(|n| n.checked_sub(1))),
        None => (property, None),
    };
    let path = decode_exact(path);
    Origin { path: (path != "-").then(|| PathBuf::from(path)), index }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_leads_back_to_its_origin() {
        for (path, index) in
            [(Some("mail/Re: x [1].eml"), None), (Some("in: box.mbox"), Some(11)), (None, None), (None, Some(0))]
        {
            let origin = Origin { path: path.map(PathBuf::from), index };
            let scalar = of(&origin).expect("short");
            assert_eq!(parse(scalar.as_str().trim_matches('"')), origin);
        }
    }
}
