//! The colour of each category: one list for icons, charts and maps.

use super::Category;

/// The colours of one category, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoryColours {
    /// Of icons and bars on light backgrounds.
    light: [u8; 3],
    /// Of these on dark ones.
    dark: [u8; 3],
    /// Of areas, in the light theme and in the dark one.
    areas: [[u8; 3]; 2],
}

impl CategoryColours {
    const fn new(light: u32, dark: u32, areas: [u32; 2]) -> CategoryColours {
        CategoryColours { light: rgb(light), dark: rgb(dark), areas: [rgb(areas[0]), rgb(areas[1])] }
    }

    /// That of icons and bars on the backgrounds of a theme.
    pub const fn on(self, is_dark: bool) -> [u8; 3] {
        if is_dark { self.dark } else { self.light }
    }

    /// That of an area, which may be most of what is seen, and has black or white words on it.
    pub const fn area(self, is_dark: bool) -> [u8; 3] {
        self.areas[is_dark as usize]
    }
}

const fn rgb(value: u32) -> [u8; 3] {
    let [_, r, g, b] = value.to_be_bytes();
    [r, g, b]
}

impl Category {
    /// Its colours: the hues of Okabe and Ito's palette (green, purple, vermilion, blue, orange, sky blue, yellow, and grey), in steps of
    /// lightness that keep any two apart for eyes without cones for red, for green or for blue. `tests/colours.rs` measures that: the least
    /// difference of two (CIEDE2000) is 12.5 on a light map and on a dark one, 12.7 for light icons and for dark ones; in Okabe and Ito's
    /// own it is 4.6 once there is a grey, and once each can be seen on white 1.4.
    pub const fn colours(self) -> CategoryColours {
        match self {
            Category::Image => CategoryColours::new(0x36_865E, 0x2E_9070, [0x34_A37F; 2]),
            Category::Video => CategoryColours::new(0xCF_6395, 0xA6_6DB0, [0xC0_84C6; 2]),
            Category::Audio => CategoryColours::new(0x83_1B11, 0xD2_501E, [0xB8_391A; 2]),
            Category::Document => CategoryColours::new(0x1F_3E9C, 0x5B_8EFF, [0x1A_5BA5; 2]),
            Category::Archive => CategoryColours::new(0x8B_6401, 0xE6_9F2E, [0xF0_950A; 2]),
            Category::Code => CategoryColours::new(0x24_94D6, 0x8A_D8F8, [0x8A_D8F8; 2]),
            Category::Data => CategoryColours::new(0xA1_8E18, 0xFB_F045, [0xF8_EC4E; 2]),
            // Warm, as most of a system's files are of none: beside cool frames it is a colour, too.
            Category::Other => CategoryColours::new(0x50_5154, 0xB4_B4AC, [0xC4_C0B8, 0x63_625C]),
        }
    }
}
