//! What the columns of an unknown CSV probably hold, by their titles and by how their values look: a proposal for the user.

use super::csv::kinds::separator_of;
use super::head::{Head, Record};
use super::mapping::Mapping;
use super::paths::last_part;
use super::terms::{Holds, Place};

/// Titles in small letters, as programs and people write them.
const TITLES: [(Holds, &[&str]); 11] = [
    (
        Holds::Path,
        &[
            "path",
            "full path",
            "fullpath",
            "fullname",
            "full name",
            "file path",
            "filepath",
            "pfad",
            "vollständiger pfad",
            "dateipfad",
            "chemin",
            "chemin complet",
            "ruta",
            "ruta completa",
            "percorso",
            "caminho",
            "pad",
            "ścieżka",
            "путь",
            "полный путь",
            "パス",
            "フルパス",
            "路径",
            "路徑",
        ],
    ),
    (
        Holds::Name,
        &[
            "name",
            "file name",
            "filename",
            "file",
            "datei",
            "dateiname",
            "nom",
            "nom de fichier",
            "nom du fichier",
            "nombre",
            "nome",
            "nome file",
            "naam",
            "bestandsnaam",
            "nazwa",
            "имя",
            "имя файла",
            "名前",
            "ファイル名",
            "名称",
            "文件名",
        ],
    ),
    (
        Holds::Folder,
        &[
            "folder",
            "directory",
            "dir",
            "location",
            "parent",
            "parent folder",
            "ordner",
            "verzeichnis",
            "dossier",
            "répertoire",
            "carpeta",
            "directorio",
            "cartella",
            "pasta",
            "map",
            "katalog",
            "папка",
            "каталог",
            "フォルダー",
            "文件夹",
        ],
    ),
    (
        Holds::Size,
        &[
            "size",
            "length",
            "bytes",
            "file size",
            "filesize",
            "size (bytes)",
            "size in bytes",
            "size_bytes",
            "größe",
            "dateigröße",
            "größe (bytes)",
            "taille",
            "tamaño",
            "dimensione",
            "dimensioni",
            "tamanho",
            "grootte",
            "rozmiar",
            "размер",
            "サイズ",
            "大小",
        ],
    ),
    (
        Holds::Allocated,
        &[
            "allocated",
            "allocated size",
            "size on disk",
            "disk usage",
            "physical size",
            "belegt",
            "größe auf datenträger",
            "taille sur le disque",
            "tamaño en disco",
        ],
    ),
    (
        Holds::Modified,
        &[
            "modified",
            "date modified",
            "last modified",
            "modification date",
            "modification time",
            "modified time",
            "mtime",
            "date",
            "last write time",
            "lastwritetime",
            "geändert",
            "geändert am",
            "änderungsdatum",
            "letzte änderung",
            "zuletzt geändert",
            "datum",
            "modifié",
            "modifié le",
            "date de modification",
            "modificado",
            "fecha",
            "fecha de modificación",
            "data modifica",
            "ultima modifica",
            "gewijzigd",
            "gewijzigd op",
            "data modyfikacji",
            "изменен",
            "дата изменения",
            "更新日時",
            "修改日期",
            "修改时间",
        ],
    ),
    (
        Holds::Created,
        &[
            "created",
            "date created",
            "creation date",
            "creation time",
            "creationtime",
            "birth",
            "erstellt",
            "erstellt am",
            "erstellungsdatum",
            "créé",
            "date de création",
            "creado",
            "fecha de creación",
            "data creazione",
            "gemaakt",
            "создан",
            "作成日時",
            "创建日期",
        ],
    ),
    (
        Holds::Accessed,
        &[
            "accessed",
            "date accessed",
            "last accessed",
            "lastaccesstime",
            "atime",
            "letzter zugriff",
            "date d’accès",
        ],
    ),
    (
        Holds::Attributes,
        &["attributes", "attribute", "attributs", "atributos", "attributi", "атрибуты", "属性"],
    ),
    (Holds::Owner, &["owner", "user", "besitzer", "propriétaire", "propietario", "proprietario", "владелец"]),
    (Holds::Kind, &["kind", "type", "typ", "tipo"]),
];

/// The columns, by number. Without any where nothing shows what they are.
pub(super) fn suggest(head: Head<'_>) -> Mapping {
    let separator = separator_of(head);
    let records = head.records(separator);
    let mut found: Vec<(Holds, usize)> =
        records.iter().take(6).map(by_titles).max_by_key(Vec::len).unwrap_or_default();
    let at = |found: &[(Holds, usize)], holds| {
        found.iter().find_map(|&(known, at)| (known == holds).then_some(at))
    };
    let columns = records.iter().map(Vec::len).max().unwrap_or(0);
    if at(&found, Holds::Path).is_none() {
        let is_free = |at: usize| {
            !found.iter().any(|&(holds, taken)| taken == at && !matches!(holds, Holds::Name | Holds::Folder))
        };
        let has_names = at(&found, Holds::Name).filter(|&name| !are_paths(&records, name));
        let paths = (0..columns).filter(|&at| is_free(at)).find(|&at| are_paths(&records, at));
        match (paths, has_names) {
            // Where names have a column of their own, what is called a folder is one.
            (Some(path), Some(_)) if at(&found, Holds::Folder).is_none_or(|folder| folder == path) => {
                found.retain(|&(_, at)| at != path);
                found.push((Holds::Path, path));
            }
            (Some(path), None) => {
                found.retain(|&(_, at)| at != path);
                found.push((Holds::Path, path));
            }
            _ => {}
        }
    }
    if let (Some(path), Some(name)) = (at(&found, Holds::Path), at(&found, Holds::Name)) {
        // Either the path ends in the name, and says all, or it is that of the folder.
        if ends_in(&records, path, name) {
            found.retain(|&(holds, _)| holds != Holds::Name && holds != Holds::Folder);
        } else {
            found.retain(|&(holds, _)| holds != Holds::Folder);
            found
                .iter_mut()
                .filter(|(holds, _)| *holds == Holds::Path)
                .for_each(|(holds, _)| *holds = Holds::Folder);
        }
    }
    found.sort_by_key(|&(_, at)| at);
    let columns = found.into_iter().map(|(holds, at)| (holds, Place::Number(at + 1))).collect();
    Mapping { columns, separator: Some(separator), ..Mapping::default() }
}

fn by_titles(record: &Record) -> Vec<(Holds, usize)> {
    let mut found: Vec<(Holds, usize)> = Vec::new();
    for (at, cell) in record.iter().enumerate() {
        let title = String::from_utf8_lossy(cell).trim().to_lowercase();
        let holds =
            TITLES.into_iter().find_map(|(holds, words)| words.contains(&title.as_str()).then_some(holds));
        if let Some(holds) = holds.filter(|holds| !found.iter().any(|(known, _)| known == holds)) {
            found.push((holds, at));
        }
    }
    found
}

/// Whether most values of a column are paths.
fn are_paths(records: &[Record], at: usize) -> bool {
    let is_path = |cell: &[u8]| {
        let parts = cell.iter().filter(|byte| matches!(byte, b'/' | b'\\')).count();
        let is_date = cell.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'/' | b':' | b' ' | b'.' | b'-'));
        parts > 0 && !is_date && memchr::memmem::find(cell, b"://").is_none()
    };
    let cells = || records.iter().filter_map(|record| record.get(at)).filter(|cell| !cell.is_empty());
    let paths = cells().filter(|cell| is_path(cell)).count();
    paths > 0 && paths * 2 >= cells().count()
}

/// Whether most paths of a column end in the name that another one has.
fn ends_in(records: &[Record], path: usize, name: usize) -> bool {
    let pairs = || records.iter().filter_map(|record| Some((record.get(path)?, record.get(name)?)));
    let is_end = |path: &[u8], name: &[u8]| {
        [b'/', b'\\'].into_iter().any(|separator| last_part(path, separator) == name)
    };
    pairs().filter(|(path, name)| is_end(path, name)).count() * 2 > pairs().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(list: &str) -> String {
        suggest(Head { text: list.as_bytes(), is_whole: true }).to_string()
    }

    #[test]
    fn columns_are_guessed_by_titles_and_values() {
        for (list, expected) in [
            (
                "\"Name\",\"Path\",\"Type\",\"Size\",\"Date\"\n\"a.txt\",\"C:\\x\",\"File\",\"5\",\"2026-01-01\"\n",
                "name=1,folder=2,kind=3,size=4,modified=5,separator=comma",
            ),
            ("Name;Path\na.txt;/x/a.txt\nb;/x/b\n", "path=2,separator=semicolon"),
            (
                "Dateiname;Ordner;Größe;Geändert am\na;D:\\x;5;1.2.2026\n",
                "name=1,folder=2,size=3,modified=4,separator=semicolon",
            ),
            ("id\twhere\tn\n1\t/srv/a\t5\n2\t/srv/b\t6\n", "path=2,separator=tab"),
            ("Report\n\nDatei;Größe\nD:\\x\\a;5\nD:\\x\\b;6\n", "path=1,size=2,separator=semicolon"),
            ("day,what\n1/2/2026,x\n", ",separator=comma"),
            ("/a/b\n/c/d\n", "path=1,separator=comma"),
        ] {
            assert_eq!(suggested(list), expected, "{list}");
        }
    }
}
