//! Word lists, each written once, and the class of a word.

use std::hash::Hasher;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

/// Monday first, as weeks run (ISO 8601).
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What a lower-case word can be; a word may be several ("review" is a noun and a verb).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(u32);

impl Class {
    pub const VERB: Class = Class(1);
    /// A verb in the base form that is as often a noun: "review", "plan", "test".
    pub const NOUN_TOO: Class = Class(1 << 1);
    pub const PAST: Class = Class(1 << 2);
    pub const ING: Class = Class(1 << 3);
    /// The third person: "sends".
    pub const THIRD: Class = Class(1 << 4);
    pub const DETERMINER: Class = Class(1 << 5);
    pub const POSSESSIVE: Class = Class(1 << 6);
    pub const PREPOSITION: Class = Class(1 << 7);
    pub const ADVERB: Class = Class(1 << 8);
    pub const WH: Class = Class(1 << 9);
    pub const MODAL: Class = Class(1 << 10);
    /// Forms of "be", "have" and "do" as auxiliaries.
    pub const AUXILIARY: Class = Class(1 << 11);
    pub const PRONOUN: Class = Class(1 << 12);
    /// "tomorrow", "Friday", "EOD", "March".
    pub const WHEN: Class = Class(1 << 13);
    pub const NEGATION: Class = Class(1 << 14);
    /// A discourse marker that may stand before the sentence proper: "also", "so", "oh".
    pub const FILLER: Class = Class(1 << 15);
    pub const CONJUNCTION: Class = Class(1 << 16);

    pub fn has(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    #[must_use]
    pub const fn and(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// Verbs in the base form that start an instruction or a promise in mail.
const VERBS: &str = "accelerate accept access accommodate accompany accomplish account achieve acknowledge acquire act \
    activate adapt add address adhere adjust administer adopt advertise advise agree align allocate allow alter amend \
    analyse analyze annotate announce answer anticipate apologise apologize appear apply appoint appreciate approach \
    approve arrange arrive ascertain ask assemble assess assign assist assume assure attach attempt attend audit \
    authorise authorize automate avoid await backfill bake balance ban bear begin believe belong benchmark bill bind \
    block bring broadcast browse build bump buy calculate calibrate cancel carry cast catch cause celebrate certify \
    change charge chase choose circle circulate claim clarify classify clean cleanse clear click close coach collate \
    collect combine come commence commit communicate compare compensate compile complain complete comply compose \
    compress comprise compute conceal conclude conduct confer configure confirm connect consider consist consolidate \
    construct consult contact contain continue contribute convene convert convey convince cook cooperate coordinate \
    correct correspond cover create credit cross curate cut date debug decide declare decline decommission dedicate \
    deduct defer define delay delegate delete deliver demonstrate deploy describe deserve design destroy detach detail \
    detect determine develop deviate devise diagnose dig direct disable discard disclose disconnect discontinue \
    discover discuss dismiss dispatch display dispose disregard distribute divide document donate double download \
    draft draw drive drop duplicate earmark earn ease edit elaborate elect eliminate email e-mail embed employ empower enable \
    enclose encourage encrypt end endorse enforce engage enhance enjoy enlist enrol enroll ensure enter establish \
    estimate evaluate examine exchange exclude execute exercise expand expect expedite expire explain explore export \
    expose express extend extract face facilitate fail familiarise familiarize fax feed feel fetch field figure file \
    fill finalise finalize find finish fit fix flag fly focus fold follow forecast forget form format formulate forward \
    foster freeze fulfil fulfill fund furnish gain gather generate get give go govern grab grant greet grow guarantee \
    guess guide handle hand hang hear help hide highlight hire hold honour honor host hurry identify ignore implement import \
    improve include incorporate increase indicate inform initial initiate inquire insert inspect install instruct \
    insure integrate intend interview introduce invest investigate invite invoice involve isolate issue join judge jump justify \
    keep kick know label land launch lay lead learn leave lend let license lift limit link list listen liaise load \
    locate lock log look lose lower mail maintain make manage map mark match measure meet mend mention merge message \
    migrate mind minimise minimize miss mitigate model modify monitor motivate mount move name narrow negotiate nominate note \
    notify number obey obtain offer omit onboard open operate oppose optimise optimize order organise organize outline \
    overhaul oversee own pack page paint park participate pass patch pay peel penetrate perform permit persuade phone photograph pick \
    pilot pin ping place plan plant play plot point polish pop populate post postpone practise practice prefer prepare present \
    preserve press prevent print prioritise prioritize probe proceed process procure produce program progress prohibit \
    project promote prompt proofread propose protect prove provide prune publish pull purchase purge pursue push put qualify quantify \
    question quit quote raise ramp rank rate reach react read realise realize reassess reassign rebook rebuild recalculate recall \
    receive recheck recognise recognize recommend reconcile reconfirm reconsider record recover recruit rectify recycle \
    redesign redirect redo reduce refactor refer refill reflect refrain refresh refund refuse register regenerate \
    regularise reimburse reinforce reinstall reinstate reissue reject relate relay release relocate rely remain remember remind remove \
    rename render renegotiate renew rent reopen reorder reorganise repair repay repeat rephrase replace reply report \
    represent reproduce request require reread rerun resave reschedule research resend reserve reset resign resolve respond \
    rest restart restore restrict resubmit resume retain retest rethink retire retrieve return reuse reveal reverse revert \
    review revise revisit revoke reword rewrite ride ring risk roll rotate route rsvp run sample save say scan schedule scope score \
    screen scrub seal search secure see seek select sell send separate serve service set settle setup share shift ship shoot \
    shop shorten show shut sign signal simplify sit sketch skip slice slow smooth solicit solve sort source speak specify speed \
    spend split sponsor spread staff stage stamp stand start state stay steer step stick stop store straighten streamline strengthen \
    stress strike strip structure study style submit subscribe substitute suggest summarise summarize supervise supply \
    support suppose surrender survey suspend sustain swap sweep switch sync synchronise synchronize tabulate tackle tag take talk target \
    teach tell tend terminate test thank think throw tidy tie tighten time toggle touch tour trace track trade train transcribe \
    transfer transform translate transmit transport travel treat triage trigger trim troubleshoot trust try tune turn type \
    understand undertake undo unify uninstall unlock unpack unsubscribe update upgrade uphold upload urge use utilise \
    utilize vacate vacuum validate value verify view visit voice volunteer vote wait wake walk want warn wash watch water weigh wear \
    welcome wind wipe wire wish withdraw withhold witness work worry wrap write yield zip adjourn aim empty bother brief call chat check clip colour count crop date dial dine drain drink dry eat escort glue \
    handwrite iron knock lean loan lunch mow mix nail nudge oil pause pen pour prod refit reformat rehang rehearse relabel repaint replan \
    replant replenish repost reroute resize restock rinse round scrap sew sharpen shred sift soak spot squeeze stack staple \
    stitch strap swab swing tape tear thaw tick top tow tuck unblock unload unplug untick vet void waive weed weld whitelist \
    widen zoom notarise notarize countersign redline renumber reprint retype regroup reconvene rescan rework rehouse redistribute reallocate reconnect \
    book redraft reheat rehome refuel repot retake retune reprice requote pester debrief vaccinate rewire regrout marinate defrost \
    typeset laminate photocopy digitise digitize rebase deprovision harden accrue amortise amortize shortlist offboard appraise \
    demote affirm attest redact underwrite indemnify moderate borrow sublet dilute dissolve stir blend decant unfold dismantle \
    reassemble erect unbolt unscrew solder carve extinguish disarm congratulate recount restate reframe rescale retouch \
    rearrange reshuffle ventilate defend descale cross-check double-check sense-check spot-check prepay remit haggle resit \
    redeem summon canvass reshoot anonymise anonymize decrypt jot query pinpoint overwrite outsource sanitise sanitize simulate retrofit live";

/// Those of [`VERBS`] that stand as nouns as often: a bare one at the start needs an object to be an instruction.
const NOUN_TOO: &str = "access account act address advertise answer approach attempt audit bake balance ban bear benchmark bill \
    block broadcast build bump cause change charge circle claim click close coach contact contract cook cover credit cross cut date delay \
    design detail display document double download draft draw drive drop ease email e-mail end estimate exchange exercise \
    export express face fax feed field figure file fit fix flag fly focus fold forecast form format fund gain \
    grant guarantee guess guide hand handle help hire hold host import increase initial interview invite invoice issue judge jump \
    kick label land launch lead leave lift limit link list load lock log look mail map mark match measure message \
    mind model monitor mount move name note number offer order outline page paint park pass patch pay phone pick pilot pin \
    ping place plan plant play plot point post practice present press print probe process produce program progress project prompt purchase push \
    question quote raise rank rate reach record refund release rent repair repeat reply report request research reserve rest return \
    review reverse ride ring risk roll route run sample save scan schedule scope score screen seal search service set share shift ship \
    shop show sign signal sketch sort source speed spend split spread staff stage stamp stand start state stay step stick stop store stress \
    strike strip structure study style supply support survey swap sweep switch tag talk target test thank time touch tour \
    trace track trade train transfer transport travel treat trim trust try turn type update upgrade use value view visit voice vote wait \
    walk want wash watch water welcome wind wipe wire wish witness work worry wrap yield zip match own land place \
    aim brief call chat check empty direct clean clear complete correct separate present open clip colour count crop date drain drink glue iron knock lunch mix nail oil pause pen prod \
    round scrap spot stack staple stitch strap swing tape tear tick top tow void weed zoom book live shortlist photocopy blend query solder";

/// Irregular forms: base, past, participle.
const IRREGULAR: &str = "be was been|be were been|bear bore borne|begin began begun|bind bound bound|bring brought brought|build \
    built built|buy bought bought|catch caught caught|choose chose chosen|come came come|cut cut cut|deal dealt dealt|dig dug \
    dug|draw drew drawn|drive drove driven|feed fed fed|feel felt felt|find found found|fly flew flown|forget forgot \
    forgotten|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung hung|hear heard \
    heard|hide hid hidden|hold held held|keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent \
    lent|let let let|lose lost lost|make made made|mean meant meant|meet met met|pay paid paid|put put put|quit quit quit|read \
    read read|redo redid redone|ride rode ridden|ring rang rung|run ran run|say said said|see saw seen|seek sought \
    sought|sell sold sold|send sent sent|set set set|shoot shot shot|show showed shown|shut shut shut|sit sat sat|speak \
    spoke spoken|spend spent spent|split split split|spread spread spread|stand stood stood|stick stuck stuck|strike struck \
    struck|sweep swept swept|take took taken|teach taught taught|tell told told|think thought thought|throw threw \
    thrown|undertake undertook undertaken|understand understood understood|undo undid undone|wear wore worn|wake woke \
    woken|wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld|write wrote written|rewrite rewrote \
    rewritten|rethink rethought rethought|oversee oversaw overseen|uphold upheld upheld|rebuild rebuilt rebuilt|resend resent \
    resent|have had had|do did done|become became become";

const DETERMINERS: &str = "the a an this that these those any some each every all both no another either neither one two \
    three four five six seven eight nine ten several many more";
const POSSESSIVES: &str = "my your his her its our their";
const PREPOSITIONS: &str = "of in on at by for from to with about into onto over under after before until till through \
    between within without against during per via regarding re concerning towards toward upon off up out as than across \
    around behind beyond near since";
const ADVERBS: &str = "please kindly pls plz just also then now quickly maybe perhaps possibly still only always again \
    immediately asap urgently simply really actually probably definitely certainly surely soon later today tomorrow \
    tonight first next finally already ever never once more back together either directly personally hopefully only \
    carefully thoroughly completely fully briefly happily gladly \
    greatly much very highly deeply kindly too well even still ahead individually mutually ideally accordingly \
    promptly shortly especially particularly certainly officially formally informally";
const WHS: &str = "who what when where which why how whose whom whether";
const MODALS: &str = "can could will would shall should may might must ll wo ca";
const AUXILIARIES: &str = "am is are was were be been being do does did have has had having s re ve m d isn aren wasn weren \
    don doesn didn haven hasn hadn won wouldn couldn shouldn";
const PRONOUNS: &str = "i you he she it we they me him us them u myself yourself himself herself itself ourselves themselves \
    someone somebody anyone anybody everyone everybody nobody something anything everything nothing";
const WHENS: &str = "today tomorrow tonight tmrw tmr eod cob eow eom noon midnight morning afternoon evening lunchtime week month quarter \
    weekend mon tue tues wed weds thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec q1 q2 q3 q4";
const NEGATIONS: &str = "not no never n't nor neither nobody nothing cannot without";
const FILLERS: &str = "so also and but oh ah well ok okay anyway btw plus then now hey hi hello yes yep yeah no right \
    finally lastly first firstly second secondly third thirdly next meanwhile otherwise again or additionally furthermore \
    moreover however therefore thus hence sure great perfect sorry thanks";
const CONJUNCTIONS: &str = "and or but so because if when while although though unless until once whereas since that";

/// How short forms and the spelling of chats are written out; one to two words.
const SPELLED: &[(&str, &str, &str)] = &[
    ("cannot", "can", "n't"),
    ("cant", "can", "n't"),
    ("dont", "do", "n't"),
    ("didnt", "did", "n't"),
    ("doesnt", "does", "n't"),
    ("isnt", "is", "n't"),
    ("wont", "will", "n't"),
    ("im", "i", "am"),
    ("ive", "i", "have"),
    ("youre", "you", "are"),
    ("youll", "you", "will"),
    ("arent", "are", "n't"),
    ("wasnt", "was", "n't"),
    ("werent", "were", "n't"),
    ("havent", "have", "n't"),
    ("hasnt", "has", "n't"),
    ("hadnt", "had", "n't"),
    ("couldnt", "could", "n't"),
    ("wouldnt", "would", "n't"),
    ("shouldnt", "should", "n't"),
    ("neednt", "need", "n't"),
    ("theyre", "they", "are"),
    ("theyll", "they", "will"),
    ("theyve", "they", "have"),
    ("weve", "we", "have"),
    ("youve", "you", "have"),
    ("itll", "it", "will"),
    ("thats", "that", "'s"),
    ("whats", "what", "'s"),
    ("whos", "who", "'s"),
    ("wheres", "where", "'s"),
    ("hows", "how", "'s"),
    ("theres", "there", "'s"),
    ("heres", "here", "'s"),
    ("shes", "she", "'s"),
    ("hes", "he", "'s"),
    ("lets", "let", "'s"),
    ("gonna", "going", "to"),
    ("wanna", "want", "to"),
    ("gotta", "got", "to"),
    ("u", "you", ""),
    ("ur", "your", ""),
    ("pls", "please", ""),
    ("plz", "please", ""),
    ("plse", "please", ""),
    ("tmrw", "tomorrow", ""),
    ("tmr", "tomorrow", ""),
    ("thx", "thanks", ""),
    ("thru", "through", ""),
    ("aft", "afternoon", ""),
    ("arvo", "afternoon", ""),
    ("defo", "definitely", ""),
    ("ty", "thanks", ""),
];

/// A number that stands for a word: words of different keys differ, and those of one key are nearly always the same.
pub fn key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// A word of the lists.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    word: &'static str,
    class: Class,
    /// The verb of which it is an irregular form: "send" of "sent".
    base: Option<&'static str>,
    /// What a short form is written out as; the second word is empty where one is enough.
    pub spelled: Option<(&'static str, &'static str)>,
}

/// By the [`key`]; a test sees to it that no two words of the lists have the same.
static WORDS: LazyLock<FxHashMap<u64, Entry>> = LazyLock::new(|| {
    let mut entries: FxHashMap<u64, Entry> = FxHashMap::with_capacity_and_hasher(2048, FxBuildHasher);
    let new = |word: &'static str| Entry { word, class: Class::default(), base: None, spelled: None };
    let mut add = |words: &'static str, class: Class| {
        for word in words.split_ascii_whitespace() {
            let entry = entries.entry(key(word)).or_insert_with(|| new(word));
            entry.class = entry.class.and(class);
        }
    };
    add(VERBS, Class::VERB);
    add(NOUN_TOO, Class::NOUN_TOO);
    add(DETERMINERS, Class::DETERMINER);
    add(POSSESSIVES, Class::POSSESSIVE);
    add(PREPOSITIONS, Class::PREPOSITION);
    add(ADVERBS, Class::ADVERB);
    add(WHS, Class::WH);
    add(MODALS, Class::MODAL);
    add(AUXILIARIES, Class::AUXILIARY);
    add(PRONOUNS, Class::PRONOUN);
    add(WHENS, Class::WHEN);
    add(NEGATIONS, Class::NEGATION);
    add(FILLERS, Class::FILLER);
    add(CONJUNCTIONS, Class::CONJUNCTION);
    WEEKDAYS.into_iter().chain(MONTHS).for_each(|word| add(word, Class::WHEN));
    for (short, one, two) in SPELLED {
        entries.entry(key(short)).or_insert_with(|| new(short)).spelled = Some((one, two));
    }
    for row in IRREGULAR.split('|') {
        let mut words = row.split_ascii_whitespace();
        let Some(base) = words.next() else { continue };
        for form in words.filter(|form| *form != base) {
            entries.entry(key(form)).or_insert_with(|| new(form)).base.get_or_insert(base);
        }
    }
    entries
});

/// What `word`, lower case, can be; nothing for a word that the lists do not know.
pub fn class(word: &str) -> Class {
    look_up(word, entry(word, key(word))).0
}

/// Whether a lower-case word can be the base form of a verb: "review", "send"; also "book", which can be a noun.
pub fn is_base_verb(word: &str) -> bool {
    entry(word, key(word)).is_some_and(|entry| entry.class.has(Class::VERB))
}

/// The base form of a lower-case verb form: "sending", "sent" and "sends" give "send". `None` for an unknown verb.
pub fn lemma(word: &str) -> Option<&'static str> {
    look_up(word, entry(word, key(word))).1
}

/// Whether the lists have the word itself, whose [`key`] is given, in `class`: "sends" is in none.
pub fn lists(word: &str, key: u64, class: Class) -> bool {
    entry(word, key).is_some_and(|entry| entry.class.has(class))
}

/// The entry of a lower-case word, whose [`key`] is given.
pub fn entry(word: &str, key: u64) -> Option<&'static Entry> {
    WORDS.get(&key).filter(|entry| entry.word == word)
}

/// [`class`] and [`lemma`] of a word, whose [`entry`] is given.
pub fn look_up(word: &str, known: Option<&'static Entry>) -> (Class, Option<&'static str>) {
    let class = known.map(|entry| entry.class).unwrap_or_default();
    let itself = known.filter(|entry| entry.class.has(Class::VERB)).map(|entry| entry.word);
    if let Some(base) = known.and_then(|entry| entry.base) {
        return (class.and(Class::PAST), itself.or(Some(base)));
    }
    let Some((form, base)) = inflection(word) else { return (class, itself) };
    let form = match form {
        Inflection::Third => Class::THIRD,
        Inflection::Past => Class::PAST,
        Inflection::Ing => Class::ING,
    };
    (class.and(form), itself.or(Some(base)))
}

#[derive(Clone, Copy)]
enum Inflection {
    Third,
    Past,
    Ing,
}

/// The regular form that `word` is of a known verb.
fn inflection(word: &str) -> Option<(Inflection, &'static str)> {
    let last = word.as_bytes().last()?;
    if !matches!(last, b'g' | b'd' | b's') || !word.is_ascii() {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ing") {
        return base_of(stem).map(|base| (Inflection::Ing, base));
    }
    if let Some(stem) = word.strip_suffix("ied") {
        return known_with(stem, "y").map(|base| (Inflection::Past, base));
    }
    if let Some(stem) = word.strip_suffix("ed") {
        return base_of(stem).map(|base| (Inflection::Past, base));
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return known_with(stem, "y").map(|base| (Inflection::Third, base));
    }
    let stem = word.strip_suffix('s')?;
    known(stem).or_else(|| known(stem.strip_suffix('e')?)).map(|base| (Inflection::Third, base))
}

/// The verb whose stem before "-ed" or "-ing" this is: "review", "mak(e)", "plan(n)".
fn base_of(stem: &str) -> Option<&'static str> {
    if stem.len() < 2 {
        return None;
    }
    known(stem).or_else(|| known_with(stem, "e")).or_else(|| {
        let bytes = stem.as_bytes();
        let doubled = bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
        if doubled { known(&stem[..stem.len() - 1]) } else { None }
    })
}

/// [`known`] of `stem` and `ending` written together, without a string of its own: this runs for every word.
fn known_with(stem: &str, ending: &str) -> Option<&'static str> {
    const LONGEST_VERB: usize = 24;
    let mut buffer = [0_u8; LONGEST_VERB];
    let (head, tail) = buffer.get_mut(..stem.len() + ending.len())?.split_at_mut(stem.len());
    head.copy_from_slice(stem.as_bytes());
    tail.copy_from_slice(ending.as_bytes());
    std::str::from_utf8(buffer.get(..stem.len() + ending.len())?).ok().and_then(known)
}

fn known(word: &str) -> Option<&'static str> {
    entry(word, key(word)).filter(|entry| entry.class.has(Class::VERB)).map(|entry| entry.word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_lists_have_keys_of_their_own() {
        let lists = [
            VERBS,
            NOUN_TOO,
            DETERMINERS,
            POSSESSIVES,
            PREPOSITIONS,
            ADVERBS,
            WHS,
            MODALS,
            AUXILIARIES,
            PRONOUNS,
            WHENS,
            NEGATIONS,
            FILLERS,
            CONJUNCTIONS,
        ];
        let irregular = IRREGULAR.split('|').flat_map(|row| {
            let base = row.split_ascii_whitespace().next();
            row.split_ascii_whitespace().filter(move |form| Some(*form) != base)
        });
        let short = SPELLED.iter().map(|(short, ..)| *short);
        for word in lists.iter().flat_map(|list| list.split_ascii_whitespace()).chain(irregular).chain(short) {
            assert!(entry(word, key(word)).is_some(), "{word}");
        }
    }

    #[test]
    fn a_verb_form_leads_to_its_base() {
        for (form, base) in [
            ("sending", "send"),
            ("sent", "send"),
            ("sends", "send"),
            ("planned", "plan"),
            ("making", "make"),
            ("tried", "try"),
            ("finishes", "finish"),
            ("copies", ""),
            ("table", ""),
        ] {
            assert_eq!(lemma(form).unwrap_or(""), base, "{form}");
        }
    }

    #[test]
    fn every_noun_that_is_a_verb_too_is_known_as_a_verb_or_stands_alone() {
        for word in NOUN_TOO.split_ascii_whitespace() {
            assert!(is_base_verb(word) || word == "contract", "{word}");
        }
    }

    #[test]
    fn odd_words_have_no_class() {
        for word in ["", "é", "ing", "s", "ed", "🙂", "ies"] {
            assert!(!class(word).has(Class::VERB), "{word}");
        }
    }
}
