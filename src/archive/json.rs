//! Values of a saved sheet's JSON: names and paths with all their bytes, and numbers of any size.

use crate::text;
use serde_json::{Map, Value};

/// An object.
pub(super) type Object = Map<String, Value>;

/// Puts a text in bytes: as it is, and where it is not valid UTF-8 its bytes in hexadecimal under `KEY_hex` too.
pub(super) fn put_bytes(object: &mut Object, key: &str, bytes: &[u8]) {
    object.insert(key.to_owned(), text::decoded(bytes).into());
    if std::str::from_utf8(bytes).is_err() {
        object.insert(format!("{key}_hex"), text::hex(bytes).into());
    }
}

/// What [`put_bytes`] put there.
pub(super) fn bytes(object: &Object, key: &str) -> Option<Vec<u8>> {
    match object.get(&format!("{key}_hex")) {
        Some(hex) => of_hex(hex.as_str()?),
        None => Some(object.get(key)?.as_str()?.as_bytes().to_owned()),
    }
}

fn of_hex(hex: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect();
    if rest.is_empty() { bytes } else { None }
}

/// A number: as a text where programs would round it.
pub(super) fn number(number: u128) -> Value {
    match u64::try_from(number) {
        Ok(number) if number < 1 << 53 => number.into(),
        _ => number.to_string().into(),
    }
}

/// What [`number`] made; 0 if it is not there.
pub(super) fn read_number(object: &Object, key: &str) -> u128 {
    match object.get(key) {
        Some(Value::String(digits)) => digits.parse().unwrap_or(0),
        Some(number) => number.as_u64().unwrap_or(0).into(),
        None => 0,
    }
}

/// The same of a number that has 64 bits.
pub(super) fn read_u64(object: &Object, key: &str) -> u64 {
    read_number(object, key).try_into().unwrap_or(u64::MAX)
}

/// A text; `None` if there is none.
pub(super) fn read_text<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str()
}

/// Whether something is so.
pub(super) fn read_flag(object: &Object, key: &str) -> bool {
    object.get(key).and_then(Value::as_bool).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_and_numbers_come_back(text in prop::collection::vec(any::<u8>(), 0..20), large in any::<u128>(), shift in 0..128) {
            let mut object = Object::new();
            put_bytes(&mut object, "name", &text);
            object.insert("size".to_owned(), number(large >> shift));
            let object: Object = serde_json::from_slice(&serde_json::to_vec(&object).unwrap()).unwrap();
            prop_assert_eq!(bytes(&object, "name"), Some(text));
            prop_assert_eq!(read_number(&object, "size"), large >> shift);
        }
    }
}
