//! The names of users and groups. The system may ask a directory service for one, which may take its time.

/// The name of a user; `None` if there is none with this number, or the system doesn't say.
pub fn user_name(number: u32) -> Option<String> {
    #[cfg(unix)]
    {
        let user = nix::unistd::User::from_uid(nix::unistd::Uid::from_raw(number));
        user.ok().flatten().map(|user| user.name)
    }
    #[cfg(not(unix))]
    {
        let _ = number;
        None
    }
}

/// The name of a group; `None` as above.
pub fn group_name(number: u32) -> Option<String> {
    #[cfg(unix)]
    {
        let group = nix::unistd::Group::from_gid(nix::unistd::Gid::from_raw(number));
        group.ok().flatten().map(|group| group.name)
    }
    #[cfg(not(unix))]
    {
        let _ = number;
        None
    }
}
