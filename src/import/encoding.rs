//! Encodings that a list doesn't name itself: the user says which it is.

use super::input::{Input, Utf16, unpacked};
use std::io::{self, Read};

/// How a list's text is encoded, where no byte order mark says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, or whatever bytes its names are.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// Of Windows in Western Europe.
    Windows1252,
    /// Of Windows in Central Europe.
    Windows1250,
    /// Of Windows in Cyrillic.
    Windows1251,
    /// Of the console in Western Europe.
    Dos850,
    /// Of the console in the United States.
    Dos437,
    /// Of the console in Cyrillic.
    Dos866,
}

impl Encoding {
    /// Each with its name, as on the command line.
    pub const NAMED: [(Encoding, &'static str); 9] = [
        (Encoding::Utf8, "utf-8"),
        (Encoding::Utf16Le, "utf-16le"),
        (Encoding::Utf16Be, "utf-16be"),
        (Encoding::Windows1252, "windows-1252"),
        (Encoding::Windows1250, "windows-1250"),
        (Encoding::Windows1251, "windows-1251"),
        (Encoding::Dos850, "cp850"),
        (Encoding::Dos437, "cp437"),
        (Encoding::Dos866, "cp866"),
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        Encoding::NAMED
            .into_iter()
            .find_map(|(known, name)| (known == self).then_some(name))
            .unwrap_or_default()
    }

    /// The one with this name, in any case of letters.
    pub fn named(name: &str) -> Option<Encoding> {
        Encoding::NAMED.into_iter().find_map(|(known, own)| own.eq_ignore_ascii_case(name).then_some(known))
    }
}

/// A list in an encoding, as UTF-8 and decompressed.
pub(super) struct Encoded<'i> {
    pub input: &'i dyn Input,
    pub encoding: Encoding,
}

impl Input for Encoded<'_> {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        let raw = unpacked(self.input.open()?)?;
        let table = match self.encoding {
            Encoding::Utf8 => return Ok(raw),
            Encoding::Utf16Le => return Ok(Box::new(Utf16::new(raw, u16::from_le_bytes))),
            Encoding::Utf16Be => return Ok(Box::new(Utf16::new(raw, u16::from_be_bytes))),
            Encoding::Windows1252 => WINDOWS1252,
            Encoding::Windows1250 => WINDOWS1250,
            Encoding::Windows1251 => WINDOWS1251,
            Encoding::Dos850 => DOS850,
            Encoding::Dos437 => DOS437,
            Encoding::Dos866 => DOS866,
        };
        Ok(Box::new(OneByte { from: raw, upper: table.chars().collect(), out: Vec::new(), at: 0 }))
    }
}

/// An encoding with a byte for each character, as UTF-8.
struct OneByte<R> {
    from: R,
    /// What the bytes from 0x80 on are.
    upper: Vec<char>,
    out: Vec<u8>,
    at: usize,
}

impl<R: Read> Read for OneByte<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            let mut raw = [0; 8 << 10];
            let read = self.from.read(&mut raw)?;
            (self.at, self.out) = (0, Vec::with_capacity(read));
            for &byte in &raw[..read] {
                match usize::from(byte).checked_sub(0x80).and_then(|upper| self.upper.get(upper)) {
                    Some(c) => self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                    None => self.out.push(byte),
                }
            }
        }
        let some = to.len().min(self.out.len() - self.at);
        to[..some].copy_from_slice(&self.out[self.at..self.at + some]);
        self.at += some;
        Ok(some)
    }
}

/// The characters of the bytes from 0x80 on.
const WINDOWS1250: &str = "€\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź\u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";
/// The characters of the bytes from 0x80 on.
const WINDOWS1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
/// The characters of the bytes from 0x80 on.
const WINDOWS1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
/// The characters of the bytes from 0x80 on.
const DOS437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// The characters of the bytes from 0x80 on.
const DOS850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
/// The characters of the bytes from 0x80 on.
const DOS866: &str = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{a0}";

#[cfg(test)]
mod tests {
    use super::*;

    fn text(encoding: Encoding, bytes: &[u8]) -> String {
        let mut text = String::new();
        let encoded = Encoded { input: &bytes, encoding };
        encoded.open().unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn each_encoding_has_its_characters() {
        for (encoding, bytes, expected) in [
            (Encoding::Windows1252, &b"Gr\xF6\xDFe \x80"[..], "Größe €"),
            (Encoding::Windows1250, b"\x8A\xF8", "Šř"),
            (Encoding::Windows1251, b"\xD4\xE0\xE9\xEB", "Файл"),
            (Encoding::Dos850, b"Gr\x94\xE1e", "Größe"),
            (Encoding::Dos437, b"\xE9", "Θ"),
            (Encoding::Dos866, b"\x94\xA0\xA9\xAB", "Файл"),
            (Encoding::Utf16Le, b"a\0\xF6\0", "aö"),
            (Encoding::Utf16Be, b"\0a\0\xF6", "aö"),
            (Encoding::Utf8, "ö".as_bytes(), "ö"),
        ] {
            assert_eq!(text(encoding, bytes), expected, "{encoding:?}");
            assert_eq!(Encoding::named(encoding.as_str()), Some(encoding));
        }
        for table in [WINDOWS1250, WINDOWS1251, WINDOWS1252, DOS437, DOS850, DOS866] {
            assert_eq!(table.chars().count(), 128);
        }
    }
}
