use super::*;

#[test]
fn what_programs_and_settings_go_by_stays() {
    let usual = "path,folder,name,extension,kind,size,allocated,modified,created,root,path_hex";
    assert_eq!(Column::USUAL.map(Column::as_str).join(","), usual);
    assert!(Column::ALL.starts_with(&Column::USUAL), "a new one comes last");
    let kept: Vec<String> = Column::TABLE.iter().map(|column| format!("{column:?}")).collect();
    for name in ["Name", "Folder", "Extension", "Kind", "Size", "Allocated", "Modified", "Created"] {
        assert!(kept.iter().any(|kept| kept == name), "{name}");
    }
}

#[test]
fn no_name_title_or_word_means_two_columns() {
    for (at, one) in Column::ALL.into_iter().enumerate() {
        assert_eq!(Column::named(one.as_str()), Some(one));
        for word in one.filter_words() {
            assert_eq!(Column::of_filter_word(&word.to_uppercase()), Some(one), "{word}");
        }
        for other in Column::ALL.into_iter().skip(at + 1) {
            assert_ne!(one.as_str(), other.as_str());
            assert_ne!(one.title_with_unit(), other.title_with_unit());
            assert!(one.filter_words().iter().all(|word| !other.filter_words().contains(word)));
        }
    }
    assert!(Column::TABLE.iter().all(|column| Column::ALL.contains(column)));
}
