//! The polite and grammatical shells around an action: "could you please", "I was wondering if you would mind".

use std::sync::LazyLock;

use super::words::Word;
use crate::lexicon::Class;
use crate::rules::Kind;

/// What follows a shell, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// A verb in the base form.
    Do,
    /// A verb in "-ing", or in the past form.
    Doing,
    /// The thing that the sender lacks or wants, as a noun phrase: it is to be sent.
    Want,
    /// What the sender hopes to be given, as a noun phrase: "any chance of getting a day more".
    Grant,
    /// Anything; the words are put before it. `{me}` is the sender, `{you}` the recipient.
    Put(&'static str),
}

/// Asks and wants an answer, in the syntax of [`ASKING`].
const THOUGHTS: (&str, Then) =
    ("any? thoughts|views|opinion|opinions on|about ~", Then::Put("Send {me} your thoughts on"));

/// `a|b` one of; `x?` may be there; `~` any number of adverbs; `_` one to three words of any kind without a mark.
const ASKING: &[(&str, Then)] = &[
    ("can|could|will|would you ~", Then::Do),
    ("could|can|would one of you ~", Then::Do),
    ("could|can the two|three of you ~", Then::Do),
    ("can|could|would anybody|anyone|somebody|someone|everybody|everyone ~", Then::Do),
    ("if you could|would|can|will ~", Then::Do),
    ("whether you could|would|can ~", Then::Do),
    ("if the? two|three|both|some|one of you could|would|can ~", Then::Do),
    ("could|can|would|will the two|three of you ~", Then::Do),
    ("be able to ~", Then::Do),
    ("are|were you able to ~", Then::Do),
    ("can|could|would you be able to ~", Then::Do),
    ("be so kind as to ~", Then::Do),
    ("be so good as to ~", Then::Do),
    ("can|could|would you be so kind as|and to? ~", Then::Do),
    ("can|could|would you be good enough to ~", Then::Do),
    ("if you would|could be able|willing to ~", Then::Do),
    ("if you get|have a? chance|time|moment|minute to ~", Then::Do),
    ("did you get|have a chance|time to ~", Then::Do),
    ("have you had a chance|time to ~", Then::Do),
    ("have you got round|around to ~", Then::Doing),
    ("would|could you be willing|happy|able|available to ~", Then::Do),
    ("would|do you mind ~", Then::Doing),
    ("mind ~", Then::Doing),
    ("would|will you consider ~", Then::Doing),
    ("would you care|like to ~", Then::Do),
    ("any chance|chances|possibility you|we could|can|might ~", Then::Do),
    ("any chance that? you would|will ~", Then::Do),
    ("any|is chance of ~", Then::Doing),
    ("any chance|chances|hope of ~ getting|having|seeing|receiving ~", Then::Grant),
    ("is there any|a chance|hope of ~ getting|having|seeing|receiving ~", Then::Grant),
    ("is there any|a chance|hope of ~", Then::Doing),
    ("is there any chance you|we could|can|might ~", Then::Do),
    ("is there any way you|we could|can|might ~", Then::Do),
    ("is it possible for you to ~", Then::Do),
    ("is it possible to ~", Then::Do),
    ("possible to ~", Then::Do),
    ("is it possible to ~ get|have|receive ~", Then::Grant),
    ("would it be possible to ~ get|have|receive ~", Then::Grant),
    ("can|could|would|will both|all|either|any|some of you ~", Then::Do),
    ("we are ~ supposed|meant|due|expected|required to ~", Then::Do),
    ("i|we would? suggest|recommend|propose that? we ~", Then::Do),
    ("i|we would ~ appreciate your|any help|assistance|support in|with ~", Then::Put("Help {me} with")),
    ("i|we would ~ appreciate your|any help|assistance|support in|with ~", Then::Doing),
    (
        "i|we would ~ appreciate|welcome|like|love the|an|a opportunity|chance to ~",
        Then::Put("Give {me} the opportunity to"),
    ),
    ("go ahead and ~", Then::Do),
    ("would it be possible for you to ~", Then::Do),
    ("would it be possible to ~", Then::Do),
    ("i need|want|expect|require you to ~", Then::Do),
    ("we need|want|expect|require you to ~", Then::Do),
    ("i|we would like|love|prefer you to ~", Then::Do),
    ("i|we would like for you to ~", Then::Do),
    ("i|we would ask|urge|encourage|advise|invite|request you to ~", Then::Do),
    ("i|we ask|urge|encourage|advise|invite|request|trust that? you to|will? ~", Then::Do),
    ("i|we am|are asking|requesting|expecting|counting you to ~", Then::Do),
    ("i|we am|are counting|relying on you to ~", Then::Do),
    ("i|we would appreciate it if you could|would|can ~", Then::Do),
    ("i|we would appreciate you|your ~", Then::Doing),
    ("i|we would be grateful|glad|thankful if you could|would|can ~", Then::Do),
    ("i|we would|should be ~ grateful|glad|thankful|obliged if you ~", Then::Do),
    ("i|we would appreciate it if you ~", Then::Do),
    ("i ~ take it|assume|trust|presume|gather that? you will|can|would ~", Then::Do),
    ("all that? is left|missing|outstanding|needed ~ is|are ~", Then::Put("Provide")),
    ("i|we want ~", Then::Want),
    ("i|we should be grateful|glad|thankful if you could|would|can ~", Then::Do),
    ("i understand|hope|trust|assume that? you will|would|can ~", Then::Do),
    ("i|we was|were|am|are wondering if|whether you could|would|can|might ~", Then::Do),
    ("was|just wondering if|whether you could|would|can|might ~", Then::Do),
    ("wondering if|whether you could|would|can|might ~", Then::Do),
    (
        "it would be great|good|lovely|helpful|useful|nice|appreciated|ideal|perfect|wonderful if you could|would|can ~",
        Then::Do,
    ),
    ("it would be great|good|lovely|helpful|nice|ideal though|too? if", Then::Put("Make sure")),
    ("it would|might|may|will be _ if you could|would|can? ~", Then::Do),
    ("might|may be _ if you could|would|can? ~", Then::Do),
    ("i|we would? ask|request|suggest|recommend|propose|insist that you ~", Then::Do),
    ("you said|promised|wrote _ that? you would|will ~", Then::Do),
    ("i|we ~ wonder|wondered ~ if|whether you could|would|might|can ~", Then::Do),
    ("i|we would ~ rather|sooner|prefer if? you|somebody|someone ~", Then::Do),
    ("i|we would ~ rather|sooner|prefer if? one of you|us ~", Then::Do),
    ("it is high|about? time you|we|somebody|someone ~", Then::Do),
    ("it is ~ up|down|over to you to ~", Then::Do),
    ("i|we will|'ll leave it to|with you to ~", Then::Do),
    ("i|we leave it to|with you to ~", Then::Do),
    ("i|we am|are leaving it to|with you to ~", Then::Do),
    ("over to you to ~", Then::Do),
    ("i|we ~ count|rely|depend on you to ~", Then::Do),
    ("do|does me|us a|the favour|favor and|of ~", Then::Do),
    ("be a|an _ and ~", Then::Do),
    ("would it kill|hurt you to ~", Then::Do),
    ("would it be too much to ask you|for you? to ~", Then::Do),
    ("can|could|would|will you be a _ and ~", Then::Do),
    ("can|could|would|will you do me|us a|the? _ and|of ~", Then::Do),
    ("can|could|would|will you and _ please ~", Then::Do),
    ("do you think|reckon you could|can|might|would ~", Then::Do),
    ("do|would you have time|capacity|room to ~", Then::Do),
    ("do you fancy ~", Then::Doing),
    ("fancy ~", Then::Doing),
    ("are you free|around|available|able|happy|willing|ok|okay to ~", Then::Do),
    ("is it too late to ~", Then::Do),
    ("you had|would|'d better ~", Then::Do),
    ("you would do well to ~", Then::Do),
    ("best to|you|we ~", Then::Do),
    ("best if you|we ~", Then::Do),
    ("it|that? is|might|would|may be? ~ worth ~", Then::Doing),
    ("worth ~", Then::Doing),
    ("the|your last day|date|chance to ~", Then::Do),
    ("is|are the|your last day|date|chance to ~", Then::Do),
    ("is|are the|your last day|date|chance for ~", Then::Put("Submit")),
    ("is|are the|your deadline for ~", Then::Put("Submit")),
    ("all|what you need|have|got to do ~ is to? ~", Then::Do),
    ("all|what that? remains|is is? left? ~ is? to ~", Then::Do),
    ("your job|task|part|bit|homework ~ is to? ~", Then::Do),
    ("see to it that ~", Then::Put("Make sure")),
    ("what about ~", Then::Put("Tell {me} about")),
    ("i|we could|can ~ do with ~", Then::Want),
    ("i|we could|can ~ use ~", Then::Want),
    ("i|we would n't|not mind|refuse ~", Then::Want),
    ("i|we ~ have n't|not ~ had|seen|received|got|heard ~", Then::Want),
    ("i|we still|never ~ had|have|saw|seen|received|got n't? ~", Then::Want),
    ("i|we have ~ yet|still to see|receive|get|have ~", Then::Want),
    ("i|we am|are ~ missing|lacking|after|short of? ~", Then::Want),
    ("i|we ~ do n't|not ~ have|see ~", Then::Want),
    ("i|we ~ lack|miss ~", Then::Want),
    ("still missing|waiting|need|needed|outstanding is|are|on|for? :? ~", Then::Want),
    ("it would help me|us? if you could|would|can ~", Then::Do),
    ("it might|would help me|us a? lot? if you could|would|can ~", Then::Do),
    ("it is important|essential|critical|imperative|vital|necessary that you|we ~", Then::Do),
    ("it is important|essential|critical|imperative|vital|necessary for you to ~", Then::Do),
    ("it is important|essential|critical|imperative|vital|necessary to ~", Then::Do),
    ("you all? will|would|'ll need|have|want to ~", Then::Do),
    ("you all? might|may want|wish|like|need|have to ~", Then::Do),
    ("you all? need|have|ought|are|got to ~", Then::Do),
    ("you all? have got to ~", Then::Do),
    ("you all? still|also|really|just need|have to ~", Then::Do),
    (
        "you all? are asked|required|requested|expected|supposed|going|reminded|invited|encouraged|urged|advised|instructed|obliged to ~",
        Then::Do,
    ),
    ("were|was n't|not? you going|supposed|meant to ~", Then::Do),
    ("this is to remind|ask|request|invite you to ~", Then::Do),
    ("i|we would ~ ask|request|urge|encourage _ to ~", Then::Do),
    ("please advise on|about|regarding ~", Then::Put("Advise {me} on")),
    ("you all? were going|supposed|meant to ~", Then::Do),
    ("you all? must|should|shall|can|could|will ~", Then::Do),
    ("you all? promised|agreed|offered to ~", Then::Do),
    ("you said|promised that? you would|will ~", Then::Do),
    ("you are to ~", Then::Do),
    ("we will|would need|have to ~", Then::Do),
    ("we all? need|have|ought|want|got to ~", Then::Do),
    ("we all? must|should|shall|can|could ~", Then::Do),
    ("can|could|shall|should we all? ~", Then::Do),
    ("may|might i ask|request|trouble|remind|bother you to ~", Then::Do),
    ("can|could i ask|get|trouble|have|remind|bother you to ~", Then::Do),
    ("can|could|may i|we please? have|get ~", Then::Put("Send {me}")),
    ("let me|us ~ have ~", Then::Put("Send {me}")),
    ("let us ~", Then::Do),
    ("let 's ~", Then::Do),
    ("do not forget to ~", Then::Do),
    ("do not forget ~", Then::Put("Remember")),
    ("do n't forget to ~", Then::Do),
    ("do n't forget ~", Then::Put("Remember")),
    ("remember to ~", Then::Do),
    ("make|be sure that? you|to ~", Then::Do),
    ("make sure that? we ~", Then::Do),
    ("take|have a moment|minute|second to ~", Then::Do),
    ("take the|some? time to ~", Then::Do),
    ("be sure and ~", Then::Do),
    ("a|just|quick|friendly|gentle reminder to ~", Then::Do),
    ("a|just a|quick|friendly|gentle reminder to ~", Then::Do),
    ("just a quick|friendly|gentle reminder to ~", Then::Do),
    ("a|just a? quick|friendly|gentle? reminder that you were|are going|supposed|due? to ~", Then::Do),
    ("reminder : ~", Then::Do),
    ("this is a quick|friendly|gentle? reminder to ~", Then::Do),
    ("the plan is for you to ~", Then::Do),
    ("the idea is that you ~", Then::Do),
    ("feel free to ~", Then::Do),
    ("please ~", Then::Do),
    ("kindly ~", Then::Do),
    ("pls ~", Then::Do),
    ("please be sure|certain to ~", Then::Do),
    ("please take a moment|minute|second to ~", Then::Do),
    ("please take the time to ~", Then::Do),
    ("please make|be sure that? you|to ~", Then::Do),
    ("please feel free to ~", Then::Do),
    ("please do n't forget to ~", Then::Do),
    ("please do not forget to ~", Then::Do),
    ("please remember to ~", Then::Do),
    ("please find attached", Then::Put("Review")),
    ("please see attached", Then::Put("Review")),
    ("please see the attached", Then::Put("Review the")),
    ("please let me|us know", Then::Put("Tell {me}")),
    ("please advise|inform me|us? as? to?", Then::Put("Tell {me}")),
    ("please advise|inform", Then::Put("Tell {me}")),
    ("let me|us ~ know", Then::Put("Tell {me}")),
    ("keep me|us posted|informed|updated", Then::Put("Keep {me} posted")),
    ("how about ~", Then::Doing),
    ("why do n't you ~", Then::Do),
    ("why not ~", Then::Do),
    ("i|we need ~", Then::Put("Send {me}")),
    ("i|we will|shall ~ need|want you to ~", Then::Do),
    ("i|we will|shall ~ need|want|require ~", Then::Want),
    ("any chance of ~", Then::Want),
    THOUGHTS,
    ("still|just|also? need ~", Then::Want),
    ("still missing|outstanding|due|needed from you|us is|are ~", Then::Want),
    ("still to come from you|us? :? ~", Then::Want),
    ("still missing|outstanding|due|needed from you|us? : ~", Then::Want),
    ("still to do :? ~", Then::Put("Do")),
    ("still blank|empty : ~", Then::Put("Fill in")),
    ("still open|unclear|unsettled : ~", Then::Put("Clarify")),
    ("you ~ owe ~", Then::Put("Give")),
    ("what 's|is ~ missing|lacking|needed|required|outstanding ~ is|are ~", Then::Put("Provide")),
    ("we need|want help? from our|the? _ to ~", Then::Do),
    ("all i need is ~", Then::Put("Send {me}")),
    ("all i need from you is ~", Then::Put("Send {me}")),
    ("all it|they|he|she|that|this ~ need|needs|wants|lacks ~ is|are ~", Then::Put("Provide")),
    ("what|all i|we ~ do n't ~ have ~ is|are ~", Then::Put("Send {me}")),
    ("what|all i|we ~ have n't got|had|seen|received ~ is|are ~", Then::Put("Send {me}")),
    ("what|all i|we ~ am|are ~ missing|lacking|after ~ is|are ~", Then::Put("Send {me}")),
    ("what|all i|we ~ need|lack|miss|want|require ~ is|are ~", Then::Put("Send {me}")),
    ("can|could|may|might i|we ~ be provided|supplied with", Then::Put("Send {me}")),
    ("can|could|may|might i|we ~ be sent|given|shown", Then::Put("Send {me}")),
    ("_ requested your review on|of|for", Then::Put("Review")),
    ("what i need from you is ~", Then::Put("Send {me}")),
    ("i|we still|just|also|only|really need|want ~", Then::Put("Send {me}")),
    ("i|we would like|love to|for ~ hear|know|understand ~", Then::Put("Tell {me}")),
    ("i|we would like|love|want to|for ~ get|have|receive|see ~", Then::Put("Send {me}")),
    ("i|we would like|love to ~", Then::Do),
    ("i|we would like|love ~", Then::Put("Send {me}")),
    ("i|we would|should be ~ so|very|most? grateful|glad|thankful for ~", Then::Put("Send {me}")),
    ("i|we would|should be ~ so|very|most? grateful|glad|thankful of ~", Then::Put("Send {me}")),
    ("please try to|and ~", Then::Do),
    ("can|could|would|will you ~ try to|and ~", Then::Do),
    ("try to|and ~", Then::Do),
    ("i|we would ~ appreciate|welcome ~", Then::Put("Send {me}")),
    ("i|we would ~ appreciate|welcome your", Then::Put("Send {me} your")),
    ("i|we am|are waiting on|for ~", Then::Put("Send {me}")),
    ("i|we look|looking forward to receiving|getting|hearing|your", Then::Put("Send {me}")),
    ("attached|enclosed is|are ~", Then::Put("Review")),
    ("attached|enclosed please find|is|are ~", Then::Put("Review")),
    (
        "attached|enclosed for your review|comment|comments|approval|signature|consideration is|are ~",
        Then::Put("Review"),
    ),
    ("here is|are ~", Then::Put("Review")),
    ("i|we have attached ~", Then::Put("Review")),
    ("i|we am|are attaching ~", Then::Put("Review")),
    ("take|have a look|read ~", Then::Put("Look")),
];

const PROMISING: &[(&str, Then)] = &[
    ("i|we will|shall|would be ~ in touch", Then::Put("Get in touch")),
    ("i|we will|shall|would be ~ able to ~", Then::Do),
    ("i|we will|shall|would ~ be happy|glad to ~", Then::Do),
    ("i|we will|shall|would ~ try|need|have|want|attempt to|and ~", Then::Do),
    ("i|we will|shall|would ~ make sure|certain that? to|you|i|we? ~", Then::Do),
    ("i|we will|shall|would ~ be", Then::Doing),
    ("i|we will|shall|would|can|could|must|should|'ll ~", Then::Do),
    ("i|we am|are ~ going|planning|aiming|hoping|about|due|trying|meaning|intending to ~", Then::Do),
    ("i|we am|are ~ happy|glad to ~", Then::Do),
    ("i|we am|are ~", Then::Doing),
    ("i|we ~ plan|hope|intend|aim|expect|want|need|have|mean|promise|promised|ought|got|agreed|offered to ~", Then::Do),
    ("i|we have got to ~", Then::Do),
    ("i|we ~ owe|owed you all?", Then::Put("Send {you}")),
    ("i|we ~ owe|owed", Then::Put("Send")),
    ("i|we ~ promised ~", Then::Put("Give")),
    ("i|we said|promised i|we would|will ~", Then::Do),
    ("i|we 'd|would better ~", Then::Do),
    ("let me|us ~", Then::Do),
    ("will ~ be", Then::Doing),
    ("will ~", Then::Do),
    ("shall ~", Then::Do),
    ("going to ~", Then::Do),
    ("you will ~ have|get|receive ~", Then::Put("Send {you}")),
    ("you can expect ~", Then::Put("Send {you}")),
    ("expect ~", Then::Put("Send {you}")),
    ("i|we have ~ promised|agreed|offered|volunteered|undertaken|arranged|planned to ~", Then::Do),
    ("it|that is on my list to ~", Then::Do),
    ("on my list to ~", Then::Do),
    ("it|that is my turn|job|task to ~", Then::Do),
    ("count on me to ~", Then::Do),
    ("give me _ and i|we will|shall|can ~", Then::Do),
    ("my plan is to ~", Then::Do),
    ("the plan is to ~", Then::Do),
    ("i|we 'll ~", Then::Do),
];

const ANSWERING: &[(&str, Then)] = &[
    ("let me|us ~ know", Then::Put("Tell {me}")),
    ("please let me|us ~ know", Then::Put("Tell {me}")),
    ("can|could|would|will you ~ let me|us ~ know", Then::Put("Tell {me}")),
    ("can|could|would|will you ~ tell me|us ~", Then::Put("Tell {me}")),
    ("can|could|would|will you ~ confirm ~", Then::Put("Confirm")),
    ("do|does you ~ know|remember|recall", Then::Put("Tell {me}")),
    ("do|does anyone|anybody ~ know|remember|recall", Then::Put("Tell {me}")),
    ("do you happen to know", Then::Put("Tell {me}")),
    ("do you have any|an? idea|ideas|clue as? to?", Then::Put("Tell {me}")),
    ("have you any|an? idea", Then::Put("Tell {me}")),
    ("any idea|ideas|clue|thoughts as? to?", Then::Put("Tell {me}")),
    ("i|we would like|love|need|want to know", Then::Put("Tell {me}")),
    ("i|we need|want to know", Then::Put("Tell {me}")),
    ("i|we ~ do n't|not ~ know", Then::Put("Tell {me}")),
    ("i|we was|were|am|are ~ wondering", Then::Put("Tell {me}")),
    ("i ~ wonder|wondered", Then::Put("Tell {me}")),
    ("just? wondering", Then::Put("Tell {me}")),
    THOUGHTS,
    ("any news|update|updates|word on|about|from|of?", Then::Put("Give {me} news on")),
    ("_ wanted to see|know", Then::Put("Tell {me}")),
];

/// What is put up for an answer: "I'd be inclined to paint it blue. What do you say?"
const PROPOSING: &[(&str, Then)] = &[
    ("i|we would|'d ~ be inclined|tempted|minded|happy|glad to ~", Then::Do),
    ("i|we am|are ~ inclined|tempted|minded|planning|hoping|thinking to ~", Then::Do),
    ("i|we am|are ~ thinking of|about ~", Then::Doing),
    ("i|we would|'d ~ suggest|propose|recommend|prefer to ~", Then::Do),
    ("i|we ~ suggest|propose|recommend that? we|i|you should? ~", Then::Do),
    ("i|we ~ suggest|propose|recommend ~", Then::Doing),
    ("my|our idea|plan|suggestion|proposal is|was|would to ~", Then::Do),
    ("my|our idea|plan|suggestion|proposal is|was|would be to ~", Then::Do),
    ("i ~ think we|i|you should|could|might ~", Then::Do),
    ("we|i could|might|may ~", Then::Do),
    ("i|we would|'d ~ rather|sooner? ~", Then::Do),
    ("how|what about ~", Then::Doing),
    ("let us|'s ~", Then::Do),
];

/// Questions that ask no more than what is thought of what was said before.
const WHAT_OF_IT: &[&str] = &[
    "what do you say",
    "what do you think",
    "what do you reckon",
    "what do you both think",
    "what do you all think",
    "ok",
    "okay",
    "agreed",
    "yes",
    "yes or no",
    "thoughts",
    "any thoughts",
    "any objections",
    "objections",
    "sound good",
    "sounds good",
    "does that work",
    "does that work for you",
    "would that work",
    "is that ok",
    "is that okay",
    "is that fine",
    "is that alright",
    "is that all right",
    "is that ok with you",
    "is that okay with you",
    "are you ok with that",
    "are you happy with that",
    "would that be ok",
    "would you mind",
    "shall i",
    "should i",
    "shall we",
    "should we",
];

/// Whether the words only ask what is thought of what was said before.
pub(super) fn asks_what_of_it(words: &[Word]) -> bool {
    let said: Vec<&str> = words.iter().filter(|w| !w.is_mark()).map(|w| w.lower.as_ref()).collect();
    said.len() <= 6 && WHAT_OF_IT.contains(&said.join(" ").as_str())
}

/// The proposal in `words`, where they hold one.
pub(super) fn proposal(words: &[Word]) -> Option<Found> {
    first_of(&PROPOSING_SHELLS, words)
}

enum Slot {
    Any(Vec<&'static str>),
    Maybe(Vec<&'static str>),
    Adverbs,
    Few,
}

struct Shell {
    slots: Vec<Slot>,
    then: Then,
}

fn compile(table: &[(&'static str, Then)]) -> Vec<Shell> {
    table.iter().map(|&(pattern, then)| Shell { slots: pattern.split(' ').map(slot).collect(), then }).collect()
}

fn slot(text: &'static str) -> Slot {
    match text {
        "~" => Slot::Adverbs,
        "_" => Slot::Few,
        _ => match text.strip_suffix('?') {
            Some(maybe) if !maybe.is_empty() => Slot::Maybe(maybe.split('|').collect()),
            _ => Slot::Any(text.split('|').collect()),
        },
    }
}

static ASKING_SHELLS: LazyLock<Vec<Shell>> = LazyLock::new(|| compile(ASKING));
static PROMISING_SHELLS: LazyLock<Vec<Shell>> = LazyLock::new(|| compile(PROMISING));
static PROPOSING_SHELLS: LazyLock<Vec<Shell>> = LazyLock::new(|| compile(PROPOSING));
static ANSWERING_SHELLS: LazyLock<Vec<Shell>> = LazyLock::new(|| compile(ANSWERING));

/// A shell found in a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) start: usize,
    /// Where the action starts.
    pub(super) end: usize,
    pub(super) then: Then,
}

/// The first shell that stands where a clause can start; the longest of those that start there.
pub(super) fn find(words: &[Word], kind: Kind) -> Option<Found> {
    let tables: &[&LazyLock<Vec<Shell>>] = match kind {
        Kind::Commitment => &[&PROMISING_SHELLS],
        Kind::Question => &[&ANSWERING_SHELLS, &ASKING_SHELLS],
        _ => &[&ASKING_SHELLS],
    };
    tables.iter().find_map(|table| first_of(table, words))
}

fn first_of(table: &[Shell], words: &[Word]) -> Option<Found> {
    (0..words.len()).filter(|&start| starts_clause(words, start)).find_map(|start| {
        let (end, then) = table
            .iter()
            .filter_map(|shell| matched(&shell.slots, words, start).map(|end| (end, shell.then)))
            .filter(|(end, then)| !matches!(then, Then::Want | Then::Grant | Then::Doing) || fits(words, *end, *then))
            .max_by_key(|(end, then)| (*end, !matches!(then, Then::Do)))?;
        fits(words, end, then).then_some(Found { start, end, then })
    })
}

/// Whether what follows the shell is what it calls for.
fn fits(words: &[Word], end: usize, then: Then) -> bool {
    let Some(next) = words.get(end) else { return matches!(then, Then::Put(_)) };
    // "We can't take any" is no request to take; "you must not share" is one not to.
    let refused = next.is_any(&["n't", "not", "never"]);
    if refused && !words[end - 1].is_any(&["must", "should", "shall", "to", "please", "may"]) {
        return false;
    }
    match then {
        // "Let me know which it is" promises nothing.
        Then::Do if next.is("know") && words[..end].last().is_some_and(|w| w.is_any(&["me", "us"])) => false,
        // "If you would like to talk" leaves it open.
        Then::Do if next.is_any(&["like", "prefer", "love"]) => false,
        Then::Do => !next.is_mark() && !next.is_any(&["i", "you", "he", "she", "they", "'s", "am", "are", "is"]),
        Then::Doing => next.has(Class::ING) || next.lower.ends_with("ing"),
        Then::Want | Then::Grant => is_noun_phrase(words, end),
        Then::Put(_) => true,
    }
}

/// Whether a noun phrase that could be sent starts at `at`; "the time to" is none.
fn is_noun_phrase(words: &[Word], at: usize) -> bool {
    let Some(first) = words.get(at) else { return false };
    let opens =
        first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE) || first.is_any(&["anything", "something"]);
    let empty = [
        "time",
        "chance",
        "idea",
        "choice",
        "doubt",
        "problem",
        "issue",
        "reason",
        "way",
        "point",
        "clue",
        "objection",
    ];
    opens
        && words.get(at + 1).is_some_and(|w| !w.is_mark())
        && !words[at + 1..].iter().take(2).any(|w| w.is_any(&empty))
}

pub(super) fn starts_clause(words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| words.get(i)) else { return true };
    // "For the remaining pages I'd like a second version": a wish may follow its topic without a mark.
    if let [first, second, ..] = &words[at..]
        && first.is_any(&["i", "we"])
        && second.is("would")
    {
        return true;
    }
    if words.get(at).is_some_and(|w| w.text.is_empty()) {
        return false;
    }
    // "If you are going to be there", "because we need it": what may be, or why.
    if before.is_any(&["if", "unless", "because", "since"]) && words[at].is_any(&["you", "i", "we"]) {
        return false;
    }
    // "I think you should call Lee"
    if before.is_any(&["believe", "think", "guess", "suppose", "suspect", "reckon"])
        && words[at].is_any(&["you", "i", "we"])
    {
        return true;
    }
    // "Once I've got the count I'll order": behind the clause that says when.
    if let [subject, will, ..] = &words[at..]
        && at > 2
        && words[0].is_any(&["once", "when", "after", "as", "before", "if"])
        && (subject.is_any(&["i", "we"]) && will.is_any(&["will", "'ll", "shall"])
            || subject.is_any(&["can", "could", "would", "will"]) && will.is("you"))
    {
        return true;
    }
    // "Lee can you call the shop": spoken to without a comma.
    let spoken_to = |w: &Word| {
        w.shape == crate::tokens::Shape::Capitalised
            && (w.class == Class::default() || crate::facts::people::is_verb_name(&w.text))
    };
    let asks = words[at].is_any(&["can", "could", "would", "will", "please"]);
    if asks && at <= 2 && words[..at].iter().all(spoken_to) {
        return true;
    }
    // "20 Could you": the number of a point.
    if asks && at == 1 && before.shape == crate::tokens::Shape::Number {
        return true;
    }
    before.is_mark()
        || before.has(Class::CONJUNCTION)
        || before.has(Class::FILLER)
        || before.is_any(&["please", "just", "kindly", "though", "too", "whether"])
        // "When you get a chance please send"
        || words.get(at).is_some_and(|w| w.is("please"))
}

fn matched(slots: &[Slot], words: &[Word], at: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    match slot {
        Slot::Any(options) => {
            words.get(at).filter(|w| options.iter().any(|o| w.is(o))).and_then(|_| matched(rest, words, at + 1))
        }
        Slot::Maybe(options) => words
            .get(at)
            .filter(|w| options.iter().any(|o| w.is(o)))
            .and_then(|_| matched(rest, words, at + 1))
            .or_else(|| matched(rest, words, at)),
        Slot::Adverbs => {
            let mut at = at;
            while words.get(at).is_some_and(is_softener) {
                at += 1;
            }
            matched(rest, words, at)
        }
        Slot::Few => (1..=3).find_map(|n| {
            let skipped = words.get(at..at + n)?;
            if skipped.iter().any(Word::is_mark) { None } else { matched(rest, words, at + n) }
        }),
    }
}

/// An adverb between a modal and its verb; words that say when are no softeners.
fn is_softener(word: &Word) -> bool {
    word.is_any(&["please", "kindly", "pls", "perhaps", "possibly", "maybe", "at", "least"]) && !word.is("at")
        || (word.has(Class::ADVERB) && !word.has(Class::WHEN) && !word.has(Class::VERB) && !word.has(Class::NEGATION))
}
