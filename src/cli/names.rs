//! Arguments whose values are a few names.

use crate::text::Units;
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

/// What sizes are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnitsName {
    /// kB, MB, GB
    #[value(name = "1000")]
    Decimal,
    /// KiB, MiB, GiB
    #[value(name = "1024")]
    Binary,
}

impl From<UnitsName> for Units {
    fn from(name: UnitsName) -> Units {
        match name {
            UnitsName::Decimal => Units::Decimal,
            UnitsName::Binary => Units::Binary,
        }
    }
}
