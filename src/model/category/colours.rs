//! The colour of each category: one list for icons, charts and maps.

use super::Category;

/// A colour on light backgrounds and on dark ones, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoryColours {
    /// On light backgrounds.
    pub light: [u8; 3],
    /// On dark backgrounds.
    pub dark: [u8; 3],
}

impl CategoryColours {
    const fn new(light: u32, dark: u32) -> CategoryColours {
        let ([_, a, b, c], [_, x, y, z]) = (light.to_be_bytes(), dark.to_be_bytes());
        CategoryColours { light: [a, b, c], dark: [x, y, z] }
    }

    /// The one for a theme.
    pub const fn on(self, dark: bool) -> [u8; 3] {
        if dark { self.dark } else { self.light }
    }
}

impl Category {
    /// Its colours: those of Okabe and Ito, which colour-blind eyes tell apart, darker or lighter where the background asks for it. Green,
    /// pink, vermilion, blue, orange, sky blue, yellow, and grey.
    pub const fn colours(self) -> CategoryColours {
        match self {
            Category::Image => CategoryColours::new(0x00_8F68, 0x17_B388),
            Category::Video => CategoryColours::new(0xB8_5C92, 0xD9_8CB8),
            Category::Audio => CategoryColours::new(0xD5_5E00, 0xF0_7A1E),
            Category::Document => CategoryColours::new(0x00_72B2, 0x3C_97D3),
            Category::Archive => CategoryColours::new(0xB0_7800, 0xE6_9F00),
            Category::Code => CategoryColours::new(0x2B_8CC4, 0x7C_C7F2),
            Category::Data => CategoryColours::new(0x85_7C0A, 0xF0_E442),
            Category::Other => CategoryColours::new(0x6F_7A8A, 0x96_A1B2),
        }
    }
}
