//! Texts with a form, checked where they come in, so that nobody inside checks again.

use std::borrow::Cow;

use async_graphql::{InputType, InputValueError, InputValueResult, Scalar, ScalarType, Value, registry::Registry};

/// An e-mail address, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address: one `@`, something before it, a domain with a dot after it, at most 254 characters
    /// (RFC 5321), no spaces. Whether it exists, only a message can tell.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, domain) = text.split_once('@')?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@,;<>()\"".contains(c);
        let is_domain = domain.split('.').count() > 1 && domain.split('.').all(|part| !part.is_empty());
        (text.len() <= 254 && !name.is_empty() && name.chars().all(plain) && domain.chars().all(plain) && is_domain)
            .then(|| Self(text.to_lowercase()))
    }

    /// From the database, where only addresses stand.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An e-mail address, in lower case: `naam@example.org`.
#[Scalar]
impl ScalarType for Email {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Self::parse(text).ok_or_else(|| InputValueError::custom("not an e-mail address")),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// A telephone number as it is dialled, with spaces for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Reads a number: 3 to 15 digits (ITU E.164 has 15 at most), a `+` in front or not; spaces, dots,
    /// dashes and brackets may stand between.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let rest = text.strip_prefix('+').unwrap_or(text);
        (rest.chars().all(|c| c.is_ascii_digit() || " .-()".contains(c)) && (3..=15).contains(&digits))
            .then(|| Self(text.to_owned()))
    }

    /// From the database, where only numbers stand.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number as it is dialled, spaces allowed: `0412 00 10 13`.
#[Scalar]
impl ScalarType for Phone {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => Self::parse(text).ok_or_else(|| InputValueError::custom("not a telephone number")),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// A text with a form as a person fills it in: for the schema the same as `T`. What can't be read is kept, to be
/// refused at its field like everything else that is wrong, and not as an error of the program that sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed<T> {
    /// Read.
    Read(T),
    /// Not in the form.
    Wrong(String),
}

impl<T> Typed<T> {
    /// What was read.
    pub fn read(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Wrong(_) => None,
        }
    }

    /// Whether it isn't in the form.
    pub fn is_wrong(&self) -> bool {
        self.read().is_none()
    }
}

impl<T: InputType> InputType for Typed<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        match (T::parse(value.clone()), value) {
            (Ok(read), _) => Ok(Self::Read(read)),
            (Err(_), Some(Value::String(text))) => Ok(Self::Wrong(text)),
            (Err(error), _) => Err(error.propagate()),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Read(value) => value.to_value(),
            Self::Wrong(text) => Value::String(text.clone()),
        }
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["mia@example.org", "Mia.De-Wit+1@mail.example.org"] {
            assert!(Email::parse(good).is_some(), "{good}");
        }
        for bad in
            ["mia", "mia@", "@example.org", "mia@example", "mia@exa mple.org", "a@b@example.org", "mia@example..org"]
        {
            assert!(Email::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn numbers() {
        for good in ["112", "0412 00 10 13", "+31 6 00000000", "(0412) 001013"] {
            assert!(Phone::parse(good).is_some(), "{good}");
        }
        for bad in ["", "12", "bel mij", "0412-00-10-13-14-15-16", "06 x"] {
            assert!(Phone::parse(bad).is_none(), "{bad}");
        }
    }
}
