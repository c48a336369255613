//! What comes out of a printer: the pages of a PDF with their sizes, and every piece of text on them with its size and place.

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::ZlibDecoder;
use serde_json::json;

use super::chromium::Browser;

/// A sheet, measured in points from its lower left corner.
#[derive(Debug)]
pub struct Sheet {
    /// How wide and how high it is.
    pub size: (f64, f64),
    /// What is written on it.
    pub lines: Vec<Line>,
}

/// A piece of text.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// How large.
    pub points: f64,
    /// Where it begins.
    pub place: (f64, f64),
    /// Of so many letters.
    pub letters: usize,
}

impl Browser {
    /// Prints the page as the browser's own button does, on the paper that the page asks for.
    pub async fn on_paper(&self) -> Vec<Sheet> {
        let wishes = json!({ "preferCSSPageSize": true, "printBackground": true });
        let answer = self.devtools("Page.printToPDF", wishes).await;
        let pdf = BASE64_STANDARD.decode(answer["data"].as_str().expect("a document")).expect("base64");
        let objects = Objects::of(&pdf);
        let is_sheet = |text: &&Object<'_>| text.text.contains("/Type /Page\n") || text.text.contains("/Type /Page/");
        objects.0.iter().filter(is_sheet).map(|sheet| objects.sheet(sheet)).collect()
    }
}

/// The numbered objects of a document.
struct Objects<'a>(Vec<Object<'a>>);

struct Object<'a> {
    number: usize,
    /// Up to its stream.
    text: String,
    bytes: &'a [u8],
}

impl<'a> Objects<'a> {
    fn of(pdf: &'a [u8]) -> Self {
        let mut found = Vec::new();
        let mut rest = pdf;
        while let Some(start) = find(rest, b" 0 obj") {
            let digits = rest[..start].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let number = String::from_utf8_lossy(&rest[start - digits..start]).parse().unwrap_or_default();
            let end = find(&rest[start..], b"endobj").map_or(rest.len(), |end| start + end);
            let bytes = &rest[start..end];
            let head = find(bytes, b"stream").map_or(bytes, |at| &bytes[..at]);
            found.push(Object { number, text: String::from_utf8_lossy(head).into_owned(), bytes });
            rest = &rest[end..];
        }
        Self(found)
    }

    fn sheet(&self, sheet: &Object<'_>) -> Sheet {
        let numbers = after(&sheet.text, "/MediaBox");
        let [left, bottom, right, top] = numbers[..4] else { panic!("no size: {}", sheet.text) };
        let content = after(&sheet.text, "/Contents")[0];
        let content = self.0.iter().find(|object| {
            let number = u32::try_from(object.number).unwrap_or_default();
            (f64::from(number) - content).abs() < 0.5
        });
        let content = content.expect("what stands on it").stream();
        Sheet { size: (right - left, top - bottom), lines: Pen::default().write(&content) }
    }
}

impl Object<'_> {
    fn stream(&self) -> String {
        let start = find(self.bytes, b"stream").expect("a stream") + b"stream".len();
        let start = start + self.bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let mut text = Vec::new();
        ZlibDecoder::new(&self.bytes[start..]).read_to_end(&mut text).expect("it can be unpacked");
        String::from_utf8_lossy(&text).into_owned()
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}

/// The numbers that follow a name.
fn after(text: &str, name: &str) -> Vec<f64> {
    let rest = text.split_once(name).unwrap_or_else(|| panic!("no {name} in {text}")).1;
    let numbers = rest.split(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != '-');
    numbers.filter_map(|number| number.parse().ok()).take(4).collect()
}

/// What moves, turns and stretches: where one step to the right leads, one step up, and the corner.
#[derive(Clone, Copy)]
struct Frame([f64; 6]);

impl Frame {
    const AS_IT_IS: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The last six of these numbers.
    fn of(numbers: &[f64]) -> Option<Self> {
        numbers.last_chunk().copied().map(Self)
    }

    /// This one inside the other.
    fn inside(self, Self(outer): Self) -> Self {
        let led = |right: f64, up: f64| [right * outer[0] + up * outer[2], right * outer[1] + up * outer[3]];
        let Self(own) = self;
        let ([right_x, right_y], [up_x, up_y]) = (led(own[0], own[1]), led(own[2], own[3]));
        let [corner_x, corner_y] = led(own[4], own[5]);
        Self([right_x, right_y, up_x, up_y, corner_x + outer[4], corner_y + outer[5]])
    }

    /// By how much it makes things larger.
    fn scale(self) -> f64 {
        (self.0[0] * self.0[3] - self.0[1] * self.0[2]).abs().sqrt()
    }
}

/// Reads how a page is drawn: what moves the pen, and what is written with it.
struct Pen {
    here: Frame,
    before: Vec<Frame>,
    text: Frame,
    size: f64,
    numbers: Vec<f64>,
    letters: usize,
}

impl Default for Pen {
    fn default() -> Self {
        Self {
            here: Frame::AS_IT_IS,
            before: Vec::new(),
            text: Frame::AS_IT_IS,
            size: 0.0,
            numbers: Vec::new(),
            letters: 0,
        }
    }
}

impl Pen {
    fn write(mut self, content: &str) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut rest = content.trim_start();
        while let Some(first) = rest.chars().next() {
            let end = match first {
                '<' if rest.starts_with("<<") => rest.find(">>").map(|at| at + 2),
                '<' => rest.find('>').map(|at| at + 1),
                '[' | ']' => Some(1),
                _ => rest.find(|letter: char| letter.is_whitespace() || "<[]".contains(letter)),
            };
            let (word, more) = rest.split_at(end.unwrap_or(rest.len()).max(1));
            rest = more.trim_start();
            match word.parse() {
                Ok(number) => self.numbers.push(number),
                // Four digits a letter.
                Err(_) if first == '<' && !word.starts_with("<<") => self.letters += (word.len() - 2) / 4,
                Err(_) if "</[]".contains(first) => {}
                Err(_) => lines.extend(self.does(word)),
            }
        }
        lines
    }

    /// Does what an operator says; a line when that wrote one.
    fn does(&mut self, operator: &str) -> Option<Line> {
        let numbers = std::mem::take(&mut self.numbers);
        let letters = std::mem::take(&mut self.letters);
        match operator {
            "q" => self.before.push(self.here),
            "Q" => self.here = self.before.pop().unwrap_or(Frame::AS_IT_IS),
            "cm" => self.here = Frame::of(&numbers)?.inside(self.here),
            "BT" => self.text = Frame::AS_IT_IS,
            "Tf" => self.size = *numbers.last()?,
            "Tm" => self.text = Frame::of(&numbers)?,
            "Td" => {
                let [right, up] = *numbers.last_chunk()?;
                self.text = Frame([1.0, 0.0, 0.0, 1.0, right, up]).inside(self.text);
            }
            "Tj" | "TJ" if letters > 0 => {
                let drawn = self.text.inside(self.here);
                return Some(Line { points: self.size * drawn.scale(), place: (drawn.0[4], drawn.0[5]), letters });
            }
            _ => {}
        }
        None
    }
}
