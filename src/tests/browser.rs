//! A browser without JavaScript: it keeps cookies, fills in the forms it finds and follows redirects, and it has no
//! other way in. [`Browser::call`] sends what the hydrated page sends.

use super::leak_scanner::Secrets;
use super::page::Page;
use super::received_email::path_of;
use crate::domain::ids::PartnerId;
use crate::domain::time::SECOND;
use crate::paths;
use crate::server::platform::clock::Clock;
use reqwest::header::{HeaderMap, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use std::collections::BTreeMap;

/// What a form is answered with when the page sends it by JavaScript.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where it leads.
    pub fn location(&self) -> Option<&str> {
        self.headers.get("location").and_then(|value| value.to_str().ok())
    }
}

/// One browser of one person.
pub struct Browser {
    pub base: String,
    pub cookies: BTreeMap<String, String>,
    /// What it accepts, as its header says; empty for none.
    pub languages: String,
    /// From where a proxy says it comes; empty for no proxy.
    pub forwarded_for: String,
    /// What is shown now.
    pub page: Page,
    http: Client,
    clock: Clock,
    secrets: Secrets,
}

impl Browser {
    pub fn new(base: &str, clock: Clock, secrets: Secrets) -> Self {
        let http = Client::builder().redirect(Policy::none()).build().unwrap();
        Self {
            base: base.to_owned(),
            cookies: BTreeMap::new(),
            languages: String::new(),
            forwarded_for: String::new(),
            page: Page::default(),
            http,
            clock,
            secrets,
        }
    }

    /// Goes to `path` and on to wherever that leads.
    pub async fn open(&mut self, path: &str) -> &Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    /// Goes to `path`; redirects are not followed and what is shown stays.
    pub async fn get(&mut self, path: &str) -> Page {
        let url = format!("{}{path}", self.base);
        let request =
            self.http.request(Method::GET, url).header("accept", "text/html").header("sec-fetch-site", "same-origin");
        self.load(path, request).await
    }

    /// The same, whatever is answered: a page, a file, a redirect.
    pub async fn look(&self, path: &str) -> reqwest::Response {
        self.look_request(path).send().await.unwrap()
    }

    /// The same, before it is sent.
    pub fn look_request(&self, path: &str) -> RequestBuilder {
        let request = self.http.request(Method::GET, format!("{}{path}", self.base));
        request.header("cookie", self.cookie_header()).header("sec-fetch-site", "same-origin")
    }

    /// Fills `fields` into the form on this page that posts to `action`, and sends it. A field goes by
    /// its short name, a check box is unchecked by an empty value; one that is not there cannot be
    /// filled in.
    pub async fn submit(&mut self, action: &str, fields: &[(&str, &str)]) -> &Page {
        let page = self.post(action, fields).await;
        self.follow(page).await
    }

    /// The same without following the redirect that answers it.
    pub async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> Page {
        let form = self.page.fill_in(action, fields);
        self.send(action, &form).await
    }

    /// Fills in the form that posts to `action`, and presses its button that posts to `target` instead.
    pub async fn submit_by(&mut self, action: &str, target: &str, fields: &[(&str, &str)]) -> &Page {
        let page = self.post_by(action, target, fields).await;
        self.follow(page).await
    }

    /// The same without following the redirect that answers it.
    pub async fn post_by(&mut self, action: &str, target: &str, fields: &[(&str, &str)]) -> Page {
        // Inside its form, or tied to it by `form=`.
        let button = format!("button[formaction='{target}']");
        assert_eq!(self.page.find(&button).len(), 1, "{} has no button for {target}", self.page.path);
        let form = self.page.fill_in(action, fields);
        self.send(target, &form).await
    }

    async fn send(&mut self, action: &str, form: &[(String, String)]) -> Page {
        let request = self
            .form_request(action, form)
            .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("referer", format!("{}{}", self.base, self.page.path));
        self.load(action, request).await
    }

    /// Chooses `file` in the field of the form on this page that posts to `action`, and sends it.
    pub async fn upload(&mut self, action: &str, field: &str, file: &[u8]) -> &Page {
        self.upload_with(action, field, file, &[]).await
    }

    /// The same once `fields` were filled in.
    pub async fn upload_with(&mut self, action: &str, field: &str, file: &[u8], fields: &[(&str, &str)]) -> &Page {
        let input = format!("form[action='{action}'][enctype='multipart/form-data'] input[type=file][name='{field}']");
        assert_eq!(self.page.find(&input).len(), 1, "{} takes no file {field} for {action}", self.page.path);
        let mut form = self.page.fill_in(action, fields);
        form.retain(|(name, _)| name != field);
        let request = self
            .multipart_request(action, field, file, &form)
            .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("referer", format!("{}{}", self.base, self.page.path));
        let page = self.load(action, request).await;
        self.follow(page).await
    }

    /// A request that only a form with a file makes, with the cookies of this browser.
    pub fn upload_request(&self, action: &str, field: &str, file: &[u8]) -> RequestBuilder {
        self.multipart_request(action, field, file, &[])
    }

    fn multipart_request(&self, action: &str, field: &str, file: &[u8], form: &[(String, String)]) -> RequestBuilder {
        let part = |name: &str| format!("--quay\r\nContent-Disposition: form-data; name=\"{name}\"");
        let typed = form.iter().map(|(name, value)| format!("{}\r\n\r\n{value}\r\n", part(name)));
        let head = [&*typed.collect::<String>(), &*part(field), "; filename=\"a file\"\r\n\r\n"].concat();
        self.own_request(action)
            .header("content-type", "multipart/form-data; boundary=quay")
            .body([head.as_bytes(), file, b"\r\n--quay--\r\n"].concat())
    }

    /// Sends `fields` to a server function as the page's script does.
    pub async fn call(&mut self, endpoint: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let request = self.form_request(endpoint, &fields).header("accept", "application/json");
        let page = self.load(endpoint, request).await;
        Answer { status: page.status, headers: page.headers, body: page.body }
    }

    /// Where the list's form leads with these partners ticked and the button for `change` pressed.
    pub async fn select(&mut self, change: &str, partners: &[PartnerId]) -> String {
        let ids: Vec<String> = partners.iter().map(PartnerId::to_string).collect();
        let ids = ids.iter().map(|id| ("id", id.as_str()));
        let fields: Vec<_> = [("do", change)].into_iter().chain(ids).collect();
        let answer = self.call(paths::PARTNERS_SELECTION, &fields).await;
        answer.location().expect("a selection leads on").to_owned()
    }

    /// Opens that page.
    pub async fn open_selected(&mut self, change: &str, partners: &[PartnerId]) -> &Page {
        let page = self.select(change, partners).await;
        self.open(&page).await
    }

    /// A request that only a form of this site makes, with the cookies of this browser.
    pub fn form_request(&self, endpoint: &str, fields: &[(String, String)]) -> RequestBuilder {
        self.own_request(endpoint).form(fields)
    }

    fn own_request(&self, endpoint: &str) -> RequestBuilder {
        let request = self
            .http
            .post(format!("{}{endpoint}", self.base))
            .header("origin", &self.base)
            .header("sec-fetch-site", "same-origin")
            .header("cookie", self.cookie_header());
        match &*self.forwarded_for {
            "" => request,
            from => request.header("x-forwarded-for", from),
        }
    }

    /// All cookies, as they are sent.
    pub fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Goes where `page` leads, until something is shown.
    async fn follow(&mut self, mut page: Page) -> &Page {
        for _ in 0..10 {
            let Some(target) = page.location() else {
                self.page = page;
                return &self.page;
            };
            page = self.get(&if target.contains("://") { path_of(&target) } else { target }).await;
        }
        panic!("{} leads in circles", page.path)
    }

    async fn load(&mut self, path: &str, request: RequestBuilder) -> Page {
        // No two actions happen in the same instant.
        self.clock.advance(SECOND);
        let request =
            request.header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
        let mut request = request.build().unwrap();
        request.headers_mut().insert("cookie", self.cookie_header().parse().unwrap());
        request.headers_mut().insert("accept-language", self.languages.parse().unwrap());
        let response = self.http.execute(request).await.unwrap_or_else(|error| panic!("{path}: {error}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned();
        assert!(status < 500 || status == 503 && headers.contains_key("retry-after"), "{path}: {status} {body}");
        for cookie in headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        self.secrets.note(&body);
        Page { path: path.to_owned(), status, headers, body }
    }

    fn keep(&mut self, cookie: &str) {
        self.secrets.note(cookie);
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        if cookie.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
