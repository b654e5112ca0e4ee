//! A job that is cancelled in the middle: it ends soon, returns nothing, and the next job is not affected.

use super::{CountLinks, Filter, Maker, MapMaker, MapSpec, MapWish, Order, SortKey, Spec, Ties, View};
use crate::model::{BlockBuilder, Cancel, Column, FolderId, FolderRecord, Kind, Meta, RootId, Row};
use crate::store::Sheet;

/// Rows in two full blocks and a part of a third, in a folder and one below it.
fn sheet() -> Sheet {
    of_first(10_000)
}

/// The first rows of it.
fn of_first(rows: u64) -> Sheet {
    let mut sheet = Sheet::default();
    let folder = |id, parent: Option<u32>, name| FolderRecord {
        id: FolderId(id),
        parent: parent.map(FolderId),
        root: RootId(0),
        name,
    };
    sheet.folders.insert(folder(0, None, b"/r"));
    sheet.folders.insert(folder(1, Some(0), b"below"));
    let mut builder = BlockBuilder::default();
    for number in 0..rows {
        let name = format!("name that many have {:05}.t{}", number * 7919 % 10_000, number % 3);
        let meta = Meta { size: Some(number << 22), ..Meta::unknown(Kind::File) };
        builder.push(Row {
            folder: FolderId((number % 2) as u32),
            name: name.as_bytes(),
            meta,
            target: None,
        });
        if builder.len() == BlockBuilder::ROWS {
            sheet.rows.push(builder.take());
        }
    }
    sheet.rows.push(builder.take());
    sheet
}

fn spec(filter: &str, column: Option<Column>) -> Spec {
    let order = column.map_or_else(Order::default, |column| Order::by(SortKey::down(column)));
    Spec { filter: Filter::parse(filter).unwrap(), order, within: None }
}

fn rows(view: &View) -> Vec<u32> {
    (0..view.len()).filter_map(|position| view.get(position)).collect()
}

#[test]
fn an_expensive_condition_looks_before_each_row() {
    let sheet = sheet();
    for filter in ["/[aeiou].*9/", "path:/below.*9/", "-/x/", "n?me*9*"] {
        let cancel = Cancel::default();
        let view = Maker::default().make(&sheet, &spec(filter, None), Ties::Path, None, &cancel);
        assert!(!view.unwrap().is_empty());
        assert!(cancel.looks() >= 10_000, "{filter}: {} looks at 10,000 rows", cancel.looks());
    }
}

#[test]
fn many_cheap_conditions_look_before_each() {
    let sheet = sheet();
    let (words, sizes, extensions) = (0..300).fold(Default::default(), |all: (String, String, String), n| {
        (format!("{} x{n} OR", all.0), format!("{} size:>{n} OR", all.1), format!("{},x{n}", all.2))
    });
    for filter in [format!("{words} t1"), format!("{sizes} t1"), format!("ext:t1{extensions}")] {
        let cancel = Cancel::default();
        let view = Maker::default().make(&sheet, &spec(&filter, None), Ties::Path, None, &cancel);
        assert!(!view.unwrap().is_empty());
        assert!(cancel.looks() >= 3 * 300, "{filter:.20}: {} looks", cancel.looks());
    }
}

#[test]
fn an_order_by_text_looks_while_it_compares() {
    let sheet = sheet();
    for column in [Column::Name, Column::Extension] {
        let cancel = Cancel::default();
        let view = Maker::default().make(&sheet, &spec("", Some(column)), Ties::Found, None, &cancel);
        assert_eq!(view.unwrap().len(), 10_000);
        assert!(cancel.looks() >= 10_000, "{column:?}: {} looks", cancel.looks());
    }
}

#[test]
fn an_order_of_many_texts_ends_wherever_it_is_cancelled() {
    let sheet = of_first(50_000);
    let make = |cancel: &Cancel| {
        Maker::default().make(&sheet, &spec("", Some(Column::Name)), Ties::Found, None, cancel)
    };
    let cancel = Cancel::default();
    assert!(make(&cancel).is_some());
    let looks = cancel.looks();
    (1..20).for_each(|part| assert!(make(&Cancel::after(looks * part / 20)).is_none(), "{part} of 20"));
}

#[test]
fn wherever_it_comes_a_job_gives_nothing_and_the_next_one_is_right() {
    let sheet = sheet();
    let specs = [
        spec("name OR x/y -/z/", None),
        spec("/9/", Some(Column::Size)),
        spec("", Some(Column::Name)),
        spec("", Some(Column::Extension)),
        spec("below", Some(Column::Folder)),
        spec("", Some(Column::Size)),
    ];
    for spec in &specs {
        for ties in [Ties::Found, Ties::Path] {
            let cancel = Cancel::default();
            let make = |maker: &mut Maker, cancel: &Cancel| maker.make(&sheet, spec, ties, None, cancel);
            let expected = rows(&make(&mut Maker::default(), &cancel).unwrap());
            let looks = cancel.looks();
            assert!(looks > 0, "{spec:?}, {ties:?} can't be cancelled");
            // The number of looks differs a little with the threads; far below it is in the middle.
            for after in [0, 1, 2, 3, 5, looks / 4, looks / 2] {
                let mut maker = Maker::default();
                let made = make(&mut maker, &Cancel::after(after));
                assert!(made.is_none() || after + 3 >= looks, "{spec:?}, {ties:?} after {after} of {looks}");
                let again = make(&mut maker, &Cancel::default()).unwrap();
                assert!(rows(&again) == expected, "{spec:?}, {ties:?} behind one cancelled after {after}");
            }
        }
    }
}

/// Each cancelled extension goes a step further than the one before, and what it did must not be lost or done twice.
#[test]
fn a_growing_order_goes_on_where_it_was_cancelled() {
    let (all, first) = (sheet(), of_first(3000));
    for spec in [
        spec("", Some(Column::Name)),
        spec("", Some(Column::Size)),
        spec("", Some(Column::Folder)),
        spec("t1", Some(Column::Name)),
        spec("t1", Some(Column::Size)),
    ] {
        let live = |maker: &mut Maker, sheet: &Sheet, before: Option<&View>, cancel: &Cancel| {
            maker.make(sheet, &spec, Ties::Found, before, cancel)
        };
        let never = Cancel::default();
        let expected = rows(&live(&mut Maker::default(), &all, None, &never).unwrap());
        let (mut maker, mut cancelled) = (Maker::default(), 0);
        let before = live(&mut maker, &first, None, &never).unwrap();
        let made = (1..).find_map(|after| {
            let made = live(&mut maker, &all, Some(&before), &Cancel::after(after));
            cancelled += u32::from(made.is_none());
            made
        });
        assert!(cancelled > 3, "{spec:?}: {cancelled}");
        assert!(rows(&made.unwrap()) == expected, "{spec:?}");
    }
}

#[test]
fn a_map_that_is_cancelled_is_none_and_the_next_one_is_right() {
    let sheet = sheet();
    let make = |maker: &mut MapMaker, cancel: &Cancel| {
        let (view, spec) = (View::everything(sheet.rows.len()), MapSpec::default());
        maker.make(&sheet, MapWish { count: CountLinks::Once, ..MapWish::new(&view, &spec) }, cancel)
    };
    let cancel = Cancel::default();
    let expected = make(&mut MapMaker::default(), &cancel).unwrap();
    let looks = cancel.looks();
    assert!(looks > 10, "{looks} looks");
    for after in [0, 1, 2, 4, looks / 4, looks / 2] {
        let mut maker = MapMaker::default();
        assert!(make(&mut maker, &Cancel::after(after)).is_none(), "after {after} of {looks}");
        let again = make(&mut maker, &Cancel::default()).unwrap();
        assert!(again.tiles() == expected.tiles() && again.picture() == expected.picture());
    }
}
