//! Longer parts of the help: exit codes with examples, and the language of the filter.

/// The windowless form in short, for a machine without a display.
pub const HELP: &str =
    "foldersheet --csv FILE FOLDER...     (FILE may be - for standard output; see foldersheet --help)";

const EXITS: &str = "\
Exit codes: 0 complete; 3 done, with problems; 4 done, and --check has found names with problems, or --compare differences (with 3 instead where not everything could be compared); 130 stopped, what was found is written unless that was stopped too; 1 failed; 2 wrong usage.

Examples:
  foldersheet ~/Documents /mnt/nas             open the window and read both folders
  foldersheet --csv files.csv /srv/data        write every file of a folder, with no window
  foldersheet --csv - --sort -size,name . | head
  foldersheet --out files.xlsx --problems problems.csv /srv/data
  foldersheet --map map.png --filter ext:jpg,png /srv/data
  foldersheet --chart types /srv/data
  foldersheet --check onedrive --prefix 'sites/x/Shared Documents' --out names.xlsx /srv/data
  foldersheet --compare /srv/data /mnt/backup/data --out changes.csv
  foldersheet --out files.csv --preset spreadsheet --split 1048575 /srv/data";

/// What stands below the help of a program of this name: the one without a window has no example that opens it.
pub(super) fn exits_of(name: &str) -> String {
    let opens = |line: &&str| name == "foldersheet" || !line.contains("open the window");
    let named = |line: &str| match line.strip_prefix("  foldersheet ") {
        Some(arguments) => format!("  {name} {arguments}"),
        None => line.to_owned(),
    };
    EXITS.lines().filter(opens).map(named).collect::<Vec<_>>().join("\n")
}

/// How a name is meant that is not Unicode.
pub(super) const INSTEAD: &str = ". Write * for the part of a name that is not";

// No line is longer than 68 characters: clap indents by 10 and would break it on a terminal of 80.
pub(super) const FILTER: &str = "\
Only rows that match TEXT: all of its terms, in any case of letters,
and with accents in one character or in two.
  report 2024             words anywhere in the path
  \"annual report\"         a phrase, its spaces and signs as they are
  *.jpg  IMG_????.*       the whole name; with a / in it the path
  /^img_\\d+/              a regular expression for the name
  name:x  path:x  root:x  in the name, path, picked folder's path
  ext:pdf,docx            extensions; `ext:` alone stands for none
  category:image,video    or audio, document, archive, code, data,
                          other: what extensions are for
  kind:symlink,folder     or file, fifo, socket, block, char
  size:>10mb  size:0      also >=, <, <= and 1kb..1mb; 1kib is 1024;
                          1mib..<2mib is without the end
  allocated:>1gb          the same of the size on disk
  allocated:<size         takes less space than it is long, as with
                          holes; also >size and =size
  modified:2024-05        a year, month, day, today, yesterday, or a
                          time as sheets have it: 2024-05-17 10:30,
                          2024-05-17T10:30:15Z, +02:00, @1715941815
  modified:2023..2024-06  from one to the other; also >, >=, <, <=
  modified:<30d           in the last 30 days; >1y is longer ago;
                          min, h, d, w, m (months), y
  modified:none           no date; size:none, a size that is not known
  created:2024            the same of the birth of a file
  problem:any             with --check: names with a problem; also
                          problem:reserved,case problem:windows.end
  accessed:  changed:     the same of the last reading, and of the
                          last change of anything about it
  age:>3y  age:30..90     since it was modified; days, or a unit
  owner:ana  group:users  by name or number
  mode:777  mode:setuid   permissions; also setgid, sticky,
                          world-writable, group-writable,
                          executable, read-only
  attr:hidden             also readonly, system, archive, immutable,
                          compressed, encrypted, append, nodump
  links:>1  depth:>10     names of the file; folders below FOLDER
  links:repeat            further names of a file that is there
                          already; links:outside, has more elsewhere
  pathlength:>260         in characters; also namelength:, and
                          pathutf16: and nameutf16: as on Windows
  inode:42  device:2049   numbers of the file system
  -draft  -ext:tmp        a minus leaves out
  a b OR c                a and b, or c";
