//! From a wording to a mail: a subject, plain text, and HTML.
//!
//! What is put in is text: it becomes neither markup nor another line, wherever it stands. The HTML is tables with
//! attributes, which every mail program shows, and has no style of its own, so that a page may show it under a strict policy.

use super::{MailKind, Piece, Placeholder, Wording, parse};
use crate::branding::Accent;
use crate::tongue::Tongue;

/// What is put in for the placeholders; nothing for those that are missing.
pub type Values = Vec<(Placeholder, String)>;

/// Whose mail it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Looks {
    /// What the merchant is called.
    pub merchant: String,
    /// The merchant's colour.
    pub accent: Option<Accent>,
    /// The whole address of the merchant's logo.
    pub logo: Option<String>,
    /// Where customers ask; may be empty.
    pub support_email: String,
    /// Where whoever gets it can say that they want no more of this; empty when they have to have it.
    pub off_link: String,
    /// Whether it is of test mode, which the subject says.
    pub test: bool,
}

/// A mail that is ready.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML, a whole document.
    pub html: String,
}

/// Puts the values in.
///
/// Errors: what is wrong with the wording.
pub fn render(
    kind: MailKind,
    tongue: Tongue,
    wording: &Wording,
    values: &Values,
    looks: &Looks,
) -> Result<Rendered, String> {
    let known = kind.placeholders();
    let subject = parse(&wording.subject, known)?;
    let paragraphs = paragraphs(parse(&wording.text.replace("\r\n", "\n"), known)?, values);
    let subject = one_line(&subject.iter().map(|piece| filled(piece, values)).collect::<String>());
    let subject = if looks.test { format!("[Test] {subject}") } else { subject };
    let words = Words::of(kind, tongue);
    Ok(Rendered {
        text: as_text(&paragraphs, values, looks, &words),
        html: as_html(&subject, tongue, &paragraphs, values, looks, &words),
        subject,
    })
}

/// Lines of pieces, paragraph by paragraph.
type Paragraphs = Vec<Vec<Vec<Piece>>>;

/// A line that is empty only because there is nothing to put in is left out.
fn paragraphs(pieces: Vec<Piece>, values: &Values) -> Paragraphs {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                for (place, part) in text.split('\n').enumerate() {
                    if place > 0 {
                        lines.push(Vec::new());
                    }
                    if let (false, Some(line)) = (part.is_empty(), lines.last_mut()) {
                        line.push(Piece::Text(part.to_owned()));
                    }
                }
            }
            piece => lines.last_mut().into_iter().for_each(|line| line.push(piece.clone())),
        }
    }
    let blank = |line: &Vec<Piece>| line.iter().all(|piece| filled(piece, values).trim().is_empty());
    let mut paragraphs: Paragraphs = vec![Vec::new()];
    for line in lines {
        let written = line.iter().any(|piece| matches!(piece, Piece::Placeholder(_)));
        match (blank(&line), written) {
            (true, true) => {}
            (true, false) => paragraphs.push(Vec::new()),
            (false, _) => paragraphs.last_mut().into_iter().for_each(|paragraph| paragraph.push(line.clone())),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn filled(piece: &Piece, values: &Values) -> String {
    match piece {
        Piece::Text(text) => one_line(text),
        Piece::Placeholder(placeholder) => value(*placeholder, values),
    }
}

/// The longest value that is put in, in characters: more is no name.
const LONGEST_VALUE: usize = 1000;

fn value(placeholder: Placeholder, values: &Values) -> String {
    let found = values.iter().find(|(known, _)| *known == placeholder).map_or("", |(_, value)| value.as_str());
    one_line(found).trim().chars().take(LONGEST_VALUE).collect()
}

/// Without what would begin another line, or turn the direction of what stands behind it.
fn one_line(text: &str) -> String {
    let unwanted = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if unwanted(letter) { ' ' } else { letter }).collect()
}

fn as_text(paragraphs: &Paragraphs, values: &Values, looks: &Looks, words: &Words) -> String {
    let line =
        |line: &Vec<Piece>| line.iter().map(|piece| filled(piece, values)).collect::<String>().trim_end().to_owned();
    let paragraph = |lines: &Vec<Vec<Piece>>| lines.iter().map(line).collect::<Vec<_>>().join("\n");
    let mut parts: Vec<String> = paragraphs.iter().map(paragraph).collect();
    let mut foot = vec![format!("-- \n{}", one_line(&looks.merchant))];
    if !looks.support_email.is_empty() {
        foot.push(format!("{} {}", words.questions, one_line(&looks.support_email)));
    }
    if !looks.off_link.is_empty() {
        foot.push(format!("{}: {}", words.off, looks.off_link));
    }
    parts.push(foot.join("\n"));
    parts.join("\n\n") + "\n"
}

/// What keeps a mail from growing wider than it reads well, and a long word from widening it. A page that shows a mail and
/// allows no styles in it leaves it out: without, a mail is as wide as there is room.
pub const MEASURE: &str = " style=\"max-width:560px;overflow-wrap:anywhere\"";

/// The same for Outlook on Windows, which knows no greatest width.
const OUTLOOK_OPENS: &str =
    "<!--[if mso]><table role=\"presentation\" width=\"560\" align=\"center\"><tr><td><![endif]-->";
const OUTLOOK_CLOSES: &str = "<!--[if mso]></td></tr></table><![endif]-->";

fn as_html(
    subject: &str,
    tongue: Tongue,
    paragraphs: &Paragraphs,
    values: &Values,
    looks: &Looks,
    words: &Words,
) -> String {
    let shades = looks.accent.map(|accent| accent.shades(false));
    let solid = shades.map_or_else(|| "#1f6f64".to_owned(), |shades| shades.solid.to_string());
    let on_solid = shades.map_or_else(|| "#ffffff".to_owned(), |shades| shades.on_solid.to_string());
    let (lang, dir) = (tongue.as_str(), tongue.direction());
    let side = if dir == "rtl" { "right" } else { "left" };
    let merchant = escaped(&one_line(&looks.merchant));
    let head = match &looks.logo {
        Some(logo) => format!("<img src=\"{}\" alt=\"{merchant}\" height=\"40\" border=\"0\">", escaped(logo)),
        None => format!("<font face=\"sans-serif\" size=\"4\" color=\"{on_solid}\"><b>{merchant}</b></font>"),
    };
    let button = |link: &str| {
        format!(
            "<table role=\"presentation\" cellpadding=\"14\" cellspacing=\"0\" border=\"0\"><tr><td bgcolor=\"{solid}\">\
             <a href=\"{}\"><font face=\"sans-serif\" color=\"{on_solid}\"><b>{}</b></font></a></td></tr></table>",
            escaped(link),
            words.button
        )
    };
    let body: String = paragraphs
        .iter()
        .map(|lines| match lines.as_slice() {
            [line] if *line == [Piece::Placeholder(Placeholder::Link)] => button(&value(Placeholder::Link, values)),
            lines => {
                let lines: Vec<String> = lines.iter().map(|line| line_as_html(line, values)).collect();
                format!("<p>{}</p>", lines.join("<br>"))
            }
        })
        .collect();
    let mut foot = merchant.clone();
    if !looks.support_email.is_empty() {
        let email = escaped(&one_line(&looks.support_email));
        foot += &format!("<br>{} <a href=\"mailto:{email}\">{email}</a>", words.questions);
    }
    if !looks.off_link.is_empty() {
        foot += &format!("<br><a href=\"{}\">{}</a>", escaped(&looks.off_link), words.off);
    }
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{}</title></head>\n\
         <body bgcolor=\"#f2f1ed\"><table role=\"presentation\" width=\"100%\" cellpadding=\"16\" cellspacing=\"0\" border=\"0\">\
         <tr><td align=\"center\">{OUTLOOK_OPENS}\
         <table role=\"presentation\" width=\"100%\" align=\"center\"{MEASURE} bgcolor=\"#ffffff\" cellpadding=\"24\" \
         cellspacing=\"0\" border=\"0\" dir=\"{dir}\">\n\
         <tr><td align=\"{side}\" bgcolor=\"{solid}\">{head}</td></tr>\n\
         <tr><td align=\"{side}\"><font face=\"sans-serif\" color=\"#1c2224\">{body}</font></td></tr>\n\
         <tr><td align=\"{side}\"><font face=\"sans-serif\" size=\"2\" color=\"#5c6668\">{foot}</font></td></tr>\n\
         </table>{OUTLOOK_CLOSES}</td></tr></table></body></html>\n",
        escaped(subject)
    )
}

fn line_as_html(line: &[Piece], values: &Values) -> String {
    line.iter()
        .map(|piece| match piece {
            Piece::Text(text) => breakable(&one_line(text)),
            Piece::Placeholder(Placeholder::Link) => {
                let link = escaped(&value(Placeholder::Link, values));
                format!("<a href=\"{link}\">{}</a>", breakable(&value(Placeholder::Link, values)))
            }
            Piece::Placeholder(placeholder) => format!("<bdi>{}</bdi>", breakable(&value(*placeholder, values))),
        })
        .collect()
}

/// Words of more letters than this don't fit into a line on a phone: addresses and ids.
const LONG_WORD: usize = 24;

/// The text as HTML, in which a long word may go on in the next line.
fn breakable(text: &str) -> String {
    let word = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let most = if letters.len() > LONG_WORD { LONG_WORD / 2 } else { LONG_WORD };
        let parts = letters.chunks(most).map(|part| escaped(&part.iter().collect::<String>()));
        parts.collect::<Vec<_>>().join("<wbr>")
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

/// What every mail of a language says by itself.
struct Words {
    questions: &'static str,
    off: &'static str,
    button: &'static str,
}

impl Words {
    fn of(kind: MailKind, tongue: Tongue) -> Self {
        let (questions, off) = match tongue {
            Tongue::English => ("Questions?", "No more mails of this kind"),
            Tongue::German => ("Fragen?", "Keine solchen Mails mehr"),
            Tongue::Arabic => ("هل لديك أسئلة؟", "إيقاف هذه الرسائل"),
        };
        let button = match (kind, tongue) {
            (MailKind::Invitation, Tongue::English) => "Join the team",
            (MailKind::Invitation, Tongue::German) => "Dem Team beitreten",
            (MailKind::Invitation, Tongue::Arabic) => "الانضمام إلى الفريق",
            (MailKind::PortalLink, Tongue::English) => "Open my account",
            (MailKind::PortalLink, Tongue::German) => "Mein Konto öffnen",
            (MailKind::PortalLink, Tongue::Arabic) => "فتح حسابي",
            (MailKind::RefundAddress, Tongue::English) => "Look at it and confirm",
            (MailKind::RefundAddress, Tongue::German) => "Ansehen und bestätigen",
            (MailKind::RefundAddress, Tongue::Arabic) => "المراجعة والتأكيد",
            (MailKind::Notice, Tongue::English) => "Open the page",
            (MailKind::Notice, Tongue::German) => "Seite öffnen",
            (MailKind::Notice, Tongue::Arabic) => "فتح الصفحة",
            (_, Tongue::English) => "Pay now",
            (_, Tongue::German) => "Jetzt bezahlen",
            (_, Tongue::Arabic) => "ادفع الآن",
        };
        Self { questions, off, button }
    }
}

#[cfg(test)]
mod tests;
