//! What the program is built from may be given away under the program's own licence.

use std::process::Command;

/// Licences that ask for no more than their text being passed on.
const ALLOWED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Whether an SPDX expression can be met by [`ALLOWED`]; the `/` of old manifests is an `OR`.
fn is_allowed(expression: &str) -> bool {
    let parts = |text: &str, word: &str| -> Vec<String> {
        let mut depth = 0_i32;
        let mut parts = vec![String::new()];
        for token in text.split(' ').filter(|token| !token.is_empty()) {
            if depth == 0 && token == word {
                parts.push(String::new());
                continue;
            }
            for bracket in token.chars() {
                depth += i32::from(bracket == '(') - i32::from(bracket == ')');
            }
            if let Some(part) = parts.last_mut() {
                part.push(' ');
                part.push_str(token);
            }
        }
        parts
    };
    let text = expression.replace('/', " OR ");
    let choices = parts(&text, "OR");
    if choices.len() > 1 {
        return choices.iter().any(|choice| is_allowed(choice));
    }
    let all = parts(&text, "AND");
    if all.len() > 1 {
        return all.iter().all(|part| is_allowed(part));
    }
    let text = text.trim();
    match text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_allowed(inner),
        None => ALLOWED.contains(&text),
    }
}

#[test]
fn an_expression_is_met_by_one_choice_and_by_all_that_is_joined() {
    for (expression, allowed) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0 OR MIT", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(Apache-2.0 OR MIT) AND BSD-3-Clause", true),
        ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND AGPL-3.0", false),
        ("MPL-2.0", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
}

#[test]
fn every_package_in_the_program_has_a_licence_that_is_allowed() {
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--offline", "--edges", "normal,build", "--prefix", "none", "--format", "{p}\t{l}"])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout);
    let packages: Vec<(&str, &str)> = tree.lines().filter_map(|line| line.split_once('\t')).collect();
    assert!(packages.len() > 20, "only {} packages", packages.len());
    let refused: Vec<_> =
        packages.iter().filter(|(_, licence)| !is_allowed(licence.trim_end_matches(" (*)"))).collect();
    assert!(refused.is_empty(), "{refused:#?}");
}
