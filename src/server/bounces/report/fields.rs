//! Fields as headers and delivery reports have them: `Name: value`, a value going on in lines that begin with a blank.

/// The fields of one block, in their order; names in lower case.
#[derive(Debug, Default, Clone)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first block of `text` that has fields.
    pub fn first(text: &str) -> Self {
        Self::blocks(text).into_iter().next().unwrap_or_default()
    }

    /// The blocks of `text` that have fields, as blank lines part them. Other lines are passed over.
    pub fn blocks(text: &str) -> Vec<Self> {
        let mut blocks = vec![Self::default()];
        for line in text.lines().map(|line| line.trim_end()) {
            let block = blocks.last_mut().map(|block| &mut block.0);
            match (block, field(line)) {
                (_, None) if line.is_empty() => blocks.push(Self::default()),
                (Some(block), Some((name, value))) => block.push((name.to_ascii_lowercase(), value.to_owned())),
                (Some(block), None) if line.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = block.last_mut() {
                        if !value.is_empty() {
                            value.push(' ');
                        }
                        value.push_str(line.trim_start());
                    }
                }
                _ => {}
            }
        }
        blocks.retain(|block| !block.0.is_empty());
        blocks
    }

    /// The value of the first field called `name`; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    pub fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// Adds the fields of `more`.
    pub fn append(&mut self, more: Self) {
        self.0.extend(more.0);
    }
}

fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    is_name.then_some((name, value.trim()))
}

/// The addresses in `text`, without what is put around them.
pub fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "<>()[]\"',;".contains(c)).filter_map(|word| {
        let word = word.strip_prefix("mailto:").unwrap_or(word).trim_matches([':', '.']);
        let (local_part, domain) = word.rsplit_once('@')?;
        let is_domain =
            domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b".-_".contains(&byte));
        (!local_part.is_empty() && !domain.is_empty() && is_domain && word.len() <= 320 && !word.contains("://"))
            .then_some(word)
    })
}

/// What stands between `<` and `>` in `text`: message IDs.
pub fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|part| Some(part.split_once('>')?.0.trim()))
}
