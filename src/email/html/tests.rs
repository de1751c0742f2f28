use super::*;

fn text(html: &str) -> String {
    convert(html).lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

fn marks(html: &str) -> Vec<(String, Mark)> {
    convert(html).lines.into_iter().map(|line| (line.text, line.mark)).filter(|(text, _)| !text.is_empty()).collect()
}

#[test]
fn blocks_become_lines() {
    for (html, lines) in [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<div>One<br></div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<p class=MsoNormal>One</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Two</p>", "One\n\nTwo"),
        ("<p>Line\n  wrapped\tin   source</p>", "Line wrapped in source"),
        ("a<b>b</b>c <i> d </i> e", "abc d e"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<h1>Plan</h1><p>a</p><h3>Next</h3>b", "# Plan\n\na\n\n### Next\n\nb"),
        ("<p><b>Next steps</b></p><p>a</p>", "### Next steps\n\na"),
        ("<p><b>Please do this now.</b></p>", "Please do this now."),
        ("<p><b>Name:</b> Ana</p>", "Name: Ana"),
        ("<b style=\"font-weight:normal\"><p>Not bold</p></b>", "Not bold"),
        ("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"),
        ("a<hr>b", "a\n---\nb"),
        ("&lt;b&gt; &amp;lt; caf&eacute; &#x1F600;", "<b> &lt; caf\u{E9} \u{1F600}"),
        ("K&#8203;im so&shy;on", "Kim soon"),
        ("<s>old</s> new", "~~old~~ new"),
        ("", ""),
    ] {
        assert_eq!(text(html), lines, "{html}");
    }
}

#[test]
fn lists_keep_their_nesting() {
    for (html, lines) in [
        ("<p>Do:</p><ul><li>a</li><li>b</li></ul><p>c</p>", "Do:\n\n- a\n- b\n\nc"),
        ("<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>", "1. a\n  - b\n  - c\n2. d"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ul><li><p>a</p><p>more</p></li><li>b</li></ul>", "- a\n  more\n- b"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ul><li><input type=checkbox> a</li><li><input type=checkbox checked> b</li></ul>", "- [ ] a\n- [x] b"),
        ("<ul><li></li><li>b</li></ul>", "- b"),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>\u{B7}\
             <span>&nbsp;&nbsp; </span></span><![endif]>One</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>\
             <span style='mso-list:Ignore'>o<span>&nbsp; </span></span>Two</p>",
            "- One\n  - Two",
        ),
        (
            "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>B</p>",
            "2. B",
        ),
        (
            "<p class=MsoListParagraph>\u{B7}&nbsp;&nbsp; One</p><p class=MsoListParagraph>1.&nbsp; Two</p>",
            "- One\n1.  Two",
        ),
    ] {
        assert_eq!(text(html), lines, "{html}");
    }
}

#[test]
fn tables_of_data_are_rows_and_frames_are_lines() {
    for (html, lines) in [
        (
            "<table><tr><th>Who</th><th>What</th></tr><tr><td>Ana</td><td>Send it</td></tr></table>",
            "| Who | What |\n| --- | --- |\n| Ana | Send it |",
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p><p>d</p></td><td>e|f</td></tr></table>",
            "| a | b |\n| c d | e/f |",
        ),
        (
            "<table border=1><tr><td><b>Who</b></td><td><b>What</b></td></tr><tr><td>Ana</td><td></td></tr></table>",
            "| Who | What |\n| --- | --- |\n| Ana |  |",
        ),
        ("<table><tr><td><p>Hi Ana,</p><p>Please call.</p></td></tr></table>", "Hi Ana,\n\nPlease call."),
        ("<table role=presentation><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a\nb\nc\nd"),
        (
            "<table><tr><td><table><tr><td>x</td></tr></table></td><td>y</td></tr><tr><td>a</td><td>b</td></tr></table>",
            "x\ny\na\nb",
        ),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td rowspan=2>x</td><td>1</td></tr><tr><td>2</td></tr></table>",
            "| A | B |\n| --- | --- |\n| x | 1 |\n| x | 2 |",
        ),
        ("before<table><tr><td>in</td></tr></table>after", "before\nin\nafter"),
    ] {
        assert_eq!(text(html), lines, "{html}");
    }
}

#[test]
fn quotes_are_quoted_and_forwards_are_not() {
    for (html, lines) in [
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>\n> > b\n\nc"),
        ("<blockquote type=cite><ul><li>a</li></ul></blockquote>", "> - a"),
        ("<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>a</blockquote>", "a"),
        (
            "<blockquote type=cite><div>Begin forwarded message:</div><div><b>From: </b>Ana</div></blockquote>",
            "Begin forwarded message:\nFrom: Ana",
        ),
        (
            "<div class=yahoo_quoted><div>On Tuesday, Ana wrote:</div><div>text</div></div>",
            "On Tuesday, Ana wrote:\n> text",
        ),
    ] {
        assert_eq!(text(html), lines, "{html}");
    }
}

#[test]
fn what_is_hidden_or_no_text_is_left_out() {
    for html in [
        "<html><head><title>no</title><style>.h{display:none}</style></head><body>yes<div class=h>no</div></body></html>",
        "<script>no</script>yes<!-- no --><noscript>no</noscript>",
        "<div style='display: none'>no<p>no</p></div>yes",
        "<span hidden>no</span><span style=\"font-size:0\">no</span>yes<textarea>no</textarea>",
        "<svg><text>no</text></svg>yes<template>no</template>",
        "<head><title>no</title><p>yes",
        "<div style='max-height:0;overflow:hidden'>no</div><img alt=no src=x>yes",
        "<!--[if mso]>no<![endif]-->yes",
    ] {
        assert_eq!(text(html), "yes", "{html}");
    }
}

#[test]
fn what_clients_mark_is_marked() {
    let found = marks(
        "<div>Hi</div><div class=gmail_signature>Ana<br>Ruiz</div><div class='gmail_quote'><div class='gmail_attr'>On Tue Bo wrote:<br></div>\
         <blockquote class='gmail_quote'>old</blockquote></div>",
    );
    let expected = [
        ("Hi", Mark::None),
        ("Ana", Mark::Signature),
        ("Ruiz", Mark::Signature),
        ("On Tue Bo wrote:", Mark::ReplyHeader),
        ("> old", Mark::None),
    ];
    assert_eq!(found, expected.map(|(text, mark)| (text.to_owned(), mark)));
    let found = marks(
        "<p>Hi</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>From:</b> Ana<br><b>Sent:</b> Monday</p></div>old",
    );
    assert_eq!(
        found.iter().map(|(_, mark)| *mark).collect::<Vec<_>>(),
        [Mark::None, Mark::ReplyHeader, Mark::ReplyHeader, Mark::None]
    );
    let found = marks("<div id=appendonsend></div><hr style='width:98%'><div id=divRplyFwdMsg><b>From:</b> Ana</div>");
    assert_eq!(found, [("_".repeat(32), Mark::None), ("From: Ana".to_owned(), Mark::ReplyHeader)]);
}

#[test]
fn links_keep_where_they_lead() {
    assert_eq!(
        text("Fill <a href='https://example.com/f'>the form</a> in."),
        "Fill the form (https://example.com/f) in."
    );
    assert_eq!(text("<a href='https://example.com/'>example.com</a>"), "example.com");
    assert_eq!(convert("<a href='https://a.example'>a</a><a href='https://b.example'>b</a>").links, 2);
}

#[test]
fn nesting_without_end_ends() {
    for open in [
        "<div>",
        "<blockquote>",
        "<ul><li>",
        "<table><tr><td>",
        "<b>",
        "<svg>",
        "</p>",
        "<p>",
        "<a href=x>",
        "<!--",
        "<td>",
    ] {
        let html = format!("{}text", open.repeat(50_000));
        assert!(convert(&html).lines.len() < 60_000, "{open}");
    }
}
