//! Lists of flat objects, in an array or a line each, as rows with a cell for each value: what `rclone lsjson` prints, WinDirStat's JSON, and
//! this program's own JSON Lines.

use super::walker::{Token, Walker};
use crate::import::csv::kinds::{set_own, set_windirstat, windirstat_columns};
use crate::import::csv::plan::{Columns, FolderBy, Plan, Top};
use crate::import::csv::record::{Cells, Next};
use crate::import::dates::Stamp;
use crate::import::head::{Head, path_separator};
use crate::import::lines::Lines;
use crate::import::terms::DateOrder;
use crate::import::terms::Holds;
use crate::import::values::{hexadecimal, number};
use crate::model::{Cancel, Column, SourceError, SourceKind};

/// Objects that are looked at.
const SAMPLE: usize = 20;

/// Reads objects one by one.
pub(in crate::import) struct Objects<'r> {
    walker: Walker<'r>,
    titles: Vec<Vec<u8>>,
    /// Whether values are known by their place, as their names are in any language.
    by_place: bool,
    /// Whether each object is a line by itself.
    are_lines: bool,
    /// The values of the present one.
    pub cells: Cells,
    values: Vec<Vec<u8>>,
    text: Vec<u8>,
    /// The line in which it begins, from 1.
    pub line: u64,
}

impl<'r> Objects<'r> {
    /// From the beginning of a text.
    pub(in crate::import) fn new(lines: Lines<'r>, plan: &Plan) -> Objects<'r> {
        Objects {
            walker: Walker::new(lines),
            titles: plan.titles.clone(),
            by_place: plan.kind == SourceKind::WinDirStatJson,
            are_lines: plan.kind == SourceKind::OwnJsonLines,
            cells: Cells::default(),
            values: vec![Vec::new(); plan.titles.len()],
            text: Vec::new(),
            line: 1,
        }
    }

    /// The text of the present object's values, in which its cells are.
    pub(in crate::import) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Bytes that were passed.
    pub(in crate::import) fn position(&self) -> u64 {
        self.walker.position()
    }

    /// Goes on to the next object.
    ///
    /// # Errors
    /// Those of reading.
    pub(in crate::import) fn next(&mut self) -> Result<Next, SourceError> {
        loop {
            self.line = self.walker.line();
            match self.walker.next()? {
                Token::Object => {
                    self.line = self.walker.line();
                    if self.object()? {
                        self.cells.set(&self.values, &mut self.text);
                        return Ok(Next::Record { is_ended: true });
                    }
                    return self.broken();
                }
                Token::End => return Ok(Next::End),
                Token::Broken => return self.broken(),
                _ => {}
            }
        }
    }

    /// Where each object is a line, the next one may be sound.
    fn broken(&mut self) -> Result<Next, SourceError> {
        let goes_on = self.are_lines && self.walker.begin_line()?;
        Ok(if goes_on { Next::Broken } else { Next::Cut })
    }

    /// The rest of an object; whether it is one.
    fn object(&mut self) -> Result<bool, SourceError> {
        self.values.iter_mut().for_each(Vec::clear);
        let mut place = 0;
        loop {
            match self.walker.next()? {
                Token::Key => {}
                Token::ObjectEnd => return Ok(true),
                _ => return Ok(false),
            }
            let key = self.walker.text();
            let is_here = self.by_place || self.titles.get(place).is_some_and(|title| title == key);
            let at = if is_here { Some(place) } else { self.titles.iter().position(|title| title == key) };
            place = at.unwrap_or(place) + 1;
            let token = self.walker.next()?;
            let value = at.and_then(|at| self.values.get_mut(at));
            match token {
                Token::Text | Token::Number => {
                    if let Some(value) = value {
                        value.extend_from_slice(self.walker.text());
                    }
                }
                Token::Truth(truth) => {
                    if let Some(value) = value {
                        value.extend_from_slice(if truth { b"true" } else { b"false" });
                    }
                }
                Token::Null => {}
                Token::Object | Token::Array => {
                    let depth = self.walker.depth();
                    while self.walker.depth() >= depth {
                        if matches!(self.walker.next()?, Token::Broken | Token::End) {
                            return Ok(false);
                        }
                    }
                }
                _ => return Ok(false),
            }
        }
    }
}

/// Keys and values in order.
type Object = Vec<(Vec<u8>, Vec<u8>)>;

/// The first objects, each with its keys and values in order. `None` if it begins with something else.
fn sample(head: Head<'_>, is_array: bool) -> Option<Vec<Object>> {
    if !head.start().starts_with(if is_array { b"[" } else { b"{" }) {
        return None;
    }
    let mut walker = Walker::new(Lines::new(Box::new(head.text), Cancel::default()));
    let mut objects = Vec::new();
    while objects.len() < SAMPLE {
        match walker.next().ok()? {
            Token::Array if is_array => continue,
            Token::Object => {}
            _ => break,
        }
        let mut object = Vec::new();
        loop {
            match walker.next().ok()? {
                Token::Key => {}
                Token::ObjectEnd => break,
                // It is cut here, which a beginning is.
                _ => return (!objects.is_empty()).then_some(objects),
            }
            let key = walker.text().to_vec();
            match walker.next().ok()? {
                Token::Text | Token::Number => object.push((key, walker.text().to_vec())),
                Token::Object | Token::Array => {
                    let depth = walker.depth();
                    while walker.depth() >= depth {
                        if matches!(walker.next().ok()?, Token::Broken | Token::End) {
                            return (!objects.is_empty()).then_some(objects);
                        }
                    }
                    object.push((key, Vec::new()));
                }
                Token::Truth(_) | Token::Null => object.push((key, Vec::new())),
                _ => return (!objects.is_empty()).then_some(objects),
            }
        }
        objects.push(object);
    }
    (!objects.is_empty()).then_some(objects)
}

/// What `rclone lsjson` prints.
pub(in crate::import) fn rclone(head: Head<'_>) -> Option<(u8, Plan)> {
    let objects = sample(head, true)?;
    let has = |name: &str| objects[0].iter().any(|(key, _)| key == name.as_bytes());
    if !["Path", "Name", "Size", "IsDir"].into_iter().all(has) {
        return None;
    }
    let titles = ["Path", "Size", "ModTime", "IsDir"];
    let columns = Columns::of(&[(Holds::Path, 0), (Holds::Size, 1), (Holds::Modified, 2), (Holds::Kind, 3)]);
    let mut plan = Plan::new(SourceKind::Rclone, b',', columns);
    plan.titles = titles.map(|title| title.as_bytes().to_vec()).into();
    plan.path_separator = b'/';
    plan.folder_by = FolderBy::Word;
    plan.top = Top::Here;
    plan.program = Some("rclone".to_owned());
    Some((97, plan))
}

/// WinDirStat's JSON: the columns of its CSV in their order, by names in any language.
pub(in crate::import) fn windirstat(head: Head<'_>) -> Option<(u8, Plan)> {
    let objects = sample(head, true)?;
    let is_row = |object: &Object| {
        let value = |at: usize| object[at].1.as_slice();
        object.len() >= 9
            && (1..=4).all(|at| number(value(at)).is_some())
            && Stamp::read(value(6), DateOrder::YearMonthDay).is_some_and(Stamp::is_exact)
            && hexadecimal(value(7)).is_some()
            && hexadecimal(value(8)).is_some()
    };
    if !objects.iter().all(is_row) {
        return None;
    }
    let mut plan = Plan::new(SourceKind::WinDirStatJson, b',', windirstat_columns(objects[0].len()));
    plan.titles = objects[0].iter().map(|(key, _)| key.clone()).collect();
    set_windirstat(&mut plan);
    Some((95, plan))
}

/// This program's own JSON Lines.
pub(in crate::import) fn own(head: Head<'_>) -> Option<(u8, Plan)> {
    let objects = sample(head, false)?;
    let mut columns = Columns::default();
    for (at, (key, _)) in objects[0].iter().enumerate() {
        let column = Column::named(std::str::from_utf8(key).ok()?)?;
        if let Some(holds) = Holds::named(column.as_str()) {
            columns.put(holds, at);
        }
    }
    if !columns.have_path() {
        return None;
    }
    let mut plan = Plan::new(SourceKind::OwnJsonLines, b',', columns);
    plan.titles = objects[0].iter().map(|(key, _)| key.clone()).collect();
    let places = [Holds::Path, Holds::Root].map(|holds| plan.columns.get(holds));
    let paths = objects
        .iter()
        .flat_map(|object| places.iter().filter_map(|at| Some(object.get((*at)?)?.1.as_slice())));
    plan.path_separator = path_separator(paths);
    set_own(&mut plan);
    Some((97, plan))
}
