//! How wide the terminal is to which something is written.

/// Its width in cells; `None` for what is no terminal, whose lines stay as long as they are.
#[cfg(unix)]
pub(crate) fn width_of(stream: &(impl std::os::fd::AsFd + std::io::IsTerminal)) -> Option<usize> {
    if !stream.is_terminal() {
        return None;
    }
    let size = rustix::termios::tcgetwinsize(stream).ok()?;
    Some(usize::from(size.ws_col)).filter(|cells| *cells > 0)
}

/// Its width in cells, where the system tells it.
#[cfg(not(unix))]
pub(crate) fn width_of(_: &impl std::io::IsTerminal) -> Option<usize> {
    None
}
