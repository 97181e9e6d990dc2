//! Passwords: long enough and not the first ones to be guessed. Which characters they are made of is nobody's business.

const SHORTEST: usize = 10;
/// Hashing takes its time; nobody types more.
const LONGEST: usize = 256;

/// Long enough, and still on every list of passwords to try first.
const COMMON: &[&str] = &[
    "0123456789",
    "0987654321",
    "1234567890",
    "12345678910",
    "123456789a",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "abcdefghij",
    "administrator",
    "asdfghjkl;",
    "changeme123",
    "correcthorsebatterystaple",
    "iloveyou123",
    "letmein123",
    "password01",
    "password10",
    "password12",
    "password123",
    "password1234",
    "password12345",
    "passwordpassword",
    "q1w2e3r4t5",
    "qwerty12345",
    "qwerty123456",
    "qwertyuiop",
    "qwertyuiop123",
    "welcome123",
    "welcome1234",
];

/// Whether a password may be used, exactly as typed.
pub fn password(text: &str) -> Result<(), String> {
    let length = text.chars().count();
    if length < SHORTEST {
        return Err(match length {
            0 => format!("Choose a password of at least {SHORTEST} characters."),
            1 => format!("A password has at least {SHORTEST} characters; this one has 1."),
            _ => format!("A password has at least {SHORTEST} characters; this one has {length}."),
        });
    }
    if length > LONGEST {
        return Err(format!("A password has at most {LONGEST} characters; this one has {length}."));
    }
    let mut characters = text.chars();
    let first = characters.next();
    if characters.all(|c| Some(c) == first) {
        return Err(
            "That password is one character again and again. Choose another, such as a few unrelated words.".to_owned()
        );
    }
    if COMMON.contains(&text.to_lowercase().as_str()) {
        return Err(
            "That password is among the first to be guessed. Choose another, such as a few unrelated words.".to_owned()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_any_character_will_do() {
        assert_eq!(password("korrekt øl"), Ok(()));
        assert_eq!(password("🦀🐳 ,'\"\u{0}\n-é漢"), Ok(()));
        assert_eq!(password("short"), Err("A password has at least 10 characters; this one has 5.".to_owned()));
        assert!(password(&"ab".repeat(128)).is_ok());
        assert!(password(&"ab".repeat(129)).is_err());
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        assert!(password("Password123").is_err());
        assert!(password("aaaaaaaaaa").is_err());
        assert!(
            COMMON.iter().all(|common| password(common).is_err_and(|message| message.contains("first to be guessed")))
        );
    }
}
