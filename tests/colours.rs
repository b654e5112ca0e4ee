//! The colours of categories, to eyes that lack a kind of cone: simulated as Machado, Oliveira and Fernandes do it, and told apart by the
//! difference that the International Commission on Illumination has for it. Nothing of this is the program's own.

use foldersheet::model::Category;

/// What the eye sees of linear red, green and blue without the cones for long, middle or short waves: Machado, Oliveira and Fernandes, "A
/// physiologically-based model for simulation of color vision deficiency", 2009, table 1, severity 1.0.
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

type Rgb = [u8; 3];
type Lab = [f64; 3];

/// From sRGB to linear light (IEC 61966-2-1).
fn linear(colour: Rgb) -> [f64; 3] {
    colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: &[[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// CIELAB of linear light, with the white of sRGB.
fn lab(light: [f64; 3]) -> Lab {
    const XYZ: [[f64; 3]; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    let white = times(&XYZ, [1.0; 3]);
    let xyz = times(&XYZ, light.map(|part| part.clamp(0.0, 1.0)));
    let root = |at: usize| {
        let part: f64 = xyz[at] / white[at];
        if part > 216.0 / 24_389.0 { part.cbrt() } else { (24_389.0 / 27.0 * part + 16.0) / 116.0 }
    };
    let [x, y, z] = [root(0), root(1), root(2)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000, as in Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary test data, and
/// mathematical observations", 2005.
fn difference([l1, a1, b1]: Lab, [l2, a2, b2]: Lab) -> f64 {
    let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seventh((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let (a1, a2) = ((1.0 + g) * a1, (1.0 + g) * a2);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue =
        |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let is_grey = c1 * c2 == 0.0;
    let apart = match h2 - h1 {
        _ if is_grey => 0.0,
        apart if apart > 180.0 => apart - 360.0,
        apart if apart < -180.0 => apart + 360.0,
        apart => apart,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (apart / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if is_grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.20 * cos(4.0 * h - 63.0);
    let turn = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let from_middle = (l - 50.0).powi(2);
    let (sl, sc, sh) =
        (1.0 + 0.015 * from_middle / (20.0 + from_middle).sqrt(), 1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rt = -(2.0 * turn).to_radians().sin() * 2.0 * seventh(c);
    let (dl, dc, dh) = (dl / sl, dc / sc, dh / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

/// The two categories that are hardest to tell apart, for whom, and how different they are.
fn least(colours: &[(Category, Rgb)]) -> (f64, String) {
    let mut least = (f64::INFINITY, String::new());
    for (eyes, matrix) in &EYES {
        let seen: Vec<(Category, Lab)> =
            colours.iter().map(|(of, rgb)| (*of, lab(times(matrix, linear(*rgb))))).collect();
        for (at, (a, one)) in seen.iter().enumerate() {
            for (b, other) in &seen[at + 1..] {
                let found = difference(*one, *other);
                if found < least.0 {
                    least = (found, format!("{a:?} and {b:?}, {eyes}: {found:.1}"));
                }
            }
        }
    }
    least
}

fn luminance(colour: Rgb) -> f64 {
    linear(colour).iter().zip([0.2126, 0.7152, 0.0722]).map(|(part, weight)| part * weight).sum()
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_difference_is_that_of_its_test_data() {
    // Sharma, Wu and Dalal, table 1: pairs 1, 7, 9, 16, 17, 20, 25 and 34.
    for (a, b, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0009], 7.1792),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.5, 0.0], [58.0, 24.0, 15.0], 19.4535),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        assert!((difference(a, b) - expected).abs() < 0.000_1, "{a:?} {b:?}: {}", difference(a, b));
    }
}

/// 10 is some ten times what is noticed side by side: enough for areas that do not touch.
#[test]
fn the_categories_of_a_map_are_told_apart_by_every_eye_in_both_themes() {
    for is_dark in [false, true] {
        let colours = Category::ALL.map(|of| (of, of.colours().area(is_dark)));
        let (found, who) = least(&colours);
        assert!(found >= 12.0, "{who}");
    }
}

#[test]
fn the_categories_of_icons_and_bars_are_told_apart_by_every_eye_in_both_themes() {
    for is_dark in [false, true] {
        let colours = Category::ALL.map(|of| (of, of.colours().on(is_dark)));
        let (found, who) = least(&colours);
        assert!(found >= 12.0, "{who}");
    }
}

/// WCAG 2.2, 1.4.3: 4.5 to 1 for words, which are black or white, on each colour and as far as it is shaded.
#[test]
fn names_can_be_read_on_the_categories_of_a_map() {
    for is_dark in [false, true] {
        for of in Category::ALL {
            let plain = luminance(of.colours().area(is_dark));
            let (black, white) = (contrast(plain * 0.75, 0.0), contrast(plain * 1.15, 1.0));
            assert!(black.max(white) >= 4.5, "{of:?}: {:.2}", black.max(white));
        }
    }
}
