//! What the server refused, and at which field. Its messages are in the viewer's language.

use super::enums::UserErrorCode;
use super::schema;

/// A refusal of an act.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Eq)]
pub struct UserError {
    /// Why, for the program.
    pub code: UserErrorCode,
    /// The path into the input, such as `["input", "summary"]` or `["summary"]`.
    pub field: Vec<String>,
    /// Why, for the person.
    pub message: String,
}

impl UserError {
    /// What the app sees is missing before it sends anything.
    pub fn missing(field: &str, message: &str) -> Self {
        let field = vec![field.to_owned()];
        Self { code: UserErrorCode::Required, field, message: message.to_owned() }
    }

    /// The field it is about: the first name of the path below `input`, and below the entry that stands in it.
    pub fn name(&self) -> &str {
        let is_around = |name: &&str| matches!(*name, "input" | "specialist");
        let mut path = self.field.iter().map(String::as_str).skip_while(is_around);
        path.next().unwrap_or_default()
    }
}

/// What to say at one field.
pub fn told_at(errors: &[UserError], field: &str) -> Option<String> {
    let error = errors.iter().find(|error| error.name() == field)?;
    Some(error.message.clone())
}

/// What to say about everything but these fields, since the page has no place for it.
pub fn elsewhere(errors: &[UserError], fields: &[&str]) -> Option<String> {
    let error = errors.iter().find(|error| !fields.contains(&error.name()))?;
    Some(error.message.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(field: &[&str], message: &str) -> UserError {
        let field = field.iter().map(ToString::to_string).collect();
        UserError { code: UserErrorCode::PersonalData, field, message: message.to_owned() }
    }

    #[test]
    fn a_refusal_stands_at_its_field() {
        let errors = [error(&["input", "summary"], "nummer"), error(&[], "te laat")];
        assert_eq!(told_at(&errors, "summary").as_deref(), Some("nummer"));
        assert_eq!(told_at(&errors, "topicIds"), None);
        assert_eq!(elsewhere(&errors, &["summary"]).as_deref(), Some("te laat"));
        assert_eq!(elsewhere(&errors[..1], &["summary"]), None);
        let nested = [error(&["consent", "on"], "dag")];
        assert_eq!(told_at(&nested, "consent").as_deref(), Some("dag"));
        let entry = [error(&["input", "specialist", "phone"], "telefoon")];
        assert_eq!(told_at(&entry, "phone").as_deref(), Some("telefoon"));
    }
}
