//! Runs in turns, each a process of its own, and what they cost.

use super::Args;
use super::contenders::{INSIDE, TOOLS};
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// One run.
#[derive(Clone, Copy)]
pub struct Run {
    wall: f64,
    cpu: f64,
    peak: u64,
}

/// A contender's runs, a turn each.
pub struct Measured {
    name: String,
    runs: Vec<Run>,
}

/// Every contender reads `folder` once a turn, after a turn that isn't counted.
pub fn in_turns(args: &Args, folder: &Path) -> Vec<Measured> {
    let own = std::env::current_exe().unwrap();
    let mut contenders: Vec<(String, Vec<String>)> = Vec::new();
    for name in INSIDE {
        let threads = args.threads.to_string();
        let inside = ["--threads", &threads, "--inside", name, folder.to_str().unwrap()].map(str::to_owned);
        contenders.push((name.to_owned(), [&[own.to_str().unwrap().to_owned()], &inside[..]].concat()));
    }
    for tool in TOOLS {
        if Command::new(tool[0]).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
        {
            let mut line: Vec<String> =
                tool.iter().map(|word| word.replace("{}", &args.threads.to_string())).collect();
            // find and bfs take the folder before what is to be done with it.
            let at = if ["find", "bfs"].contains(&tool[0]) { 1 } else { line.len() };
            line.insert(at, folder.to_str().unwrap().to_owned());
            contenders.push((tool[0].to_owned(), line));
        } else {
            println!("left out: {} is not installed", tool[0]);
        }
    }
    contenders.retain(|(name, _)| name == INSIDE[0] || name.contains(&args.only));
    let mut measured: Vec<Measured> =
        contenders.iter().map(|(name, _)| Measured { name: name.clone(), runs: Vec::new() }).collect();
    for turn in 0..=args.turns {
        for ((_, line), measured) in contenders.iter().zip(&mut measured) {
            if args.cold {
                std::fs::write("/proc/sys/vm/drop_caches", "3").expect("only root can drop the cache");
            }
            let run = run(line);
            if turn > 0 {
                measured.runs.push(run);
            }
        }
    }
    measured
}

fn run(line: &[String]) -> Run {
    let start = Instant::now();
    let mut child =
        Command::new(&line[0]).args(&line[1..]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
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
    child.wait().unwrap();
    Run { wall, cpu, peak }
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
pub fn print(shape: &str, measured: &[Measured]) {
    println!("\n{shape}: name, median s, CPU s, peak MB, wall ÷ limit, CPU ÷ limit");
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
            "  {name:12} {:7.3} {:7.2} {peak:7.1} {wall:6.2} {cpu:6.2}",
            of(|run| run.wall),
            of(|run| run.cpu)
        );
        lines.push((wall, line));
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, line) in lines {
        println!("{line}");
    }
}
