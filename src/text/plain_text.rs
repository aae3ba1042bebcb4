/// Elements whose content is not for readers.
const HIDDEN: [&str; 2] = ["script", "style"];
/// Elements that stand on lines of their own.
const BLOCKS: [&str; 13] =
    ["br", "p", "div", "li", "ul", "ol", "tr", "table", "hr", "h1", "h2", "h3", "h4"];
const ENTITIES: [(&str, &str); 7] = [
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("#39", "'"),
    ("nbsp", " "),
];
/// Longer ones are none.
const LONGEST_ENTITY: usize = 10;

/// What a text with HTML in it says, without the tags: blocks begin lines, a link is followed by
/// its address. A `<` that begins no tag stays, and so does Markdown.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut link = None;
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        push_decoded(&mut text, before);
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
        } else if let Some((tag, after_tag)) = Tag::at_start_of(after) {
            tag.write(&mut text, &mut link);
            rest = if tag.hides() { after_end_of(tag.name, after_tag) } else { after_tag };
        } else {
            text.push('<');
            rest = after;
        }
    }
    push_decoded(&mut text, rest);
    tidied(&text)
}

/// What stands between `<` and `>`.
struct Tag<'a> {
    name: &'a str,
    closes: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads what follows a `<`; `None` where that begins no tag.
    fn at_start_of(after: &'a str) -> Option<(Self, &'a str)> {
        let (inside, rest) = after.split_once('>')?;
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/').trim_end_matches('/');
        let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(end)?;
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        is_name.then_some((Self { name, closes, attributes }, rest))
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    fn hides(&self) -> bool {
        !self.closes && self.is_one_of(&HIDDEN)
    }

    fn write(&self, text: &mut String, link: &mut Option<Link>) {
        if self.is_one_of(&BLOCKS) {
            text.push('\n');
            if self.is_one_of(&["li"]) && !self.closes {
                text.push_str("• ");
            }
        }
        if !self.is_one_of(&["a"]) {
            return;
        }
        if let Some(open) = link.take() {
            open.close(text);
        }
        if !self.closes {
            let address = self.attribute("href");
            *link = address.map(|address| Link { address, begun_at: text.len() });
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.split_once(&format!("{name}="))?;
        let value = match value.chars().next()? {
            quote @ ('"' | '\'') => value.split(quote).nth(1)?,
            _ => value.split_whitespace().next()?,
        };
        let mut decoded = String::new();
        push_decoded(&mut decoded, value);
        Some(decoded)
    }
}

/// A link whose words are being written.
struct Link {
    address: String,
    begun_at: usize,
}

impl Link {
    /// Writes the address, unless the words are the address.
    fn close(self, text: &mut String) {
        let words = text.get(self.begun_at..).unwrap_or_default().trim();
        let tells_more = words != self.address && !self.address.starts_with(['#', '/']);
        if words.is_empty() {
            text.push_str(&self.address);
        } else if tells_more {
            text.push_str(" (");
            text.push_str(&self.address);
            text.push(')');
        }
    }
}

/// What follows the end of an element whose content is not shown.
fn after_end_of<'a>(name: &str, text: &'a str) -> &'a str {
    let end = format!("</{}", name.to_ascii_lowercase());
    let place = text.to_ascii_lowercase().find(&end);
    let ending = place.and_then(|place| text.get(place..)).unwrap_or_default();
    ending.split_once('>').map_or("", |(_, rest)| rest)
}

fn push_decoded(text: &mut String, encoded: &str) {
    let mut rest = encoded;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let read = after.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest)));
        if let Some((decoded, after_entity)) = read {
            text.push_str(&decoded);
            rest = after_entity;
        } else {
            text.push('&');
            rest = after;
        }
    }
    text.push_str(rest);
}

fn entity(name: &str) -> Option<String> {
    if name.len() > LONGEST_ENTITY {
        return None;
    }
    let known = ENTITIES.iter().find(|(known, _)| *known == name);
    known.map(|(_, text)| (*text).to_owned()).or_else(|| {
        let number = name.strip_prefix('#')?;
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).map(String::from)
    })
}

/// Lines without outer blanks, and never more than one empty line.
fn tidied(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        let follows_text = lines.last().is_some_and(|last| !last.is_empty());
        if !line.is_empty() || follows_text {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_their_sense_stays() {
        let html =
            "<h2>维护</h2><p>今晚 <b>22:00</b> 起<br/>约一小时</p><ul><li>a</li><li>b</li></ul>";
        assert_eq!(plain_text(html), "维护\n\n今晚 22:00 起\n约一小时\n\n• a\n\n• b");
    }

    #[test]
    fn a_link_tells_its_address() {
        let link = |html: &str| plain_text(html);
        assert_eq!(
            link("<a href=\"https://a.example/x?y=1&amp;z\">群</a>。"),
            "群 (https://a.example/x?y=1&z)。"
        );
        assert_eq!(
            link("<a target=_blank href=https://a.example>https://a.example</a>"),
            "https://a.example"
        );
        assert_eq!(link("<a href='https://a.example'><img src='b'></a>"), "https://a.example");
    }

    #[test]
    fn what_is_not_for_readers_is_left_out() {
        assert_eq!(plain_text("a<script>if (1 < 2) alert()</SCRIPT>b<!-- <p>c -->d"), "abd");
        assert_eq!(plain_text("a<style>p{}"), "a");
    }

    #[test]
    fn plain_words_and_markdown_stay() {
        for text in [
            "1 < 2 & 3 > 2",
            "**充值** [群](https://a.example)",
            "<https://a.example>",
            "a <",
            "&copy",
        ] {
            assert_eq!(plain_text(text), text);
        }
    }

    #[test]
    fn entities_are_read() {
        assert_eq!(plain_text("&lt;b&gt; &#39;x&#39; &#x4F59;"), "<b> 'x' 余");
        assert_eq!(plain_text("&#xD800; &#99999999999;"), "&#xD800; &#99999999999;");
    }
}
