//! What the process may take of the machine: open files and memory.

use std::io;

/// Whether `error` says that too many files are open, in this process or in the system.
pub fn out_of_handles(error: &io::Error) -> bool {
    #[cfg(unix)]
    let codes = [rustix::io::Errno::MFILE.raw_os_error(), rustix::io::Errno::NFILE.raw_os_error()];
    // ERROR_TOO_MANY_OPEN_FILES.
    #[cfg(not(unix))]
    let codes = [4];
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

/// Lets the process hold as many open folders as the system allows it at all. Called once at start.
pub fn raise_handle_limit() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let maximum = getrlimit(Resource::Nofile).maximum;
        // macOS says 'no limit' and refuses it; what it takes is OPEN_MAX, 10,240. A system that refuses that too
        // leaves the limit as it was, and the walk lives within it.
        for current in [maximum, Some(maximum.map_or(10_240, |limit| limit.min(10_240)))] {
            if setrlimit(Resource::Nofile, Rlimit { current, maximum }).is_ok() {
                break;
            }
        }
    }
}

/// Folders that may be opened besides what the process has open already, with some left for its other needs.
pub fn free_handles() -> usize {
    #[cfg(unix)]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
        let limit = limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        // The BSDs list no more than the first three there. Where they can't be counted, what a window has open.
        let list = if cfg!(target_os = "macos") { "/dev/fd" } else { "/proc/self/fd" };
        let open = std::fs::read_dir(list).map_or(64, |open| open.count());
        limit.saturating_sub(open).saturating_sub((limit / 4).min(64))
    }
    #[cfg(not(unix))]
    {
        usize::MAX
    }
}

/// Address space that a thread takes: its stack, and with glibc the 64 MiB that each thread's heap sets aside.
const THREAD: u64 = if cfg!(target_env = "gnu") { 66 << 20 } else { 2 << 20 };

/// Threads that may be started so that at least half of the address space is left for what they find. It is only bounded
/// if a bound is set (`ulimit -v`, or a service manager).
pub fn free_threads() -> usize {
    let threads = own_limits().address_space.map(|left| left / 2 / THREAD);
    threads.and_then(|threads| usize::try_from(threads).ok()).unwrap_or(usize::MAX)
}

/// Bytes of memory that the process could take now, with so many more threads to start, without being refused or killed and
/// without other programs being pushed out: the least of what the machine has, what the control groups around the process
/// leave, and what the limits set for the process leave. `None` if the system does not report it: on other systems than
/// Linux, Windows and macOS.
pub fn free_memory_beside(threads: usize) -> Option<u64> {
    let own = own_limits();
    let address_space = own.address_space.map(|left| left.saturating_sub(threads as u64 * THREAD));
    [machine(), groups(), address_space, own.data].into_iter().flatten().min()
}

/// What the machine has free, caches that give way among it.
#[cfg(target_os = "linux")]
fn machine() -> Option<u64> {
    kilobytes(&table("/proc/meminfo"), "MemAvailable")
}

/// As above, and not more than the system promises to this process: without a page file, or in a job, that ends first.
#[cfg(windows)]
fn machine() -> Option<u64> {
    let state = winsafe::GlobalMemoryStatusEx().ok()?;
    Some(state.ullAvailPhys.min(state.ullAvailPageFile))
}

/// As above.
#[cfg(target_os = "macos")]
fn machine() -> Option<u64> {
    let mut system = sysinfo::System::new().ok()?;
    system.refresh_memory();
    // 0 is what it says when the system doesn't answer.
    Some(system.available_memory()).filter(|free| *free > 0)
}

/// Not known here.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn machine() -> Option<u64> {
    None
}

/// What the control groups leave.
fn groups() -> Option<u64> {
    #[cfg(target_os = "linux")]
    return super::cgroup::free_memory();
    #[cfg(not(target_os = "linux"))]
    None
}

/// What the limits that were set for this process leave.
#[derive(Default)]
struct OwnLimits {
    /// Addresses, whether there is memory behind them or not.
    address_space: Option<u64>,
    /// Memory that can be written to and is not shared.
    data: Option<u64>,
}

#[cfg(target_os = "linux")]
fn own_limits() -> OwnLimits {
    use rustix::process::{Resource, getrlimit};
    // Most often there is no limit, and then nothing is read.
    let used = |key| kilobytes(&table("/proc/self/status"), key);
    let left = |limit, key| Some(getrlimit(limit).current?.saturating_sub(used(key)?));
    OwnLimits { address_space: left(Resource::As, "VmSize"), data: left(Resource::Data, "VmData") }
}

/// Elsewhere there are none, or the system doesn't tell how much of them is used.
#[cfg(not(target_os = "linux"))]
fn own_limits() -> OwnLimits {
    OwnLimits::default()
}

/// A file that the kernel makes up; a program's name in it may be any bytes.
#[cfg(target_os = "linux")]
fn table(path: &str) -> String {
    std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// A value in bytes from a table with lines such as "MemAvailable:   12345 kB", see proc_meminfo(5) and proc_pid_status(5).
#[cfg(target_os = "linux")]
fn kilobytes(table: &str, key: &str) -> Option<u64> {
    let value = |line: &str| {
        let (name, value) = line.split_once(':')?;
        value.strip_suffix("kB").filter(|_| name == key)?.trim().parse::<u64>().ok()
    };
    table.lines().find_map(value)?.checked_mul(1024)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_whole_name() {
        let table = "MemTotal:       24684092 kB\nMemFree:        20563464 kB\nMemAvailable:   24035972 kB\n";
        assert_eq!(kilobytes(table, "MemAvailable"), Some(24_035_972 * 1024));
        assert_eq!(kilobytes(table, "Mem"), None);
        assert_eq!(kilobytes("", "MemAvailable"), None, "before Linux 3.14 there was no such line");
        let status = "Name:\tVmSize: 1 kB\nVmPeak:\t    3060 kB\nVmSize:\t    2048 kB\nThreads:\t1\n";
        assert_eq!(kilobytes(status, "VmSize"), Some(2 << 20), "a program can have any name");
        assert_eq!(kilobytes(status, "Threads"), None, "a number without the unit");
    }

    #[test]
    fn this_process_has_a_bound() {
        let free = free_memory_beside(0).expect("Linux says it");
        let machine = kilobytes(&std::fs::read_to_string("/proc/meminfo").unwrap(), "MemTotal").unwrap();
        assert!(free < machine, "{free} of {machine}");
    }
}
