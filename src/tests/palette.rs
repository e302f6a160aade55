//! Whatever accent an organisation chooses, what is written on it and in it can be read: WCAG 2.2, 1.4.3
//! and 1.4.11, computed from the very style sheet that ships.

use crate::domain::organisation::accent::Accent;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Linear light of red, green and blue, as far as a screen can show it.
type Light = [f64; 3];

/// The values of one scheme: the custom properties of the block that begins with `selector`.
struct Scheme<'a> {
    block: &'a str,
    hue: f64,
}

impl Scheme<'_> {
    fn value(&self, name: &str) -> &str {
        let start = self.block.find(&format!("{name}: ")).unwrap_or_else(|| panic!("{name} is in the style sheet"));
        let value = &self.block[start + name.len() + 2..];
        &value[..value.find(';').unwrap()]
    }

    /// A colour of the form `oklch(50% 0.1 195)`.
    fn colour(&self, name: &str) -> Light {
        let value = self.value(name).trim_start_matches("oklch(").trim_end_matches(')');
        let value = value.replace("var(--accent-tone", self.value("--accent-tone"));
        let value = value.replace("var(--accent-h", &self.hue.to_string()).replace(')', "");
        let parts: Vec<f64> =
            value.split_whitespace().map(|part| part.trim_end_matches('%').parse().unwrap()).collect();
        assert_eq!(parts.len(), 3, "{name}: {value}");
        oklch(parts[0] / 100.0, parts[1], parts[2])
    }

    fn contrast(&self, one: &str, other: &str) -> f64 {
        contrast(self.colour(one), self.colour(other))
    }
}

/// Björn Ottosson's OKLab, clipped to sRGB as browsers do.
fn oklch(lightness: f64, chroma: f64, hue: f64) -> Light {
    let (sin, cos) = hue.to_radians().sin_cos();
    let (a, b) = (chroma * cos, chroma * sin);
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|light| light.clamp(0.0, 1.0))
}

fn contrast(one: Light, other: Light) -> f64 {
    let luminance = |[red, green, blue]: Light| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn hex(light: Light) -> String {
    let byte = |light: f64| {
        let value = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        format!("{:02x}", (value * 255.0).round() as u8)
    };
    light.map(byte).concat()
}

fn hue(accent: Accent) -> f64 {
    let rule = format!("[data-accent=\"{}\"] {{ --accent-h: ", accent.as_str());
    let start = TOKENS.find(&rule).unwrap_or_else(|| panic!("{accent:?} is in the style sheet")) + rule.len();
    TOKENS[start..].split(';').next().unwrap().parse().unwrap()
}

/// Light, dark by the system and dark by choice.
fn schemes(accent: Accent) -> [Scheme<'static>; 3] {
    [":root {", ":root:not([data-theme=\"light\"]) {", ":root[data-theme=\"dark\"] {"].map(|selector| {
        let block = &TOKENS[TOKENS.find(selector).unwrap()..];
        Scheme { block: &block[..block.find('}').unwrap()], hue: hue(accent) }
    })
}

#[test]
fn text_in_and_on_every_accent_can_be_read() {
    for accent in Accent::ALL {
        for scheme in schemes(accent) {
            for (text, ground) in [
                ("--on-accent", "--accent"),
                ("--on-accent", "--accent-hover"),
                ("--accent-ink", "--accent-wash"),
                ("--accent-ink", "--page"),
                ("--accent-ink", "--surface"),
            ] {
                let contrast = scheme.contrast(text, ground);
                assert!(contrast >= 4.5, "{accent:?}: {text} on {ground} has {contrast:.2}");
            }
            // What has focus is outlined by it.
            for ground in ["--page", "--surface"] {
                assert!(scheme.contrast("--accent", ground) >= 3.0, "{accent:?} on {ground}");
            }
        }
    }
}

#[test]
fn mails_have_the_accent_of_the_pages_with_white_on_it() {
    for accent in Accent::ALL {
        let [light, ..] = schemes(accent);
        let shown = light.colour("--accent");
        assert_eq!(accent.hex(), format!("#{}", hex(shown)), "{accent:?}");
        assert!(contrast(shown, [1.0; 3]) >= 4.5, "{accent:?}");
    }
}

#[test]
fn what_ships_is_the_default_of_the_style_sheet() {
    let [light, ..] = schemes(Accent::default());
    assert_eq!(light.value("--accent-h"), hue(Accent::default()).to_string());
}

#[test]
fn every_tone_can_be_read_on_its_ground() {
    for scheme in schemes(Accent::default()) {
        for tone in ["--success", "--warning", "--info", "--critical"] {
            for ground in [&format!("{tone}-wash"), "--page", "--surface"] {
                let contrast = scheme.contrast(tone, ground);
                assert!(contrast >= 4.5, "{tone} on {ground} has {contrast:.2}");
            }
        }
        assert!(scheme.contrast("--quiet", "--sunken") >= 4.5);
    }
}
