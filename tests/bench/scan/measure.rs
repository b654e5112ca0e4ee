//! Runs in turns, each a process of its own, and what they cost.

use super::Args;
use super::contenders::{INSIDE, OWN, TOOLS};
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One run.
pub struct Run {
    wall: f64,
    cpu: f64,
    peak: u64,
    /// What a contender of this program said of itself.
    told: String,
}

/// A contender's runs, a turn each.
pub struct Measured {
    name: String,
    runs: Vec<Run>,
}

/// A contender: its name, and the command in which [`FOLDER`] stands for the folder.
pub struct Contender {
    name: String,
    line: Vec<String>,
}

const FOLDER: &str = "{folder}";

/// Those of this program and the tools that are installed.
pub fn contenders(args: &Args) -> Vec<Contender> {
    let own = std::env::current_exe().unwrap().into_os_string().into_string().unwrap();
    let threads = args.threads.to_string();
    let mut contenders: Vec<Contender> = Vec::new();
    for name in INSIDE {
        let line = [&own, "--threads", &threads, "--inside", name, FOLDER].map(str::to_owned).to_vec();
        contenders.push(Contender { name: name.to_owned(), line });
    }
    for tool in TOOLS {
        if Command::new(tool[0])
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_err()
        {
            println!("left out: {} is not installed", tool[0]);
            continue;
        }
        let mut line: Vec<String> = tool.iter().map(|word| word.replace("{}", &threads)).collect();
        // find and bfs take the folder before what is to be done with it.
        let at = if ["find", "bfs"].contains(&tool[0]) { 1 } else { line.len() };
        line.insert(at, FOLDER.to_owned());
        contenders.push(Contender { name: tool[0].to_owned(), line });
    }
    let is_wanted = |name: &str| args.only.is_empty() || args.only.iter().any(|only| name.contains(only));
    contenders.retain(|contender| INSIDE[..OWN].contains(&&*contender.name) || is_wanted(&contender.name));
    contenders
}

/// Every contender reads `folder` once a turn, after a turn that isn't counted.
pub fn in_turns(args: &Args, contenders: &[Contender], folder: &Path) -> Vec<Measured> {
    let measured = |contender: &Contender| Measured { name: contender.name.clone(), runs: Vec::new() };
    let mut measured: Vec<Measured> = contenders.iter().map(measured).collect();
    for turn in 0..=args.turns {
        for (contender, measured) in contenders.iter().zip(&mut measured) {
            if args.cold {
                rustix::fs::sync();
                std::fs::write("/proc/sys/vm/drop_caches", "3").expect("only root can drop the cache");
            }
            let put_in = |word: &String| word.replace(FOLDER, folder.to_str().unwrap());
            let run = run(&contender.line.iter().map(put_in).collect::<Vec<_>>());
            if turn > 0 {
                measured.runs.push(run);
            }
        }
    }
    measured
}

fn run(line: &[String]) -> Run {
    // A tool's sheet may be large, and a contender of this program says a few words.
    let is_own = line.iter().any(|word| word == "--inside");
    let stdout = if is_own { Stdio::piped() } else { Stdio::null() };
    let start = Instant::now();
    let child = Command::new(&line[0]).args(&line[1..]).stdout(stdout).stderr(Stdio::null()).spawn().unwrap();
    let pid = Pid::from_child(&child);
    let mut peak = 0;
    loop {
        // Left unreaped, so that what it used can be read when it has ended.
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        if waitid(WaitId::Pid(pid), options).unwrap().is_some() {
            break;
        }
        peak = peak.max(peak_bytes(pid).unwrap_or(0));
        // A poll of this length costs a contender nothing that shows; its end is seen to a fifth of a percent.
        std::thread::sleep(Duration::from_micros(500));
    }
    let wall = start.elapsed().as_secs_f64();
    let cpu = cpu_seconds(pid).unwrap_or(0.0);
    let told = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    Run { wall, cpu, peak, told }
}

fn peak_bytes(pid: Pid) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", pid.as_raw_nonzero())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib * 1024)
}

/// User and system time of an ended process, its threads' among them; see proc_pid_stat(5).
fn cpu_seconds(pid: Pid) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// One line a contender, the fastest first.
pub fn print(folder: &Path, measured: &[Measured]) {
    println!("\n{}: name, median s, CPU s, peak MB, wall ÷ limit, CPU ÷ limit", folder.display());
    let limit = &measured[0].runs;
    let mut lines = Vec::new();
    for Measured { name, runs } in measured {
        let of = |value: fn(&Run) -> f64| median(runs.iter().map(value).collect());
        let ratio = |value: fn(&Run) -> f64| {
            median(runs.iter().zip(limit).map(|(run, limit)| value(run) / value(limit)).collect())
        };
        let (wall, cpu) = (ratio(|run| run.wall), ratio(|run| run.cpu));
        let peak = of(|run| run.peak as f64) / 1e6;
        let line = format!(
            "  {name:24} {:7.3} {:7.2} {peak:7.1} {wall:6.2} {cpu:6.2}",
            of(|run| run.wall),
            of(|run| run.cpu)
        );
        lines.push((wall, line));
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, line) in lines {
        println!("{line}");
    }
    let plain = &measured[1].runs;
    for Measured { name, runs } in &measured[1..OWN] {
        own_figures(name, runs, plain);
    }
}

/// What one of Foldersheet's said of itself, as medians, and what it takes beside `plain` ones in the same turns: the median of the ratios,
/// and between which two the middle half of them lies.
fn own_figures(name: &str, runs: &[Run], plain: &[Run]) {
    let figures = |at: usize| {
        let figure =
            |run: &Run| run.told.split_whitespace().nth(at).and_then(|word| word.parse::<f64>().ok());
        median(runs.iter().filter_map(figure).collect())
    };
    let (files, first, bytes) = (figures(0), figures(1), figures(2));
    let each = median(runs.iter().map(|run| run.wall).collect()) / files * 1e6;
    println!(
        "  {name}: {files} rows, {each:.2} µs and {bytes:.1} bytes each, the first after {first:.1} ms; {} wall, {} CPU",
        beside(runs, plain, |run| run.wall),
        beside(runs, plain, |run| run.cpu)
    );
}

fn beside(runs: &[Run], plain: &[Run], value: fn(&Run) -> f64) -> String {
    let mut ratios: Vec<f64> = runs.iter().zip(plain).map(|(run, plain)| value(run) / value(plain)).collect();
    ratios.sort_by(f64::total_cmp);
    let at = |share: usize| ratios[(ratios.len() - 1) * share / 4];
    format!("{:.3} ({:.3} to {:.3})", at(2), at(1), at(3))
}
