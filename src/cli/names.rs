//! Arguments whose values are a few names.

use clap::ValueEnum;

/// Whom a CSV is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Preset {
    /// Opens by a double-click: byte order mark, the region's separator, local times, formulas guarded
    Spreadsheet,
    /// As RFC 4180 has it: commas, UTC, nothing changed
    Programs,
}

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RendererName {
    /// OpenGL
    Glow,
    /// Vulkan, Metal or Direct3D
    Wgpu,
}
