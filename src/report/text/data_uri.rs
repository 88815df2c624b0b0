//! A text as an address that a link can carry: the charts and their numbers to take away from a page.

use std::fmt::Write;

/// The address of a file beside the page.
pub(crate) fn address(path: &str) -> String {
    let mut address = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => {
                address.push(char::from(byte))
            }
            // Writing into memory does not fail.
            byte => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// A data URI that a link can carry.
pub(crate) fn data_uri(kind: &str, text: &str) -> String {
    let mut uri = format!("data:{kind};charset=utf-8,");
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(byte)),
            b' ' | b'-' | b'_' | b'.' | b',' | b'/' | b':' | b'=' | b'(' | b')' | b';' | b'+' | b'!'
            | b'*' => {
                uri.push(char::from(byte));
            }
            // Writing into memory does not fail.
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
