//! Sentences of one thing and of two: the noun, its verb and what stands for it take their number.

use super::{comparison, comparison_notes, explain, files_and_folders, shorter, unknown_on_disk};
use crate::model::{CompareTotals, Note};

/// The sentences with one of what is counted, and with two.
fn sentences(count: u64) -> Vec<String> {
    let notes = [
        Note::Hidden(count),
        Note::Excluded(count),
        Note::OtherFileSystems(count),
        Note::UnreadFolders(count),
        Note::WithoutLength(count),
        Note::WithoutSpace(count),
        Note::FoldersWithoutLength(count),
        Note::FoldersWithoutSpace(count),
        Note::UnknownNames(count),
        Note::Cloud(count, 0),
        Note::NamesElsewhere(count, 0),
    ];
    let totals = CompareTotals {
        spelled: count,
        merged: count,
        target: count,
        other_kind: count,
        attributes: count,
        folders_unknown: count,
        ..CompareTotals::default()
    };
    let mut sentences: Vec<String> = notes.iter().map(explain::note).collect();
    sentences.extend(comparison_notes(&totals));
    sentences.push(comparison(&totals));
    sentences.push(files_and_folders(count, count));
    sentences.push(shorter(count as u32, count));
    sentences.push(unknown_on_disk(count, false));
    sentences
}

#[test]
fn one_and_two_take_their_words() {
    const NOUNS: [&str; 6] = ["files", "folders", "entries", "links", "names", "characters"];
    const PLURAL: [&str; 6] = ["are", "were", "have", "they", "them", "their"];
    const SINGULAR: [&str; 5] = ["is", "was", "has", "it", "its"];
    for (count, wrong) in [(1, &PLURAL[..]), (2, &SINGULAR[..])] {
        for sentence in sentences(count) {
            // What they have, or what is in them, may be said in the singular.
            let of_others = sentence.find(" whose ").or_else(|| sentence.find(" that could not be read"));
            let said = sentence[..of_others.unwrap_or(sentence.len())].to_lowercase();
            let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
            assert_eq!(words.iter().find(|word| wrong.contains(*word)), None, "{sentence}");
            let at = words.iter().position(|word| *word == count.to_string()).unwrap();
            // Such as "2 hidden entries", or "2 folders that …".
            let is_plural = words[at + 1..].iter().take(2).any(|word| NOUNS.contains(word));
            assert_eq!(is_plural, count == 2, "{sentence}");
        }
    }
}
